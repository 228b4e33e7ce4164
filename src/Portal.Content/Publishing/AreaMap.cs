using Portal.Content.Types;
using Portal.Search;

namespace Portal.Content.Publishing;

/// <summary>Which districts something has to do with, by the organisations of the region: each is in one, by what it is part of.</summary>
public sealed class AreaMap
{
    private readonly Dictionary<string, Organisation> all = new(StringComparer.Ordinal);
    private readonly Lazy<List<(string Name, string District)>> names;

    /// <summary>Made of the organisations that are online; of two with one id the last counts.</summary>
    public AreaMap(IEnumerable<Organisation> organisations)
    {
        foreach (var one in organisations) all[one.Id] = one;
        names = new(() =>
        [
            .. all.Values.Where(one => one.IsArea).Select(one => (Name: one.AreaName, District: DistrictOf(one.Id)))
                .Where(one => one.District is not null).Select(one => (one.Name, one.District!)),
        ]);
    }

    /// <summary>Ids of the districts that a name or the id of an organisation has to do with, each once.</summary>
    public IEnumerable<string> DistrictsOf(string area) => all.ContainsKey(area)
        ? DistrictOf(area) is { } district ? [district] : []
        : names.Value.Where(one => IsNamed(one.Name, area)).Select(one => one.District).Distinct();

    // As words of their own: "Bergen", not "Zandbergen".
    private static bool IsNamed(string name, string text)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (at + name.Length == text.Length || !char.IsLetter(text[at + name.Length])))
                return true;
        return false;
    }

    /// <summary>The id of the district it is, or is in; null: it is in none.</summary>
    public string? DistrictOf(string id) => Above(id).FirstOrDefault(one => one.Kind == OrganisationKind.District)?.Id;

    /// <summary>An organisation, what it is part of, what that is part of, and so on; nothing where it is not online.</summary>
    public IEnumerable<Organisation> Above(string id)
    {
        // Nothing online is part of itself; a chain longer than the list would be.
        for (var (at, steps) = ((string?)id, 0); at is not null && steps < all.Count && all.TryGetValue(at, out var one); steps++)
        {
            yield return one;
            at = one.PartOf;
        }
    }

    /// <summary>
    /// The area that a question names; null: none. "Noord-Holland Noord" says more than a part of it, and a municipality more than the
    /// team or the district of the same name.
    /// </summary>
    public Organisation? NamedIn(QuestionWords question) => all.Values.Where(one => one.IsArea && question.Names(one.AreaName))
        .OrderByDescending(one => one.AreaName.Length).ThenBy(one => one.Kind != OrganisationKind.Municipality).FirstOrDefault();
}
