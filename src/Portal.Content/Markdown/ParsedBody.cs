using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Markdown;

/// <summary>A body as a tree, with the anchors of its headings. One per call: rendering changes the tree.</summary>
internal sealed class ParsedBody
{
    /// <summary>Ids the page around a body uses itself, see themes/MARKUP.md.</summary>
    private static readonly string[] Taken =
    [
        "hoofdinhoud", "inhoud", "kern", "bewijs", "noten", "gebruik", "bestanden", "verder", "gegevens", "bronnen", "noemen", "citaat",
        "vijf-vragen", "in-dit-dossier", "beelden", "hoofdstukken", "hierna", "onderdelen",
    ];
    private static readonly string[] TakenPrefixes = ["noot-", "nootref-", "woord-", "term-", "fig-"];

    private readonly IReadOnlyDictionary<string, IMarkdownContainer> _kinds;
    private readonly Dictionary<Block, string> _anchors = [];
    private readonly HashSet<string> _used = [.. Taken];
    private readonly Dictionary<string, int> _numbers = [];

    private ParsedBody(MarkdownDocument document, string source, IReadOnlyDictionary<string, IMarkdownContainer> kinds, bool isTyped)
    {
        (Document, Source) = (document, source);
        _kinds = kinds;
        foreach (var container in document.Blocks().OfType<Container>())
        {
            if (WantedAnchor(container) is { } anchor && !IsTaken(anchor) && _used.Add(anchor)) _anchors.Add(container, anchor);
        }
        foreach (var heading in Headings) _anchors.Add(heading, FreeAnchor(Slug.Of(Shown(PlainText.Of(heading.Inline)))));

        // An anchor is made of what readers see.
        string Shown(string text) => isTyped ? Typography.Apply(text) : text;
    }

    public MarkdownDocument Document { get; }

    /// <summary>The Markdown it was read from.</summary>
    public string Source { get; }

    /// <summary>The headings of the outline: those that do not stand inside something else.</summary>
    public IEnumerable<HeadingBlock> Headings => Document.OfType<HeadingBlock>();

    /// <summary>What a link can name: headings, and containers with an anchor of their own.</summary>
    public IReadOnlySet<string> Anchors => _used.Except(Taken).ToHashSet();

    public IReadOnlyCollection<string> ContainerNames => [.. _kinds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The level a heading is shown at: the title is the h1, and below h4 nobody sees a difference.</summary>
    public static int LevelOf(HeadingBlock heading) => Math.Clamp(heading.Level, 2, 4);

    /// <param name="markdown">The Markdown.</param>
    /// <param name="pipeline">How it is read.</param>
    /// <param name="kinds">The containers there are.</param>
    /// <param name="isTyped">With the signs that the author typed instead of typographic ones.</param>
    /// <exception cref="ArgumentException">The tree is nested too deep (Markdig's limit).</exception>
    public static ParsedBody Of(
        string markdown, MarkdownPipeline pipeline, IReadOnlyDictionary<string, IMarkdownContainer> kinds, bool isTyped = false)
    {
        var document = MarkdownParser.Parse(markdown, pipeline);
        TextRuns.SetTypography(document, isSet: !isTyped);
        foreach (var container in document.Blocks().OfType<Container>()) container.Body = markdown;
        return new ParsedBody(document, markdown, kinds, isTyped);
    }

    /// <summary>Null for a heading that is no part of the outline, and for a container without an anchor or with that of another one.</summary>
    public string? AnchorOf(Block block) => _anchors.GetValueOrDefault(block);

    /// <summary>The anchor an author gave a container.</summary>
    public string? WantedAnchor(Container container) => KindOf(container)?.AnchorOf(container);

    public bool HasAnchor(string anchor) => _used.Contains(anchor);

    public IMarkdownContainer? KindOf(Container container) => _kinds.GetValueOrDefault(container.Name);

    private static bool IsTaken(string anchor) =>
        Taken.Contains(anchor) || TakenPrefixes.Any(prefix => anchor.StartsWith(prefix, StringComparison.Ordinal));

    private string FreeAnchor(string slug)
    {
        if (slug.Length == 0) slug = "kop";
        if (IsTaken(slug) && !Taken.Contains(slug)) slug = "kop-" + slug;
        var anchor = slug;
        while (!_used.Add(anchor))
        {
            var number = _numbers[slug] = _numbers.GetValueOrDefault(slug, 1) + 1;
            anchor = $"{slug}-{number}";
        }
        return anchor;
    }
}
