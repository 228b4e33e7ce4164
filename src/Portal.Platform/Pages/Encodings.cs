using Microsoft.Extensions.Primitives;

namespace Portal.Platform.Pages;

/// <summary>In which form a reader takes text.</summary>
internal static class Encodings
{
    /// <summary>Names of content encodings.</summary>
    public const string Brotli = "br", Gzip = "gzip";

    /// <summary>
    /// An answer in one encoding is no answer for who takes another, nor one in the colours or with the name of one reader for another.
    /// </summary>
    public static readonly StringValues Vary = "Accept-Encoding, Cookie";

    /// <summary>The best encoding that a reader takes; null: as it is.</summary>
    public static string? Of(StringValues accepted)
    {
        if (accepted.Count == 0) return null;
        var list = accepted.ToString();
        // "br;q=0" refuses an encoding; so rare that such a reader simply gets the page uncompressed.
        if (list.Contains("q=0,", StringComparison.Ordinal) || list.EndsWith("q=0", StringComparison.Ordinal)) return null;
        return list.Contains(Brotli, StringComparison.OrdinalIgnoreCase) ? Brotli
            : list.Contains(Gzip, StringComparison.OrdinalIgnoreCase) ? Gzip
            : null;
    }

    /// <summary>True for what gets smaller.</summary>
    public static bool IsText(string? contentType) => contentType is not null
        && (contentType.StartsWith("text/", StringComparison.Ordinal) || contentType.Contains("json", StringComparison.Ordinal)
            || contentType.Contains("xml", StringComparison.Ordinal));
}
