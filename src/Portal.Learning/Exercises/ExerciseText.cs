using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown;
using YamlDotNet.RepresentationModel;

namespace Portal.Learning.Exercises;

/// <summary>An exercise as its author wrote it, read and checked.</summary>
internal sealed class ExerciseText
{
    /// <summary>The exercise, or null when it has mistakes.</summary>
    public Exercise? Exercise { get; private init; }

    /// <summary>Nobody is to see it yet.</summary>
    public bool IsConcept { get; private init; }

    /// <summary>What the author has to repair.</summary>
    public required IReadOnlyList<MarkdownIssue> Issues { get; init; }

    /// <summary>The blocks of the question.</summary>
    public required IReadOnlyList<Block> Question { get; init; }

    /// <summary>Reads the exercise in a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="types">The types there are.</param>
    /// <param name="context">What its texts may refer to.</param>
    /// <param name="checksLinks">True for an author, see <see cref="YamlReading"/>.</param>
    /// <param name="render">Makes HTML and plain text of Markdown; null where the blocks are written by somebody else.</param>
    public static ExerciseText Read(
        Container container, ExerciseTypes types, RenderContext context, bool checksLinks, Func<string, RichText>? render = null)
    {
        var type = container["type"] is { } name ? types.Find(name) : null;
        var hasOthers = type?.ReadOthers is not null;
        var (code, blocks) = (YamlIn(container, hasOthers), container.ToList());
        var question = hasOthers ? container.SplitAtLine().Before : [.. blocks.TakeWhile(block => block != code)];
        var reading = new YamlReading(code is null ? container.LineNumber : code.Line + 2, context, checksLinks);
        CheckShape(container, question, code, hasOthers, reading);

        var root = code is null ? null : reading.Read(code.Lines.ToString());
        var asked = container.SourceOf(question);
        var others = hasOthers ? container.SourceOf(container.SplitAtLine().After) : "";
        var shown = render?.Invoke(asked) ?? RichText.Empty;
        if (type is null) return new ExerciseText { Issues = reading.Issues, Question = question };
        var head = new ExerciseHead(container["id"] ?? "", type, VersionOf(type.Name, asked, others, root))
        {
            Question = shown.Html,
            QuestionText = shown.Plain,
        };
        if (type.ReadOthers is not null)
            return new ExerciseText
            {
                Issues = reading.Issues,
                Question = question,
                Exercise = type.ReadOthers(head, render?.Invoke(others).Html ?? ""),
            };
        if (root is null) return new ExerciseText { Issues = reading.Issues, Question = question };

        var yaml = new YamlPart(root, reading, "");
        var exercise = type.Read(ReadHead(yaml, head, type, reading), yaml);
        yaml.RefuseTheRest();
        // What the engine makes of it counts, not what the text looks like.
        if (reading.Issues.Count == 0 && exercise.HasKey
            && exercise.Mark(exercise.Perfect) is var full && !(full.Outcome == Outcome.Right && full.Score >= exercise.Max))
            yaml.Report("Geen enkel antwoord op deze vraag is helemaal goed. Kijk na welk antwoord dat moet zijn.");
        return new ExerciseText
        {
            Issues = reading.Issues,
            Question = question,
            Exercise = reading.Issues.All(issue => issue.IsWarning) ? exercise : null,
            IsConcept = yaml.Has("status"),
        };
    }

    private static FencedCodeBlock? YamlIn(Container container, bool hasOthers) =>
        hasOthers ? null : container.OfType<FencedCodeBlock>().LastOrDefault(block => block.Info is "yaml" or "yml");

    private static void CheckShape(
        Container container, IReadOnlyList<Block> question, FencedCodeBlock? code, bool hasOthers, YamlReading reading)
    {
        if (question.Count == 0)
            reading.Report(container.LineNumber, "De vraag ontbreekt. Zet hem onder de eerste regel van het blok.");
        if (hasOthers)
        {
            if (container.OfType<FencedCodeBlock>().FirstOrDefault(block => block.Info is "yaml" or "yml") is { } needless)
                reading.Report(
                    needless.Line + 1,
                    $"Een opdracht van het type {container["type"]} heeft geen YAML-blok. Zet onder een regel --- wat anderen zeiden.");
            return;
        }
        if (container["type"] is not null && code is null)
            reading.Report(
                container.LineNumber, "Het YAML-blok ontbreekt. Zet onder de vraag een regel ~~~yaml, dan de sleutels, dan een regel ~~~.");
        if (code is not null && container.LastChild != code)
            reading.Report(container.LastChild!.Line + 1, "Onder het YAML-blok staat nog tekst. Zet alles wat bij de vraag hoort erboven.");
        foreach (var block in question.OfType<FencedCodeBlock>().Where(block => block.Info is "yaml" or "yml"))
            reading.Report(block.Line + 1, "Een opdracht heeft één YAML-blok. Voeg de blokken samen.");
        foreach (var note in question.SelectMany(block => block.Descendants().Append(block)).OfType<LeafBlock>()
            .SelectMany(leaf => leaf.Inline?.Descendants<FootnoteLink>() ?? []).Where(note => !note.IsBackLink))
            reading.Report(note.Line + 1, "Een voetnoot staat niet in een vraag. Schrijf de bron bij de sleutel 'source'.");
    }

    private static ExerciseHead ReadHead(YamlPart yaml, ExerciseHead head, ExerciseType type, YamlReading reading)
    {
        var links = new List<LinkTarget>();
        foreach (var (id, at) in yaml.PlainList("read_more", 0, 5))
        {
            if (reading.Context.Document(id) is { } target) links.Add(target);
            else if (reading.ChecksLinks) reading.Report(at, $"'read_more' verwijst naar '{id}', maar dat bestaat niet. Controleer de id.");
        }
        if (yaml.Flag("certainty", required: false) is true && !type.HasKey)
            yaml.Report("certainty", $"Bij een opdracht van het type {type.Name} is niets goed of fout; haal 'certainty' weg.");
        if (yaml.Has("points") && !type.HasKey)
            yaml.Report("points", $"Een opdracht van het type {type.Name} geeft geen punten; haal 'points' weg.");
        if (yaml.Choice("status", required: false, "concept") is null && type.HasKey && !yaml.Has("source"))
            yaml.Report("De sleutel 'source' ontbreekt: waar komt het goede antwoord vandaan? Schrijf titel, jaar en plaats.");
        return head with
        {
            Points = yaml.Whole("points", 1, 20, required: false) ?? 1,
            Source = yaml.Optional("source"),
            ReadMore = links,
            Why = yaml.Optional("why"),
            Certainty = yaml.Flag("certainty", required: false) ?? false,
            Caveat = yaml.Optional("caveat"),
            Feed = ReadFeed(yaml),
            Place = ReadPlace(yaml, type),
            SourceLine = yaml.Plain("source_line", required: false),
        };
    }

    private static ItemPlace? ReadPlace(YamlPart yaml, ExerciseType type)
    {
        var (form, twin, goal, way) = (yaml.Plain("form", required: false), yaml.Plain("twin", required: false),
            yaml.Whole("goal", 1, 20, required: false),
            yaml.Choice("way", required: false, ItemPlace.Recognise, ItemPlace.Judge, ItemPlace.Act, ItemPlace.Know));
        if (form is not null && form is not [>= 'A' and <= 'F'])
            yaml.Report("form", "'form' is een hoofdletter: A, B, C ...");
        if (form is not null && !type.HasKey)
            yaml.Report("form", $"Bij een opdracht van het type {type.Name} is niets goed of fout. "
                + "Zo'n opdracht hoort niet in een toets met vormen.");
        return form is null && twin is null && goal is null && way is null ? null : new ItemPlace(form, twin, goal, ItemPlace.WayOf(way));
    }

    private static List<FeedPost> ReadFeed(YamlPart yaml)
    {
        var posts = new List<FeedPost>();
        foreach (var post in yaml.Has("feed") ? yaml.Parts("feed", 1, 8) : [])
        {
            posts.Add(
                new FeedPost(post.Plain("from") ?? "", post.Text("text"), post.Plain("time", required: false), post.Optional("about")));
            post.RefuseTheRest();
        }
        return posts;
    }

    private static string VersionOf(string? type, string question, string others, YamlNode? yaml)
    {
        var canonical = new JsonObject
        {
            ["type"] = type,
            ["question"] = Lines(question),
            ["others"] = Lines(others),
            ["yaml"] = yaml is null ? null : YamlReading.Canonical(yaml),
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToJsonString())));

        static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).Trim();
    }
}
