using System.Globalization;
using System.Xml.Linq;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Package;
using Portal.UmbracoBridge.Values;

namespace Portal.UmbracoBridge.Sync;

/// <summary>The elements of uSync's files, one for each item (format 10.7.0).</summary>
internal static class USyncXml
{
    private static readonly DateTimeOffset NoMoment = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A data type.</summary>
    public static XElement DataType(UmbracoDataType type) => new(
        "DataType", new XAttribute("Key", type.Key), new XAttribute("Alias", type.Name), new XAttribute("Level", 1),
        new XElement(
            "Info", new XElement("Name", type.Name), new XElement("EditorAlias", type.Editor), new XElement("EditorUiAlias", type.EditorUi),
            new XElement("DatabaseType", type.Storage), new XElement("Folder", "Portaal")),
        new XElement("Config", Text(StoredJson.Text(type.Configuration ?? []))));

    /// <summary>The language.</summary>
    public static XElement Language(string culture) => new(
        "Language", new XAttribute("Key", UmbracoKey.Of("language", culture)), new XAttribute("Alias", culture), new XAttribute("Level", 0),
        new XElement("Name", "Nederlands (Nederland)"), new XElement("IsoCode", culture), new XElement("IsMandatory", "false"),
        new XElement("IsDefault", "false"));

    /// <summary>An entry of the dictionary.</summary>
    public static XElement Word(UmbracoWord word, string culture) => new(
        "Dictionary", new XAttribute("Key", UmbracoKey.Of("word", word.Name)), new XAttribute("Alias", word.Name),
        new XAttribute("Level", 0), new XElement("Info"),
        new XElement("Translations", new XElement("Translation", new XAttribute("Language", culture), Text(word.Text))));

    /// <summary>A template; its code comes along.</summary>
    public static XElement Template(UmbracoView view) => new(
        "Template", new XAttribute("Key", UmbracoKey.Of("template", view.Alias)), new XAttribute("Alias", view.Alias),
        new XAttribute("Level", view.Master is null ? 1 : 2),
        new XElement("Name", view.Name), new XElement("Parent", view.Master ?? ""), new XElement("Contents", Text(view.Razor)));

    /// <summary>A document type or element type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="all">All types, to name those that may stand under it by their keys.</param>
    public static XElement ContentType(UmbracoType type, IReadOnlyDictionary<string, UmbracoType> all) => new(
        "ContentType", new XAttribute("Key", type.Key), new XAttribute("Alias", type.Alias), new XAttribute("Level", 1),
        InfoOf(
            type,
            new XElement("Variations", "Nothing"), new XElement("IsElement", YesNo(type.IsElement)), new XElement("Folder", type.Folder),
            new XElement("Compositions", type.Compositions.Select(
                shared => new XElement("Composition", new XAttribute("Key", shared.Key), shared.Alias))),
            new XElement("DefaultTemplate", type.Template ?? ""),
            new XElement("AllowedTemplates", type.Template is null ? null : TemplateOf(type))),
        new XElement("Structure", type.AllowedChildren.Select((alias, at) => new XElement(
            "ContentType", new XAttribute("Key", all[alias].Key), new XAttribute("SortOrder", at), alias))),
        Properties(type), Tabs(type));

    /// <summary>A media type.</summary>
    public static XElement MediaType(UmbracoType type) => new(
        "MediaType", new XAttribute("Key", type.Key), new XAttribute("Alias", type.Alias), new XAttribute("Level", 1),
        InfoOf(type, new XElement("Variations", "Nothing"), new XElement("Folder", type.Folder)), new XElement("Structure"),
        Properties(type), Tabs(type));

    /// <summary>A node of content, published or not, with the moments that are planned.</summary>
    public static XElement Content(
        UmbracoNode node, UmbracoNode? parent, string path, IReadOnlyList<KeyValuePair<string, string>> values, bool isOnline) => new(
        "Content", new XAttribute("Key", node.Key), new XAttribute("Alias", PackageXml.Clean(node.Name)),
        new XAttribute("Level", node.Level),
        new XElement(
            "Info", ParentOf(parent), new XElement("Path", path), new XElement("Trashed", "false"),
            new XElement("ContentType", node.Type.Alias), new XElement("CreateDate", Moment(node.CreatedAt ?? NoMoment)),
            new XElement("NodeName", new XAttribute("Default", PackageXml.Clean(node.Name))), new XElement("SortOrder", node.SortOrder),
            new XElement("Published", new XAttribute("Default", isOnline ? "true" : "false")),
            new XElement("Schedule", ScheduleOf(node)),
            TemplateOf(node.Type)),
        new XElement("Properties", values.Select(ValueOf)));

    /// <summary>A node of media.</summary>
    public static XElement Media(
        UmbracoNode node, UmbracoNode? parent, string path, IReadOnlyList<KeyValuePair<string, string>> values) => new(
        "Media", new XAttribute("Key", node.Key), new XAttribute("Alias", PackageXml.Clean(node.Name)), new XAttribute("Level", node.Level),
        new XElement(
            "Info", ParentOf(parent), new XElement("Path", path), new XElement("Trashed", "false"),
            new XElement("ContentType", node.Type.Alias), new XElement("CreateDate", Moment(NoMoment)),
            new XElement("NodeName", new XAttribute("Default", PackageXml.Clean(node.Name))), new XElement("SortOrder", node.SortOrder)),
        new XElement("Properties", values.Select(ValueOf)));

    private static XElement InfoOf(UmbracoType type, params object[] more) => new(
        "Info", new XElement("Name", type.Name), new XElement("Icon", type.Icon), new XElement("Thumbnail", "folder.png"),
        new XElement("Description", type.Description), new XElement("AllowAtRoot", YesNo(type.IsAllowedAtRoot)),
        new XElement("ListView", Guid.Empty), more);

    private static XElement TemplateOf(UmbracoType type) => type.Template is null
        ? new XElement("Template")
        : new XElement("Template", new XAttribute("Key", UmbracoKey.Of("template", type.Template)), type.Template);

    private static XElement ParentOf(UmbracoNode? parent) => parent is null
        ? new XElement("Parent", new XAttribute("Key", Guid.Empty))
        : new XElement("Parent", new XAttribute("Key", parent.Key), PackageXml.Clean(parent.Name));

    private static IEnumerable<XElement> ScheduleOf(UmbracoNode node) =>
        new (DateTimeOffset? At, string Action)[] { (node.PublishAt, "Release"), (node.OfflineAt, "Expire") }
            .Where(one => one.At is not null).Select(one => new XElement(
                "ContentSchedule", new XElement("Culture", ""), new XElement("Action", one.Action),
                new XElement("Date", Moment(one.At!.Value))));

    private static XElement ValueOf(KeyValuePair<string, string> value) =>
        new(value.Key, new XElement("Value", Text(PackageXml.Clean(value.Value))));

    private static XElement Properties(UmbracoType type) => new(
        "GenericProperties",
        type.Properties.Select(property => new XElement(
            "GenericProperty",
            new XElement("Key", property.Key), new XElement("Name", property.Name), new XElement("Alias", property.Alias),
            new XElement("Definition", property.DataType.Key), new XElement("Type", property.DataType.Editor),
            new XElement("Mandatory", YesNo(property.IsMandatory)), new XElement("Validation", ""),
            new XElement("Description", Text(property.Help)), new XElement("SortOrder", property.Order),
            new XElement("Tab", new XAttribute("Alias", property.Group.Alias), property.Group.Name),
            new XElement("Variations", "Nothing"), new XElement("MandatoryMessage", ""), new XElement("ValidationRegExpMessage", ""),
            new XElement("LabelOnTop", "false"))));

    private static XElement Tabs(UmbracoType type) => new(
        "Tabs",
        type.Properties.Select(property => property.Group).DistinctBy(group => group.Alias).OrderBy(group => group.Order)
            .Select(group => new XElement(
                "Tab", new XElement("Key", UmbracoKey.Of("group", $"{type.Alias}/{group.Alias}")), new XElement("Caption", group.Name),
                new XElement("Alias", group.Alias), new XElement("Type", "Group"), new XElement("SortOrder", group.Order))));

    private static XCData Text(string text) => new(PackageXml.Clean(text));

    private static string YesNo(bool value) => value ? "true" : "false";

    // Umbraco keeps moments without a zone, in UTC.
    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
