using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Newsletters.Sending;

/// <summary>What became of a mail.</summary>
/// <param name="Subscriber">Whose.</param>
/// <param name="State">See <see cref="DeliveryState"/>.</param>
/// <param name="Code">What the mail server said, or one word of ours; null: nothing.</param>
/// <param name="NextAt">When it is tried again, UTC, for one that waits.</param>
/// <param name="IsCounted">False when it was no attempt: nothing of it reached anybody.</param>
internal sealed record Ended(Guid Subscriber, string State, string? Code, DateTimeOffset NextAt, bool IsCounted = true);

/// <summary>
/// Writes down, before a mail is handed over, that it is, and afterwards what became of it: a host that dies leaves no more mails in doubt
/// than it has connections. What all connections have to say goes to the database in one statement, which does not wait for the disk: the
/// database knows it also when this host is killed. Until it is on the disk it is remembered here, and said again when the database itself
/// was killed; it changes nothing twice. That it is on the disk is asked over the connection that it was said over: that one does not
/// outlive a database that forgot it.
/// </summary>
internal sealed class DeliveryLedger(Guid campaign, Guid run, Database database, TimeProvider clock, ILogger log)
{
    // `d.state || ''`: for a bare state there is an index of all that is to do, and a planner whose figures are of before this campaign
    // thinks that little; it would read through that for every mail.
    private const string Statement =
        """
        with ended as (
            update newsletters.deliveries d
            set state = r.state, code = r.code, next_at = r.next_at, at = $3, claim = case when r.state = 'unknown' then d.claim end,
                attempts = d.attempts - case when r.counts or d.state = 'taken' then 0 else 1 end
            from unnest($4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::boolean[])
                as r (subscriber, state, code, next_at, counts)
            where d.campaign_id = $1 and d.subscriber_id = r.subscriber and d.claim = $2 and d.state in ('taken', 'sending', 'unknown')
                and r.state <> d.state
        ), begun as (
            update newsletters.deliveries d
            set state = 'sending', at = $3, attempts = d.attempts + case when d.state = 'sending' then 0 else 1 end
            from newsletters.subscribers s
            where d.campaign_id = $1 and d.subscriber_id = any ($9::uuid[]) and d.claim = $2
                and d.state || '' in ('taken', 'sending')
                and s.id = d.subscriber_id and s.ended_at is null
                and not exists (select from newsletters.suppressions x where x.address_hash = s.address_hash)
                and exists (select from newsletters.campaigns c where c.id = $1 and c.run = $2 and c.state = 'sending')
            returning d.subscriber_id)
        select subscriber_id from begun
        """;

    private static readonly TimeSpan FlushEvery = TimeSpan.FromMilliseconds(300);

    private readonly Channel<Entry> entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<Ended> unflushed = [];
    private DbSession? session;

    /// <summary>Writes what it is told until <see cref="Complete"/> was called and all is written, on the disk too.</summary>
    public async Task RunAsync()
    {
        try
        {
            var (batch, flushed) = (new List<Entry>(), clock.GetTimestamp());
            while (await entries.Reader.WaitToReadAsync())
            {
                batch.Clear();
                while (entries.Reader.TryRead(out var entry)) batch.Add(entry);
                HashSet<Guid> begun = [];
                await AgainAsync(async stop => begun = await WriteAsync(batch, stop));
                unflushed.AddRange(batch.Select(entry => entry.Ended).OfType<Ended>());
                foreach (var entry in batch) entry.Answer?.SetResult(begun.Contains(entry.Begun));
                if (clock.GetElapsedTime(flushed) < FlushEvery) continue;
                await AgainAsync(FlushAsync);
                flushed = clock.GetTimestamp();
            }
        }
        finally
        {
            await AgainAsync(FlushAsync);
            if (session is not null) await session.DisposeAsync();
        }
    }

    /// <summary>Nothing more comes.</summary>
    public void Complete() => entries.Writer.TryComplete();

    /// <summary>Says what became of a mail.</summary>
    public void End(Ended ended) => entries.Writer.TryWrite(new Entry(ended, Guid.Empty, null));

    /// <summary>
    /// Says that a mail is handed over now. False: it may not be, for its reader left, or this run may not send any more.
    /// </summary>
    public Task<bool> BeginAsync(Guid subscriber)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        return entries.Writer.TryWrite(new Entry(null, subscriber, answer)) ? answer.Task : Task.FromResult(false);
    }

    // The database comes back, or is given back: until then what was sent is known here only.
    private Task AgainAsync(Func<CancellationToken, Task> work) =>
        Supervision.UntilDoneAsync("Writing down which newsletters were sent", work, log, CancellationToken.None);

    private async Task<HashSet<Guid>> WriteAsync(List<Entry> batch, CancellationToken stop)
    {
        HashSet<Guid> begun = [];
        await ConnectedAsync(
            async () => begun = await SayAsync(
                [.. batch.Select(entry => entry.Ended).OfType<Ended>()],
                [.. batch.Where(entry => entry.Answer is not null).Select(entry => entry.Begun)], stop),
            stop);
        return begun;
    }

    // One commit that waits for the disk takes everything before it along.
    private async Task FlushAsync(CancellationToken stop)
    {
        if (unflushed.Count == 0) return;
        await ConnectedAsync(
            () => session!.InTransactionAsync(
                async () =>
                {
                    await session.ExecuteAsync("set local synchronous_commit = on", [], stop);
                    await session.ExecuteAsync(
                        "update newsletters.campaigns set flushed_at = $2 where id = $1", [campaign, clock.GetUtcNow()], stop);
                    return true;
                },
                stop),
            stop);
        unflushed.Clear();
    }

    // Over a connection of its own, which is kept: what is set is set for it alone. A new one hears first what the last may have lost.
    private async Task ConnectedAsync(Func<Task> work, CancellationToken stop)
    {
        try
        {
            if (session is null)
            {
                session = new DbSession(database.Apart, database);
                await session.OpenAsync(stop);
                // One plan for all of them: making one takes three times as long as what it does for a mail.
                await session.ExecuteAsync("set synchronous_commit = off; set plan_cache_mode = force_generic_plan", [], stop);
                if (unflushed.Count > 0) await SayAsync(unflushed, [], stop);
            }
            await work();
        }
        catch
        {
            if (session is not null) await session.DisposeAsync();
            session = null;
            throw;
        }
    }

    private async Task<HashSet<Guid>> SayAsync(List<Ended> ended, Guid[] begun, CancellationToken stop)
    {
        var found = await session!.ListAsync(
            Statement,
            [
                campaign, run, clock.GetUtcNow(), ended.Select(one => one.Subscriber).ToArray(), ended.Select(one => one.State).ToArray(),
                new NpgsqlParameter<string?[]> { TypedValue = [.. ended.Select(one => one.Code)] },
                ended.Select(one => one.NextAt).ToArray(), ended.Select(one => one.IsCounted).ToArray(), begun,
            ],
            row => row.Id(0), stop);
        return [.. found];
    }

    private sealed record Entry(Ended? Ended, Guid Begun, TaskCompletionSource<bool>? Answer);
}
