using System.Globalization;
using Portal.Members.People;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>Where professionals work: a municipality or an organisation.</summary>
/// <param name="Municipality">Id of its organisatie document; null for an organisation.</param>
/// <param name="OrganisationId">The organisation; null for a municipality.</param>
internal sealed record Workplace(string? Municipality, Guid? OrganisationId)
{
    /// <summary>As it stands in the log.</summary>
    public string Id => Municipality ?? OrganisationId!.Value.ToString(null, CultureInfo.InvariantCulture);
}

/// <summary>How many professionals there are somewhere.</summary>
/// <param name="People">How many.</param>
/// <param name="IsSum">True where it is what the organisations there come to: there may be more.</param>
internal sealed record Workers(int People, bool IsSum);

/// <summary>
/// How many professionals there are, as an editor or a coordinator filled in; without it a report knows of accounts alone. The numbers
/// choose nobody: what is told of who is trained is the same whatever is filled in.
/// </summary>
internal sealed class Workforce(DbSession session, MemberDirectory directory, AuditLog audit, TimeProvider clock)
{
    /// <summary>No place has more.</summary>
    public const int Most = 1_000_000;

    private const string People = "people";

    /// <summary>How it is read in the log of who did what.</summary>
    public static AuditKind Lines { get; } = new("workforce", "Hoeveel mensen er werken")
    {
        Actions = new Dictionary<string, string> { ["workforce.filled-in"] = "ingevuld" },
        Facts = new Dictionary<string, string> { [People] = "Werkzaam" },
        Readers = [Members.Access.Rights.Coordinator, Members.Access.Rights.Editor],
        Address = _ => "/beheer/leren/werkzaam",
    };

    /// <summary>What is filled in, as it was at a moment; null: as it is.</summary>
    public async Task<IReadOnlyDictionary<Workplace, int>> FilledInAsync(DateTimeOffset? then = null, CancellationToken stop = default) =>
        (await session.ListAsync(
            """
            select distinct on (municipality, organisation_id) municipality, organisation_id, people from learning.workforce
            where $1::timestamptz is null or filled_in_at < $1 order by municipality, organisation_id, id desc
            """,
            [then], row => (Place: new Workplace(row.TextOrNull(0), row.GetOrNull<Guid>(1)), People: row.GetOrNull<int>(2)), stop))
            .Where(row => row.People is not null).ToDictionary(row => row.Place, row => row.People!.Value);

    /// <summary>
    /// How many work in each municipality: what is filled in for it, else what the organisations in it come to. Those of which nothing is
    /// filled in are not there.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, Workers>> ByMunicipalityAsync(
        DateTimeOffset? then = null, CancellationToken stop = default)
    {
        var filledIn = await FilledInAsync(then, stop);
        var places = (await directory.OrganisationCardsAsync(stop)).Where(organisation => organisation.Municipality is not null)
            .ToDictionary(organisation => organisation.Id, organisation => organisation.Municipality!);
        var sums = filledIn.Where(entry => entry.Key.OrganisationId is { } id && places.ContainsKey(id))
            .GroupBy(entry => places[entry.Key.OrganisationId!.Value])
            .ToDictionary(place => place.Key, place => new Workers(place.Sum(entry => entry.Value), IsSum: true));
        foreach (var (place, people) in filledIn.Where(entry => entry.Key.Municipality is not null))
            sums[place.Municipality!] = new(people, IsSum: false);
        return sums;
    }

    /// <summary>Writes down what was filled in where that differs from what stood; gives how many did.</summary>
    /// <param name="places">Each with its name and how many work there; null: not known.</param>
    /// <param name="by">Who filled it in.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<int> FillInAsync(
        IReadOnlyList<(Workplace Place, string Name, int? People)> places, Guid by, CancellationToken stop = default) =>
        session.InTransactionAsync(
            async () =>
            {
                // Two people who fill in at once: the second sees what the first wrote.
                await session.ExecuteAsync("lock table learning.workforce in share row exclusive mode", [], stop);
                var known = await FilledInAsync(null, stop);
                int? Before(Workplace place) => known.TryGetValue(place, out var people) ? people : null;
                var changed = places.Where(entry => entry.People != Before(entry.Place)).ToList();
                if (changed.Count == 0) return 0;
                await session.ExecuteAsync(
                    """
                    insert into learning.workforce (municipality, organisation_id, people, filled_in_at)
                    select municipality, organisation_id::uuid, people, $4
                    from unnest($1::text[], $2::text[], $3::int[]) as entry (municipality, organisation_id, people)
                    """,
                    [
                        changed.Select(entry => entry.Place.Municipality).ToArray(),
                        changed.Select(entry => entry.Place.OrganisationId?.ToString(null, CultureInfo.InvariantCulture)).ToArray(),
                        changed.Select(entry => entry.People).ToArray(), clock.GetUtcNow(),
                    ],
                    stop);
                await audit.AppendAsync(
                    [
                        .. changed.Select(entry => new AuditLine("workforce.filled-in", Lines.Name, entry.Place.Id, by.ToString())
                        {
                            Title = entry.Name,
                            Facts = [new(People, Words(Before(entry.Place)), Words(entry.People))],
                        }),
                    ],
                    stop);
                return changed.Count;
            },
            stop);

    private static string? Words(int? people) => people?.ToString(CultureInfo.InvariantCulture);
}
