using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Platform.Ui;

/// <summary>
/// <c>&lt;wj-fact name="Waar"&gt;…&lt;/wj-fact&gt;</c>: one row of a <c>dl.wj-facts</c>. Without content there is no row, so a page
/// need not ask what is known.
/// </summary>
[HtmlTargetElement("wj-fact")]
public sealed class FactTagHelper : TagHelper
{
    /// <summary>What the fact is about.</summary>
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var value = await output.GetChildContentAsync();
        if (value.IsEmptyOrWhiteSpace)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "wj-facts__row");
        output.PreContent.AppendHtml("""<dt class="wj-facts__name">""").Append(Name).AppendHtml("""</dt><dd class="wj-facts__value">""");
        output.PostContent.AppendHtml("</dd>");
    }
}
