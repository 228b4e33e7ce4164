using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Platform.Ui;

/// <summary>
/// <c>&lt;wj-field for="Email" label="E-mailadres" type="email" autocomplete="email" /&gt;</c>: a whole form field as in
/// <c>themes/MARKUP.md</c>, with help, error and what was typed. With <c>options</c> it is a select, with <c>type="textarea"</c> a
/// textarea, with <c>type="checkbox"</c> one box.
/// </summary>
[HtmlTargetElement("wj-field", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FieldTagHelper : TagHelper
{
    /// <summary>The page's property.</summary>
    public required ModelExpression For { get; set; }

    /// <summary>The question.</summary>
    public string Label { get; set; } = "";

    /// <summary>Help under the label.</summary>
    public string? Hint { get; set; }

    /// <summary>Type of the input, <c>textarea</c> or <c>checkbox</c>.</summary>
    public string Type { get; set; } = "text";

    /// <summary>The token by which browsers and password managers fill it in (WCAG 1.3.5).</summary>
    public string? Autocomplete { get; set; }

    /// <summary>Type of keyboard on a phone.</summary>
    public string? Inputmode { get; set; }

    /// <summary>The most characters.</summary>
    public int Maxlength { get; set; } = 200;

    /// <summary>What can be chosen, value and text; makes it a select.</summary>
    public IEnumerable<(string Value, string Text)>? Options { get; set; }

    /// <summary>The text of choosing nothing; null: something must be chosen.</summary>
    public string? Empty { get; set; }

    /// <summary>The request's state.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext ViewContext { get; set; }

    private string Name => ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    /// <summary>The id of a property's field, for links to it.</summary>
    public static string IdOf(string property) =>
        property.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = IdOf(Name);
        ViewContext.ModelState.TryGetValue(Name, out var state);
        var error = state?.Errors.FirstOrDefault()?.ErrorMessage;
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", error is null ? "utrecht-form-field" : "utrecht-form-field utrecht-form-field--invalid");
        var describedBy = string.Join(
            ' ', new[] { Hint is null ? null : $"{id}-hulp", error is null ? null : $"{id}-fout" }.OfType<string>());

        if (Type == "checkbox")
        {
            AppendNotes(output.Content, id, error);
            var box = Control("input", id, describedBy, error, "utrecht-custom-checkbox utrecht-custom-checkbox--html-input");
            box.Attributes["type"] = "checkbox";
            box.Attributes["value"] = "true";
            if (For.Model is true) box.Attributes["checked"] = "checked";
            box.TagRenderMode = TagRenderMode.SelfClosing;
            output.Content.AppendHtml("""<div class="wj-choice">""").AppendHtml(box).AppendHtml(LabelOf(id)).AppendHtml("</div>");
            return;
        }
        output.Content.AppendHtml(LabelOf(id));
        AppendNotes(output.Content, id, error);
        output.Content.AppendHtml(
            Options is not null ? Select(id, describedBy, error, state)
                : Type == "textarea" ? Textarea(id, describedBy, error, state)
                : Input(id, describedBy, error, state));
    }

    private void AppendNotes(TagHelperContent content, string id, string? error)
    {
        if (Hint is not null)
            content.AppendHtml(Note("utrecht-form-field-description utrecht-form-field__description", $"{id}-hulp", Hint));
        if (error is not null)
            content.AppendHtml(Note("utrecht-form-field-error-message utrecht-form-field__error-message", $"{id}-fout", error));
    }

    private TagBuilder LabelOf(string id)
    {
        var label = new TagBuilder("label") { Attributes = { ["for"] = id } };
        label.AddCssClass("utrecht-form-label utrecht-form-field__label");
        label.InnerHtml.Append(Label);
        return label;
    }

    private static TagBuilder Note(string css, string id, string text)
    {
        var note = new TagBuilder("div") { Attributes = { ["id"] = id } };
        note.AddCssClass(css);
        note.InnerHtml.Append(text);
        return note;
    }

    private TagBuilder Input(string id, string describedBy, string? error, ModelStateEntry? state)
    {
        var input = Control("input", id, describedBy, error, "utrecht-textbox utrecht-textbox--html-input utrecht-form-field__input");
        input.Attributes["type"] = Type;
        input.Attributes["maxlength"] = Maxlength.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (Inputmode is not null) input.Attributes["inputmode"] = Inputmode;
        // A secret never comes back in a page.
        if (Type != "password" && Value(state) is { Length: > 0 } value) input.Attributes["value"] = value;
        input.TagRenderMode = TagRenderMode.SelfClosing;
        return input;
    }

    private TagBuilder Textarea(string id, string describedBy, string? error, ModelStateEntry? state)
    {
        var area = Control(
            "textarea", id, describedBy, error, "utrecht-textarea utrecht-textarea--html-textarea utrecht-form-field__input");
        area.Attributes["rows"] = "6";
        area.Attributes["maxlength"] = Maxlength.ToString(System.Globalization.CultureInfo.InvariantCulture);
        area.InnerHtml.AppendHtml("\n").Append(Value(state) ?? "");
        return area;
    }

    private TagBuilder Select(string id, string describedBy, string? error, ModelStateEntry? state)
    {
        var select = Control("select", id, describedBy, error, "utrecht-select utrecht-select--html-select utrecht-form-field__input");
        var chosen = Value(state) ?? "";
        if (Empty is not null) select.InnerHtml.AppendHtml(Option("", Empty, chosen.Length == 0));
        foreach (var (value, text) in Options!) select.InnerHtml.AppendHtml(Option(value, text, value == chosen));
        return select;
    }

    private static TagBuilder Option(string value, string text, bool chosen)
    {
        var option = new TagBuilder("option") { Attributes = { ["value"] = value } };
        if (chosen) option.Attributes["selected"] = "selected";
        option.InnerHtml.Append(text);
        return option;
    }

    private TagBuilder Control(string tag, string id, string describedBy, string? error, string css)
    {
        var control = new TagBuilder(tag) { Attributes = { ["id"] = id, ["name"] = Name } };
        control.AddCssClass(css);
        if (Autocomplete is not null) control.Attributes["autocomplete"] = Autocomplete;
        if (describedBy.Length > 0) control.Attributes["aria-describedby"] = describedBy;
        if (error is not null) control.Attributes["aria-invalid"] = "true";
        return control;
    }

    private string? Value(ModelStateEntry? state) => state?.AttemptedValue ?? For.Model?.ToString();
}
