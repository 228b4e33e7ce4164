namespace Portal.Content.Markdown;

/// <summary>An image in the formats and widths there are of it; its words when it cannot be shown.</summary>
internal static class Picture
{
    private const string Sizes = "(min-width: 48rem) 42rem, 100vw";

    /// <summary>For browsers without srcset: the width of the text column.</summary>
    public const int UsualWidth = 960;

    /// <param name="alt">The author's words for this place; blank for those that belong to the picture.</param>
    public static void Write(BodyWriter body, MediaTarget media, string alt)
    {
        if (media.IsRefused)
        {
            body.Markup($"{AltOf(media, alt)}");
            return;
        }
        var formats = FormatsOf(media);
        if (formats.Count > 1) body.Markup($"<picture>");
        foreach (var format in formats.SkipLast(1))
            body.Markup($"""<source type="image/{format.Key}" srcset="{SrcSet(format)}" sizes="{Sizes}">""");

        body.Markup($"""<img class="utrecht-img wj-figure__image" src="{UsualUrl(media)}" """);
        if (formats.Count > 0) body.Markup($"""srcset="{SrcSet(formats[^1])}" sizes="{Sizes}" """);
        if (media is { Width: { } width, Height: { } height }) body.Markup($"""width="{width}" height="{height}" """);
        body.Markup($"""alt="{AltOf(media, alt)}" loading="lazy" decoding="async">""");
        if (formats.Count > 1) body.Markup($"</picture>");
    }

    public static string AltOf(MediaTarget media, string alt)
    {
        if (media.Decorative) return "";
        return Typography.Apply(string.IsNullOrWhiteSpace(alt) ? media.Alt : alt);
    }

    /// <summary>The most compressed formats first; a browser takes the first source it can show, and all can show the last.</summary>
    public static IReadOnlyList<IGrouping<string, MediaVariant>> FormatsOf(MediaTarget media) =>
        [.. media.Variants.GroupBy(variant => variant.Format.ToLowerInvariant(), StringComparer.Ordinal)
            .OrderBy(format => format.Key switch { "avif" => 0, "webp" => 1, _ => 2 })];

    public static string UsualUrl(MediaTarget media) =>
        FormatsOf(media).LastOrDefault()?.OrderBy(variant => Math.Abs(variant.Width - UsualWidth)).First().Url ?? media.Url;

    /// <summary>A small one, for a list of files; null for what is no picture, or cannot be shown.</summary>
    public static string? ThumbUrl(MediaTarget media) => media is { IsRefused: false, Width: not null }
        ? FormatsOf(media).LastOrDefault()?.MinBy(variant => variant.Width)?.Url ?? media.Url
        : null;

    public static string SrcSet(IEnumerable<MediaVariant> variants) =>
        string.Join(", ", variants.OrderBy(variant => variant.Width).Select(variant => $"{variant.Url} {variant.Width}w"));
}
