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

        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 70; i++) answers.Add(await StatusAsync(client, i % 2 == 0 ? "/api/zoeken?q=jim" : "/zoeken?q=jim"));

        Assert.Equal(60, answers.TakeWhile(status => status == HttpStatusCode.OK).Count());
        Assert.All(answers.Skip(60), status => Assert.Equal(HttpStatusCode.TooManyRequests, status));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/begrippen"));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return response.StatusCode;
    }
}
