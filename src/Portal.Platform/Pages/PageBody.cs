using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform.Pages;

/// <summary>
/// Where the body of an answer is written to. At the first letter it is decided: a page that may be kept is gathered, other text is
/// compressed as it comes, and everything else, a file above all, goes on to the reader at once and is held nowhere.
/// </summary>
internal sealed class PageBody(HttpContext context, Stream reader) : WriteOnlyStream
{
    private Stream? target;

    /// <summary>The page that may be kept; null when nothing was written, or nothing that may be.</summary>
    public MemoryStream? Page { get; private set; }

    private Stream Target => target ??= Chosen();

    /// <summary>Sends what a compressor still holds.</summary>
    public ValueTask EndAsync() => target is null || target == reader ? ValueTask.CompletedTask : target.DisposeAsync();

    public override void Flush() => Target.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => Target.FlushAsync(cancellationToken);

    public override void Write(ReadOnlySpan<byte> buffer) => Target.Write(buffer);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Target.WriteAsync(buffer, cancellationToken);

    private Stream Chosen()
    {
        var (response, headers) = (context.Response, context.Response.Headers);
        var isPlain = headers.ContentEncoding.Count == 0;
        if (isPlain && response.StatusCode == StatusCodes.Status200OK
            && context.RequestServices.GetRequiredService<PageTags>().MayBeKept)
            return Page = new MemoryStream();
        if (!isPlain || headers.ContentRange.Count > 0 || !Encodings.IsText(response.ContentType)) return reader;

        headers.Vary = Encodings.Vary;
        var encoding = Encodings.Of(context.Request.Headers.AcceptEncoding);
        if (encoding is null || HttpMethods.IsHead(context.Request.Method)) return reader;
        headers.ContentEncoding = encoding;
        headers.ContentLength = null;
        return encoding == Encodings.Brotli
            ? new BrotliStream(reader, CompressionLevel.Fastest, leaveOpen: true)
            : new GZipStream(reader, CompressionLevel.Fastest, leaveOpen: true);
    }
}
