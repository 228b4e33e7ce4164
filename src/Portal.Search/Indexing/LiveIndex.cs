using System.Globalization;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Starting;
using Portal.Search.Analysis;

namespace Portal.Search.Indexing;

/// <summary>
/// The index of this host: in its memory, of what the database says, and after it (<c>search.changes</c>). It is made when the host starts
/// and never shared, so that no disk, no lock and no other host can spoil it; made anew beside the old one when all has changed.
/// </summary>
/// <remarks>
/// It follows by numbers of transactions (PostgreSQL xid8): what a transaction changed that the look before did not show
/// (<see cref="Look"/>), and never by the highest place, for a lower one may still be on its way. Taking in a page twice changes nothing.
/// </remarks>
internal sealed class LiveIndex(
    IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider clock, ILogger<LiveIndex> log)
    : IListener, IStartupTask, IDisposable
{
    /// <summary>The channel on which every host hears that something changed.</summary>
    public const string ChannelName = "search_changed";

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly CancellationTokenSource ended = new();
    private readonly System.Threading.Lock beginning = new();
    private readonly SemaphoreSlim turns = new(Environment.ProcessorCount);
    private volatile IndexSnapshot? current;
    private Task? building;
    private bool isEager; // it was begun before anybody asked, and who asks is told to come back
    private Made? made; // changed by who holds the gate

    /// <inheritdoc/>
    public string Channel => ChannelName;

    /// <summary>After the content is there: what is not in the database yet, is not in the index.</summary>
    public bool ComesLast => true;

    /// <summary>How far it is, for who looks after it.</summary>
    public IndexState State { get; private set; } = IndexState.NotMade;

    /// <summary>Whether it is being made now, for the first time or anew.</summary>
    public bool IsBeingMade
    {
        get
        {
            lock (beginning) return State.Making is not null || building is { IsCompleted: false };
        }
    }

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken stop)
    {
        // Where nobody may ever ask, it waits until somebody does (Search:Begins = question).
        isEager = configuration["Search:Begins"] != "question";
        if (isEager) _ = BeginAsync();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task OnNotifiedAsync(string? payload, CancellationToken stop) => CatchUpAsync(stop);

    /// <summary>What can be found now, to be disposed of. Null: the index is still being made, and there is no older one.</summary>
    public async Task<IndexSnapshot?> AcquireAsync(CancellationToken stop)
    {
        if (current is null && !isEager) await BeginAsync().WaitAsync(stop);
        while (current is { } snapshot)
            if (snapshot.TryHold()) return snapshot;
        return null;
    }

    /// <summary>
    /// Answers a question when it is its turn. Answering is work of the processor alone: with more at once than there are cores, all of
    /// them would wait for each other, and the last one longest.
    /// </summary>
    public async Task<T> InTurnAsync<T>(Func<T> answer, CancellationToken stop)
    {
        await turns.WaitAsync(stop);
        try
        {
            return answer();
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>
    /// The words of the site that compounds are made of: those this host knows, or as this session reads them. To read, never to add to.
    /// </summary>
    /// <remarks>
    /// Words that another host adds at the same moment may be missing: those compounds are then not taken apart, no more than that.
    /// </remarks>
    public async Task<Lexicon> LexiconAsync(DbSession session, CancellationToken stop) =>
        current?.Knowledge.Lexicon ?? (await FieldKnowledge.None.LearnedAsync(session, stop)).Lexicon;

    /// <summary>Makes it, unless it is there or being made already.</summary>
    public Task BeginAsync()
    {
        lock (beginning)
        {
            // Who waits for it is told what is wrong, and the next one tries again; where nobody waits it is tried until it is done.
            if (!isEager && building is null or { IsFaulted: true } or { IsCanceled: true })
                building = Task.Run(() => RebuildAsync(ended.Token));
            return building ??= MakeInBackground();
        }
    }

    /// <summary>Begins to make it anew, unless it is being made already. What there is answers meanwhile.</summary>
    public void MakeAnew()
    {
        lock (beginning)
        {
            if (building is not { IsCompleted: false }) building = MakeInBackground();
        }
    }

    /// <summary>Makes it anew beside the one that answers, and puts it in its place.</summary>
    public Task RebuildAsync(CancellationToken stop) => AloneAsync(() => RebuildHereAsync(stop), stop);

    /// <summary>Takes in what was committed since it last looked.</summary>
    public Task CatchUpAsync(CancellationToken stop) => AloneAsync(() => CatchUpHereAsync(stop), stop);

    /// <summary>
    /// The same for who wrote it, once it is committed: a failure is told and left to the next look, which the host is told of too.
    /// </summary>
    public async Task FollowAsync()
    {
        try
        {
            if (current is not null) await CatchUpAsync(ended.Token);
        }
        catch (Exception e) when (!ended.IsCancellationRequested)
        {
            log.LogWarning(e, "What was just published is not in the search index of this host yet");
        }
    }

    /// <summary>For a test: as if it had not looked since.</summary>
    internal void LastLookedAt(DateTimeOffset moment) => made!.Look = made.Look! with { At = moment };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (ended.IsCancellationRequested) return;
        ended.Cancel();
        Interlocked.Exchange(ref current, null)?.Dispose();
        made?.Dispose();
        ended.Dispose();
    }

    private Task MakeInBackground() =>
        Task.Run(() => Supervision.UntilDoneAsync("Making the search index", RebuildAsync, log, ended.Token));

    private async Task AloneAsync(Func<Task> work, CancellationToken stop)
    {
        await gate.WaitAsync(stop);
        try
        {
            await work();
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task RebuildHereAsync(CancellationToken stop)
    {
        var fresh = new Made();
        var looked = clock.GetUtcNow();
        try
        {
            await ReadAsync(async session =>
            {
                var look = await Look.AtAsync(session, null, stop);
                State = State with
                {
                    Making = (0, await session.ValueAsync<long>("select count(*) from search.documents", [], stop)),
                };
                await foreach (var part in SectionRows.AllAsync(session, stop))
                {
                    fresh.Add(part);
                    State = State with { Making = (State.Making!.Value.Done + part.Count, State.Making.Value.All) };
                }
                (fresh.Look, fresh.Knowledge) = (look, await FieldKnowledge.None.RenewedAsync(session, stop));
            }, stop);
            fresh.Pack();
            var opened = fresh.Open();
            var before = Interlocked.Exchange(ref current, opened);
            var replaced = made;
            made = fresh;
            before?.Dispose();
            replaced?.Dispose();
            State = new IndexState(opened.CountSections(), fresh.Bytes, clock.GetUtcNow(), looked);
        }
        catch
        {
            State = State with { Making = null };
            fresh.Dispose();
            throw;
        }
    }

    private async Task CatchUpHereAsync(CancellationToken stop)
    {
        if (made is not { } index || current is not { } before) return;
        Look? look = null;
        List<ValueSet> sections = [];
        var knowledge = index.Knowledge;
        var looked = clock.GetUtcNow();
        await ReadAsync(async session =>
        {
            look = await Look.AtAsync(session, index.Look, stop);
            if (look.IsAll) return;
            if (look.KnowsMore) knowledge = await knowledge.RenewedAsync(session, stop);
            else if (look.Pages.Count > 0) knowledge = await knowledge.LearnedAsync(session, stop);
            if (look.Pages.Count > 0) sections = await SectionRows.OfAsync(session, look.Pages, stop);
        }, stop);
        if (look!.IsAll)
        {
            await RebuildHereAsync(stop);
            return;
        }
        index.Look = look;
        State = State with { FollowedAt = looked };
        if (look.Pages.Count == 0 && !look.KnowsMore) return;
        if (look.Pages.Count > 0) index.Replace(look.Pages, sections);
        index.Knowledge = knowledge;
        var opened = index.Reopen(before);
        State = State with { Sections = opened.CountSections(), Bytes = index.Bytes };
        current = opened;
        before.Dispose();
    }

    // One picture of all tables: what is in it and what isn't, is told by the same snapshot.
    private async Task ReadAsync(Func<DbSession, Task> read, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<DbSession>();
        await session.InTransactionAsync(
            async () =>
            {
                await session.ExecuteAsync("set transaction isolation level repeatable read, read only", [], stop);
                await read(session);
            },
            stop);
    }

    /// <summary>An index in memory, and how far it has followed the database.</summary>
    private sealed class Made : IDisposable
    {
        private readonly RAMDirectory directory = new();
        private readonly IndexWriter writer;

        public Made() => writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, null)
        {
            Similarity = Bm25.Similarity,
            MergeScheduler = new ConcurrentMergeScheduler(), // who publishes does not wait for it
            RAMBufferSizeMB = 32,
        });

        public long Bytes => directory.GetSizeInBytes();

        public Look? Look { get; set; }

        public FieldKnowledge Knowledge { get; set; } = FieldKnowledge.None;

        // Those of a page in one go, so that they stand together: who gathers pages counts on it.
        public void Add(List<ValueSet> sections) => Parallel.ForEach(
            sections.GroupBy(section => section.Section.EntityId),
            page => writer.AddDocuments(ValueSet.ToDocuments(page)));

        public void Replace(IReadOnlyCollection<Guid> pages, List<ValueSet> sections)
        {
            foreach (var page in pages) writer.DeleteDocuments(new Lucene.Net.Index.Term(SectionField.Page, ValueSet.KeyOf(page)));
            Add(sections);
        }

        // One segment answers quickest.
        public void Pack() => writer.ForceMerge(1);

        public IndexSnapshot Open()
        {
            var reader = DirectoryReader.Open(writer, applyAllDeletes: true);
            return new IndexSnapshot(reader, Knowledge);
        }

        public IndexSnapshot Reopen(IndexSnapshot before) =>
            DirectoryReader.OpenIfChanged(before.Reader, writer, applyAllDeletes: true) is { } reader
                ? new IndexSnapshot(reader, Knowledge) : before.With(Knowledge);

        public void Dispose()
        {
            writer.Dispose(waitForMerges: false);
            directory.Dispose();
        }
    }
}

/// <summary>How far the index of a host is.</summary>
/// <param name="Sections">Sections that can be found.</param>
/// <param name="Bytes">How much memory it takes.</param>
/// <param name="MadeAt">When it was made; null: there is none yet.</param>
/// <param name="FollowedAt">Up to when it has what was published.</param>
internal sealed record IndexState(int Sections, long Bytes, DateTimeOffset? MadeAt, DateTimeOffset? FollowedAt)
{
    /// <summary>Nobody has begun.</summary>
    public static IndexState NotMade { get; } = new(0, 0, null, null);

    /// <summary>Whether it answers.</summary>
    public bool IsWhole => MadeAt is not null;

    /// <summary>Of one that is being made: sections that are in it, and how many there are. Null: none is.</summary>
    public (long Done, long All)? Making { get; init; }
}

/// <summary>A look at what changed in the database (<c>search.changes</c>).</summary>
/// <param name="Seen">Which transactions have been seen.</param>
/// <param name="At">When it was, by the clock of the database.</param>
internal sealed record Look(DatabaseSnapshot Seen, DateTimeOffset At)
{
    /// <summary>How long changes are kept.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(7);

    /// <summary>Pages that changed since the look before.</summary>
    public IReadOnlyCollection<Guid> Pages { get; private init; } = [];

    /// <summary>Something changed of what is known beside the pages.</summary>
    public bool KnowsMore { get; private init; }

    /// <summary>Anything may have changed.</summary>
    public bool IsAll { get; private init; }

    /// <summary>Looks, in a transaction with one picture of all tables.</summary>
    /// <param name="session">The session.</param>
    /// <param name="before">The look before, or null: then only where to go on from is told.</param>
    /// <param name="stop">Cancels the call.</param>
    public static async Task<Look> AtAsync(DbSession session, Look? before, CancellationToken stop)
    {
        var now = new Look(
            await DatabaseSnapshot.OfAsync(session, stop), await session.ValueAsync<DateTimeOffset>("select now()", [], stop));
        if (before is null) return now;
        // Rows that a backup brought from another server bear numbers of that server: those that are not reached here are nobody's.
        var rows = await session.ListAsync(
            """
            select transaction::text, what, entity_id from search.changes
            where transaction >= $1::text::xid8 and transaction < $2::text::xid8
            """,
            [Text(before.Seen.Lowest), Text(now.Seen.Next)],
            row => (By: ulong.Parse(row.Text(0), CultureInfo.InvariantCulture), What: row.Text(1), Page: row.GetOrNull<Guid>(2)), stop);
        var fresh = rows.FindAll(row => !before.Seen.Shows(row.By));
        return now with
        {
            Pages = fresh.Where(row => row.What == "page").Select(row => row.Page!.Value).ToHashSet(),
            KnowsMore = fresh.Exists(row => row.What == "words"),
            IsAll = fresh.Exists(row => row.What == "all") || now.At - before.At > Kept / 2,
        };
    }

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
