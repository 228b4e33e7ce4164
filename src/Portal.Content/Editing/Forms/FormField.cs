using System.Globalization;
using Portal.Content.Types;
using Portal.Platform.Ui;
using PropertyType = Portal.Content.Types.DocumentType.PropertyType;

namespace Portal.Content.Editing.Forms;

/// <summary>How a property is filled in.</summary>
internal enum FormControl
{
    /// <summary>One line of text.</summary>
    Line,

    /// <summary>A text with room: <see cref="PropertyAttribute.Multiline"/> or <see cref="PropertyAttribute.Long"/>.</summary>
    Paragraph,

    /// <summary>An address of the web.</summary>
    Link,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A box to tick.</summary>
    YesNo,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A day and a time, wall clock of Europe/Amsterdam.</summary>
    Moment,

    /// <summary>One of a few: radio buttons where there are four or fewer, else a list.</summary>
    Choice,

    /// <summary>Any of a few: boxes to tick.</summary>
    Choices,

    /// <summary>Texts, one a line.</summary>
    Lines,

    /// <summary>The id of a document or media item.</summary>
    Reference,

    /// <summary>Ids of documents or media items, one a line.</summary>
    References,

    /// <summary>A few properties that belong together.</summary>
    Object,

    /// <summary>Any number of those.</summary>
    Objects,
}

/// <summary>A field of the form, with what is filled in.</summary>
internal sealed record FormField
{
    /// <summary>The property it is for.</summary>
    public required PropertyType Property { get; init; }

    /// <summary>The name in the form: <c>p.sources[0].title</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its id in the page.</summary>
    public string Id => FieldTagHelper.IdOf(Name);

    /// <summary>How it is filled in.</summary>
    public required FormControl Control { get; init; }

    /// <summary>What is filled in, as it was typed; for what is one value.</summary>
    public string Value { get; init; } = "";

    /// <summary>What is filled in, one a line.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What can be chosen; what stands there and cannot be, too.</summary>
    public IReadOnlyList<FormChoice> Choices { get; init; } = [];

    /// <summary>The documents that the ids are of, and those ids that are of none.</summary>
    public IReadOnlyList<Reference> Chosen { get; init; } = [];

    /// <summary>The items of objects; one of an object.</summary>
    public IReadOnlyList<FormItem> Items { get; init; } = [];

    /// <summary>What is wrong with it, Dutch.</summary>
    public string? Error { get; init; }

    /// <summary>True when it can only be changed in the source: it is shown, and not sent.</summary>
    public bool IsLocked { get; init; }

    /// <summary>True when the cursor goes there.</summary>
    public bool HasFocus { get; init; }

    /// <summary>The question.</summary>
    public string Label => Property.Info.Label;

    /// <summary>The values of aria-describedby; null: none.</summary>
    public string? DescribedBy => string.Join(' ', new[]
    {
        Error is null ? null : Id + "-fout",
        Property.Info.Help.Length == 0 ? null : Id + "-hulp",
        Limit is null ? null : Id + "-teller",
        Chosen.Count == 0 ? null : Id + "-gekozen",
    }.OfType<string>()) is { Length: > 0 } ids ? ids : null;

    /// <summary>The most characters, where that is counted.</summary>
    public int? Limit =>
        Property.Info.MaxLength > 0 && Control is FormControl.Line or FormControl.Paragraph ? Property.Info.MaxLength : null;

    /// <summary>False for a day or moment that a browser's own field would not show, and would lose.</summary>
    public bool IsNative => Value.Length == 0
        || (Control == FormControl.Date
            && DateOnly.TryParseExact(Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        || (Control == FormControl.Moment
            && DateTime.TryParseExact(Value, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    /// <summary>True when it, or something in it, is wrong or has the cursor.</summary>
    public bool IsAsked => Error is not null || HasFocus || Items.Any(item => item.HasFocus || item.Fields.Any(inner => inner.IsAsked));

    /// <summary>What one of a list of objects is called.</summary>
    public string ItemName => Property.Info.Item ?? Property.Info.Label;

    /// <summary>The control of a property.</summary>
    public static FormControl ControlOf(PropertyType property) => property.Shape switch
    {
        PropertyShape.Object => property.IsList ? FormControl.Objects : FormControl.Object,
        PropertyShape.Choice => property.IsList ? FormControl.Choices : FormControl.Choice,
        // What has to be said is never said by leaving a box as it is.
        PropertyShape.YesNo => property.Info.Required ? FormControl.Choice : FormControl.YesNo,
        PropertyShape.Date => FormControl.Date,
        PropertyShape.DateTime => FormControl.Moment,
        PropertyShape.Number or PropertyShape.Decimal => FormControl.Number,
        _ when property.Info.IsReference => property.IsList ? FormControl.References : FormControl.Reference,
        _ when property.IsList => FormControl.Lines,
        _ when property.Key == "url" => FormControl.Link,
        _ => property.Info.Multiline || property.Info.Long ? FormControl.Paragraph : FormControl.Line,
    };
}

/// <summary>Something to choose.</summary>
/// <param name="Value">As it stands in the front matter.</param>
/// <param name="Text">What a reader calls it.</param>
/// <param name="IsChosen">It is chosen.</param>
internal sealed record FormChoice(string Value, string Text, bool IsChosen);

/// <summary>One of a list of objects.</summary>
/// <param name="Name">Its name: <c>p.sources[0]</c>.</param>
/// <param name="Marker">What stands for it in the list: <c>0</c>.</param>
/// <param name="Title">Its first text; empty when nothing is filled in.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record FormItem(string Name, string Marker, string Title, IReadOnlyList<FormField> Fields)
{
    /// <summary>The button that has the cursor: up or down; null: none.</summary>
    public string? Focus { get; init; }

    /// <summary>True when one of its buttons has the cursor.</summary>
    public bool HasFocus => Focus is not null;
}

/// <summary>Fields under one heading.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Id">Its id in the page.</param>
/// <param name="Fields">The fields.</param>
internal sealed record FormSection(string Title, string Id, IReadOnlyList<FormField> Fields)
{
    /// <summary>It is open at first: what everybody fills in, and what somebody has to look at.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>Something about a field.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Key">The key of the front matter that it is part of.</param>
/// <param name="Message">What is wrong and what to do, Dutch.</param>
/// <param name="Kind">What became of what was typed.</param>
internal sealed record FieldError(string Name, string Key, string Message, FieldErrorKind Kind);

/// <summary>What became of a value that is not right.</summary>
internal enum FieldErrorKind
{
    /// <summary>It could not be written down: what stood there stands there still, and the form shows what was typed.</summary>
    Refused,

    /// <summary>It was written down, and is too long, too much or too little to go online.</summary>
    Limit,

    /// <summary>Nothing is there yet, and something has to be before it goes online.</summary>
    Missing,
}
