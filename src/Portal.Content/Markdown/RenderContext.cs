using Portal.Content.Types;

namespace Portal.Content.Markdown;

/// <summary>What a body may refer to. The renderer asks, it never looks anything up itself.</summary>
public sealed record RenderContext
{
    /// <summary>Finds a document by id; null when there is none a reader may open. The link is then shown as text.</summary>
    public Func<string, LinkTarget?> Document { get; init; } = static _ => null;

    /// <summary>Finds a file by id.</summary>
    public Func<string, MediaTarget?> Media { get; init; } = static _ => null;

    /// <summary>
    /// Finds what stands at a path of the portal (no query, no slash at its end); null when nothing does that a reader may open, and the
    /// link is then shown as text. Null itself where nobody knows the portal's paths: then they are not checked.
    /// </summary>
    public Func<string, PageTarget?>? Page { get; init; }

    /// <summary>
    /// The path (with query and anchor) of an address of this portal that is written in full (https://...); null for any other. Null
    /// itself where nobody knows: then such a link is one to another site.
    /// </summary>
    public Func<string, string?>? PathOf { get; init; }

    /// <summary>The words that are explained in place.</summary>
    public Glossary Glossary { get; init; } = Glossary.Empty;

    /// <summary>Id of the term that is not explained: a term's own page.</summary>
    public string? ExceptTerm { get; init; }
}

/// <summary>A document that can be linked to.</summary>
/// <param name="TypeLabel">The word a reader knows for its type: "Onderzoek", "Module".</param>
/// <param name="Anchors">The anchors of its headings, or null when they are not known (then they are not checked).</param>
public sealed record LinkTarget(string Id, string Url, string Title, string TypeLabel, string? Summary, IReadOnlySet<string>? Anchors)
{
    /// <summary>The name of the colour of its type.</summary>
    public string Color { get; init; } = "petrol";
}

/// <summary>A page of the portal that can be linked to by its path.</summary>
/// <param name="Url">Where it stands now: another path than was asked for when it moved.</param>
/// <param name="DocumentId">The document that stands there; null for a page that is no document.</param>
/// <param name="Anchors">The anchors on it, or null when they are not known (then they are not checked).</param>
public sealed record PageTarget(string Url, string? DocumentId, IReadOnlySet<string>? Anchors);

/// <summary>A file or picture.</summary>
/// <param name="FileType">Extension or media type: "pdf", "image/jpeg".</param>
/// <param name="Url">The file; of a picture what readers get as long as it has no variants.</param>
/// <param name="Variants">Of a picture: none until they are made.</param>
/// <param name="Decorative">The picture says nothing the text does not: it gets an empty alternative text.</param>
public sealed record MediaTarget(
    string Id,
    string Title,
    string Alt,
    bool Decorative,
    string Url,
    string FileType,
    long Bytes,
    int? Width,
    int? Height,
    string? Credit,
    IReadOnlyList<MediaVariant> Variants)
{
    /// <summary>True for a picture that cannot be shown: its words stand in its place.</summary>
    public bool IsRefused { get; init; }

    /// <summary>What must be seen when it is cropped, as CSS says it (<c>object-position</c>): <c>40% 20%</c>; null: the middle.</summary>
    public string? Focus { get; init; }

    /// <summary>The language it is in; null: nobody said.</summary>
    public FileLanguage? Language { get; init; }

    /// <summary>The folder of the library that it lies in; empty: in none.</summary>
    public string Folder { get; init; } = "";
}

/// <summary>A picture in another format or width (px).</summary>
public sealed record MediaVariant(string Format, int Width, int Height, string Url);
