using System.Text;
using Portal.Content.Import;
using Portal.Content.Transfers;

namespace Portal.UmbracoBridge.Import;

/// <summary>Makes content of a package that somebody sent by the browser.</summary>
internal sealed class ForeignPackage(PackageImport import) : IForeignContent
{
    /// <summary>What the mapping that is kept beside a package is called.</summary>
    public const string Mapping = "omzetting.json";

    /// <inheritdoc/>
    public string Place => "umbraco.zip";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ContentError>> UnfoldAsync(
        Stream sent, string beside, string into, Action<string, int, int> progress, CancellationToken stop)
    {
        try
        {
            var kept = Path.Combine(beside, Mapping);
            var mapping = File.Exists(kept) ? await File.ReadAllTextAsync(kept, Encoding.UTF8, stop) : null;
            var converted = await import.ConvertAsync(sent, mapping, into, progress, stop);
            await Task.Yield(); // what follows would run inside the end of the conversion, which would hold the package all that time
            return
            [
                .. converted.Remarks.Select(remark => Told(remark, isWarning: true)),
                .. converted.Redirects.Select(pair => Told($"{pair.Key}: krijgt hier het adres {pair.Value}.", isWarning: true)),
                .. converted.Unchanged == 0
                    ? Array.Empty<ContentError>()
                    : [Told($"pakket: {converted.Unchanged} stukken en bestanden zeggen wat het portaal al zegt.", isWarning: true)],
            ];
        }
        catch (ImportRefused refused)
        {
            return [.. refused.Problems.Select(problem => new ContentError("pakket", null, problem))];
        }
    }

    // A remark begins with the name of what it is about.
    private static ContentError Told(string remark, bool isWarning)
    {
        var at = remark.IndexOf(": ", StringComparison.Ordinal);
        return new(at < 0 ? "pakket" : remark.Substring(0, at), null, at < 0 ? remark : remark.Substring(at + 2)) { IsWarning = isWarning };
    }
}
