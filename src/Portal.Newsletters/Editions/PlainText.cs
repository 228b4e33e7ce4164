using System.Text;

namespace Portal.Newsletters.Editions;

/// <summary>Lines of the plain-text part of a mail: short enough to read, and what is no word (an address) is never broken.</summary>
internal static class PlainText
{
    /// <summary>The most characters in a line that has more than one word, as mail programs quote them (RFC 3676, 4.2).</summary>
    public const int Width = 72;

    /// <summary>Writes words as lines.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="words">With single spaces.</param>
    /// <param name="first">What the first line begins with: the mark of a list.</param>
    /// <param name="rest">What the others begin with; null: the same.</param>
    /// <returns>How long the longest line is.</returns>
    public static int Write(StringBuilder text, string words, string first = "", string? rest = null)
    {
        var (line, longest) = (new StringBuilder(first), 0);
        var isEmpty = true;
        foreach (var word in words.Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width) End(rest ?? first);
            if (!isEmpty) line.Append(' ');
            line.Append(word);
            isEmpty = false;
        }
        End("");
        return longest;

        void End(string next)
        {
            text.Append(line).Append('\n');
            longest = Math.Max(longest, line.Length);
            line.Clear().Append(next);
            isEmpty = true;
        }
    }
}
