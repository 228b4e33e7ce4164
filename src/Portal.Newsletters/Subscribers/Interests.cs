using Portal.Members.People;

namespace Portal.Newsletters.Subscribers;

/// <summary>What somebody wants to read about. An empty list is no choice: everything.</summary>
/// <param name="Themes">Ids of dossiers.</param>
/// <param name="Regions">Ids of districts and municipalities.</param>
/// <param name="Functions">As in front matter's <c>audience</c>.</param>
internal sealed record Interests(string[] Themes, string[] Regions, string[] Functions)
{
    /// <summary>Everything.</summary>
    public static Interests All { get; } = new([], [], []);

    /// <summary>True when nothing is left out.</summary>
    public bool IsEverything => this is { Themes: [], Regions: [], Functions: [] };
}

/// <summary>A district with the municipalities in it.</summary>
/// <param name="Id">Id of its organisatie document; empty: municipalities whose district is not known.</param>
/// <param name="Label">As shown.</param>
/// <param name="Municipalities">In order of name.</param>
internal sealed record District(string Id, string Label, IReadOnlyList<Choice> Municipalities);

/// <summary>What a subscriber chooses from: the same words as a member's profile.</summary>
internal sealed class InterestChoices(IProfileChoices choices)
{
    public IReadOnlyList<Choice> Themes => choices.Themes;

    public IReadOnlyList<Choice> Functions => choices.Functions;

    /// <summary>Districts by name; last the municipalities that belong to none.</summary>
    public IReadOnlyList<District> Districts =>
        [
            .. choices.Municipalities.GroupBy(municipality => municipality.District)
                .OrderBy(group => group.Key is null).ThenBy(group => group.Key?.Label, StringComparer.Ordinal)
                .Select(group => new District(
                    group.Key?.Id ?? "", group.Key?.Label ?? "Andere gemeenten",
                    [.. group.Select(municipality => new Choice(municipality.Id, municipality.Label))])),
        ];

    /// <summary>What was chosen of what there is; anything else is left out.</summary>
    public Interests Of(IEnumerable<string> themes, IEnumerable<string> regions, IEnumerable<string> functions) => new(
        Known(Themes, themes), Known(Regions, regions), Known(Functions, functions));

    /// <summary>
    /// The regions of subscribers that something of this region is for: the region itself, the district it lies in, and what lies in it.
    /// Who chose no region gets it too.
    /// </summary>
    public string[] Touching(string region)
    {
        var own = Districts.FirstOrDefault(district => district.Id == region);
        if (own is not null) return [region, .. own.Municipalities.Select(municipality => municipality.Id)];
        var above = Districts.Where(district => district.Municipalities.Any(municipality => municipality.Id == region));
        return [region, .. above.Select(district => district.Id).Where(id => id.Length > 0)];
    }

    /// <summary>A choice in three lines of words, for a mail, a page or a file.</summary>
    public IReadOnlyList<string> InWords(Interests interests) =>
        [
            $"Thema’s: {Words(Themes, interests.Themes, "alle thema’s")}", $"Regio: {Words(Regions, interests.Regions, "de hele regio")}",
            $"Functies: {Words(Functions, interests.Functions, "alle functies")}",
        ];

    /// <summary>The labels of what was chosen.</summary>
    public string ThemesOf(Interests interests) => Words(Themes, interests.Themes, "");

    /// <inheritdoc cref="ThemesOf"/>
    public string RegionsOf(Interests interests) => Words(Regions, interests.Regions, "");

    /// <inheritdoc cref="ThemesOf"/>
    public string FunctionsOf(Interests interests) => Words(Functions, interests.Functions, "");

    /// <summary>Districts and municipalities.</summary>
    public IReadOnlyList<Choice> Regions =>
        [
            .. Districts.SelectMany(
                district => district.Id.Length > 0
                    ? district.Municipalities.Prepend(new Choice(district.Id, district.Label))
                    : district.Municipalities),
        ];

    private static string[] Known(IReadOnlyList<Choice> all, IEnumerable<string> chosen) =>
        [.. all.Select(choice => choice.Id).Intersect(chosen, StringComparer.Ordinal)];

    // A dossier that was taken offline has no label any more; its id still says which.
    private static string Words(IReadOnlyList<Choice> all, string[] chosen, string none) => chosen.Length == 0
        ? none
        : string.Join(", ", chosen.Select(id => all.FirstOrDefault(choice => choice.Id == id)?.Label ?? id));
}
