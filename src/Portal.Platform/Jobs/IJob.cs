namespace Portal.Platform.Jobs;

/// <summary>
/// Does one kind of work later. Shallow: it takes ids, looks up what is true now, and calls what does the work. It may run twice, so
/// doing it again must change nothing.
/// </summary>
/// <typeparam name="TArgs">A small record that names the work; kept as JSON.</typeparam>
public interface IJob<in TArgs>
{
    /// <summary>Does the work. An exception takes back what it wrote, and the job is tried again later.</summary>
    /// <param name="args">What to do.</param>
    /// <param name="run">This attempt.</param>
    /// <param name="stop">Cancels when the host stops, or when the work takes longer than <see cref="JobRules.Patience"/>.</param>
    Task RunAsync(TArgs args, JobRun run, CancellationToken stop);
}

/// <summary>
/// Does several jobs of a kind in one go, and in one transaction, where that costs far less than one by one. An exception takes back what
/// it wrote of all of them and counts as an attempt of each: what is wrong with one of them is for <see cref="JobRun.TryAgain"/> and
/// <see cref="JobRun.GiveUp"/>.
/// </summary>
/// <typeparam name="TArgs">A small record that names the work; kept as JSON.</typeparam>
public interface IJobs<TArgs>
{
    /// <summary>Does the work.</summary>
    /// <param name="jobs">What to do; at most <see cref="JobRules.Together"/>.</param>
    /// <param name="stop">Cancels when the host stops, or when the work takes longer than <see cref="JobRules.Patience"/>.</param>
    Task RunAsync(IReadOnlyList<JobOf<TArgs>> jobs, CancellationToken stop);
}

/// <summary>One of several jobs.</summary>
/// <param name="Args">What to do.</param>
/// <param name="Run">This attempt.</param>
public sealed record JobOf<TArgs>(TArgs Args, JobRun Run);

/// <summary>
/// One attempt at a job: which one it is, how far it has come, and what is to become of the job when it ends without an exception.
/// </summary>
public sealed class JobRun
{
    private readonly Func<int, int, CancellationToken, Task> report;

    internal JobRun(int attempt, int most, Func<int, int, CancellationToken, Task> report) =>
        (Attempt, IsLast, this.report) = (attempt, attempt >= most, report);

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt { get; }

    /// <summary>True: the job is not tried again after this one.</summary>
    public bool IsLast { get; }

    internal string? Problem { get; private set; }

    internal bool HasGivenUp { get; private set; }

    internal bool IsLeft { get; private set; }

    /// <summary>Tells how far long work has come, for <see cref="JobBoard"/>; only detached work can be looked at while it runs.</summary>
    /// <param name="done">How many are done.</param>
    /// <param name="total">Of how many.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task ReportAsync(int done, int total, CancellationToken stop) => report(done, total, stop);

    /// <summary>What was written stays, but the job must be tried again, after the usual pause.</summary>
    /// <param name="reason">Why, for administrators; no personal data.</param>
    public void TryAgain(string reason) => Problem = reason;

    /// <summary>What was written stays, and trying again is no use: the job stands as failed.</summary>
    /// <param name="reason">Why, for administrators; no personal data.</param>
    public void GiveUp(string reason) => (Problem, HasGivenUp) = (reason, true);

    /// <summary>Nothing was done about this one of several: it waits as it did, and no attempt is counted.</summary>
    public void Leave() => IsLeft = true;
}

/// <summary>
/// What this kind of work needs is away, whatever the job (a mail server that does not answer): the kind rests on this host, and no attempt
/// is counted.
/// </summary>
/// <param name="pause">How long it rests.</param>
/// <param name="reason">Why, for the log.</param>
public sealed class JobUnavailable(TimeSpan pause, string reason) : Exception(reason)
{
    /// <summary>How long the kind rests on this host.</summary>
    public TimeSpan Pause { get; } = pause;
}
