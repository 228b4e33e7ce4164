using System.Text.Json.Nodes;

namespace Portal.Content.Versions;

/// <summary>What a document said from a moment on, by whom and why. Never changed: the next version says something else.</summary>
public sealed class DocumentVersion
{
    private DocumentVersion() { }

    /// <summary>Primary key, in order of time (UUID version 7).</summary>
    public Guid Id { get; private set; }

    /// <summary>The document.</summary>
    public Guid DocumentId { get; private set; }

    /// <summary>1, 2, 3 ...</summary>
    public int Number { get; private set; }

    /// <summary>The front matter's values, as JSON text.</summary>
    public string FrontMatter { get; private set; } = "{}";

    /// <summary>The front matter as written (YAML, without the fences).</summary>
    public string FrontSource { get; private set; } = "";

    /// <summary>The Markdown.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Where it was written.</summary>
    public VersionOrigin Origin { get; private set; }

    /// <summary>Who wrote it.</summary>
    public string ChangedBy { get; private set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Why, in a few words.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>A version to add to a document.</summary>
    /// <param name="documentId">The document.</param>
    /// <param name="number">One more than that of the version before it.</param>
    /// <param name="frontMatter">The front matter's values, as JSON text.</param>
    /// <param name="frontSource">The front matter as written.</param>
    /// <param name="body">The Markdown.</param>
    /// <param name="change">Who wrote it, when and why.</param>
    public static DocumentVersion Of(
        Guid documentId, int number, string frontMatter, string frontSource, string body, Change change) => new()
        {
            Id = Guid.CreateVersion7(change.At),
            DocumentId = documentId,
            Number = number,
            FrontMatter = frontMatter,
            FrontSource = frontSource,
            Body = body,
            Origin = change.Origin,
            ChangedBy = change.By,
            ChangedAt = change.At,
            Reason = change.Reason,
        };

    /// <summary>True when it says exactly this.</summary>
    public bool Says(DocumentText text) => FrontSource == text.FrontSource && Body == text.Body;
}

/// <summary>Where a version was written.</summary>
public enum VersionOrigin
{
    /// <summary>Came with an import of a folder.</summary>
    Import,

    /// <summary>Written in the portal; an import does not overwrite it.</summary>
    Portal,
}

/// <summary>What a document says.</summary>
/// <param name="FrontMatter">The values.</param>
/// <param name="FrontSource">The YAML as written.</param>
/// <param name="Body">The Markdown.</param>
public sealed record DocumentText(JsonObject FrontMatter, string FrontSource, string Body);

/// <summary>Who changed something, when and why.</summary>
/// <param name="By">Who: a member's id or the name of a command.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Reason">Why, in a few words.</param>
/// <param name="Origin">Where it was written.</param>
public sealed record Change(string By, DateTimeOffset At, string Reason, VersionOrigin Origin);
