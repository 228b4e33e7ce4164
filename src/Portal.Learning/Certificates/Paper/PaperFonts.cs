using System.Text.Json;
using Portal.Platform.Ui;

namespace Portal.Learning.Certificates.Paper;

/// <summary>
/// The faces that the theme build made for paper (<c>themes/build/paper.mjs</c>). A file is read when a letter asks for it, once.
/// </summary>
internal sealed class PaperFonts
{
    private readonly Dictionary<string, Face> faces;

    public PaperFonts(ThemeFiles theme)
    {
        var names = JsonSerializer.Deserialize<Dictionary<string, string[]>>(theme.Bytes("paper/faces.json"))!;
        var files = names.Values.SelectMany(list => list).Distinct()
            .ToDictionary(name => name, name => new Lazy<FontFile>(() => new FontFile(theme.Bytes($"paper/{name}.ttf"))));
        faces = names.ToDictionary(face => face.Key, face => new Face([.. face.Value.Select(name => files[name])]));
    }

    /// <summary>What texts are set in.</summary>
    public Face Text => faces["text"];

    /// <summary>Its heavier sister.</summary>
    public Face Strong => faces["strong"];

    /// <summary>What titles are set in.</summary>
    public Face Heading => faces["heading"];
}
