using Portal.Content.Publishing;
using Portal.Content.Types;

namespace Portal.Content.Pages;

/// <summary>A link: its words and its address.</summary>
public sealed record Link(string Text, string Href);

/// <summary>How a page begins: where you are, what it is, its title and what it is about. For <c>_Head</c>.</summary>
/// <param name="Title">The page's only h1.</param>
/// <param name="Lead">The first sentences.</param>
public sealed record Head(string Title, string? Lead = null)
{
    /// <summary>A second line under the title.</summary>
    public string? Subtitle { get; init; }

    /// <summary>True where the first sentences are what the page is about, as with a definition.</summary>
    public bool IsLarge { get; init; }

    /// <summary>The pages above this one, without the front page.</summary>
    public IReadOnlyList<Link> Trail { get; init; } = [];

    /// <summary>What stands above the title; null for a page that is no document.</summary>
    public Marks? Marks { get; init; }

    /// <summary>For whom it is; empty where that goes without saying.</summary>
    public IReadOnlyList<Audience> ForWhom { get; init; } = [];

    /// <summary>The one thing to do here, or null.</summary>
    public Link? Action { get; init; }

    /// <summary>The head of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="trail">The pages above it.</param>
    public static Head Of(PublishedDocument document, params IReadOnlyList<Link> trail) =>
        new(document.Title, document.Common.Listing.About) { Trail = trail, Marks = Marks.Of(document) };
}

/// <summary>The small words that tell what a document is. For <c>_Marks</c>.</summary>
/// <param name="Color">The name of the colour of the dot.</param>
/// <param name="Kind">The word a reader knows for it.</param>
public sealed record Marks(string Color, string Kind)
{
    /// <summary>The day that counts for a reader.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Short facts; what is not known is left out.</summary>
    public IReadOnlyList<string?> Facts { get; init; } = [];

    /// <summary>True for an invented document.</summary>
    public bool Sample { get; init; }

    /// <summary>True when there is more to tell than the kind.</summary>
    public bool TellMore => Date is not null || Sample || Facts.Any(fact => !string.IsNullOrEmpty(fact));

    /// <summary>The marks of a document.</summary>
    public static Marks Of(PublishedDocument document)
    {
        var listing = document.Common.Listing;
        return new(document.Type.Color, document.Kind) { Date = listing.Date, Facts = listing.Facts, Sample = document.Place.Sample };
    }
}

/// <summary>A document in a list. For <c>_Entry</c>.</summary>
/// <param name="Document">The document.</param>
/// <param name="Level">Level of its heading.</param>
public sealed record Entry(PublishedDocument Document, int Level = 2)
{
    /// <summary>True under a heading that says already what kind of document these are.</summary>
    public bool KindIsSaid { get; init; }
}

/// <summary>What belongs with a document, and the dossiers it is in. For <c>_Related</c>.</summary>
public sealed record RelatedPart(IReadOnlyList<PublishedDocument> Documents, IReadOnlyList<PublishedDocument> Themes)
{
    /// <summary>How many are shown at length, and how many more by name; a much quoted document has dozens, or thousands.</summary>
    public const int Shown = 5, Named = 60;
}

/// <summary>A list that has nothing in it. For <c>_Empty</c>.</summary>
/// <param name="Title">What is not there.</param>
/// <param name="Text">Why, and what helps.</param>
/// <param name="Way">Where to go instead.</param>
public sealed record Nothing(string Title, string Text, Link Way);

/// <summary>A list by date, in pages, and the ways to narrow it where it is long. For <c>_DatedList</c>.</summary>
public sealed record DatedList(IReadOnlyList<PublishedDocument> Items, IReadOnlyList<Facet> Facets, Pager Pager);

/// <summary>One way to narrow a list, ready to be shown. For <c>_Facets</c> and <c>_Chosen</c>.</summary>
/// <param name="Label">What it narrows by.</param>
/// <param name="Values">Its values with counts and addresses.</param>
public sealed record Facet(string Label, IReadOnlyList<FilterValue> Values);
