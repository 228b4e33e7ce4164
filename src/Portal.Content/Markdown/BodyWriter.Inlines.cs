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
                Text(Unicode.WithDirectionClosed(code.Content));
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
        LinkKind.Document => FindDocument(address.Value) is { } target ? target.Url + KnownAnchor(target.Anchors, address.Anchor) : null,
        LinkKind.Portal when Context.Page is { } find => FindPage(address, find),
        LinkKind.Portal => address.Value + KnownAnchor(null, address.Anchor),
        LinkKind.Media => FindMedia(address.Value)?.Url,
        _ => address.Value,
    };

    // The path is remembered too: the page depends on it as long as nothing stands there.
    private string? FindPage(LinkAddress address, Func<string, PageTarget?> find)
    {
        _references.Add(address.Path);
        if (find(address.Path) is not { } page) return null;
        if (page.DocumentId is { } document) _references.Add(document);
        return page.Url + address.Query + KnownAnchor(page.Anchors, address.Anchor);
    }

    private static string KnownAnchor(IReadOnlySet<string>? anchors, string? anchor) =>
        anchor is not null && anchors?.Contains(anchor) != false ? "#" + anchor : "";
}
