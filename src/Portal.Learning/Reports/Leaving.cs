using Portal.Learning.Modules;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>
/// Who began a module and went no further, as it was counted. Nothing of it is shown but through <see cref="Leaving.Shown"/>.
/// </summary>
/// <param name="Module">Id of the module.</param>
/// <param name="Begun">How many people began it.</param>
/// <param name="LeftAfter">By the chapter that they read last, '' for none: how many went no further.</param>
internal sealed record LeavingFact(string Module, int Begun, IReadOnlyDictionary<string, int> LeftAfter);

/// <summary>A chapter at which people leave a module.</summary>
/// <param name="Chapter">The chapter that they did not finish.</param>
/// <param name="People">How many, in fives rounded down; at least five.</param>
/// <param name="Share">Of those who began, in per cent in steps of five; null: too few began to say.</param>
internal sealed record LeftAt(ChapterStructure Chapter, int People, int? Share);

/// <summary>
/// At which chapter people leave a module: about the lesson, over the whole region, for there is nothing in it to choose and so nothing to
/// subtract. Counted as it stood on the first of the month, from what is written down once: nothing that anybody does moves a figure before
/// the next month. Of fewer than five nothing is said, and more are said in fives.
/// </summary>
internal static class Leaving
{
    /// <summary>Who did nothing for so many days, left.</summary>
    public const int IdleDays = 60;

    /// <summary>How long ago somebody may have begun.</summary>
    public const int Months = 24;

    /// <summary>The moment of which the figures are: the first of this month.</summary>
    public static DateTimeOffset AsOf(DateTimeOffset now)
    {
        var today = DutchTime.DateOf(now);
        return DutchTime.MomentOf(new DateOnly(today.Year, today.Month, 1).ToDateTime(TimeOnly.MinValue)).ToUniversalTime();
    }

    /// <summary>Counts it.</summary>
    public static async Task<IReadOnlyList<LeavingFact>> CountAsync(DbSession session, DateTimeOffset now, CancellationToken stop)
    {
        const string sql = """
            with begun as materialized (
                select e.id, e.member_id, e.module, e.started_at, e.completed_at is not null and e.completed_at < $1 as is_done
                from learning.enrolments e where e.started_at >= $2 and e.started_at < $3),
            read as (
                select distinct on (r.enrolment_id) r.enrolment_id, r.chapter, r.read_at
                from learning.chapter_readings r join begun b on b.id = r.enrolment_id
                where not b.is_done and r.read_at < $1 order by r.enrolment_id, r.read_at desc, r.chapter),
            tried as (
                select a.enrolment_id, max(a.started_at) as at
                from learning.attempts a join begun b on b.id = a.enrolment_id
                where not b.is_done and a.started_at < $1 group by 1)
            select module, null, count(distinct member_id)::int from begun group by module
            union all
            select b.module, coalesce(r.chapter, ''), count(distinct b.member_id)::int
            from begun b left join read r on r.enrolment_id = b.id left join tried t on t.enrolment_id = b.id
            where not b.is_done and greatest(b.started_at, r.read_at, t.at) < $3 group by 1, 2
            """;
        var asOf = AsOf(now);
        var rows = await session.ListAsync(
            sql, [asOf, asOf.AddMonths(-Months), asOf.AddDays(-IdleDays)],
            row => (Module: row.Text(0), Chapter: row.TextOrNull(1), People: row.Number(2)), stop);
        return
        [
            .. rows.GroupBy(row => row.Module).OrderBy(module => module.Key, StringComparer.Ordinal).Select(module => new LeavingFact(
                module.Key, module.Where(row => row.Chapter is null).Sum(row => row.People),
                module.Where(row => row.Chapter is not null).ToDictionary(row => row.Chapter!, row => row.People))),
        ];
    }

    /// <summary>What may be said of a module, the most first: lines of five people and more.</summary>
    /// <param name="module">The module as it is online now.</param>
    /// <param name="fact">What was counted.</param>
    public static IReadOnlyList<LeftAt> Shown(ModuleStructure module, LeavingFact fact)
    {
        var left = fact.LeftAfter.Select(after => (Chapter: Next(module, after.Key), People: after.Value))
            .Where(line => line.Chapter is not null).GroupBy(line => line.Chapter!.Id)
            .Select(lines => (lines.First().Chapter, People: InFives(lines.Sum(line => line.People))));
        var begun = InFives(fact.Begun);
        return
        [
            .. left.Where(line => line.People >= Suppression.FewestPeople).OrderByDescending(line => line.People)
                // The share is of what is shown, not of what was counted: it tells no more.
                .Select(line => new LeftAt(
                    line.Chapter!, line.People, begun < Suppression.FewestForAnswers ? null : Steps.Share(line.People, begun))),
        ];
    }

    // The chapter after the one they read last; a chapter that is gone leads nowhere.
    private static ChapterStructure? Next(ModuleStructure module, string last)
    {
        ChapterStructure[] way = module.EndTest is { } end ? [.. module.Required, end] : [.. module.Required];
        if (last.Length == 0) return way.FirstOrDefault();
        var at = Array.FindIndex(way, chapter => chapter.Id == last);
        return at < 0 || at + 1 >= way.Length ? null : way[at + 1];
    }

    private static int InFives(int people) => people / Suppression.FewestPeople * Suppression.FewestPeople;
}
