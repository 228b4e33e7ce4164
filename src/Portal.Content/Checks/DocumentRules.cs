using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Content.Checks;

/// <summary>
/// What must hold for every document: the one set of rules that an import and the editor both ask. A rule answers for one document
/// among its neighbours and knows no files. What a value of the front matter may be is told by <see cref="FrontMatter"/> already.
/// </summary>
internal sealed class DocumentRules(DocumentTypes types, MarkdownRenderer renderer, INeighbours near)
{
    /// <summary>Everything that is wrong with a document, and what its author may have meant otherwise.</summary>
    public IEnumerable<Finding> Of(CheckedDocument document) =>
    [
        .. OfId(document), .. OfPlace(document), .. OfProperties(document), .. OfReferences(document), .. OfCycles(document),
        .. OfWords(document), .. OfBody(document), .. OfPortalIds(document),
    ];

    private IEnumerable<Finding> OfId(CheckedDocument document)
    {
        if (document.Id.Length == 0) yield break; // its front matter says that already
        var prefix = document.Type.Info.IdPrefix;
        if (near.Find(document.Id) is { } other && other != document)
            yield return Stop("id", $"De id '{document.Id}' heeft {other.Name} ook. Geef een van beide een andere id.");
        if (!document.Id.StartsWith(prefix, StringComparison.Ordinal) || !Slug.IsSlug(document.Id))
            yield return Stop("id", $"De id van deze soort begint met '{prefix}' en bestaat uit kleine letters, cijfers en streepjes.");
        if (near.TypeInPortal(document.Id) is { } type && type != document.Type.Name)
            yield return Stop("type", $"In het portaal is '{document.Id}' van de soort '{type}'. Geef dit document een andere id.");

        Finding Stop(string key, string message) => Finding.Stop(document, key, message, "id");
    }

    private IEnumerable<Finding> OfPlace(CheckedDocument document)
    {
        if (document.Path.Length == 0) yield break;
        var info = document.Type.Info;
        if (document.ParentId is null && info.Parent is not null && !info.ParentOptional)
            yield return Stop($"Dit staat nergens onder. Kies de {types[info.Parent].Info.Label.ToLowerInvariant()} waar het bij hoort.");
        else if (document.ParentId is { } id && near.Find(id)?.Type.Name != info.Parent)
            yield return Stop($"Waar dit onder staat ('{id}'), bestaat niet of is van een andere soort. Kies een andere plek.");
        if (!Slug.IsSlug(document.Slug))
            yield return Stop("Het laatste deel van het adres bestaat uit kleine letters, cijfers en streepjes.");
        if (near.At(document.Path) is { } other && other != document)
            yield return Stop($"Het adres {document.Path} heeft {other.Name} ook. Hernoem een van beide.");
        if (info.PathPrefix == "/" && IsReserved(document.Path))
            yield return Stop($"Het adres {document.Path} gebruikt het portaal zelf. Kies een andere naam.");

        Finding Stop(string message) => Finding.Stop(document, "id", message, "address");
    }

    private bool IsReserved(string path)
    {
        var first = path.Split('/')[1];
        return near.IsReserved(path) || types.All.Any(type => type.Info.PathPrefix.StartsWith($"/{first}/", StringComparison.Ordinal));
    }

    private static IEnumerable<Finding> OfProperties(CheckedDocument document)
    {
        if (document.Front is not { Errors.Count: 0 }) yield break;
        if (!document.Type.Info.SummaryOptional && document.Text("summary").Length == 0)
            yield return Stop("summary", "De sleutel 'summary' ontbreekt (Samenvatting). Schrijf een of twee zinnen.");

        var properties = document.Properties;
        if (properties.Status == DocumentState.Scheduled && properties.PublishAt is null)
            yield return Stop("status", "Bij de status 'scheduled' hoort 'publish_at': wanneer komt het online?");
        if (properties.Status != DocumentState.Scheduled && properties.PublishAt is not null)
            yield return Stop("publish_at", "'publish_at' hoort alleen bij 'status: scheduled'. Haal het weg of pas de status aan.");
        foreach (var (key, message) in (properties as IChecked)?.Problems() ?? []) yield return Stop(key, message);

        var lines = document.Body.Split('\n');
        foreach (var heading in document.Type.Info.RequiredHeadings.Where(heading => !lines.Contains($"## {heading}")))
        {
            var message = $"De kop '## {heading}' ontbreekt. Elk document van deze soort heeft hem.";
            yield return new(FindingLevel.Stop, null, document.FirstLine, message, "heading-required");
        }

        Finding Stop(string key, string message) => Finding.Stop(document, key, message, "front-matter");
    }

    private IEnumerable<Finding> OfReferences(CheckedDocument document)
    {
        foreach (var (key, property, id, line) in document.Front?.References ?? [])
        {
            var target = near.Find(id);
            var found = property.Info.ReferenceTo == "media" ? (near.Media(id) is null ? null : "media")
                : target is not null ? target.Type.Name
                : near.Media(id) is not null && property.Info.ReferenceTo is null ? "media" : null;
            var message =
                found is null ? $"'{property.Key}' verwijst naar '{id}', maar dat bestaat niet. Controleer de id."
                : property.Info.ReferenceTo is { } wanted && found != wanted
                    ? $"'{property.Key}' verwijst naar '{id}', maar dat is een {found} en hier hoort een {wanted}."
                : id == document.Id ? $"'{property.Key}' verwijst naar het document zelf. Haal het weg."
                : null;
            if (message is not null) yield return new(FindingLevel.Stop, key, line, message, "reference");
        }
        foreach (var (key, url, line) in document.Front?.Addresses ?? [])
        {
            var written = url.StartsWith('/') ? url : near.PathOf(url);
            if (written is null || LinkAddress.Of(written) is not { Kind: LinkKind.Portal } address) continue;
            if (near.Page(address.Path) is null)
                yield return new(FindingLevel.Stop, key, line, $"Op {url} staat niets in dit portaal. Kijk het adres na.", "reference");
        }
    }

    private IEnumerable<Finding> OfCycles(CheckedDocument document)
    {
        var acyclic = document.Type.Properties.Where(property => property.Info.Acyclic);
        foreach (var property in acyclic.Where(property => document.Json.ContainsKey(property.Key)))
        {
            var seen = new HashSet<string> { document.Id };
            var at = document;
            while (near.Find(at.Text(property.Key)) is { } next && seen.Add(next.Id)) at = next;
            if (at.Text(property.Key) != document.Id || at == document) continue;
            var round = $"{string.Join(" > ", seen)} > {document.Id}";
            yield return Finding.Stop(
                document, property.Key, $"'{property.Key}' loopt rond: {round}. Haal een van de verwijzingen weg.", "cycle");
        }
    }

    private IEnumerable<Finding> OfWords(CheckedDocument document)
    {
        if (!document.Type.Info.IsGlossary) yield break;
        var own = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in WordsOf(document))
        {
            var message = !own.Add(word) ? $"'{word}' staat er twee keer. Haal er een weg."
                : near.WithWord(word) is { } other && other != document
                    ? $"'{word}' hoort ook bij '{other.Id}'. Een woord kan maar bij een begrip horen."
                : null;
            if (message is not null) yield return Finding.Stop(document, "variants", message, "glossary-word");
        }
    }

    /// <summary>The words of a glossary term: its title and its variants.</summary>
    public static IEnumerable<string> WordsOf(CheckedDocument term) =>
        (term.Json["variants"]?.AsArray().Select(variant => variant!.ToString()) ?? []).Prepend(term.Text("title"))
            .Where(word => word.Length > 0);

    private IEnumerable<Finding> OfBody(CheckedDocument document) =>
        from issue in renderer.Check(document.Body, ContextAround(near), document.FirstLine)
        select new Finding(issue.IsWarning ? FindingLevel.Advice : FindingLevel.Stop, null, issue.Line, issue.Message, "markdown");

    /// <summary>What a body among these neighbours may refer to.</summary>
    public static RenderContext ContextAround(INeighbours near) => new()
    {
        Document = id => near.Find(id) is { } target
            ? new LinkTarget(id, target.Path, target.Text("title"), target.Type.Info.Label, target.Text("summary"), near.AnchorsOf(target))
            : null,
        Media = near.Media,
        Page = near.Page,
        PathOf = near.PathOf,
    };

    private IEnumerable<Finding> OfPortalIds(CheckedDocument document)
    {
        var own = new Dictionary<string, int>();
        foreach (var (id, line) in document.PortalIds(renderer))
        {
            var place = !own.TryAdd(id, line) ? document.At(own[id])
                : near.WithPortalId(id) is { } first && first.Document != document ? first.Document.At(first.Line)
                : null;
            if (place is null) continue;
            var message = $"Het id {id} staat ook in {place}. Een id hoort in het hele portaal bij één blok; geef dit blok een ander id.";
            yield return new(FindingLevel.Stop, null, line, message, "portal-id");
        }
    }
}
