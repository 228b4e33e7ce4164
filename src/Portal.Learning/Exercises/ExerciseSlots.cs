using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Learning.Exercises;

/// <summary>
/// Where the exercises of a rendered body are filled in. A body is the same for everybody and kept; what stands in a slot differs:
/// an empty form, a form with an error, feedback.
/// </summary>
internal static partial class ExerciseSlots
{
    /// <summary>The mark a body carries where the form of an exercise belongs.</summary>
    internal static string MarkOf(string exercise) => $"<!--exercise {exercise}-->";

    /// <summary>The body with its slots filled.</summary>
    /// <param name="html">HTML of a rendered body.</param>
    /// <param name="fill">
    /// What belongs in the slot of an exercise, by its id and the level that fits its heading; null leaves it empty.
    /// </param>
    public static string Fill(string html, Func<string, int, string?> fill)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(fill);
        var filled = new StringBuilder(html.Length * 2);
        var (at, level) = (0, 1);
        foreach (System.Text.RegularExpressions.Match mark in Mark().Matches(html))
        {
            var before = html.AsSpan(at..mark.Index);
            if (LastHeadingLevel(before) is { } last) level = last;
            filled.Append(before).Append(fill(mark.Groups["id"].Value, Math.Min(level + 1, 6)));
            at = mark.Index + mark.Length;
        }
        return filled.Append(html.AsSpan(at)).ToString();
    }

    private static int? LastHeadingLevel(ReadOnlySpan<char> html)
    {
        var at = html.LastIndexOf("<h");
        while (at >= 0)
        {
            if (at + 2 < html.Length && html[at + 2] is >= '2' and <= '6') return html[at + 2] - '0';
            at = html[..at].LastIndexOf("<h");
        }
        return null;
    }

    [GeneratedRegex("<!--exercise (?<id>[a-z0-9-]+)-->", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Mark();
}
