using Umbraco.Cms.Core;
using Aliases = Umbraco.Cms.Core.Constants.PropertyEditors.Aliases;

namespace Portal.UmbracoBridge.Import;

/// <summary>The editors of a stock Umbraco whose values can come along, and those whose values have no place here.</summary>
internal static class Editors
{
    /// <summary>Text with markup and blocks.</summary>
    public const string RichText = Aliases.RichText;

    /// <summary>Text of several lines.</summary>
    public const string TextArea = Aliases.TextArea;

    /// <summary>A list of blocks.</summary>
    public const string BlockList = Aliases.BlockList;

    /// <summary>Files of the library.</summary>
    public const string MediaPicker = Aliases.MediaPicker3;

    /// <summary>Pages.</summary>
    public const string Pages = Aliases.MultiNodeTreePicker;

    private static readonly HashSet<string> Texts =
        [Aliases.TextBox, Aliases.TextArea, Aliases.EmailAddress, Aliases.RadioButtonList, Aliases.Label, "Umbraco.MarkdownEditor"];

    private static readonly HashSet<string> Blocks = [Aliases.BlockList, Aliases.BlockGrid, "Umbraco.SingleBlock"];

    private static readonly HashSet<string> Moments =
    [
        Aliases.DateTime, "Umbraco.DateOnly", "Umbraco.DateTimeUnspecified", "Umbraco.DateTimeWithTimeZone", "Umbraco.TimeOnly",
    ];

    private static readonly HashSet<string> Lists =
        [Aliases.DropDownListFlexible, Aliases.CheckBoxList, Aliases.Tags, Aliases.MultipleTextstring];

    private static readonly HashSet<string> Rest =
    [
        Aliases.RichText, Aliases.Integer, Aliases.Decimal, Aliases.Boolean, Aliases.ContentPicker, Aliases.MultiNodeTreePicker,
        Aliases.MediaPicker3, Aliases.MultiUrlPicker,
    ];

    // Known, and of no use in a document of the portal.
    private static readonly HashSet<string> Idle =
    [
        Aliases.ColorPicker, "Umbraco.ColorPicker.EyeDropper", "Umbraco.IconPicker", Aliases.ImageCropper, Aliases.ListView,
        Aliases.MemberPicker, Aliases.MemberGroupPicker, Aliases.UserPicker, Aliases.Slider, Aliases.UploadField,
    ];

    /// <summary>Its values are texts.</summary>
    public static bool IsText(string editor) => Texts.Contains(editor);

    /// <summary>Its values are blocks.</summary>
    public static bool IsBlocks(string editor) => Blocks.Contains(editor);

    /// <summary>Its values are moments.</summary>
    public static bool IsMoment(string editor) => Moments.Contains(editor);

    /// <summary>Its values are lists of short texts.</summary>
    public static bool IsList(string editor) => Lists.Contains(editor);

    /// <summary>Its values can stand in the text of a page.</summary>
    public static bool CanBeText(string editor) =>
        IsText(editor) || IsBlocks(editor) || editor is Aliases.RichText or Aliases.MediaPicker3 or Aliases.MultiUrlPicker;

    /// <summary>An editor of a stock Umbraco.</summary>
    public static bool IsKnown(string editor) => IsTaken(editor) || Idle.Contains(editor);

    /// <summary>Its values can come along.</summary>
    public static bool IsTaken(string editor) =>
        IsText(editor) || IsBlocks(editor) || IsMoment(editor) || IsList(editor) || Rest.Contains(editor);
}
