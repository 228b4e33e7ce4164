using System.Text;

namespace Portal.UmbracoBridge.Texts;

/// <summary>Writes texts and attributes so that they are nothing else.</summary>
internal static class Html
{
    /// <summary>A text.</summary>
    public static StringBuilder Text(StringBuilder html, string text)
    {
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                _ => html.Append(letter),
            };
        }
        return html;
    }

    /// <summary>An attribute with the space before it.</summary>
    public static StringBuilder Attribute(StringBuilder html, string name, string value) =>
        Text(html.Append(' ').Append(name).Append("=\""), value).Append('"');
}
