using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Portal.Platform.Data;

namespace Portal.Platform.Audit;

/// <summary>
/// Binds the lines of the log to each other, so that nobody changes, takes out or puts in one without its being seen: each seal is the
/// SHA-256 of the one before it and of its whole line. Lines are bound after their transaction, in turns, so that whoever writes one waits
/// for nobody and the chain does not fork.
/// </summary>
public sealed class AuditChain
{
    /// <summary>How long a line is kept: as long as Dutch organisations keep what they answer for (AWR 52, BW 2:10).</summary>
    public const int YearsKept = 7;

    private const int AtOnce = 20_000;

    private const string Turn = "audit chain";

    private static readonly TimeSpan AnchorsApart = TimeSpan.FromHours(1);

    private readonly DbSession session;
    private readonly TimeProvider clock;
    private readonly ILogger<AuditChain> log;

    internal AuditChain(DbSession session, TimeProvider clock, ILogger<AuditChain> log) =>
        (this.session, this.clock, this.log) = (session, clock, log);

    /// <summary>Where the chain ends.</summary>
    public async Task<AuditHead> HeadAsync(CancellationToken stop) => await session.FirstAsync(
        "select sequence, hash, sealed_at from platform.audit_seals order by sequence desc limit 1", [],
        row => new AuditHead(row.Get<long>(0), row.Get<byte[]>(1), row.Moment(2)), stop)
        ?? await StartAsync(stop);

    /// <summary>Binds the lines that no seal binds yet; gives how many.</summary>
    public async Task<int> SealAsync(CancellationToken stop)
    {
        var all = 0;
        while (true)
        {
            var count = await session.InTransactionAsync(() => session.AloneAsync(Turn, () => SealSomeAsync(stop), stop), stop);
            all += count;
            if (count < AtOnce) return all;
        }
    }

    /// <summary>Looks whether the chain is whole, from its oldest line to its end.</summary>
    /// <param name="kept">An end that somebody kept (<see cref="AuditHead.Mark"/>), which must be in it; null: none.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<AuditVerdict> CheckAsync(AuditHead? kept, CancellationToken stop)
    {
        var anchors = await session.ListAsync(
            "select sequence, hash, made_at from platform.audit_anchors order by sequence", [],
            row => new AuditHead(row.Get<long>(0), row.Get<byte[]>(1), row.Moment(2)), stop);
        if (kept is not null) anchors.Add(kept);
        var expected = anchors.ToLookup(anchor => anchor.Sequence);
        var start = await StartAsync(stop);
        var (head, count) = (start, 0L);
        while (true)
        {
            var rows = await SealedAfterAsync(head.Sequence, stop);
            foreach (var row in rows)
            {
                var next = head.Sequence + 1;
                if (row.Sequence != next) return new(AuditBreak.Missing, next, count, head);
                if (row.Line is null) return new(AuditBreak.Missing, next, count, head);
                var hash = HashOf(head.Hash, next, row.SealedAt, row.Line);
                if (!hash.AsSpan().SequenceEqual(row.Hash)) return new(AuditBreak.Changed, next, count, head);
                if (expected[next].Any(anchor => !anchor.Hash.AsSpan().SequenceEqual(hash)))
                    return new(AuditBreak.Rewritten, next, count, head);
                (head, count) = (new AuditHead(next, hash, row.SealedAt), count + 1);
            }
            if (rows.Count < AtOnce) break;
        }
        if (anchors.Exists(anchor => anchor.Sequence > head.Sequence)) return new(AuditBreak.CutOff, head.Sequence + 1, count, head);
        if (await UnboundAsync(stop) is { } line) return new(AuditBreak.PutIn, line, count, head);
        return new(AuditBreak.None, 0, count, head);
    }

    /// <summary>Takes away the lines that are too old, and notes where the chain begins from now on; gives how many.</summary>
    internal Task<int> ForgetAsync(CancellationToken stop) => session.InTransactionAsync(
        () => session.AloneAsync(
            Turn,
            async () =>
            {
                var before = clock.GetUtcNow().AddYears(-YearsKept);
                var last = await session.FirstAsync(
                    """
                    select sequence, hash, sealed_at from platform.audit_seals where sealed_at < $1 order by sequence desc limit 1
                    """,
                    [before], row => new AuditHead(row.Get<long>(0), row.Get<byte[]>(1), row.Moment(2)), stop);
                if (last is null) return 0;
                await session.ExecuteAsync("select set_config('portal.audit_too_old', 'on', true)", [], stop);
                await session.ExecuteAsync("delete from platform.audit_anchors where sequence <= $1", [last.Sequence], stop);
                var gone = await session.ExecuteAsync(
                    """
                    delete from platform.audit_lines l using platform.audit_seals s where s.line_id = l.id and s.sequence <= $1
                    """,
                    [last.Sequence], stop);
                await session.ExecuteAsync("delete from platform.audit_seals where sequence <= $1", [last.Sequence], stop);
                await session.ExecuteAsync("select set_config('portal.audit_too_old', 'off', true)", [], stop);
                await AnchorAsync(last, begins: true, stop);
                return gone;
            },
            stop),
        stop);

    private async Task<int> SealSomeAsync(CancellationToken stop)
    {
        var lines = await session.ListAsync(
            $"""
            select {Columns} from platform.audit_waiting w join platform.audit_lines l on l.id = w.line_id order by l.id limit {AtOnce}
            """,
            [], row => LineOf(row, 0), stop);
        if (lines.Count == 0) return 0;
        var head = await HeadAsync(stop);
        // As the database keeps a moment, or the hash would not be found again.
        var now = new DateTimeOffset(clock.GetUtcNow().UtcTicks / 10 * 10, TimeSpan.Zero);
        var (ids, hashes) = (new long[lines.Count], new byte[lines.Count][]);
        var hash = head.Hash;
        for (var at = 0; at < lines.Count; at++)
        {
            hash = HashOf(hash, head.Sequence + at + 1, now, lines[at]);
            (ids[at], hashes[at]) = (lines[at].Id, hash);
        }
        await session.ExecuteAsync(
            """
            insert into platform.audit_seals (sequence, line_id, sealed_at, hash)
            select $1 + l.place, l.id, $2, l.hash from unnest($3::bigint[], $4::bytea[]) with ordinality as l (id, hash, place)
            """,
            [head.Sequence, now, ids, hashes], stop);
        await session.ExecuteAsync("delete from platform.audit_waiting where line_id = any($1)", [ids], stop);
        var last = await session.ValueAsync<DateTimeOffset?>("select max(made_at) from platform.audit_anchors", [], stop);
        if (last is null || now - last >= AnchorsApart)
            await AnchorAsync(new AuditHead(head.Sequence + lines.Count, hash, now), begins: false, stop);
        return lines.Count;
    }

    // In the database, and in the log of the host, which leaves the machine in most places: who would shorten the chain must reach both.
    private async Task AnchorAsync(AuditHead head, bool begins, CancellationToken stop)
    {
        await session.ExecuteAsync(
            "insert into platform.audit_anchors (sequence, hash, made_at, begins) values ($1, $2, $3, $4) on conflict do nothing",
            [head.Sequence, head.Hash, clock.GetUtcNow(), begins], stop);
        log.LogInformation("The audit log stands at {Mark}", head.Mark);
    }

    private async Task<AuditHead> StartAsync(CancellationToken stop) => await session.FirstAsync(
        "select sequence, hash, made_at from platform.audit_anchors where begins order by sequence desc limit 1", [],
        row => new AuditHead(row.Get<long>(0), row.Get<byte[]>(1), row.Moment(2)), stop) ?? AuditHead.None;

    private Task<List<SealedLine>> SealedAfterAsync(long sequence, CancellationToken stop) => session.ListAsync(
        $"""
        select s.sequence, s.sealed_at, s.hash, {Columns} from platform.audit_seals s
        left join platform.audit_lines l on l.id = s.line_id where s.sequence > $1 order by s.sequence limit {AtOnce}
        """,
        [sequence],
        row => new SealedLine(
            row.Get<long>(0), row.Moment(1), row.Get<byte[]>(2), row.GetOrNull<long>(3) is null ? null : LineOf(row, 3)), stop);

    // A line that nothing binds and that does not wait for it either.
    private Task<long?> UnboundAsync(CancellationToken stop) => session.ValueAsync<long?>(
        """
        select min(l.id) from platform.audit_lines l
        where not exists (select from platform.audit_seals s where s.line_id = l.id)
            and not exists (select from platform.audit_waiting w where w.line_id = l.id)
        """,
        [], stop);

    private const string Columns = "l.id, l.at, l.actor, l.action, l.kind, l.object, l.title, l.origin, l.facts";

    private static StoredLine LineOf(Row row, int first) => new(
        row.Get<long>(first), row.Moment(first + 1), row.Text(first + 2), row.Text(first + 3), row.Text(first + 4), row.Text(first + 5),
        row.Text(first + 6), row.Text(first + 7), row.Text(first + 8));

    /// <summary>
    /// SHA-256 of: the hash before; sequence, moment of the seal, id and moment of the line as 8 bytes (big-endian, moments in
    /// microseconds since year 1); actor, action, kind, object, title, origin and facts, each as its length in UTF-8 (4 bytes) and itself.
    /// </summary>
    internal static byte[] HashOf(byte[] before, long sequence, DateTimeOffset sealedAt, StoredLine line)
    {
        ReadOnlySpan<string> texts = [line.Actor, line.Action, line.Kind, line.Object, line.Title, line.Origin, line.Facts];
        var most = before.Length + (4 * sizeof(long));
        foreach (var text in texts) most += sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= 4096 ? stackalloc byte[4096] : new byte[most];
        before.CopyTo(bytes);
        var at = before.Length;
        foreach (var number in (ReadOnlySpan<long>)[sequence, sealedAt.UtcTicks / 10, line.Id, line.At.UtcTicks / 10])
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes[at..], number);
            at += sizeof(long);
        }
        foreach (var text in texts)
        {
            var length = Encoding.UTF8.GetBytes(text, bytes[(at + sizeof(int))..]);
            BinaryPrimitives.WriteInt32BigEndian(bytes[at..], length);
            at += sizeof(int) + length;
        }
        return SHA256.HashData(bytes[..at]);
    }

    /// <summary>A line as its hash is made of it.</summary>
    internal sealed record StoredLine(
        long Id, DateTimeOffset At, string Actor, string Action, string Kind, string Object, string Title, string Origin, string Facts);

    private sealed record SealedLine(long Sequence, DateTimeOffset SealedAt, byte[] Hash, StoredLine? Line);
}

/// <summary>Where the chain stood at a moment.</summary>
/// <param name="Sequence">The number of its last line; 0: it has none.</param>
/// <param name="Hash">Of that line and all before it.</param>
/// <param name="At">Since when, UTC.</param>
public sealed record AuditHead(long Sequence, byte[] Hash, DateTimeOffset At)
{
    private const int HashBytes = 32;

    /// <summary>A chain without lines.</summary>
    internal static AuditHead None { get; } = new(0, new byte[HashBytes], DateTimeOffset.MinValue);

    /// <summary>As somebody keeps it: number and hash, <c>12-0f3a...</c>.</summary>
    public string Mark => $"{Sequence}-{Convert.ToHexStringLower(Hash)}";

    /// <summary>Reads a <see cref="Mark"/>; null: it is none.</summary>
    public static AuditHead? Of(string? mark)
    {
        if (mark?.Trim().Split('-') is not [var number, var hash]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) || sequence < 1) return null;
        if (hash.Length != 2 * HashBytes || !hash.All(char.IsAsciiHexDigit)) return null;
        return new AuditHead(sequence, Convert.FromHexString(hash), DateTimeOffset.MinValue);
    }
}

/// <summary>How the chain is broken.</summary>
public enum AuditBreak
{
    /// <summary>It is whole.</summary>
    None,

    /// <summary>A line says something else than when it was bound.</summary>
    Changed,

    /// <summary>A line was taken out.</summary>
    Missing,

    /// <summary>A line was put in that nothing binds; its number is that of the line itself.</summary>
    PutIn,

    /// <summary>The end was cut off: the chain was longer.</summary>
    CutOff,

    /// <summary>From somewhere before this line on, the chain was made anew.</summary>
    Rewritten,
}

/// <summary>What a look at the chain gives.</summary>
/// <param name="Break">How it is broken.</param>
/// <param name="Line">The number of the first line where that shows; 0: nowhere.</param>
/// <param name="Count">How many lines were looked at and are right.</param>
/// <param name="Head">The last of those.</param>
public sealed record AuditVerdict(AuditBreak Break, long Line, long Count, AuditHead Head);
