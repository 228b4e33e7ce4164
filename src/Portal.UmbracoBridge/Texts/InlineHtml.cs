using System.Globalization;
using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Values;

namespace Portal.UmbracoBridge.Texts;

/// <summary>Writes words, links and pictures within a line.</summary>
/// <param name="document">Id of the document, for remarks.</param>
/// <param name="tree">The text they stand in.</param>
/// <param name="targets">What they can name.</param>
/// <param name="values">Finds files and documents by id.</param>
/// <param name="remarks">Hears of what does not come along.</param>
/// <param name="notes">The notes of the whole text that were referred to so far: a block in it counts on.</param>
internal sealed class InlineHtml(
    string document, BodyTree tree, Targets targets, ValueWriter values, Remarks remarks, List<Footnote> notes)
{
    private bool inLink;

    /// <summary>The notes that were referred to, in that order.</summary>
    public IReadOnlyList<Footnote> Notes => notes;

    /// <summary>The words of a list, one for each line.</summary>
    public static IEnumerable<string> LinesOf(ContainerBlock container) =>
        from item in container.OfType<ListBlock>().SelectMany(list => list.OfType<ListItemBlock>())
        from paragraph in item.OfType<ParagraphBlock>()
        let words = string.Concat((paragraph.Inline ?? []).OfType<LiteralInline>().Select(literal => literal.Content.ToString())).Trim()
        where words.Length > 0
        select words;

    /// <summary>Writes inlines.</summary>
    public void Write(StringBuilder html, IEnumerable<Inline>? inlines)
    {
        foreach (var inline in inlines ?? []) WriteOne(html, inline);
    }

    private void WriteOne(StringBuilder html, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal: Html.Text(html, literal.Content.ToString()); break;
            case EmphasisInline emphasis: Wrap(html, emphasis.DelimiterCount == 2 ? "strong" : "em", emphasis); break;
            case CodeInline code: Html.Text(html.Append("<code>"), code.Content).Append("</code>"); break;
            case LineBreakInline: html.Append("<br>"); break;
            case LinkInline { IsImage: true } image: WriteImage(html, image); break;
            case LinkInline link: WriteLink(html, link.Url, () => Write(html, link)); break;
            case AutolinkInline link:
                WriteLink(html, link.IsEmail ? "mailto:" + link.Url : link.Url, () => Html.Text(html, link.Url));
                break;
            case FootnoteLink { IsBackLink: false } note: WriteNote(html, note.Footnote); break;
            case FootnoteLink: break;
            case ContainerInline container: Write(html, container); break;
            default: Html.Text(html, SourceOf(inline)); break;
        }
    }

    private void Wrap(StringBuilder html, string tag, ContainerInline inlines)
    {
        html.Append('<').Append(tag).Append('>');
        Write(html, inlines);
        html.Append("</").Append(tag).Append('>');
    }

    private void WriteImage(StringBuilder html, LinkInline image)
    {
        if (LinkAddress.Of(image.Url) is not { Kind: LinkKind.Media } address || values.MediaOf(document, address.Value) is not { } file)
        {
            Write(html, image);
            return;
        }
        html.Append("<img");
        Html.Attribute(html, "src", "/media" + Targets.PathOf(file));
        var alt = new StringBuilder();
        foreach (var literal in image.OfType<LiteralInline>()) alt.Append(literal.Content.AsSpan());
        Html.Attribute(html, "alt", alt.ToString());
        Html.Attribute(html, "data-udi", StoredJson.Media(UmbracoKey.Of(file.Id))).Append('>');
    }

    private void WriteLink(StringBuilder html, string? url, Action write)
    {
        if (inLink || TargetOf(LinkAddress.Of(url)) is not { } target)
        {
            write();
            return;
        }
        html.Append("<a");
        if (target.Type is not null) Html.Attribute(html, "type", target.Type);
        Html.Attribute(html, "href", target.Href + target.Anchor);
        if (target is { Type: not null, Anchor.Length: > 0 }) Html.Attribute(html, "data-anchor", target.Anchor);
        html.Append('>');
        inLink = true;
        write();
        inLink = false;
        html.Append("</a>");
    }

    private (string? Type, string Href, string Anchor)? TargetOf(LinkAddress address)
    {
        var anchor = address.Anchor is { } name ? "#" + name : "";
        return address.Kind switch
        {
            LinkKind.Refused => null,
            LinkKind.SamePage => (null, address.Value, ""),
            LinkKind.Document => values.DocumentOf(document, address.Value) is { } key ? ("document", Local(key), anchor) : null,
            LinkKind.Media => values.MediaOf(document, address.Value) is { } file ? ("media", Local(UmbracoKey.Of(file.Id)), "") : null,
            LinkKind.Portal when address.Query.Length == 0 && targets.At(address.Path) is { } page =>
                ("document", Local(UmbracoKey.Of(page.Id)), anchor),
            LinkKind.Portal => Elsewhere(address.Value, anchor),
            _ => (null, address.Value, ""),
        };
    }

    private (string? Type, string Href, string Anchor) Elsewhere(string path, string anchor)
    {
        remarks.Add(document, $"de link naar {path} is geen document: hij gaat mee als adres, en Umbraco moet daar zelf iets hebben.");
        return (null, path, anchor);
    }

    private static string Local(Guid key) => $"/{{localLink:{key}}}";

    private void WriteNote(StringBuilder html, Footnote note)
    {
        if (inLink) return;
        if (!notes.Contains(note)) notes.Add(note);
        var number = (notes.IndexOf(note) + 1).ToString(CultureInfo.InvariantCulture);
        html.Append("<sup><a");
        Html.Attribute(html, "href", "#noot-" + Uri.EscapeDataString(NameOf(note))).Append('>').Append(number).Append("</a></sup>");
    }

    /// <summary>What its author called a note; readers see its number.</summary>
    public static string NameOf(Footnote note) => (note.Label ?? "").TrimStart('^');

    private string SourceOf(Inline inline) => inline.Span is { IsEmpty: false } span && span.End < tree.Source.Length
        ? tree.Source.Substring(span.Start, span.Length)
        : "";
}
