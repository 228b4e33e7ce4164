using System.Text;
using System.Text.Json.Nodes;
using Portal.Content.Import;
using Portal.Content.Media;
using Portal.Content.Types;

namespace Portal.Content.Portable;

/// <summary>Writes what another system had as a folder of content, for the importer to look at and to take in.</summary>
/// <param name="folder">An empty folder.</param>
public sealed class PortableWriter(string folder)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly HashSet<string> written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the library takes files with such a name.</summary>
    public static bool CanHold(string name) => FileKind.Named(Path.GetExtension(name).TrimStart('.')) is not null;

    /// <summary>Whether a file with such a name is a picture.</summary>
    public static bool IsPicture(string name) => FileKind.Named(Path.GetExtension(name).TrimStart('.')) is { IsImage: true };

    /// <summary>Writes a document; gives the file, or null where one stands there already.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="slug">The last part of its address.</param>
    /// <param name="parentSlug">That of the document it stands under, or null.</param>
    /// <param name="isSample">It is an invented one.</param>
    /// <param name="values">Its front matter.</param>
    /// <param name="body">Its Markdown.</param>
    public string? Write(DocumentType type, string slug, string? parentSlug, bool isSample, JsonObject values, string body)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(body);
        var path = ContentFile.PathOf(type, slug, parentSlug, isSample);
        if (!written.Add(path)) return null;
        var order = type.Keys.Select((key, at) => (key, at)).ToDictionary(pair => pair.key, pair => pair.at);
        var sorted = values.Where(pair => pair.Value is not null).OrderBy(pair => order.GetValueOrDefault(pair.Key, int.MaxValue))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()));
        var text = body.Length == 0 || body.EndsWith('\n') ? body : body + "\n";
        File.WriteAllText(PlaceOf(path), ContentFile.Write(PortableYaml.Write(new JsonObject(sorted)), text), Utf8);
        return path;
    }

    /// <summary>Writes a file with its description; gives its path, or null where one stands there already.</summary>
    /// <param name="name">File name with its ending.</param>
    /// <param name="bytes">Copies the bytes to where they go.</param>
    /// <param name="description">Its values.</param>
    public async Task<string?> WriteAsync(string name, Func<Stream, Task> bytes, JsonObject description)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var path = "media/" + name;
        if (!written.Add(path)) return null;
        var place = PlaceOf(path);
        await using (var stream = new FileStream(place, FileMode.CreateNew)) await bytes(stream);
        await File.WriteAllTextAsync(place + ".yml", PortableYaml.Write(description), Utf8);
        return path;
    }

    // Names are made of slugs; that none leads out of the folder is asked once more where it counts.
    private string PlaceOf(string path)
    {
        var place = Path.GetFullPath(Path.Combine(folder, path));
        if (!place.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new InvalidDataException($"{path} would stand outside its folder.");
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        return place;
    }
}
