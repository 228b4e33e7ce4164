using System.Globalization;
using Portal.Content.Drafts;
using Portal.Content.Tree;
using Portal.Content.Versions;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Audit;

namespace Portal.Content.Publishing;

/// <summary>
/// What a change of a document is in the log of who did what. Readers' versions go by number, so that the log leads to what they said.
/// Saving a draft once more is no line: that somebody began one, or went on in another's, is.
/// </summary>
internal static class DocumentLines
{
    /// <summary>The name of the kind.</summary>
    public const string Kind = "document";

    private const string Version = "version", Path = "path", Title = "title", Planned = "planned";

    /// <summary>How lines about documents are read.</summary>
    public static AuditKind Words { get; } = new(Kind, "Pagina of ander stuk")
    {
        Actions = new Dictionary<string, string>
        {
            ["document.created"] = "gemaakt",
            ["document.written"] = "concept begonnen of overgenomen",
            ["document.review-asked"] = "controle gevraagd",
            ["document.taken-back"] = "teruggehaald naar concept",
            ["document.planned"] = "gepland",
            ["document.published"] = "online gezet",
            ["document.offline-planned"] = "offline halen gepland",
            ["document.unpublished"] = "offline gehaald",
            ["document.archived"] = "gearchiveerd",
            ["document.moved"] = "verplaatst",
            ["document.ordered"] = "in een andere volgorde gezet",
            ["document.marked"] = "als voorbeeld of echt aangemerkt",
            ["document.discarded"] = "concept weggegooid",
            ["document.deleted"] = "in de prullenbak gelegd",
            ["document.recovered"] = "uit de prullenbak gehaald",
            ["document.returned"] = "teruggezet zoals het was",
        },
        Facts = new Dictionary<string, string>
        {
            [Version] = "Versie online",
            [Path] = "Adres",
            [Title] = "Titel",
            [Planned] = "Moment",
        },
        Readers = [Rights.Editor, Rights.Coordinator],
        Address = line => $"/beheer/inhoud/{line.Object}",
        Comparison = line => (line.Before(Version), line.After(Version)) is ({ } before, { } after) && before != after
            ? $"/beheer/logboek/verschil/{line.Object}/{before}/{after}" : null,
    };

    /// <summary>What is looked at before a change.</summary>
    public static Was Before(Document document, int? live, Draft? draft) =>
        new(document.Path, document.Title, live, draft?.ChangedBy, document.DeletedAt is not null);

    /// <summary>The line of a change that was done; null: none.</summary>
    public static AuditLine? Of(DocumentChange change, bool isNew, Was was, Document document, int? live, Change by)
    {
        var isMoved = !isNew && was.Path != document.Path;
        var action = change.Step switch
        {
            Step.AskReview => "review-asked",
            Step.TakeBack => "taken-back",
            Step.Publish => "published",
            Step.Plan => "planned",
            Step.Discard => "discarded",
            Step.Unpublish => "unpublished",
            Step.PlanOffline => "offline-planned",
            Step.Archive => "archived",
            Step.Delete => "deleted",
            Step.Recover => "recovered",
            Step.Return => "returned",
            _ when isNew => "created",
            _ when isMoved => "moved",
            _ when change.Order is not null => "ordered",
            _ when was.IsDeleted => "recovered",
            _ when change.Text is not null => was.Writer == by.By ? null : "written",
            _ => "marked",
        };
        if (action is null) return null;
        var facts = new List<AuditFact>();
        if (was.Live != live) facts.Add(new(Version, Number(was.Live), Number(live)));
        if (isMoved) facts.Add(new(Path, was.Path, document.Path));
        if (!isNew && was.Title != document.Title) facts.Add(new(Title, was.Title, document.Title));
        var moment = change.Step switch { Step.Plan plan => plan.At, Step.PlanOffline plan => plan.At, _ => null };
        if (moment is { } at) facts.Add(new(Planned, null, DutchTime.DayAndClock(at)));
        return new($"{Kind}.{action}", Kind, document.Ref, by.By) { Title = document.Title, Facts = facts };
    }

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>How a document stood before a change.</summary>
    /// <param name="Path">Its address.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Live">The number of the version that readers saw.</param>
    /// <param name="Writer">Who saved its draft last; null: there was none.</param>
    /// <param name="IsDeleted">Whether it lay in the recycle bin.</param>
    internal sealed record Was(string Path, string Title, int? Live, string? Writer, bool IsDeleted);
}
