using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace Portal.Platform.Pages;

/// <summary>A finished page, in each form that was asked for.</summary>
internal sealed class KeptPage
{
    private readonly KeptForm plain;
    private readonly Lazy<KeptForm> brotli;
    private readonly Lazy<KeptForm> gzip;
    private readonly bool isText;

    /// <summary>Keeps a page.</summary>
    /// <param name="bytes">Its body.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="tags">What it was made of.</param>
    public KeptPage(byte[] bytes, string contentType, IReadOnlySet<string> tags)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..20];
        (ContentType, Tags, isText) = (contentType, tags, Encodings.IsText(contentType));
        plain = new KeptForm(bytes, $"\"{hash}\"", null);
        brotli = new(() => new KeptForm(
            Compressed(bytes, output => new BrotliStream(output, new BrotliCompressionOptions { Quality = 6 })), $"\"{hash}-br\"",
            Encodings.Brotli));
        gzip = new(() => new KeptForm(
            Compressed(bytes, output => new GZipStream(output, CompressionLevel.Optimal)), $"\"{hash}-gz\"", Encodings.Gzip));
    }

    /// <summary>Its media type.</summary>
    public StringValues ContentType { get; }

    /// <summary>What it was made of.</summary>
    public IReadOnlySet<string> Tags { get; }

    /// <summary>Until when it may be shown, UTC; null: until something changes.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When it became what it is, UTC, of a page that says so; readers may ask by it (RFC 9110, 8.8.2).</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Where it is counted that it is read; null: it is not.</summary>
    public ReadCount? Reads { get; init; }

    /// <summary>When it was asked for last, in ticks of the clock.</summary>
    public long AskedAt { get; set; }

    /// <summary>What keeping it costs, in bytes: its forms, about.</summary>
    public long Size => plain.Bytes.Length * 3L / 2 + 1_000;

    /// <summary>The page in an encoding that the reader takes.</summary>
    public KeptForm In(string? encoding) => !isText ? plain : encoding switch
    {
        Encodings.Brotli => brotli.Value,
        Encodings.Gzip => gzip.Value,
        _ => plain,
    };

    private static byte[] Compressed(byte[] bytes, Func<Stream, Stream> encoder)
    {
        using var output = new MemoryStream();
        using (var stream = encoder(output)) stream.Write(bytes);
        return output.ToArray();
    }
}

/// <summary>A page as it is sent.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="ETag">Its name (RFC 9110).</param>
/// <param name="Encoding">Its content encoding; null: none.</param>
internal sealed record KeptForm(byte[] Bytes, StringValues ETag, string? Encoding);
