using System.Text.Json.Nodes;
using Portal.Content.Types;

namespace Portal.Content.Import;

/// <summary>A document as it will be after an import, whether it comes from the folder or stands in the portal already.</summary>
internal sealed class Candidate
{
    /// <summary>The front matter's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its type.</summary>
    public required DocumentType Type { get; init; }

    /// <summary>Last part of its address.</summary>
    public required string Slug { get; init; }

    /// <summary>Id of the document it stands under.</summary>
    public string? ParentId { get; set; }

    /// <summary>Its address; empty while its parent is unknown.</summary>
    public string Path { get; set; } = "";

    /// <summary>True for a document of the portal that an import leaves as it is, because somebody edited it there.</summary>
    public bool Kept { get; init; }

    /// <summary>True when the file stands elsewhere than the document that the portal keeps.</summary>
    public bool Elsewhere { get; set; }

    /// <summary>True for an invented document.</summary>
    public required bool Sample { get; init; }

    /// <summary>The front matter's values.</summary>
    public required JsonObject Json { get; init; }

    /// <summary>The Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>The file, or null for a document that only stands in the portal.</summary>
    public ContentFile? File { get; init; }

    /// <summary>A text of the first level, empty where it is missing.</summary>
    public string Text(string key) => Json[key]?.ToString() ?? "";

    /// <summary>A document of the folder.</summary>
    public static Candidate Of(ContentFile file) => new()
    {
        Id = file.Id,
        Type = file.Type,
        Slug = file.Slug,
        Sample = file.Sample,
        Json = file.Json,
        Body = file.Body,
        File = file,
    };

    /// <summary>Where a document of that type and slug stands.</summary>
    public static string Address(DocumentType type, string slug, string? parentPath) =>
        type.Info.FixedPath is { } only ? only : parentPath is null ? type.Info.PathPrefix + slug : $"{parentPath}/{slug}";
}
