using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Platform.Commands;
using Portal.Platform.Data;

namespace Portal.Web;

/// <summary>Runs the host, or one verb instead of it, and says in one line what keeps it from running.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int WrongUse = 2;
    private const int Interrupted = 130;

    /// <summary>The verb asked for; null where the arguments are settings for the host.</summary>
    public static string? VerbIn(string[] args) => args is [var first, ..] && !first.StartsWith('-') ? first : null;

    public static async Task<int> RunAsync(WebApplication app, string[] args)
    {
        var port = PlatformOptions.From(app.Configuration).Port;
        try
        {
            await using (app)
            {
                app.Services.GetService<IStartupValidator>()?.Validate();
                return VerbIn(args) is { } name ? await RunVerbAsync(app, name, args[1..]) : await ServeAsync(app);
            }
        }
        catch (StartupFailure failure)
        {
            return Say(failure.Message, Failed);
        }
        catch (OptionsValidationException wrong)
        {
            return Say(string.Join('\n', wrong.Failures), WrongUse);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return Say($"Poort {port} is al in gebruik. Kies een andere, bijvoorbeeld: PORT={port + 1} npm start", Failed);
        }
    }

    private static async Task<int> ServeAsync(WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            Production.Check(app.Configuration, app.Services.GetRequiredService<IOptions<PlatformOptions>>().Value);
        await app.Services.GetRequiredService<Database>().StartAsync();
        await app.RunAsync();
        return 0;
    }

    private static async Task<int> RunVerbAsync(WebApplication app, string name, string[] args)
    {
        var verbs = app.Services.GetServices<VerbDescription>().OrderBy(verb => verb.Name, StringComparer.Ordinal).ToList();
        if (verbs.Find(verb => verb.Name == name) is not { } asked) return Say(ListOf(verbs, name), WrongUse);

        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            interrupted.Cancel();
        };
        try
        {
            await app.Services.GetRequiredService<Database>().StartAsync(interrupted.Token);
            await using var scope = app.Services.CreateAsyncScope();
            return await ((ICommandVerb)scope.ServiceProvider.GetRequiredService(asked.Verb)).RunAsync(args, interrupted.Token);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return Say("Afgebroken.", Interrupted);
        }
    }

    private static string ListOf(List<VerbDescription> verbs, string asked)
    {
        var width = verbs.Count == 0 ? 0 : verbs.Max(verb => $"{verb.Name} {verb.Arguments}".Length);
        var lines = verbs.Select(verb => $"  {$"{verb.Name} {verb.Arguments}".PadRight(width)}   {verb.Help}");
        return $"""
            De opdracht '{asked}' bestaat niet. Deze opdrachten zijn er:

            {string.Join('\n', lines)}

            Zo gebruik je ze: npm run portal -- <opdracht>
            """;
    }

    private static int Say(string what, int exitCode)
    {
        Console.Error.WriteLine(what);
        return exitCode;
    }
}
