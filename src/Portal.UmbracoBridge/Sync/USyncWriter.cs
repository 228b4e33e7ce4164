using System.Text;
using System.Xml;
using System.Xml.Linq;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Package;

namespace Portal.UmbracoBridge.Sync;

/// <summary>
/// Writes an export as the folder of files that uSync takes in: unlike a package it can be taken in again and again, changes what is
/// there, and says what is online and what is planned.
/// </summary>
internal sealed class USyncWriter(UmbracoExport export, IProgress<PackageProgress>? progress = null)
{
    /// <summary>The format that was written for.</summary>
    public const string Format = "10.7.0";

    /// <summary>Below which folder uSync of Umbraco 17 looks.</summary>
    public const string Root = "uSync/v17";

    private const int Step = 500;
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(false),
        Indent = true,
        NewLineChars = "\n",
    };

    private readonly PackageRules rules = new(export);
    private int done;

    /// <summary>Writes it into a folder that is not there yet.</summary>
    /// <exception cref="ExportRefused">It would not come through; what was written went again.</exception>
    /// <exception cref="IOException">The folder is there, or cannot be written.</exception>
    public async Task WriteAsync(string folder, CancellationToken stop)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException($"De map {folder} is niet leeg. Geef een nieuwe of lege map op.");
        var isWhole = false;
        try
        {
            await WriteAllAsync(folder, stop);
            isWhole = true;
        }
        finally
        {
            if (!isWhole && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private async Task WriteAllAsync(string folder, CancellationToken stop)
    {
        var problems = rules.OfTypes();
        if (problems.Count > 0) throw new ExportRefused(problems);
        var root = Path.Combine(folder, Root);
        var types = export.Types.ToDictionary(type => type.Alias);
        Write(root, "usync", new XElement("uSync", new XAttribute("version", Format)));
        foreach (var type in export.DataTypes.Where(type => !type.IsBuiltIn)) Write(root, $"DataTypes/{type.Key}", USyncXml.DataType(type));
        Write(root, $"Languages/{UmbracoExport.Culture.ToLowerInvariant()}", USyncXml.Language(UmbracoExport.Culture));
        foreach (var word in export.Words) Write(root, $"Dictionary/{word.Name}", USyncXml.Word(word, UmbracoExport.Culture));
        foreach (var view in export.Templates) Write(root, $"Templates/{view.Alias}", USyncXml.Template(view));
        foreach (var type in export.Types) Write(root, $"ContentTypes/{type.Alias}", USyncXml.ContentType(type, types));
        foreach (var type in export.MediaTypes) Write(root, $"MediaTypes/{type.Alias}", USyncXml.MediaType(type));
        rules.Siblings(export.Content, "de wortel");
        foreach (var node in export.Content) WriteContent(root, node, null, "", isAboveOnline: true, stop);
        rules.Siblings(export.Media, "de wortel van de media");
        foreach (var node in export.Media) await WriteMediaAsync(folder, root, node, null, "", stop);
        foreach (var view in export.Parts)
        {
            var path = Path.Combine(folder, "Views", "Partials", view.Alias);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, view.Razor, Settings.Encoding, stop);
        }
        problems = rules.Found;
        if (problems.Count > 0) throw new ExportRefused(problems);
    }

    // Under what is offline nothing can be online.
    private void WriteContent(string root, UmbracoNode node, UmbracoNode? parent, string above, bool isAboveOnline, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var values = node.Values();
        rules.Check(node, values);
        var (path, isOnline) = ($"{above}/{PartOf(node)}", isAboveOnline && node.IsOnline);
        Write(root, $"Content/{node.Key}", USyncXml.Content(node, parent, path, values, isOnline));
        if (++done % Step == 0) progress?.Report(new(done, export.AllContent.Count()));
        rules.Siblings(node.Children, node.Id);
        foreach (var child in node.Children) WriteContent(root, child, node, path, isOnline, stop);
    }

    private async Task WriteMediaAsync(
        string folder, string root, UmbracoNode node, UmbracoNode? parent, string above, CancellationToken stop)
    {
        var values = node.Values();
        rules.Check(node, values);
        var path = $"{above}/{PartOf(node)}";
        Write(root, $"Media/{node.Key}", USyncXml.Media(node, parent, path, values));
        if (node.FilePath is { } file)
        {
            await using var bytes = await export.OpenAsync(node, stop);
            if (bytes is null)
                rules.Refuse($"{node.Id}: het bestand is tijdens het uitvoeren veranderd of weggehaald. Voer nog een keer uit.");
            else
            {
                var place = Path.Combine(folder, "wwwroot", "media" + file);
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                await using var copy = new FileStream(place, FileMode.CreateNew);
                await bytes.CopyToAsync(copy, stop);
                rules.Written(node);
            }
        }
        rules.Siblings(node.Children, node.Id);
        foreach (var child in node.Children) await WriteMediaAsync(folder, root, child, node, path, stop);
    }

    private static string PartOf(UmbracoNode node) => string.Concat(PackageXml.Clean(node.Name).Where(char.IsLetterOrDigit));

    private static void Write(string root, string name, XElement element)
    {
        var path = Path.Combine(root, name + ".config");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var xml = XmlWriter.Create(path, Settings);
        element.WriteTo(xml);
    }
}
