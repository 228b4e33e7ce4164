using Portal.Content.Checks;
using Portal.Content.Types;

namespace Portal.Content.Import;

/// <summary>A document as it will be after an import, whether it comes from the folder or stands in the portal already.</summary>
internal sealed class Candidate : CheckedDocument
{
    /// <summary>True for a document of the portal that an import leaves as it is, because somebody edited it there.</summary>
    public bool Kept { get; init; }

    /// <summary>True when the file stands elsewhere than the document that the portal keeps.</summary>
    public bool Elsewhere { get; set; }

    /// <summary>The file, or null for a document that only stands in the portal.</summary>
    public ContentFile? File { get; init; }

    /// <inheritdoc/>
    public override int FirstLine => File?.BodyLine ?? 1;

    /// <inheritdoc/>
    public override string Name => File?.RelativePath ?? base.Name;

    /// <inheritdoc/>
    public override string At(int line) => File is null ? base.At(line) : $"{File.RelativePath}:{line}";

    /// <summary>A document of the folder.</summary>
    public static Candidate Of(ContentFile file) => new()
    {
        Id = file.Id,
        Type = file.Type,
        Slug = file.Slug,
        Sample = file.Sample,
        Json = file.Json,
        Body = file.Body,
        Front = file.FrontMatter,
        File = file,
    };

    /// <summary>Where a document of that type and slug stands.</summary>
    public static string Address(DocumentType type, string slug, string? parentPath) =>
        type.Info.FixedPath is { } only ? only : parentPath is null ? type.Info.PathPrefix + slug : $"{parentPath}/{slug}";
}
