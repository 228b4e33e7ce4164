using NetVips;
using Vips = NetVips.NetVips;

namespace Portal.Platform.Pictures;

/// <summary>A picture that its decoder gives up on.</summary>
internal sealed class BrokenPicture(string message) : Exception(message);

/// <summary>Decodes a picture and makes its variants, by libvips. Runs in a process of its own: see <see cref="PictureWorker"/>.</summary>
internal static class PictureMaker
{
    private static readonly int[] Widths = [480, 960, 1600];
    private static readonly string[] Decoders = ["Jpeg", "Png", "Webp"];
    private static readonly double[] White = [255, 255, 255];

    /// <summary>Loads libvips, and leaves it three decoders.</summary>
    public static void Prepare()
    {
        if (!ModuleInitializer.VipsInitialized) throw ModuleInitializer.Exception;
        Vips.Concurrency = 2; // AV1 is most of the work, and takes two threads well; the priority is low
        Cache.Max = 0;
        Operation.Block("VipsForeignLoad", true);
        foreach (var decoder in Decoders) Operation.Block("VipsForeignLoad" + decoder, false);
    }

    /// <summary>Makes the variants.</summary>
    /// <exception cref="BrokenPicture">The file cannot be decoded, whole and without errors.</exception>
    /// <exception cref="VipsException">Something else went wrong.</exception>
    public static ProcessedImage Make(byte[] original)
    {
        var (file, largest) = Decode(original);
        using (largest)
        {
            var variants = new List<ImageVariant>();
            foreach (var width in Widths.Select(wanted => Math.Min(wanted, largest.Width)).Distinct())
            {
                using var image = width == largest.Width ? largest.Copy() : Shrink(largest, width).CopyMemory();
                variants.AddRange(Encode(image));
            }
            return new ProcessedImage(file.Width, file.Height, ColorOf(largest), variants);
        }
    }

    // Decoded once, whole, at the largest size asked for; everything else is made of that. Colours become sRGB after it is small:
    // that costs a fraction.
    private static (PictureFile File, Image Largest) Decode(byte[] original)
    {
        if (!PictureFile.TryRead(original, out var file, out var refusal)) throw new BrokenPicture(refusal);
        try
        {
            using var stored = Load(original, file);
            using var small = Shrink(stored, Widths[^1], turn: true);
            using var plain = small.Colourspace(Enums.Interpretation.Srgb);
            return (file, plain.CopyMemory());
        }
        catch (VipsException e) when (IsOfDecoder(e.Message))
        {
            throw new BrokenPicture(e.Message.Trim());
        }
    }

    // A decoder that is told to stop at an error also stops at a file that ends too early. JPEG can leave out detail while it decodes;
    // half of what is needed is never left out.
    private static Image Load(byte[] original, PictureFile file)
    {
        var less = file.Kind == PictureKind.Jpeg ? file.Width / Widths[^1] : 1;
        var options = less >= 2 ? new VOption { { "shrink", less >= 8 ? 8 : less >= 4 ? 4 : 2 } } : null;
        return Image.NewFromBuffer(original, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error, kwargs: options);
    }

    private static Image Shrink(Image image, int width, bool turn = false)
    {
        var isInk = image.Interpretation == Enums.Interpretation.Cmyk;
        var hasProfile = image.Contains("icc-profile-data");
        return image.ThumbnailImage(
            width, height: PictureFile.LongestSide, size: Enums.Size.Down, noRotate: !turn, failOn: Enums.FailOn.Error,
            inputProfile: isInk ? "cmyk" : null, outputProfile: isInk || hasProfile ? "srgb" : null, intent: Enums.Intent.Perceptual);
    }

    private static IEnumerable<ImageVariant> Encode(Image image)
    {
        const Enums.ForeignKeep keep = Enums.ForeignKeep.Icc;
        yield return new("webp", image.Width, image.Height, image.WebpsaveBuffer(q: 78, keep: keep));
        yield return new("avif", image.Width, image.Height, image.HeifsaveBuffer(
            q: 50, effort: 3, bitdepth: 8, compression: Enums.ForeignHeifCompression.Av1, subsampleMode: Enums.ForeignSubsample.On,
            keep: keep));
        using var opaque = OnWhite(image);
        yield return new("jpeg", image.Width, image.Height, opaque.JpegsaveBuffer( // as mozjpeg's own program
            q: 78, optimizeCoding: true, interlace: true, trellisQuant: true, overshootDeringing: true, optimizeScans: true, quantTable: 3,
            subsampleMode: Enums.ForeignSubsample.On, keep: keep));
    }

    // The fullest of 16 x 16 x 16 bins, by its middle.
    private static string ColorOf(Image image)
    {
        using var small = image.ThumbnailImage(64, height: 64, size: Enums.Size.Down);
        using var opaque = OnWhite(small);
        var pixels = opaque.WriteToMemory<byte>();
        var bins = new int[4096];
        for (var at = 0; at + 2 < pixels.Length; at += 3) bins[pixels[at] >> 4 << 8 | pixels[at + 1] >> 4 << 4 | pixels[at + 2] >> 4]++;
        var fullest = Array.IndexOf(bins, bins.Max());
        return $"#{fullest >> 8:x}8{fullest >> 4 & 15:x}8{fullest & 15:x}8";
    }

    private static Image OnWhite(Image image) => image.HasAlpha() ? image.Flatten(background: White) : image.Copy();

    // libvips begins each line with who says it. Only a decoder speaks of the picture; that no thread could be had does not.
    private static bool IsOfDecoder(string message) => !SaysNoMemory(message)
        && message.Split('\n').Select(line => line.Split(':')[0]).Any(speaker =>
            speaker == "VipsForeignLoad" || Decoders.Any(decoder => speaker.Contains(decoder, StringComparison.OrdinalIgnoreCase)));

    /// <summary>True when libvips, or a coder in it, says that it was refused memory. The first line is the wrapper's own.</summary>
    public static bool SaysNoMemory(string message) => message.Split('\n').Skip(1).Any(line =>
        line.Contains("memory", StringComparison.OrdinalIgnoreCase) || line.Contains("alloc", StringComparison.OrdinalIgnoreCase));
}
