using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Portal.UmbracoBridge.Import;

/// <summary>Parses markup of another site, of which nothing is believed.</summary>
internal static partial class Markup
{
    // What nobody ever typed: a parser takes time by the square of it.
    private const int Deepest = 500;

    // Tags that need no end, or have none.
    private static readonly HashSet<string> WithoutEnd = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt",
        "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option",
    };

    /// <summary>Parses it; what stands in too many layers is words alone by then.</summary>
    /// <param name="html">The markup.</param>
    /// <param name="tooDeep">Is told when it is.</param>
    public static IHtmlDocument Parse(string html, Action? tooDeep = null)
    {
        if (IsTooDeep(html))
        {
            tooDeep?.Invoke();
            var end = EndOfTags(html);
            var words = Tag().Replace(Script().Replace(html[..end], " "), " ") + html[end..];
            html = WebUtility.HtmlEncode(WebUtility.HtmlDecode(words));
        }
        return new HtmlParser().ParseDocument("<!doctype html><body>" + html);
    }

    private static bool IsTooDeep(string html)
    {
        var open = 0;
        foreach (var tag in Tag().EnumerateMatches(html.AsSpan(0, EndOfTags(html))))
        {
            var text = html.AsSpan(tag.Index, tag.Length);
            var isEnd = text[1] == '/';
            var name = text.Slice(isEnd ? 2 : 1);
            name = name.Slice(0, name.IndexOfAnyExcept(NameLetters) is var end and >= 0 ? end : name.Length);
            if (WithoutEnd.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name)) continue;
            open = isEnd ? Math.Max(0, open - 1) : open + 1;
            if (open > Deepest) return true;
        }
        return false;
    }

    private static readonly System.Buffers.SearchValues<char> NameLetters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    // Up to the last '>' (EndOfTags) both find their end from wherever they begin, and go on behind it: they need no clock. A script
    // without an end runs to the end of the text, as it does in a browser.
    [GeneratedRegex("</?[a-zA-Z][^>]*>", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Tag();

    [GeneratedRegex(
        @"<(script|style)[^>]*>.*?(</(script|style)[^>]*>|\z)",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.IgnoreCase, Timeout.Infinite)]
    private static partial Regex Script();

    // Behind it no tag ends: to look for that from each sign that may begin one takes time by the square of them.
    private static int EndOfTags(string html) => html.LastIndexOf('>') + 1;
}
