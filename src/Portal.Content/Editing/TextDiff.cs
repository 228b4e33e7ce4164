using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Portal.Content.Editing;

/// <summary>What differs between two texts, line by line and within a line word by word, for a person to read.</summary>
internal static class TextDiff
{
    /// <summary>The lines of both, in order; a changed line is one with pieces of both.</summary>
    public static IReadOnlyList<DiffLine> Of(string old, string now)
    {
        var diff = SideBySideDiffBuilder.Diff(old, now, ignoreWhiteSpace: false);
        var lines = new List<DiffLine>();
        for (var at = 0; at < diff.NewText.Lines.Count; at++)
        {
            var (before, after) = (diff.OldText.Lines[at], diff.NewText.Lines[at]);
            if (after.Type == ChangeType.Unchanged) lines.Add(new DiffLine(false, [new(DiffKind.Same, after.Text ?? "")]));
            else if (after.Type == ChangeType.Modified) lines.Add(new DiffLine(true, Words(before, after)));
            else
            {
                if (!string.IsNullOrEmpty(before.Text)) lines.Add(new DiffLine(true, [new(DiffKind.Gone, before.Text)]));
                if (!string.IsNullOrEmpty(after.Text)) lines.Add(new DiffLine(true, [new(DiffKind.New, after.Text)]));
            }
        }
        return lines;
    }

    private static List<DiffPiece> Words(DiffPlex.DiffBuilder.Model.DiffPiece before, DiffPlex.DiffBuilder.Model.DiffPiece after)
    {
        var pieces = new List<DiffPiece>();
        var count = Math.Max(before.SubPieces.Count, after.SubPieces.Count);
        for (var at = 0; at < count; at++)
        {
            var (gone, added) = (before.SubPieces.ElementAtOrDefault(at), after.SubPieces.ElementAtOrDefault(at));
            if (added?.Type == ChangeType.Unchanged) Add(DiffKind.Same, added.Text);
            else
            {
                Add(DiffKind.Gone, gone?.Text);
                Add(DiffKind.New, added?.Text);
            }
        }
        return pieces;

        void Add(DiffKind kind, string? text)
        {
            if (string.IsNullOrEmpty(text)) return;
            if (pieces.Count > 0 && pieces[^1].Kind == kind) pieces[^1] = new(kind, pieces[^1].Text + text);
            else pieces.Add(new(kind, text));
        }
    }
}

/// <summary>A line of a comparison.</summary>
/// <param name="IsChanged">True when it is not the same in both.</param>
/// <param name="Pieces">Its pieces in order.</param>
internal sealed record DiffLine(bool IsChanged, IReadOnlyList<DiffPiece> Pieces);

/// <summary>A piece of a line.</summary>
/// <param name="Kind">In which text it stands.</param>
/// <param name="Text">The words.</param>
internal sealed record DiffPiece(DiffKind Kind, string Text);

/// <summary>In which of two texts something stands.</summary>
internal enum DiffKind
{
    /// <summary>In both.</summary>
    Same,

    /// <summary>In the old one only.</summary>
    Gone,

    /// <summary>In the new one only.</summary>
    New,
}
