using Markdig.Extensions.Footnotes;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Markdown;

/// <content>Words, links and pictures within a line.</content>
public sealed partial class BodyWriter
{
    /// <summary>Writes a picture of the media library; any other image is shown as its alternative text.</summary>
    public void Image(LinkInline image)
    {
        var address = LinkAddress.Of(image.Url);
        if (address.Kind == LinkKind.Media && FindMedia(address.Value) is { } media) Picture.Write(this, media, PlainText.Of(image));
        else Inlines(image);
    }

    private void Write(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal: WriteText(literal.Content.ToString()); break;
            case EmphasisInline emphasis: WriteEmphasis(emphasis); break;
            case CodeInline code:
                Markup($"""<code class="nl-code">""");
                Text(code.Content);
                Markup($"</code>");
                break;
            case LineBreakInline:
                Markup($"<br>");
                Text(" ");
                break;
            case LinkInline { IsImage: true } image: Image(image); break;
            case LinkInline link: WriteLink(link.Url, () => Inlines(link)); break;
            case AutolinkInline link: WriteLink(link.IsEmail ? "mailto:" + link.Url : link.Url, () => Text(link.Url)); break;
            case FootnoteLink { IsBackLink: false } note: WriteNoteReference(note); break;
            case MissingNote note: Text($"[^{note.Label}]"); break;
            case ContainerInline container: Inlines(container); break;
        }
    }

    private void WriteEmphasis(EmphasisInline emphasis)
    {
        var tag = emphasis.DelimiterCount == 2 ? "strong" : "em";
        Markup($"<{tag}>");
        Inlines(emphasis);
        Markup($"</{tag}>");
    }

    private void WriteLink(string? url, Action writeContent)
    {
        var address = LinkAddress.Of(url);
        var target = _inLink ? null : HrefOf(address);
        if (target is null)
        {
            writeContent();
            return;
        }
        _inLink = true;
        if (address.Kind == LinkKind.Web) Markup($"""<a class="nl-link wj-link--external" href="{target}" rel="external noopener">""");
        else if (address.Kind == LinkKind.Media) Markup($"""<a class="nl-link wj-link--file" href="{target}">""");
        else Markup($"""<a class="nl-link" href="{target}">""");
        writeContent();
        if (address.Kind == LinkKind.Web) Markup($"""<span class="wj-hidden"> (andere website)</span>""");
        if (address.Kind == LinkKind.Media) Markup($""" <span class="wj-meta">({FileWords.Of(FindMedia(address.Value)!)})</span>""");
        Markup($"</a>");
        _inLink = false;
    }

    private string? HrefOf(LinkAddress address) => address.Kind switch
    {
        LinkKind.Refused => null,
        LinkKind.SamePage => _source.HasAnchor(address.Anchor!) ? address.Value : null,
        LinkKind.Document => FindDocument(address.Value) is { } document ? document.Url + KnownAnchor(document, address.Anchor) : null,
        LinkKind.Media => FindMedia(address.Value)?.Url,
        _ => address.Value,
    };

    private static string KnownAnchor(LinkTarget document, string? anchor) =>
        anchor is not null && document.Anchors?.Contains(anchor) != false ? "#" + anchor : "";
}
