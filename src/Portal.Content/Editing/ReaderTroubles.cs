using Portal.Members.Access;
using Portal.Search;

namespace Portal.Content.Editing;

/// <summary>What readers run into and an editor can mend: links that lead nowhere, and questions for which nothing is found.</summary>
internal sealed class ReaderTroubles(BrokenLinks links, SearchMisses misses) : IOfficeTasks
{
    private const int MostOfAKind = 10;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop)
    {
        if (!member.May(Rights.Writer)) return [];
        var broken = links.Current;
        var group = "Links die nergens heen gaan";
        if (broken.Count > MostOfAKind) group += $" ({MostOfAKind} van {broken.Count} stukken)";
        return
        [
            .. broken.Take(MostOfAKind).Select(one => new OfficeTask(
                group, one.Document.Title, $"/beheer/inhoud/{one.Document.Id}",
                $"Verander de {(one.Targets.Count == 1 ? "link" : "links")} naar {string.Join(", ", one.Targets)}, of zet dat online")
            {
                Urgency = OfficeUrgency.ThisWeek,
            }),
            .. (await misses.ListAsync(MostOfAKind, stop)).Select(miss => new OfficeTask(
                "Gezocht en niet gevonden", $"‘{miss.Words}’", $"/beheer/inhoud?zoek={Uri.EscapeDataString(miss.Words)}",
                $"{miss.Times} keer gezocht. Zet het bij de zoekwoorden van een stuk, of schrijf erover")),
        ];
    }
}
