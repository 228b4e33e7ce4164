using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

public sealed class AddressTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Theory]
    [InlineData("/kennis/", "/kennis")]
    [InlineData("/kennis/?vorm=onderzoek", "/kennis?vorm=onderzoek")]
    [InlineData("/begrippen/boa//", "/begrippen/boa")]
    [InlineData("/zoeken/?q=boa", "/zoeken?q=boa")]
    [InlineData("/bestaat-niet/", "/bestaat-niet")]
    [InlineData("/kennis/caf%C3%A9/", "/kennis/caf%C3%A9")]
    [InlineData("/regel%0D%0Aeinde/", "/regel%0D%0Aeinde")]
    public async Task A_page_has_one_address_without_a_slash_at_its_end(string asked, string address) =>
        Assert.Equal((301, address), await portal.Host.AskAsync(asked));

    [Theory]
    [InlineData("/Kennis", "/kennis")]
    [InlineData("/Privacy", "/privacy")]
    [InlineData("/Begrippen/BOA", "/begrippen/boa")]
    [InlineData("/Modules/Signalen-Zien/Online", "/modules/signalen-zien/online")]
    [InlineData("/SiteMap.xml", "/sitemap.xml")]
    [InlineData("/Bestaat/Niet", "/bestaat/niet")]
    [InlineData("/Kennis/?vorm=onderzoek&X=Y", "/kennis?vorm=onderzoek&X=Y")]
    [InlineData("/Zoeken?q=BOA", "/zoeken?q=BOA")]
    [InlineData("/kennis/CAF%C3%89", "/kennis/caf%C3%A9")]
    public async Task A_page_has_one_address_without_capitals(string asked, string address) =>
        Assert.Equal((301, address), await portal.Host.AskAsync(asked));

    [Theory]
    [InlineData("/Bewijs/WJ-AbCdEf", "/bewijs/WJ-AbCdEf")]
    [InlineData("/BEHEER/Leden/6F1C5F0E-5b5d-5f0a-9a53-77656572626a", "/beheer/leden/6F1C5F0E-5b5d-5f0a-9a53-77656572626a")]
    public async Task What_an_address_carries_keeps_its_capitals(string asked, string address) =>
        Assert.Equal((301, address), await portal.Host.AskAsync(asked));

    [Theory]
    [InlineData("/security.txt?x=1", "/.well-known/security.txt?x=1")]
    [InlineData("/Security.TXT/?x=1", "/.well-known/security.txt?x=1")]
    [InlineData("/begrippen/boa?x=1", "/begrippen/opsporingsambtenaar?x=1")]
    [InlineData("/Begrippen/Boa/?x=1", "/begrippen/opsporingsambtenaar?x=1")]
    public async Task What_moved_is_one_step_away_and_keeps_the_question(string asked, string address)
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        await desk.DoAsync((publisher, change) => publisher.RenameAsync("begrip-boa", "opsporingsambtenaar", change));
        Assert.Equal((301, address), await host.AskAsync(asked));
    }

    [Theory]
    [InlineData("//elders.example/")]
    [InlineData("///elders.example//")]
    [InlineData("/%5Celders.example/")]
    [InlineData("/%2Felders.example/")]
    public async Task No_address_leads_to_another_site(string asked)
    {
        using var response = await portal.Host.Client.GetAsync(
            new Uri(portal.Host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority) + asked));
        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal(portal.Host.Client.BaseAddress!.Host, new Uri(portal.Host.Client.BaseAddress!, response.Headers.Location!).Host);
        Assert.Matches("^/[^/\\\\]", response.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/index")]
    [InlineData("/kennis/index")]
    public async Task A_page_has_no_second_name(string path) => Assert.Equal(404, (await portal.Host.AskAsync(path)).Status);

    [Theory]
    [InlineData("POST", "/kennis/onzichtbare-beelden")]
    [InlineData("POST", "/")]
    [InlineData("POST", "/bestaat-niet")]
    [InlineData("PUT", "/kennis")]
    [InlineData("DELETE", "/dossiers/ouders")]
    [InlineData("PATCH", "/zoeken")]
    [InlineData("OPTIONS", "/kennis/onzichtbare-beelden")]
    [InlineData("TRACE", "/kennis/onzichtbare-beelden")]
    [InlineData("ONZIN", "/over-ons")]
    [InlineData("PAGE", "/modules/signalen-zien")]
    [InlineData("POST", "/sitemap.xml")]
    [InlineData("POST", "/api/zoeken?q=boa")]
    public async Task A_page_is_only_read(string method, string path)
    {
        using var response = await portal.Host.Client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Contains("GET", response.Content.Headers.Allow);
        Assert.Empty(portal.Host.Log);
    }

    [Theory]
    [InlineData("/kennis?vorm=onderzoek&vorm=plan")]
    [InlineData("/kennis?vorm=onderzoek&vorm=onderzoek")]
    [InlineData("/bronnen?voor=docent&VOOR=boa")]
    public async Task A_list_asked_for_two_things_at_once_says_that_the_address_is_wrong(string path)
    {
        var page = await portal.Host.PageAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains("Dit adres klopt niet", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_raw_request_however_odd_is_answered_with_a_status_below_500()
    {
        await using var host = await PortalHost.StartAsync(portal.Host.ConnectionString, kestrel: true);
        string[] targets =
        [
            "/%00", "/kennis/%00", "/media/000000000000/%00.pdf", "/kennis?vorm=%00", "/zoeken?q=%00", "/%", "/%zz", "/%ff%fe",
            "/kennis/%C0%AF", "/..%2f..%2fetc%2fpasswd",
            "/../../etc/passwd", "/./kennis", "//", "//kennis", "/\\", "/kennis\\..", "/" + new string('a', 4_000),
            "/" + new string('a', 10_000), "/kennis/" + string.Concat(Enumerable.Repeat("a/", 2_000)),
            "/kennis?" + string.Concat(Enumerable.Range(0, 2_000).Select(number => $"{number}&")), "/kennis?vorm=" + new string('%', 100),
            "http://elders.example/kennis", "*",
            "/zoeken?q=" + new string('z', 10_000), "/kennis/" + Uri.EscapeDataString("\u202Eneppe\u200Dnaam"), "/kennis;a=b", "/fout/500",
            "/fout/99999999999", "/assets/../appsettings.json", "/assets/%2e%2e/manifest.json", "/assets/",
        ];
        var answers = new List<string>();
        foreach (var target in targets) answers.Add($"{await AskRawAsync(host.Address, target)} {target[..Math.Min(40, target.Length)]}");
        Assert.All(answers, answer => Assert.InRange(int.Parse(answer.Split(' ')[0], CultureInfo.InvariantCulture), 200, 499));
        Assert.Empty(host.Log);
    }

    // As it stands: HttpClient would tidy an address before sending it.
    private static async Task<int> AskRawAsync(Uri host, string target)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(host.Host, host.Port);
        await using var stream = line.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"GET {target} HTTP/1.1\r\nHost: {host.Authority}\r\nConnection: close\r\n\r\n"));
        var answer = await new StreamReader(stream).ReadLineAsync();
        return int.Parse(answer!.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
