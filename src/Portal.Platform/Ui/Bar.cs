using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace Portal.Platform.Ui;

/// <summary>
/// A bar on a track. The track is the whole and as wide as there is room for, the bar is that share of it: in SVG attributes, for the
/// site allows no style attributes. One scale holds for all bars that the style sheet gives one width: those of a table
/// (themes/styles/components/table.css).
/// </summary>
public static class Bar
{
    /// <summary>The bar as HTML; words for who cannot see it stand beside it.</summary>
    /// <param name="percent">The share, in per cent; what lies outside 0 to 100 is drawn as the nearest of these.</param>
    public static HtmlString Of(decimal percent)
    {
        var width = Math.Clamp(percent, 0, 100).ToString("0.##", CultureInfo.InvariantCulture);
        return new(
            """<svg class="wj-bars__bar" width="100%" height="14" aria-hidden="true" focusable="false">"""
            + """<rect class="wj-bars__track" width="100%" height="14"/>"""
            + $"""<rect class="wj-bars__length" width="{width}%" height="14"/></svg>""");
    }
}
