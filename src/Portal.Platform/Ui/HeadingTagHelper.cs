using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Platform.Ui;

/// <summary><c>&lt;wj-heading level="3"&gt;</c> becomes an h3: for a part that stands at another depth on every page.</summary>
[HtmlTargetElement("wj-heading")]
public sealed class HeadingTagHelper : TagHelper
{
    /// <summary>2 to 6; a page has one h1, and it is no part's.</summary>
    public int Level { get; set; } = 2;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.TagName = string.Create(CultureInfo.InvariantCulture, $"h{Math.Clamp(Level, 2, 6)}");
}
