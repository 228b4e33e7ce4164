using System.Runtime.CompilerServices;
using System.Text;
using Portal.Content.Markdown;
using Portal.Content.Publishing;

namespace Portal.Learning.Exercises;

/// <summary>
/// The exercises of a body, in the order of the text; concepts and those with mistakes are left out. What was read is kept while
/// the published site, whose titles and addresses it shows, stays the same. Thread-safe.
/// </summary>
internal sealed class ExerciseReader
{
    private readonly MarkdownRenderer renderer;
    private readonly ExerciseTypes types;
    private readonly Func<PublishedSite> site;
    private readonly PortalPages pages;
    // By the body itself, not by its letters: comparing those costs as much as half an answer. It is kept as long as the body is.
    private readonly ConditionalWeakTable<string, Entry> cache = [];

    /// <summary>Reads with the links of the live site.</summary>
    public ExerciseReader(MarkdownRenderer renderer, ExerciseTypes types, LiveSite live, PortalPages pages)
        : this(renderer, types, () => live.Current, pages)
    {
    }

    /// <summary>Reads with the links of a site.</summary>
    internal ExerciseReader(MarkdownRenderer renderer, ExerciseTypes types, Func<PublishedSite> site, PortalPages? pages = null) =>
        (this.renderer, this.types, this.site, this.pages) = (renderer, types, site, pages ?? PortalPages.Of());

    /// <summary>The exercises of a body.</summary>
    public IReadOnlyList<Exercise> Of(string markdownBody) => SheetOf(markdownBody).Exercises;

    /// <summary>The exercises of a body with the texts before, between and after them.</summary>
    public ExerciseSheet SheetOf(string markdownBody)
    {
        ArgumentNullException.ThrowIfNull(markdownBody);
        var now = site();
        if (cache.TryGetValue(markdownBody, out var known) && known.Site == now) return known.Sheet;
        var entry = new Entry(now, Read(markdownBody, ContextOf(now)));
        cache.AddOrUpdate(markdownBody, entry);
        return entry.Sheet;
    }

    /// <summary>The exercise with that id in a body, or null.</summary>
    public Exercise? Find(string markdownBody, string id) => Of(markdownBody).FirstOrDefault(exercise => exercise.Id == id);

    /// <summary>
    /// An exercise that is being written, to try it out: also one that nobody is to see yet. Null when the text is none, or has mistakes;
    /// what they are stands beside it, with its type, which is null when the text is no exercise or of no type there is.
    /// </summary>
    /// <param name="source">The block with its fences.</param>
    public (Exercise? Exercise, IReadOnlyList<MarkdownIssue> Issues, ExerciseType? Type) TryOut(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var context = ContextOf(site());
        var issues = renderer.Check(source, context).Where(issue => !issue.IsWarning).ToList();
        if (renderer.ContainersIn(source, ExerciseContainer.ContainerName) is not [var only]) return (null, issues, null);
        var (id, type) = (only["id"] ?? "", types.Find(only["type"] ?? ""));
        if (issues.Count > 0) return (null, issues, type);
        var read = ExerciseText.Read(only, types, context, checksLinks: true, markdown => Rendered(markdown, id, context));
        return (read.Exercise, issues, type);
    }

    // A question explains no terms: the explanation could be the answer.
    private RenderContext ContextOf(PublishedSite site) => new()
    {
        Document = id => site.Find(id)?.AsTarget,
        Media = site.Media,
        Page = path => site.PageAt(path, pages),
    };

    private ExerciseSheet Read(string markdownBody, RenderContext context)
    {
        var exercises = new List<Exercise>();
        var texts = new List<string>();
        var text = new StringBuilder();
        var (rest, at) = (markdownBody, 0);
        foreach (var container in renderer.ContainersIn(markdownBody, ExerciseContainer.ContainerName))
        {
            text.Append(container.Body.AsSpan(at..Math.Max(at, container.Span.Start)));
            at = Math.Min(container.Span.End + 1, container.Body.Length);
            rest = container.Body[at..];
            var read = ExerciseText.Read(
                container, types, context, checksLinks: false, markdown => Rendered(markdown, container["id"] ?? "", context));
            // What stands before an exercise that is not shown goes to the next one.
            if (read is not { Exercise: { Id.Length: > 0 } exercise, IsConcept: false }) continue;
            exercises.Add(exercise);
            texts.Add(text.ToString());
            text.Clear();
        }
        texts.Add(text.Append(rest).ToString());
        return new ExerciseSheet(exercises, [.. texts.Select(part => renderer.Render(part, context).Html)]);
    }

    private RichText Rendered(string markdown, string id, RenderContext context)
    {
        var body = renderer.Render(markdown, context);
        // Several questions may stand on one page; each counts its figures from 1.
        return new RichText(
            body.Html.Replace("\"fig-", $"\"{id}-fig-", StringComparison.Ordinal),
            string.Join(' ', body.Sections.Select(section => section.Text)).ReplaceLineEndings(" "));
    }

    private sealed record Entry(PublishedSite Site, ExerciseSheet Sheet);
}

/// <summary>A body taken apart: one exercise a screen.</summary>
/// <param name="Exercises">In the order of the text.</param>
/// <param name="Texts">HTML of what stands before each exercise, and after the last one: one more than there are exercises.</param>
internal sealed record ExerciseSheet(IReadOnlyList<Exercise> Exercises, IReadOnlyList<string> Texts)
{
    /// <summary>What is asked in a form of a test: its own exercises and those of every form; null: all.</summary>
    public ExerciseSheet OfForm(string? form)
    {
        if (form is null) return this;
        var asked = Enumerable.Range(0, Exercises.Count).Where(at => Exercises[at].IsAskedIn(form)).ToList();
        return new([.. asked.Select(at => Exercises[at])], [.. asked.Select(at => Texts[at]), Texts[^1]]);
    }
}
