using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Newsletters.Statistics;

/// <summary>How often a link of a newsletter was followed.</summary>
/// <param name="Words">What stands on it.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Clicks">How often, as far as people did it.</param>
internal sealed record LinkFigure(string Words, string Target, int Clicks);

/// <summary>
/// Counts clicks by link and day, and nothing else: no reader, no address, no program. A link leads only where it led when the text of its
/// newsletter was frozen.
/// </summary>
internal sealed class Clicks(DbSession session, TimeProvider clock)
{
    // What looks at links before people do, and for them: scanners, previews, programs that fetch.
    private static readonly string[] Machines =
    [
        "bot", "crawl", "spider", "scan", "preview", "prefetch", "proxy", "monitor", "check", "http", "curl", "wget", "python", "java/",
        "headless", "barracuda", "proofpoint", "mimecast", "safelinks", "office", "outlook", "facebook", "whatsapp", "slack", "teams",
    ];

    /// <summary>Where a link leads; null when there is none with this number.</summary>
    public Task<string?> TargetAsync(Guid campaign, int number, CancellationToken stop) => session.ValueAsync<string>(
        "select target from newsletters.links where campaign_id = $1 and number = $2", [campaign, number], stop);

    /// <summary>The same, and counts that it was followed: one statement, so that it is counted when the answer goes out.</summary>
    public Task<string?> FollowAsync(Guid campaign, int number, CancellationToken stop) => session.ValueAsync<string>(
        """
        with link as (
            select campaign_id, number, target from newsletters.links where campaign_id = $1 and number = $2
        ), counted as (
            insert into newsletters.clicks as known (campaign_id, number, day, clicks)
            select campaign_id, number, $3, 1 from link
            on conflict (campaign_id, number, day) do update set clicks = known.clicks + 1)
        select target from link
        """,
        [campaign, number, DutchTime.DateOf(clock.GetUtcNow())], stop);

    /// <summary>The links of a campaign with their clicks, the most followed first.</summary>
    public async Task<IReadOnlyList<LinkFigure>> OfAsync(Guid campaign, CancellationToken stop) => await session.ListAsync(
        """
        select l.words, l.target, coalesce(sum(c.clicks), 0)::int
        from newsletters.links l left join newsletters.clicks c on c.campaign_id = l.campaign_id and c.number = l.number
        where l.campaign_id = $1 group by l.number, l.words, l.target order by 3 desc, l.number
        """,
        [campaign], row => new LinkFigure(row.Text(0), row.Text(1), row.Number(2)), stop);

    /// <summary>
    /// True for what a person's browser asks when a link is pressed. A scanner that passes for a browser counts as a person: nothing but
    /// following people would tell them apart.
    /// </summary>
    public static bool IsByPerson(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method)) return false;
        var headers = request.Headers;
        if (headers.ContainsKey("Purpose") || headers.ContainsKey("Sec-Purpose") || headers.ContainsKey("X-Moz")) return false;
        if (headers.TryGetValue("Sec-Fetch-Mode", out var mode) && mode != "navigate") return false;
        var program = headers.UserAgent.ToString();
        return program.StartsWith("Mozilla/", StringComparison.Ordinal)
            && !Array.Exists(Machines, word => program.Contains(word, StringComparison.OrdinalIgnoreCase))
            && headers.AcceptLanguage.Count > 0
            && headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && !headers.ContainsKey(HeaderNames.Range);
    }
}

/// <summary>Numbers of clicks as they are shown: rounded, so that no sum of them tells what one person did.</summary>
internal static class ClickWords
{
    /// <summary>Fewer than this are not told apart.</summary>
    public const int Fewest = 5;

    /// <summary>To the nearest five; 0 for what is not shown as a number.</summary>
    public static int Rounded(int clicks) => clicks < Fewest ? 0 : (clicks + 2) / 5 * 5;

    /// <summary>In words.</summary>
    public static string Of(int clicks) => clicks switch
    {
        0 => "0",
        < Fewest => "minder dan 5",
        _ => Rounded(clicks).ToString("N0", DutchTime.Culture),
    };
}
