using Microsoft.Extensions.Logging;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Platform.Mail;

/// <summary>A mail of the outbox is to be sent.</summary>
/// <param name="Id">Its id there.</param>
internal sealed record SendMail(Guid Id);

/// <summary>
/// Sends one mail. That it was sent is written down with the end of the job: it is sent at least once, and twice only when a host dies
/// between the server's yes and writing that down, or when the server never said whether it took it.
/// </summary>
internal sealed class SendMailJob(DbSession session, IMailTransport transport, MailRest rest, TimeProvider clock, ILogger<SendMailJob> log) : IJob<SendMail>
{
    /// <summary>The job's name in the database.</summary>
    internal const string Name = "platform.mail";

    private static readonly TimeSpan ToFinish = TimeSpan.FromSeconds(5);

    public async Task RunAsync(SendMail args, JobRun run, CancellationToken stop)
    {
        if (await FindAsync(args.Id, stop) is not { } letter) return; // who it was to is gone, or it was sent before
        var result = await SendAsync(letter, stop);
        if (result.Outcome == MailOutcome.Unreachable) throw new JobUnavailable(rest.Longer(), $"no mail server ({result.Reason})");
        rest.End();
        await WriteDownAsync(letter, result, run);
    }

    // A host that stops finishes the mail it is at, if that does not take long.
    private async Task<MailResult> SendAsync(Letter letter, CancellationToken stop)
    {
        using var last = new CancellationTokenSource();
        await using var _ = stop.Register(() => last.CancelAfter(ToFinish));
        try
        {
            return await transport.SendAsync(letter, last.Token);
        }
        catch (OperationCanceledException) when (last.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
    }

    private async Task WriteDownAsync(Letter letter, MailResult result, JobRun run)
    {
        if (result.Outcome == MailOutcome.Sent)
        {
            // What it said is nobody's business any more.
            await session.ExecuteAsync(
                "update platform.outbox set sent_at = $2, body_text = '', body_html = null, headers = '{}' where id = $1", [letter.Id, clock.GetUtcNow()],
                CancellationToken.None);
            if (letter.Mail.Attachments.Count > 0)
                await session.ExecuteAsync("delete from platform.attachments where mail_id = $1", [letter.Id], CancellationToken.None);
            log.LogInformation("Mail {Mail} ({Kind}) was sent", letter.Id, letter.Mail.Kind);
            return;
        }
        var reason = result.Outcome == MailOutcome.Unknown ? $"unknown: {result.Reason}" : result.Reason!;
        if (result.Outcome == MailOutcome.Refused) run.GiveUp(reason);
        else run.TryAgain(reason);
        if (run.IsLast || result.Outcome == MailOutcome.Refused)
            log.LogError("Mail {Mail} ({Kind}) has failed after {Attempts} attempts: {Reason}", letter.Id, letter.Mail.Kind, run.Attempt, reason);
        else
            log.LogWarning("Mail {Mail} ({Kind}) was not sent at attempt {Attempt} and is tried again: {Reason}", letter.Id, letter.Mail.Kind, run.Attempt, reason);
    }

    private async Task<Letter?> FindAsync(Guid id, CancellationToken stop)
    {
        var found = await session.ListAsync(
            """
            select to_address, subject, body_text, body_html, kind, dedupe_key, headers, return_path, lane, created_at,
                exists (select from platform.attachments where mail_id = id)
            from platform.outbox where id = $1 and sent_at is null
            """,
            [id], row => (LetterOf(id, row), HasFiles: row.Get<bool>(10)), stop);
        if (found is not [var (letter, hasFiles)]) return null;
        return hasFiles ? letter with { Mail = letter.Mail with { Attachments = await FilesAsync(id, stop) } } : letter;
    }

    private Task<List<MailAttachment>> FilesAsync(Guid id, CancellationToken stop) => session.ListAsync(
        "select name, content_type, bytes from platform.attachments where mail_id = $1 order by position", [id],
        row => new MailAttachment(row.Text(0), row.Text(1), row.Get<byte[]>(2)), stop);

    private static Letter LetterOf(Guid id, Row row) => new(id, row.Moment(9), new Mail(row.Text(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.Text(4), row.Text(5))
    {
        Headers = [.. row.Get<string[]>(6).Select(line => line.Split(": ", 2)).Select(parts => new MailHeader(parts[0], parts[1]))],
        ReturnPath = row.TextOrNull(7),
        Lane = (JobLane)row.Get<short>(8),
    });
}

/// <summary>How long mail rests on this host while there is no talking with the server: ever longer, until there is.</summary>
internal sealed class MailRest
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private int times;

    public TimeSpan Longer()
    {
        var pause = Shortest * Math.Pow(2, Math.Min(Interlocked.Increment(ref times) - 1, 10));
        return pause < Longest ? pause : Longest;
    }

    public void End() => Volatile.Write(ref times, 0);
}
