using Npgsql;
using Portal.Platform.Data;

namespace Portal.Search.Indexing;

/// <summary>The sections as the database keeps them: read for the index.</summary>
internal static class SectionRows
{
    private const int AtOnce = 1_000;

    private const string Columns =
        "entity_id, section, url, anchor, type, type_label, title, heading, body, keywords, filters, date, badge, parts, fresh_on";

    /// <summary>Those of some pages.</summary>
    public static Task<List<ValueSet>> OfAsync(DbSession session, IReadOnlyCollection<Guid> pages, CancellationToken stop) =>
        session.ListAsync(
            $"select {Columns} from search.documents where entity_id = any($1) order by entity_id, section", [pages.ToArray()], Read, stop);

    /// <summary>All of them, in parts of whole pages that fit in memory.</summary>
    public static async IAsyncEnumerable<List<ValueSet>> AllAsync(
        DbSession session, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var begun = new List<ValueSet>(); // of a page that may go on in the next part
        for (var (page, section) = (Guid.Empty, -1); ;)
        {
            var rows = await session.ListAsync(
                $"select {Columns} from search.documents where (entity_id, section) > ($1, $2) order by entity_id, section limit {AtOnce}",
                [page, section], Read, stop);
            begun.AddRange(rows);
            if (rows.Count < AtOnce)
            {
                if (begun.Count > 0) yield return begun;
                yield break;
            }
            (page, section) = (rows[^1].Section.EntityId, rows[^1].Section.Section);
            var last = page;
            if (begun.FindAll(row => row.Section.EntityId != last) is { Count: > 0 } whole) yield return whole;
            begun = begun.FindAll(row => row.Section.EntityId == last);
        }
    }

    /// <summary>Compounds with their parts, as a line each.</summary>
    public static string Pack(IEnumerable<(string Word, IReadOnlyList<string> Parts)> compounds) =>
        string.Join('\n', compounds.Select(compound => string.Join(' ', compound.Parts.Prepend(compound.Word))));

    private static Dictionary<string, string[]> Unpack(string parts)
    {
        var found = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in parts.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.Split(' ') is [var word, .. var its]) found[word] = its;
        return found;
    }

    private static ValueSet Read(Row row) => new(
        new SearchDocument
        {
            EntityId = row.Id(0),
            Section = row.Number(1),
            Url = row.Text(2),
            Anchor = row.TextOrNull(3),
            Type = row.Text(4),
            TypeLabel = row.Text(5),
            Title = row.Text(6),
            Heading = row.TextOrNull(7),
            Body = row.Text(8),
            Keywords = row.Text(9),
            Filters = row.Get<string[]>(10),
            Date = row.GetOrNull<DateOnly>(11),
            Badge = row.TextOrNull(12),
            FreshOn = row.GetOrNull<DateOnly>(14),
        },
        Unpack(row.Text(13)));
}
