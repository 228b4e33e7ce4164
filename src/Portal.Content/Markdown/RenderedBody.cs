namespace Portal.Content.Markdown;

/// <summary>A body as a reader gets it, and what else is known of it once it is rendered.</summary>
/// <param name="Html">One <c>div.wj-prose</c>, or nothing for an empty body. The contract is themes/MARKUP.md.</param>
/// <param name="Contents">The headings as a tree, level 2 at the top; the list of notes is not among them.</param>
/// <param name="Sections">The text without markup, a section per heading, for the search index.</param>
/// <param name="References">
/// Ids of every document, file and glossary term that the HTML depends on, and every path of the portal that was written as a link.
/// </param>
/// <param name="Words">The number of words a reader reads, without notes and explanations.</param>
public sealed record RenderedBody(
    string Html,
    IReadOnlyList<TocEntry> Contents,
    IReadOnlyList<TextSection> Sections,
    IReadOnlySet<string> References,
    int Words);

/// <summary>A heading in the table of contents, with the headings below it.</summary>
public sealed record TocEntry(string Anchor, string Title, int Level, IReadOnlyList<TocEntry> Children);

/// <summary>The plain text of one section: a line per paragraph, list item or cell, without notes and explanations.</summary>
/// <param name="Anchor">Null for the text before the first heading, which stands first and has level 1.</param>
public sealed record TextSection(string? Anchor, string? Heading, int Level, string Text);

/// <summary>Something an author has to repair, or to look at.</summary>
/// <param name="Line">1-based; of the file where the check was told on which line the body begins, else of the body.</param>
/// <param name="Message">Dutch: what is wrong and what to do.</param>
public sealed record MarkdownIssue(int Line, string Message)
{
    /// <summary>True for what goes online as it stands: it may be meant so.</summary>
    public bool IsWarning { get; init; }
}
