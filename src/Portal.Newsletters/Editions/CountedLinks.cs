using System.Net;
using System.Text.RegularExpressions;
using Portal.Platform;

namespace Portal.Newsletters.Editions;

/// <summary>A link of a newsletter whose clicks are counted.</summary>
/// <param name="Number">From 1, in the order of the text.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Words">What stands on it, where it comes first.</param>
internal sealed record CountedLink(int Number, string Target, string Words);

/// <summary>
/// Lets the links in the text of a mail lead past an address that counts: the same one for every reader, so that it tells that somebody
/// clicked and not who. Links by which a reader chooses or leaves are not in that text, and one to such a page stays as it is.
/// </summary>
internal static partial class CountedLinks
{
    /// <summary>What counting addresses begin with; the campaign and the link's number follow.</summary>
    public const string Path = "/nieuwsbrieven/k";

    private const int LongestWords = 200;

    /// <summary>The text with its links counted, and where each leads.</summary>
    /// <param name="html">As <see cref="MailMarkup"/> made it.</param>
    /// <param name="site">The portal's address without a slash at its end.</param>
    /// <param name="campaign">Whose clicks they are.</param>
    public static (string Html, IReadOnlyList<CountedLink> Links) In(string html, string site, Guid campaign)
    {
        var links = new List<CountedLink>();
        var made = Link().Replace(
            html,
            found =>
            {
                var target = WebUtility.HtmlDecode(found.Groups["href"].Value);
                if (!MayCount(target, site)) return found.Value;
                var link = links.Find(known => known.Target == target);
                if (link is null)
                {
                    var words = WebUtility.HtmlDecode(Tag().Replace(found.Groups["words"].Value, "")).Trim();
                    links.Add(link = new(links.Count + 1, target, words.AtMost(LongestWords)));
                }
                return $"{found.Groups["before"].Value}{site}{Path}/{campaign}/{link.Number}{found.Groups["after"].Value}";
            });
        return (made, links);
    }

    private static bool MayCount(string target, string site) =>
        Uri.TryCreate(target, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        && !target.StartsWith($"{site}/nieuwsbrieven/", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        """(?<before><a\b[^>]*?\shref=")(?<href>[^"]*)(?<after>"[^>]*>(?<words>.*?)</a>)""",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Link();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 10_000)]
    private static partial Regex Tag();
}
