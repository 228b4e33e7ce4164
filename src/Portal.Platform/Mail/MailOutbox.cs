using Microsoft.Extensions.Options;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Platform.Mail;

/// <summary>Where mail waits to be sent.</summary>
public sealed class MailOutbox
{
    private readonly DbSession session;
    private readonly JobQueue jobs;
    private readonly MailSeal seal;
    private readonly IOptions<MailOptions> options;
    private readonly TimeProvider clock;

    internal MailOutbox(DbSession session, JobQueue jobs, MailSeal seal, IOptions<MailOptions> options, TimeProvider clock) =>
        (this.session, this.jobs, this.seal, this.options, this.clock) = (session, jobs, seal, options, clock);

    /// <summary>Writes a mail in the caller's transaction: it is sent when that commits, and never when it does not.</summary>
    /// <exception cref="MailTooLarge">No server takes mail of that size.</exception>
    /// <exception cref="ArgumentException">A header has a name that no mail may have, or that the portal writes itself.</exception>
    public Task EnqueueAsync(Mail mail, CancellationToken stop)
    {
        var most = options.Value.MostMegabytes * 1_000_000L;
        if (mail.Size > most) throw new MailTooLarge(mail.Size, most);
        if (mail.Headers.FirstOrDefault(header => !header.IsAllowed) is { } wrong)
            throw new ArgumentException($"A mail cannot be given the header '{wrong.Name}'.", nameof(mail));
        return session.InTransactionAsync(() => WriteAsync(mail, stop), stop);
    }

    /// <summary>
    /// What is still known of the mail to a person, under whatever address they had, oldest first: a month later nothing is.
    /// </summary>
    public async Task<IReadOnlyList<(string Subject, DateTimeOffset WrittenAt, DateTimeOffset? SentAt)>> SentToAsync(
        string address, Guid person, CancellationToken stop) => await session.ListAsync(
        """
        select subject, created_at, sent_at from platform.outbox
        where lower(to_address) = lower($1) or id in (select mail_id from platform.mail_people where person = $2 and is_to)
        order by created_at, id
        """,
        [address, person], row => (row.Text(0), row.Moment(1), row.GetOrNull<DateTimeOffset>(2)), stop);

    /// <summary>A person gets another address: what was sent to this one stays theirs.</summary>
    public Task LeaveAddressAsync(string address, Guid person, CancellationToken stop) => session.ExecuteAsync(
        """
        insert into platform.mail_people (mail_id, person, is_to)
        select id, $2, true from platform.outbox where lower(to_address) = lower($1)
        on conflict (mail_id, person) do update set is_to = true
        """,
        [address, person], stop);

    /// <summary>
    /// Forgets all mail to a person, sent or not, under whatever address they had, and what still waits and names them: they are gone.
    /// </summary>
    public async Task ForgetAsync(string address, Guid person, CancellationToken stop)
    {
        await session.ExecuteAsync(
            """
            delete from platform.outbox mail where lower(to_address) = lower($1) or exists (
                select from platform.mail_people known
                where known.mail_id = mail.id and known.person = $2 and (known.is_to or mail.sent_at is null))
            """,
            [address, person], stop);
        // Of what was sent the words are gone already.
        await session.ExecuteAsync("delete from platform.mail_people where person = $1", [person], stop);
    }

    private async Task WriteAsync(Mail mail, CancellationToken stop)
    {
        var id = Guid.CreateVersion7();
        var written = await session.ExecuteAsync(
            """
            insert into platform.outbox
                (id, to_address, subject, body_text, body_html, kind, dedupe_key, headers, return_path, lane, created_at, sealed)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (dedupe_key) do nothing
            """,
            [
                id, mail.To, MailWriter.OneLine(mail.Subject), mail.IsSecret ? "" : mail.Text, mail.IsSecret ? null : mail.Html, mail.Kind,
                mail.DedupeKey,
                mail.Headers.Select(header => $"{header.Name}: {MailWriter.OneLine(header.Value)}").ToArray(), mail.ReturnPath,
                (short)mail.Lane, clock.GetUtcNow(), mail.IsSecret ? seal.Close(mail) : null,
            ],
            stop);
        if (written == 0) return;
        if (mail.Person is not null || mail.Names.Count > 0) await WritePeopleAsync(id, mail, stop);
        foreach (var (file, position) in mail.Attachments.Select((file, position) => (file, position)))
        {
            await session.ExecuteAsync(
                "insert into platform.attachments (mail_id, position, name, content_type, bytes) values ($1, $2, $3, $4, $5)",
                [id, position, file.Name, file.ContentType, file.Bytes], stop);
        }
        await jobs.EnqueueAsync(new SendMail(id), new JobOptions { Lane = mail.Lane, Key = $"{id}" }, stop);
    }

    private Task WritePeopleAsync(Guid id, Mail mail, CancellationToken stop)
    {
        Guid[] all = [.. mail.Names.Append(mail.Person ?? Guid.Empty).Where(person => person != Guid.Empty).Distinct()];
        return session.ExecuteAsync(
            """
            insert into platform.mail_people (mail_id, person, is_to)
            select $1, person, person is not distinct from $3::uuid from unnest($2::uuid[]) as people (person)
            """,
            [id, all, mail.Person], stop);
    }
}
