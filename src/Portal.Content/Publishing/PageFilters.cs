using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Content.Types;
using Portal.Search;

namespace Portal.Content.Publishing;

/// <summary>What search can narrow documents to, and what the values are called: themes, audiences, districts, years.</summary>
/// <param name="types">Knows which types are themes, and which speak of areas.</param>
internal sealed class PageFilters(DocumentTypes types)
{
    private static readonly string[] DistrictPrefixes = ["org-district-", "org-"];

    private readonly string[] themePrefixes = [.. types.All.Where(type => type.Info.IsTheme).Select(type => type.Info.IdPrefix)];
    private readonly HashSet<string> placed =
    [
        .. types.All.Where(type => type.Record.GetProperty(nameof(DocumentProperties.Areas))!.DeclaringType != typeof(DocumentProperties))
            .Select(type => type.Name),
    ];

    /// <summary>The audiences that a portal knows by itself.</summary>
    public static IReadOnlyList<FilterValue> Standing { get; } =
        [.. AudienceTerm.Standing.Select((term, place) => NameOf(term.Audience, term.Label, place))];

    /// <summary>Whether documents of a type may have to do with an area.</summary>
    public bool MayBePlaced(string type) => placed.Contains(type);

    /// <summary>
    /// The value of a filter that a document names, with what it is called (null: nothing any more). Null: it names none.
    /// </summary>
    /// <param name="id">The document's id.</param>
    /// <param name="type">Its type.</param>
    /// <param name="said">What readers see of it; null: nothing.</param>
    public (SearchFilter Filter, string Name, FilterValue? Value)? NamedBy(string id, DocumentType type, DocumentProperties? said)
    {
        if (type.Info.IsTheme)
        {
            var theme = ThemeOf(id);
            return (SearchFilter.Theme, theme, said is null ? null : new(SearchFilter.Theme, theme, said.Title, said.ThemeOrder));
        }
        if (id.StartsWith(AudienceWords.Prefix, StringComparison.Ordinal))
        {
            var audience = new Audience(id[AudienceWords.Prefix.Length..]);
            var standing = AudienceTerm.Standing.ToList().FindIndex(term => term.Audience == audience);
            // What an editor takes back is called again as it was.
            var label = said?.Title ?? (standing < 0 ? null : AudienceTerm.Standing[standing].Label);
            var place = standing < 0 ? AudienceTerm.Standing.Count : standing;
            return (SearchFilter.Audience, audience.Key, label is null ? null : NameOf(audience, label, place));
        }
        return said is Organisation { Kind: OrganisationKind.District } district
            ? (SearchFilter.Area, AreaOf(id), new(SearchFilter.Area, AreaOf(id), district.AreaName, 0)) : null;
    }

    /// <summary>
    /// What one can narrow to and keep a document. One of a type that speaks of no audience is for none in particular; one that leaves it
    /// open, for all.
    /// </summary>
    /// <param name="type">Its type.</param>
    /// <param name="properties">What it says.</param>
    /// <param name="json">The same, as it is kept.</param>
    /// <param name="areas">Where everything is.</param>
    public IEnumerable<string> Of(DocumentType type, DocumentProperties properties, JsonObject json, AreaMap areas)
    {
        foreach (var theme in properties.Themes.Concat(type.Info.IsTheme ? [properties.Id] : []))
            yield return SearchFilter.Theme.With(ThemeOf(theme));
        if (type.Properties.FirstOrDefault(property => property.IsAudience) is { } audience)
        {
            var names = (json[audience.Key] as JsonArray)?.Select(name => name!.ToString()).ToList() ?? [];
            if (names.Count == 0 || names.Contains(Audience.Everyone.Key)) yield return SearchFilter.Audience.WithAll;
            else foreach (var name in names) yield return SearchFilter.Audience.With(name);
        }
        if (properties.Areas is { } its)
        {
            if (its.Count == 0) yield return SearchFilter.Area.WithAll;
            foreach (var district in its.SelectMany(areas.DistrictsOf).Distinct()) yield return SearchFilter.Area.With(AreaOf(district));
        }
        if (properties.YearOf is { } year) yield return SearchFilter.Year.With(year.ToString(CultureInfo.InvariantCulture));
    }

    private static FilterValue NameOf(Audience audience, string label, int place) => new(SearchFilter.Audience, audience.Key, label, place);

    // A district as it stands in an address.
    private static string AreaOf(string id) => WithoutPrefix(id, DistrictPrefixes);

    // Search knows a theme by the end of its address.
    private string ThemeOf(string id) => WithoutPrefix(id, themePrefixes);

    private static string WithoutPrefix(string id, string[] prefixes) =>
        Array.Find(prefixes, prefix => id.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? id[prefix.Length..] : id;
}
