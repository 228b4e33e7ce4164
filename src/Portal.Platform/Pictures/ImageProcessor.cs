using System.ComponentModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Portal.Platform.Pictures;

/// <summary>Images by libvips, each in a child process; one at a time.</summary>
internal sealed class ImageProcessor(IOptions<PictureOptions> options, TimeProvider clock, ILogger<ImageProcessor> log)
    : IImageProcessor, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    public async Task<ImageResult> ProcessAsync(byte[] original, CancellationToken stop)
    {
        if (!PictureFile.TryRead(original, out _, out var refusal)) return ImageResult.Refused(refusal);
        await turn.WaitAsync(stop);
        try
        {
            var end = await RunAsync(original, stop);
            // Once may be chance; what ends two children alike is the picture.
            if (end.Spent is not null) end = await RunAsync(original, stop);
            return end switch
            {
                { Image: { } image } => ImageResult.Made(image),
                { Broken: not null } => ImageResult.Refused(PictureFile.Broken),
                { Spent: not null } => ImageResult.Refused(PictureFile.TooHeavy),
                _ => ImageResult.NotNow(end.Lost!),
            };
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<ChildEnd> RunAsync(byte[] original, CancellationToken stop)
    {
        try
        {
            var end = await PictureProcess.RunAsync(original, options.Value, clock, log, stop);
            if ((end.Broken ?? end.Spent ?? end.Lost) is { } reason)
                log.LogWarning("A picture of {Bytes} bytes was not made: {Reason}", original.Length, reason);
            return end;
        }
        catch (Exception e) when (e is IOException or Win32Exception or UnauthorizedAccessException)
        {
            log.LogWarning(e, "No picture worker could be started");
            return new ChildEnd(Lost: e.Message);
        }
    }

    public void Dispose() => turn.Dispose();
}
