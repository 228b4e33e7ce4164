using System.Globalization;
using System.Runtime.CompilerServices;
using Portal.Platform;

namespace Portal.Content.Transfers;

/// <summary>Hands what another system gave to the imports of the browser: looked at, then done or thrown away, and undone.</summary>
public sealed class ForeignTransfers
{
    private const int PartBytes = 4_000_000;

    private readonly Imports imports;

    internal ForeignTransfers(Imports imports) => this.imports = imports;

    /// <summary>Where an import is shown.</summary>
    public static string AddressOf(Guid id) => $"/beheer/inlezen/{id}";

    /// <summary>Keeps what was sent, and has it looked at; gives the id of the import.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="source">Who makes content of it.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="file">A file that is kept beside it.</param>
    /// <param name="bytes">What that says.</param>
    /// <param name="by">Who sent it.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<Guid> TakeAsync(
        string name, IForeignContent source, Stream sent, string file, byte[] bytes, string by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sent);
        return imports.KeepAsync(name, Parts(stop), by, stop);

        async IAsyncEnumerable<(string, byte[])> Parts([EnumeratorCancellation] CancellationToken cancel)
        {
            yield return (file, bytes);
            var (buffer, number) = (new byte[PartBytes], 0);
            while (await sent.ReadAtLeastAsync(buffer, PartBytes, throwOnEndOfStream: false, cancel) is > 0 and var count)
            {
                var part = (number++).ToString("000", CultureInfo.InvariantCulture);
                yield return ($"{source.Place}/{part}", buffer.AsSpan(0, count).ToArray());
            }
        }
    }

    /// <summary>The name of an import that waits for a decision, and a file that was kept beside it; null: there is none.</summary>
    public async Task<(string Name, byte[] Bytes)?> FindAsync(Guid id, string file, CancellationToken stop) =>
        await imports.FindAsync(id, stop) is { State: ImportState.Looked } import && await imports.FileAsync(id, file, stop) is { } bytes
            ? (import.Name, bytes)
            : null;

    /// <summary>Puts another file in the place of one that was kept beside it, and has all of it looked at again.</summary>
    /// <returns>False when somebody decided about it meanwhile.</returns>
    public Task<bool> ReplaceAsync(Guid id, string file, byte[] bytes, string by, CancellationToken stop) =>
        imports.ReplaceAsync(id, file, bytes, by, stop);

    /// <summary>The parts of what was sent, one after the other.</summary>
    internal static Stream Joined(string folder)
    {
        var joined = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.DeleteOnClose);
        foreach (var part in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            using var bytes = File.OpenRead(part);
            bytes.CopyTo(joined);
        }
        joined.Position = 0;
        return joined;
    }
}
