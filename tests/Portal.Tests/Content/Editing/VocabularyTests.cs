using Portal.Content.Editing;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Editing;

/// <summary>The words of the portal and how it is set: by an editor, at once on every page and host, and back.</summary>
public sealed class VocabularyTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    private Visitor editor = null!;

    public async Task InitializeAsync() => editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;

    public Task DisposeAsync()
    {
        editor.Dispose();
        return Task.CompletedTask;
    }

    private async Task BeginAsync(string kind, string title, params (string Name, string Value)[] fields)
    {
        await editor.GoAsync($"/beheer/inhoud/nieuw?soort={kind}");
        await editor.PressAsync("Begin", ("Titel", title));
        await editor.PressAsync("Bewaar", fields);
        await editor.GoAsync(editor.At.Split('?')[0] + "/online");
        await editor.PressAsync("Zet online");
    }

    private async Task<IReadOnlyList<string>> TermsAsync(string path) =>
        [.. (await portal.Host.PageAsync(path)).QuerySelectorAll("a.wj-term").Select(term => term.TextContent)];

    [Fact]
    public async Task A_new_word_is_explained_on_every_page_at_once_and_never_inside_another()
    {
        using var desk = new Desk(portal.Host);
        foreach (var name in new[] { "een", "twee" })
            desk.Write($"nieuws/zwam-{name}.md", Given.Document(
                $"nieuws-zwam-{name}", "nieuws", "published: 2026-01-01\n",
                "Het knollenbos, een zwamknol-lijst en kleine zwamknolletjes.\n\nDan een zwamknol, en meer zwamknollen.\n"));
        await desk.ImportAsync();
        Assert.Empty(await TermsAsync("/nieuws/zwam-een")); // and kept from now on
        Assert.Empty(await TermsAsync("/nieuws/zwam-twee"));

        await BeginAsync("begrip", "zwamknol", ("p.definition", "Een knol van een zwam."), ("p.variants", "zwamknollen\nknol"));
        Assert.Equal(["zwamknol"], await TermsAsync("/nieuws/zwam-een"));
        Assert.Equal(["zwamknol"], await TermsAsync("/nieuws/zwam-twee"));
        var note = (await portal.Host.PageAsync("/nieuws/zwam-een")).QuerySelector(".wj-term-note")!;
        Assert.Contains("Een knol van een zwam.", note.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_of_another_word_is_explained_by_the_longer_one()
    {
        using var desk = new Desk(portal.Host);
        foreach (var (id, title) in new[] { ("schimmel", "Schimmel"), ("blauwe-schimmel", "Blauwe schimmel") })
            desk.Write($"begrippen/{id}.md", $"---\nid: begrip-{id}\ntype: begrip\ntitle: {title}\ndefinition: Over {id}.\n---\n");
        desk.Write("nieuws/kaas.md", Given.Document(
            "nieuws-kaas", "nieuws", "published: 2026-01-01\n", "Kaas met blauwe schimmel, en met witte schimmel.\n"));
        await desk.ImportAsync();
        Assert.Equal(["blauwe schimmel", "schimmel"], await TermsAsync("/nieuws/kaas"));
    }

    [Fact]
    public async Task A_word_that_belongs_to_another_term_is_refused_before_it_goes_online()
    {
        using var desk = new Desk(portal.Host);
        desk.Write("begrippen/pluisje.md", "---\nid: begrip-pluisje\ntype: begrip\ntitle: Pluisje\ndefinition: Iets zachts.\n---\n");
        await desk.ImportAsync();
        await editor.GoAsync("/beheer/inhoud/nieuw?soort=begrip");
        await editor.PressAsync("Begin", ("Titel", "Donsje"));
        await editor.PressAsync("Bewaar", ("p.definition", "Iets nog zachters."), ("p.variants", "pluisje"));
        Assert.Contains("hoort ook bij", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_search_count_for_one_another_at_once_and_are_no_page()
    {
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/kwark.md", Given.Document("nieuws-kwark", "nieuws", "published: 2026-01-01\n", "Over zuivelplons.\n"));
        await desk.ImportAsync();
        Assert.Null((await portal.Host.PageAsync("/zoeken?q=melkspetter")).QuerySelector("main a[href^='/nieuws/kwark']"));
        await BeginAsync("zoekwoorden", "Zuivel die valt", ("p.words", "melkspetter\nzuivelplons"));
        Assert.NotNull((await portal.Host.PageAsync("/zoeken?q=melkspetter")).QuerySelector("main a[href^='/nieuws/kwark']"));

        Assert.Equal(404, (await portal.Host.AskAsync("/zoeken/woorden/zuivel-die-valt")).Status);
        Assert.Equal(404, (await portal.Host.AskAsync("/zoeken/woorden")).Status);
        Assert.DoesNotContain("zuivel-die-valt", await portal.Host.Client.GetStringAsync(new Uri("/sitemap.xml", UriKind.Relative)),
            StringComparison.Ordinal);
        Assert.Null((await portal.Host.PageAsync("/zoeken?q=Zuivel+die+valt")).QuerySelector("main a[href*='zuivel-die-valt']"));
        await editor.GoAsync("/beheer/inhoud/zoek?q=zuivel+die");
        Assert.DoesNotContain("zoekwoorden-zuivel-die-valt", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_editor_promotes_comes_first_at_once_also_where_nothing_is_found()
    {
        await BeginAsync(
            "aanbevolen", "Hulp bij knoeiers", ("p.questions", "hulp bij knoeiers\nxyzzyplugh"), ("p.pages", "pagina-wie-helpt-waarmee"));
        var page = await portal.Host.PageAsync("/zoeken?q=xyzzyplugh");
        Assert.Equal("/wie-helpt-waarmee", page.QuerySelector("section[aria-labelledby=aanbevolen] a")!.GetAttribute("href"));
        Assert.DoesNotContain("Niets gevonden", page.Body!.TextContent, StringComparison.Ordinal);
        // Small words and inflections do not matter; what is narrowed is what was asked for.
        Assert.NotNull((await portal.Host.PageAsync("/zoeken?q=Hulp+bij+de+knoeier")).QuerySelector("#aanbevolen"));
        Assert.Null((await portal.Host.PageAsync("/zoeken?q=xyzzyplugh&type=nieuws")).QuerySelector("#aanbevolen"));
        // Not one in vain, for something is shown.
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from search.misses where words = 'xyzzyplugh'"));

        await editor.GoAsync("/beheer/inhoud/aanbevolen-hulp-bij-knoeiers/offline");
        await editor.PressAsync("Haal offline");
        Assert.Null((await portal.Host.PageAsync("/zoeken?q=xyzzyplugh")).QuerySelector("#aanbevolen"));
    }

    [Fact]
    public async Task A_sentence_of_the_site_is_said_otherwise_at_once_on_every_host_and_back_again()
    {
        await using var other = await PortalHost.StartAsync(portal.Host.ConnectionString);
        var standing = SiteText.About.Standing;
        Assert.Contains(standing, (await other.PageAsync("/kennis")).QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        await editor.GoAsync("/beheer/teksten/voet-over");
        await editor.PressAsync("Zet online", ("Tekst", "Kennis voor iedereen in <Zeeland>."));
        Assert.Contains("eigen tekst", editor.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Kennis voor iedereen in <Zeeland>.", (await portal.Host.PageAsync("/kennis")).QuerySelector("footer")!.TextContent,
            StringComparison.Ordinal);
        await Eventually.Async(
            async () => (await other.PageAsync("/kennis")).Body!.TextContent.Contains("<Zeeland>", StringComparison.Ordinal),
            "the other host says it too");

        await editor.GoAsync("/beheer/teksten/naam");
        await editor.PressAsync("Zet online", ("Tekst", "Sterke Jeugd"));
        Assert.EndsWith(" - Sterke Jeugd", (await portal.Host.PageAsync("/kennis")).Title, StringComparison.Ordinal);

        await editor.GoAsync("/beheer/teksten/voet-over");
        await editor.PressAsync("Terug naar de vaste tekst");
        var footer = (await portal.Host.PageAsync("/kennis")).QuerySelector("footer")!.TextContent;
        Assert.Contains(standing, footer, StringComparison.Ordinal);
        Assert.Contains("Sterke Jeugd", footer, StringComparison.Ordinal);
        await editor.GoAsync("/beheer/inhoud/teksten/versies");
        var versions = editor.Page.QuerySelectorAll("main a[href^='/beheer/inhoud/teksten/versies/']")
            .Select(link => link.GetAttribute("href")!.Split('?')[0]).Distinct();
        Assert.True(versions.Count() >= 3, editor.Text); // another test says things too
        await editor.GoAsync("/beheer/teksten/naam");
        await editor.PressAsync("Terug naar de vaste tekst");
    }

    [Fact]
    public async Task Two_who_say_different_sentences_at_once_lose_nothing()
    {
        (SiteText Text, string Own)[] said = [(SiteText.New, "Vers"), (SiteText.Coming, "Straks"), (SiteText.Roles, "Ik ben")];
        await Task.WhenAll(said.Select(one => portal.Host.WithAsync<SettingDocuments>(async settings => Assert.Null(await settings.SayAsync(
            one.Text, one.Own, new Change("redacteur", portal.Host.Clock.GetUtcNow(), "bewerkt", VersionOrigin.Portal), default)))));
        var home = (await portal.Host.PageAsync("/")).Body!.TextContent;
        Assert.All(said, one => Assert.Contains(one.Own, home, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "Schrijf een tekst")]
    [InlineData("\u202Etxet", "leesrichting")]
    public async Task A_sentence_that_cannot_be_is_refused(string text, string why)
    {
        await editor.GoAsync("/beheer/teksten/voet-gevaar");
        await editor.PressAsync("Zet online", ("Tekst", text));
        Assert.Contains(why, editor.Text, StringComparison.Ordinal);
        Assert.Contains(
            SiteText.Emergency.Standing, (await portal.Host.PageAsync("/kennis")).QuerySelector("footer")!.TextContent,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_menu_of_ones_own_stands_on_every_page_and_leads_nowhere_wrong()
    {
        await editor.GoAsync("/beheer/woorden/menu");
        await editor.PressAsync("Begin met wat er nu staat");
        Assert.Equal("/beheer/inhoud/menu", editor.At);
        await editor.PressAsync("Bewaar", ("p.main[0].text", "Weten"), ("p.main[1].to", "/bestaat-niet"));
        Assert.Contains("Op /bestaat-niet staat niets in dit portaal.", editor.Text, StringComparison.Ordinal);
        await editor.PressAsync("Bewaar", ("p.main[1].to", "javascript:alert(1)"));
        Assert.Contains("is geen adres", editor.Text, StringComparison.Ordinal);
        await editor.PressAsync("Bewaar", ("p.main[1].to", "/dossiers"));
        Assert.Equal("Kennis", (await portal.Host.PageAsync("/kennis")).QuerySelector(".wj-nav a")!.TextContent);
        await editor.GoAsync("/beheer/inhoud/menu/online");
        await editor.PressAsync("Zet online");
        var link = (await portal.Host.PageAsync("/kennis")).QuerySelector(".wj-nav a")!;
        Assert.Equal(("Weten", "page"), (link.TextContent, link.GetAttribute("aria-current")));
        await editor.GoAsync("/beheer/woorden");
        Assert.Contains("eigen keuze", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_to_reach_the_region_stands_at_the_foot_of_every_page()
    {
        Assert.Null((await portal.Host.PageAsync("/nieuws")).QuerySelector("address"));
        await editor.GoAsync("/beheer/woorden/contactgegevens");
        await editor.PressAsync("Begin met wat er nu staat");
        await editor.PressAsync("Bewaar", ("p.email", "geen adres"));
        Assert.Contains("Dit is geen e-mailadres.", editor.Text, StringComparison.Ordinal);
        await editor.PressAsync(
            "Bewaar", ("p.email", "weerbaar@regio.example"), ("p.phone", "(0800) 12 34-56"), ("p.organisation", "Regio Noord"));
        await editor.GoAsync("/beheer/inhoud/contactgegevens/online");
        await editor.PressAsync("Zet online");
        var address = (await portal.Host.PageAsync("/nieuws")).QuerySelector("footer address")!;
        Assert.Contains("Regio Noord", address.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["tel:0800123456", "mailto:weerbaar@regio.example"],
            address.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!));
    }

    [Fact]
    public async Task An_audience_that_an_editor_adds_can_be_chosen_found_and_worked_as()
    {
        await BeginAsync("doelgroep", "Sportcoach", ("p.plural", "sportcoaches"));
        await editor.GoAsync("/beheer/inhoud/bron-buit-voor-professionals");
        Assert.Contains("Sportcoach", editor.Page.QuerySelector("input[name='p.audience'][value=sportcoach]")!.Parent!.TextContent);
        using var desk = new Desk(portal.Host);
        desk.Copy("bronnen/buit-voor-professionals.md");
        var path = Path.Combine(desk.Folder, "bronnen", "buit-voor-professionals.md");
        var text = await File.ReadAllTextAsync(path);
        Assert.Contains("audience:\n", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace("audience:\n", "audience:\n  - sportcoach\n", StringComparison.Ordinal));
        await desk.ImportAsync();
        Assert.Contains("sportcoaches", (await portal.Host.PageAsync("/bronnen/buit-voor-professionals")).QuerySelector(".wj-head__for")!
            .TextContent, StringComparison.Ordinal);
        var found = await portal.Host.PageAsync("/bronnen?voor=sportcoach");
        Assert.NotNull(found.QuerySelector("a[href='/bronnen/buit-voor-professionals']"));
        await editor.GoAsync("/account/profiel");
        Assert.NotNull(editor.Page.QuerySelector("select[name=Function] option[value=sportcoach], [value=sportcoach]"));
        // One that is not there stops a text, and says which.
        desk.Write(
            "bronnen/buit-voor-professionals.md",
            text.Replace("audience:\n", "audience:\n  - tovenaar\n", StringComparison.Ordinal));
        var refused = await desk.TryImportAsync();
        Assert.Contains(refused.Errors, error => error.Message.Contains("doelgroep-tovenaar", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_audience_is_called_otherwise_on_every_page_at_once()
    {
        await editor.GoAsync("/beheer/woorden/doelgroepen");
        await editor.GoAsync(editor.Page.QuerySelector("a[href$='doelgroep-wijkagent']")!.GetAttribute("href")!);
        await editor.PressAsync("Begin met wat er nu staat");
        await editor.PressAsync("Bewaar", ("p.title", "Agent in de wijk"), ("p.plural", "agenten in de wijk"));
        await editor.GoAsync("/beheer/inhoud/doelgroep-wijkagent/online");
        await editor.PressAsync("Zet online");
        var facets = (await portal.Host.PageAsync("/kennis")).QuerySelector(".wj-facets")!.TextContent;
        Assert.Contains("Agent in de wijk", facets, StringComparison.Ordinal);
        Assert.DoesNotContain("Wijkagent", facets, StringComparison.Ordinal);
        Assert.Equal(200, (await portal.Host.AskAsync("/kennis?voor=wijkagent")).Status);
    }

    [Fact]
    public async Task A_coordinator_finds_no_settings()
    {
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        using (coordinator)
        {
            foreach (var path in new[] { "/beheer/woorden", "/beheer/adressen", "/beheer/teksten" })
            {
                await coordinator.GoAsync(path);
                Assert.Equal(System.Net.HttpStatusCode.Forbidden, coordinator.Status);
            }
            await coordinator.GoAsync("/beheer");
            Assert.Null(coordinator.Page.QuerySelector("main a[href='/beheer/woorden']"));
            Assert.NotNull(coordinator.Page.QuerySelector("main a[href='/beheer/rapporten']"));
        }
    }

    [Fact]
    public async Task Settings_leave_by_an_export_and_come_back()
    {
        using var desk = new Desk(portal.Host);
        const string Text =
            "---\nid: aanbevolen-rond\ntype: aanbevolen\ntitle: Rond\nquestions: [rondvraag]\npages: [pagina-privacy]\n---\n";
        desk.Write("aanbevolen/rond.md", Text);
        await desk.ImportAsync();
        var folder = Directory.CreateTempSubdirectory("portal-export-").FullName;
        await portal.Host.WithAsync<Portal.Content.Import.Exporter>(exporter => exporter.ExportAsync(folder));
        Assert.Equal(Text, await File.ReadAllTextAsync(Path.Combine(folder, "aanbevolen", "rond.md")));
        Directory.Delete(folder, recursive: true);
    }
}
