using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown;
using Portal.Content.Markdown.Syntax;
using Portal.Platform;

namespace Portal.Content.Checks.Advice;

/// <summary>Links: their words are also read alone, in a list of links (WCAG 2.4.4 and 2.4.9).</summary>
internal static partial class LinkAdvice
{
    private static readonly HashSet<string> Vague = new(
        [
            "hier", "klik hier", "klik", "lees meer", "lees hier meer", "lees verder", "meer", "meer info", "meer informatie", "link",
            "deze link",
            "de link", "via deze link", "website", "de website", "deze website", "site", "de site", "deze site", "pagina", "deze pagina",
            "download", "downloaden", "download hier", "pdf", "de pdf", "bestand", "document", "dit document", "bekijk", "bekijk hier",
            "open",
            "ga naar", "verder", "zie hier", "here", "click here", "read more",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The advice.</summary>
    public static IEnumerable<Finding> On(Writing writing)
    {
        var first = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var told = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var link in writing.Body.Document.Blocks().OfType<LeafBlock>().Where(leaf => leaf.Inline is not null)
            .SelectMany(leaf => leaf.Inline!.Inlines()).OfType<LinkInline>().Where(link => !link.IsImage))
        {
            var (text, address, line) = (PlainText.Of(link), LinkAddress.Of(link.Url), link.Line + 1);
            var words = text.Trim(' ', '.', ',', ':', '!', '»', '>', '→').Replace('\u00A0', ' ');
            if (words.Length == 0 || address.Kind == LinkKind.Refused) continue;
            if (Vague.Contains(words))
                yield return Writing.At(
                    line, "link-text-vague",
                    $"‘{text}’ zegt niet waar de link heen gaat. Schrijf wat er te vinden is: ‘de handreiking van Halt’.");
            else if (BareAddress().IsMatch(words))
                yield return Writing.At(
                    line, "link-text-address",
                    $"‘{Short(text)}’ is een adres en geen tekst. Schrijf wat er te vinden is: [naam van de pagina](adres).");
            else if (!first.TryAdd(words, address.Value + "#" + address.Anchor) && first[words] != address.Value + "#" + address.Anchor
                && told.Add(words))
                yield return Writing.At(
                    line, "link-text-same", $"‘{text}’ leidt op deze pagina naar twee plekken. Geef elke plek eigen woorden.");
            if (address.Kind == LinkKind.Document && writing.Near.Find(address.Value) is { } target && !writing.Near.IsOnline(target))
                yield return Writing.At(
                    line, "link-offline",
                    $"‘{address.Value}’ is nog niet online. Zet het mee online, of eerst: tot dan staat hier tekst zonder link.");
        }
        foreach (var (key, _, id, _) in writing.Document.Front?.References ?? [])
        {
            if (writing.Near.Find(id) is { } target && target != writing.Document && !writing.Near.IsOnline(target))
                yield return writing.AtKey(
                    key, "link-offline", $"‘{id}’ is nog niet online. Zet het mee online, of eerst: tot dan ziet niemand het hier.");
        }
    }

    private static string Short(string text) => text.AtMost(50, "…");

    // With a scheme, or with more than the name of a site: "www.politie.nl" can be read aloud.
    [GeneratedRegex(
        @"^(https?://\S+|(www\.)?[\w-]+(\.[\w-]+)+/\S+)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex BareAddress();
}
