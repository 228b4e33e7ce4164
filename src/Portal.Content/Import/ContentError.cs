using Portal.Content.Markdown;

namespace Portal.Content.Import;

/// <summary>Something an author has to mend before an import can go on, or to look at.</summary>
/// <param name="File">The file, relative to the content folder, with forward slashes.</param>
/// <param name="Line">The line of the file, counted from 1; null: it is about the file or folder as a whole.</param>
/// <param name="Message">What is wrong and what to do, Dutch.</param>
public sealed record ContentError(string File, int? Line, string Message)
{
    /// <summary>True for what keeps nothing from being imported: it goes online as it stands.</summary>
    public bool IsWarning { get; init; }

    /// <summary>What was found in a text of a file.</summary>
    internal static ContentError Of(string file, MarkdownIssue issue, int linesBefore = 0) =>
        new(file, issue.Line + linesBefore, issue.Message) { IsWarning = issue.IsWarning };

    /// <inheritdoc/>
    public override string ToString() => $"{File}{(Line is null ? "" : $":{Line}")}: {(IsWarning ? "let op: " : "")}{Message}";
}
