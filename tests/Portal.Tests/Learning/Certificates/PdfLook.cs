using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Tests.Learning.Certificates;

/// <summary>Reads one of our PDFs as a reader's program does: by its objects, and its text through the fonts' own tables of letters.</summary>
internal sealed partial class PdfLook
{
    private readonly Dictionary<int, string> objects;
    private readonly string content;

    public PdfLook(byte[] file)
    {
        Raw = Encoding.Latin1.GetString(file);
        objects = Object().Matches(Raw).ToDictionary(match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture), match => match.Groups["body"].Value);
        content = StreamOf(Refer(objects.Values.Single(body => body.StartsWith("<</Type/Page/", StringComparison.Ordinal)), "Contents"));
    }

    public string Raw { get; }

    public string Catalog => objects.Values.Single(body => body.StartsWith("<</Type/Catalog", StringComparison.Ordinal));

    public string Title => Words(Field(objects.Values.Single(body => body.Contains("/CreationDate", StringComparison.Ordinal)), "Title"));

    public string Metadata => objects.Values.Single(body => body.StartsWith("<</Type/Metadata", StringComparison.Ordinal));

    /// <summary>What a reader copies or hears.</summary>
    public string Text => Read();

    /// <summary>How far the lowest line stands from the lower edge, in points.</summary>
    public double LowestText => Place().Matches(content).Min(match => double.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture));

    /// <summary>The tree in the order of reading.</summary>
    public IEnumerable<string> Structure() => Below(objects[Refer(objects.Values.Single(body => body.StartsWith("<</Type/StructTreeRoot", StringComparison.Ordinal)), "K")]);

    /// <summary>The words that stand for a picture.</summary>
    public string WordsOf(string tag) => Words(Field(objects.Values.Single(body => body.StartsWith($"<</Type/StructElem/S/{tag}/", StringComparison.Ordinal)), "Alt"));

    /// <summary>Operators that draw, outside any tag or artifact; and tags that are not closed.</summary>
    public IReadOnlyList<string> MarksOutsideTheStructure()
    {
        var (depth, wrong) = (0, new List<string>());
        foreach (var line in content.Split('\n'))
            if (line.EndsWith("BDC", StringComparison.Ordinal) || line.EndsWith("BMC", StringComparison.Ordinal)) depth++;
            else if (line == "EMC") depth--;
            else if (depth != 1 && line.Length > 0) wrong.Add(line);
        if (depth != 0) wrong.Add("not closed");
        return wrong;
    }

    public IEnumerable<byte[]> FontPrograms() => objects.Where(entry => entry.Value.StartsWith("<</Length1", StringComparison.Ordinal)).Select(entry => Encoding.Latin1.GetBytes(StreamOf(entry.Key)));

    private IEnumerable<string> Below(string element)
    {
        yield return element["<</Type/StructElem/S/".Length..element.IndexOf("/P ", StringComparison.Ordinal)];
        foreach (Match kid in Reference().Matches(element[element.LastIndexOf("/K[", StringComparison.Ordinal)..]))
            if (objects[int.Parse(kid.Groups["number"].Value, CultureInfo.InvariantCulture)] is var child && child.StartsWith("<</Type/StructElem", StringComparison.Ordinal))
                foreach (var deeper in Below(child)) yield return deeper;
    }

    private string Read()
    {
        var text = new StringBuilder();
        foreach (var line in content.Split('\n'))
            if (line == "BT") text.Append(text.Length > 0 ? "\n" : "");
            else if (Shown().Match(line) is { Success: true } shown)
            {
                var letters = LettersOf(shown.Groups["font"].Value);
                foreach (var glyph in shown.Groups["glyphs"].Value.Chunk(4)) text.Append(letters[new string(glyph)]);
            }
        return text.ToString();
    }

    private Dictionary<string, char> LettersOf(string font)
    {
        var resources = objects.Values.Single(body => body.StartsWith("<</Type/Page/", StringComparison.Ordinal));
        var table = StreamOf(Refer(objects[Refer(resources, font)], "ToUnicode"));
        return Letter().Matches(table).ToDictionary(match => match.Groups["glyph"].Value, match => (char)int.Parse(match.Groups["letter"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }

    private string StreamOf(int number)
    {
        var body = objects[number];
        var bytes = Encoding.Latin1.GetBytes(body[(body.IndexOf("stream\n", StringComparison.Ordinal) + 7)..body.LastIndexOf("\nendstream", StringComparison.Ordinal)]);
        using var zlib = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var output = new MemoryStream();
        zlib.CopyTo(output);
        return Encoding.Latin1.GetString(output.ToArray());
    }

    private static string Field(string body, string name)
    {
        var begin = body.IndexOf($"/{name}<", StringComparison.Ordinal) + name.Length + 2;
        return body[begin..body.IndexOf('>', begin)];
    }

    private static int Refer(string body, string name)
    {
        var begin = body.IndexOf($"/{name} ", StringComparison.Ordinal) + name.Length + 2;
        return int.Parse(body[begin..body.IndexOf(' ', begin)], CultureInfo.InvariantCulture);
    }

    private static string Words(string hex) => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(hex))[1..];

    [GeneratedRegex(@"(?<number>\d+) 0 obj\n(?<body>.*?)\nendobj\n", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 5000)]
    private static partial Regex Object();

    [GeneratedRegex(@"(?<number>\d+) 0 R", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"^1 0 0 1 \S+ (?<y>\S+) Tm$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"^/(?<font>\S+) \S+ Tf <(?<glyphs>[0-9A-F]*)> Tj$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shown();

    [GeneratedRegex("^<(?<glyph>[0-9A-F]{4})> <(?<letter>[0-9A-F]{4})>$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Letter();
}
