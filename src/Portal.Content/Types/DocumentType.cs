using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Portal.Platform.Data;

namespace Portal.Content.Types;

/// <summary>A document type as read from its record: name, places, properties with their rules.</summary>
public sealed class DocumentType
{
    private string? color;

    private DocumentType(Type record, DocumentTypeAttribute info)
    {
        Record = record;
        Info = info;
        Properties = PropertyType.Of(record);
        ByKey = Properties.ToFrozenDictionary(property => property.Key);
        if (!info.SummaryOptional) ByKey["summary"].MayBeEmpty = false;
    }

    /// <summary>The record that describes it.</summary>
    public Type Record { get; }

    /// <summary>Labels, folder and address.</summary>
    public DocumentTypeAttribute Info { get; }

    /// <summary>The value of <c>type</c> in the front matter.</summary>
    public string Name => Info.Name;

    /// <summary>The name of its colour, as in the classes of the style.</summary>
    public string Color => color ??= Info.Color.Name();

    /// <summary>Its properties, common ones first.</summary>
    public IReadOnlyList<PropertyType> Properties { get; }

    /// <summary>True for a type whose documents are parts of other pages and have none of their own.</summary>
    public bool IsPart => Info.SeenAt is not null;

    /// <summary>What every page is made of that shows such parts: the tag for <see cref="Platform.Pages.PageTags"/>.</summary>
    public const string PartsOfPages = "delen van pagina’s";

    /// <summary>True when its documents stand in an order that an editor chooses: a number behind <see cref="OrderKey"/>.</summary>
    public bool IsOrdered => ByKey.TryGetValue(OrderKey, out var order) && order is { Shape: PropertyShape.Number, IsList: false };

    /// <summary>The key that says where a document stands among its siblings, low first.</summary>
    internal const string OrderKey = "order";

    /// <summary>The keys in the order in which new ones come into a front matter.</summary>
    internal IReadOnlyList<string> Keys => [.. Properties.Select(property => property.Key)];

    internal FrozenDictionary<string, PropertyType> ByKey { get; }

    /// <summary>Reads the attributes of a record.</summary>
    public static DocumentType Of<T>() where T : DocumentProperties => Of(typeof(T));

    internal static DocumentType Of(Type record) =>
        new(record, record.GetCustomAttribute<DocumentTypeAttribute>()
            ?? throw new InvalidOperationException($"{record.Name} has no [DocumentType]."));

    /// <summary>The typed front matter of a stored version.</summary>
    public DocumentProperties Read(JsonObject frontMatter) =>
        (DocumentProperties)frontMatter.Deserialize(Record, ContentJson.Options)!;

    /// <summary>The same, from JSON as it is stored: half the work where ten thousand are read.</summary>
    public DocumentProperties Read(string frontMatter) =>
        (DocumentProperties)JsonSerializer.Deserialize(frontMatter, Record, ContentJson.Options)!;

    /// <summary>The ids that a document of this type names in its front matter: of documents and of media.</summary>
    public IEnumerable<string> ReferencesOf(DocumentProperties properties) => ReferencesIn(Properties, properties);

    // At any depth: a photo of a report stands in an object with what is said of it.
    private static IEnumerable<string> ReferencesIn(IReadOnlyList<PropertyType> properties, object values) =>
        properties.Where(property => property.Info.IsReference || property.Children.Count > 0)
            .SelectMany(property => property.Member.GetValue(values) switch
            {
                string id => [id],
                IEnumerable<string> ids => ids,
                IEnumerable<object> items => items.SelectMany(item => ReferencesIn(property.Children, item)),
                { } item => ReferencesIn(property.Children, item),
                null => [],
            });

    /// <summary>One property of a record, at any depth.</summary>
    public sealed class PropertyType
    {
        private readonly IReadOnlyDictionary<string, string> standing = FrozenDictionary<string, string>.Empty;

        private PropertyType(PropertyInfo member, PropertyAttribute info, object blank)
        {
            Member = member;
            Info = info;
            Key = ModuleDb.SnakeCase(member.Name);
            var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
            MayBeLeftOut = type != member.PropertyType || !type.IsValueType;
            MayBeEmpty = !info.Required;
            Default = info.Required ? null : member.GetValue(blank);
            IsList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
            ItemType = IsList ? type.GetGenericArguments()[0] : type;
            Shape = ShapeOf(ItemType);
            if (Shape == PropertyShape.Object) Children = Of(ItemType);
            if (Shape == PropertyShape.Choice) standing = IsAudience ? Audiences(AudienceTerm.Standing) : ChoicesOf(ItemType);
        }

        /// <summary>The key in the front matter, snake_case.</summary>
        public string Key { get; }

        /// <summary>Label and rules.</summary>
        public PropertyAttribute Info { get; }

        /// <summary>The record's property.</summary>
        public PropertyInfo Member { get; }

        /// <summary>True when the value is a list of <see cref="Shape"/>.</summary>
        public bool IsList { get; }

        /// <summary>What one value is.</summary>
        public PropertyShape Shape { get; }

        /// <summary>The properties of an object.</summary>
        public IReadOnlyList<PropertyType> Children { get; } = [];

        /// <summary>The values of a choice with their labels, in the order they are declared.</summary>
        public IReadOnlyDictionary<string, string> Choices => Offered?.Invoke() ?? standing;

        /// <summary>True for a choice of audiences: an editor says which there are.</summary>
        internal bool IsAudience => ItemType == typeof(Audience);

        /// <summary>What can be chosen now, where an editor says so; null: the standing choices.</summary>
        internal Func<IReadOnlyDictionary<string, string>>? Offered { get; set; }

        /// <summary>What holds when the key is not there; null: nothing does.</summary>
        internal object? Default { get; }

        /// <summary>It may be unknown: nothing stands in its place then.</summary>
        internal bool MayBeLeftOut { get; }

        /// <summary>False when it must be filled in before the document goes online.</summary>
        internal bool MayBeEmpty { get; set; }

        private Type ItemType { get; }

        /// <summary>The value of a choice as it stands in front matter.</summary>
        internal string NameOf(Enum choice) =>
            ItemType.GetField(choice.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name;

        /// <summary>The properties that a record describes by <see cref="PropertyAttribute"/>.</summary>
        public static IReadOnlyList<PropertyType> Of<T>() => Of(typeof(T));

        internal static IReadOnlyList<PropertyType> Of(Type record)
        {
            // Not what "required" means to the compiler: only its defaults are asked for.
            var blank = Activator.CreateInstance(record)!;
            return
            [
                .. record.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Select(member => (member, info: member.GetCustomAttribute<PropertyAttribute>()))
                    .Where(pair => pair.info is not null)
                    .OrderBy(pair => Depth(pair.member.DeclaringType!))
                    .Select(pair => new PropertyType(pair.member, pair.info!, blank)),
            ];
        }

        private static int Depth(Type type) => type.BaseType is null ? 0 : 1 + Depth(type.BaseType);

        private static PropertyShape ShapeOf(Type type) => type switch
        {
            _ when type == typeof(string) => PropertyShape.Text,
            _ when type == typeof(int) => PropertyShape.Number,
            _ when type == typeof(decimal) => PropertyShape.Decimal,
            _ when type == typeof(bool) => PropertyShape.YesNo,
            _ when type == typeof(DateOnly) => PropertyShape.Date,
            _ when type == typeof(DateTime) => PropertyShape.DateTime,
            { IsEnum: true } => PropertyShape.Choice,
            _ when type == typeof(Audience) => PropertyShape.Choice,
            _ => PropertyShape.Object,
        };

        /// <summary>Audiences as choices.</summary>
        internal static OrderedDictionary<string, string> Audiences(IEnumerable<AudienceTerm> terms) =>
            new(terms.Select(term => KeyValuePair.Create(term.Audience.Key, term.Label)));

        private static OrderedDictionary<string, string> ChoicesOf(Type type) =>
            new(type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => KeyValuePair.Create(
                field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name, field.GetCustomAttribute<LabelAttribute>()!.Text)));
    }
}

/// <summary>What a value of the front matter is.</summary>
public enum PropertyShape
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A number with decimals behind a point, <c>12.5</c>.</summary>
    Decimal,

    /// <summary>true or false.</summary>
    YesNo,

    /// <summary>A date, <c>2026-11-21</c>.</summary>
    Date,

    /// <summary>A wall-clock time in Europe/Amsterdam, <c>2026-11-21T09:00</c>.</summary>
    DateTime,

    /// <summary>One of a list of values.</summary>
    Choice,

    /// <summary>An object with properties of its own.</summary>
    Object,
}

/// <summary>How front matter is written as JSON: snake_case keys, enumerations by their Dutch names.</summary>
public static class ContentJson
{
    /// <summary>The options for every read and write of front matter.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What a reader calls a value of an enumeration.</summary>
    public static string Label<T>(this T value) where T : struct, Enum =>
        typeof(T).GetField(value.ToString())?.GetCustomAttribute<LabelAttribute>()?.Text ?? value.ToString();

    /// <summary>What a reader calls more of it, in the middle of a sentence.</summary>
    public static string Plural<T>(this T value) where T : struct, Enum =>
        typeof(T).GetField(value.ToString())?.GetCustomAttribute<LabelAttribute>()?.Plural ?? value.Label().ToLowerInvariant();

    /// <summary>The value as it stands in front matter and addresses.</summary>
    public static string Name<T>(this T value) where T : struct, Enum =>
        typeof(T).GetField(value.ToString())?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? value.ToString();
}
