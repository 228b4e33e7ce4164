using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Portal.Platform.Workers;

/// <summary>What a worker may use.</summary>
/// <param name="Script">The Node script, absolute.</param>
/// <param name="MemoryMegabytes">The most it may hold; the kernel refuses it more, and it dies.</param>
public sealed record WorkerLimits(string Script, int MemoryMegabytes)
{
    /// <summary>How long it waits before a second restart in a row; doubles with every further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest pause before a restart.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it stays when nobody asks it anything.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>A worker ended, or said something that is no answer, while it was asked something. The next question starts a new one.</summary>
public sealed class WorkerFailure(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True when asking again is no use: something it needs is not installed.</summary>
    public bool IsLasting { get; init; }
}

/// <summary>
/// A Node script in a process of its own that answers one question at a time: a JSON line in (<c>{id, ask}</c>), a JSON line out
/// (<c>{id, answer}</c> or <c>{id, error}</c>). Started when first asked, killed when it takes too long, started again when it died.
/// </summary>
/// <remarks>
/// It gets an empty environment, a folder of its own to be in, and a limit on its memory. It ends by itself when the host does: its
/// standard input closes.
/// </remarks>
public sealed class NodeWorker(WorkerLimits limits, ILogger log) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly SemaphoreSlim turn = new(1);
    private WorkerProcess? process;
    private long asked;
    private int failures;
    private DateTime lastFailure;

    /// <summary>Asks a question and waits for the answer. Questions wait for each other; the time counts from one's own turn.</summary>
    /// <exception cref="TimeoutException">It took too long; the worker was killed.</exception>
    /// <exception cref="WorkerFailure">The worker died, or threw.</exception>
    public async Task<TAnswer> AskAsync<TAnswer>(object question, TimeSpan within, CancellationToken stop = default)
    {
        await turn.WaitAsync(stop);
        try
        {
            process = process is { HasExited: false } ? process : await StartAsync(stop);
            var answer = await AnswerAsync<TAnswer>(process, question, within, stop);
            failures = 0;
            _ = RestAsync(asked);
            return answer;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<TAnswer> AnswerAsync<TAnswer>(WorkerProcess worker, object question, TimeSpan within, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(within);
        var id = ++asked;
        try
        {
            await worker.SayAsync(JsonSerializer.Serialize(new { id, ask = question }, Json), patience.Token);
            while (await worker.HearAsync(patience.Token) is { } line)
            {
                var reply = JsonSerializer.Deserialize<Reply<TAnswer>>(line, Json);
                if (reply?.Id != id) continue;
                return reply.Error is null ? reply.Answer! : throw new WorkerFailure(reply.Error);
            }
            throw await FailedAsync($"The worker {Name} ended with exit code {await worker.ExitCodeAsync()}");
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            var failure = await FailedAsync($"The worker {Name} took longer than {within.TotalSeconds:0.#} s", e);
            throw new TimeoutException(failure.Message, e);
        }
        catch (OperationCanceledException)
        {
            await EndAsync(); // it is still at work on something nobody wants any more
            throw;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw await FailedAsync($"The worker {Name} cannot be spoken with", e);
        }
    }

    // The first restart is at once: one bad question must not keep the next one waiting.
    private async Task<WorkerProcess> StartAsync(CancellationToken stop)
    {
        await EndAsync();
        if (failures > 1)
        {
            var pause = limits.FirstPause * Math.Pow(2, Math.Min(failures - 2, 20));
            if (pause > limits.LongestPause) pause = limits.LongestPause;
            var left = lastFailure + pause - DateTime.UtcNow;
            if (left > TimeSpan.Zero) await Task.Delay(left, stop);
        }
        return WorkerProcess.Start(limits, log);
    }

    private async Task<WorkerFailure> FailedAsync(string what, Exception? inner = null)
    {
        failures++;
        lastFailure = DateTime.UtcNow;
        log.LogWarning("{What}; failure {Failures} in a row", what, failures);
        await EndAsync();
        return new WorkerFailure(what + ".", inner);
    }

    private async Task RestAsync(long lastAsked)
    {
        await Task.Delay(limits.Idle);
        await turn.WaitAsync();
        try
        {
            if (asked == lastAsked) await EndAsync();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task EndAsync()
    {
        if (process is not null) await process.DisposeAsync();
        process = null;
    }

    private string Name => Path.GetFileNameWithoutExtension(limits.Script);

    /// <summary>Ends the worker after the question it is at.</summary>
    public async ValueTask DisposeAsync()
    {
        await turn.WaitAsync();
        await EndAsync();
        turn.Release();
    }

    private sealed record Reply<TAnswer>(long Id, TAnswer? Answer, string? Error);
}
