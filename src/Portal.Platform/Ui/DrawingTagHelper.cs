using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Platform.Ui;

/// <summary>
/// <c>&lt;wj-drawing name="hero" /&gt;</c>: puts a drawing of the theme into the page, so that it takes the page's colours.
/// </summary>
[HtmlTargetElement("wj-drawing", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DrawingTagHelper(ThemeFiles theme) : TagHelper
{
    /// <summary>The drawing's name; one that does not exist is drawn as <see cref="Otherwise"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>The drawing to show when there is none of that name.</summary>
    public string Otherwise { get; set; } = "leeg";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(theme.Drawing(theme.HasDrawing(Name) ? Name : Otherwise));
    }
}
