using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Logging;
using Portal.Search.Querying;

namespace Portal.Search.Pages.Zoeken;

/// <summary>
/// The search page. Over all types it shows the best of each; within one type it shows everything, page by page.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(SearchModule.RateLimit)]
internal sealed class IndexModel(
    SearchEngine engine, SearchForm form, SearchMisses misses, IEnumerable<IKnownAnswers> rooms,
    ILogger<IndexModel> log) : PageModel
{
    private const int PerType = 3;
    private const int PageSize = 10;
    private const int LastPage = 1000;
    private const int MostShown = 60;
    private const int MostKnown = 2;

    /// <summary>Questions a professional might start with.</summary>
    public static IReadOnlyList<string> Examples { get; } = ["Hoe begint ronselen?", "in gesprek met ouders", "geldezel"];

    /// <summary>What is asked, as the address says it.</summary>
    public SearchQuery Asked { get; private set; } = new("");

    public string Question => Asked.Text;
    public int PageNumber { get; private set; } = 1;

    /// <summary>What is wrong with the address or the question, in a sentence.</summary>
    public string? Problem { get; private set; }

    /// <summary>Null when nothing was asked, or something was wrong.</summary>
    public SearchResult? Result { get; private set; }

    /// <summary>What rooms know beside the pages; only where nothing narrows the question, and on the first page.</summary>
    public IReadOnlyList<KnownAnswer> Known { get; private set; } = [];

    public int Pages => Asked.Type is null ? 1 : ((Result?.Total ?? 0) + PageSize - 1) / PageSize;

    /// <summary>How many results stand on the pages before this one.</summary>
    public int Before => (PageNumber - 1) * PageSize;

    public string Title => Question.Length == 0 || Problem is not null ? "Zoeken" : $"{Question} - zoeken";

    /// <summary>The question as it comes back in the field.</summary>
    public string Shown => Question.Length <= SearchQuery.LongestText ? Question : Question[..SearchQuery.LongestText];

    public IEnumerable<FacetLinks> Facets => SearchFilter.Every
        .Select(filter => new FacetLinks(
            filter.Label, LinksOf(Result!.Facets.Of(filter), Asked.Filters.GetValueOrDefault(filter.Name), value => With(filter, value))))
        .Prepend(new FacetLinks("Soort", LinksOf(Result!.Facets.Types, Asked.Type, value => Asked with { Type = value })))
        .Where(facet => facet.Values.Count > 0);

    /// <summary>The results without one of the filters that keep everything away; null: none of them does so alone.</summary>
    public string? Elsewhere => Asked.Type is not null && Result!.Facets.Types.Count > 0 ? AddressOf(Asked with { Type = null })
        : SearchFilter.Every.Where(filter => Asked.Filters.ContainsKey(filter.Name) && Result!.Facets.Of(filter).Count > 0)
            .Select(filter => AddressOf(With(filter, null))).FirstOrDefault();

    public async Task<IActionResult> OnGetAsync(string? p, CancellationToken stop)
    {
        Asked = SearchForm.Of(Request.Query);
        if (Question.Length == 0) return Page();
        if (await form.ProblemAsync(Asked, stop) is { } problem) return Wrong(problem);
        if (!TryPage(p)) return Wrong($"Dit is geen bladzijde. Kies een getal van 1 tot en met {LastPage}.");

        Result = await engine.SearchAsync(Query(), stop);
        if (!Result.IsReady)
        {
            Response.Headers.RetryAfter = "5";
            return Wrong(
                "Even geduld: de zoekindex wordt nog gemaakt. Zoek over een paar tellen nog eens.",
                StatusCodes.Status503ServiceUnavailable);
        }
        if (Asked.IsOpen && PageNumber == 1)
        {
            // As typed first: a room may know a word that stands on no page, and that was read as another one for it.
            var (typed, mended) = (new QuestionWords(Question), Result.Corrected is { } read ? new QuestionWords(read) : null);
            Known =
            [
                .. rooms.Select(room => room.To(typed) ?? (mended is null ? null : room.To(mended))).OfType<KnownAnswer>().Take(MostKnown),
            ];
            await CountAsync(stop);
        }
        return PageNumber > Math.Max(1, Pages) ? Wrong("Zoveel resultaten zijn er niet.", StatusCodes.Status404NotFound) : Page();
    }

    // An answer needs no database; that nothing is counted while it is gone keeps nobody from it.
    private async Task CountAsync(CancellationToken stop)
    {
        try
        {
            var isMissed = Known.Count == 0 && Result is { Total: 0, Promoted.Count: 0 };
            await (isMissed ? misses.CountAsync(Question, stop) : misses.ForgetAsync(Question, stop));
        }
        catch (DbException problem)
        {
            log.LogWarning(problem, "A question was answered and not counted");
        }
    }

    /// <summary>Another page of the same results.</summary>
    public string Numbered(int page) => AddressOf(Asked, page);

    /// <summary>The results of one kind, with the way to the rest.</summary>
    public HitGroup GroupOf(IGrouping<string, SearchHit> hits)
    {
        var kind = Result!.Facets.Types.First(type => type.Value == hits.Key);
        var isCut = Asked.Type is null && kind.Count > hits.Count();
        return new HitGroup(kind, [.. hits], isCut ? AddressOf(Asked with { Type = kind.Value }) : null);
    }

    private static IReadOnlyList<FacetLink> LinksOf(IReadOnlyList<SearchFacet> facets, string? chosen, Func<string?, SearchQuery> with) =>
    [
        .. facets.Select(facet => new FacetLink(
            facet.Label, facet.Count, AddressOf(with(facet.Value == chosen ? null : facet.Value)), facet.Value == chosen)),
    ];

    /// <summary>The question as it was typed, whatever that finds.</summary>
    public string AsTyped => AddressOf(Asked with { IsLiteral = true });

    private SearchQuery Query() => Asked.Type is null
        ? Asked with { Take = MostShown, PerType = PerType } : Asked with { Take = PageSize, Skip = Before };

    private SearchQuery With(SearchFilter filter, string? value) => Asked with
    {
        Filters = Asked.Filters.Where(one => one.Key != filter.Name)
            .Concat(value is null ? [] : [KeyValuePair.Create(filter.Name, value)]).ToDictionary(),
    };

    private bool TryPage(string? p)
    {
        if (string.IsNullOrEmpty(p)) return true;
        if (!int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var page) || page is < 1 or > LastPage) return false;
        PageNumber = page;
        return true;
    }

    private PageResult Wrong(string problem, int status = StatusCodes.Status400BadRequest)
    {
        (Problem, Result) = (problem, null);
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    private static string AddressOf(SearchQuery asked, int page = 1)
    {
        var query = QueryString.Create("q", asked.Text);
        if (asked.Type is { } type) query = query.Add("type", type);
        foreach (var filter in SearchFilter.Every)
            if (asked.Filters.TryGetValue(filter.Name, out var value)) query = query.Add(filter.Name, value);
        if (asked.IsLiteral) query = query.Add("letterlijk", "1");
        if (page > 1) query = query.Add("p", page.ToString(CultureInfo.InvariantCulture));
        return "/zoeken" + query;
    }
}
