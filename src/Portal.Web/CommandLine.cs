using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Platform.Commands;
using Portal.Platform.Data;
using Portal.Platform.Starting;

namespace Portal.Web;

/// <summary>Runs the host, or one verb instead of it, and says in one sentence what keeps it from running.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int WrongUse = 2;
    private const int Interrupted = 130;

    private static readonly string[] Help = ["help", "--help", "-h", "-?"];

    /// <summary>The verb asked for; null where the arguments are settings for the host.</summary>
    public static string? VerbIn(string[] args) =>
        args is [var first, ..] && (!first.StartsWith('-') || Help.Contains(first)) ? first : null;

    /// <summary>Makes the portal and runs it.</summary>
    /// <param name="make">Makes it; what is wrong then (a setting, a theme that is not built) is said like all else.</param>
    /// <param name="args">The arguments it was started with.</param>
    public static async Task<int> RunAsync(Func<WebApplication> make, string[] args)
    {
        var (stopping, port) = (CancellationToken.None, 0);
        try
        {
            await using var app = make();
            (stopping, port) = (app.Lifetime.ApplicationStopping, PlatformOptions.From(app.Configuration).Port);
            CheckSettings(app);
            return VerbIn(args) is { } name ? await RunVerbAsync(app, name, args[1..]) : await ServeAsync(app);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Say("Afgebroken voordat het portaal klaar was.", Interrupted);
        }
        catch (OptionsValidationException wrong)
        {
            return Say(string.Join('\n', wrong.Failures), WrongUse);
        }
        catch (SettingProblem wrong)
        {
            return Say(wrong.Message, WrongUse);
        }
        catch (Exception e) when (SentenceFor(e, port) is { } sentence)
        {
            return Say(sentence, Failed);
        }
    }

    private static async Task<int> ServeAsync(WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
            Production.Check(app.Configuration, app.Services.GetRequiredService<IOptions<PlatformOptions>>().Value);
        await app.RunAsync();
        return 0;
    }

    private static async Task<int> RunVerbAsync(WebApplication app, string name, string[] args)
    {
        var verbs = app.Services.GetServices<VerbDescription>().OrderBy(verb => verb.Name, StringComparer.Ordinal).ToList();
        if (Help.Contains(name))
        {
            Console.WriteLine(ListOf(verbs));
            return 0;
        }
        if (verbs.Find(verb => verb.Name == name) is not { } asked)
            return Say($"De opdracht '{name}' bestaat niet. {ListOf(verbs)}", WrongUse);

        using var interrupted = new CancellationTokenSource();
        using var ctrlC = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        try
        {
            if (asked.NeedsDatabase) await app.Services.GetRequiredService<Database>().StartAsync(interrupted.Token);
            await using var scope = app.Services.CreateAsyncScope();
            return await ((ICommandVerb)scope.ServiceProvider.GetRequiredService(asked.Verb)).RunAsync(args, interrupted.Token);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return Say("Afgebroken.", Interrupted);
        }

        // Not at once: a database that was started for this is stopped again.
        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.Cancel();
        }
    }

    private static string ListOf(List<VerbDescription> verbs)
    {
        var width = verbs.Count == 0 ? 0 : verbs.Max(verb => $"{verb.Name} {verb.Arguments}".Length);
        var lines = verbs.Select(verb => $"  {$"{verb.Name} {verb.Arguments}".PadRight(width)}   {verb.Help}");
        return $"""
            Deze opdrachten zijn er:

            {string.Join('\n', lines)}

            Zo gebruik je ze: npm run portal -- <opdracht>
            """;
    }

    // A number that is none is found while the settings are bound, before their own checks.
    private static void CheckSettings(WebApplication app)
    {
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
        }
        catch (InvalidOperationException wrong) when (wrong.Message.StartsWith("Failed to convert", StringComparison.Ordinal))
        {
            throw new SettingProblem(wrong.Message);
        }
    }

    private static string? SentenceFor(Exception e, int port)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressInUseException)
                return $"Poort {port} is al in gebruik. Kies een andere, bijvoorbeeld: PORT={port + 1} npm start";
            if (cause is InvalidDataException && cause.Message.Contains("appsettings", StringComparison.Ordinal))
                return $"{cause.Message} {cause.InnerException?.Message}";
        }
        return StartupProblem.SentenceFor(e);
    }

    private static int Say(string what, int exitCode)
    {
        Console.Error.WriteLine(what);
        return exitCode;
    }

    private sealed class SettingProblem(string message) : Exception(message);
}
