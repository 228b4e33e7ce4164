namespace Portal.Learning.Reports;

/// <summary>A list in which people are counted. One at a time is shown, and never two crossed.</summary>
internal enum Grouping
{
    /// <summary>By municipality, within districts.</summary>
    Municipality,

    /// <summary>By police district.</summary>
    District,

    /// <summary>By domain.</summary>
    Domain,

    /// <summary>By function.</summary>
    Function,
}

/// <summary>How many people share a place, a domain and a function; an empty word where somebody did not say.</summary>
internal sealed record PeopleKind(string District, string Municipality, string Domain, string Function, int People)
{
    /// <summary>Where these people stand in a list.</summary>
    internal string KeyIn(Grouping grouping) => grouping switch
    {
        // A municipality that moved to another district is, until then, two.
        Grouping.Municipality => $"{District}\n{Municipality}",
        Grouping.District => District,
        Grouping.Domain => Domain,
        _ => Function,
    };
}

/// <summary>A line of a list.</summary>
internal sealed class ReportGroup(Grouping? grouping, string? key, ReportGroup? parent)
{
    private readonly List<string> keys = [];
    private readonly List<int> kinds = [];

    /// <summary>The list; null for everyone.</summary>
    public Grouping? Grouping => grouping;

    /// <summary>Who they are; null for everyone, and for the rest of a list, in which small groups were put together.</summary>
    public string? Key => key;

    /// <summary>What it is part of; null for everyone.</summary>
    public ReportGroup? Parent => parent;

    /// <summary>The groups that were put together; the group itself otherwise.</summary>
    public IReadOnlyList<string> Keys => keys;

    /// <summary>How many people.</summary>
    public int People { get; private set; }

    /// <summary>True for small groups put together.</summary>
    public bool IsRest => Grouping is not null && Key is null;

    /// <summary>The municipality, district, domain or function.</summary>
    public string Name => Key is null ? "" : NameOf(Key);

    /// <summary>Numbers of the kinds of people in it.</summary>
    internal IReadOnlyList<int> Kinds => kinds;

    /// <summary>What a key names.</summary>
    public static string NameOf(string key) => key[(key.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    internal void Add(string key, int kind, int people)
    {
        if (!keys.Contains(key)) keys.Add(key);
        kinds.Add(kind);
        People += people;
    }
}

/// <summary>The lists as they may be shown, see <see cref="Suppression"/>.</summary>
/// <param name="Everyone">All people in view.</param>
/// <param name="Kinds">The kinds of people in view.</param>
/// <param name="Lists">The lines of each list.</param>
internal sealed record ReportGroups(
    ReportGroup Everyone, IReadOnlyList<PeopleKind> Kinds, IReadOnlyDictionary<Grouping, IReadOnlyList<ReportGroup>> Lists)
{
    /// <summary>Everyone and every line of every list.</summary>
    internal IEnumerable<ReportGroup> All => Lists.Values.SelectMany(list => list).Prepend(Everyone);

    /// <summary>Divides the people over the lists; keys in <paramref name="together"/> go to the rest of where they stand.</summary>
    internal static ReportGroups Of(IReadOnlyList<PeopleKind> kinds, IReadOnlySet<(Grouping, string)> together)
    {
        var everyone = new ReportGroup(null, null, null);
        for (var kind = 0; kind < kinds.Count; kind++) everyone.Add("", kind, kinds[kind].People);

        var lists = new Dictionary<Grouping, IReadOnlyList<ReportGroup>>();
        // Districts before municipalities, which are part of them.
        foreach (var grouping in new[] { Grouping.District, Grouping.Municipality, Grouping.Domain, Grouping.Function })
        {
            var parentOf = new ReportGroup[kinds.Count];
            Array.Fill(parentOf, everyone);
            if (grouping == Grouping.Municipality)
                foreach (var district in lists[Grouping.District])
                    foreach (var kind in district.Kinds) parentOf[kind] = district;

            var made = new Dictionary<(ReportGroup, string?), ReportGroup>();
            for (var kind = 0; kind < kinds.Count; kind++)
            {
                var key = kinds[kind].KeyIn(grouping);
                var at = (parentOf[kind], together.Contains((grouping, key)) ? null : key);
                if (!made.TryGetValue(at, out var group)) made[at] = group = new ReportGroup(grouping, at.Item2, at.Item1);
                group.Add(key, kind, kinds[kind].People);
            }
            lists[grouping] = [.. made.Values];
        }
        return new ReportGroups(everyone, kinds, lists);
    }
}
