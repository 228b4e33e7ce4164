namespace Portal.Content.Import;

/// <summary>Something an author has to mend before an import can go on, or to look at.</summary>
/// <param name="File">The file, relative to the content folder, with forward slashes.</param>
/// <param name="Line">The line of the file, counted from 1.</param>
/// <param name="Message">What is wrong and what to do, Dutch.</param>
public sealed record ContentError(string File, int Line, string Message)
{
    /// <summary>True for what keeps nothing from being imported: it goes online as it stands.</summary>
    public bool IsWarning { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}: {(IsWarning ? "let op: " : "")}{Message}";
}
