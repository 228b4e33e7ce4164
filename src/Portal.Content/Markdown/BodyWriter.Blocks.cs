using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Markdown;

/// <content>Headings, paragraphs, lists, quotes and code.</content>
public sealed partial class BodyWriter
{
    private void Write(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading: WriteHeading(heading); break;
            case ParagraphBlock paragraph: WriteParagraph(paragraph); break;
            case ListBlock list: WriteList(list); break;
            case QuoteBlock quote: WriteQuote(quote); break;
            case ThematicBreakBlock: MarkupLine($"""<hr class="utrecht-separator wj-line">"""); break;
            case CodeBlock code: WriteCode(code); break;
            case Table table: Table(table); break;
            case Container container when _source.KindOf(container) is { } kind: kind.Render(container, this); break;
            case Container container: Blocks(container); break;
            case LinkReferenceDefinitionGroup or FootnoteGroup: break;
            case ContainerBlock other: Blocks(other); break;
            case LeafBlock leaf: WriteLeaf(leaf); break;
        }
    }

    private void WriteHeading(HeadingBlock heading)
    {
        if (_source.AnchorOf(heading) is not { } anchor)
        {
            // A heading inside a container would break the outline of the page: it is shown as bold text.
            Markup($"""<p class="nl-paragraph"><strong>""");
            WithoutExplanations(() => Inlines(heading.Inline));
            MarkupLine($"</strong></p>");
            EndLine();
            return;
        }
        var level = ParsedBody.LevelOf(heading);
        _heading = PlainText.Of(heading.Inline);
        if (level == 2) _explanations.StartSection();
        _sections.Start(anchor, _heading, level);
        Markup($"""<h{level} class="nl-heading nl-heading--level-{level}" id="{anchor}"><a class="wj-anchor" href="#{anchor}">""");
        (_inLink, _indexes) = (true, false);
        WithoutExplanations(() => Inlines(heading.Inline));
        (_inLink, _indexes) = (false, true);
        MarkupLine($"</a></h{level}>");
    }

    private void WriteParagraph(ParagraphBlock paragraph)
    {
        if (paragraph.Parent is ListItemBlock { Parent: ListBlock { IsLoose: false } })
        {
            Inlines(paragraph.Inline);
            EndLine();
            return;
        }
        Markup($"""<p class="nl-paragraph">""");
        Inlines(paragraph.Inline);
        EndLine();
        MarkupLine($"</p>");
    }

    private void WriteList(ListBlock list)
    {
        var (tag, name) = list.IsOrdered ? ("ol", "ordered") : ("ul", "unordered");
        Markup($"<{tag} class=\"utrecht-{name}-list\"");
        Attribute("start", list.IsOrdered && list.OrderedStart != "1" ? list.OrderedStart : null);
        MarkupLine($">");
        foreach (var item in list.OfType<ListItemBlock>())
        {
            Markup($"""<li class="utrecht-{name}-list__item">""");
            Blocks(item);
            EndLine();
            MarkupLine($"</li>");
        }
        MarkupLine($"</{tag}>");
    }

    private void WriteQuote(QuoteBlock quote)
    {
        MarkupLine($"""<figure class="utrecht-blockquote wj-quote"><blockquote class="utrecht-blockquote__content wj-quote__text">""");
        WithoutExplanations(() => Blocks(quote));
        MarkupLine($"</blockquote></figure>");
    }

    private void WriteCode(CodeBlock code)
    {
        Markup($"""<pre class="wj-code" tabindex="0"><code class="nl-code">""");
        Text(Unicode.WithDirectionClosed(code.Lines.ToString()));
        EndLine();
        MarkupLine($"</code></pre>");
    }

    private void WriteLeaf(LeafBlock leaf)
    {
        Markup($"""<p class="nl-paragraph">""");
        if (leaf.Inline is not null) Inlines(leaf.Inline);
        else Text(leaf.Lines.ToString());
        EndLine();
        MarkupLine($"</p>");
    }
}
