using System.Collections.Concurrent;
using System.Text.Json;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Content.Types;

namespace Portal.Content.Import;

/// <summary>
/// Everything that can only be said of a folder as a whole, together with what the portal has already: references, addresses,
/// cycles, and the Markdown with its links. Finds all errors in one run.
/// </summary>
internal sealed class ContentCheck(
    DocumentTypes types, MarkdownRenderer renderer, PortalPages pages, IEnumerable<ITreeRule> treeRules,
    IProgress<ImportProgress>? progress = null)
{
    /// <summary>First parts of addresses that belong to the portal itself.</summary>
    private static readonly string[] Reserved =
        ["account", "api", "assets", "beheer", "bewijs", "fout", "healthz", "inloggen", "leren", "readyz", "trainingen", "zoeken"];

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
        CollectIds(documents, inPortal);
        CollectMedia(folder, mediaInPortal);
        PlaceAll(documents, inPortal);
        foreach (var document in documents)
        {
            CheckRules(document);
            CheckReferences(document);
        }
        CheckTrees();
        CheckCycles(documents);
        CheckGlossary();
        CheckBodies(documents, OldAddresses(inPortal, redirects));
        CheckPortalIds(documents);
        return (documents, [.. errors.OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line)]);
    }

    private void CollectIds(List<Candidate> documents, IReadOnlyList<Candidate> inPortal)
    {
        foreach (var document in documents.Where(document => document.Id.Length > 0))
        {
            if (!byId.TryAdd(document.Id, document))
                Error(document, "id", $"De id '{document.Id}' heeft {byId[document.Id].File!.RelativePath} ook. Geef een van beide een andere id.");
            if (!document.Id.StartsWith(document.Type.Info.IdPrefix, StringComparison.Ordinal) || !Slug.IsSlug(document.Id))
                Error(document, "id", $"De id van deze soort begint met '{document.Type.Info.IdPrefix}' en bestaat uit kleine letters, cijfers en streepjes.");
        }
        foreach (var known in inPortal)
            if (!byId.TryAdd(known.Id, known) && byId[known.Id].Type != known.Type)
                Error(byId[known.Id], "type", $"In het portaal is '{known.Id}' van de soort '{known.Type.Name}'. Geef dit document een andere id.");
    }

    private void CollectMedia(ContentFolder folder, IEnumerable<MediaTarget> mediaInPortal)
    {
        foreach (var file in folder.Media.Where(file => file.FrontMatter.Errors.Count == 0))
        {
            if (!file.Id.StartsWith("media-", StringComparison.Ordinal) || !Slug.IsSlug(file.Id))
                MediaError(file, "De id van een mediabestand begint met 'media-' en bestaat uit kleine letters, cijfers en streepjes.");
            if (!media.TryAdd(file.Id, Target(file))) MediaError(file, $"De id '{file.Id}' bestaat al. Geef dit bestand een andere id.");
        }
        foreach (var known in mediaInPortal)
        {
            if (!media.TryAdd(known.Id, known)) continue;
            var name = known.Url.Split('/')[^1];
            if (folder.Media.Find(file => file.Name == name && file.FrontMatter.Errors.Count == 0) is { } same)
                MediaError(same, $"In het portaal heet '{known.Id}' ook {name}. Geef dit bestand een andere naam of de id '{known.Id}'.");
        }

        void MediaError(MediaFile file, string message) => errors.Add(new(file.RelativePath + ".yml", file.FrontMatter.LineOf("id"), message));

        static MediaTarget Target(MediaFile file) => new(file.Id, file.Properties.Title, file.Properties.Alt, file.Properties.Decorative,
            "/media/" + file.Name, file.Kind.Extension, file.Length, file.Picture?.Width, file.Picture?.Height,
            file.Properties.Credit, []);
    }

    private void PlaceAll(List<Candidate> documents, IReadOnlyList<Candidate> inPortal)
    {
        var known = inPortal.ToDictionary(document => document.Id);
        // Parents first: what stands under them follows them.
        foreach (var document in documents.OrderBy(document => document.File!.ParentSlug is null ? 0 : 1)) Place(document, known.GetValueOrDefault(document.Id));

        var taken = inPortal.Where(other => byId[other.Id] == other).ToDictionary(other => other.Path);
        foreach (var document in documents.Where(document => document.Path.Length > 0))
        {
            if (!taken.TryAdd(document.Path, document))
                Error(document, "id", $"Het adres {document.Path} heeft {(taken[document.Path].File?.RelativePath ?? $"'{taken[document.Path].Id}' in het portaal")} ook. Hernoem een van beide.");
            if (document.Type.Info.PathPrefix == "/" && IsReserved(document.Path))
                Error(document, "id", $"Het adres {document.Path} gebruikt het portaal zelf. Hernoem het bestand.");
        }
    }

    private void Place(Candidate document, Candidate? known)
    {
        var above = document.File!.ParentSlug is { } slug ? ParentOf(document, slug) : null;
        if (document.File.ParentSlug is not null && above is null)
        {
            Error(document, "id", $"De {types[document.Type.Info.Parent!].Info.Label.ToLowerInvariant()} '{document.File.ParentSlug}' waar dit onder valt, bestaat niet. Controleer de mapnaam.");
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

    private Candidate? ParentOf(Candidate document, string slug) =>
        byId.Values.FirstOrDefault(other => other.Type.Name == document.Type.Info.Parent
            && other.Slug == slug && other.ParentId is null && (other.Sample == document.Sample || !other.Sample));

    private bool IsReserved(string path)
    {
        var first = path.Split('/')[1];
        return Reserved.Contains(first) || types.All.Any(type => type.Info.PathPrefix.StartsWith($"/{first}/", StringComparison.Ordinal));
    }

    private void CheckRules(Candidate document)
    {
        if (document.File!.FrontMatter.Errors.Count > 0) return;
        if (!document.Type.Info.SummaryOptional && document.Text("summary").Length == 0)
            Error(document, "summary", "De sleutel 'summary' ontbreekt (Samenvatting). Schrijf een of twee zinnen.");

        var properties = document.Type.Read(document.Json);
        if (properties.Status == DocumentState.Scheduled && properties.PublishAt is null)
            Error(document, "status", "Bij de status 'scheduled' hoort 'publish_at': wanneer komt het online?");
        if (properties.Status != DocumentState.Scheduled && properties.PublishAt is not null)
            Error(document, "publish_at", "'publish_at' hoort alleen bij 'status: scheduled'. Haal het weg of pas de status aan.");
        foreach (var (key, message) in (properties as IChecked)?.Problems() ?? []) Error(document, key, message);

        var headings = document.Body.Split('\n');
        foreach (var heading in document.Type.Info.RequiredHeadings.Where(heading => !headings.Contains($"## {heading}")))
            errors.Add(new(document.File.RelativePath, document.File.BodyLine, $"De kop '## {heading}' ontbreekt. Elk document van deze soort heeft hem."));
    }

    private void CheckTrees()
    {
        var below = byId.Values.Where(document => document.ParentId is not null).ToLookup(document => document.ParentId);
        foreach (var rule in treeRules)
        {
            foreach (var top in byId.Values.Where(document => document.Type.Name == rule.Type))
            {
                List<Candidate> all = [top, .. below[top.Id]];
                var inFolder = all.FindAll(document => document.File is not null);
                // What stands in the portal alone is as it was; what cannot be read says so itself.
                if (inFolder.Count == 0 || inFolder.Exists(document => document.File!.FrontMatter.Errors.Count > 0)) continue;
                var written = all.ConvertAll(document => new WrittenDocument(document.Type.Read(document.Json), document.Body));
                foreach (var problem in rule.Problems(written[0], written[1..]))
                    Error(inFolder.Find(document => document.Id == problem.Id) ?? inFolder[0], problem.Key, problem.Message);
            }
        }
    }

    private void CheckReferences(Candidate document)
    {
        foreach (var (property, id, line) in document.File!.FrontMatter.References)
        {
            var found = property.Info.ReferenceTo == "media" ? (media.ContainsKey(id) ? "media" : null)
                : byId.TryGetValue(id, out var target) ? target.Type.Name
                : media.ContainsKey(id) && property.Info.ReferenceTo is null ? "media" : null;
            if (found is null)
                errors.Add(new(document.File.RelativePath, line + 1, $"'{property.Key}' verwijst naar '{id}', maar dat bestaat niet. Controleer de id."));
            else if (property.Info.ReferenceTo is { } wanted && found != wanted)
                errors.Add(new(document.File.RelativePath, line + 1, $"'{property.Key}' verwijst naar '{id}', maar dat is een {found} en hier hoort een {wanted}."));
            else if (id == document.Id)
                errors.Add(new(document.File.RelativePath, line + 1, $"'{property.Key}' verwijst naar het document zelf. Haal het weg."));
        }
    }

    private void CheckCycles(List<Candidate> documents)
    {
        foreach (var property in types.All.SelectMany(type => type.Properties).Where(property => property.Info.Acyclic))
        {
            foreach (var start in documents.Where(document => document.Json.ContainsKey(property.Key)))
            {
                var seen = new HashSet<string> { start.Id };
                var at = start;
                while (byId.TryGetValue(at.Text(property.Key), out var next) && seen.Add(next.Id)) at = next;
                if (at.Text(property.Key) == start.Id && at != start)
                    Error(start, property.Key, $"'{property.Key}' loopt rond: {string.Join(" > ", seen)} > {start.Id}. Haal een van de verwijzingen weg.");
            }
        }
    }

    private void CheckGlossary()
    {
        var words = new Dictionary<string, Candidate>(StringComparer.OrdinalIgnoreCase);
        foreach (var term in byId.Values.Where(document => document.Type.Name == "begrip"))
        {
            var variants = term.Json["variants"]?.AsArray().Select(variant => variant!.ToString()) ?? [];
            foreach (var word in variants.Prepend(term.Text("title")))
                if (!words.TryAdd(word, term) && (term.File ?? words[word].File) is not null)
                {
                    var (here, there) = term.File is null ? (words[word], term) : (term, words[word]);
                    Error(here, "variants", here == there
                        ? $"'{word}' staat er twee keer. Haal er een weg."
                        : $"'{word}' hoort ook bij '{there.Id}'. Een woord kan maar bij een begrip horen.");
                }
        }
    }

    // Where a document stood before, or will have stood after this import.
    private static Dictionary<string, string> OldAddresses(IReadOnlyList<Candidate> inPortal, IReadOnlyDictionary<string, string> redirects)
    {
        var old = redirects.ToDictionary();
        foreach (var known in inPortal) old[known.Path] = known.Id;
        return old;
    }

    private void CheckBodies(List<Candidate> documents, Dictionary<string, string> oldAddresses)
    {
        var anchors = new ConcurrentDictionary<string, IReadOnlySet<string>>();
        var done = 0;
        var byPath = new Dictionary<string, Candidate>();
        foreach (var document in byId.Values.Where(document => document.Path.Length > 0)) byPath.TryAdd(document.Path, document);
        var context = new RenderContext
        {
            Document = id => byId.TryGetValue(id, out var target) ? new LinkTarget(id, target.Path, target.Text("title"), target.Type.Info.Label, target.Text("summary"), AnchorsOf(target)) : null,
            Media = id => media.GetValueOrDefault(id),
            Page = PageAt,
        };
        errors.AddRange(documents.AsParallel().AsOrdered().SelectMany(Checked));

        IEnumerable<ContentError> Checked(Candidate document)
        {
            var issues = renderer.Check(document.Body, context, document.File!.BodyLine)
                .Select(issue => ContentError.Of(document.File.RelativePath, issue)).ToList();
            if (Interlocked.Increment(ref done) % 500 == 0) progress?.Report(new("gecontroleerd", done, documents.Count));
            return issues;
        }

        PageTarget? PageAt(string path)
        {
            var moved = oldAddresses.TryGetValue(path, out var id) ? byId.GetValueOrDefault(id) : null;
            if ((byPath.GetValueOrDefault(path) ?? moved) is { } target) return new(target.Path, target.Id, AnchorsOf(target));
            return pages.Has(path, byPath.ContainsKey) ? PublishedSite.PageOf(path) : null;
        }

        IReadOnlySet<string> AnchorsOf(Candidate target)
        {
            return anchors.GetOrAdd(target.Id, _ => renderer.AnchorsIn(target.Body));
        }
    }

    private void CheckPortalIds(List<Candidate> documents)
    {
        var taken = new Dictionary<string, string>();
        foreach (var known in byId.Values.Where(document => document.File is null))
            foreach (var (id, _) in renderer.PortalIdsIn(known.Body)) taken.TryAdd(id, $"'{known.Id}' in het portaal");
        foreach (var document in documents)
        {
            foreach (var (id, at) in renderer.PortalIdsIn(document.Body, document.File!.BodyLine))
            {
                if (!taken.TryAdd(id, $"{document.File.RelativePath}:{at}"))
                    errors.Add(new(document.File.RelativePath, at, $"Het id {id} staat ook in {taken[id]}. Een id hoort in het hele portaal bij één blok; geef dit blok een ander id."));
            }
        }
    }

    private void Error(Candidate document, string key, string message) =>
        errors.Add(new(document.File!.RelativePath, document.File.FrontMatter.LineOf(key) + 1, message));
}
