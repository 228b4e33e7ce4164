using System.Text;

namespace Portal.UmbracoBridge.Import;

/// <summary>An import in words: what comes, what not, and why.</summary>
internal static class ImportReportText
{
    /// <summary>The report.</summary>
    public static string Of(ImportOutcome outcome, bool isDryRun)
    {
        var (result, text) = (outcome.Result, new StringBuilder());
        text.Append(isDryRun
            ? "Dit zou er gebeuren. Er is niets ingelezen.\n"
            : "Ingelezen. Alles staat er als concept: niets is online gezet.\n");
        Part(isDryRun ? "Komt er nieuw in" : "Nieuw", result.Added);
        Part(isDryRun ? "Krijgt een nieuw concept" : "Nieuw concept", result.Changed);
        Part("Met rust gelaten, want in het portaal bewerkt", result.Kept);
        text.Append("Gelijk aan het portaal: ").Append(result.Unchanged + outcome.Converted.Unchanged).Append('\n');
        Part("Komt niet mee, want de regels van het portaal laten het niet toe", [.. outcome.LeftOut.Select(error => error.ToString())]);
        Part("Komt niet of anders mee", outcome.Converted.Remarks);
        Part("Krijgt een ander adres (zie het csv-bestand)",
            [.. outcome.Converted.Redirects.Select(pair => $"{pair.Key} wordt {pair.Value}")]);
        return text.ToString();

        void Part(string title, IReadOnlyList<string> lines)
        {
            text.Append(title).Append(": ").Append(lines.Count).Append('\n');
            foreach (var line in lines) text.Append("  ").Append(line).Append('\n');
        }
    }
}
