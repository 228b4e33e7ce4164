using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Editions;

/// <summary>
/// Makes of a page's text (themes/MARKUP.md) what mail programs show: no scripts, no forms, addresses in full, one column, and the same as
/// plain text. A block it does not know gives its words: nothing that was written is lost on the way.
/// </summary>
internal sealed class MailMarkup
{
    private const int ColumnWidth = 552; // px, as in themes/mail/layout.mjml

    private const int LongestLine = 30; // below a heading: what fits on a phone

    private const string CellStyle = "padding:6px 12px 6px 0;border-bottom:1px solid #999999;text-align:left;vertical-align:top";

    private static readonly HashSet<string> LeftOut = new(StringComparer.OrdinalIgnoreCase)
    {
        "SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "SVG", "INPUT", "BUTTON", "SELECT", "TEXTAREA", "IFRAME", "OBJECT", "SOURCE",
    };

    private readonly string site;
    private readonly MailTemplates templates;
    private readonly StringBuilder html = new();
    private readonly StringBuilder text = new();
    private readonly List<string> addresses = []; // of links in the block that is being written, which follow it as text
    private int links; // so far, in the text
    private int level = 1; // of the last heading; that of the mail itself is 1
    private string kind = ""; // stands before the title that follows, as text

    private MailMarkup(string site, MailTemplates templates) => (this.site, this.templates) = (site, templates);

    /// <summary>The same for mail programs.</summary>
    /// <param name="page">The text as readers of the site get it, HTML.</param>
    /// <param name="site">The portal's address without a slash at its end: links and pictures begin with it.</param>
    /// <param name="templates">Makes the buttons.</param>
    public static MailContent Of(string page, string site, MailTemplates templates)
    {
        var document = new HtmlParser().ParseDocument(page);
        var made = new MailMarkup(site, templates);
        foreach (var node in document.Body!.ChildNodes) made.Block(node);
        return new MailContent(made.html.ToString().Trim(), made.text.ToString().Trim());
    }

    private void Block(INode node)
    {
        if (node is not IElement element)
        {
            if (!string.IsNullOrWhiteSpace(node.TextContent)) Paragraph(node.TextContent.Trim(), Encoded(node.TextContent.Trim()));
            return;
        }
        if (IsLeftOut(element)) return;
        switch (element.LocalName)
        {
            case "h1" or "h2": Heading(element, 2); break;
            case "h3" or "h4" or "h5" or "h6": Heading(element, 3); break;
            case "p" when element.QuerySelector("a.nl-button") is { } action: Button(action); break;
            case "p" when element.ClassList.Contains("wj-kind"): Kind(element); break;
            case "p" when element.ClassList.Contains("wj-callout__kind"): Strong(element); break;
            case "p": Paragraph(element); break;
            case "ul" or "ol": List(element); break;
            case "blockquote": Quote(element); break;
            case "img": Picture(element); break;
            case "hr": Line(); break;
            case "table": Table(element); break;
            case "pre": Paragraph(element); break;
            case "figcaption" when element.ParentElement?.QuerySelector("blockquote, img") is not null: Caption(element); break;
            case "summary" or "figcaption": Strong(element); break;
            case "a": Paragraph(PlainOf([element]), InlineOf([element])); break;
            case "article" when element.ClassList.Contains("wj-teaser"): Teaser(element); break;
            default: Blocks(element); break;
        }
    }

    private void Blocks(IElement element)
    {
        // What is only words and links in a box of its own is one paragraph.
        if (
            element.ChildNodes.All(
                node => node is IText or IElement { LocalName: "a" or "span" or "strong" or "em" or "br" or "code" or "sup" }))
        {
            Paragraph(element);
            return;
        }
        foreach (var node in element.ChildNodes) Block(node);
    }

    private void Teaser(IElement element)
    {
        html.Append("<div style=\"margin:0 0 24px\">");
        Blocks(element);
        html.Append("</div>\n");
    }

    // Never deeper than one under the last: whoever hears a mail goes by its headings, and a level that is not there is looked for.
    private void Heading(IElement element, int asked)
    {
        level = Math.Min(asked, level + 1);
        var margin = level == 2 && kind.Length == 0 ? "20px 0 12px" : "0 0 6px";
        html.Append(CultureInfo.InvariantCulture, $"<h{level} style=\"margin:{margin}\">{InlineOf(element)}</h{level}>\n");
        var words = TakeKind() + PlainOf(element, withLinks: false);
        StartText();
        var longest = PlainText.Write(text, words);
        if (level == 2) text.Append('=', Math.Min(longest, LongestLine)).Append('\n');
        if (element.QuerySelector("a[href^='#']") is null && element.QuerySelector("a[href]") is { } link)
            text.Append(AddressOf(link.GetAttribute("href"))).Append('\n');
    }

    private void Kind(IElement element)
    {
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"quiet\" style=\"margin:0 0 2px;font-size:16px\">{InlineOf(element)}</p>\n");
        kind = $"[{PlainOf(element)}] ";
    }

    private string TakeKind()
    {
        var taken = kind;
        kind = "";
        return taken;
    }

    private void Paragraph(IElement element)
    {
        // A link by itself is what the paragraph is: its address follows at once.
        if (
            element.QuerySelector("a[href]") is { } only && only.TextContent.Trim() == element.TextContent.Trim()
            && AddressOf(only.GetAttribute("href")) is { } address && address != only.TextContent.Trim())
        {
            Html($"<p style=\"margin:0 0 16px\">{InlineOf(element)}</p>\n");
            StartText();
            PlainText.Write(text, $"{TakeKind()}{PlainOf(element, withLinks: false)}:");
            text.Append(address).Append('\n');
            return;
        }
        var words = PlainOf(element);
        if (words.Length > 0) Paragraph(words, InlineOf(element));
    }

    private void Paragraph(string words, string markup)
    {
        Html($"<p style=\"margin:0 0 16px\">{markup}</p>\n");
        StartText();
        PlainText.Write(text, TakeKind() + words);
        WriteAddresses();
    }

    private void Html(string markup) => html.Append(markup);

    // Long addresses in the middle of a sentence are in the way: they stand below what names them.
    private void WriteAddresses()
    {
        for (var at = 0; at < addresses.Count; at++)
            text.Append(CultureInfo.InvariantCulture, $"[{links - addresses.Count + at + 1}] {addresses[at]}\n");
        addresses.Clear();
    }

    private void Strong(IElement element)
    {
        var words = PlainOf(element);
        if (words.Length > 0) Paragraph(words, $"<strong>{InlineOf(element)}</strong>");
    }

    // Who said it, or what is to be seen and whose it is: beside what stands above it, on a line of its own.
    private void Caption(IElement element)
    {
        var words = PlainOf(element);
        if (words.Length == 0) return;
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"quiet\" style=\"margin:0 0 16px;font-size:16px\">{InlineOf(element)}</p>\n");
        text.Append(element.ParentElement!.QuerySelector("blockquote") is null ? words : $"  ({words})").Append('\n');
    }

    private void Button(IElement link)
    {
        var made = templates.Button(link.TextContent.Trim(), AddressOf(link.GetAttribute("href")) ?? site);
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"button\" style=\"margin:4px 0 24px\">{made.Html}</div>\n");
        StartText();
        text.Append(made.Text.Trim()).Append('\n');
    }

    private void List(IElement element)
    {
        StartText();
        html.Append(ListOf(element, "")).Append('\n');
        WriteAddresses();
    }

    // A list in a list stands further in, as text too.
    private string ListOf(IElement list, string indent)
    {
        var tag = list.LocalName;
        var from = tag == "ol" && int.TryParse(list.GetAttribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            ? start
            : 1;
        var margin = indent.Length == 0 ? "0 0 16px" : "8px 0 0";
        var made = new StringBuilder($"<{tag}{(from == 1 ? "" : $" start=\"{from}\"")} style=\"margin:{margin};padding:0 0 0 24px\">");
        var number = from;
        foreach (var item in list.Children.Where(child => child.LocalName == "li"))
        {
            var below = item.Children.Where(child => child.LocalName is "ul" or "ol").ToList();
            var own = item.ChildNodes.Where(node => node is not IElement inner || !below.Contains(inner)).ToList();
            var mark = tag == "ol" ? $"{number++}. " : "- ";
            made.Append("<li>").Append(InlineOf(own));
            PlainText.Write(text, PlainOf(own), indent + mark, indent + new string(' ', mark.Length));
            foreach (var inner in below) made.Append(ListOf(inner, indent + new string(' ', mark.Length)));
            made.Append("</li>");
        }
        return made.Append($"</{tag}>").ToString();
    }

    private void Quote(IElement element)
    {
        html.Append("<blockquote style=\"margin:0 0 16px\">");
        StartText();
        foreach (var paragraph in element.Children.DefaultIfEmpty(element))
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{InlineOf(paragraph)}</p>");
            PlainText.Write(text, PlainOf(paragraph), "  ");
        }
        html.Append("</blockquote>\n");
        WriteAddresses();
    }

    private void Picture(IElement image)
    {
        if (AddressOf(image.GetAttribute("src")) is not { } address) return;
        var alt = image.GetAttribute("alt") ?? "";
        var (known, tall) = (NumberOf(image, "width"), NumberOf(image, "height"));
        var width = Math.Min(known ?? ColumnWidth, ColumnWidth);
        html.Append(CultureInfo.InvariantCulture, $"<img src=\"{Encoded(address)}\" alt=\"{Encoded(alt)}\" width=\"{width}\" ");
        // Outlook goes by these two and not by the style.
        if (known > 0 && tall > 0)
            html.Append(CultureInfo.InvariantCulture, $"height=\"{Math.Max(1, (int)Math.Round((double)tall * width / known.Value))}\" ");
        var style = $"display:block;width:100%;max-width:{width}px;height:auto;margin:0 0 12px";
        html.Append(CultureInfo.InvariantCulture, $"style=\"{style}\" />\n");
        if (alt.Length == 0) return;
        StartText();
        PlainText.Write(text, $"[Beeld: {alt}]");
    }

    private static int? NumberOf(IElement element, string attribute) =>
        int.TryParse(element.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private void Line()
    {
        html.Append("<hr style=\"margin:8px 0 24px;border:0;border-top:1px solid #999999\" />\n");
        StartText();
        text.Append("* * *\n");
    }

    private void Table(IElement table)
    {
        var rows = table.QuerySelectorAll("tr").ToList();
        html.Append("<table style=\"margin:0 0 16px;border-collapse:collapse;width:100%;font-size:16px\">");
        if (table.QuerySelector("caption") is { } caption)
            html.Append(CultureInfo.InvariantCulture, $"<caption style=\"text-align:left;font-weight:700\">{InlineOf(caption)}</caption>");
        StartText();
        foreach (var row in rows)
        {
            html.Append("<tr>");
            var cells = row.Children.Where(cell => cell.LocalName is "th" or "td").ToList();
            foreach (var cell in cells)
            {
                var scope = cell.GetAttribute("scope") is { } of ? $" scope=\"{Encoded(of)}\"" : "";
                html.Append(
                    CultureInfo.InvariantCulture,
                    $"<{cell.LocalName}{scope} style=\"{StyleOf(cell)}\">{InlineOf(cell)}</{cell.LocalName}>");
            }
            html.Append("</tr>");
            text.AppendJoin(" | ", cells.Select(cell => PlainOf(cell))).Append('\n');
        }
        html.Append("</table>\n");
        WriteAddresses();
    }

    // What stands at the head of a narrow column is not broken in the middle of a word.
    private static string StyleOf(IElement cell) =>
        cell.LocalName == "th" ? CellStyle + ";overflow-wrap:break-word;word-break:normal" : CellStyle;

    // A blank line before a block.
    private void StartText()
    {
        if (text.Length > 0) text.Append('\n');
    }

    private string InlineOf(IElement element) => InlineOf(element.ChildNodes);

    private string InlineOf(IEnumerable<INode> nodes)
    {
        var made = new StringBuilder();
        foreach (var node in nodes) Inline(node, made);
        return Collapsed(made.ToString());
    }

    private void Inline(INode node, StringBuilder made)
    {
        if (node is not IElement element)
        {
            made.Append(Encoded(node.TextContent));
            return;
        }
        if (IsLeftOut(element)) return;
        switch (element.LocalName)
        {
            case "br": made.Append("<br />"); break;
            case "strong" or "b" or "em" or "i" or "code" or "sup" or "sub":
                made.Append('<').Append(element.LocalName).Append('>');
                foreach (var child in element.ChildNodes) Inline(child, made);
                made.Append("</").Append(element.LocalName).Append('>');
                break;
            case "a" when AddressOf(element.GetAttribute("href")) is { } address:
                made.Append("<a class=\"link\" href=\"").Append(Encoded(address)).Append("\">");
                foreach (var child in element.ChildNodes) Inline(child, made);
                made.Append("</a>");
                break;
            case "img":
                made.Append(Encoded(element.GetAttribute("alt") ?? ""));
                break;
            case "p" or "div" or "li" when made.Length > 0:
                made.Append(made[^1] == '>' ? "" : " ");
                goto default;
            default:
                foreach (var child in element.ChildNodes) Inline(child, made);
                break;
        }
    }

    private string PlainOf(INode node, bool withLinks = true) => PlainOf(node.ChildNodes, withLinks);

    private string PlainOf(IEnumerable<INode> nodes, bool withLinks = true)
    {
        var made = new StringBuilder();
        foreach (var node in nodes) Plain(node, made, withLinks);
        return Collapsed(made.ToString());
    }

    private void Plain(INode node, StringBuilder made, bool withLinks)
    {
        if (node is not IElement element)
        {
            made.Append(node.TextContent);
            return;
        }
        if (IsLeftOut(element)) return;
        if (element.LocalName == "sup" && element.QuerySelector("a[href^='#']") is { } note)
        {
            made.Append(CultureInfo.InvariantCulture, $" (noot {note.TextContent.Trim()})");
            return;
        }
        if (element.LocalName is "br" or "p" or "div" or "li") made.Append(' ');
        if (element.LocalName == "img") made.Append(element.GetAttribute("alt"));
        foreach (var child in element.ChildNodes) Plain(child, made, withLinks);
        if (!withLinks || element.LocalName != "a" || AddressOf(element.GetAttribute("href")) is not { } address) return;
        if (address == element.TextContent.Trim()) return;
        addresses.Add(address);
        made.Append(CultureInfo.InvariantCulture, $" [{++links}]");
    }

    // What only a browser can do something with, and what says how a page works.
    private static bool IsLeftOut(IElement element) =>
        LeftOut.Contains(element.LocalName) || element.HasAttribute("hidden") || element.ClassList.Contains("wj-hidden")
        || element.ClassList.Contains("wj-term-note") || element.ClassList.Contains("wj-notes__back");

    // Null for a place on the page itself: a mail has no such places.
    private string? AddressOf(string? href) => href switch
    {
        null or "" => null,
        ['#', ..] => null,
        ['/', ..] => site + href,
        _ => href,
    };

    private static string Collapsed(string words) =>
        string.Join(' ', words.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static string Encoded(string words) => WebUtility.HtmlEncode(words);
}
