using Portal.Content.Checks.Advice;
using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Content.Checks;

/// <summary>A draft as it stands, whether anybody would publish it so or not.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Type">Name of its type.</param>
/// <param name="Slug">Last part of its address.</param>
/// <param name="ParentId">Id of the document it stands under.</param>
/// <param name="Path">Its address.</param>
/// <param name="Sample">An invented document.</param>
/// <param name="FrontSource">The YAML, without the lines of hyphens around it.</param>
/// <param name="Body">The Markdown.</param>
internal sealed record DraftText(
    string Id, string Type, string Slug, string? ParentId, string Path, bool Sample, string FrontSource, string Body)
{
    /// <summary>True before the document is stored for the first time: then nothing else may have its id.</summary>
    public bool IsNew { get; init; }
}

/// <summary>
/// Says of one draft among its neighbours what stops it from going online and what could be better. It costs what the draft is long,
/// not what the portal holds.
/// </summary>
internal sealed class DraftCheck(DocumentTypes types, MarkdownRenderer renderer, IEnumerable<ITreeRule> treeRules)
{
    private readonly TreeRules trees = new(treeRules);

    /// <summary>What is found, in the order of the form and the text.</summary>
    /// <param name="text">The draft.</param>
    /// <param name="neighbours">
    /// What stands around it; also when the draft's own document is among them, the draft counts in its place.
    /// </param>
    public IReadOnlyList<Finding> Check(DraftText text, INeighbours neighbours)
    {
        var type = types[text.Type];
        var front = FrontMatter.Read(text.FrontSource, type.Properties);
        var draft = new Draft(text, type, front);
        var near = new Around(draft, text.IsNew, neighbours, renderer);
        return
        [
            .. OfFront(draft, text)
                .Concat(new DocumentRules(types, renderer, near).Of(draft))
                .Concat(OfTree(draft, near, neighbours))
                .Concat(new WritingAdvice(renderer).Of(draft, near))
                .OrderBy(finding => finding.Key is null).ThenBy(finding => finding.Line ?? 0),
        ];
    }

    /// <summary>How easily a body reads: what its writer says in own words, without cells, cases, quotes and questions.</summary>
    public Readability Measure(string body) => renderer.Read(body) is { } tree
        ? Readability.Of(Passage.In(tree).Where(passage => passage.IsOwn && !passage.IsCell).SelectMany(passage => passage.Sentences))
        : new Readability(0, 0, 0);

    private static IEnumerable<Finding> OfFront(Draft draft, DraftText text)
    {
        foreach (var (key, line, message) in draft.Front!.Errors) yield return new(FindingLevel.Stop, key, line, message, "front-matter");
        foreach (var (key, issue) in draft.Front.Warnings)
            yield return new(FindingLevel.Advice, key, issue.Line, issue.Message, "front-matter");
        if (draft.Text("id") is { Length: > 0 } id && id != text.Id)
            yield return Finding.Stop(draft, "id", $"De id van een document verandert nooit. Schrijf weer '{text.Id}'.", "id");
        if (draft.Text("type") is { Length: > 0 } type && type != text.Type)
            yield return Finding.Stop(draft, "type", $"De soort van een document verandert nooit. Schrijf weer '{text.Type}'.", "id");
    }

    // A tree has to fit with the draft in it. What did not fit before, and does not stand at the draft, is another's to mend.
    private IEnumerable<Finding> OfTree(Draft draft, Around near, INeighbours before)
    {
        if (draft.Front!.Errors.Count > 0) yield break;
        var top = trees.Concern(draft) ? draft : draft.ParentId is { } parent ? near.Find(parent) : null;
        if (top is null || !trees.Concern(top)) yield break;
        var problems = trees.Problems(top, near.Below(top.Id));
        if (problems.Count == 0) yield break;
        var known = before.Find(top.Id) is { } old ? trees.Problems(old, before.Below(top.Id)) : [];
        foreach (var problem in problems)
        {
            if (problem.Id == draft.Id) yield return Finding.Stop(draft, problem.Key, problem.Message, "tree");
            else if (!known.Contains(problem))
                yield return new(FindingLevel.Stop, "", 1, $"Met deze wijziging klopt '{problem.Id}' niet meer. {problem.Message}", "tree");
        }
    }

    private sealed class Draft : CheckedDocument
    {
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Draft(DraftText text, DocumentType type, FrontMatter front)
        {
            (Id, Type, Slug, ParentId, Path, Sample) = (text.Id, type, text.Slug, text.ParentId, text.Path, text.Sample);
            (Json, Body, Front) = (front.Json, text.Body, front);
        }

        public override string Name => "dit document";

        public override string At(int line) => $"regel {line} van dit document";
    }

    /// <summary>The neighbours with the draft in the place of what its document says now.</summary>
    private sealed class Around(CheckedDocument draft, bool isNew, INeighbours near, MarkdownRenderer renderer) : INeighbours
    {
        private IReadOnlySet<string>? anchors;

        public Glossary Glossary => near.Glossary;

        public CheckedDocument? Find(string id) => id == draft.Id && !(isNew && near.Find(id) is not null) ? draft : near.Find(id);

        public string? TypeInPortal(string id) => near.TypeInPortal(id);

        public CheckedDocument? At(string path) => Now(near.At(path)) ?? (path == draft.Path ? draft : null);

        public bool IsReserved(string path) => near.IsReserved(path);

        public IEnumerable<CheckedDocument> Below(string id) =>
            near.Below(id).Where(other => other.Id != draft.Id).Concat(draft.ParentId == id ? [draft] : []);

        public CheckedDocument? WithWord(string word) => Now(near.WithWord(word));

        public (CheckedDocument Document, int Line)? WithPortalId(string id) =>
            near.WithPortalId(id) is { } found && found.Document.Id != draft.Id ? found : null;

        public MediaTarget? Media(string id) => near.Media(id);

        public PageTarget? Page(string path) => near.Page(path) ?? (path == draft.Path ? new PageTarget(path, draft.Id, null) : null);

        public string? PathOf(string url) => near.PathOf(url);

        public IReadOnlySet<string>? AnchorsOf(CheckedDocument document) =>
            document == draft ? anchors ??= renderer.AnchorsIn(draft.Body) : near.AnchorsOf(document);

        public bool IsOnline(CheckedDocument document) => document == draft || near.IsOnline(document);

        private CheckedDocument? Now(CheckedDocument? found) => found is not null && found.Id == draft.Id && !isNew ? draft : found;
    }
}
