using System.Text;
using static Portal.Learning.Certificates.Paper.PdfFile;

namespace Portal.Learning.Certificates.Paper;

/// <summary>
/// One sheet on which every mark belongs to something: a heading, a paragraph, a picture with words, or decoration that a screen
/// reader passes over (PDF/UA-1, ISO 14289-1). Places are in points from the upper left corner.
/// </summary>
internal sealed class TaggedPage(double width, double height)
{
    private readonly StringBuilder marks = new();
    private readonly Dictionary<PaperFont, SortedDictionary<int, char>> used = [];
    private readonly Element root = new("Document", null);
    private readonly List<Element> owners = [];
    private readonly List<(Element Element, string Address, string Words, string Place)> links = [];
    private Element? open;

    /// <summary>Points.</summary>
    public double Width => width;

    /// <summary>Points.</summary>
    public double Height => height;

    private Element Current => open ?? root;

    /// <summary>A part with parts in it, e.g. a list (L, LI).</summary>
    public void Group(string tag, Action content)
    {
        var before = open;
        open = Current.Add(tag);
        content();
        open = before;
    }

    /// <summary>What decorates.</summary>
    public void Decorate(string drawing) => marks.Append(Inv($"/Artifact BMC\nq\n{drawing}Q\nEMC\n"));

    /// <summary>A picture with words for who does not see it.</summary>
    public void Picture(string words, double x, double y, double size, string drawing)
    {
        var figure = Current.Add("Figure", Inv($"/Alt{PdfFile.Text(words)}/A<</O/Layout/BBox[{Box(x, y, size, size)}]>>"));
        Mark(figure, $"q\n{drawing}Q\n");
    }

    /// <summary>Text in lines of at most this width; gives where the next may begin.</summary>
    public double Text(string tag, string text, TextStyle style, double x, double y, double lineWidth)
    {
        var lines = style.Face == "heading" ? style.BalancedLines(text, lineWidth) : style.Lines(text, lineWidth);
        Mark(Current.Add(tag), Written(lines, style, x, y));
        return y + lines.Count * style.LineHeight;
    }

    /// <summary>The same as a link.</summary>
    public double Link(string text, string address, string words, TextStyle style, double x, double y, double lineWidth)
    {
        var lines = style.Lines(text, lineWidth);
        var link = Current.Add("P").Add("Link", $"/Alt{PdfFile.Text(words)}");
        Mark(link, Written(lines, style, x, y));
        links.Add((link, address, words, Box(x, y, lines.Max(style.WidthOf), lines.Count * style.LineHeight)));
        return y + lines.Count * style.LineHeight;
    }

    /// <summary>The file.</summary>
    public byte[] Save(string title, string author, string subject, DateTimeOffset madeAt)
    {
        var file = new PdfFile();
        var (catalog, pages, page, tree) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        root.Number(file);
        var notes = links.Select((link, n) => file.Add(Inv(
            $"<</Type/Annot/Subtype/Link/Rect[{link.Place}]/Border[0 0 0]/F 4/Contents{PdfFile.Text(link.Words)}/StructParent {n + 1}/A<</S/URI/URI({Escape(link.Address)})>>>>"))).ToList();
        for (var n = 0; n < links.Count; n++) links[n].Element.Kids.Add(Inv($"<</Type/OBJR/Obj {notes[n]} 0 R/Pg {page} 0 R>>"));
        root.Write(file, tree, page);

        var parents = string.Concat(links.Select((link, n) => Inv($" {n + 1} {link.Element.Object} 0 R")));
        file.Set(tree, Inv($"<</Type/StructTreeRoot/K {root.Object} 0 R/ParentTree<</Nums[0[{string.Join(' ', owners.Select(owner => Inv($"{owner.Object} 0 R")))}]{parents}]>>/ParentTreeNextKey {links.Count + 1}>>"));
        var content = file.AddStream("", Encoding.Latin1.GetBytes(marks.ToString()));
        var fonts = string.Concat(used.Select(font => Inv($"/{NameOf(font.Key)} {PdfFonts.Write(file, font.Key, font.Value)} 0 R")));
        file.Set(page, Inv($"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {width:0.##} {height:0.##}]/Resources<</Font<<{fonts}>>>>/Contents {content} 0 R/Annots[{string.Join(' ', notes.Select(note => Inv($"{note} 0 R")))}]/StructParents 0/Tabs/S>>"));
        file.Set(pages, Inv($"<</Type/Pages/Kids[{page} 0 R]/Count 1>>"));
        var metadata = file.AddStream("/Type/Metadata/Subtype/XML", Encoding.UTF8.GetBytes(PdfMetadata.Of(title, author, subject, madeAt)), compressed: null);
        file.Set(catalog, Inv($"<</Type/Catalog/Pages {pages} 0 R/Lang(nl)/MarkInfo<</Marked true>>/StructTreeRoot {tree} 0 R/ViewerPreferences<</DisplayDocTitle true>>/Metadata {metadata} 0 R>>"));
        var information = file.Add(Inv($"<</Title{PdfFile.Text(title)}/Author{PdfFile.Text(author)}/Subject{PdfFile.Text(subject)}/CreationDate(D:{madeAt.UtcDateTime:yyyyMMddHHmmss}Z)>>"));
        return file.Save(catalog, information);
    }

    /// <summary>The operator that sets a colour, to fill or to draw lines with.</summary>
    public static string Colour(string colour, bool lines = false)
    {
        var parts = Convert.FromHexString(colour.AsSpan(1)).Select(part => Inv($"{part / 255.0:0.###}"));
        return $"{string.Join(' ', parts)} {(lines ? "RG" : "rg")}\n";
    }

    private void Mark(Element element, string drawing)
    {
        element.Kids.Add(Inv($"{owners.Count}"));
        marks.Append(Inv($"/{element.Tag}<</MCID {owners.Count}>>BDC\n{drawing}EMC\n"));
        owners.Add(element);
    }

    private string Written(IReadOnlyList<string> lines, TextStyle style, double x, double y)
    {
        var text = new StringBuilder("BT\n").Append(Colour(style.Colour));
        foreach (var line in lines)
        {
            // The letters stand in the middle of the line's height, as in a browser.
            var baseline = height - y - (style.LineHeight + 0.7 * style.Size) / 2;
            text.Append(Inv($"1 0 0 1 {x:0.##} {baseline:0.##} Tm\n"));
            // A line ends with a space, or what is copied runs its words together.
            foreach (var (font, run) in PaperFonts.RunsOf(style.Face, line == lines[^1] ? line : line + " "))
                text.Append(Inv($"/{NameOf(font)} {style.Size:0.##} Tf <{string.Concat(run.Select(letter => Use(font, letter).ToString("X4", System.Globalization.CultureInfo.InvariantCulture)))}> Tj\n"));
            y += style.LineHeight;
        }
        return text.Append("ET\n").ToString();
    }

    private int Use(PaperFont font, char letter)
    {
        if (!used.TryGetValue(font, out var letters)) used[font] = letters = [];
        var glyph = font.GlyphOf(letter);
        letters[glyph] = letter;
        return glyph;
    }

    private static string NameOf(PaperFont font) => font.Name.Replace("-", "", StringComparison.Ordinal);

    private string Box(double x, double y, double w, double h) => Inv($"{x:0.##} {height - y - h:0.##} {x + w:0.##} {height - y:0.##}");

    private static string Escape(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("(", @"\(", StringComparison.Ordinal).Replace(")", @"\)", StringComparison.Ordinal);

    // A node of the tree that a screen reader walks.
    private sealed class Element(string tag, Element? parent, string more = "")
    {
        private readonly List<Element> children = [];

        public string Tag => tag;

        public int Object { get; private set; }

        public List<string> Kids { get; } = [];

        public Element Add(string childTag, string childMore = "")
        {
            var child = new Element(childTag, this, childMore);
            children.Add(child);
            return child;
        }

        public void Number(PdfFile file)
        {
            Object = file.Reserve();
            foreach (var child in children) child.Number(file);
        }

        public void Write(PdfFile file, int tree, int page)
        {
            var kids = string.Join(' ', [.. Kids, .. children.Select(child => Inv($"{child.Object} 0 R"))]);
            file.Set(Object, Inv($"<</Type/StructElem/S/{tag}/P {parent?.Object ?? tree} 0 R/Pg {page} 0 R{more}/K[{kids}]>>"));
            foreach (var child in children) child.Write(file, tree, page);
        }
    }
}
