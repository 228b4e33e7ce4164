using Microsoft.Extensions.Hosting;
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
        var result = await importer.ImportAsync(Path.GetFullPath(folder), new ImportOptions(args.Contains("--force"), environment.IsDevelopment()), stop);
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
            Console.WriteLine($"{await exporter.ExportAsync(Path.GetFullPath(folder), stop)} bestanden geschreven.");
            return 0;
        }
        catch (IOException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }
}
