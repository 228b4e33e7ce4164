using Portal.Content.Publishing;
using Portal.Learning.Types;
using Portal.Platform.Jobs;

namespace Portal.Learning.Reports;

/// <summary>Each hour: reports of answers in which ten more people are, are made anew.</summary>
internal sealed record MakeAnswerReports;

/// <summary>Makes all reports of answers that are due; the rest stay as they are.</summary>
internal sealed class AnswerReportsJob(LearningGain gain, ItemCounter questions, LiveSite live) : IJob<MakeAnswerReports>
{
    public async Task RunAsync(MakeAnswerReports args, JobRun run, CancellationToken stop)
    {
        await gain.MakeAsync(stop);
        var modules = live.Current.All<LearningModule>();
        foreach (var (module, at) in modules.Select((module, at) => (module.Id, at)))
        {
            await run.ReportAsync(at, modules.Count, stop);
            await gain.MakeSensitivityAsync(module, stop);
            await questions.MakeAsync(module, stop);
        }
    }
}
