using System.Text.Json.Nodes;
using Portal.Content.Types;
using Portal.UmbracoBridge.Model;
using Umbraco.Cms.Core;

namespace Portal.UmbracoBridge.Schema;

/// <summary>
/// The data types that properties ask for. Umbraco's own are named by their keys, so that what the target has is used; others are made
/// once, and are found back by their key at every import.
/// </summary>
internal sealed class DataTypeCatalog
{
    /// <summary>The most characters that a line of text may have in the database.</summary>
    public const int LongestLine = 512;

    private readonly OrderedDictionary<string, UmbracoDataType> made = [];
    private readonly Dictionary<string, Func<IEnumerable<UmbracoType>>> texts = [];

    /// <summary>One line of text.</summary>
    public static UmbracoDataType Line { get; } =
        BuiltIn(Constants.DataTypes.Guids.TextstringGuid, "Textstring", Constants.PropertyEditors.Aliases.TextBox, "TextBox", "Nvarchar");

    /// <summary>Text of any length.</summary>
    public static UmbracoDataType Area { get; } =
        BuiltIn(Constants.DataTypes.Guids.TextareaGuid, "Textarea", Constants.PropertyEditors.Aliases.TextArea, "TextArea", "Ntext");

    /// <summary>Yes or no.</summary>
    public static UmbracoDataType YesNo { get; } =
        BuiltIn(Constants.DataTypes.Guids.CheckboxGuid, "True/false", Constants.PropertyEditors.Aliases.Boolean, "Toggle", "Integer");

    /// <summary>A whole number.</summary>
    public static UmbracoDataType Number { get; } =
        BuiltIn(Constants.DataTypes.Guids.NumericGuid, "Numeric", Constants.PropertyEditors.Aliases.Integer, "Integer", "Integer");

    /// <summary>A day.</summary>
    public static UmbracoDataType Day { get; } =
        BuiltIn(Constants.DataTypes.Guids.DatePickerGuid, "Date Picker", Constants.PropertyEditors.Aliases.DateTime, "DatePicker", "Date");

    /// <summary>A day with its time.</summary>
    public static UmbracoDataType Moment { get; } = BuiltIn(
        Constants.DataTypes.Guids.DatePickerWithTimeGuid, "Date Picker with time", Constants.PropertyEditors.Aliases.DateTime, "DatePicker",
        "Date");

    /// <summary>One page.</summary>
    public static UmbracoDataType Page { get; } = BuiltIn(
        Constants.DataTypes.Guids.ContentPickerGuid, "Content Picker", Constants.PropertyEditors.Aliases.ContentPicker, "DocumentPicker",
        "Nvarchar");

    /// <summary>One file or picture of the library.</summary>
    public static UmbracoDataType File { get; } = BuiltIn(
        Constants.DataTypes.Guids.MediaPicker3Guid, "Media Picker", Constants.PropertyEditors.Aliases.MediaPicker3, "MediaPicker", "Ntext");

    /// <summary>The bytes of a picture.</summary>
    public static UmbracoDataType PictureBytes { get; } = BuiltIn(
        Constants.DataTypes.Guids.ImageCropperGuid, "Image Cropper", Constants.PropertyEditors.Aliases.ImageCropper, "ImageCropper",
        "Ntext");

    /// <summary>The bytes of a file.</summary>
    public static UmbracoDataType FileBytes { get; } = BuiltIn(
        Constants.DataTypes.Guids.UploadGuid, "Upload File", Constants.PropertyEditors.Aliases.UploadField, "UploadField", "Nvarchar");

    /// <summary>A text that is shown and not edited.</summary>
    public static UmbracoDataType LabelText { get; } =
        BuiltIn(Constants.DataTypes.Guids.LabelStringGuid, "Label (string)", Constants.PropertyEditors.Aliases.Label, "Label", "Nvarchar");

    /// <summary>A number of pixels that is shown and not edited.</summary>
    public static UmbracoDataType LabelPixels { get; } =
        BuiltIn(Constants.DataTypes.Guids.LabelIntGuid, "Label (integer)", Constants.PropertyEditors.Aliases.Label, "Label", "Integer");

    /// <summary>A number of bytes that is shown and not edited.</summary>
    public static UmbracoDataType LabelBytes { get; } =
        BuiltIn(Constants.DataTypes.Guids.LabelBigIntGuid, "Label (bigint)", Constants.PropertyEditors.Aliases.Label, "Label", "Nvarchar");

    /// <summary>Those that were made, in the order in which they were asked for, with the blocks of texts, known by now.</summary>
    public IReadOnlyList<UmbracoDataType> Finish()
    {
        foreach (var (name, elements) in texts)
            foreach (var (key, value) in RichTextConfiguration.Of(elements().Select(BlockOf)))
                made[name].Configuration![key] = value?.DeepClone();
        return [.. made.Values];
    }

    /// <summary>A number with decimals.</summary>
    public UmbracoDataType Decimal => Make(
        "Getal met decimalen", Constants.PropertyEditors.Aliases.Decimal, "Decimal", "Decimal", () => []);

    /// <summary>Several short texts.</summary>
    public UmbracoDataType Lines => Make(
        "Regels", Constants.PropertyEditors.Aliases.MultipleTextstring, "MultipleTextString", "Ntext",
        () => new() { ["min"] = 0, ["max"] = 0 });

    /// <summary>Several pages.</summary>
    public UmbracoDataType Pages => Make(
        "Pagina's", Constants.PropertyEditors.Aliases.MultiNodeTreePicker, "ContentPicker", "Ntext",
        () => new()
        {
            ["startNode"] = new JsonObject { ["type"] = "content" },
            ["minNumber"] = 0,
            ["maxNumber"] = 0,
            ["ignoreUserStartNodes"] = false,
        });

    /// <summary>Several files.</summary>
    public UmbracoDataType Files => Make(
        "Bestanden", Constants.PropertyEditors.Aliases.MediaPicker3, "MediaPicker", "Ntext",
        () => new() { ["multiple"] = true, ["enableLocalFocalPoint"] = false, ["ignoreUserStartNodes"] = false });

    /// <summary>A text of at most so many characters.</summary>
    public UmbracoDataType TextOf(int longest, bool hasLines) => Make(
        $"{(hasLines ? "Tekst" : "Regel")} van hoogstens {longest} tekens",
        hasLines ? Constants.PropertyEditors.Aliases.TextArea : Constants.PropertyEditors.Aliases.TextBox,
        hasLines ? "TextArea" : "TextBox", hasLines ? "Ntext" : "Nvarchar", () => new() { ["maxChars"] = longest });

    /// <summary>One or more of a list of values.</summary>
    public UmbracoDataType Choice(string name, IEnumerable<string> values, bool isMultiple) => Make(
        $"Keuze: {name}{(isMultiple ? ", meer dan een" : "")}", Constants.PropertyEditors.Aliases.DropDownListFlexible, "Dropdown",
        "Nvarchar",
        () => new() { ["multiple"] = isMultiple, ["items"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) });

    /// <summary>Blocks of one type.</summary>
    public UmbracoDataType Blocks(UmbracoType element, bool isOne) => Make(
        $"Blokken: {element.Name} ({element.Alias}{(isOne ? ", een" : "")})", Constants.PropertyEditors.Aliases.BlockList, "BlockList",
        "Ntext", () => new()
        {
            ["blocks"] = new JsonArray(BlockOf(element)),
            ["validationLimit"] = isOne ? new JsonObject { ["min"] = 0, ["max"] = 1 } : [],
            ["useSingleBlockMode"] = false,
        });

    /// <summary>The text of a page, with blocks of these types in it.</summary>
    /// <param name="name">What it is called: one that was made before under that name is given back.</param>
    /// <param name="elements">The types; asked for when all are known.</param>
    public UmbracoDataType RichText(string name, Func<IEnumerable<UmbracoType>> elements)
    {
        texts[name] = elements;
        return Make(name, Constants.PropertyEditors.Aliases.RichText, "Tiptap", "Ntext", () => []);
    }

    private static JsonNode BlockOf(UmbracoType element) => new JsonObject
    {
        ["contentElementTypeKey"] = element.Key.ToString(),
        ["label"] = element.Name,
        ["editorSize"] = "medium",
        ["forceHideContentEditorInOverlay"] = false,
    };

    private UmbracoDataType Make(string name, string editor, string ui, string storage, Func<JsonObject> configuration)
    {
        if (made.TryGetValue(name, out var known)) return known;
        var type = new UmbracoDataType(
            UmbracoKey.Of("data", name), $"Portaal - {name}", editor, $"Umb.PropertyEditorUi.{ui}", storage, configuration());
        return made[name] = type;
    }

    private static UmbracoDataType BuiltIn(Guid key, string name, string editor, string ui, string storage) =>
        new(key, name, editor, $"Umb.PropertyEditorUi.{ui}", storage, null);
}
