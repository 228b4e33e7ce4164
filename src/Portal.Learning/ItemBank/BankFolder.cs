using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Learning.Exercises;
using Portal.Learning.Types;
using Portal.Platform.Commands;

namespace Portal.Learning.ItemBank;

/// <summary>Reads the exercises of modules from a folder of content, as an author has it.</summary>
internal sealed class BankFolder(MarkdownRenderer renderer, ExerciseTypes types)
{
    private const string Mark = "---";

    /// <summary>The bank of a folder that holds <c>modules/</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DirectoryNotFoundException">It has no modules.</exception>
    public Bank Read(string folder)
    {
        var reader = new ExerciseReader(renderer, types, () => PublishedSite.Empty);
        var items = new List<BankItem>();
        foreach (var module in Directory.EnumerateDirectories(Path.Combine(folder, "modules")).Order(StringComparer.Ordinal))
        {
            foreach (var file in Directory.EnumerateFiles(module, "*.md").Order(StringComparer.Ordinal))
            {
                var lines = File.ReadAllLines(file);
                var end = Array.IndexOf(lines, Mark, 1);
                if (end < 0) continue;
                var kind = lines.Take(end).FirstOrDefault(line => line.StartsWith("kind:", StringComparison.Ordinal))?.Split(':')[1].Trim();
                items.AddRange(reader.Of(string.Join('\n', lines.Skip(end + 1)))
                    .Select(exercise => new BankItem(Path.GetFileName(module), ChapterKinds.Of(kind ?? ""), exercise)));
            }
        }
        return new Bank(items);
    }
}

/// <summary><c>items &lt;map&gt; [module]</c></summary>
internal sealed class ItemsVerb(BankFolder folder) : ICommandVerb
{
    public Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        if (args is not ([_] or [_, _]) || !Directory.Exists(Path.Combine(args[0], "modules")))
        {
            Console.Error.WriteLine("Gebruik: items <map met inhoud> [module]");
            return Task.FromResult(2);
        }
        var bank = folder.Read(args[0]);
        var report = BankChecks.Of(bank);
        Console.WriteLine(report.Table);
        Console.WriteLine();
        foreach (var line in report.Lines) Console.WriteLine(line);
        Console.WriteLine();
        // Of one module its own, and what holds for all.
        var modules = bank.Items.Select(item => item.Module).Distinct().ToList();
        var findings = report.Findings.Where(finding => args.Length == 1 || ModuleOf(finding) is not { } module || module == args[1])
            .ToList();
        foreach (var finding in findings) Console.WriteLine(finding);
        Console.WriteLine(findings.Count == 0 ? "Alles klopt."
            : $"{findings.Count} {(findings.Count == 1 ? "punt" : "punten")} om te verbeteren.");
        return Task.FromResult(findings.Count == 0 ? 0 : 1);

        string? ModuleOf(BankFinding finding) => bank.Items.FirstOrDefault(item => item.Exercise.Id == finding.Where)?.Module
            ?? modules.Find(module => finding.Where.StartsWith(module, StringComparison.Ordinal));
    }
}
