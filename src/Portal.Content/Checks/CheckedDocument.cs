using System.Text.Json.Nodes;
using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Content.Checks;

/// <summary>A document as the rules see it: one that is checked, or one that stands beside it.</summary>
internal class CheckedDocument
{
    private IReadOnlyList<(string Id, int Line)>? portalIds;

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

    /// <summary>True for an invented document.</summary>
    public required bool Sample { get; init; }

    /// <summary>The front matter's values.</summary>
    public virtual JsonObject Json { get; init; } = [];

    /// <summary>The Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>The front matter as it was written; null for one that is not checked itself.</summary>
    public virtual FrontMatter? Front { get; init; }

    /// <summary>What the first line of the body is called in messages.</summary>
    public virtual int FirstLine => 1;

    /// <summary>How a message about another document names this one.</summary>
    public virtual string Name => $"'{Id}' in het portaal";

    /// <summary>The typed front matter; throws where the front matter has errors.</summary>
    public virtual DocumentProperties Properties => Type.Read(Json);

    /// <summary>How a message names a line of it.</summary>
    public virtual string At(int line) => Name;

    /// <summary>A text of the first level, empty where it is missing.</summary>
    public string Text(string key) => Json[key]?.ToString() ?? "";

    /// <summary>The ids in it that must be unique in the whole portal, read once.</summary>
    public IReadOnlyList<(string Id, int Line)> PortalIds(MarkdownRenderer renderer) =>
        portalIds ??= renderer.PortalIdsIn(Body, FirstLine);
}
