using Portal.Content.Checks;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Tests.Content.Markdown;

namespace Portal.Tests.Content.Checks;

/// <summary>A small world for a draft: the documents, files and terms of <see cref="Bodies.Context"/>, and nothing else.</summary>
internal sealed class Around : INeighbours
{
    private static readonly DocumentType Research = DocumentType.Of<ResearchSummary>();
    private static readonly DocumentType Term = DocumentType.Of<GlossaryTerm>();

    public Glossary Glossary { get; } = Glossary.Of(
    [
        new("begrip-ronselen", "Ronselen", ["ronselt", "geronseld", "ronselaar"], "Iemand overhalen tot misdaad.", "/begrippen/ronselen"),
        new("begrip-riec", "RIEC", [], "Helpt gemeenten.", "/begrippen/riec"),
    ]);

    public CheckedDocument? Find(string id) => Bodies.Context.Document(id) is { } target ? Stored(Research, id, target.Url, target.Title)
        : id == "kennis-concept" ? Stored(Research, id, "/kennis/concept", "Concept") : null;

    public string? TypeInPortal(string id) => null;

    public CheckedDocument? At(string path) => null;

    public bool IsReserved(string path) => path.Split('/')[1] == "beheer";

    public IEnumerable<CheckedDocument> Below(string id) => [];

    public CheckedDocument? WithWord(string word) => word.ToLowerInvariant() switch
    {
        "ronselen" or "ronselt" or "geronseld" or "ronselaar" => Stored(Term, "begrip-ronselen", "/begrippen/ronselen", "Ronselen"),
        "riec" => Stored(Term, "begrip-riec", "/begrippen/riec", "RIEC"),
        _ => null,
    };

    public (CheckedDocument Document, int Line)? WithPortalId(string id) => null;

    public MediaTarget? Media(string id) => id switch
    {
        "media-bestand" => Bodies.Context.Media("media-foto")! with { Id = id, Alt = "IMG_2034.jpg" },
        "media-foto-van" => Bodies.Context.Media("media-foto")! with { Id = id, Alt = "Foto van twee fietsen" },
        _ => Bodies.Context.Media(id),
    };

    public PageTarget? Page(string path) => Bodies.Context.Page!(path);

    public string? PathOf(string url) =>
        url.StartsWith("https://portaal.test/", StringComparison.Ordinal) ? url["https://portaal.test".Length..] : null;

    public IReadOnlySet<string>? AnchorsOf(CheckedDocument document) => Bodies.Context.Document(document.Id)?.Anchors;

    public bool IsOnline(CheckedDocument document) => document.Id != "kennis-concept";

    private static CheckedDocument Stored(DocumentType type, string id, string path, string title) => new()
    {
        Id = id,
        Type = type,
        Slug = path[(path.LastIndexOf('/') + 1)..],
        Path = path,
        Sample = false,
        Body = "",
        Json = new() { ["title"] = title },
    };
}
