using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.UmbracoBridge.Model;
using PropertyType = Portal.Content.Types.DocumentType.PropertyType;

namespace Portal.UmbracoBridge.Schema;

/// <summary>
/// Makes the types of an export from the records of documents, blocks and exercises: the attributes that make the editor's forms. What
/// records have in common is a composition; an object in a record is an element type.
/// </summary>
internal sealed class SchemaBuilder
{
    private readonly DocumentTypes documents;
    private readonly IReadOnlyList<string> audiences;
    private readonly IReadOnlyList<IMarkdownContainer> containers;
    private readonly DataTypeCatalog data = new();
    private readonly OrderedDictionary<Type, TypeMap> byRecord = [];
    private readonly List<UmbracoType> types = [];
    private readonly OrderedDictionary<string, TypeMap> blocks = [];
    private readonly Dictionary<Type, string> choiceNames = [];

    /// <summary>Begins with what rooms registered.</summary>
    /// <param name="documents">The types of documents.</param>
    /// <param name="containers">The types of blocks.</param>
    /// <param name="audiences">The audiences that editors added.</param>
    public SchemaBuilder(DocumentTypes documents, IEnumerable<IMarkdownContainer> containers, IReadOnlyList<string> audiences)
    {
        this.documents = documents;
        this.audiences = audiences;
        this.containers = [.. containers.OrderBy(container => container.Name, StringComparer.Ordinal)];
    }

    /// <summary>Makes them.</summary>
    public UmbracoSchema Build()
    {
        AddBlocks();
        var all = documents.All.Select(type => UmbracoAlias.OfType(type.Name)).Append(SectionAlias).ToList();
        var page = AddressType();
        var maps = documents.All.ToDictionary(type => type.Name, type => DocumentOf(type, page, all));
        var section = Add(new UmbracoType(UmbracoKey.Of("type", SectionAlias), SectionAlias, "Onderdeel")
        {
            Icon = "icon-folder",
            Description = "Een deel van de site zonder eigen tekst: het toont wat eronder staat.",
            Compositions = [page],
            AllowedChildren = all,
            Template = SectionAlias,
            Folder = "Portaal",
        });
        const string site = UmbracoAlias.Prefix + "Site";
        return new UmbracoSchema
        {
            Documents = maps,
            Blocks = blocks,
            Section = section,
            Site = Add(new UmbracoType(UmbracoKey.Of("type", site), site, "Portaal")
            {
                Icon = "icon-home",
                Description = "De wortel van de site.",
                IsAllowedAtRoot = true,
                Compositions = [page],
                AllowedChildren = all,
                Template = site,
            }),
            Picture = MediaOf("Afbeelding", "icon-picture", DataTypeCatalog.PictureBytes),
            File = MediaOf("Bestand", "icon-document", DataTypeCatalog.FileBytes),
            DataTypes = data.Finish(),
            Types = types,
        };
    }

    private static string SectionAlias => UmbracoAlias.Prefix + "Onderdeel";

    private UmbracoType AddressType()
    {
        const string alias = UmbracoAlias.Prefix + "Adres";
        return Add(new UmbracoType(UmbracoKey.Of("type", alias), alias, "Adres")
        {
            Icon = "icon-link",
            Folder = CompositionFolder,
            Properties =
            [
                PropertyOf(alias, "umbracoUrlName", "Laatste deel van het adres", DataTypeCatalog.Line, Groups.Address, 90),
                PropertyOf(alias, "umbracoNaviHide", "Niet in menu’s", DataTypeCatalog.YesNo, Groups.Address, 91),
                PropertyOf(alias, "portalPath", "Adres in het portaal", DataTypeCatalog.Area, Groups.Address, 92),
                PropertyOf(alias, "portalIsSample", "Verzonnen voorbeeld", DataTypeCatalog.YesNo, Groups.Address, 93),
            ],
        });
    }

    private const string CompositionFolder = "Portaal/Samenstellingen", ElementFolder = "Portaal/Blokken";

    private static UmbracoProperty PropertyOf(
        string type, string alias, string name, UmbracoDataType data, UmbracoGroup group, int order) =>
        new(alias, name, UmbracoKey.Of("property", $"{type}/{alias}"), data, group) { Order = order };

    private TypeMap DocumentOf(DocumentType type, UmbracoType page, IReadOnlyList<string> all)
    {
        var alias = UmbracoAlias.OfType(type.Name);
        var shared = SharedBy(type.Record, isElement: false);
        var own = FieldsOf(alias, type.Properties.Where(property => property.Member.DeclaringType == type.Record), isElement: false);
        var under = documents.All.Where(other => other.Info.Parent == type.Name).Select(other => UmbracoAlias.OfType(other.Name));
        return new(
            Add(new UmbracoType(UmbracoKey.Of("type", alias), alias, type.Info.Label)
            {
                Icon = type.IsPart ? "icon-settings" : "icon-article",
                Description = $"{type.Info.Plural} van het portaal.",
                Compositions = [page, .. shared.Select(map => map.Type)],
                Properties = [.. own.Select(field => field.To)],
                AllowedChildren = [.. under],
                Template = type.IsPart ? null : alias,
            }),
            [.. shared.SelectMany(map => map.Fields), .. own])
        { Text = shared[0].Text };
    }

    // Abstract records from the most general on: each is a composition.
    private List<TypeMap> SharedBy(Type record, bool isElement)
    {
        var chain = new Stack<Type>();
        for (var type = record.BaseType; type is not null && type != typeof(object); type = type.BaseType) chain.Push(type);
        return [.. chain.Select(type => CompositionOf(type, isElement))];
    }

    private TypeMap CompositionOf(Type record, bool isElement)
    {
        if (byRecord.TryGetValue(record, out var known)) return known;
        var alias = UmbracoAlias.OfType("basis_" + NameOf(record));
        var described = isElement
            ? containers.SelectMany(YamlsOf).SelectMany(yaml => yaml.Keys)
            : documents.All.SelectMany(type => type.Properties);
        var own = described.Where(property => property.Member.DeclaringType == record).DistinctBy(property => property.Key);
        var fields = FieldsOf(alias, own, isElement);
        var text = isElement || record.BaseType != typeof(object)
            ? null
            : PropertyOf(alias, "body", "Tekst", PageText, Groups.Content, 80);
        var map = new TypeMap(
            Add(new UmbracoType(UmbracoKey.Of("type", alias), alias, $"Basis{(isElement ? " van opdrachten" : "")}: {fields[0].To.Name}")
            {
                Icon = "icon-layers",
                IsElement = isElement,
                Folder = CompositionFolder,
                Properties = [.. fields.Select(field => field.To), .. text is null ? [] : new[] { text }],
            }),
            fields)
        { Text = text };
        return byRecord[record] = map;
    }

    // The type says it by itself, and the state is not a value: a page is published or not.
    private static bool IsLeftOut(PropertyType property) => property.Key is "type" or "status" or "publish_at";

    private UmbracoDataType PageText => data.RichText("Tekst van een pagina", () => blocks.Values.Select(block => block.Type));

    private UmbracoDataType BlockText => data.RichText("Tekst in een blok", () => InBlocks);

    private IEnumerable<UmbracoType> InBlocks => blocks.Where(block => IsHeld(block.Key)).Select(block => block.Value.Type);

    private bool IsHeld(string name) => containers.Any(container => container.MayHold(name));

    private List<FieldMap> FieldsOf(string owner, IEnumerable<PropertyType> properties, bool isElement)
    {
        var fields = new List<FieldMap>();
        foreach (var property in properties.Where(property => isElement || !IsLeftOut(property)))
        {
            var element = property.Shape == PropertyShape.Object ? ElementOf(property) : null;
            var alias = UmbracoAlias.OfProperty(property.Key);
            var to = PropertyOf(owner, alias, property.Info.Label, DataOf(property, element), GroupOf(property), fields.Count);
            fields.Add(new(property, to with
            {
                Help = property.Info.Help,
                IsMandatory = !isElement && property.Info.Required && property.Shape != PropertyShape.YesNo,
            }, element));
        }
        return fields;

        UmbracoGroup GroupOf(PropertyType property) => isElement ? Groups.Content : Groups.Of(property);
    }

    private UmbracoDataType DataOf(PropertyType property, TypeMap? element) => (property.Shape, property.IsList) switch
    {
        (PropertyShape.Object, var isList) => data.Blocks(element!.Type, isOne: !isList),
        (PropertyShape.Choice, var isList) => data.Choice(ChoiceName(property), ChoicesOf(property), isList),
        (PropertyShape.Text, true) when property.Info is { IsReference: true, ReferenceTo: "media" } => data.Files,
        (PropertyShape.Text, false) when property.Info is { IsReference: true, ReferenceTo: "media" } => DataTypeCatalog.File,
        (PropertyShape.Text, true) when property.Info.IsReference => data.Pages,
        (PropertyShape.Text, false) when property.Info.IsReference => DataTypeCatalog.Page,
        (_, true) => data.Lines,
        (PropertyShape.Number, _) => DataTypeCatalog.Number,
        (PropertyShape.Decimal, _) => data.Decimal,
        (PropertyShape.YesNo, _) => DataTypeCatalog.YesNo,
        (PropertyShape.Date, _) => DataTypeCatalog.Day,
        (PropertyShape.DateTime, _) => DataTypeCatalog.Moment,
        _ when property.Info.MaxLength is > 0 and <= DataTypeCatalog.LongestLine and var longest =>
            data.TextOf(longest, property.Info.Multiline || property.Info.Long),
        _ => DataTypeCatalog.Area,
    };

    // Audiences are those that stand in the records and those that editors added.
    private IEnumerable<string> ChoicesOf(PropertyType property) =>
        ItemTypeOf(property) == typeof(Audience) ? property.Choices.Keys.Union(audiences, StringComparer.Ordinal) : property.Choices.Keys;

    private string ChoiceName(PropertyType property)
    {
        var choice = ItemTypeOf(property);
        if (choice == typeof(Audience)) return "Doelgroep";
        var name = choiceNames.GetValueOrDefault(choice) ?? property.Info.Label;
        if (!choiceNames.ContainsKey(choice) && choiceNames.ContainsValue(name)) name += $" ({NameOf(choice)})";
        return choiceNames[choice] = name;
    }

    private TypeMap ElementOf(PropertyType property)
    {
        var record = ItemTypeOf(property);
        if (byRecord.TryGetValue(record, out var known)) return known;
        var alias = UmbracoAlias.OfType("deel_" + NameOf(record));
        var fields = FieldsOf(alias, property.Children, isElement: true);
        return byRecord[record] = new(
            Add(new UmbracoType(UmbracoKey.Of("type", alias), alias, property.Info.Item ?? property.Info.Label)
            {
                Icon = "icon-brick",
                IsElement = true,
                Folder = ElementFolder,
                Properties = [.. fields.Select(field => field.To)],
            }),
            fields);
    }

    private static Type ItemTypeOf(PropertyType property)
    {
        var type = Nullable.GetUnderlyingType(property.Member.PropertyType) ?? property.Member.PropertyType;
        return property.IsList ? type.GetGenericArguments()[0] : type;
    }

    // A record within another is called after both: several exercises have a "Pair".
    private static string NameOf(Type record)
    {
        var name = Array.Find(Endings, ending => record.Name.EndsWith(ending, StringComparison.Ordinal)) is { } last
            ? record.Name.Substring(0, record.Name.Length - last.Length)
            : record.Name;
        return record.DeclaringType is { } around ? $"{around.Name}_{name}" : name;
    }

    private static readonly string[] Endings = ["Keys", "Yaml", "Properties"];

    // Blocks that stand in others first: what holds them names them.
    private void AddBlocks()
    {
        foreach (var container in containers.OrderBy(container => HoldsOthers(container)))
        {
            var yamls = YamlsOf(container).ToList();
            if (yamls.Count == 0) AddBlock(container, container.Name, LabelOf(container), []);
            foreach (var (name, keys) in yamls)
                AddBlock(container, $"{container.Name} {name}", KindOf(container, name)?.Label ?? $"{container.Name} {name}", keys);
        }
    }

    private bool HoldsOthers(IMarkdownContainer container) => containers.Any(other => container.MayHold(other.Name));

    private static string LabelOf(IMarkdownContainer container) => container.Name switch
    {
        "callout" => "Kader",
        "related" => "Lees ook",
        _ => container.Kinds.FirstOrDefault()?.Label ?? container.Name,
    };

    private static BlockKind? KindOf(IMarkdownContainer container, string type) =>
        container.Kinds.FirstOrDefault(kind => kind.Template.Contains($"type={type}\n", StringComparison.Ordinal));

    /// <summary>The properties of the YAML of a container, for each value of its key <c>type</c>; none where it has no YAML.</summary>
    private static IEnumerable<(string Name, IReadOnlyList<PropertyType> Keys)> YamlsOf(IMarkdownContainer container) =>
        from key in container.Keys
        where key.Key == "type"
        from value in container.ValuesOf(key)
        select (value, container.YamlOf(new Dictionary<string, string> { ["type"] = value }) ?? []);

    private void AddBlock(IMarkdownContainer container, string name, string label, IReadOnlyList<PropertyType> yaml)
    {
        var alias = UmbracoAlias.OfType("blok_" + name);
        var shared = yaml.Count == 0 ? [] : SharedBy(yaml[0].Member.ReflectedType!, isElement: true);
        var inherited = shared.SelectMany(map => map.Fields).Select(field => field.From.Key).ToHashSet();
        var fields = FieldsOf(alias, container.Keys.Concat(yaml.Where(key => !inherited.Contains(key.Key))), isElement: true);
        var named = container.Name == "related" ? PropertyOf(alias, "pages", "Pagina’s", data.Pages, Groups.Content, 70) : null;
        var text = container.Name == "related" ? null : PropertyOf(
            alias, "body", yaml.Count > 0 ? "Vraag" : "Tekst", HoldsOthers(container) ? BlockText : PlainText, Groups.Content, 80);
        blocks[name] = new(
            Add(new UmbracoType(UmbracoKey.Of("type", alias), alias, label)
            {
                Icon = "icon-brick",
                IsElement = true,
                Folder = ElementFolder,
                Compositions = [.. shared.Select(map => map.Type)],
                Properties =
                [
                    .. fields.Select(field => field.To), .. named is null ? [] : new[] { named }, .. text is null ? [] : new[] { text },
                ],
            }),
            [.. shared.SelectMany(map => map.Fields), .. fields])
        { Text = text, Named = named };
    }

    private UmbracoDataType PlainText => data.RichText("Tekst zonder blokken", () => []);

    private TypeMap MediaOf(string name, string icon, UmbracoDataType bytes)
    {
        var alias = UmbracoAlias.OfType(name);
        var fields = FieldsOf(alias, MediaProperties.Properties, isElement: true);
        var isPicture = bytes == DataTypeCatalog.PictureBytes;
        UmbracoProperty[] pixels = isPicture
            ?
            [
                PropertyOf(alias, "umbracoWidth", "Breedte", DataTypeCatalog.LabelPixels, Groups.Content, 91),
                PropertyOf(alias, "umbracoHeight", "Hoogte", DataTypeCatalog.LabelPixels, Groups.Content, 92),
            ]
            : [];
        var type = new UmbracoType(UmbracoKey.Of("mediatype", alias), alias, $"{name} van het portaal")
        {
            Icon = icon,
            IsAllowedAtRoot = true,
            Properties =
            [
                PropertyOf(alias, "umbracoFile", "Bestand", bytes, Groups.Content, 0),
                .. fields.Select(field => field.To with { Order = field.To.Order + 1 }),
                .. pixels,
                PropertyOf(alias, "umbracoExtension", "Soort", DataTypeCatalog.LabelText, Groups.Content, 93),
                PropertyOf(alias, "umbracoBytes", "Grootte", DataTypeCatalog.LabelBytes, Groups.Content, 94),
            ],
        };
        return new(type, fields);
    }

    private UmbracoType Add(UmbracoType type)
    {
        if (types.Find(other => other.Alias == type.Alias) is { } same)
            throw new InvalidOperationException($"{type.Name} and {same.Name} have one alias, {type.Alias}.");
        types.Add(type);
        return type;
    }
}
