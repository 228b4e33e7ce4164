using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform.Workers;

namespace Portal.Platform.Mail;

/// <summary>Mail by SMTP: nodemailer, in <c>mail.mjs</c>.</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options, ILogger<SmtpTransport> log) : IMailTransport, IAsyncDisposable
{
    // Longer than all the patience of mail.mjs with a server together.
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(50);

    private readonly NodeWorker worker = new(
        new WorkerLimits(Path.Combine(AppContext.BaseDirectory, "Workers", "mail.mjs"), MemoryMegabytes: 256), log);

    public async Task<MailResult> SendAsync(Letter letter, CancellationToken stop)
    {
        if (Checkout.NodeModule("nodemailer") is null)
        {
            log.LogError("Mail cannot be sent: the npm package 'nodemailer' is missing. Run 'npm install'.");
            return new MailResult(MailOutcome.Unreachable, "no nodemailer");
        }
        var question = Question(options.Value, letter);
        // A worker that was ended may have been ended by chance; whoever waits for a link should not wait for that.
        return await AskAsync(question, stop) ?? await AskAsync(question, stop) ?? new MailResult(MailOutcome.Unreachable, "worker");
    }

    public ValueTask DisposeAsync() => worker.DisposeAsync();

    private async Task<MailResult?> AskAsync(object question, CancellationToken stop)
    {
        try
        {
            var answer = await worker.AskAsync<Answer>(question, Within, stop);
            return new MailResult(Enum.Parse<MailOutcome>(answer.Outcome, ignoreCase: true), answer.Reason);
        }
        catch (TimeoutException)
        {
            return new MailResult(MailOutcome.Unreachable, "timeout");
        }
        catch (WorkerFailure failure)
        {
            return failure.IsLasting ? new MailResult(MailOutcome.Unreachable, "no worker") : null;
        }
    }

    private static object Question(MailOptions server, Letter letter) => new
    {
        server.Host,
        server.Port,
        server.User,
        server.Password,
        From = new { Name = server.Sender.DisplayName, server.Sender.Address },
        letter.Mail.To,
        letter.Mail.Subject,
        letter.Mail.Text,
        letter.Mail.Html,
        MessageId = $"<{letter.Id}@{server.Sender.Host}>",
        Date = letter.WrittenAt,
    };

    private sealed record Answer(string Outcome, string? Reason);
}
