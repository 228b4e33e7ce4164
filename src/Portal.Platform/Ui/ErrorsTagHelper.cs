using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Portal.Platform.Ui;

/// <summary>
/// <c>&lt;wj-errors /&gt;</c>: what is wrong with the form, at the top, each a link to its field, in the order of the fields on the page.
/// Nothing when all is well.
/// </summary>
[HtmlTargetElement("wj-errors", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorsTagHelper : TagHelper
{
    /// <summary>The request's state.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var wrong = ViewContext.ModelState.SelectMany(field => field.Value!.Errors.Take(1).Select(error => (field.Key, error.ErrorMessage)))
            .ToList();
        if (wrong.Count == 0)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "utrecht-alert utrecht-alert--error");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("data-focus", "");
        output.Content.AppendHtml("""<div class="utrecht-alert__content"><h2 class="nl-heading nl-heading--level-2 wj-alert__title">""")
            .Append(wrong.Count == 1 ? "Er klopt iets niet" : "Er kloppen een paar dingen niet").AppendHtml("</h2><ul>")
            .AppendHtml(new ErrorLines(wrong, ViewContext)).AppendHtml("</ul></div>");
    }
}

/// <summary>
/// The lines of a summary of errors. They stand above the fields they are about, so their order is known when the rest of the page is made:
/// the layout, which is made last, has them put in order (<see cref="InOrder"/>).
/// </summary>
public sealed class ErrorLines : IHtmlContent
{
    private static readonly object Place = typeof(ErrorLines);

    private List<(string Key, string Message)> lines;

    internal ErrorLines(IReadOnlyList<(string Key, string Message)> wrong, ViewContext page)
    {
        lines = [.. wrong];
        if (page.HttpContext.Items[Place] is not List<ErrorLines> all) page.HttpContext.Items[Place] = all = [];
        all.Add(this);
    }

    /// <summary>
    /// The body of a page with what is wrong in the order in which the fields stand on it; what is about no field comes first.
    /// </summary>
    public static IHtmlContent? InOrder(IHtmlContent? body, ViewContext page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (body is null || page.HttpContext.Items[Place] is not List<ErrorLines> all) return body;
        using var text = new StringWriter();
        body.WriteTo(text, HtmlEncoder.Default);
        foreach (var one in all) one.Sort(text.ToString());
        return body;
    }

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (var (key, message) in lines)
        {
            writer.Write("<li>");
            LineOf(key, message).WriteTo(writer, encoder);
            writer.Write("</li>");
        }
    }

    private void Sort(string page) => lines = [.. lines.OrderBy(line => PlaceIn(page, line.Key))];

    private static int PlaceIn(string page, string key)
    {
        if (key.Length == 0) return -1;
        var at = page.IndexOf($" id=\"{FieldTagHelper.IdOf(key)}\"", StringComparison.Ordinal);
        return at < 0 ? page.Length : at;
    }

    private static IHtmlContent LineOf(string key, string message)
    {
        if (key.Length == 0) return new HtmlContentBuilder().Append(message);
        var link = new TagBuilder("a") { Attributes = { ["href"] = "#" + FieldTagHelper.IdOf(key) } };
        link.AddCssClass("nl-link");
        link.InnerHtml.Append(message);
        return link;
    }
}
