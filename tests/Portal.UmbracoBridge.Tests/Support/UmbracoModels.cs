using Portal.UmbracoBridge.Model;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Models;

namespace Portal.UmbracoBridge.Tests.Support;

/// <summary>An export as Umbraco's own models, built as its importer builds them.</summary>
internal sealed class UmbracoModels
{
    private readonly UmbracoExport export;
    private readonly Dictionary<string, IContentType> types = [];
    private readonly Dictionary<string, ITemplate> templates;

    /// <summary>Builds data types, templates, types and media types.</summary>
    public UmbracoModels(UmbracoExport export)
    {
        this.export = export;
        var used = export.Types.Concat(export.MediaTypes).SelectMany(type => type.Properties).Select(property => property.DataType);
        DataTypes = export.DataTypes.Concat(used).DistinctBy(type => type.Key)
            .Select((type, at) => DataTypeOf(type, 1 + at)).ToDictionary(type => type.Key);
        templates = export.Templates.Select(TemplateOf).ToDictionary(template => template.Alias);
        foreach (var type in export.Types) types[type.Alias] = TypeOf(type);
        foreach (var type in export.Types) SetChildren(type);
        MediaTypes = export.MediaTypes.ToDictionary(type => type.Alias, type => (IMediaType)MediaTypeOf(type));
    }

    /// <summary>Data types by key, the built-in ones that are used as well.</summary>
    public IReadOnlyDictionary<Guid, IDataType> DataTypes { get; }

    /// <summary>Types by alias.</summary>
    public IReadOnlyDictionary<string, IContentType> Types => types;

    /// <summary>Media types by alias.</summary>
    public IReadOnlyDictionary<string, IMediaType> MediaTypes { get; }

    /// <summary>Templates by alias.</summary>
    public IReadOnlyDictionary<string, ITemplate> Templates => templates;

    /// <summary>A node of content with its values.</summary>
    public Umbraco.Cms.Core.Models.Content ContentOf(UmbracoNode node)
    {
        var content = new Umbraco.Cms.Core.Models.Content(node.Name, -1, types[node.Type.Alias])
        {
            Id = node.Number,
            Key = node.Key,
            SortOrder = node.SortOrder,
            Level = node.Level,
            Path = $"-1,{node.Number}",
        };
        foreach (var (alias, value) in node.Values()) content.SetValue(alias, value);
        return content;
    }

    /// <summary>A node of media with its values.</summary>
    public Umbraco.Cms.Core.Models.Media MediaOf(UmbracoNode node)
    {
        var media = new Umbraco.Cms.Core.Models.Media(node.Name, -1, MediaTypes[node.Type.Alias])
        {
            Id = node.Number,
            Key = node.Key,
            SortOrder = node.SortOrder,
            Level = node.Level,
            Path = $"-1,{node.Number}",
        };
        foreach (var (alias, value) in node.Values()) media.SetValue(alias, value);
        return media;
    }

    private static IDataType DataTypeOf(UmbracoDataType type, int number) => new DataType(Editors.Of(type.Editor), Editors.Json)
    {
        Id = number,
        Key = type.Key,
        Name = type.Name,
        EditorUiAlias = type.EditorUi,
        DatabaseType = Enum.Parse<ValueStorageType>(type.Storage),
        ConfigurationData = (type.Configuration ?? []).ToDictionary(pair => pair.Key, pair => (object)pair.Value!),
    };

    private ITemplate TemplateOf(UmbracoView view)
    {
        var template = new Template(UmbracoCode.Strings, view.Name, view.Alias)
        {
            Id = 1 + export.Templates.ToList().IndexOf(view),
            Key = UmbracoKey.Of("template", view.Alias),
            Content = view.Razor,
        };
        return template;
    }

    private ContentType TypeOf(UmbracoType type)
    {
        var made = new ContentType(UmbracoCode.Strings, -1)
        {
            Id = 100 + types.Count,
            Key = type.Key,
            Alias = type.Alias,
            Name = type.Name,
            Icon = type.Icon,
            Description = type.Description,
            AllowedAsRoot = type.IsAllowedAtRoot,
            IsElement = type.IsElement,
        };
        foreach (var shared in type.Compositions) Assert.True(made.AddContentType(types[shared.Alias]), $"{type.Alias}: {shared.Alias}");
        AddProperties(made, type);
        if (type.Template is null) return made;
        made.AllowedTemplates = [templates[type.Template]];
        made.SetDefaultTemplate(templates[type.Template]);
        return made;
    }

    private void SetChildren(UmbracoType type) => types[type.Alias].AllowedContentTypes =
        [.. type.AllowedChildren.Select((alias, at) => new ContentTypeSort(types[alias].Key, at, alias))];

    private MediaType MediaTypeOf(UmbracoType type)
    {
        var made = new MediaType(UmbracoCode.Strings, -1)
        {
            Id = 1000,
            Key = type.Key,
            Alias = type.Alias,
            Name = type.Name,
            Icon = type.Icon,
            Description = type.Description,
            AllowedAsRoot = type.IsAllowedAtRoot,
        };
        AddProperties(made, type);
        return made;
    }

    private void AddProperties(IContentTypeBase made, UmbracoType type)
    {
        foreach (var group in type.Properties.Select(property => property.Group).DistinctBy(group => group.Alias))
        {
            made.AddPropertyGroup(group.Alias, group.Name);
            // The serializer finds the group of a property by its number, which a database would give.
            made.PropertyGroups[group.Alias].Id = 1 + made.PropertyGroups.Count;
            made.PropertyGroups[group.Alias].SortOrder = group.Order;
        }
        foreach (var property in type.Properties)
        {
            var one = new PropertyType(UmbracoCode.Strings, DataTypes[property.DataType.Key], property.Alias)
            {
                Name = property.Name,
                Key = property.Key,
                Description = property.Help.Length == 0 ? null : property.Help,
                Mandatory = property.IsMandatory,
                SortOrder = property.Order,
                DataTypeKey = property.DataType.Key,
            };
            Assert.True(made.AddPropertyType(one, property.Group.Alias, property.Group.Name), $"{type.Alias}: {property.Alias}");
        }
    }
}
