using System.Net;
using System.Text.RegularExpressions;
using Portal.Platform.Mail;

namespace Portal.Calendar.Questions;

/// <summary>
/// An answer as a colleague types it: paragraphs, lines, and addresses of pages that become links. Nothing in it is markup.
/// </summary>
internal static partial class AnswerText
{
    /// <summary>As a part of a mail.</summary>
    public static MailContent Of(string text) => new(HtmlOf(text), text);

    /// <summary>As HTML that is safe as it is.</summary>
    public static string HtmlOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var paragraphs = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Concat(paragraphs.Select(paragraph => $"<p>{string.Join("<br>", paragraph.Split('\n').Select(LineOf))}</p>"));
    }

    private static string LineOf(string line)
    {
        var (html, at) = ("", 0);
        foreach (Match link in Address().Matches(line))
        {
            var address = WebUtility.HtmlEncode(link.Value);
            html += $"{WebUtility.HtmlEncode(line[at..link.Index])}<a href=\"{address}\">{address}</a>";
            at = link.Index + link.Length;
        }
        return html + WebUtility.HtmlEncode(line[at..]);
    }

    // What ends the sentence does not belong to the address.
    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?)\]]", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Address();
}
