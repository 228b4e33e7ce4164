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
internal sealed class IndexModel(SearchEngine engine, SearchForm form) : PageModel
{
    private const int PerType = 3;
    private const int PageSize = 10;
    private const int LastPage = 1000;

    /// <summary>Questions a professional might start with.</summary>
    public static IReadOnlyList<string> Examples { get; } = ["Hoe herken ik ronselen?", "in gesprek met ouders", "geldezel"];

    public string Question { get; private set; } = "";
    public string? Type { get; private set; }
    public string? Theme { get; private set; }
    public int PageNumber { get; private set; } = 1;
    public string? Problem { get; private set; }

    /// <summary>Null when nothing was asked, or something was wrong with the question.</summary>
    public SearchResult? Result { get; private set; }

    public int Pages => Type is null ? 1 : ((Result?.Total ?? 0) + PageSize - 1) / PageSize;

    public string Title => Question.Length == 0 || Problem is not null ? "Zoeken" : $"{Question} - zoeken";

    public async Task<IActionResult> OnGetAsync(string? q, string? type, string? thema, string? p, CancellationToken stop)
    {
        Question = (q ?? "").Trim();
        if (Question.Length == 0) return Page();

        Problem = await form.ProblemAsync(Question, type, thema, stop);
        if (Problem is not null) return Wrong();

        Type = string.IsNullOrEmpty(type) ? null : type;
        Theme = string.IsNullOrEmpty(thema) ? null : thema;
        if (!TryPage(p)) return Wrong($"p is een heel getal van 1 tot en met {LastPage}.");

        Result = await engine.SearchAsync(QueryNow(), stop);
        return PageNumber > 1 && PageNumber > Pages ? Wrong($"Er zijn geen {PageNumber} bladzijden met resultaten.", StatusCodes.Status404NotFound) : Page();
    }

    /// <summary>The same question with another filter, on the first page.</summary>
    public string Filtered(string? type, string? theme) => Address(type, theme, 1);

    /// <summary>Another page of the same results.</summary>
    public string Numbered(int page) => Address(Type, Theme, page);

    private SearchQuery QueryNow() => Type is null
        ? new SearchQuery(Question, null, Theme, Take: 60) { PerType = PerType }
        : new SearchQuery(Question, Type, Theme, PageSize, (PageNumber - 1) * PageSize);

    private bool TryPage(string? p)
    {
        if (string.IsNullOrEmpty(p)) return true;
        if (!int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var page) || page is < 1 or > LastPage) return false;
        PageNumber = page;
        return true;
    }

    private PageResult Wrong(string? problem = null, int status = StatusCodes.Status400BadRequest)
    {
        Problem ??= problem;
        Result = null;
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    private string Address(string? type, string? theme, int page)
    {
        var query = QueryString.Create("q", Question);
        if (type is not null) query = query.Add("type", type);
        if (theme is not null) query = query.Add("thema", theme);
        if (page > 1) query = query.Add("p", page.ToString(CultureInfo.InvariantCulture));
        return "/zoeken" + query;
    }
}
