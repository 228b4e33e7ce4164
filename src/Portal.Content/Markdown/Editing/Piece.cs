namespace Portal.Content.Markdown.Editing;

/// <summary>What words can be besides words.</summary>
[Flags]
internal enum Marks
{
    None = 0,
    Strong = 1,
    Emphasis = 2,
    Code = 4,
}

/// <summary>A piece of the text of a block.</summary>
internal abstract record Piece;

/// <summary>Words that have the same marks.</summary>
/// <param name="Text">As a reader reads them: no escapes, no entities.</param>
/// <param name="Marks">What they are besides.</param>
/// <param name="Link">Where they lead, as written (<c>doc:kennis-x#anchor</c>), or null.</param>
internal sealed record Words(string Text, Marks Marks = Marks.None, string? Link = null) : Piece;

/// <summary>A reference to a note; has no marks of its own.</summary>
internal sealed record NoteMark(string Label) : Piece;

/// <summary>A picture, by its address (<c>media:media-x</c>).</summary>
internal sealed record PictureMark(string Alt, string Address) : Piece;

/// <summary>A new line within a paragraph.</summary>
internal sealed record HardBreak : Piece;
