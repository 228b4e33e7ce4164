using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.Content.Checks;
using Portal.Content.Types;

namespace Portal.Content.Import;

/// <summary>One document's file, split and read: where it stands, its front matter as written and as JSON, its body.</summary>
internal sealed partial class ContentFile
{
    /// <summary>A document's file may be this long, in bytes.</summary>
    public const int MaxBytes = 1_000_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Relative to the content folder, with forward slashes.</summary>
    public required string RelativePath { get; init; }

    /// <summary>Its document type.</summary>
    public required DocumentType Type { get; init; }

    /// <summary>The file's name without ending; for an <c>index.md</c> its folder's name.</summary>
    public required string Slug { get; init; }

    /// <summary>The slug of the document it stands under, or null.</summary>
    public required string? ParentSlug { get; init; }

    /// <summary>True below <c>voorbeeld/</c>.</summary>
    public required bool Sample { get; init; }

    /// <summary>The YAML between the fences, exactly as written.</summary>
    public required string Source { get; init; }

    /// <summary>All after the second fence, exactly as written.</summary>
    public required string Body { get; init; }

    /// <summary>The front matter's values.</summary>
    public required FrontMatter FrontMatter { get; init; }

    /// <summary>The line of the file on which the body's first line stands.</summary>
    public required int BodyLine { get; init; }

    /// <summary>The front matter's values as JSON.</summary>
    public JsonObject Json => FrontMatter.Json;

    /// <summary>The id, or an empty text where it is missing.</summary>
    public string Id => Text("id");

    /// <summary>A text of the first level, empty where it is missing.</summary>
    public string Text(string key) => Json[key]?.ToString() ?? "";

    /// <summary>A document's file as it is written to disk.</summary>
    public static string Write(string source, string body) => $"---\n{source}---\n{body}";

    /// <summary>Reads a file; null when it cannot be read at all, with the reason in <paramref name="errors"/>.</summary>
    public static ContentFile? Read(string path, string relativePath, DocumentTypes types, List<ContentError> errors)
    {
        if (new FileInfo(path) is { Length: > MaxBytes } large)
            return Refuse($"Het bestand is {large.Length / 1_000_000.0:0.0} MB; een tekst mag hoogstens 1 MB zijn. Knip hem op of zet bijlagen in media/.");
        return ReadText(path, relativePath, errors) is { } text ? Parse(text, relativePath, types, errors) : null;

        ContentFile? Refuse(string message)
        {
            errors.Add(new(relativePath, 1, message));
            return null;
        }
    }

    /// <summary>Reads plain text: UTF-8 with LF, written back unchanged at an export; null with the reason in <paramref name="errors"/>.</summary>
    public static string? ReadText(string path, string relativePath, List<ContentError> errors)
    {
        string text;
        try
        {
            text = Strict.GetString(File.ReadAllBytes(path));
        }
        catch (DecoderFallbackException)
        {
            errors.Add(new(relativePath, 1, "Het bestand is geen UTF-8. Sla het op als UTF-8."));
            return null;
        }
        var problem = text switch
        {
            _ when text.StartsWith('\uFEFF') => "Het bestand begint met een onzichtbaar teken (BOM). Sla het op als UTF-8 zonder BOM.",
            _ when text.Contains('\0', StringComparison.Ordinal) => "Het bestand bevat een nulteken. Het is geen gewone tekst.",
            _ when text.Contains('\r', StringComparison.Ordinal) => "Het bestand heeft Windows-regeleinden. Sla het op met LF.",
            _ => null,
        };
        if (problem is null) return text;
        errors.Add(new(relativePath, 1, problem));
        return null;
    }

    /// <summary>Reads a text as if it stood at that place.</summary>
    public static ContentFile? Parse(string text, string relativePath, DocumentTypes types, List<ContentError> errors)
    {
        var problem = text switch
        {
            _ when !text.StartsWith("---\n", StringComparison.Ordinal) => "Het bestand begint niet met de kop. Zet de eigenschappen bovenaan tussen twee regels met ---.",
            _ when !text.EndsWith('\n') => "Het bestand eindigt niet met een regeleinde. Zet een lege regel aan het eind.",
            _ => null,
        };
        if (problem is not null) return Refuse(1, problem);

        var end = text.IndexOf("\n---\n", 3, StringComparison.Ordinal);
        if (end < 0) return Refuse(1, "De kop wordt niet afgesloten. Zet een regel met alleen --- onder de eigenschappen.");

        var source = text[4..(end + 1)];
        var body = text[(end + 5)..];
        var place = Place(relativePath);
        if (place is not { } at)
            return Refuse(1, "Bestandsnamen en mappen bestaan uit kleine letters, cijfers en streepjes. Hernoem het bestand, en zet het in de map van zijn soort.");

        var known = string.Join(", ", types.All.Select(registered => registered.Name));
        if (FrontMatter.TypeOf(source) is not { } named) return Refuse(2, $"De sleutel 'type' ontbreekt. Kies uit: {known}.");
        if (types.Find(named.Name) is not { } type) return Refuse(named.Line + 1, $"De soort '{named.Name}' bestaat niet. Kies uit: {known}.");

        var front = FrontMatter.Read(source, type.Properties);
        errors.AddRange(front.Errors.Select(error => new ContentError(relativePath, error.Line + 1, error.Message)));
        errors.AddRange(front.Warnings.Select(warning => ContentError.Of(relativePath, warning.Issue, linesBefore: 1)));

        var (slug, parent) = SlugAndParent(type, at.Names);
        if (slug is null || type.Info.Folder != at.Folder)
            return Refuse(1, $"Een document van de soort '{type.Name}' hoort in {FolderHint(type)}. Verplaats het bestand of pas 'type' aan.");

        return new ContentFile
        {
            RelativePath = relativePath,
            Type = type,
            Slug = slug,
            ParentSlug = parent,
            Sample = at.Sample,
            Source = source,
            Body = body,
            FrontMatter = front,
            BodyLine = 3 + source.Count(letter => letter == '\n'),
        };

        ContentFile? Refuse(int line, string message)
        {
            errors.Add(new(relativePath, line, message));
            return null;
        }
    }

    /// <summary>The file of a document, relative to the content folder: the inverse of reading its place.</summary>
    public static string PathOf(DocumentType type, string slug, string? parentSlug, bool sample)
    {
        // The only document of its type has the type's name: its address tells no slug.
        var name = type.Info.FixedPath is not null ? $"{type.Name}.md" : type.Info.IsFolder ? $"{slug}/index.md" : $"{slug}.md";
        return $"{(sample ? "voorbeeld/" : "")}{type.Info.Folder}/{(parentSlug is null ? "" : parentSlug + "/")}{name}";
    }

    private static (string? Slug, string? Parent) SlugAndParent(DocumentType type, string[] names) => names switch
    {
        [var only] when type.Info.FixedPath is not null => (only == type.Name ? only : null, null),
        [var folder, "index"] when type.Info.IsFolder => (folder, null),
        [var slug] when !type.Info.IsFolder && (type.Info.Parent is null || type.Info.ParentOptional) => (slug, null),
        [var parent, var slug] when type.Info.Parent is not null => (slug, parent),
        _ => (null, null),
    };

    private static string FolderHint(DocumentType type) =>
        PathOf(type, "{naam}", type.Info.Parent is not null && !type.Info.ParentOptional ? "{bovenliggend}" : null, sample: false);

    private static (bool Sample, string Folder, string[] Names)? Place(string relativePath)
    {
        if (!PlainPath().IsMatch(relativePath)) return null;
        var parts = relativePath[..^3].Split('/');
        var sample = parts[0] == "voorbeeld";
        if (sample) parts = parts[1..];
        return parts.Length < 2 ? null : (sample, parts[0], parts[1..]);
    }

    [GeneratedRegex(@"^([a-z0-9][a-z0-9-]*/)+[a-z0-9][a-z0-9-]*\.md$", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex PlainPath();
}
