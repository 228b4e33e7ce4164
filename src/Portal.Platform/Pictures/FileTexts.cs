using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Portal.Platform.Pictures;

/// <summary>
/// Reads the words of documents (PDF, Word) outside the web process, in the same worker as pictures and with the same limits: a document
/// that is made to cost a lot, or to take over who reads it, has no more than that.
/// </summary>
public sealed class FileTexts(IOptions<PictureOptions> options, TimeProvider clock, ILogger<FileTexts> log) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Reads a document.</summary>
    /// <param name="original">The file as uploaded.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<FileText> ReadAsync(byte[] original, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(original);
        if (!TextMaker.Takes(original)) return new FileText([], null);
        await turn.WaitAsync(stop);
        try
        {
            var end = await PictureProcess.RunAsync(original, options.Value, clock, log, stop);
            if (end.Pages is { } pages) return new FileText(pages, null);
            log.LogWarning(
                "The words of a document of {Bytes} bytes were not read: {Reason}", original.Length, end.Broken ?? end.Spent ?? end.Lost);
            // What says nothing of the document is tried again.
            return end.Lost is { } reason ? new FileText([], reason) : new FileText([], null);
        }
        catch (Exception e) when (e is IOException or Win32Exception or UnauthorizedAccessException)
        {
            log.LogWarning(e, "No worker could be started");
            return new FileText([], e.Message);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}

/// <summary>The words of a document.</summary>
/// <param name="Pages">Its pages in order; none when it has no words, or cannot be read.</param>
/// <param name="Later">Why there is no verdict: trying again may help. For logs, English.</param>
public sealed record FileText(IReadOnlyList<string> Pages, string? Later);
