using Portal.Platform.Commands;
using Portal.Platform.Jobs;

namespace Portal.Platform.Mail;

/// <summary><c>resend</c>: for when the server was wrong for longer than mail waits, and is right again.</summary>
internal sealed class ResendVerb(JobBoard jobs) : ICommandVerb
{
    public async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        var count = await jobs.RetryAsync<SendMail>(stop);
        Console.WriteLine(
            count == 0 ? "Er is geen mislukte mail." : $"{count} mislukte mail{(count == 1 ? "" : "s")} worden opnieuw geprobeerd zodra het portaal draait.");
        return 0;
    }
}
