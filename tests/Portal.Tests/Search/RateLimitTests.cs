using System.Net;
using Portal.Tests.Support;

namespace Portal.Tests.Search;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Who_asks_too_much_has_to_wait_and_can_still_read()
    {
        await using var host = await PortalHost.StartAsync(kestrel: true);
        using var client = new HttpClient { BaseAddress = host.Address };

        // Everything is warm and all ask at once: however slow the machine, the questions arrive within the ten seconds of the limit.
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/begrippen"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 70)
            .Select(i => StatusAsync(client, i % 2 == 0 ? "/api/zoeken?q=jim" : "/zoeken?q=jim")));

        Assert.Equal(60, answers.Count(status => status == HttpStatusCode.OK));
        Assert.Equal(10, answers.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/begrippen"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }
}
