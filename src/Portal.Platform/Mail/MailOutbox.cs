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
    public Task EnqueueAsync(Mail mail, CancellationToken stop) => EnqueueAsync([mail], stop);

    /// <summary>
    /// Writes mails in the caller's transaction, all of them or none, by one statement a table: who writes to many does so some hundreds
    /// at a time.
    /// </summary>
    /// <inheritdoc cref="EnqueueAsync(Mail, CancellationToken)" path="/exception"/>
    public Task EnqueueAsync(IReadOnlyCollection<Mail> mails, CancellationToken stop)
    {
        var most = options.Value.MostMegabytes * 1_000_000L;
        foreach (var mail in mails)
        {
            if (mail.Size > most) throw new MailTooLarge(mail.Size, most);
            if (mail.Headers.FirstOrDefault(header => !header.IsAllowed) is { } wrong)
                throw new ArgumentException($"A mail cannot be given the header '{wrong.Name}'.", nameof(mails));
        }
        return mails.Count == 0 ? Task.CompletedTask : session.InTransactionAsync(() => WriteAsync(mails, stop), stop);
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

    private async Task WriteAsync(IReadOnlyCollection<Mail> mails, CancellationToken stop)
    {
        // In the order of their keys: two that write the same mails at once wait for each other, and not each for the other.
        var all = mails.OrderBy(mail => mail.DedupeKey, StringComparer.Ordinal)
            .Select(mail => (Id: Guid.CreateVersion7(), Mail: mail)).ToList();
        var written = await WriteWordsAsync(all, stop);
        all.RemoveAll(one => !written.Contains(one.Id));
        await WritePeopleAsync(all, stop);
        await WriteFilesAsync(all, stop);
        await jobs.EnqueueAllAsync<SendMail>(
            [.. all.Select(one => (new SendMail(one.Id), new JobOptions { Lane = one.Mail.Lane, Key = $"{one.Id}" }))], stop);
    }

    // Those that were not written before. Headers go a line each, for an array of arrays has rows of one length.
    private async Task<HashSet<Guid>> WriteWordsAsync(List<(Guid Id, Mail Mail)> all, CancellationToken stop) =>
        (await session.ListAsync(
            """
            insert into platform.outbox
                (id, to_address, subject, body_text, body_html, kind, dedupe_key, headers, return_path, lane, created_at, sealed)
            select id, to_address, subject, body_text, body_html, kind, dedupe_key, string_to_array(headers, E'\n'), return_path, lane, $11,
                sealed
            from unnest(
                $1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::smallint[],
                $12::bytea[])
                as mail (id, to_address, subject, body_text, body_html, kind, dedupe_key, headers, return_path, lane, sealed)
            on conflict (dedupe_key) do nothing returning id
            """,
            [
                all.Select(one => one.Id).ToArray(), Each(all, mail => mail.To), Each(all, mail => MailWriter.OneLine(mail.Subject)),
                Each(all, mail => mail.IsSecret ? "" : mail.Text), Each(all, mail => mail.IsSecret ? null : mail.Html),
                Each(all, mail => mail.Kind), Each(all, mail => mail.DedupeKey), Each(all, HeadersOf), Each(all, mail => mail.ReturnPath),
                Each(all, mail => (short)mail.Lane), clock.GetUtcNow(), Each(all, mail => mail.IsSecret ? seal.Close(mail) : null),
            ],
            row => row.Id(0), stop)).ToHashSet();

    private Task WritePeopleAsync(List<(Guid Id, Mail Mail)> all, CancellationToken stop)
    {
        var people = all.SelectMany(
            one => PeopleOf(one.Mail).Select(person => (Mail: one.Id, Person: person, IsTo: person == one.Mail.Person))).ToList();
        return people.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            insert into platform.mail_people (mail_id, person, is_to)
            select mail_id, person, is_to from unnest($1::uuid[], $2::uuid[], $3::boolean[]) as people (mail_id, person, is_to)
            """,
            [
                people.Select(one => one.Mail).ToArray(), people.Select(one => one.Person).ToArray(),
                people.Select(one => one.IsTo).ToArray(),
            ],
            stop);
    }

    private Task WriteFilesAsync(List<(Guid Id, Mail Mail)> all, CancellationToken stop)
    {
        var files = all.SelectMany(one => one.Mail.Attachments.Select((file, position) => (Mail: one.Id, Position: position, File: file)))
            .ToList();
        return files.Count == 0 ? Task.CompletedTask : session.ExecuteAsync(
            """
            insert into platform.attachments (mail_id, position, name, content_type, bytes)
            select mail_id, position, name, content_type, bytes
            from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::bytea[]) as file (mail_id, position, name, content_type, bytes)
            """,
            [
                files.Select(one => one.Mail).ToArray(), files.Select(one => one.Position).ToArray(),
                files.Select(one => one.File.Name).ToArray(), files.Select(one => one.File.ContentType).ToArray(),
                files.Select(one => one.File.Bytes).ToArray(),
            ],
            stop);
    }

    private static T[] Each<T>(List<(Guid Id, Mail Mail)> all, Func<Mail, T> what) => [.. all.Select(one => what(one.Mail))];

    private static string HeadersOf(Mail mail) =>
        string.Join('\n', mail.Headers.Select(header => $"{header.Name}: {MailWriter.OneLine(header.Value)}"));

    private static IEnumerable<Guid> PeopleOf(Mail mail) =>
        mail.Names.Append(mail.Person ?? Guid.Empty).Where(person => person != Guid.Empty).Distinct();
}
