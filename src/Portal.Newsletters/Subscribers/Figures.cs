using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Newsletters.Subscribers;

/// <summary>How many subscribers there are of a kind.</summary>
internal sealed record Figure(string Label, int Number);

/// <summary>What came and went in a month.</summary>
internal sealed record MonthOfSubscribers(DateOnly Month, int Started, int Ended);

/// <summary>Numbers of subscribers, for the office.</summary>
internal sealed class Figures(DbSession session, InterestChoices choices, TimeProvider clock)
{
    private const int MonthsOfGrowth = 12;

    // Who gets newsletters: of everything that is sent or counted, so that nobody is counted who gets nothing.
    private const string Receives =
        "s.ended_at is null and not exists (select from newsletters.suppressions x where x.address_hash = s.address_hash)";

    /// <summary>SQL: the subscriber <c>s</c> gets what is for <c>$1</c> themes, <c>$2</c> regions and <c>$3</c> functions.</summary>
    internal const string Chosen =
        $"""
        {Receives}
            and (cardinality($1::text[]) = 0 or cardinality(s.themes) = 0 or s.themes && $1)
            and (cardinality($2::text[]) = 0 or cardinality(s.regions) = 0 or s.regions && $2)
            and (cardinality($3::text[]) = 0 or cardinality(s.functions) = 0 or s.functions && $3)
        """;

    /// <summary>How many get something that is for these themes, regions and functions; an empty list is for everyone.</summary>
    /// <param name="segment">For whom; its regions as one chooses them (<see cref="InterestChoices.Touching"/> is done here).</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<int> CountAsync(Interests segment, CancellationToken stop) => session.ValueAsync<int>(
        $"select count(*)::int from newsletters.subscribers s where {Chosen}", ValuesOf(segment), stop);

    /// <summary>The values of <see cref="Chosen"/>.</summary>
    internal object?[] ValuesOf(Interests segment) =>
        [segment.Themes, segment.Regions.SelectMany(choices.Touching).Distinct().ToArray(), segment.Functions];

    /// <summary>By state: who gets it, who was asked again, who has not confirmed, who left.</summary>
    public async Task<IReadOnlyList<Figure>> ByStateAsync(CancellationToken stop)
    {
        var (now, all) = (clock.GetUtcNow(), await session.ListAsync(
            $"""
            select coalesce(end_reason, case when asked_again_at is not null then 'asked' else 'active' end), count(*)::int
            from newsletters.subscribers group by 1 order by 1
            """,
            [], row => (State: row.Text(0), Number: row.Number(1)), stop));
        var waiting = await session.ValueAsync<int>(
            "select count(distinct address_hash)::int from newsletters.sign_ups where confirmed_at is null and expires_at > $1", [now],
            stop);
        int Of(string state) => all.Find(found => found.State == state).Number;
        return
        [
            new("Krijgt de nieuwsbrief", Of("active") + Of("asked")), new("Waarvan opnieuw gevraagd", Of("asked")),
            new("Vroeg erom en bevestigde nog niet", waiting),
            .. all.Where(found => found.State is not ("active" or "asked"))
                .Select(found => new Figure($"Gestopt in het laatste jaar: {EndReasons.Label(found.State)}", found.Number)),
        ];
    }

    /// <summary>How many would get something about each theme, something about each district, and something for each function.</summary>
    public async Task<(IReadOnlyList<Figure> Themes, IReadOnlyList<Figure> Districts, IReadOnlyList<Figure> Functions)> ByInterestAsync(
        CancellationToken stop)
    {
        var all = await session.ListAsync(
            $"select themes, regions, functions, count(*)::int from newsletters.subscribers s where {Receives} group by 1, 2, 3", [],
            row => (Themes: row.Get<string[]>(0), Regions: row.Get<string[]>(1), Functions: row.Get<string[]>(2), Number: row.Number(3)),
            stop);
        int Of(Func<(string[] Themes, string[] Regions, string[] Functions, int Number), string[]> chosen, IReadOnlyList<string> any) =>
            all.Where(some => chosen(some) is { Length: 0 } || chosen(some).Any(any.Contains)).Sum(some => some.Number);
        return (
            [.. choices.Themes.Select(theme => new Figure(theme.Label, Of(some => some.Themes, [theme.Id])))],
            [
                .. choices.Districts.Where(district => district.Id.Length > 0)
                    .Select(district => new Figure(district.Label, Of(some => some.Regions, [.. choices.Touching(district.Id)]))),
            ],
            [.. choices.Functions.Select(function => new Figure(function.Label, Of(some => some.Functions, [function.Id])))]);
    }

    /// <summary>The last twelve months, newest first.</summary>
    public async Task<IReadOnlyList<MonthOfSubscribers>> GrowthAsync(CancellationToken stop)
    {
        var today = DutchTime.DateOf(clock.GetUtcNow());
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - MonthsOfGrowth);
        var found = await session.ListAsync(
            """
            select date_trunc('month', day)::date, coalesce(sum(number) filter (where what = 'started'), 0)::int,
                coalesce(sum(number) filter (where what <> 'started'), 0)::int
            from newsletters.totals where day >= $1 group by 1
            """,
            [first], row => new MonthOfSubscribers(row.Get<DateOnly>(0), row.Number(1), row.Number(2)), stop);
        return
        [
            .. Enumerable.Range(0, MonthsOfGrowth).Select(at => first.AddMonths(MonthsOfGrowth - 1 - at))
                .Select(month => found.Find(figure => figure.Month == month) ?? new MonthOfSubscribers(month, 0, 0)),
        ];
    }
}
