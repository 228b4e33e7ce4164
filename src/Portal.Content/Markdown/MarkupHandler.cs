using System.Globalization;
using System.Runtime.CompilerServices;

namespace Portal.Content.Markdown;

/// <summary>Writes an interpolated string as HTML: its literal parts as they are, its slots encoded. See <see cref="BodyWriter.Markup"/>.</summary>
[InterpolatedStringHandler]
public readonly ref struct MarkupHandler
{
    private readonly BodyWriter _body;

    /// <summary>Called by the compiler.</summary>
    public MarkupHandler(int literalLength, int formattedCount, BodyWriter body)
    {
        _ = (literalLength, formattedCount);
        _body = body;
    }

    /// <summary>Markup, as the programmer wrote it.</summary>
    public void AppendLiteral(string markup) => _body.AppendMarkup(markup);

    /// <summary>A value: encoded.</summary>
    public void AppendFormatted(string? value) => _body.AppendEncoded(value);

    /// <summary>A whole number.</summary>
    public void AppendFormatted(int value) => _body.AppendMarkup(value.ToString(CultureInfo.InvariantCulture));
}
