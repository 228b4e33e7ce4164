using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Platform.Ui;

/// <summary>
/// No form lets the browser judge its fields: that speaks in the browser's language, points at one field at a time and goes away by itself
/// (WCAG 3.3.1). What is wrong is said by the page, in its own words.
/// </summary>
[HtmlTargetElement("form")]
public sealed class NoValidateTagHelper : TagHelper
{
    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Attributes.SetAttribute(new TagHelperAttribute("novalidate"));
}
