namespace Portal.Platform.Workers;

/// <summary>Makes web images of an original, outside the web process: pictures of strangers are never decoded in it.</summary>
public interface IImageProcessor
{
    /// <summary>Makes the variants, or says in Dutch why not.</summary>
    /// <param name="original">The file as uploaded.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <exception cref="WorkerFailure">There is no Node, or no sharp. An image that is too much for the worker is refused, not thrown.</exception>
    Task<ImageResult> ProcessAsync(byte[] original, CancellationToken stop);
}

/// <summary>Either an image or the reason there is none.</summary>
/// <param name="Image">The image with its variants.</param>
/// <param name="Refusal">Why not, and what to do, Dutch.</param>
public sealed record ImageResult(ProcessedImage? Image, string? Refusal);

/// <summary>An image, upright and without metadata.</summary>
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
