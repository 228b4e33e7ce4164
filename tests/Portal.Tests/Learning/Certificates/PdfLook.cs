using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using System.Text;

namespace Portal.Tests.Learning.Certificates;

/// <summary>
/// Looks at a PDF of one page as a reader's program does: by its objects, and its text through the fonts' own tables of letters.
/// </summary>
internal sealed class PdfLook
{
    private static readonly HashSet<string> Marks = ["Tj", "TJ", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"];

    private readonly string raw;
    private readonly Dictionary<int, int> places = [];
    private readonly Dictionary<string, object> trailer;
    private readonly Dictionary<string, object> page;
    private readonly List<(string Operator, List<object> Operands)> commands;

    public PdfLook(byte[] file)
    {
        raw = Encoding.Latin1.GetString(file);
        var table = new PdfReader(raw, raw.LastIndexOf("startxref", StringComparison.Ordinal) + "startxref".Length);
        table = new PdfReader(raw, (int)(double)table.Next()!);
        Assert.Equal([new PdfWord("xref"), 0.0], [table.Next()!, table.Next()!]);
        var count = (int)(double)table.Next()!;
        for (var number = 0; number < count; number++)
        {
            places[number] = (int)(double)table.Next()!;
            Assert.Equal([number == 0 ? 65535.0 : 0.0, new PdfWord(number == 0 ? "f" : "n")], [table.Next()!, table.Next()!]);
        }
        Assert.Equal(new PdfWord("trailer"), table.Next());
        trailer = (Dictionary<string, object>)table.Next()!;
        page = Dictionary(((List<object>)Dictionary(Catalog["Pages"])["Kids"]).Single());
        commands = [.. new PdfReader(StreamOf(page["Contents"])).Commands()];
    }

    public Dictionary<string, object> Catalog => Dictionary(trailer["Root"]);

    public Dictionary<string, object> Information => Dictionary(trailer["Info"]);

    /// <summary>What the page may be clicked on.</summary>
    public IEnumerable<Dictionary<string, object>> Annotations => ((List<object>)page["Annots"]).Select(Dictionary);

    public string Metadata => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(StreamOf(Catalog["Metadata"])));

    public byte[] Identifier => (byte[])((List<object>)trailer["ID"])[0];

    /// <summary>An object, wherever it stands.</summary>
    public object Resolve(object value)
    {
        if (value is not PdfReference { Number: var number }) return value;
        var reader = new PdfReader(raw, places[number]);
        Assert.Equal([(double)number, 0.0, new PdfWord("obj")], [reader.Next()!, reader.Next()!, reader.Next()!]);
        return reader.Next()!;
    }

    /// <summary>A dictionary, wherever it stands.</summary>
    public Dictionary<string, object> Dictionary(object value) => (Dictionary<string, object>)Resolve(value);

    /// <summary>A text, wherever it stands.</summary>
    public string Words(object value) => Resolve(value) is byte[] and [0xFE, 0xFF, .. var wide]
        ? Encoding.BigEndianUnicode.GetString(wide)
        : Encoding.ASCII.GetString((byte[])Resolve(value));

    /// <summary>The tree in the order of reading.</summary>
    public IEnumerable<string> Structure() => Elements().Select(TagOf);

    /// <summary>The words that stand for a picture or a link.</summary>
    public string WordsOf(string tag) => Words(Elements().Single(element => TagOf(element) == tag)["Alt"]);

    /// <summary>What is read aloud and copied in place of what can be seen.</summary>
    public IEnumerable<string> ReadInstead() =>
        Elements().Where(element => element.ContainsKey("ActualText")).Select(element => Words(element["ActualText"]));

    /// <summary>What a reader copies or hears.</summary>
    public string Text() => string.Join('\n', Parts().Select(part => part.Text));

    /// <summary>How far the lowest line stands from the lower edge, in points.</summary>
    public double LowestText()
    {
        var (place, line, kept, lowest) = (Matrix3x2.Identity, Matrix3x2.Identity, new Stack<Matrix3x2>(), double.MaxValue);
        foreach (var (word, operands) in commands)
            switch (word)
            {
                case "q":
                    kept.Push(place);
                    break;
                case "Q":
                    place = kept.Pop();
                    break;
                case "cm":
                    place = MatrixOf(operands) * place;
                    break;
                case "BT":
                    line = Matrix3x2.Identity;
                    break;
                case "Tm":
                    line = MatrixOf(operands);
                    break;
                case "Td":
                    line = Matrix3x2.CreateTranslation((float)(double)operands[0], (float)(double)operands[1]) * line;
                    break;
                case "Tj" or "TJ":
                    lowest = Math.Min(lowest, (line * place).M32);
                    break;
            }
        return lowest;
    }

    /// <summary>
    /// Marks outside any tag or artifact, parts that no place in the tree reads, and places that read a part that is not there.
    /// </summary>
    public IEnumerable<string> MarksOutsideTheStructure()
    {
        var (depth, wrong) = (0, new List<string>());
        foreach (var (word, _) in commands)
        {
            if (word is "BDC" or "BMC") depth++;
            else if (word == "EMC") depth--;
            else if (Marks.Contains(word) && depth != 1) wrong.Add(word);
        }
        if (depth != 0) wrong.Add("not closed");
        var read = Elements().SelectMany(Kids).OfType<double>().Order();
        var written = Parts().Where(part => part.Tag != "Artifact").Select(part => part.Number).Order();
        return read.SequenceEqual(written) ? wrong : [.. wrong, $"read {string.Join(' ', read)}, written {string.Join(' ', written)}"];
    }

    /// <summary>The fonts inside the file.</summary>
    public IEnumerable<byte[]> FontPrograms() =>
        Fonts().Values.Select(font => Dictionary(((List<object>)Dictionary(font)["DescendantFonts"])[0]))
            .Select(font => Encoding.Latin1.GetBytes(StreamOf(Dictionary(font["FontDescriptor"])["FontFile2"])));

    private Dictionary<string, object> Fonts() => Dictionary(Dictionary(page["Resources"])["Font"]);

    private IEnumerable<Dictionary<string, object>> Elements() => Kids(Dictionary(Catalog["StructTreeRoot"])).SelectMany(Below);

    private IEnumerable<Dictionary<string, object>> Below(object kid) =>
        kid is PdfReference && Dictionary(kid) is var element && element.ContainsKey("S")
            ? [element, .. Kids(element).SelectMany(Below)]
            : [];

    private List<object> Kids(Dictionary<string, object> element) => Resolve(element["K"]) as List<object> ?? [element["K"]];

    private static string TagOf(Dictionary<string, object> element) => ((PdfName)element["S"]).Name;

    // Every marked part of the page with the letters in it.
    private List<(string Tag, double Number, string Text)> Parts()
    {
        var parts = new List<(string, double, string)>();
        var (tag, number, text) = ("", -1.0, new StringBuilder());
        Dictionary<int, string> letters = [];
        foreach (var (word, operands) in commands)
            switch (word)
            {
                case "BMC" or "BDC":
                    tag = ((PdfName)operands[0]).Name;
                    number = word == "BDC" && ((Dictionary<string, object>)operands[1]).TryGetValue("MCID", out var id) ? (double)id : -1;
                    break;
                case "EMC":
                    parts.Add((tag, number, text.ToString()));
                    text.Clear();
                    break;
                case "Tf":
                    letters = LettersOf(((PdfName)operands[0]).Name);
                    break;
                case "Tj" or "TJ":
                    foreach (var code in (operands[0] as List<object> ?? operands).OfType<byte[]>().SelectMany(shown => shown.Chunk(2)))
                        text.Append(letters[code[0] << 8 | code[1]]);
                    break;
            }
        return parts;
    }

    // The table from codes to letters, in ranges: <0000> <0002> [<0000> <0042> <00660069>], or <0041> <005A> <0041>.
    private Dictionary<int, string> LettersOf(string font)
    {
        var letters = new Dictionary<int, string>();
        foreach (var (word, operands) in new PdfReader(StreamOf(Dictionary(Fonts()[font])["ToUnicode"])).Commands())
            if (word == "endbfrange")
                foreach (var range in operands.Chunk(3))
                    for (var code = Code(range[0]); code <= Code(range[1]); code++)
                        letters[code] = range[2] is List<object> each
                            ? Encoding.BigEndianUnicode.GetString((byte[])each[code - Code(range[0])])
                            : char.ConvertFromUtf32(Code(range[2]) + code - Code(range[0]));
            else if (word == "endbfchar")
                foreach (var pair in operands.Chunk(2)) letters[Code(pair[0])] = Encoding.BigEndianUnicode.GetString((byte[])pair[1]);
        return letters;
    }

    private static int Code(object bytes) => ((byte[])bytes).Aggregate(0, (code, part) => code << 8 | part);

    private static Matrix3x2 MatrixOf(List<object> numbers)
    {
        var n = numbers.Select(number => (float)(double)number).ToList();
        return new Matrix3x2(n[0], n[1], n[2], n[3], n[4], n[5]);
    }

    private string StreamOf(object value)
    {
        var reader = new PdfReader(raw, places[((PdfReference)value).Number]);
        for (var skipped = 0; skipped < 3; skipped++) reader.Next(); // 12 0 obj
        var about = (Dictionary<string, object>)reader.Next()!;
        Assert.Equal(new PdfWord("stream"), reader.Next());
        var begin = reader.At + (raw[reader.At] == '\r' ? 2 : 1);
        var bytes = Encoding.Latin1.GetBytes(raw[begin..(begin + (int)(double)Resolve(about["Length"]))]);
        if (!about.ContainsKey("Filter")) return Encoding.Latin1.GetString(bytes);
        using var zlib = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var output = new MemoryStream();
        zlib.CopyTo(output);
        // A reader of .NET takes a stream without its checksum (RFC 1950, Adler-32); others complain.
        var (one, two) = (1, 0);
        foreach (var part in output.ToArray())
        {
            one = (one + part) % 65521;
            two = (two + one) % 65521;
        }
        Assert.Equal(two << 16 | one, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(bytes.Length - 4)));
        return Encoding.Latin1.GetString(output.ToArray());
    }
}
