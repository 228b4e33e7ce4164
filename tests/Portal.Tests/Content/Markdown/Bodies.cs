using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Portal.Content.Markdown;

namespace Portal.Tests.Content.Markdown;

/// <summary>Renders a body as the tests want to look at it.</summary>
internal static class Bodies
{
    public static MarkdownRenderer Renderer => RealContent.Renderer;

    /// <summary>One document, one file of each kind, and two terms.</summary>
    public static RenderContext Context { get; } = new()
    {
        Document = id => id switch
        {
            "kennis-beelden" => new LinkTarget(id, "/kennis/beelden", "Beelden van \"aanwas\"", "Onderzoek", "Wat het onderzoek vond.", new HashSet<string> { "wat-opviel" }),
            "module-signalen" => new LinkTarget(id, "/modules/signalen", "Signalen zien", "Module", null, null),
            _ => null,
        },
        Media = id => id switch
        {
            "media-foto" => new MediaTarget(id, "Foto", "Twee fietsen", false, "/media/foto.jpg", "jpg", 90_000, 1600, 1067, "Jan de Boer",
            [
                new("webp", 480, 320, "/media/480.webp"), new("webp", 960, 640, "/media/960.webp"), new("webp", 1600, 1067, "/media/1600.webp"),
                new("avif", 480, 320, "/media/480.avif"), new("avif", 960, 640, "/media/960.avif"),
            ]),
            "media-lijn" => new MediaTarget(id, "Lijn", "", true, "/media/lijn.png", "png", 900, 100, 20, null, []),
            "media-kaal" => new MediaTarget(id, "Kaal", "", false, "/media/kaal.png", "png", 900, 100, 20, null, []),
            "media-handreiking" => new MediaTarget(id, "Handreiking", "", false, "/media/handreiking.pdf", "pdf", 1_234_567, null, null, null, []),
            _ => null,
        },
        Page = path => path switch
        {
            "/agenda" => new PageTarget(path, null, new HashSet<string> { "hoofdinhoud" }),
            "/kennis/beelden" => new PageTarget(path, "kennis-beelden", new HashSet<string> { "wat-opviel" }),
            "/kennis/oud" => new PageTarget("/kennis/beelden", "kennis-beelden", new HashSet<string> { "wat-opviel" }),
            "/x" or "/y" => new PageTarget(path, null, null),
            _ => null,
        },
        Glossary = Glossary.Of(
        [
            new("begrip-ronselen", "Ronselen", ["ronselt", "geronseld"], "Iemand overhalen tot misdaad.", "/begrippen/ronselen"),
            new("begrip-riec", "RIEC", [], "Helpt gemeenten \"samen\" op te treden.", "/begrippen/riec"),
        ]),
    };

    public static RenderedBody Render(string markdown, RenderContext? context = null) => Renderer.Render(markdown, context ?? Context);

    /// <summary>The body as a browser reads it.</summary>
    public static IElement Html(string markdown, RenderContext? context = null) =>
        new HtmlParser().ParseDocument(Render(markdown, context).Html).Body!;

    /// <summary>The issues as "line: message".</summary>
    public static string[] Issues(string markdown, RenderContext? context = null) =>
        [.. Renderer.Check(markdown, context ?? Context).Select(issue => $"{issue.Line}: {issue.Message}")];

    public static IElement The(this IElement element, string selector) => Assert.Single(element.QuerySelectorAll(selector));

    public static string Says(this IElement element) => element.TextContent.Replace('\u00A0', ' ').Trim();
}
