using System.Xml.Linq;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Package;
using Portal.UmbracoBridge.Tests.Support;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Services;

namespace Portal.UmbracoBridge.Tests;

/// <summary>
/// For the same thing, built with Umbraco's own models, Umbraco's serializer and our writer give the same elements. Left out of account are
/// numbers and dates, which an import ignores, and the folders that types stand in, which the serializer asks a database for.
/// </summary>
public sealed class OracleTests(Real real) : IClassFixture<Real>
{
    private static readonly HashSet<string> Volatile =
    [
        "id", "parentID", "path", "createDate", "updateDate", "creatorID", "writerID", "creatorName", "writerName", "nodeType", "template",
        "templateAlias", "urlName", "Folders", "FolderKeys", "isPublished", "mediaFilePath",
    ];

    private readonly UmbracoModels models = new(real.Export);

    private IEntityXmlSerializer Umbraco => UmbracoCode.Serializer(models.DataTypes);

    [Fact]
    public void Data_types_are_written_as_Umbraco_writes_them() => Each(
        real.Export.DataTypes, type => Same(Umbraco.Serialize(models.DataTypes[type.Key]), PackageXml.DataType(type)));

    [Fact]
    public void Document_types_and_element_types_are_written_as_Umbraco_writes_them() => Each(
        real.Export.Types, type => Same(Umbraco.Serialize(models.Types[type.Alias]), PackageXml.DocumentType(type)));

    [Fact]
    public void Media_types_are_written_as_Umbraco_writes_them() => Each(
        real.Export.MediaTypes, type => Same(Umbraco.Serialize(models.MediaTypes[type.Alias]), PackageXml.MediaType(type)));

    [Fact]
    public void Templates_are_written_as_Umbraco_writes_them() => Each(
        real.Export.Templates,
        view =>
        {
            // Who stands around it, the serializer takes from a number that only a database gives.
            var ours = PackageXml.Template(view);
            ours.Element("Master")?.Remove();
            Same(Umbraco.Serialize(models.Templates[view.Alias]), ours);
        });

    [Fact]
    public void Every_document_is_written_as_Umbraco_writes_it() => Each(
        real.Export.AllContent,
        node => Same(
            UmbracoCode.Serializer(models.DataTypes, models.Types[node.Type.Alias]).Serialize(models.ContentOf(node), published: false),
            PackageXml.Content(node, -1, "-1", node.Values())));

    [Fact]
    public void Every_file_is_written_as_Umbraco_writes_it() => Each(
        real.Export.AllMedia.Where(node => node.FilePath is not null),
        node => Same(
            UmbracoCode.Serializer(models.DataTypes, models.MediaTypes[node.Type.Alias]).Serialize(models.MediaOf(node)),
            PackageXml.Media(node, -1, "-1", node.Values())));

    [Fact]
    public void The_language_and_the_dictionary_are_written_as_Umbraco_writes_them()
    {
        var language = new Language(UmbracoExport.Culture, "Nederlands (Nederland)") { Id = 1 };
        Same(Umbraco.Serialize(language), PackageXml.Language(UmbracoExport.Culture));
        Each(real.Export.Words, word =>
        {
            var item = new DictionaryItem(word.Name)
            {
                Key = UmbracoKey.Of("word", word.Name),
                Translations = [new DictionaryTranslation(language, word.Text)],
            };
            Same(Umbraco.Serialize(item, includeChildren: false), PackageXml.Word(word, UmbracoExport.Culture));
        });
    }

    private static void Each<T>(IEnumerable<T> all, Action<T> check)
    {
        foreach (var one in all) check(one);
    }

    private static void Same(XElement umbraco, XElement ours) => Assert.Equal(Plain(umbraco), Plain(ours));

    // The keys of tabs are made anew by Umbraco. The order of properties and values tells an import nothing (that of properties is a
    // number), nor whether a text stands in CDATA.
    private static string Plain(XElement element)
    {
        var copy = new XElement(element);
        foreach (var part in copy.DescendantsAndSelf()) part.Attributes().Where(one => Volatile.Contains(one.Name.LocalName)).Remove();
        foreach (var key in copy.Descendants("Tab").Elements("Key").ToList()) key.Remove();
        // Umbraco 18 writes it, and reads a package of 17 without it as "no".
        foreach (var library in copy.Descendants("AllowedInLibrary").Where(one => one.Value == "False").ToList()) library.Remove();
        foreach (var number in copy.Descendants("Tab").Elements("Id")) number.Value = "0";
        foreach (var text in copy.Descendants().Where(part => !part.HasElements)) text.Value = text.Value;
        if (copy.Attribute("isDoc") is not null) Sort(copy, value => value.Name.LocalName);
        foreach (var list in copy.Elements("GenericProperties")) Sort(list, property => property.Element("Alias")!.Value);
        foreach (var list in copy.Elements("Tabs")) Sort(list, tab => tab.Element("Alias")!.Value);
        return copy.ToString();
    }

    private static void Sort(XElement list, Func<XElement, string> name) =>
        list.ReplaceNodes(list.Elements().OrderBy(name, StringComparer.Ordinal).ToList());
}
