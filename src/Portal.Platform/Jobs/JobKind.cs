using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Portal.Platform.Jobs;

/// <summary>What goes before what.</summary>
public enum JobLane
{
    /// <summary>A person waits for it.</summary>
    Soon = 0,

    /// <summary>Everything else.</summary>
    Bulk = 1,
}

/// <summary>How a job and its end belong together.</summary>
public enum JobMode
{
    /// <summary>
    /// Its effects are in the database only. Several run in one transaction, each behind a savepoint, and their ends commit with their
    /// effects: each happens exactly once.
    /// </summary>
    Batched,

    /// <summary>
    /// It has an effect outside, a mail say. One a transaction: when it ends, what it wrote down commits with its end. Twice only when a
    /// host dies in between.
    /// </summary>
    Alone,

    /// <summary>
    /// Long work with transactions of its own. A lock of the session that started it says that it runs; it may run again from the start.
    /// </summary>
    Detached,
}

/// <summary>How a kind of job is run.</summary>
public sealed record JobRules
{
    /// <summary>How it and its end belong together.</summary>
    public JobMode Mode { get; init; } = JobMode.Batched;

    /// <summary>How many a host runs side by side; 0: this host leaves them, and they wait.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>How many an <see cref="IJobs{TArgs}"/> is given at once.</summary>
    public int Together { get; init; } = 1;

    /// <summary>
    /// One more at once for <see cref="JobLane.Soon"/> alone, so that whoever waits is not behind a lot that nobody waits for.
    /// </summary>
    public bool KeepOneFree { get; init; }

    /// <summary>How long after a failed attempt the next one is; when they are used up, the job has failed.</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; init; } =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12)];

    /// <summary>
    /// After this long an attempt is taken to hang: it is cut off and tried again later. No verdict on the work: a slow machine gets there
    /// in the end because this is far longer than the work takes on one.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long an attempt that was asked to end gets to do so.</summary>
    internal TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is tried.</summary>
    internal int Attempts => Pauses.Count + 1;
}

/// <summary>A kind of job that this host knows.</summary>
/// <param name="Name">Its name in the database; stays when a class is renamed.</param>
/// <param name="Label">What administrators call it, Dutch.</param>
/// <param name="Args">The record that names the work.</param>
/// <param name="Rules">How it is run.</param>
/// <param name="RunAsync">Runs one, or some that go together, in a scope, with their arguments as JSON.</param>
internal sealed record JobKind(
    string Name, string Label, Type Args, JobRules Rules,
    Func<IServiceProvider, IReadOnlyList<(string Args, JobRun Run)>, CancellationToken, Task> RunAsync);

/// <summary>The kinds that this host knows, by name and by their arguments.</summary>
internal sealed class JobKinds(IEnumerable<JobKind> kinds)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<Type, JobKind> byArgs = kinds.ToDictionary(kind => kind.Args);

    public IReadOnlyCollection<JobKind> All => byArgs.Values;

    public JobKind Of<TArgs>() => byArgs.GetValueOrDefault(typeof(TArgs))
        ?? throw new InvalidOperationException($"No job takes {typeof(TArgs).Name}: AddJob comes first.");
}

/// <summary>A job was written down by a version of the portal that named this work in another way.</summary>
internal sealed class UnreadableArguments(JsonException inner) : Exception("Its arguments cannot be read.", inner);

/// <summary>Registration of jobs at a room's door.</summary>
public static class JobRegistration
{
    /// <summary>Registers a kind of job.</summary>
    /// <typeparam name="TArgs">The record that names the work.</typeparam>
    /// <typeparam name="TJob">What does it, made anew for each job.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="name">Its name in the database, <c>room.what</c>; stays the same when a class is renamed.</param>
    /// <param name="label">What administrators call it, Dutch.</param>
    /// <param name="rules">How it is run; null: the usual.</param>
    public static IServiceCollection AddJob<TArgs, TJob>(
        this IServiceCollection services, string name, string label, JobRules? rules = null)
        where TJob : class, IJob<TArgs> => services.AddJob<TArgs, TJob>(name, label, _ => rules ?? new JobRules());

    /// <summary>Registers a kind of job whose rules follow from the settings.</summary>
    /// <typeparam name="TArgs">The record that names the work.</typeparam>
    /// <typeparam name="TJob">What does it, made anew for each job.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="name">Its name in the database, <c>room.what</c>; stays the same when a class is renamed.</param>
    /// <param name="label">What administrators call it, Dutch.</param>
    /// <param name="rules">How it is run, asked once.</param>
    public static IServiceCollection AddJob<TArgs, TJob>(
        this IServiceCollection services, string name, string label, Func<IServiceProvider, JobRules> rules)
        where TJob : class, IJob<TArgs>
    {
        services.TryAddScoped<TJob>();
        return services.AddSingleton(provider => new JobKind(
            name, label, typeof(TArgs), rules(provider),
            (scope, jobs, stop) => scope.GetRequiredService<TJob>().RunAsync(Read<TArgs>(jobs[0].Args), jobs[0].Run, stop)));
    }

    /// <summary>Registers a kind of job that is done several at a time; the rest as with one.</summary>
    /// <typeparam name="TArgs">The record that names the work.</typeparam>
    /// <typeparam name="TJobs">What does it, made anew each time.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="name">Its name in the database, <c>room.what</c>; stays the same when a class is renamed.</param>
    /// <param name="label">What administrators call it, Dutch.</param>
    /// <param name="rules">How it is run, asked once; not <see cref="JobMode.Detached"/>.</param>
    public static IServiceCollection AddJobs<TArgs, TJobs>(
        this IServiceCollection services, string name, string label, Func<IServiceProvider, JobRules> rules)
        where TJobs : class, IJobs<TArgs>
    {
        services.TryAddScoped<TJobs>();
        return services.AddSingleton(provider => new JobKind(
            name, label, typeof(TArgs), rules(provider),
            (scope, jobs, stop) => scope.GetRequiredService<TJobs>().RunAsync(
                [.. jobs.Select(job => new JobOf<TArgs>(Read<TArgs>(job.Args), job.Run))], stop)));
    }

    private static TArgs Read<TArgs>(string args)
    {
        try
        {
            return JsonSerializer.Deserialize<TArgs>(args, JobKinds.Json)!;
        }
        catch (JsonException e)
        {
            throw new UnreadableArguments(e);
        }
    }

    /// <summary>Puts a kind of job among the jobs again and again, on one host only each time.</summary>
    /// <typeparam name="TArgs">The record that names the work; it has no members.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="cron">
    /// Five fields, on the wall clock of Europe/Amsterdam: right over both clock changes. What was missed is done once.
    /// </param>
    /// <param name="atStart">Also whenever a host starts.</param>
    public static IServiceCollection AddSchedule<TArgs>(
        this IServiceCollection services, string cron, bool atStart = false) where TArgs : new() =>
        services.AddSingleton(provider => new Schedule(provider.GetRequiredService<JobKinds>().Of<TArgs>(), cron, atStart));
}
