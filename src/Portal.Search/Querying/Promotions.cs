using Portal.Platform.Data;

namespace Portal.Search.Querying;

/// <summary>Looks up what is to be shown first for a question.</summary>
internal sealed class Promotions(DbSession session)
{
    /// <summary>More than these would be a list of their own.</summary>
    private const int Most = 3;

    private const int LongestAbout = 300;

    /// <summary>The pages that readers see and that are promoted for one of these titles, the first first.</summary>
    /// <param name="titles">The question and its synonyms, as lines of lemmas without stop words.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IReadOnlyList<PromotedPage>> OfAsync(IReadOnlyCollection<string> titles, CancellationToken stop) =>
        await session.ListAsync(
            """
            select d.url, d.title, d.type_label, split_part(d.body, chr(10), 1)
            from search.documents d
            join (
                select entity_id, min(place) as place from search.promoted where question = any($1) group by entity_id) p using (entity_id)
            where d.section = 0
            order by p.place, d.url limit $2
            """,
            [titles.ToArray(), Most],
            row => new PromotedPage(row.Text(0), row.Text(1), row.Text(2), Cut(row.Text(3))), stop);

    private static string Cut(string text) =>
        text.Length <= LongestAbout ? text
            : text[..(text.LastIndexOf(' ', LongestAbout) is var space and > 0 ? space : LongestAbout)] + "…";
}
