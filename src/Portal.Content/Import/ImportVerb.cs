using Microsoft.Extensions.Hosting;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Platform.Commands;

namespace Portal.Content.Import;

/// <summary><c>import &lt;map&gt; [--force]</c></summary>
internal sealed class ImportVerb(Importer importer, IHostEnvironment environment) : ICommandVerb
{
    public async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        var folders = args.Where(arg => !arg.StartsWith('-')).ToList();
        if (folders is not [var folder] || args.Any(arg => arg.StartsWith('-') && arg != "--force"))
        {
            Console.Error.WriteLine("Gebruik: import <map> [--force]");
            return 2;
        }
        var options = new ImportOptions(args.Contains("--force"), environment.IsDevelopment()) { Progress = new ProgressLines() };
        var result = await importer.ImportAsync(Path.GetFullPath(folder), options, stop);
        foreach (var warning in result.Warnings) Console.Error.WriteLine(warning);
        foreach (var error in result.Errors) Console.Error.WriteLine(error);
        if (result.Errors.Count > 0)
        {
            Console.Error.WriteLine($"{result.Errors.Count} {(result.Errors.Count == 1 ? "fout" : "fouten")}. Er is niets ingelezen.");
            return 1;
        }
        foreach (var kept in result.Kept)
            Console.WriteLine($"{kept}: in het portaal bewerkt, dus niet overschreven (met --force wel).");
        Console.WriteLine($"{result.Added.Count} nieuw, {result.Changed.Count} gewijzigd, {result.Unchanged} gelijk, {result.Kept.Count} bewaard.");
        return 0;
    }
}

/// <summary><c>check &lt;map&gt;</c></summary>
internal sealed class CheckVerb(DocumentTypes types, MarkdownRenderer renderer, PortalPages pages, IEnumerable<ITreeRule> treeRules)
    : ICommandVerb
{
    public Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        if (args is not [var path] || !Directory.Exists(path))
        {
            Console.Error.WriteLine("Gebruik: check <map>");
            return Task.FromResult(2);
        }
        var folder = ContentFolder.Read(Path.GetFullPath(path), types, null);
        var check = new ContentCheck(types, renderer, pages, treeRules);
        var (documents, errors) = check.Check(folder, [], [], new Dictionary<string, string>());
        foreach (var error in errors) Console.WriteLine(error);
        Console.WriteLine($"{documents.Count} {(documents.Count == 1 ? "document" : "documenten")}, "
            + $"{errors.Count} {(errors.Count == 1 ? "punt" : "punten")}.");
        return Task.FromResult(errors.Any(error => !error.IsWarning) ? 1 : 0);
    }
}

/// <summary>Says how far a long import is: on one line that changes, or on lines of their own where these are kept.</summary>
internal sealed class ProgressLines : IProgress<ImportProgress>
{
    private const int WorthTelling = 500;
    private readonly Lock line = new();

    public void Report(ImportProgress value)
    {
        if (value.All < WorthTelling) return;
        var text = string.Create(DutchTime.Culture, $"{value.Done:N0} van {value.All:N0} {value.Step}");
        lock (line)
        {
            if (Console.IsOutputRedirected) Console.WriteLine(text);
            else Console.Write($"\r{text,-60}{(value.Done == value.All ? "\n" : "")}");
        }
    }
}

/// <summary><c>export &lt;map&gt;</c></summary>
internal sealed class ExportVerb(Exporter exporter) : ICommandVerb
{
    public async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        if (args is not [var folder])
        {
            Console.Error.WriteLine("Gebruik: export <map>");
            return 2;
        }
        try
        {
            var count = await exporter.ExportAsync(Path.GetFullPath(folder), stop);
            Console.WriteLine($"{count} {(count == 1 ? "bestand" : "bestanden")} geschreven.");
            return 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }
}
