namespace Portal.Platform;

/// <summary>Cutting text that somebody wrote.</summary>
public static class Letters
{
    /// <summary>
    /// As much of a text as fits, and never half of a letter: an emoji is two characters (UTF-16), and one of them alone is no text to a
    /// database, to JSON or to a browser.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many characters fit; 0 or more.</param>
    /// <param name="more">What is put behind a text that did not fit, e.g. an ellipsis; it is not counted.</param>
    public static string AtMost(this string text, int most, string more = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= most) return text;
        return text[..(most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + more;
    }
}
