using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Portal.Content.Types;

namespace Portal.Content.Markdown.Containers;

/// <summary>A link to a video, which a script may replace by the player after a click. Nothing is fetched before that.</summary>
internal sealed partial class Video : IMarkdownContainer
{
    public string Name => "video";

    public IReadOnlyList<DocumentType.PropertyType> Keys { get; } = DocumentType.PropertyType.Of<VideoKeys>();

    public IEnumerable<BlockKind> Kinds { get; } =
    [
        new("Video", "Een video, met ondertiteling en de tekst ervan.", "film youtube vimeo", "::: video\n:::\n"),
    ];

    public bool IsOwnText(Container container) => false;

    public IEnumerable<MarkdownIssue> Check(Container container, RenderContext context)
    {
        if (container["url"] is { } url && WebAddress(url) is null)
            yield return new(container.LineNumber, "Het adres van de video is geen adres dat met https:// begint. Kopieer het uit de adresbalk.");
        if (container["duration"] is { } duration && !Duration().IsMatch(duration))
            yield return new(container.LineNumber, "Schrijf de duur als minuten:seconden, zoals duration=\"3:20\".");
        if (container.Count == 0)
            yield return new(container.LineNumber, "De tekst van de video ontbreekt. Schrijf tussen de regels ::: wat er gezegd wordt en te zien is.");
    }

    public void Render(Container container, BodyWriter body)
    {
        if (container["url"] is { } url && WebAddress(url) is { } address) WriteVideo(container, address, body);
        else body.Details(container["title"] ?? "Lees de tekst van deze video", container);
    }

    private static void WriteVideo(Container container, Uri address, BodyWriter body)
    {
        var title = Typography.Apply(container["title"] ?? "Video");
        var (site, embed) = PlayerOf(address);
        body.Markup($"""<figure class="wj-video"><a class="wj-video__open" href="{address.AbsoluteUri}" rel="external noopener" """);
        if (embed is not null) body.Markup($"""data-video="{embed}" data-title="{title}">""");
        else body.Markup($"""data-title="{title}">""");
        body.Markup($"""<span class="wj-video__title">""");
        body.Text(title);
        body.EndLine();
        var duration = container["duration"] is { } minutes && Duration().IsMatch(minutes) ? $" {minutes}\u00A0minuten," : "";
        body.MarkupLine($"""</span> <span class="wj-video__meta">Video,{duration} speelt af bij {site}</span></a>""");
        if (embed is not null)
            body.MarkupLine($"""<figcaption class="wj-video__notice">Klik je op afspelen, dan krijgt {site} gegevens over jouw bezoek.</figcaption>""");
        if (container.Count > 0) body.Details("Lees de tekst van deze video", container, isLabel: true);
        body.MarkupLine($"</figure>");
    }

    internal static Uri? WebAddress(string url) =>
        LinkAddress.Of(url).Kind == LinkKind.Web && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address : null;

    /// <summary>The site's name, and the address of its player that sets the fewest cookies.</summary>
    private static (string Site, string? Embed) PlayerOf(Uri address)
    {
        var host = address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host;
        switch (host)
        {
            case "youtube.com" or "m.youtube.com" or "youtu.be" or "youtube-nocookie.com":
                var youTube = YouTubeId().Match(address.PathAndQuery);
                return ("YouTube", youTube.Success ? "https://www.youtube-nocookie.com/embed/" + youTube.Groups["id"].Value : null);
            case "vimeo.com" or "player.vimeo.com":
                var vimeo = VimeoId().Match(address.AbsolutePath);
                return ("Vimeo", vimeo.Success ? $"https://player.vimeo.com/video/{vimeo.Groups["id"].Value}?dnt=1" : null);
            default:
                return (host, null);
        }
    }

    [GeneratedRegex(@"^(/watch\?(.*&)?v=|/embed/|/shorts/|/live/|/)(?<id>[\w-]{11})(?=[?&/#]|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex YouTubeId();

    [GeneratedRegex(@"^(/video)?/(?<id>\d+)(?=/|$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex VimeoId();

    [GeneratedRegex(@"^\d{1,3}:[0-5]\d$", RegexOptions.CultureInvariant, Timeout.Infinite)]
    internal static partial Regex Duration();
}

/// <summary>The first line of a <see cref="Video"/>.</summary>
internal sealed record VideoKeys
{
    /// <summary>Where it is.</summary>
    [Property("Adres van de video", Required = true, Help = "Kopieer het uit de adresbalk.")] public required string Url { get; init; }

    /// <summary>What it is called.</summary>
    [Property("Titel", Required = true)] public required string Title { get; init; }

    /// <summary>How who does not hear it can follow (WCAG 1.2.2).</summary>
    [Property("Ondertiteling", Required = true, Help = "Zonder ondertiteling kan een video hier niet staan.")]
    public required FilmCaptions Captions { get; init; }

    /// <summary>How long it takes.</summary>
    [Property("Duur", Help = "Minuten en seconden, zoals 3:20.")] public string? Duration { get; init; }
}

/// <summary>Where the captions of a film are.</summary>
internal enum FilmCaptions
{
    /// <summary>Always in the picture.</summary>
    [JsonStringEnumMemberName("in_beeld"), Label("Staat in beeld")] InPicture,

    /// <summary>The player has a button for them.</summary>
    [JsonStringEnumMemberName("aan_te_zetten"), Label("Is aan te zetten")] Optional,

    /// <summary>There is nothing to write down: nobody speaks, and no sound tells anything.</summary>
    [JsonStringEnumMemberName("geen_spraak"), Label("Niet nodig: er wordt niets gezegd")] NoSpeech,
}
