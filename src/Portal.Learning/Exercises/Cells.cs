namespace Portal.Learning.Exercises;

/// <summary>
/// A line to type a word on, drawn as a cell for each letter. It is one field, so that it is typed, read aloud and sent like any other; the
/// cells are a drawing behind it (themes/styles/components/cells.css), and show without script.
/// </summary>
internal static class Cells
{
    /// <summary>More cells than this beside each other are too small for a phone.</summary>
    public const int Most = 20;

    /// <summary>The class of what holds lines that together are so many cells wide: they are as large as fit.</summary>
    public static string Look(int width) => $"wj-cells wj-cells--{Math.Clamp(width, 3, Most)}";

    /// <summary>Writes a line.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="field">The field of the answer.</param>
    /// <param name="id">Id of the field.</param>
    /// <param name="form">What is filled in already.</param>
    /// <param name="before">How many cells are left free before the first one.</param>
    /// <param name="count">How many letters the word has.</param>
    /// <param name="isMarked">Whether a cell, from 1, is one that counts for something else too.</param>
    /// <param name="describedBy">Id of what is said about it.</param>
    public static void Line(
        Html html, string field, string id, ExerciseForm form, int before, int count, Func<int, bool> isMarked, string? describedBy = null)
    {
        html.Add($"""<span class="wj-cells__line">""");
        if (before > 0) html.Add($"""<svg width="{before}em" height="1em" aria-hidden="true" focusable="false"></svg>""");
        html.Add($"""<span class="wj-cells__word"><svg width="{count}em" height="1em" aria-hidden="true" focusable="false">""");
        // What is marked comes last: its edge lies over those of its neighbours.
        foreach (var at in Enumerable.Range(1, count).OrderBy(isMarked))
        {
            html.Add($"<rect class=\"wj-cells__cell").If(isMarked(at), " wj-cells__cell--marked")
                .Add($"\" x=\"{at - 1}em\" width=\"1em\" height=\"100%\"/>");
        }
        html.Add($"</svg>");
        Fields.Line(html, field, id, form, count, describedBy, "wj-cells__input");
        html.Add($"</span></span>");
    }
}
