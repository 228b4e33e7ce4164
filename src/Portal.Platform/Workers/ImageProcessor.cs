using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Portal.Platform.Workers;

/// <summary>Images by sharp, in <c>images.mjs</c>.</summary>
internal sealed class ImageProcessor(ILogger<ImageProcessor> log) : IImageProcessor, IAsyncDisposable
{
    private const int MostBytes = 15 << 20;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);

    private readonly NodeWorker worker = new(
        new WorkerLimits(Path.Combine(AppContext.BaseDirectory, "Workers", "images.mjs"), MemoryMegabytes: 1024), log);

    public async Task<ImageResult> ProcessAsync(byte[] original, CancellationToken stop)
    {
        if (Refuse(original) is { } refusal) return new ImageResult(null, refusal);
        if (Checkout.NodeModule("sharp") is null)
            throw new WorkerFailure("Images cannot be made: the npm package 'sharp' is missing. Run 'npm install'.") { IsLasting = true };

        var answer = await AskAsync(original, stop) ?? await AskAsync(original, stop);
        return answer switch
        {
            null => new ImageResult(null, "Deze afbeelding is te zwaar om te verwerken. Maak haar kleiner, of sla haar op als JPEG, en probeer het opnieuw."),
            { Refusal: { } reason } => new ImageResult(null, Explain(reason)),
            _ => new ImageResult(new ProcessedImage(answer.Width, answer.Height, answer.Color!, answer.Variants!), null),
        };
    }

    // Null when the worker did not survive it. Once may be chance (a busy machine, a worker that was ended); twice is the image.
    private async Task<Answer?> AskAsync(byte[] original, CancellationToken stop)
    {
        try
        {
            return await worker.AskAsync<Answer>(new { original }, Within, stop);
        }
        catch (Exception e) when (e is TimeoutException or WorkerFailure { IsLasting: false })
        {
            log.LogWarning("An image of {Bytes} bytes was not processed: {Reason}", original.Length, e.Message);
            return null;
        }
    }

    private static string? Refuse(byte[] original) => original.Length switch
    {
        0 => "Dit bestand is leeg. Kies een andere afbeelding.",
        > MostBytes => $"Deze afbeelding is te groot: {Megabytes(original.Length)} MB. Maak haar kleiner dan 15 MB en probeer het opnieuw.",
        _ => ImageFiles.Recognise(original) switch
        {
            ImageFile.Heic =>
                "Dit is een HEIC-foto, zoals iPhones die maken. Die kunnen we niet gebruiken. Sla de foto op als JPEG en probeer het opnieuw. "
                + "Op je iPhone: Instellingen > Camera > Structuren > Meest compatibel.",
            ImageFile.Svg =>
                "SVG-bestanden kunnen we niet plaatsen, omdat er programmacode in kan zitten. Sla de tekening op als PNG en probeer het opnieuw.",
            ImageFile.Other => "Dit is geen JPEG, PNG of WebP. Sla de afbeelding op als een van die drie en probeer het opnieuw.",
            _ => null,
        },
    };

    private static string Explain(string reason) => reason switch
    {
        "pixels" => "Deze afbeelding heeft te veel beeldpunten. Het mogen er hoogstens 50 miljoen zijn (bijvoorbeeld 8.000 bij 6.000). Maak haar kleiner en probeer het opnieuw.",
        "animated" => "Bewegende afbeeldingen kunnen we niet plaatsen. Kies een stilstaand beeld.",
        _ => "Deze afbeelding is beschadigd of niet compleet. Open haar in een fotoprogramma, sla haar opnieuw op en probeer het nog eens.",
    };

    private static string Megabytes(int bytes) => (bytes / 1048576.0).ToString("0.0", DutchTime.Culture);

    public ValueTask DisposeAsync() => worker.DisposeAsync();

    private sealed record Answer(string? Refusal, int Width, int Height, string? Color, IReadOnlyList<ImageVariant>? Variants);
}
