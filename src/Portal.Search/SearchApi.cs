using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Portal.Search.Querying;

namespace Portal.Search;

/// <summary>
/// Search as data: <c>GET /api/zoeken?q=&amp;type=&amp;thema=&amp;voor=&amp;regio=&amp;jaar=&amp;n=10</c>. A hit is a page, at the section
/// that matches best; of a report each section is a hit. With <c>letterlijk=1</c> as it is spelled; with <c>begin=1</c> for somebody who is
/// still typing: the last word may be the beginning of another, every page is one hit, and hits have no snippet.
/// <c>POST /api/zoeken/klik?plaats=</c> counts a click at a place of the results.
/// </summary>
internal static class SearchApi
{
    private const int MostHits = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/zoeken", AnswerAsync).RequireRateLimiting(SearchModule.RateLimit).AllowAnonymous();
        routes.MapPost("/api/zoeken/klik", ClickedAsync).RequireRateLimiting(SearchModule.RateLimit).AllowAnonymous();
    }

    // Said by the page itself; a number that is none tells nothing.
    private static async Task<IResult> ClickedAsync(string? plaats, SearchClicks clicks, CancellationToken stop)
    {
        if (!int.TryParse(plaats, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
            return Wrong($"plaats is een getal van {SearchClicks.Above} of hoger.");
        await clicks.CountAsync(place, stop);
        return Results.NoContent();
    }

    private static async Task<IResult> AnswerAsync(
        string? n, string? begin, SearchEngine engine, SearchForm form, HttpContext http, CancellationToken stop)
    {
        var query = SearchForm.Of(http.Request.Query);
        if (query.Text.Length == 0) return Wrong("Stel een vraag met ?q=, bijvoorbeeld /api/zoeken?q=ronselen.");
        if (!TryCount(n, out var count)) return Wrong($"n is een heel getal van 1 tot en met {MostHits}.");
        if (await form.ProblemAsync(query, stop) is { } problem) return Wrong(problem);

        var result = await engine.SearchAsync(query with { Take = count, IsBegun = begin == "1", TakesReportsApart = begin != "1" }, stop);
        if (!result.IsReady)
        {
            http.Response.Headers.RetryAfter = "5";
            return Results.Problem(
                "De zoekindex wordt nog gemaakt. Probeer het over een paar tellen weer.",
                statusCode: StatusCodes.Status503ServiceUnavailable, title: "Even geduld");
        }
        return Results.Json(Answer.Of(result));
    }

    private static bool TryCount(string? n, out int count)
    {
        count = 10;
        if (string.IsNullOrEmpty(n)) return true;
        if (!int.TryParse(n, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out count)) return false;
        count = Math.Clamp(count, 1, MostHits);
        return true;
    }

    private static IResult Wrong(string problem) =>
        Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest, title: "Zo kan de zoekmachine niet antwoorden");

    // These names are promised to others; the records of the room may change, these not.

    private sealed record Answer(int Total, double TookMs, string? Corrected, IEnumerable<Hit> Hits, Facets Facets)
    {
        public static Answer Of(SearchResult result) => new(
            result.Total, result.TookMs, result.Corrected,
            result.Hits.Select(hit => new Hit(hit.Url, hit.Anchor, hit.Title, hit.Heading, hit.Type, hit.Snippet, hit.Score)),
            new Facets(
                result.Facets.Types.Select(Facet.Of), Of(result, SearchFilter.Theme), Of(result, SearchFilter.Audience),
                Of(result, SearchFilter.Area), Of(result, SearchFilter.Year)));

        private static IEnumerable<Facet> Of(SearchResult result, SearchFilter filter) => result.Facets.Of(filter).Select(Facet.Of);
    }

    private sealed record Hit(string Url, string? Anchor, string Title, string? Heading, string Type, string Snippet, double Score);

    private sealed record Facets(
        IEnumerable<Facet> Type, IEnumerable<Facet> Thema, IEnumerable<Facet> Voor, IEnumerable<Facet> Regio, IEnumerable<Facet> Jaar);

    private sealed record Facet(string Value, string Label, int Count)
    {
        public static Facet Of(SearchFacet facet) => new(facet.Value, facet.Label, facet.Count);
    }
}
