using System.Text.Json.Nodes;
using Portal.Calendar.Types;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Platform;

namespace Portal.Calendar.Drafts;

/// <summary>Begins the beeldverslag of an event, with what is known already; an event has one.</summary>
internal sealed class ReportDrafts(LiveSite live, DocumentDesk desk, BegunDocuments begun)
{
    private const int MostLetters = 120;

    private const string Body = "## Wat er gebeurde\n\n\n\n## Wat opviel\n\n\n\n## En nu?\n\n";

    /// <summary>The report that readers see, or that was begun from the event; null when there is none.</summary>
    public async Task<string?> FindAsync(string eventId, CancellationToken stop)
    {
        if (live.Current.All<EventReport>().FirstOrDefault(report => report.Properties.Event == eventId) is { } online) return online.Id;
        var known = await begun.OfAsync(KeyOf(eventId), stop);
        return await AreThereAsync(known, stop) ? known[0] : null;
    }

    /// <summary>Begins it; when there is one already, that one.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="RuleBroken">It cannot be.</exception>
    public async Task<string> BeginAsync(PublishedDocument<CalendarEvent> item, Guid by, CancellationToken stop)
    {
        if (await FindAsync(item.Id, stop) is { } known) return known;
        var title = $"Beeldverslag: {item.Title}";
        var front = new Dictionary<string, JsonNode?>
        {
            ["event"] = JsonValue.Create(item.Id),
            ["dossiers"] = item.Properties.Dossiers.Count == 0
                ? null : new JsonArray([.. item.Properties.Dossiers.Select(id => (JsonNode)id)]),
        };
        var made = await begun.OnceAsync(
            KeyOf(item.Id),
            async () =>
            {
                var (id, problem) = await desk.BeginAsync(
                    "beeldverslag", Cut(title), front, Body, by, stop);
                return [id ?? throw new RuleBroken(problem)];
            },
            stop,
            known => AreThereAsync(known, stop));
        return made[0];
    }

    private async Task<bool> AreThereAsync(IReadOnlyList<string> ids, CancellationToken stop) =>
        ids is [var id] && await desk.ReadAsync(id, stop) is not null;

    private static string Cut(string title) => title.AtMost(MostLetters).TrimEnd();

    private static string KeyOf(string eventId) => $"verslag {eventId}";
}
