using System.Runtime.CompilerServices;
using Portal.Content;
using Portal.Content.Markdown;
using Portal.Learning.Exercises;
using YamlDotNet.Serialization;

namespace Portal.Tests.Content.Markdown;

/// <summary>The site's own documents, read with as little as rendering them takes.</summary>
internal static class RealContent
{
    public static MarkdownRenderer Renderer { get; } = new([.. MarkdownServices.StandardContainers, new ExerciseContainer(new ExerciseTypes(ExerciseTypes.Own))]);

    public static IReadOnlyList<RealDocument> Documents { get; } = Read();

    public static RenderContext Context { get; } = ContextOf(Documents);

    private static List<RealDocument> Read()
    {
        var folder = Folder();
        var yaml = new DeserializerBuilder().Build();
        return [.. Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file =>
        {
            var parts = File.ReadAllText(file).Split("---\n", 3);
            var frontMatter = yaml.Deserialize<Dictionary<string, object>>(parts[1]);
            return new RealDocument(Path.GetRelativePath(folder, file), frontMatter, parts[2], FirstLine: 1 + parts[0].Count('\n') + parts[1].Count('\n') + 2);
        })];
    }

    private static RenderContext ContextOf(IReadOnlyList<RealDocument> documents)
    {
        var targets = documents.ToDictionary(
            document => document.Id,
            document => new LinkTarget(document.Id, document.Url, document.Title, "Document", document["summary"], Renderer.AnchorsIn(document.Body)));
        var terms = documents.Where(document => document.Path.StartsWith("begrippen/", StringComparison.Ordinal) && document["explain"] != "false")
            .Select(term => new GlossaryEntry(term.Id, term.Title, term.List("variants"), term["definition"]!, term.Url));
        return new RenderContext { Document = targets.GetValueOrDefault, Glossary = Glossary.Of(terms) };
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "content"));
}

internal sealed record RealDocument(string Path, Dictionary<string, object> FrontMatter, string Body, int FirstLine)
{
    public string Id => this["id"]!;
    public string Title => this["title"]!;
    public string Url => "/" + Path[..^3];
    public string? this[string key] => FrontMatter.GetValueOrDefault(key) as string;
    public IReadOnlyList<string> List(string key) => FrontMatter.GetValueOrDefault(key) is List<object> list ? [.. list.Cast<string>()] : [];
}
