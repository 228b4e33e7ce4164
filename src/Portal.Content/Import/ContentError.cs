namespace Portal.Content.Import;

/// <summary>Something an author has to mend before an import can go on.</summary>
/// <param name="File">The file, relative to the content folder, with forward slashes.</param>
/// <param name="Line">The line, counted from 1; null: it is about the file or folder as a whole.</param>
/// <param name="Message">What is wrong and what to do, Dutch.</param>
public sealed record ContentError(string File, int? Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Line is null ? $"{File}: {Message}" : $"{File}:{Line}: {Message}";
}
