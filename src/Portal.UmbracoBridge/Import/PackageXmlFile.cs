using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Portal.Content.Transfers;

namespace Portal.UmbracoBridge.Import;

/// <summary>
/// The package.xml of a package, unpacked to a file that goes when it is closed. It is read twice and never held: first what stands around
/// the content, for a back office may write that behind it, then the content, a node at a time.
/// </summary>
internal sealed class PackageXmlFile : IAsyncDisposable
{
    private const long LargestXml = 200_000_000;
    private const int Deepest = 500, MostElements = 4_000_000, MostParts = 500_000;

    // What is asked of a package besides its content.
    private static readonly HashSet<string> Parts =
        ["info", "files", "Macros", "DataTypes", "DocumentTypes", "MediaTypes", "Languages"];

    private readonly FileStream file;

    private PackageXmlFile(FileStream file) => this.file = file;

    /// <summary>Unpacks it.</summary>
    /// <exception cref="Portal.Platform.RuleBroken">It is too long, or not what the zip says.</exception>
    public static async Task<PackageXmlFile> UnpackAsync(ZipArchiveEntry entry, CancellationToken stop)
    {
        var unpacked = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await PortableZip.CopyAsync(entry, unpacked, LargestXml, stop);
            return new(unpacked);
        }
        catch
        {
            await unpacked.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => file.DisposeAsync();

    /// <summary>
    /// The root with what is asked of it, without content; and the sign of an old package that stands in its content, or null.
    /// </summary>
    /// <exception cref="ImportRefused">It is no XML, or more of it than is taken.</exception>
    public (XElement Root, string? Old) ReadParts(CancellationToken stop) => Read(xml =>
    {
        xml.MoveToContent();
        var root = new XElement(XName.Get(xml.LocalName, xml.NamespaceURI));
        var (elements, isNode, old) = (0, new bool[Deepest + 2], (string?)null);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.Depth > Deepest) throw new ImportRefused($"In package.xml staan meer dan {Deepest} lagen in elkaar.");
            if (++elements % 10_000 == 0) stop.ThrowIfCancellationRequested();
            if (elements > MostElements) throw TooMuch();
            if (xml.Depth == 1 && Parts.Contains(xml.LocalName)) root.Add(PartOf(xml, ref elements));
            else
            {
                isNode[xml.Depth] = xml.LocalName == "node";
                if (xml.LocalName == "data" && isNode[xml.Depth - 1]) old = "node/data";
            }
        }
        return (root, old);
    });

    /// <summary>Goes along the nodes of content and media.</summary>
    /// <param name="read">Reads the one that the reader stands at, and all below it; told whether it is media.</param>
    public void ReadNodes(Action<XmlReader, bool> read) => Read(xml =>
    {
        xml.MoveToContent();
        xml.Read();
        while (xml.Depth > 0)
        {
            var isMedia = xml.LocalName == "MediaItems";
            if (xml.NodeType == XmlNodeType.Element && xml.Depth == 1 && (isMedia || xml.LocalName == "Documents"))
                Inside(xml, () =>
                {
                    if (xml.LocalName == (isMedia ? "MediaSet" : "DocumentSet")) Inside(xml, () => read(xml, isMedia));
                    else xml.Skip();
                });
            else if (xml.NodeType == XmlNodeType.Element) xml.Skip();
            else xml.Read();
        }
        return true;
    });

    /// <summary>All text of the element that the reader stands at, which is passed by then; null when it is longer than may be.</summary>
    public static string? TextOf(XmlReader xml, int most)
    {
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return "";
        }
        var (depth, first, more) = (xml.Depth, "", (StringBuilder?)null);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
                continue;
            var text = xml.Value;
            if (first.Length == 0 && more is null) first = text;
            else (more ??= new StringBuilder(first)).Append(text);
            if ((more?.Length ?? first.Length) > most) more = new StringBuilder(most + 1).Append(' ', most + 1);
        }
        xml.Read();
        return (more?.Length ?? first.Length) > most ? null : more?.ToString() ?? first;
    }

    // Each element inside the one that the reader stands at, which is passed by then.
    private static void Inside(XmlReader xml, Action each)
    {
        var (depth, isEmpty) = (xml.Depth, xml.IsEmptyElement);
        xml.Read();
        if (isEmpty) return;
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element) each();
            else xml.Read();
        }
        xml.Read();
    }

    private static XElement PartOf(XmlReader xml, ref int elements)
    {
        var open = new Stack<XElement>();
        while (true)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                if (++elements > MostElements || open.Count > Deepest) throw TooMuch();
                var (element, isEmpty) = (new XElement(XName.Get(xml.LocalName, xml.NamespaceURI)), xml.IsEmptyElement);
                if (open.TryPeek(out var parent)) parent.Add(element);
                for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
                {
                    if (xml.Prefix.Length == 0 && xml.LocalName != "xmlns") element.Add(new XAttribute(xml.LocalName, xml.Value));
                    elements++;
                }
                xml.MoveToElement();
                if (isEmpty && open.Count == 0) return element;
                if (!isEmpty) open.Push(element);
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                var closed = open.Pop();
                if (open.Count == 0) return closed;
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) open.Peek().Add(new XText(xml.Value));
            xml.Read();
        }
    }

    private static ImportRefused TooMuch() =>
        new("In package.xml staat meer dan een pakket van een site ooit heeft. Het wordt niet gelezen.");

    private T Read<T>(Func<XmlReader, T> read)
    {
        file.Position = 0;
        try
        {
            using var xml = XmlReader.Create(file, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = LargestXml,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                CloseInput = false,
            });
            return read(xml);
        }
        catch (XmlException problem) when (problem.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw new ImportRefused("In package.xml staat een DTD of een eigen entiteit. Zo’n pakket nemen we niet aan.");
        }
        catch (XmlException problem)
        {
            throw new ImportRefused(string.Create(
                CultureInfo.InvariantCulture,
                $"package.xml is geen geldige XML (regel {problem.LineNumber}, teken {problem.LinePosition})."));
        }
    }
}
