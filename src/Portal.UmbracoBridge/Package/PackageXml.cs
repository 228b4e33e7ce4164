using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Portal.UmbracoBridge.Model;

namespace Portal.UmbracoBridge.Package;

/// <summary>
/// The elements of a package.xml, each as Umbraco's own serializer writes it. What an import ignores (dates, who wrote it, whether it is
/// online) is written as Umbraco does, and the same at every export.
/// </summary>
internal static class PackageXml
{
    private const string NoMoment = "2000-01-01T00:00:00";

    /// <summary>A data type.</summary>
    public static XElement DataType(UmbracoDataType type) => new(
        "DataType",
        new XAttribute("Name", type.Name), new XAttribute("Id", type.Editor), new XAttribute("EditorUiAlias", type.EditorUi),
        new XAttribute("Definition", type.Key), new XAttribute("DatabaseType", type.Storage),
        new XAttribute("Configuration", Values.StoredJson.Text(type.Configuration ?? [])),
        new XAttribute("Folders", "Portaal"), new XAttribute("FolderKeys", UmbracoKey.Of("folder", "data/Portaal")));

    /// <summary>The language.</summary>
    public static XElement Language(string culture) => new(
        "Language", new XAttribute("Id", 1), new XAttribute("CultureAlias", culture),
        new XAttribute("FriendlyName", "Nederlands (Nederland)"));

    /// <summary>An entry of the dictionary.</summary>
    public static XElement Word(UmbracoWord word, string culture) => new(
        "DictionaryItem", new XAttribute("Key", UmbracoKey.Of("word", word.Name)), new XAttribute("Name", word.Name),
        new XElement("Value", new XAttribute("LanguageCultureAlias", culture), Text(word.Text)));

    /// <summary>A template.</summary>
    public static XElement Template(UmbracoView view) => new(
        "Template", new XElement("Name", view.Name), new XElement("Key", UmbracoKey.Of("template", view.Alias)),
        new XElement("Alias", view.Alias), new XElement("Design", Text(view.Razor)),
        view.Master is null ? null : new XElement("Master", view.Master));

    /// <summary>A part of a template.</summary>
    public static XElement Part(UmbracoView view) => new("View", new XAttribute("path", view.Alias), Text(view.Razor));

    /// <summary>A document type or element type.</summary>
    public static XElement DocumentType(UmbracoType type) => new(
        "DocumentType",
        FoldersOf(type),
        new XElement(
            "Info",
            new XElement("Name", type.Name), new XElement("Alias", type.Alias), new XElement("Key", type.Key),
            new XElement("Icon", type.Icon), new XElement("Thumbnail", "folder.png"), new XElement("Description", type.Description),
            new XElement("AllowAtRoot", YesNo(type.IsAllowedAtRoot)), new XElement("ListView", ""),
            new XElement("IsElement", YesNo(type.IsElement)), new XElement("Variations", "Nothing"),
            new XElement("Compositions", type.Compositions.Select(shared => new XElement("Composition", shared.Alias))),
            new XElement("AllowedTemplates", type.Template is null ? null : new XElement("Template", type.Template)),
            new XElement("DefaultTemplate", type.Template ?? "")),
        new XElement("Structure", type.AllowedChildren.Select(alias => new XElement("DocumentType", alias))),
        Properties(type), Tabs(type), new XElement("HistoryCleanupPolicy", new XAttribute("preventCleanup", "false")));

    /// <summary>A media type.</summary>
    public static XElement MediaType(UmbracoType type) => new(
        "MediaType",
        new XElement(
            "Info",
            new XElement("Name", type.Name), new XElement("Alias", type.Alias), new XElement("Key", type.Key),
            new XElement("Icon", type.Icon), new XElement("Thumbnail", "folder.png"), new XElement("Description", type.Description),
            new XElement("AllowAtRoot", YesNo(type.IsAllowedAtRoot))),
        new XElement("Structure"), Properties(type), Tabs(type));

    /// <summary>A node of content, without what stands under it.</summary>
    public static XElement Content(UmbracoNode node, int parent, string path, IEnumerable<KeyValuePair<string, string>> values) => new(
        node.Type.Alias,
        new XAttribute("id", node.Number), new XAttribute("key", node.Key), new XAttribute("parentID", parent),
        new XAttribute("level", node.Level), new XAttribute("creatorID", -1), new XAttribute("sortOrder", node.SortOrder),
        new XAttribute("createDate", NoMoment), new XAttribute("updateDate", NoMoment), new XAttribute("nodeName", Clean(node.Name)),
        new XAttribute("urlName", node.Segment), new XAttribute("path", path), new XAttribute("isDoc", ""),
        new XAttribute("nodeType", 0), new XAttribute("nodeTypeAlias", node.Type.Alias), new XAttribute("creatorName", ""),
        new XAttribute("writerName", ""), new XAttribute("writerID", -1), new XAttribute("template", ""),
        new XAttribute("templateAlias", node.Type.Template ?? ""), new XAttribute("isPublished", node.IsOnline ? "true" : "false"),
        values.Select(value => new XElement(value.Key, Text(value.Value))));

    /// <summary>A node of media, without what lies in it.</summary>
    public static XElement Media(UmbracoNode node, int parent, string path, IEnumerable<KeyValuePair<string, string>> values) => new(
        node.Type.Alias,
        new XAttribute("id", node.Number), new XAttribute("key", node.Key), new XAttribute("parentID", parent),
        new XAttribute("level", node.Level), new XAttribute("creatorID", -1), new XAttribute("sortOrder", node.SortOrder),
        new XAttribute("createDate", NoMoment), new XAttribute("updateDate", NoMoment), new XAttribute("nodeName", Clean(node.Name)),
        new XAttribute("urlName", ""), new XAttribute("path", path), new XAttribute("isDoc", ""), new XAttribute("nodeType", 0),
        new XAttribute("nodeTypeAlias", node.Type.Alias), new XAttribute("writerName", ""), new XAttribute("writerID", -1),
        new XAttribute("udi", Values.StoredJson.Media(node.Key)),
        node.FilePath is null ? null : new XAttribute("mediaFilePath", node.FilePath),
        values.Select(value => new XElement(value.Key, Text(value.Value))));

    /// <summary>A text without the characters that XML cannot hold.</summary>
    public static string Clean(string text)
    {
        if (text.All(XmlConvert.IsXmlChar)) return text;
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1])) result.Append(text[at]).Append(text[++at]);
            else if (XmlConvert.IsXmlChar(text[at])) result.Append(text[at]);
        }
        return result.ToString();
    }

    private static XCData Text(string text) => new(Clean(text));

    private static string YesNo(bool value) => value ? "True" : "False";

    private static XAttribute[] FoldersOf(UmbracoType type)
    {
        var names = type.Folder.Split('/');
        var keys = names.Select((_, at) => UmbracoKey.Of("folder", "type/" + string.Join('/', names.Take(at + 1))));
        return
        [
            new("Folders", string.Join('/', names.Select(Uri.EscapeDataString))), new("FolderKeys", string.Join('/', keys)),
        ];
    }

    private static XElement Properties(UmbracoType type) => new(
        "GenericProperties",
        type.Properties.Select(property => new XElement(
            "GenericProperty",
            new XElement("Name", property.Name), new XElement("Alias", property.Alias), new XElement("Key", property.Key),
            new XElement("Type", property.DataType.Editor), new XElement("Definition", property.DataType.Key),
            new XElement("Tab", new XAttribute("Alias", property.Group.Alias), property.Group.Name),
            new XElement("SortOrder", property.Order), new XElement("Mandatory", YesNo(property.IsMandatory)),
            new XElement("LabelOnTop", "False"),
            property.Help.Length == 0 ? null : new XElement("Description", Text(property.Help)),
            new XElement("Variations", "Nothing"))));

    private static XElement Tabs(UmbracoType type) => new(
        "Tabs",
        type.Properties.Select(property => property.Group).DistinctBy(group => group.Alias).OrderBy(group => group.Order)
            .Select(group => new XElement(
                "Tab",
                new XElement("Id", 0), new XElement("Key", UmbracoKey.Of("group", $"{type.Alias}/{group.Alias}")),
                new XElement("Type", "Group"), new XElement("Caption", group.Name), new XElement("Alias", group.Alias),
                new XElement("SortOrder", group.Order.ToString(CultureInfo.InvariantCulture)))));
}
