using Portal.Content.Checks;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Content.Types;

namespace Portal.Content.Import;

/// <summary>
/// Everything that is wrong with a folder, found in one run: what the rules say of each document among the others and what the portal has
/// already, with the file and its line. What is said of files alone (places, media) is said here.
/// </summary>
internal sealed class ContentCheck(
    DocumentTypes types, MarkdownRenderer renderer, PortalPages pages, IEnumerable<ITreeRule> treeRules,
    IProgress<ImportProgress>? progress = null)
{
    private readonly List<ContentError> errors = [];
    private readonly Dictionary<string, Candidate> byId = [];
    private readonly Dictionary<string, MediaTarget> media = [];

    /// <summary>Checks a folder; gives the documents of the folder with their addresses.</summary>
    /// <param name="folder">What was read.</param>
    /// <param name="inPortal">Documents of the portal; one that the folder has too is left out of account.</param>
    /// <param name="mediaInPortal">Media of the portal.</param>
    /// <param name="redirects">Addresses that documents of the portal had, with their ids.</param>
    public (IReadOnlyList<Candidate> Documents, IReadOnlyList<ContentError> Errors) Check(
        ContentFolder folder, IReadOnlyList<Candidate> inPortal, IEnumerable<MediaTarget> mediaInPortal,
        IReadOnlyDictionary<string, string> redirects)
    {
        errors.AddRange(folder.Errors);
        var documents = folder.Documents.ConvertAll(Candidate.Of);
        foreach (var document in documents.Where(document => document.Id.Length > 0).Concat(inPortal)) byId.TryAdd(document.Id, document);
        CollectMedia(folder, mediaInPortal);
        // Parents first: what stands under them follows them.
        var parents = byId.Values.ToLookup(document => (document.Type.Name, document.Slug));
        var known = inPortal.ToDictionary(document => document.Id);
        foreach (var document in documents.OrderBy(document => document.File!.ParentSlug is null ? 0 : 1))
            Place(document, known.GetValueOrDefault(document.Id), parents);

        var near = new FolderNeighbours(renderer, pages, documents, inPortal, byId, media, redirects);
        CheckDocuments(documents, new DocumentRules(types, renderer, near));
        CheckTrees(near, new TreeRules(treeRules));
        return (documents, [.. errors.OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line)]);
    }

    private void CheckDocuments(List<Candidate> documents, DocumentRules rules)
    {
        var done = 0;
        errors.AddRange(documents.AsParallel().AsOrdered().SelectMany(Checked));

        IEnumerable<ContentError> Checked(Candidate document)
        {
            var found = rules.Of(document).Select(finding => ErrorOf(document, finding)).ToList();
            if (Interlocked.Increment(ref done) % 500 == 0) progress?.Report(new("gecontroleerd", done, documents.Count));
            return found;
        }
    }

    private void CheckTrees(FolderNeighbours near, TreeRules trees)
    {
        foreach (var top in byId.Values.Where(trees.Concern))
        {
            var below = near.Below(top.Id).Cast<Candidate>().ToList();
            var inFolder = below.Prepend(top).Where(document => document.File is not null).ToList();
            // What stands in the portal alone is as it was; what cannot be read says so itself.
            if (inFolder.Count == 0 || inFolder.Exists(document => document.Front!.Errors.Count > 0)) continue;
            foreach (var problem in trees.Problems(top, below))
            {
                var document = inFolder.Find(document => document.Id == problem.Id) ?? inFolder[0];
                errors.Add(ErrorOf(document, Finding.Stop(document, problem.Key, problem.Message, "tree")));
            }
        }
    }

    // Above the front matter stands one line.
    private static ContentError ErrorOf(Candidate document, Finding finding) =>
        new(document.File!.RelativePath, finding.Line + (finding.Key is null ? 0 : 1), finding.Message)
        {
            IsWarning = finding.Level == FindingLevel.Advice,
        };

    private void CollectMedia(ContentFolder folder, IEnumerable<MediaTarget> mediaInPortal)
    {
        foreach (var file in folder.Media.Where(file => file.FrontMatter.Errors.Count == 0))
        {
            if (!file.Id.StartsWith("media-", StringComparison.Ordinal) || !Slug.IsSlug(file.Id))
                MediaError(file, "De id van een mediabestand begint met 'media-' en bestaat uit kleine letters, cijfers en streepjes.");
            if (!media.TryAdd(file.Id, Target(file))) MediaError(file, $"De id '{file.Id}' bestaat al. Geef dit bestand een andere id.");
        }
        var byName = folder.Media.Where(file => file.FrontMatter.Errors.Count == 0).ToLookup(file => file.Name);
        foreach (var known in mediaInPortal)
        {
            if (!media.TryAdd(known.Id, known)) continue;
            if (byName[known.Url.Split('/')[^1]].FirstOrDefault() is { } same)
                MediaError(
                    same, $"In het portaal heet '{known.Id}' ook {same.Name}. Geef dit bestand een andere naam of de id '{known.Id}'.");
        }

        void MediaError(MediaFile file, string message) =>
            errors.Add(new(file.RelativePath + ".yml", file.FrontMatter.LineOf("id"), message));

        static MediaTarget Target(MediaFile file) => new(file.Id, file.Properties.Title, file.Properties.Alt, file.Properties.Decorative,
            "/media/" + file.Name, file.Kind.Extension, file.Length, file.Picture?.Width, file.Picture?.Height,
            file.Properties.Credit, []);
    }

    private void Place(Candidate document, Candidate? known, ILookup<(string Type, string Slug), Candidate> parents)
    {
        var above = document.File!.ParentSlug is { } slug
            ? parents[(document.Type.Info.Parent!, slug)]
                .FirstOrDefault(other => other.ParentId is null && (other.Sample == document.Sample || !other.Sample))
            : null;
        if (document.File.ParentSlug is not null && above is null)
        {
            var parent = types[document.Type.Info.Parent!].Info.Label.ToLowerInvariant();
            var message = $"De {parent} '{document.File.ParentSlug}' waar dit onder valt, bestaat niet. Controleer de mapnaam.";
            errors.Add(ErrorOf(document, Finding.Stop(document, "id", message, "address")));
            return;
        }
        (document.ParentId, document.Path) = (above?.Id, Candidate.Address(document.Type, document.Slug, above?.Path));
        if (known is not { Kept: true }) return;

        // What the portal keeps stays where the portal has it: the rest of the folder is placed around it.
        var kept = known.ParentId is null ? null : byId.GetValueOrDefault(known.ParentId);
        var path = Candidate.Address(document.Type, known.Slug, kept?.Path);
        document.Elsewhere = path != document.Path;
        (document.ParentId, document.Path) = (known.ParentId, path);
    }
}
