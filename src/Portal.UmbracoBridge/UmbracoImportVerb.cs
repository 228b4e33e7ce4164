using System.Text;
using Portal.Platform;
using Portal.Platform.Commands;
using Portal.UmbracoBridge.Import;

namespace Portal.UmbracoBridge;

/// <summary><c>umbraco-import &lt;bestand.zip&gt; [--proef] [--omzetting &lt;bestand.json&gt;] [--force]</c></summary>
internal sealed class UmbracoImportVerb(PackageImport import) : ICommandVerb
{
    private const string Usage = "Gebruik: umbraco-import <bestand.zip> [--proef] [--omzetting <bestand.json>] [--force]";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        var rest = args.Where(arg => arg is not ("--proef" or "--force")).ToList();
        var at = rest.IndexOf("--omzetting");
        var named = at >= 0 && at + 1 < rest.Count ? rest[at + 1] : null;
        if (named is not null) rest.RemoveRange(at, 2);
        if (rest is not [var file] || file.StartsWith('-') || !file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }
        try
        {
            await using var zip = File.OpenRead(file);
            var beside = Path.ChangeExtension(Path.GetFullPath(file), null);
            var mapping = named ?? beside + "-omzetting.json";
            var isThere = named is not null || File.Exists(mapping);
            var outcome = await import.RunAsync(
                zip, isThere ? await File.ReadAllTextAsync(mapping, stop) : null, args.Contains("--proef"), args.Contains("--force"),
                "umbraco-import",
                made => isThere ? Task.CompletedTask : File.WriteAllTextAsync(mapping, made.Mapping.Write(), Utf8, stop),
                new Thrift(ProgressLine.Say).Say, stop);
            var report = ImportReportText.Of(outcome, args.Contains("--proef"));
            await File.WriteAllTextAsync(beside + "-verslag.txt", report, Utf8, stop);
            await File.WriteAllBytesAsync(
                beside + "-adressen.csv",
                Csv.Write(["van", "naar"], outcome.Converted.Redirects.Select(pair => new[] { pair.Key, pair.Value })), stop);
            Console.WriteLine(report);
            Console.WriteLine($"Wat wat wordt staat in {mapping}: pas dat aan en lees het pakket opnieuw in.");
            return 0;
        }
        catch (ImportRefused refused)
        {
            foreach (var problem in refused.Problems) Console.Error.WriteLine(problem);
            Console.Error.WriteLine("Er is niets ingelezen.");
            return 1;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }
}

/// <summary>
/// Gives memory back that is needed no longer, whenever something is said: the runtime keeps it, for it does not know that a verb runs
/// beside a portal on the same machine. When most of it is in use it is left alone until there is a good deal more.
/// </summary>
/// <param name="say">What is said.</param>
internal sealed class Thrift(Action<string, int, int> say)
{
    private const long Plenty = 64_000_000, More = 24_000_000;

    private readonly Lock turn = new();
    private long most = Plenty;

    /// <summary>Says it.</summary>
    public void Say(string step, int done, int all)
    {
        lock (turn)
        {
            say(step, done, all);
            if (GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes < most) return;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            most = Math.Max(Plenty, GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes + More);
        }
    }
}

/// <summary>Says how far it is: on one line that changes, or on lines of their own where these are kept.</summary>
internal static class ProgressLine
{
    /// <summary>Says it.</summary>
    public static void Say(string step, int done, int all)
    {
        var text = string.Create(DutchTime.Culture, $"{done:N0} van {all:N0} {step}");
        if (Console.IsOutputRedirected) Console.WriteLine(text);
        else Console.Write($"\r{text,-60}");
    }
}
