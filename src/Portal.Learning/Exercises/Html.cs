using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Portal.Content.Markdown;

namespace Portal.Learning.Exercises;

/// <summary>Builds HTML from interpolated strings: their literal parts as they are, their slots encoded.</summary>
internal sealed class Html
{
    private readonly StringBuilder html = new();

    /// <summary>Adds markup.</summary>
    public Html Add([InterpolatedStringHandlerArgument("")] Slots markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Adds markup when there is something to add it for.</summary>
    public Html If(bool condition, string markup)
    {
        if (condition) html.Append(markup);
        return this;
    }

    /// <summary>The markup as it stands.</summary>
    public override string ToString() => html.ToString();

    /// <summary>HTML that is safe already.</summary>
    internal readonly record struct Raw(string? Markup);

    /// <summary>Writes the slots of an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Slots
    {
        private readonly StringBuilder html;

        public Slots(int literalLength, int formattedCount, Html into)
        {
            _ = (literalLength, formattedCount);
            html = into.html;
        }

        public void AppendLiteral(string markup) => html.Append(markup);

        public void AppendFormatted(string? value) => html.Append(WebUtility.HtmlEncode(value));

        public void AppendFormatted(int value) => html.Append(CultureInfo.InvariantCulture, $"{value}");

        public void AppendFormatted(decimal value) => html.Append(CultureInfo.InvariantCulture, $"{value}");

        public void AppendFormatted(RichText? value) => html.Append(value?.Html);

        public void AppendFormatted(Raw value) => html.Append(value.Markup);
    }
}
