namespace Portal.Platform.Pictures;

/// <summary>Makes web images of an original, outside the web process: pictures of strangers are never decoded in it.</summary>
public interface IImageProcessor
{
    /// <summary>Makes the variants, says in Dutch why the picture cannot be used, or says that it did not come to a verdict.</summary>
    /// <param name="original">The file as uploaded.</param>
    /// <param name="stop">Cancels the call.</param>
    Task<ImageResult> ProcessAsync(byte[] original, CancellationToken stop);
}

/// <summary>One of three outcomes. How busy the machine is never makes a refusal: that is what <see cref="Later"/> is for.</summary>
/// <param name="Image">The image with its variants.</param>
/// <param name="Refusal">Why the picture cannot be used, and what to do, Dutch. The same picture would be refused again.</param>
/// <param name="Later">Why there is no verdict: nothing is known of the picture, trying again may help. For logs, English.</param>
public sealed record ImageResult(ProcessedImage? Image, string? Refusal, string? Later)
{
    internal static ImageResult Made(ProcessedImage image) => new(image, null, null);

    internal static ImageResult Refused(string reason) => new(null, reason, null);

    internal static ImageResult NotNow(string reason) => new(null, null, reason);
}

/// <summary>An image, upright, in sRGB and without metadata.</summary>
/// <param name="Width">Pixels of the original, upright.</param>
/// <param name="Height">Pixels of the original, upright.</param>
/// <param name="Color">Dominant colour, <c>#rrggbb</c>.</param>
/// <param name="Variants">WebP, AVIF and JPEG in up to three widths, never larger than the original.</param>
public sealed record ProcessedImage(int Width, int Height, string Color, IReadOnlyList<ImageVariant> Variants);

/// <summary>An image in one size and format.</summary>
/// <param name="Format"><c>webp</c>, <c>avif</c> or <c>jpeg</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Bytes">The file.</param>
public sealed record ImageVariant(string Format, int Width, int Height, byte[] Bytes);
