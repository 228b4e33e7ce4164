using System.Collections.Frozen;

namespace Portal.Content.Checks.Advice;

/// <summary>A list of words as it stands in the source: with blanks and line ends between them.</summary>
internal static class WordList
{
    /// <summary>The words; capitals make no difference.</summary>
    public static FrozenSet<string> Of(string words) =>
        words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
