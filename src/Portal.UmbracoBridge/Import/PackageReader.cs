using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using Portal.Content;
using Portal.Content.Portable;
using Portal.Content.Transfers;
using Portal.Platform;
using Portal.UmbracoBridge.Model;

namespace Portal.UmbracoBridge.Import;

/// <summary>
/// A package.zip that a back office of Umbraco 14 or later made. Nothing it says is believed: what is wrong with the whole is refused by
/// name before anything is made of it, what is wrong with a part is told.
/// </summary>
internal sealed class PackageReader : IAsyncDisposable
{
    private const int DeepestTree = 40, MostNodes = 50_000, MostTypes = 2_000, MostValues = 1_000, LongestValue = 5_000_000;
    private const long LargestFile = 25_000_000;

    // Editors that were gone before the first version whose packages we take.
    private static readonly HashSet<string> OldEditors =
        ["Umbraco.TinyMCE", "Umbraco.TinyMCEv3", "Umbraco.NestedContent", "Umbraco.Grid", "Umbraco.MediaPicker", "Umbraco.MediaPicker2"];

    private readonly ZipArchive zip;
    private readonly Remarks remarks;
    private readonly Dictionary<string, ForeignType> types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ForeignType> mediaTypes = new(StringComparer.Ordinal);
    private readonly List<ForeignNode> content = [];
    private readonly List<ForeignNode> media = [];
    private readonly HashSet<Guid> keys = [];
    private int others; // what looks like a node and is none
    private string culture = "";

    private PackageReader(ZipArchive zip, Remarks remarks) => (this.zip, this.remarks) = (zip, remarks);

    /// <summary>What the package is called.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The types of documents and blocks by alias, also those that documents have and the package has not.</summary>
    public IReadOnlyDictionary<string, ForeignType> Types => types;

    /// <summary>The documents, a parent before its children.</summary>
    public IReadOnlyList<ForeignNode> Content => content;

    /// <summary>Files and folders, a folder before what lies in it.</summary>
    public IReadOnlyList<ForeignNode> Media => media;

    /// <summary>Reads a package.</summary>
    /// <exception cref="ImportRefused">It is none, or one that is not taken.</exception>
    public static async Task<PackageReader> OpenAsync(Stream stream, Remarks remarks, CancellationToken stop)
    {
        ZipArchive? opened = null;
        try
        {
            opened = await PortableZip.OpenAsync(stream, stop);
            var reader = new PackageReader(opened, remarks);
            await reader.ReadAsync(stop);
            return reader;
        }
        catch (RuleBroken refused)
        {
            if (opened is not null) await opened.DisposeAsync();
            throw new ImportRefused(refused.Message);
        }
        catch (ImportRefused)
        {
            if (opened is not null) await opened.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => zip.DisposeAsync();

    /// <summary>Copies the bytes of a file.</summary>
    public Task CopyAsync(ForeignNode file, Stream into, CancellationToken stop) =>
        PortableZip.CopyAsync(zip.GetEntry(file.Entry!)!, into, LargestFile, stop);

    private async Task ReadAsync(CancellationToken stop)
    {
        var outside = zip.Entries.Where(entry => IsOutside(entry.FullName))
            .Select(entry => $"‘{Shown(entry.FullName)}’ wil buiten de map staan. Zo’n pakket nemen we niet aan.").ToList();
        if (outside.Count > 0) throw new ImportRefused(outside);
        var twice = zip.Entries.GroupBy(entry => entry.FullName).Where(group => group.Count() > 1)
            .Select(group => $"‘{Shown(group.Key)}’ staat er twee keer in. Zo’n pakket nemen we niet aan.").ToList();
        if (twice.Count > 0) throw new ImportRefused(twice);
        var entry = zip.GetEntry("package.xml")
            ?? throw new ImportRefused("In dit zip-bestand staat geen package.xml. Maak het bij Pakketten in het beheer van Umbraco.");
        await using var file = await PackageXmlFile.UnpackAsync(entry, stop);
        var (root, old) = file.ReadParts(stop);
        if (root.Name.LocalName != "umbPackage" || root.Element("info")?.Element("package") is not { } info)
            throw new ImportRefused("package.xml is geen pakket van Umbraco: umbPackage met info/package ontbreekt.");
        Name = info.Element("name")?.Value ?? "";
        RefuseOld(root, info, old);
        ReadTypes(root.Element("DocumentTypes")?.Elements("DocumentType") ?? [], types, "soort", root);
        ReadTypes(root.Element("MediaTypes")?.Elements("MediaType") ?? [], mediaTypes, "mediasoort", root);
        var languages = root.Elements("Languages").Elements("Language").Select(one => (string?)one.Attribute("CultureAlias") ?? "")
            .ToList();
        culture = languages.Find(one => one.StartsWith("nl", StringComparison.OrdinalIgnoreCase)) ?? languages.FirstOrDefault() ?? "";
        file.ReadNodes(
            (xml, isMedia) => ReadNode(xml, null, 1, isMedia ? mediaTypes : types, isMedia ? media : content, stop));
        if (content.Count + media.Count == 0) throw new ImportRefused("In dit pakket zitten geen documenten en geen bestanden.");
    }

    private static bool IsOutside(string name) =>
        name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal)
        || name.Any(char.IsControl) || name.TrimEnd('/').Split('/').Any(part => part is ".." or "." or "");

    private static string Shown(string name) => string.Concat(name.Where(letter => !char.IsControl(letter))).AtMost(120, "…");

    private static void RefuseOld(XElement root, XElement info, string? old)
    {
        var sign = root.Element("files") is not null ? "files"
            : info.Element("requirements") is not null ? "info/package/requirements"
            : root.Element("Macros")?.HasElements == true ? "Macros"
            : root.Elements("DataTypes").Elements("DataType").Any(type => type.Element("PreValues") is not null) ? "PreValues"
            : old ?? root.Elements("DataTypes").Elements("DataType").Select(type => (string?)type.Attribute("Id") ?? "")
                .FirstOrDefault(OldEditors.Contains);
        if (sign is not null)
            throw new ImportRefused(
                $"Dit pakket is van Umbraco 13 of ouder (dat zegt ‘{sign}’ in package.xml). Werk die site bij, en maak het opnieuw.");
    }

    private static void ReadTypes(IEnumerable<XElement> elements, Dictionary<string, ForeignType> into, string what, XElement root)
    {
        var all = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (var element in elements)
            if (element.Element("Info")?.Element("Alias")?.Value is { Length: > 0 } alias) all.TryAdd(alias, element);
        if (all.Count > MostTypes) throw new ImportRefused($"In dit pakket zitten meer dan {MostTypes} soorten.");
        var editors = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var type in root.Elements("DataTypes").Elements("DataType"))
            editors.TryAdd((string?)type.Attribute("Definition") ?? "", (string?)type.Attribute("Id") ?? "");
        var inCycle = all.Keys.Where(alias => ReachesItself(alias, all)).Order(StringComparer.Ordinal).ToList();
        if (inCycle.Count > 0)
            throw new ImportRefused([.. inCycle.Select(alias => $"De samenstellingen van de {what} ‘{alias}’ lopen rond.")]);
        foreach (var (alias, element) in all)
        {
            var info = element.Element("Info")!;
            var chain = new List<XElement>();
            Gather(alias, all, chain, []);
            into[alias] = new(
                Guid.TryParse(info.Element("Key")?.Value, out var key) ? key : Guid.Empty, alias, info.Element("Name")?.Value ?? alias,
                string.Equals(info.Element("IsElement")?.Value, "true", StringComparison.OrdinalIgnoreCase),
                [
                    .. chain.SelectMany(type => PropertiesOf(type, editors)).DistinctBy(property => property.Alias),
                ]);
        }
    }

    private static IEnumerable<string> SharedBy(XElement type) =>
        type.Element("Info")!.Elements("Compositions").Elements("Composition").Select(one => one.Value)
            .Concat(type.Element("Info")!.Elements("Master").Select(one => one.Value)).Where(alias => alias.Length > 0);

    private static bool ReachesItself(string alias, Dictionary<string, XElement> all)
    {
        var (seen, todo) = (new HashSet<string>(), new Stack<string>(SharedBy(all[alias])));
        while (todo.TryPop(out var next))
        {
            if (next == alias) return true;
            if (!seen.Add(next) || !all.TryGetValue(next, out var type)) continue;
            foreach (var shared in SharedBy(type)) todo.Push(shared);
        }
        return false;
    }

    private static void Gather(string alias, Dictionary<string, XElement> all, List<XElement> chain, HashSet<string> seen)
    {
        if (!seen.Add(alias) || !all.TryGetValue(alias, out var type)) return;
        foreach (var shared in SharedBy(type)) Gather(shared, all, chain, seen);
        chain.Add(type);
    }

    private static IEnumerable<ForeignProperty> PropertiesOf(XElement type, Dictionary<string, string> editors) =>
        from property in type.Elements("GenericProperties").Elements("GenericProperty")
        let alias = property.Element("Alias")?.Value ?? ""
        where alias.Length > 0
        let named = property.Element("Type")?.Value ?? ""
        let editor = named.Length > 0 ? named : editors.GetValueOrDefault(property.Element("Definition")?.Value ?? "", "")
        let order = int.TryParse(property.Element("SortOrder")?.Value, CultureInfo.InvariantCulture, out var place) ? place : 0
        orderby order
        select new ForeignProperty(alias, property.Element("Name")?.Value ?? alias, editor, order);

    // Stands at the first tag of a node, and behind its last one when it is done.
    private void ReadNode(
        XmlReader xml, ForeignNode? parent, int depth, Dictionary<string, ForeignType> known, List<ForeignNode> into,
        CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var (alias, isEmpty, attributes) = (xml.LocalName, xml.IsEmptyElement, AttributesOf(xml));
        var name = NameOf(alias, attributes);
        if (content.Count + media.Count + others >= MostNodes)
            throw new ImportRefused($"In dit pakket zitten meer dan {MostNodes} documenten en bestanden.");
        if (attributes.GetValueOrDefault("isDoc") != "")
        {
            others++;
            remarks.Add(name, "is geen document (isDoc ontbreekt); gaat niet mee.");
            xml.Skip();
            return;
        }
        if (depth > DeepestTree) throw new ImportRefused($"‘{name}’ staat in meer dan {DeepestTree} lagen in elkaar.");
        if (!Guid.TryParse(attributes.GetValueOrDefault("key"), out var key) || key == Guid.Empty)
            throw new ImportRefused($"‘{name}’ heeft geen sleutel (key).");
        if (!keys.Add(key)) throw new ImportRefused($"‘{name}’ heeft de sleutel van een ander document of bestand ({key}).");
        var node = new ForeignNode
        {
            Key = key,
            Name = name,
            Type = new(Guid.Empty, alias, alias, IsElement: false, []),
            Parent = parent,
            Segment = "",
            Entry = EntryOf(attributes.GetValueOrDefault("mediaFilePath"), name),
        };
        into.Add(node);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        xml.Read();
        while (!isEmpty && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType != XmlNodeType.Element) xml.Read();
            // A value has no attributes but a language; whatever has a key is meant as a node.
            else if (xml.AttributeCount > 0 && AttributesOf(xml) is var said && (said.ContainsKey("isDoc") || said.ContainsKey("key")))
                ReadNode(xml, node, depth + 1, known, into, stop);
            else ReadValue(xml, name, values);
        }
        if (!isEmpty) xml.Read();
        node.Type = TypeOf(alias, values, known);
        node.Segment = SegmentOf(attributes, values, name);
        node.Packed = PackedValues.Of(values);
        if (into == media && string.IsNullOrEmpty(attributes.GetValueOrDefault("mediaFilePath"))
            && values.ContainsKey(Umbraco.Cms.Core.Constants.Conventions.Media.File))
            remarks.Add(name, "het bestand zelf zit niet in het pakket; het gaat niet mee.");
    }

    private static Dictionary<string, string> AttributesOf(XmlReader xml)
    {
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute()) attributes.TryAdd(xml.LocalName, xml.Value);
        xml.MoveToElement();
        return attributes;
    }

    private string NameOf(string alias, Dictionary<string, string> attributes)
    {
        var name = new[] { $"nodeName-{culture}", "nodeName" }.Select(key => attributes.GetValueOrDefault(key, ""))
            .FirstOrDefault(said => said.Length > 0)
            ?? attributes.FirstOrDefault(one => one.Key.StartsWith("nodeName-", StringComparison.OrdinalIgnoreCase)).Value ?? alias;
        name = string.Concat(name.Where(letter => !char.IsControl(letter))).Trim().AtMost(250, "…");
        return name.Length == 0 ? alias : name;
    }

    private static string SegmentOf(Dictionary<string, string> attributes, Dictionary<string, string> values, string name)
    {
        var said = values.GetValueOrDefault("umbracoUrlName", "");
        return new[] { said, attributes.GetValueOrDefault("urlName", ""), name }.Select(text => Slug.Of(text.AtMost(250)))
            .FirstOrDefault(slug => slug.Length > 0) ?? "pagina";
    }

    private void ReadValue(XmlReader xml, string name, Dictionary<string, string> values)
    {
        var (alias, attributes) = (xml.LocalName, AttributesOf(xml));
        if (attributes.TryGetValue("lang", out var language) && language.Length > 0
            && !string.Equals(language, culture, StringComparison.OrdinalIgnoreCase))
        {
            remarks.Add(name, $"de taal {Shown(language)} gaat niet mee: het portaal heeft er een.");
            xml.Skip();
            return;
        }
        if (PackageXmlFile.TextOf(xml, LongestValue) is not { } text)
            remarks.Add(name, $"‘{Shown(alias)}’ is langer dan {LongestValue / 1_000_000} miljoen tekens; de waarde gaat niet mee.");
        else if (values.Count >= MostValues && !values.ContainsKey(alias))
            throw new ImportRefused($"‘{name}’ heeft meer dan {MostValues} waarden.");
        // What stands there for a part of the visitors comes after what stands there for all, and is not it.
        else if (!attributes.ContainsKey("segment")) values[alias] = text;
        else remarks.Add(name, $"een waarde van ‘{Shown(alias)}’ voor een deel van de bezoekers gaat niet mee.");
    }

    // A back office can leave the types of its documents out of a package: then what stands there says what it is.
    private static ForeignType TypeOf(string alias, Dictionary<string, string> values, Dictionary<string, ForeignType> known)
    {
        if (!known.TryGetValue(alias, out var type)) type = known[alias] = new(Guid.Empty, alias, alias, IsElement: false, []);
        if (type.Key != Guid.Empty) return type;
        var fresh = values.Where(value => type.Find(value.Key) is null).ToList();
        if (fresh.Count == 0) return type;
        return known[alias] = type with
        {
            Properties =
            [
                .. type.Properties, .. fresh.Select(value => new ForeignProperty(value.Key, value.Key, EditorOf(value.Value), 0)),
            ],
        };
    }

    private static string EditorOf(string value) => value switch
    {
        _ when value.StartsWith("{\"markup\"", StringComparison.Ordinal) => Editors.RichText,
        _ when value.StartsWith('{') && value.Contains("\"contentData\"", StringComparison.Ordinal) => Editors.BlockList,
        _ when value.StartsWith('[') && value.Contains("\"mediaKey\"", StringComparison.Ordinal) => Editors.MediaPicker,
        _ when value.StartsWith("umb://", StringComparison.Ordinal) => Editors.Pages,
        _ when value.Contains("</p>", StringComparison.Ordinal) => Editors.RichText,
        _ => Editors.TextArea,
    };

    // Named and not there, it would be a page with a hole: the file does not come, and its name is told.
    private string? EntryOf(string? path, string name)
    {
        if (string.IsNullOrEmpty(path)) return null;
        var entry = "media/" + path.TrimStart('/');
        if (zip.GetEntry(entry) is not null) return entry;
        remarks.Add(name, $"het bestand {Shown(path)} staat niet in het pakket; het gaat niet mee.");
        return null;
    }
}
