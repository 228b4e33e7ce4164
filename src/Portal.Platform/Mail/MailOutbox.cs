using Portal.Platform.Data;

namespace Portal.Platform.Mail;

/// <summary>Where mail waits to be sent.</summary>
public sealed class MailOutbox(DbSession session, TimeProvider clock)
{
    /// <summary>Told when there is mail.</summary>
    internal const string Channel = "mail_waiting";

    /// <summary>Writes a mail in the caller's transaction: it is sent when that commits, and never when it does not.</summary>
    public async Task EnqueueAsync(Mail mail, CancellationToken stop)
    {
        await session.ExecuteAsync(
            """
            insert into platform.outbox (id, to_address, subject, body_text, body_html, kind, dedupe_key, created_at, next_attempt_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $8) on conflict (dedupe_key) do nothing
            """,
            [Guid.CreateVersion7(), mail.To, mail.Subject, mail.Text, mail.Html, mail.Kind, mail.DedupeKey, clock.GetUtcNow()], stop);
        await session.NotifyAsync(Channel, "", stop);
    }

    /// <summary>What is still known of the mail to an address, oldest first: a month later nothing is.</summary>
    public async Task<IReadOnlyList<(string Subject, DateTimeOffset WrittenAt, DateTimeOffset? SentAt)>> SentToAsync(string address, CancellationToken stop)
    {
        await using var command = await session.CommandAsync(
            "select subject, created_at, sent_at from platform.outbox where lower(to_address) = lower($1) order by created_at, id", [address], stop);
        await using var row = await command.ExecuteReaderAsync(stop);
        var mails = new List<(string, DateTimeOffset, DateTimeOffset?)>();
        while (await row.ReadAsync(stop)) mails.Add((row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2)));
        return mails;
    }

    /// <summary>Forgets all mail to an address, sent or not: its owner is gone.</summary>
    public Task ForgetAsync(string address, CancellationToken stop) =>
        session.ExecuteAsync("delete from platform.outbox where lower(to_address) = lower($1)", [address], stop);
}
