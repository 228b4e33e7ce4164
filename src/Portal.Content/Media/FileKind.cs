using System.IO.Compression;
using Portal.Platform.Pictures;

namespace Portal.Content.Media;

/// <summary>A kind of file the media library takes, told from its bytes, never from its name.</summary>
/// <param name="Extension">Its ending, without a dot.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="IsImage">True for what gets variants.</param>
internal sealed record FileKind(string Extension, string ContentType, bool IsImage)
{
    /// <summary>All kinds, for messages.</summary>
    public static IReadOnlyList<FileKind> All { get; } =
    [
        new("jpg", "image/jpeg", true),
        new("png", "image/png", true),
        new("webp", "image/webp", true),
        new("pdf", "application/pdf", false),
        new("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false),
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false),
        new("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", false),
    ];

    /// <summary>The largest file of any kind, in bytes: beyond it nothing is even opened.</summary>
    public const long Largest = 25_000_000;

    /// <summary>The kind with that ending, or null.</summary>
    public static FileKind? Named(string extension) => All.FirstOrDefault(kind => kind.Extension == extension);

    /// <summary>What the bytes are, or null when they are nothing we take.</summary>
    public static FileKind? Of(byte[] bytes) => bytes switch
    {
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => Named("pdf"),
        [(byte)'P', (byte)'K', 3, 4, ..] => OfficeKind(bytes),
        _ => PictureFile.Recognise(bytes) switch
        {
            PictureKind.Jpeg => Named("jpg"),
            PictureKind.Png => Named("png"),
            PictureKind.WebP => Named("webp"),
            _ => null,
        },
    };

    // Only the list of names in the archive is read; nothing is unpacked, so a bomb inside stays inside.
    private static FileKind? OfficeKind(byte[] bytes)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            var names = archive.Entries.Select(entry => entry.FullName).Take(10_000).ToList();
            if (!names.Contains("[Content_Types].xml")) return null;
            if (names.Exists(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return null;
            if (names.Contains("word/document.xml")) return Named("docx");
            if (names.Contains("xl/workbook.xml")) return Named("xlsx");
            return names.Contains("ppt/presentation.xml") ? Named("pptx") : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
