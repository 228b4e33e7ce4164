namespace Portal.Search;

/// <summary>What results can be narrowed by, beside their document type.</summary>
/// <param name="Name">As in an address: <c>?thema=</c>.</param>
/// <param name="Label">As the heading of its values.</param>
/// <param name="This">One of its values, at the beginning of a sentence: "Dit thema".</param>
public sealed record SearchFilter(string Name, string Label, string This)
{
    /// <summary>The theme a page belongs to.</summary>
    public static SearchFilter Theme { get; } = new("thema", "Thema", "Dit thema");

    /// <summary>For whom a page is.</summary>
    public static SearchFilter Audience { get; } = new("voor", "Voor", "Deze doelgroep");

    /// <summary>The area a page speaks of, or is for.</summary>
    public static SearchFilter Area { get; } = new("regio", "Regio", "Deze regio");

    /// <summary>The year a page is of.</summary>
    public static SearchFilter Year { get; } = new("jaar", "Jaar", "Dit jaar");

    /// <summary>All of them, in the order in which they are offered.</summary>
    public static IReadOnlyList<SearchFilter> Every { get; } = [Theme, Audience, Area, Year];

    /// <summary>A value as a page bears it: <c>thema:ouders</c>.</summary>
    /// <param name="value">The value; without blanks and colons, as it goes into an address.</param>
    public string With(string value) => $"{Name}:{value}";

    /// <summary>What a page bears that is for all of them: whichever is chosen, it stays.</summary>
    public string WithAll => With(All);

    /// <summary>The value, of one that belongs to this filter; null: it belongs to another, or is for all of them.</summary>
    internal string? ValueOf(string borne) =>
        borne.Length > Name.Length && borne[Name.Length] == ':' && borne.StartsWith(Name, StringComparison.Ordinal)
            && borne[(Name.Length + 1)..] is var value && value != All ? value : null;

    private const string All = "*";
}

/// <summary>What a value of a filter is called.</summary>
/// <param name="Filter">Of which filter.</param>
/// <param name="Value">As in an address and in <see cref="SearchDocument.Filters"/>.</param>
/// <param name="Label">As shown.</param>
/// <param name="Place">Order among the values of the filter, low first.</param>
public sealed record FilterValue(SearchFilter Filter, string Value, string Label, int Place);
