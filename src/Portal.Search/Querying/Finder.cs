using Portal.Platform.Data;

namespace Portal.Search.Querying;

/// <summary>The SQL of a search: how often terms occur, which sections match and how they rank, how pages divide over the facets.</summary>
internal sealed class Finder(DbSession session)
{
    /// <summary>Points of a section whose title holds the whole question.</summary>
    public const int AllInTitle = 100;

    /// <summary>The sections in scope: $1 tsquery, $2 least share, $3 terms in any way, $4 their weights.</summary>
    private const string InScope = """
        v_exact @@ $1::tsquery
            and ($2 = 0 or $2 <= (
                select sum(weight) filter (where v_exact @@ term)
                from unnest($3::text[]::tsquery[], $4::float8[]) as terms (term, weight)))
        """;

    /// <summary>
    /// Each page in scope by its best section. Points: 1000 the title is the question or a synonym of it, and 20 more at the page's head;
    /// 100 all of it in the title, 50 its small words too, 0-10 the share of it that stands in the section as asked (a rare word counts
    /// more), 1 all of it in title, heading or keywords, 0-1 how often and how close together the words stand.
    /// </summary>
    private static readonly string Pages = $$"""
        with matches as materialized (
            select entity_id, section, type,
                1000 * (title_subject = any($7))::int + 20 * (title_subject = any($7) and section = 0)::int
                + {{AllInTitle}} * (v_exact @@ $8::tsquery)::int
                + 50 * (v_exact @@ $9::tsquery)::int
                + 10 * (
                    select coalesce(sum(weight) filter (where v_exact @@ term), 0)
                    from unnest($11::text[]::tsquery[], $4::float8[]) as terms (term, weight))
                + (v_exact @@ $10::tsquery)::int
                + ts_rank(array[0.05, 0.2, 0.5, 1]::float4[], v_exact, $1::tsquery, 1 | 32) as score
            from search.documents
            where {{InScope}} and ($5::text is null or type = $5) and ($6::text is null or themes @> array[$6])),
        sections as (
            select *, row_number() over (partition by entity_id order by score desc, section) as nth from matches),
        pages as (
            select *, row_number() over (partition by type order by score desc, entity_id) as nth_of_type from sections where nth = 1),
        shown as (
            select * from pages where nth_of_type <= $14 order by score desc, entity_id limit $12 offset $13)
        select d.entity_id, d.url, d.anchor, d.title, d.heading, d.type, d.type_label, d.body, d.date, d.badge, s.score
        from shown join sections s using (entity_id) join search.documents d on d.entity_id = s.entity_id and d.section = s.section
        where s.nth <= 4
        order by shown.score desc, shown.entity_id, s.nth
        """;

    private const string Types = $"""
        select type, mode() within group (order by type_label),
            count(distinct entity_id) filter (where $5::text is null or themes @> array[$5]), count(distinct entity_id)
        from search.documents where {InScope}
        group by type order by 3 desc, 2
        """;

    private const string Themes = $"""
        select slug, coalesce(label, slug), count(distinct entity_id)
        from search.documents cross join unnest(themes) as theme (slug) left join search.themes using (slug)
        where {InScope} and ($5::text is null or type = $5)
        group by slug, label, place order by place, slug
        """;

    /// <summary>In how many sections each term occurs in any way, and how many sections there are.</summary>
    public async Task<(long[] Sections, long All)> FrequenciesAsync(IReadOnlyList<Term> terms, CancellationToken stop)
    {
        const string sql = """
            select array(select (select count(*) from search.documents where v_exact @@ term)
                         from unnest($1::text[]::tsquery[]) with ordinality as terms (term, place) order by place),
                   (select count(*) from search.documents)
            """;
        return await session.FirstAsync(
            sql, [terms.Select(term => term.AnyTsQuery()).ToArray()], row => (row.Get<long[]>(0), row.Get<long>(1)), stop);
    }

    /// <summary>The pages in scope.</summary>
    /// <param name="scope">Which sections to consider.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="weights">What each term is worth.</param>
    /// <param name="query">Which pages to show.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<Found> FindAsync(Scope scope, Question question, double[] weights, SearchQuery query, CancellationToken stop)
    {
        object[] inScope = [scope.TsQuery, scope.LeastShare, question.Terms.Select(term => term.AnyTsQuery()).ToArray(), weights];
        var direct = question.Terms.Select(term => term.DirectTsQuery()).ToArray();

        var sections = await session.ListAsync(
            Pages,
            [.. inScope, query.Type, query.Theme, question.Titles.ToArray(), question.In("A"), question.WordingInTitle(),
                question.In("AB"), direct, query.Take, query.Skip, query.PerType ?? int.MaxValue],
            FoundSection.Read, stop);
        var types = await session.ListAsync(
            Types, [.. inScope, query.Theme], row => (Facet: FacetOf(row), Unfiltered: row.Number(3)), stop);
        var themes = await session.ListAsync(Themes, [.. inScope, query.Type], FacetOf, stop);
        return new Found(
            [.. sections.GroupBy(section => section.EntityId).Select(page => new FoundPage([.. page]))],
            new SearchFacets([.. types.Select(type => type.Facet).Where(type => type.Count > 0)], themes),
            types.Sum(type => type.Unfiltered));
    }

    private static SearchFacet FacetOf(Row row) => new(row.Text(0), row.Text(1), row.Number(2));
}
