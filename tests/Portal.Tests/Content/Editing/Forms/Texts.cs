using Portal.Content.Checks;
using Portal.Content.Types;
using Portal.Platform;

namespace Portal.Tests.Content.Editing.Forms;

/// <summary>The front matter of every document of content/.</summary>
internal static class Texts
{
    /// <summary>Name, type and YAML of each.</summary>
    public static IEnumerable<(string Path, DocumentType Type, string Yaml)> All(DocumentTypes types)
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "content"), "*.md", SearchOption.AllDirectories).Order())
        {
            var text = File.ReadAllText(path);
            var yaml = text[4..(text.IndexOf("\n---\n", 3, StringComparison.Ordinal) + 1)];
            yield return (path, types[FrontMatter.TypeOf(yaml)!.Value.Name], yaml);
        }
    }
}
