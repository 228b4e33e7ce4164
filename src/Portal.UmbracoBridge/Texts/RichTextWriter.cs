using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Portal.Content.Markdown;
using Portal.Content.Portable;
using Portal.Content.Types;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Schema;
using Portal.UmbracoBridge.Values;
using Block = Portal.UmbracoBridge.Values.Block;

namespace Portal.UmbracoBridge.Texts;

/// <summary>Turns bodies into rich text of Umbraco: the tags that its editor knows, and a block for each container.</summary>
/// <param name="renderer">Reads Markdown.</param>
/// <param name="containers">The containers there are.</param>
/// <param name="blocks">Which type each becomes.</param>
/// <param name="targets">What texts can name.</param>
/// <param name="values">Writes what stands in the first line of a container and in its YAML.</param>
/// <param name="remarks">Hears of what does not come along.</param>
internal sealed class RichTextWriter(
    MarkdownRenderer renderer, IReadOnlyDictionary<string, IMarkdownContainer> containers, IReadOnlyDictionary<string, TypeMap> blocks,
    Targets targets, ValueWriter values, Remarks remarks)
{
    private readonly IReadOnlyDictionary<string, IMarkdownContainer> containers = containers;
    private readonly IReadOnlyDictionary<string, TypeMap> blocks = blocks;
    private readonly Targets targets = targets;
    private readonly ValueWriter values = values;
    private readonly Remarks remarks = remarks;

    /// <summary>Says of a note where it stood among the others, when it stood elsewhere than where it is named.</summary>
    public const string PlaceAttribute = "data-plaats";

    /// <summary>The body of a document.</summary>
    public RichText Write(string document, string markdown)
    {
        if (string.IsNullOrWhiteSpace(markdown)) return new("", []);
        if (renderer.TreeOf(markdown) is { } tree) return new Piece(this, document, document, tree, []).Whole();
        remarks.Add(document, "de tekst is niet te lezen als Markdown; hij gaat mee zoals hij er staat.");
        var plain = new StringBuilder();
        Html.Text(plain.Append("<p>"), markdown).Append("</p>");
        return new(plain.ToString(), []);
    }

    /// <summary>One text: of a document, or of a block in it.</summary>
    private sealed class Piece(RichTextWriter around, string document, string owner, BodyTree tree, List<Footnote> notes)
    {
        private readonly StringBuilder html = new();
        private readonly List<Block> found = [];
        private readonly InlineHtml inlines = new(document, tree, around.targets, around.values, around.remarks, notes);

        public RichText Whole()
        {
            WriteAll(tree.Document.Where(block => block is not FootnoteGroup));
            WriteNotes();
            return new(html.ToString(), found);
        }

        private RichText Some(IEnumerable<Markdig.Syntax.Block> some)
        {
            WriteAll(some);
            return new(html.ToString(), found);
        }

        private void WriteAll(IEnumerable<Markdig.Syntax.Block> some)
        {
            foreach (var block in some) Write(block);
        }

        private void Write(Markdig.Syntax.Block block)
        {
            switch (block)
            {
                case HeadingBlock heading: WriteHeading(heading); break;
                case ParagraphBlock paragraph: Wrap("p", () => inlines.Write(html, paragraph.Inline)); break;
                case ListBlock list: WriteList(list); break;
                case QuoteBlock quote: Wrap("blockquote", () => WriteAll(quote)); break;
                case ThematicBreakBlock: html.Append("<hr>"); break;
                case CodeBlock code: Wrap("pre", () => Wrap("code", () => Html.Text(html, code.Lines.ToString()))); break;
                case Table table: WriteTable(table); break;
                case Container container: WriteContainer(container); break;
                case LinkReferenceDefinitionGroup or FootnoteGroup: break;
                case ContainerBlock other: WriteAll(other); break;
                case LeafBlock { Inline: { } inline }: Wrap("p", () => inlines.Write(html, inline)); break;
            }
        }

        private void Wrap(string tag, Action write)
        {
            html.Append('<').Append(tag).Append('>');
            write();
            html.Append("</").Append(tag).Append('>');
        }

        // The title is the h1, and below h4 nobody sees a difference; a heading in a block would break the outline of the page.
        private void WriteHeading(HeadingBlock heading)
        {
            if (tree.AnchorOf(heading) is not { } anchor)
            {
                Wrap("p", () => Wrap("strong", () => inlines.Write(html, heading.Inline)));
                return;
            }
            var level = Math.Clamp(heading.Level, 2, 4).ToString(CultureInfo.InvariantCulture);
            html.Append("<h").Append(level);
            Html.Attribute(html, "id", anchor).Append('>');
            inlines.Write(html, heading.Inline);
            html.Append("</h").Append(level).Append('>');
        }

        private void WriteList(ListBlock list)
        {
            var tag = list.IsOrdered ? "ol" : "ul";
            html.Append('<').Append(tag);
            if (list is { IsOrdered: true, OrderedStart: { } start and not "1" }) Html.Attribute(html, "start", start);
            html.Append('>');
            foreach (var item in list.OfType<ListItemBlock>()) Wrap("li", () => WriteAll(item));
            html.Append("</").Append(tag).Append('>');
        }

        private void WriteTable(Table table)
        {
            html.Append("<table><tbody>");
            foreach (var row in table.OfType<TableRow>())
            {
                html.Append("<tr>");
                foreach (var (at, cell) in row.OfType<TableCell>().Index())
                    Wrap(row.IsHeader ? "th" : "td", () => WriteCell(cell, table.ColumnDefinitions.ElementAtOrDefault(at)?.Alignment));
                html.Append("</tr>");
            }
            html.Append("</tbody></table>");
        }

        // To which side it keeps as the editor of Umbraco says it.
        private void WriteCell(TableCell cell, TableColumnAlign? side)
        {
            html.Append("<p");
            if (side is { } said) Html.Attribute(html, "style", "text-align: " + said.ToString().ToLowerInvariant());
            html.Append('>');
            foreach (var leaf in cell.OfType<LeafBlock>()) inlines.Write(html, leaf.Inline);
            html.Append("</p>");
        }

        private void WriteNotes()
        {
            if (inlines.Notes.Count == 0) return;
            html.Append("<h2 id=\"noten\">Bronnen bij de tekst</h2><ol>");
            var places = inlines.Notes.OrderBy(note => note.Span.Start).ToList();
            var isSorted = !places.SequenceEqual(inlines.Notes);
            // A note may refer to another one, so the list can grow while it is written.
            for (var at = 0; at < inlines.Notes.Count; at++)
            {
                html.Append("<li");
                Html.Attribute(html, "id", "noot-" + InlineHtml.NameOf(inlines.Notes[at]));
                // Readers see them in the order in which the text names them; their author may have written them in another one.
                if (isSorted)
                    Html.Attribute(
                        html, PlaceAttribute, (places.IndexOf(inlines.Notes[at]) + 1).ToString(CultureInfo.InvariantCulture));
                html.Append('>');
                WriteAll(inlines.Notes[at].Where(
                    block => block is not ParagraphBlock { Inline.FirstChild: FootnoteLink { IsBackLink: true } }));
                html.Append("</li>");
            }
            html.Append("</ol>");
        }

        private void WriteContainer(Container container)
        {
            if (MapOf(container) is not { } map)
            {
                around.remarks.Add(document, $"het blok ‘{container.Name}’ is hier niet bekend; wat erin staat gaat mee als tekst.");
                WriteAll(container);
                return;
            }
            var own = string.Create(CultureInfo.InvariantCulture, $"{owner}/{found.Count}");
            var block = new Block(UmbracoKey.Of("block", own), map.Type, ValuesOf(container, map, own));
            found.Add(block);
            html.Append("<umb-rte-block");
            Html.Attribute(html, "data-content-key", block.Key.ToString()).Append("></umb-rte-block>");
        }

        private TypeMap? MapOf(Container container) =>
            around.blocks.GetValueOrDefault(container.Name) ?? around.blocks.GetValueOrDefault($"{container.Name} {container["type"]}");

        private List<BlockValue> ValuesOf(Container container, TypeMap map, string own)
        {
            var json = new JsonObject(container.Keys.Select(key => KeyValuePair.Create(key.Key, (JsonNode?)key.Value)));
            var yaml = YamlOf(container);
            if (yaml is not null)
                foreach (var (key, value) in PortableYaml.Read(yaml.Lines.ToString(), YamlKeys(container)))
                    json.TryAdd(key, value?.DeepClone());
            var fields = map.FieldsAs(json.Select(pair => pair.Key), field => field.From.Key);
            var result = around.values.Of(own, document, fields, json).ToList();
            if (map.Named is { } named && PagesIn(container) is { Length: > 0 } pages) result.Add(new(named, pages));
            if (map.Text is not { } text) return result;
            var written = new Piece(around, document, own, tree, notes).Some(container.Where(block => block != yaml));
            if (!written.IsEmpty) result.Add(new(text, written.Stored()));
            return result;
        }

        private FencedCodeBlock? YamlOf(Container container) =>
            YamlKeys(container).Count > 0 ? container.OfType<FencedCodeBlock>().LastOrDefault(code => code.Info is "yaml" or "yml") : null;

        private IReadOnlyList<DocumentType.PropertyType> YamlKeys(Container container) =>
            around.containers.GetValueOrDefault(container.Name)?.YamlOf(container.Keys) ?? [];

        private string PagesIn(Container container) => string.Join(
            ',', InlineHtml.LinesOf(container).Select(id => around.values.DocumentOf(document, id)).OfType<Guid>()
                .Select(StoredJson.Document));
    }
}
