using Npgsql;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Platform.Mail;

/// <summary>The outbox, seen from the side that sends: takes what is due, one at a time, and writes down what became of it.</summary>
internal sealed class MailQueue(DbSession session, TimeProvider clock)
{
    /// <summary>How long each next attempt waits; after the last one a mail has failed.</summary>
    internal static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12)];

    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    /// <summary>
    /// Sends one mail that is due; null when there is none. Its row stays locked meanwhile: another host takes another mail, and when
    /// this one dies the lock goes with its connection, so that the mail is sent after all.
    /// </summary>
    public Task<Delivered?> DeliverNextAsync(Func<Letter, Task<MailResult>> send, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            if (await TakeAsync(stop) is not var (letter, attempts)) return null;
            var result = await send(letter);
            var (attempt, now) = (attempts + 1, clock.GetUtcNow());
            var failed = result.Outcome == MailOutcome.Refused || (result.Outcome != MailOutcome.Sent && attempt > Pauses.Length);
            if (result.Outcome == MailOutcome.Sent)
            {
                // What it said is nobody's business any more.
                await session.ExecuteAsync(
                    "update platform.outbox set sent_at = $2, attempts = $3, last_error = null, body_text = '', body_html = null where id = $1", [letter.Id, now, attempt], CancellationToken.None);
                await session.ExecuteAsync("delete from platform.attachments where mail_id = $1", [letter.Id], CancellationToken.None);
            }
            else
            {
                await session.ExecuteAsync(
                    "update platform.outbox set attempts = $2, last_error = $3, next_attempt_at = $4, failed_at = $5 where id = $1",
                    [letter.Id, attempt, result.Reason, failed ? now : now + Pauses[attempt - 1], failed ? now : null], CancellationToken.None);
            }
            return new Delivered(letter, result, attempt, failed);
        },
        CancellationToken.None); // a host that stops must still write down what was sent

    /// <summary>When the next mail that waits comes due; null: none waits. One that is due and not taken is in another host's hands.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken stop)
    {
        await using var command = await session.CommandAsync(
            "select min(next_attempt_at) from platform.outbox where sent_at is null and failed_at is null and next_attempt_at > $1", [clock.GetUtcNow()], stop);
        return await command.ExecuteScalarAsync(stop) is DateTime due ? new DateTimeOffset(due) : null;
    }

    /// <summary>How many mails wait, and how many have failed.</summary>
    public async Task<(long Waiting, long Failed)> CountAsync(CancellationToken stop)
    {
        await using var command = await session.CommandAsync(
            "select count(*) filter (where failed_at is null), count(*) filter (where failed_at is not null) from platform.outbox where sent_at is null", [], stop);
        await using var row = await command.ExecuteReaderAsync(stop);
        await row.ReadAsync(stop);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>Removes what was done with a month ago.</summary>
    public Task<int> RemoveOldAsync(CancellationToken stop) =>
        session.ExecuteAsync("delete from platform.outbox where sent_at < $1 or failed_at < $1", [clock.GetUtcNow() - Keep], stop);

    /// <summary>Lets mail that has failed begin anew; gives how many.</summary>
    public Task<int> RetryFailedAsync(CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var count = await session.ExecuteAsync(
                "update platform.outbox set failed_at = null, attempts = 0, next_attempt_at = $1 where failed_at is not null", [clock.GetUtcNow()], stop);
            await session.NotifyAsync(MailOutbox.Channel, "", stop);
            return count;
        },
        stop);

    private async Task<(Letter Letter, int Attempts)?> TakeAsync(CancellationToken stop)
    {
        var taken = await ReadAsync(stop);
        if (taken is not var (letter, attempts)) return null;
        return (letter with { Mail = letter.Mail with { Attachments = await AttachmentsAsync(letter.Id, stop) } }, attempts);
    }

    private async Task<(Letter Letter, int Attempts)?> ReadAsync(CancellationToken stop)
    {
        await using var command = await session.CommandAsync(
            """
            select id, to_address, subject, body_text, body_html, kind, dedupe_key, headers, return_path, lane, created_at, attempts from platform.outbox
            where sent_at is null and failed_at is null and next_attempt_at <= $1
            order by next_attempt_at limit 1 for update skip locked
            """,
            [clock.GetUtcNow()], stop);
        await using NpgsqlDataReader row = await command.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop)) return null;
        var mail = new Mail(row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetString(5), row.GetString(6))
        {
            Headers = [.. row.GetFieldValue<string[]>(7).Select(line => line.Split(": ", 2)).Select(parts => new MailHeader(parts[0], parts[1]))],
            ReturnPath = row.IsDBNull(8) ? null : row.GetString(8),
            Lane = Enum.Parse<JobLane>(row.GetString(9)),
        };
        return (new Letter(row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(10), mail), row.GetInt32(11));
    }

    private async Task<IReadOnlyList<MailAttachment>> AttachmentsAsync(Guid id, CancellationToken stop)
    {
        await using var command = await session.CommandAsync("select name, content_type, bytes from platform.attachments where mail_id = $1 order by position", [id], stop);
        await using var row = await command.ExecuteReaderAsync(stop);
        var files = new List<MailAttachment>();
        while (await row.ReadAsync(stop)) files.Add(new MailAttachment(row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2)));
        return files;
    }
}

/// <summary>What became of a mail.</summary>
/// <param name="Letter">The mail.</param>
/// <param name="Result">What the transport said.</param>
/// <param name="Attempt">Which attempt it was, from 1.</param>
/// <param name="HasFailed">True: it is not tried again.</param>
internal sealed record Delivered(Letter Letter, MailResult Result, int Attempt, bool HasFailed);
