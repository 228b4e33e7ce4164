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
            count switch
            {
                0 => "Er is geen mislukte mail.",
                1 => "1 mislukte mail wordt opnieuw geprobeerd zodra het portaal draait.",
                _ => $"{count} mislukte mails worden opnieuw geprobeerd zodra het portaal draait.",
            });
        return 0;
    }
}
