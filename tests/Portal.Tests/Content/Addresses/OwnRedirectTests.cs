using System.Text;
using Portal.Content.Addresses;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Addresses;

/// <summary>Addresses that an editor sends on: by hand and by a list, at once on every host, and back.</summary>
public sealed class OwnRedirectTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    private Visitor editor = null!;

    public async Task InitializeAsync() => editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;

    public Task DisposeAsync()
    {
        editor.Dispose();
        return Task.CompletedTask;
    }

    private async Task SendOnAsync(string from, string to)
    {
        await editor.GoAsync("/beheer/adressen/nieuw");
        await editor.PressAsync("Bewaar", ("Van", from), ("Naar", to));
    }

    private async Task LookAtAsync(byte[] list)
    {
        await editor.GoAsync("/beheer/adressen/inlezen");
        await editor.UploadAsync("Bekijk de lijst", "list", list);
    }

    [Fact]
    public async Task An_address_leads_on_at_once_and_on_every_host()
    {
        await using var other = await PortalHost.StartAsync(portal.Host.ConnectionString);
        await SendOnAsync("https://oud.example/Themas/Wapens/", "/dossiers");
        Assert.Contains("/themas/wapens leidt nu naar /dossiers.", editor.Text, StringComparison.Ordinal);
        Assert.Equal((301, "/dossiers"), await portal.Host.AskAsync("/themas/wapens"));
        // Capitals and a slash at the end cost no step of their own.
        Assert.Equal((301, "/dossiers"), await portal.Host.AskAsync("/Themas/Wapens/"));
        await Eventually.Async(async () => await other.AskAsync("/themas/wapens") == (301, "/dossiers"), "the other host knows");
        Assert.Equal((404, null), await portal.Host.AskAsync("/themas"));
    }

    [Fact]
    public async Task Pages_of_an_older_site_are_told_apart_by_their_query()
    {
        await SendOnAsync("/index.php?id=12", "/kennis");
        await SendOnAsync("/index.php", "/nieuws");
        Assert.Equal((301, "/kennis"), await portal.Host.AskAsync("/index.php?id=12"));
        Assert.Equal((301, "/nieuws"), await portal.Host.AskAsync("/index.php?id=13"));
        Assert.Equal((301, "/nieuws"), await portal.Host.AskAsync("/index.php"));
    }

    [Fact]
    public async Task Below_an_address_of_a_page_it_works_as_well()
    {
        await SendOnAsync("/kennis/een-oud-stuk", "/kennis#hoofdinhoud");
        await SendOnAsync("/modules/een-oude-module/3", "https://elders.example/module?x=1");
        Assert.Equal((301, "/kennis#hoofdinhoud"), await portal.Host.AskAsync("/kennis/een-oud-stuk"));
        Assert.Equal((301, "https://elders.example/module?x=1"), await portal.Host.AskAsync("/modules/een-oude-module/3"));
    }

    [Theory]
    [InlineData("/kring-zelf", "/kring-zelf", "Het adres leidt naar zichzelf.")]
    [InlineData("/kring-zelf", "/Kring-Zelf/#midden", "Het adres leidt naar zichzelf.")]
    [InlineData("/kennis", "/nieuws", "Op /kennis staat een pagina van het portaal zelf.")]
    [InlineData("/kennis?thema=x", "/nieuws", "Op /kennis staat een pagina van het portaal zelf.")]
    [InlineData("/privacy", "/nieuws", "Op /privacy staat ‘Privacy’.")]
    [InlineData("/beheer/iets", "/nieuws", "Adressen van het beheer blijven zoals ze zijn.")]
    [InlineData("/ergens", "/bestaat-echt-niet", "Op /bestaat-echt-niet staat niets in dit portaal.")]
    [InlineData("/ergens", "javascript:alert(1)", "Waar het heen leidt, is geen adres.")]
    [InlineData("/ergens", "//kwaad.example", "Waar het heen leidt, is geen adres.")]
    [InlineData("/ergens", "", "Waar het heen leidt, is geen adres.")]
    [InlineData("", "/nieuws", "Dit is geen adres.")]
    [InlineData("/a/../b", "/nieuws", "Dit is geen adres.")]
    public async Task What_cannot_be_is_said_with_why_and_what_was_typed_stays(string from, string to, string why)
    {
        await SendOnAsync(from, to);
        Assert.Equal("/beheer/adressen/nieuw", editor.At);
        Assert.Contains(why, editor.Text, StringComparison.Ordinal);
        Assert.Equal(to, editor.Page.QuerySelector("[name=Naar]")!.GetAttribute("value") ?? "");
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from content.own_redirects where path = $1", from));
    }

    [Fact]
    public async Task An_address_that_a_page_had_before_leads_to_that_page_already()
    {
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/was-hier.md", Given.Document("nieuws-was-hier", "nieuws", "published: 2026-01-01\n"));
        await desk.ImportAsync();
        await desk.DoAsync((publisher, by) => publisher.RenameAsync("nieuws-was-hier", "is-nu-daar", by));
        await SendOnAsync("/nieuws/was-hier", "/kennis");
        Assert.Contains("is een oud adres van /nieuws/is-nu-daar en leidt daar al heen", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ring_is_refused_by_all_its_addresses_and_a_chain_is_led_to_its_end()
    {
        await LookAtAsync(Encoding.UTF8.GetBytes(
            """
            van;naar
            /ring-1;/ring-2
            /ring-2;/ring-3
            /ring-3;/ring-1
            /keten-1;/keten-2
            /keten-2;/keten-3
            /keten-3;/agenda
            """));
        Assert.Contains("3 regels kunnen erbij, 0 zijn al zo en 3 kunnen niet.", editor.Text, StringComparison.Ordinal);
        Assert.Contains("Dit loopt rond: /ring-1 > /ring-2 > /ring-3 > /ring-1.", editor.Text, StringComparison.Ordinal);
        Assert.Contains("/keten-2 leidt zelf verder. We zetten het eind erbij: /agenda.", editor.Text, StringComparison.Ordinal);
        await editor.PressAsync("Bewaar deze 3 adressen");
        Assert.Equal((301, "/agenda"), await portal.Host.AskAsync("/keten-1"));
        Assert.Equal(404, (await portal.Host.AskAsync("/ring-1")).Status);
    }

    [Fact]
    public async Task What_led_to_an_address_that_is_sent_on_later_takes_one_step_too()
    {
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/tussenstap.md", Given.Document("nieuws-tussenstap", "nieuws", "published: 2026-01-01\n"));
        await desk.ImportAsync();
        await SendOnAsync("/eerst", "/nieuws/tussenstap");
        await desk.DoAsync((publisher, by) => publisher.WithdrawAsync("nieuws-tussenstap", by));
        await SendOnAsync("/nieuws/tussenstap", "/kennis");
        Assert.Equal((301, "/kennis"), await portal.Host.AskAsync("/eerst"));
        // And never back: that would be a ring.
        await SendOnAsync("/kring-a", "/kennis");
        await SendOnAsync("/kring-b", "/kring-a");
        await SendOnAsync("/kring-a", "/kring-b");
        Assert.Equal((301, "/kennis"), await portal.Host.AskAsync("/kring-b"));
    }

    [Fact]
    public async Task A_list_from_Excel_in_Windows_1252_is_shown_first_and_then_taken_in()
    {
        var excel = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var before = await portal.Host.SqlAsync("select count(*) from content.own_redirects");
        await LookAtAsync(excel.GetBytes("Oud;Nieuw\r\n/cafés/één;/nieuws\r\n/niets;/nergens\r\n/cafés/één/;/kennis\r\n"));
        Assert.Contains(
            "Er is nog niets bewaard. 1 regel kan erbij, 0 zijn al zo en 2 kunnen niet.", editor.Text, StringComparison.Ordinal);
        Assert.Contains("/cafés/één", editor.Text, StringComparison.Ordinal);
        Assert.Contains("Dit adres staat ook op regel 2.", editor.Text, StringComparison.Ordinal);
        Assert.Equal(before, await portal.Host.SqlAsync("select count(*) from content.own_redirects"));
        await editor.PressAsync("Bewaar dit adres");
        Assert.Contains("1 adres is bewaard. 2 regels konden niet.", editor.Text, StringComparison.Ordinal);
        Assert.Equal((301, "/nieuws"), await portal.Host.AskAsync("/caf%C3%A9s/%C3%A9%C3%A9n"));
    }

    [Theory]
    [InlineData("", "Kies een bestand.")]
    [InlineData("a;b\n/x;/y\n", "Zet boven de kolommen ‘van’ en ‘naar’.")]
    [InlineData("van;naar\n", "Er staat geen enkel adres in het bestand.")]
    public async Task A_file_that_is_no_list_says_what_is_wrong(string file, string why)
    {
        await LookAtAsync(Encoding.UTF8.GetBytes(file));
        Assert.Contains(why, editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_go_is_undone_but_for_what_somebody_changed_since()
    {
        await SendOnAsync("/terug-1", "/agenda");
        await LookAtAsync("van,naar\n/terug-1,/kennis\n/terug-2,/kennis\n/terug-3,/kennis\n"u8.ToArray());
        await editor.PressAsync("Bewaar deze 3 adressen");
        await SendOnAsync("/terug-3", "/nieuws");
        await editor.GoAsync("/beheer/adressen/geschiedenis");
        await editor.PressAsync("Maak ongedaan: /terug-1");
        Assert.Contains("2 teruggezet. 1 niet", editor.Text, StringComparison.Ordinal);
        Assert.Equal((301, "/agenda"), await portal.Host.AskAsync("/terug-1"));
        Assert.Equal(404, (await portal.Host.AskAsync("/terug-2")).Status);
        Assert.Equal((301, "/nieuws"), await portal.Host.AskAsync("/terug-3"));
    }

    [Fact]
    public async Task A_page_that_comes_to_stand_there_goes_first_and_the_list_says_so()
    {
        await SendOnAsync("/nieuws/komt-nog", "/nieuws");
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/komt-nog.md", Given.Document("nieuws-komt-nog", "nieuws", "published: 2026-01-01\n"));
        await desk.ImportAsync();
        Assert.Equal(200, (await portal.Host.AskAsync("/nieuws/komt-nog")).Status);
        await editor.GoAsync("/beheer/adressen?zoek=komt-nog");
        Assert.Contains("Hier staat nu ‘Titel’: die gaat voor.", editor.Text, StringComparison.Ordinal);
        await editor.PressAsync("Haal weg /nieuws/komt-nog");
        Assert.Contains("leidt nergens meer heen", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_comes_out_as_a_file_that_can_be_taken_in_again()
    {
        await SendOnAsync("/rond-1", "/kennis");
        using var response = await editor.FetchAsync(new HttpRequestMessage(HttpMethod.Get, "/beheer/adressen/csv"));
        var (lines, problem) = RedirectList.Read(await response.Content.ReadAsByteArrayAsync());
        Assert.Null(problem);
        Assert.Contains(lines, line => (line.From, line.To) == ("/rond-1", "/kennis"));
        await LookAtAsync(await response.Content.ReadAsByteArrayAsync());
        Assert.Contains("0 regels kunnen erbij", editor.Text, StringComparison.Ordinal);
    }
}
