using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.Platform.Conditions;

/// <summary>One thing, and how it stands.</summary>
/// <param name="Key">Its word.</param>
/// <param name="Title">What administrators call it, Dutch.</param>
/// <param name="About">What it is for, Dutch.</param>
/// <param name="Found">How it stands.</param>
/// <param name="Since">Since when it stands so; null: not known.</param>
public sealed record ConditionLine(string Key, string Title, string About, Condition Found, DateTimeOffset? Since = null);

/// <summary>All of it, the worst first.</summary>
/// <param name="SeenAt">When it was looked at, UTC.</param>
/// <param name="Lines">All things.</param>
public sealed record ConditionOverview(DateTimeOffset SeenAt, IReadOnlyList<ConditionLine> Lines)
{
    /// <summary>How many stand so.</summary>
    public int Count(ConditionState state) => Lines.Count(line => line.Found.State == state);
}

/// <summary>
/// Looks at everything side by side, a few at a time and each with a limit to its time, and keeps what was found for a short while. Whoever
/// asks while it looks waits for the same look. Thread-safe.
/// </summary>
public sealed class ConditionBoard
{
    private const int AtOnce = 4;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly IServiceScopeFactory scopes;
    private readonly IReadOnlyList<ConditionKind> kinds;
    private readonly TimeProvider clock;
    private readonly ILogger<ConditionBoard> log;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Task<Condition>> unanswered = [];
    private Task<ConditionOverview>? look;
    private ConditionOverview? known;

    internal ConditionBoard(
        IServiceScopeFactory scopes, IEnumerable<ConditionKind> kinds, TimeProvider clock, ILogger<ConditionBoard> log) =>
        (this.scopes, this.kinds, this.clock, this.log) = (scopes, [.. kinds], clock, log);

    /// <summary>How long one look may take; no verdict on what is looked at.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How everything stands: what was found a moment ago, or else what is found now.</summary>
    /// <param name="anew">True: looks now.</param>
    /// <param name="stop">Gives up waiting; the look goes on for others.</param>
    public Task<ConditionOverview> ReadAsync(bool anew, CancellationToken stop)
    {
        lock (gate)
        {
            var age = clock.GetUtcNow() - known?.SeenAt;
            if (!anew && known is not null && age < Kept && age > -Kept) return Task.FromResult(known);
            if (look is null or { IsCompleted: true }) look = Task.Run(LookAsync, CancellationToken.None);
            return look.WaitAsync(stop);
        }
    }

    /// <summary>What administrators call a thing; its word where no room of this host knows it.</summary>
    internal string TitleOf(string key) => kinds.FirstOrDefault(kind => kind.Key == key)?.Title ?? key;

    private async Task<ConditionOverview> LookAsync()
    {
        using var turns = new SemaphoreSlim(AtOnce);
        var now = clock.GetUtcNow();
        var found = await Task.WhenAll(kinds.Select(async kind =>
        {
            await turns.WaitAsync();
            try
            {
                return new ConditionLine(kind.Key, kind.Title, kind.About, await LookAtAsync(kind));
            }
            finally
            {
                turns.Release();
            }
        }));
        var since = await RecordAsync(found, now);
        var overview = new ConditionOverview(now,
        [
            .. found.Select(line => line with { Since = since.TryGetValue(line.Key, out var at) ? at : null })
                .OrderByDescending(line => line.Found.State),
        ]);
        lock (gate) known = overview;
        return overview;
    }

    private async Task<Condition> LookAtAsync(ConditionKind kind)
    {
        using var patience = new CancellationTokenSource(Patience);
        Task<Condition> asked;
        lock (gate)
        {
            // What hangs is not asked a second time beside the first.
            if (!unanswered.TryGetValue(kind.Key, out asked!) || asked.IsCompleted)
                unanswered[kind.Key] = asked = Task.Run(() => AskAsync(kind, patience.Token), CancellationToken.None);
        }
        try
        {
            return await asked.WaitAsync(Patience);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            await patience.CancelAsync();
            return Unseen(kind, null, "Er kwam niet op tijd antwoord.");
        }
        catch (Exception e)
        {
            return Unseen(kind, e, "Het kijken ging mis.");
        }
    }

    private async Task<Condition> AskAsync(ConditionKind kind, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await kind.Looks(scope.ServiceProvider).LookAsync(stop);
    }

    private Condition Unseen(ConditionKind kind, Exception? why, string says)
    {
        var reference = Guid.NewGuid().ToString("N")[..8];
        log.LogWarning(why, "How {Condition} stands cannot be seen ({Reference})", kind.Key, reference);
        return Condition.Unknown($"{says} Zo weten we niet hoe het ervoor staat.") with
        {
            Todo = $"Kijk straks opnieuw. Blijft het zo? In het logboek van de server staat waarom, bij kenmerk {reference}.",
        };
    }

    // Not being able to write it down is the database's trouble, which has a line of its own.
    private async Task<IReadOnlyDictionary<string, DateTimeOffset>> RecordAsync(IReadOnlyList<ConditionLine> lines, DateTimeOffset now)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<ConditionRecord>().KeepAsync(lines, now, patience.Token);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "How the portal stands cannot be written down");
            return new Dictionary<string, DateTimeOffset>();
        }
    }
}
