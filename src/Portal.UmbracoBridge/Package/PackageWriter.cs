using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Model;

namespace Portal.UmbracoBridge.Package;

/// <summary>
/// Writes an export as a package.zip: package.xml, and the files below <c>media/</c>. Every node is looked at by the rules of the importer
/// as it is written; the same content gives the same bytes.
/// </summary>
internal sealed class PackageWriter(UmbracoExport export, IProgress<PackageProgress>? progress = null)
{
    private const int Step = 500;

    // The first moment that a zip can say: the day of an export is no content.
    private static readonly DateTimeOffset NoMoment = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly PackageRules rules = new(export);
    private int done;
    private int all;

    /// <summary>Writes it.</summary>
    /// <exception cref="ExportRefused">The package would not come through; what was written is no package.</exception>
    public async Task WriteAsync(Stream into, CancellationToken stop)
    {
        var problems = rules.OfTypes();
        if (problems.Count > 0) throw new ExportRefused(problems);
        all = export.AllContent.Count();
        await using var zip = new ZipArchive(into, ZipArchiveMode.Create, leaveOpen: true);
        await using (var xml = await OpenEntryAsync(zip, "package.xml", stop)) WriteXml(xml, stop);
        var files = export.AllMedia.Where(node => node.FilePath is not null).ToList();
        foreach (var node in files) await WriteFileAsync(zip, node, stop);
        problems = rules.Found;
        if (problems.Count > 0) throw new ExportRefused(problems);
    }

    private static async Task<Stream> OpenEntryAsync(ZipArchive zip, string name, CancellationToken stop)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = NoMoment;
        return await entry.OpenAsync(stop);
    }

    // Named and not there, a file would keep the target from starting.
    private async Task WriteFileAsync(ZipArchive zip, UmbracoNode node, CancellationToken stop)
    {
        await using var bytes = await export.OpenAsync(node, stop);
        if (bytes is null)
        {
            rules.Refuse($"{node.Id}: het bestand is tijdens het uitvoeren veranderd of weggehaald. Voer nog een keer uit.");
            return;
        }
        await using var entry = await OpenEntryAsync(zip, "media" + node.FilePath, stop);
        await bytes.CopyToAsync(entry, stop);
        rules.Written(node);
    }

    private void WriteXml(Stream stream, CancellationToken stop)
    {
        using var xml = XmlWriter.Create(
            stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" });
        xml.WriteStartElement("umbPackage");
        new XElement("info", new XElement("package", new XElement("name", export.Name))).WriteTo(xml);
        All("DataTypes", export.DataTypes.Where(type => !type.IsBuiltIn).Select(PackageXml.DataType));
        All("Languages", [PackageXml.Language(UmbracoExport.Culture)]);
        All("DictionaryItems", export.Words.Select(word => PackageXml.Word(word, UmbracoExport.Culture)));
        All("Templates", export.Templates.Select(PackageXml.Template));
        All("DocumentTypes", export.Types.Select(PackageXml.DocumentType));
        All("MediaTypes", export.MediaTypes.Select(PackageXml.MediaType));
        xml.WriteStartElement("Documents");
        xml.WriteStartElement("DocumentSet");
        xml.WriteAttributeString("importMode", "root");
        rules.Siblings(export.Content, "de wortel");
        foreach (var node in export.Content) WriteNode(xml, node, -1, "-1", PackageXml.Content, stop);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("MediaItems");
        xml.WriteStartElement("MediaSet");
        rules.Siblings(export.Media, "de wortel van de media");
        foreach (var node in export.Media) WriteNode(xml, node, -1, "-1", PackageXml.Media, stop);
        xml.WriteEndElement();
        xml.WriteEndElement();
        All("Stylesheets", []);
        All("Scripts", []);
        All("PartialViews", export.Parts.Select(PackageXml.Part));
        xml.WriteEndElement();

        void All(string name, IEnumerable<XElement> elements)
        {
            xml.WriteStartElement(name);
            foreach (var element in elements) element.WriteTo(xml);
            xml.WriteEndElement();
        }
    }

    // A node's text is made, written and forgotten before that of the next one.
    private void WriteNode(
        XmlWriter xml, UmbracoNode node, int parent, string above,
        Func<UmbracoNode, int, string, IEnumerable<KeyValuePair<string, string>>, XElement> make, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var path = string.Create(CultureInfo.InvariantCulture, $"{above},{node.Number}");
        var values = node.Values();
        rules.Check(node, values);
        var element = make(node, parent, path, values);
        xml.WriteStartElement(element.Name.LocalName);
        foreach (var attribute in element.Attributes()) xml.WriteAttributeString(attribute.Name.LocalName, attribute.Value);
        foreach (var value in element.Elements()) value.WriteTo(xml);
        if (++done % Step == 0 && done <= all) progress?.Report(new(done, all));
        rules.Siblings(node.Children, node.Id);
        foreach (var child in node.Children) WriteNode(xml, child, node.Number, path, make, stop);
        xml.WriteEndElement();
    }
}

/// <summary>How far an export is.</summary>
/// <param name="Done">Nodes written.</param>
/// <param name="All">Nodes there are.</param>
internal sealed record PackageProgress(int Done, int All);
