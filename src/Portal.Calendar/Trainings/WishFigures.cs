using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Calendar.Trainings;

/// <summary>Each night: wishes are counted, and those of a year ago forgotten.</summary>
internal sealed record CountWishes;

/// <summary>How many people would like a training, as the office may know it.</summary>
/// <param name="Training">The document's id.</param>
/// <param name="People">In fives, downwards: five says that there are five or more. Never less than five.</param>
/// <param name="Municipalities">Where at least five of them work.</param>
/// <param name="Functions">As what at least five of them work.</param>
internal sealed record WishedTraining(
    string Training, int People, IReadOnlyList<WishFigure> Municipalities, IReadOnlyList<WishFigure> Functions);

/// <summary>A line of a list.</summary>
/// <param name="Key">The municipality or function; empty: not said.</param>
/// <param name="People">In fives, downwards.</param>
internal sealed record WishFigure(string Key, int People);

/// <summary>
/// Counts wishes so that no person can be seen in them, neither in one look nor in many. Three rules: under five nothing is shown; what
/// is shown is rounded down to five, so that no line can be taken from another; and a line moves only when five people came or went since
/// it moved last, so that who looks each morning never sees one of them. A wish that was answered by a date counts no more.
/// </summary>
internal sealed class WishFigures(DbSession session, Wishes wishes, TimeProvider clock) : IJob<CountWishes>
{
    /// <summary>The step of what is shown, and the fewest people that are.</summary>
    public const int Step = 5;

    /// <inheritdoc/>
    public Task RunAsync(CountWishes args, JobRun run, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            await wishes.ForgetOldAsync(stop);
            await session.ExecuteAsync(
                """
                with open as (select training, municipality, function from calendar.training_wishes where answered_by is null),
                now (training, list, key, people) as (
                    select training, 'all', '', count(*)::int from open group by 1
                    union all
                    select training, 'municipality', municipality, count(*)::int from open group by 1, 3
                    union all
                    select training, 'function', function, count(*)::int from open group by 1, 3)
                insert into calendar.wish_figures as known (training, list, key, people, counted_at)
                select training, list, key, coalesce(now.people, 0), $1
                from now full join calendar.wish_figures before using (training, list, key)
                where abs(coalesce(now.people, 0) - coalesce(before.people, 0)) >= $2
                on conflict (training, list, key) do update set people = excluded.people, counted_at = excluded.counted_at
                """,
                [clock.GetUtcNow(), Step], stop);
        },
        stop);

    /// <summary>Trainings that at least five people would like, the most wanted first.</summary>
    public async Task<IReadOnlyList<WishedTraining>> ReadAsync(CancellationToken stop = default)
    {
        var lines = await session.ListAsync(
            "select training, list, key, people / $1 * $1 from calendar.wish_figures where people >= $1 order by people desc, key",
            [Step], row => (Training: row.Text(0), List: row.Text(1), Figure: new WishFigure(row.Text(2), row.Number(3))), stop);
        return
        [
            .. from training in lines.GroupBy(line => line.Training)
               let all = training.FirstOrDefault(line => line.List == "all").Figure
               where all is not null
               orderby all.People descending, training.Key
               select new WishedTraining(training.Key, all.People, Of(training, "municipality"), Of(training, "function")),
        ];

        static IReadOnlyList<WishFigure> Of(IEnumerable<(string Training, string List, WishFigure Figure)> lines, string list) =>
            [.. lines.Where(line => line.List == list).Select(line => line.Figure)];
    }
}
