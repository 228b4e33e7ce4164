using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Platform.Jobs;

namespace Portal.Calendar.Evaluations;

/// <summary>Each night: who answered is forgotten when nobody can answer any more, answers when they are old.</summary>
internal sealed record TidyEvaluations;

/// <inheritdoc cref="TidyEvaluations"/>
internal sealed class TidyEvaluationsJob(EvaluationBook book, LiveSite live, TimeProvider clock) : IJob<TidyEvaluations>
{
    /// <inheritdoc/>
    public Task RunAsync(TidyEvaluations args, JobRun run, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return book.TidyAsync(
            [
                .. live.Current.All<CalendarEvent>().Where(one => one.Properties.OverAt.AddDays(EvaluationBook.Days) >= now)
                    .Select(one => one.Id),
            ],
            stop);
    }
}
