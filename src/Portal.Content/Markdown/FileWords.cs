using System.Globalization;
using Portal.Content.Types;

namespace Portal.Content.Markdown;

/// <summary>A file's type, size and language as a reader says it: "pdf, 1,2 MB, Engels".</summary>
internal static class FileWords
{
    private static readonly CultureInfo Dutch = CultureInfo.GetCultureInfo("nl-NL");

    public static string Of(MediaTarget media) =>
        $"{TypeOf(media.FileType)}, {SizeOf(media.Bytes)}{(media.Language is { } language ? $", {language.Label()}" : "")}";

    /// <summary>The type alone: "pdf", "Word".</summary>
    public static string TypeOf(MediaTarget media) => TypeOf(media.FileType);

    private static string TypeOf(string fileType) => fileType.TrimStart('.').ToLowerInvariant() switch
    {
        "pdf" or "application/pdf" => "pdf",
        "docx" or "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "Word",
        "xlsx" or "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "Excel",
        "pptx" or "application/vnd.openxmlformats-officedocument.presentationml.presentation" => "PowerPoint",
        "jpg" or "jpeg" or "png" or "webp" or "avif" or "svg" => "afbeelding",
        var type when type.StartsWith("image/", StringComparison.Ordinal) => "afbeelding",
        var type => type[(type.LastIndexOf('/') + 1)..],
    };

    /// <summary>Decimal units, as file managers show them; at most one digit behind the comma.</summary>
    private static string SizeOf(long bytes) => bytes switch
    {
        >= 999_500 => (bytes / 1e6).ToString("#,0.#", Dutch) + "\u00A0MB",
        >= 1000 => (bytes / 1e3).ToString("0", Dutch) + "\u00A0kB",
        _ => "1\u00A0kB",
    };
}
