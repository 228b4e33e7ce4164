namespace Portal.Search;

/// <summary>One section of a page, as search should know it. The head of a page (title, summary, key messages) is section 0.</summary>
public sealed record SearchDocument
{
    /// <summary>The page: all sections of one page share it.</summary>
    public required Guid EntityId { get; init; }

    /// <summary>Order in the page, from 0; unique within it.</summary>
    public required int Section { get; init; }

    /// <summary>Address of the page, without anchor: <c>/kennis/onzichtbare-beelden</c>.</summary>
    public required string Url { get; init; }

    /// <summary>Id of the section's heading in the page, or null for its head.</summary>
    public string? Anchor { get; init; }

    /// <summary>Document type, e.g. <c>kennisproduct</c>: a value of the facet and of <c>?type=</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The type as the heading of a group, e.g. "Kennisproducten"; the same for all documents of the type.</summary>
    public required string TypeLabel { get; init; }

    /// <summary>Title of the page.</summary>
    public required string Title { get; init; }

    /// <summary>Heading of the section, or null for its head.</summary>
    public string? Heading { get; init; }

    /// <summary>Plain text; a line break between blocks (paragraphs, list items, table rows).</summary>
    public required string Body { get; init; }

    /// <summary>Words to be found by that do not stand in the text.</summary>
    public string Keywords { get; init; } = "";

    /// <summary>What it can be narrowed to, as <see cref="SearchFilter.With"/> writes it; the same in every section of the page.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Date a reader would want to see with it, or null.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Of what grows old (news, an event): the day it is about; from then on it stands lower. Null: it stays as true.</summary>
    public DateOnly? FreshOn { get; init; }

    /// <summary>A word to show with it, e.g. "Voorbeeld", or null.</summary>
    public string? Badge { get; init; }
}
