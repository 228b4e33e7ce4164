namespace Portal.Content.Media;

/// <summary>A file of the media library, bytes included.</summary>
public sealed class MediaItem
{
    /// <summary>Primary key, made from the <see cref="Ref"/>.</summary>
    public required Guid Id { get; init; }

    /// <summary>The id in its description, <c>media-...</c>.</summary>
    public required string Ref { get; init; }

    /// <summary>File name with its ending.</summary>
    public required string Name { get; set; }

    /// <summary>An invented file for a first look.</summary>
    public required bool Sample { get; set; }

    /// <summary>Media type, told from the bytes.</summary>
    public required string ContentType { get; set; }

    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public required string Hash { get; set; }

    /// <summary>
    /// The original. Readers never get that of an image, which may carry a place (EXIF): they get its variants, and until there are any
    /// a copy without what it says (<see cref="Platform.Pictures.PlainCopy"/>).
    /// </summary>
    public required byte[] Bytes { get; set; }

    /// <summary>Pixels, upright.</summary>
    public int? Width { get; set; }

    /// <summary>Pixels, upright.</summary>
    public int? Height { get; set; }

    /// <summary>Dominant colour, <c>#rrggbb</c>.</summary>
    public string? Color { get; set; }

    /// <summary>Why the image is kept from readers, Dutch: its pixels turned out not to be sound.</summary>
    public string? Refusal { get; set; }

    /// <summary>The description's values, as JSON text.</summary>
    public required string FrontMatter { get; set; }

    /// <summary>The description as written (YAML).</summary>
    public required string Source { get; set; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>An image in another size and format.</summary>
public sealed class MediaVariantRow
{
    /// <summary>The image.</summary>
    public required Guid MediaId { get; init; }

    /// <summary><c>webp</c>, <c>avif</c> or <c>jpeg</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels.</summary>
    public required int Height { get; init; }

    /// <summary>SHA-256 of the bytes, lower-case hex; part of the address, so that it may be cached for ever.</summary>
    public required string Hash { get; init; }

    /// <summary>The image.</summary>
    public required byte[] Bytes { get; init; }
}
