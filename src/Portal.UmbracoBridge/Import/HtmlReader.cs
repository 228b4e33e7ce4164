using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Portal.Content.Markdown;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Texts;
using Umbraco.Cms.Core;

namespace Portal.UmbracoBridge.Import;

/// <summary>
/// Turns rich text of Umbraco into nodes of the portal's editor. What can do something (a script, a frame) never comes along.
/// </summary>
/// <param name="document">What remarks call the document.</param>
/// <param name="isOwn">The text came from a portal: its anchors and addresses hold here.</param>
/// <param name="landing">What it can name.</param>
/// <param name="remarks">Hears of what does not come along.</param>
internal sealed partial class HtmlReader(string document, bool isOwn, Landing landing, Remarks remarks)
{
    private const int Deepest = 60;
    private const string Figure = "#figure";

    private static readonly HashSet<string> Active =
    [
        "script", "style", "object", "embed", "applet", "form", "input", "button", "select", "textarea", "svg", "math", "template",
        "noscript", "link", "meta", "base",
    ];

    private static readonly HashSet<string> Silent = ["style", "link", "meta", "noscript", "template", "base"];

    private static readonly HashSet<string> BlockTags =
    [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "table", "hr", "figure", "div", "section",
        "article", "aside", "header", "footer", "main", "nav", "details", "summary", "dt", "dd", "address", "umb-rte-block", "iframe",
        "video", "audio",
    ];

    private readonly bool isOwn = isOwn;
    private int lastLevel = 1;

    /// <summary>The nodes of a text.</summary>
    /// <param name="html">The markup.</param>
    /// <param name="place">What it stands in.</param>
    /// <param name="blocks">Gives the nodes of the block with that key.</param>
    public List<JsonObject> Read(string html, TextPlace place, Func<Guid, IReadOnlyList<JsonObject>> blocks)
    {
        using var parsed = Markup.Parse(
            html, () => Say("een stuk tekst staat in te veel lagen in elkaar; de opmaak ervan gaat niet mee."));
        return new Piece(this, place, blocks).Blocks(parsed.Body!, 0);
    }

    private void Say(string sentence) => remarks.Add(document, sentence);

    private string? AddressOf(IElement link)
    {
        var href = link.GetAttribute("href")?.Trim() ?? "";
        if (href.Length == 0) return null;
        if (LocalLink().Match(href) is { Success: true } local)
        {
            var anchor = isOwn ? local.Groups["anchor"].Value : "";
            if (!Guid.TryParse(local.Groups["key"].Value, out var key)) return Lost(href);
            var isMedia = local.Groups["kind"].Value == "media" || link.GetAttribute("type") == "media";
            var found = isMedia ? landing.File(key) is { } file ? "media:" + file.Id : null
                : landing.Document(key) is { } id ? $"doc:{id}{anchor}" : null;
            return found ?? Lost(href);
        }
        if (href[0] == '#') return isOwn ? href : null;
        if (href[0] == '/' && !isOwn)
        {
            var path = href.Split('?', '#')[0];
            return landing.DocumentAt(path) is { } id ? "doc:" + id : landing.FileAt(path) is { } file ? "media:" + file.Id : Lost(href);
        }
        if (LinkAddress.Of(href).Kind is not (LinkKind.Refused or LinkKind.Document or LinkKind.Media)) return href;
        Say($"een link met een adres dat hier niet kan ({Short(href)}) gaat niet mee; de tekst wel.");
        return null;
    }

    private string? Lost(string href)
    {
        Say($"een link naar iets dat niet meekomt ({Short(href)}) gaat niet mee; de tekst wel.");
        return null;
    }

    private static string Short(string text) => text.Length > 80 ? string.Concat(text.AsSpan(0, 80), "…") : text;

    private LandedFile? FileOf(IElement image)
    {
        var source = image.GetAttribute("src") ?? "";
        var udi = Udi().Match(image.GetAttribute("data-udi") ?? "");
        var found = udi.Success && Guid.TryParse(udi.Groups["key"].Value, out var key)
            ? landing.File(key)
            : landing.FileAt(source.Split('?')[0]);
        if (found is null) Say($"een afbeelding die niet meekomt ({Short(source)}) staat niet meer in de tekst.");
        return found;
    }

    /// <summary>One text: of a document, or of a block in it.</summary>
    private sealed class Piece(HtmlReader around, TextPlace place, Func<Guid, IReadOnlyList<JsonObject>> blocks)
    {
        public List<JsonObject> Blocks(INode parent, int depth)
        {
            var (result, run) = (new List<JsonObject>(), new List<JsonObject>());
            if (depth > Deepest)
            {
                around.Say("een stuk tekst staat in te veel lagen in elkaar; de opmaak ervan gaat niet mee.");
                return Plain(parent.TextContent) is { Length: > 0 } text ? [EditorJson.Paragraph(text)] : [];
            }
            foreach (var child in parent.ChildNodes)
            {
                if (child is IElement element && IsNotes(element, out var notes))
                {
                    Flush();
                    result.AddRange(notes);
                }
                else if (child is IElement block && (BlockTags.Contains(block.LocalName) || HoldsBlock(block, depth)))
                {
                    Flush();
                    result.AddRange(Block(block, depth + 1));
                }
                else Inline(child, new Marks(), run, depth + 1);
            }
            Flush();
            return result;

            void Flush()
            {
                result.AddRange(Paragraphs(run));
                run.Clear();
            }
        }

        // What stands between pictures is a paragraph; a picture is a figure of its own, unless it stands in one.
        private static IEnumerable<JsonObject> Paragraphs(List<JsonObject> run)
        {
            var words = new List<JsonObject>();
            foreach (var piece in run)
            {
                if (EditorJson.TypeOf(piece) != Figure)
                {
                    words.Add(piece);
                    continue;
                }
                if (IsSomething(words)) yield return EditorJson.Of("paragraph", [.. words]);
                words.Clear();
                var figure = (JsonObject)piece["figure"]!.DeepClone();
                yield return figure;
            }
            if (IsSomething(words)) yield return EditorJson.Of("paragraph", [.. words]);
        }

        private static bool IsSomething(List<JsonObject> words) => words.Exists(
            piece => EditorJson.TypeOf(piece) is "image" or "noteReference" || !string.IsNullOrWhiteSpace(EditorJson.TextOf(piece)));

        private static bool HoldsBlock(IElement element, int depth) =>
            depth < Deepest && element.LocalName is "a" or "span" or "strong" or "em" or "b" or "i" or "center" or "font" or "body"
            && element.Children.Any(child => BlockTags.Contains(child.LocalName));

        private IEnumerable<JsonObject> Block(IElement element, int depth)
        {
            switch (element.LocalName)
            {
                case "h1" or "h2" or "h3" or "h4" or "h5" or "h6": return Heading(element, depth);
                case "ul" or "ol": return List(element, depth);
                case "blockquote": return Quote(element, depth);
                case "pre": return [Code(element)];
                case "table": return Table(element, depth);
                case "hr": return [EditorJson.Of("horizontalRule", [])];
                case "umb-rte-block": return BlockAt(element);
                case "iframe" or "video" or "audio": return Frame(element);
                case "figure": return FigureOf(element, depth);
                default: return Blocks(element, depth);
            }
        }

        private IEnumerable<JsonObject> Heading(IElement element, int depth)
        {
            var words = InlinesOf(element, depth);
            if (!IsSomething(words)) return [];
            if (place == TextPlace.Container)
                return [EditorJson.Of("paragraph", [EditorJson.Words(string.Concat(words.Select(EditorJson.TextOf)), new(Strong: true))])];
            var level = Math.Max(2, element.LocalName[1] - '0');
            if (!around.isOwn) level = Math.Min(level, around.lastLevel + 1);
            around.lastLevel = level;
            return [EditorJson.Of("heading", words, ("level", level))];
        }

        private IEnumerable<JsonObject> List(IElement element, int depth)
        {
            var (items, after) = (new List<JsonObject>(), new List<JsonObject>());
            foreach (var item in element.Children)
            {
                var inner = item.LocalName is "ul" or "ol" ? [.. List(item, depth + 1)] : Blocks(item, depth + 1);
                after.AddRange(inner.Where(IsContainer));
                inner.RemoveAll(IsContainer);
                if (inner.Count > 0) items.Add(EditorJson.Of("listItem", inner.Select(ParagraphOf)));
            }
            if (items.Count == 0) return after;
            var start = int.TryParse(element.GetAttribute("start"), CultureInfo.InvariantCulture, out var said) && said >= 0 ? said : 1;
            return
            [
                element.LocalName == "ol"
                    ? EditorJson.Of("orderedList", items, ("start", start), ("loose", false))
                    : EditorJson.Of("bulletList", items, ("loose", false)),
                .. after,
            ];
        }

        private static bool IsContainer(JsonObject node) => EditorJson.TypeOf(node) is "container" or "note" or "table" or "codeBlock";

        // A heading in a list or quotation is no part of the outline.
        private static JsonObject ParagraphOf(JsonObject node)
        {
            if (EditorJson.TypeOf(node) == "heading") node["type"] = "paragraph";
            return node;
        }

        private IEnumerable<JsonObject> Quote(IElement element, int depth)
        {
            var inner = Blocks(element, depth);
            var after = inner.FindAll(IsContainer);
            inner.RemoveAll(IsContainer);
            return inner.Count == 0 ? after : [EditorJson.Of("blockquote", inner.Select(ParagraphOf)), .. after];
        }

        private static JsonObject Code(IElement element)
        {
            var text = element.TextContent.ReplaceLineEndings("\n");
            if (text.EndsWith('\n')) text = text.Substring(0, text.Length - 1);
            return EditorJson.Of("codeBlock", text.Length == 0 ? [] : [EditorJson.Words(text)], ("language", ""));
        }

        private IEnumerable<JsonObject> Table(IElement element, int depth)
        {
            var rows = element.QuerySelectorAll("tr").Where(row => row.Closest("table") == element)
                .Select(row => row.Children.SelectMany(cell => CellsOf(cell, depth)).ToList()).Where(row => row.Count > 0).ToList();
            if (rows.Count == 0) return [];
            var width = rows.Max(row => row.Count);
            foreach (var row in rows) while (row.Count < width) row.Add(new([], null));
            // A column keeps to the side to which all of its cells that say something keep.
            var sides = Enumerable.Range(0, width).Select(
                column => rows.Select(row => row[column]).Where(cell => cell.Words.Count > 0).Select(cell => cell.Side).Distinct().ToList()
                    is [{ } side] ? side : null).ToList();
            var table = rows.Select((row, at) => EditorJson.Of("tableRow", row.Select((cell, column) => EditorJson.Of(
                at == 0 ? "tableHeader" : "tableCell", [EditorJson.Of("paragraph", cell.Words)], ("side", sides[column])))));
            return [EditorJson.Of("table", table)];
        }

        private IEnumerable<Cell> CellsOf(IElement cell, int depth)
        {
            yield return new([.. InlinesOf(cell, depth).Where(piece => EditorJson.TypeOf(piece) != Figure)], SideOf(cell));
            var span = int.TryParse(cell.GetAttribute("colspan"), CultureInfo.InvariantCulture, out var said) ? Math.Clamp(said, 1, 50) : 1;
            for (var more = 1; more < span; more++) yield return new([], null);
        }

        private static string? SideOf(IElement cell)
        {
            var said = new[] { cell.Children.FirstOrDefault(), cell }.OfType<IElement>()
                .Select(one => Side().Match(one.GetAttribute("style") ?? "") is { Success: true } style
                    ? style.Groups["side"].Value : one.GetAttribute("align") ?? "")
                .FirstOrDefault(side => side.Length > 0, "").ToLowerInvariant();
            return said is "left" or "center" or "right" ? said : null;
        }

        private sealed record Cell(List<JsonObject> Words, string? Side);

        private IEnumerable<JsonObject> BlockAt(IElement element)
        {
            if (Guid.TryParse(element.GetAttribute("data-content-key"), out var key)) return blocks(key);
            if (UdiParser.TryParse<GuidUdi>(element.GetAttribute("data-content-udi") ?? "", out var udi)) return blocks(udi.Guid);
            around.Say("een plaats voor een blok zegt niet welk blok; het gaat niet mee.");
            return [];
        }

        private IEnumerable<JsonObject> Frame(IElement element)
        {
            var source = element.GetAttribute("src") ?? element.QuerySelector("source")?.GetAttribute("src") ?? "";
            if (source.StartsWith("//", StringComparison.Ordinal)) source = "https:" + source;
            var isWeb = LinkAddress.Of(source).Kind == LinkKind.Web;
            var how = isWeb ? "mee als link" : "niet mee";
            around.Say($"iets dat van elders werd getoond ({element.LocalName}, {Short(source)}) gaat {how}.");
            return isWeb ? [EditorJson.Paragraph(source)] : [];
        }

        private IEnumerable<JsonObject> FigureOf(IElement element, int depth)
        {
            if (place == TextPlace.Figure || element.QuerySelector("img") is not { } image || around.FileOf(image) is not { } file)
                return Blocks(element, depth);
            var caption = element.QuerySelector("figcaption") is { } words ? InlinesOf(words, depth) : [];
            return
            [
                EditorJson.File(
                    file, image.GetAttribute("alt") ?? "", IsSomething(caption) ? [EditorJson.Of("paragraph", caption)] : null),
            ];
        }

        private List<JsonObject> InlinesOf(IElement element, int depth)
        {
            var run = new List<JsonObject>();
            foreach (var child in element.ChildNodes)
            {
                if (run.Count > 0 && child is IElement block && BlockTags.Contains(block.LocalName)) run.Add(EditorJson.Words(" "));
                Inline(child, new Marks(), run, depth + 1);
            }
            return run;
        }

        private void Inline(INode node, Marks marks, List<JsonObject> run, int depth)
        {
            if (node is IText text)
            {
                var words = Collapsed(text.Data);
                if (words.Length > 0) run.Add(EditorJson.Words(words, marks));
                return;
            }
            if (node is not IElement element) return;
            var name = element.LocalName;
            if (Active.Contains(name))
            {
                if (!Silent.Contains(name)) around.Say($"‘{name}’ in de tekst gaat niet mee.");
                return;
            }
            switch (name)
            {
                case "br":
                    run.Add(EditorJson.Of("hardBreak", []));
                    return;
                case "img":
                    Image(element, run);
                    return;
                case "sup" when around.isOwn && NoteOf(element) is { } label:
                    run.Add(EditorJson.Of("noteReference", [], ("label", label)));
                    return;
                case "a":
                    marks = LinkOf(element, marks);
                    break;
                case "umb-rte-block" or "umb-rte-block-inline":
                    run.AddRange(BlockAt(element).Select(block => new JsonObject { ["type"] = Figure, ["figure"] = block }));
                    return;
            }
            var inner = name switch
            {
                "strong" or "b" => marks with { Strong = true },
                "em" or "i" or "cite" => marks with { Emphasis = true },
                "code" or "kbd" or "samp" or "tt" => marks with { Code = true },
                _ => marks,
            };
            if (depth > Deepest)
            {
                if (Plain(element.TextContent) is { Length: > 0 } plain) run.Add(EditorJson.Words(plain, inner));
                return;
            }
            foreach (var child in element.ChildNodes) Inline(child, inner, run, depth + 1);
        }

        // A link whose words are its address is one by itself.
        private Marks LinkOf(IElement element, Marks marks)
        {
            if (marks.Link is not null || around.AddressOf(element) is not { } address) return marks;
            var isBare = element.TextContent == address || "mailto:" + element.TextContent == address;
            return isBare ? marks : marks with { Link = address };
        }

        private void Image(IElement element, List<JsonObject> run)
        {
            if (around.FileOf(element) is not { } file) return;
            var alt = element.GetAttribute("alt") ?? "";
            if (place == TextPlace.Figure && file.IsPicture) run.Add(EditorJson.Picture(file, alt));
            else run.Add(new JsonObject { ["type"] = Figure, ["figure"] = EditorJson.File(file, alt) });
        }

        private static string? NoteOf(IElement element) =>
            element.Children is [{ LocalName: "a" } link] && link.GetAttribute("href") is { } href
                && href.StartsWith("#noot-", StringComparison.Ordinal)
                ? NameOf("noot-" + Uri.UnescapeDataString(href.Substring("#noot-".Length)))
                : null;

        private static string? NameOf(string id) =>
            NoteItem().Match(id) is { Success: true } note ? note.Groups["label"].Value : null;

        // The list that an export makes of the notes, with the heading above it.
        private bool IsNotes(IElement element, out List<JsonObject> notes)
        {
            notes = [];
            if (!around.isOwn) return false;
            if (element is { LocalName: "h2", Id: "noten" }) return true;
            if (element.LocalName != "ol" || element.PreviousElementSibling is not { LocalName: "h2", Id: "noten" }) return false;
            notes =
            [
                .. from item in element.Children
                   let label = NameOf(item.Id ?? "")
                   where label is not null
                   let said = item.GetAttribute(RichTextWriter.PlaceAttribute)
                   orderby int.TryParse(said, CultureInfo.InvariantCulture, out var place) ? place : 0
                   select EditorJson.Of("note", InlinesOf(item, 0), ("label", label)),
            ];
            return true;
        }

        private static string Collapsed(string text) => Blanks().Replace(text, " ");

        private static string Plain(string text) => Collapsed(text).Trim();
    }

    private const int Soon = 2000;

    [GeneratedRegex(
        @"^/?\{localLink:(?:umb://(?<kind>document|media)/)?(?<key>[0-9A-Fa-f-]{32,36})\}(?<anchor>#[^\s]*)?$",
        RegexOptions.ExplicitCapture, Soon)]
    private static partial Regex LocalLink();

    [GeneratedRegex("^umb://media/(?<key>[0-9a-fA-F-]{32,36})$", RegexOptions.ExplicitCapture, Soon)]
    private static partial Regex Udi();

    [GeneratedRegex(@"^noot-(?<label>[^\s\]]{1,200})$", RegexOptions.ExplicitCapture, Soon)]
    private static partial Regex NoteItem();

    [GeneratedRegex(@"(^|;)\s*text-align\s*:\s*(?<side>[a-z]+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, Soon)]
    private static partial Regex Side();

    [GeneratedRegex("[ \t\r\n\f]+", RegexOptions.ExplicitCapture, Soon)]
    private static partial Regex Blanks();
}

/// <summary>What a text stands in.</summary>
internal enum TextPlace
{
    /// <summary>The page itself.</summary>
    Page,

    /// <summary>A container, in which a heading is no part of the outline.</summary>
    Container,

    /// <summary>A figure, in which a picture stands as it is.</summary>
    Figure,
}
