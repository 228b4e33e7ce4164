using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Search.Querying;

namespace Portal.Search.Pages.Zoeken;

/// <summary>
/// The search page. Over all types it shows the best of each; within one type it shows everything, page by page.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(SearchModule.RateLimit)]
internal sealed class IndexModel(SearchEngine engine, SearchForm form, SearchMisses misses) : PageModel
{
    private const int PerType = 3;
    private const int PageSize = 10;
    private const int LastPage = 1000;
    private const int MostShown = 60;

    /// <summary>Questions a professional might start with.</summary>
    public static IReadOnlyList<string> Examples { get; } = ["Hoe begint ronselen?", "in gesprek met ouders", "geldezel"];

    public string Question { get; private set; } = "";
    public string? Type { get; private set; }
    public string? Theme { get; private set; }
    public int PageNumber { get; private set; } = 1;

    /// <summary>True: as it is spelled, whatever that finds.</summary>
    public bool IsLiteral { get; private set; }

    /// <summary>What is wrong with the address or the question, in a sentence.</summary>
    public string? Problem { get; private set; }

    /// <summary>Null when nothing was asked, or something was wrong.</summary>
    public SearchResult? Result { get; private set; }

    public int Pages => Type is null ? 1 : ((Result?.Total ?? 0) + PageSize - 1) / PageSize;

    public string Title => Question.Length == 0 || Problem is not null ? "Zoeken" : $"{Question} - zoeken";

    /// <summary>The question as it comes back in the field.</summary>
    public string Shown => Question.Length <= SearchQuery.LongestText ? Question : Question[..SearchQuery.LongestText];

    public IEnumerable<FacetLinks> Facets => new[]
    {
        new FacetLinks(
            "Soort", [.. Result!.Facets.Types.Select(type => LinkOf(type, type.Value == Type, chosen => Filtered(chosen, Theme)))]),
        new FacetLinks(
            "Thema", [.. Result.Facets.Themes.Select(theme => LinkOf(theme, theme.Value == Theme, chosen => Filtered(Type, chosen)))]),
    }.Where(facet => facet.Values.Count > 0);

    public async Task<IActionResult> OnGetAsync(
        string? q, string? type, string? thema, string? p, string? letterlijk, CancellationToken stop)
    {
        Question = (q ?? "").Trim();
        if (Question.Length == 0) return Page();
        if (await form.ProblemAsync(Question, type, thema, stop) is { } problem) return Wrong(problem);
        if (!TryPage(p)) return Wrong($"Dit is geen bladzijde. Kies een getal van 1 tot en met {LastPage}.");

        (Type, Theme, IsLiteral) = (NullIfEmpty(type), NullIfEmpty(thema), letterlijk == "1");
        Result = await engine.SearchAsync(Query(), stop);
        if (!Result.IsReady)
        {
            Response.Headers.RetryAfter = "5";
            return Wrong(
                "Even geduld: de zoekindex wordt nog gemaakt. Zoek over een paar tellen nog eens.",
                StatusCodes.Status503ServiceUnavailable);
        }
        if (Type is null && Theme is null && PageNumber == 1)
            await (Result is { Total: 0, Promoted.Count: 0 } ? misses.CountAsync(Question, stop) : misses.ForgetAsync(Question, stop));
        return PageNumber > Math.Max(1, Pages) ? Wrong("Zoveel resultaten zijn er niet.", StatusCodes.Status404NotFound) : Page();
    }

    /// <summary>The same question with other filters, on the first page.</summary>
    public string Filtered(string? type, string? theme) => Address(type, theme, 1);

    /// <summary>Another page of the same results.</summary>
    public string Numbered(int page) => Address(Type, Theme, page);

    /// <summary>The results of one kind, with the way to the rest.</summary>
    public HitGroup GroupOf(IGrouping<string, SearchHit> hits)
    {
        var kind = Result!.Facets.Types.First(type => type.Value == hits.Key);
        return new HitGroup(kind, [.. hits], Type is null && kind.Count > hits.Count() ? Filtered(kind.Value, Theme) : null);
    }

    private static FacetLink LinkOf(SearchFacet facet, bool chosen, Func<string?, string> url) =>
        new(facet.Label, facet.Count, url(chosen ? null : facet.Value), chosen);

    /// <summary>The question as it was typed, whatever that finds.</summary>
    public string AsTyped => Filtered(Type, Theme) + "&letterlijk=1";

    private SearchQuery Query() => (Type is null
        ? new SearchQuery(Question, null, Theme, MostShown) { PerType = PerType }
        : new SearchQuery(Question, Type, Theme, PageSize, (PageNumber - 1) * PageSize)) with
    { IsLiteral = IsLiteral };

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

    private string Address(string? type, string? theme, int page)
    {
        var query = QueryString.Create("q", Question);
        if (type is not null) query = query.Add("type", type);
        if (theme is not null) query = query.Add("thema", theme);
        if (IsLiteral) query = query.Add("letterlijk", "1");
        if (page > 1) query = query.Add("p", page.ToString(CultureInfo.InvariantCulture));
        return "/zoeken" + query;
    }

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
