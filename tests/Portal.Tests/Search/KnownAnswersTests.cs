using AngleSharp.Dom;
using Portal.Tests.Support;

namespace Portal.Tests.Search;

/// <summary>What the portal knows beside the pages: who helps, what is coming, what one can learn. On the real content.</summary>
public sealed class KnownAnswersTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Theory]
    [InlineData("zaanstad", "Wie helpt in Zaanstad", "Gemeente Zaanstad")]
    [InlineData("wie helpt er in Zaanstat", "Wie helpt in Zaanstad", "Gemeente Zaanstad")]
    [InlineData("wijkagent Purmerend", "Wie helpt in Purmerend", "Basisteam Purmerend")]
    [InlineData("leerplicht hoorn", "Wie helpt in Hoorn", "Gemeente Hoorn")]
    [InlineData("hulp in Noord-Holland Noord", "Wie helpt in Noord-Holland Noord", "District Noord-Holland Noord")]
    [InlineData("veiligheidshuis Haarlem", "Wie helpt in Haarlem", "Zorg- en Veiligheidshuis Kennemerland")]
    public async Task Who_asks_for_help_somewhere_is_told_who_helps_there(string question, string title, string first)
    {
        var card = Assert.Single(await KnownAsync(question));
        Assert.Equal(title, card.QuerySelector("h2")!.TextContent);
        Assert.Equal(first, card.QuerySelector(".wj-known__link")!.TextContent);
        Assert.Equal("/wie-helpt-waarmee", card.QuerySelector(".wj-more")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("criminele aanwas Haarlemmermeer")]
    [InlineData("wat is ronselen")]
    [InlineData("onderzoek jongerencentra in Bergen")]
    public async Task Who_asks_for_something_else_is_not_told_who_helps(string question) => Assert.Empty(await KnownAsync(question));

    [Fact]
    public async Task A_training_is_offered_by_function_and_what_is_given_near_comes_first()
    {
        var card = (await KnownAsync("training boa Zaanstad"))[0];
        Assert.Equal("Trainingen voor boa's", card.QuerySelector("h2")!.TextContent);
        Assert.Equal("BUIT voor professionals", card.QuerySelector(".wj-known__link")!.TextContent);
        Assert.Contains("9 maart 2027", card.QuerySelector(".wj-entry__top")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/trainingen?voor=boa", card.QuerySelector(".wj-more")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_is_coming_is_told_by_kind_and_place()
    {
        var webinars = Assert.Single(await KnownAsync("webinar"));
        Assert.Equal(
            "Webinar: praten over wat er online voorbijkomt", Assert.Single(webinars.QuerySelectorAll(".wj-known__link")).TextContent);

        var there = Assert.Single(await KnownAsync("netwerkbijeenkomst Purmerend"));
        Assert.Equal("Binnenkort in Zaanstreek-Waterland", there.QuerySelector("h2")!.TextContent);
        Assert.Equal("/agenda?district=Zaanstreek-Waterland", there.QuerySelector(".wj-more")!.GetAttribute("href"));

        var january = Assert.Single(await KnownAsync("agenda januari"));
        Assert.All(
            january.QuerySelectorAll(".wj-entry__top"),
            facts => Assert.Contains("januari 2027", facts.TextContent, StringComparison.Ordinal));
        Assert.Empty(await KnownAsync("agenda augustus"));
        Assert.Empty(await KnownAsync("bijeenkomst over kwantummechanica"));
    }

    [Fact]
    public async Task Who_asks_for_the_newsletter_is_led_to_it()
    {
        var card = Assert.Single(await KnownAsync("nieuwsbrief aanmelden"));
        Assert.Equal("/nieuwsbrieven/aanmelden", card.QuerySelector(".wj-known__link")!.GetAttribute("href"));
        Assert.Single(await KnownAsync("nieuwsbrief opzeggen"));
        Assert.Empty(await KnownAsync("nieuwsbrief over geldezels"));
    }

    [Theory]
    [InlineData("wachtwoord vergeten", "/inloggen")]
    [InlineData("ik ben mijn wachtwoord kwijt", "/inloggen")]
    [InlineData("wachtwort vergeten", "/inloggen")]
    [InlineData("hoe kan ik inloggen", "/inloggen")]
    [InlineData("inloggen lukt niet", "/inloggen")]
    [InlineData("account maken", "/inloggen")]
    [InlineData("certificaat", "/leren")]
    [InlineData("certificaat kwijt", "/leren")]
    [InlineData("waar vind ik mijn certificaten", "/leren")]
    [InlineData("is dit bewijs nog geldig", "/leren")]
    [InlineData("afmelden voor een training", "/aanmeldingen")]
    public async Task Who_looks_for_a_page_of_the_portal_itself_is_led_there(string question, string first)
    {
        var links = (await KnownAsync(question)).SelectMany(card => card.QuerySelectorAll(".wj-known__link")).ToList();
        Assert.Contains(first, links.Select(link => link.GetAttribute("href")));
        foreach (var link in links) Assert.InRange((await portal.Host.AskAsync(link.GetAttribute("href")!)).Status, 200, 302);
    }

    [Theory]
    [InlineData("bewijs van drugshandel")]
    [InlineData("account gehackt")]
    [InlineData("leerling deelt zijn wachtwoord met een dealer")]
    [InlineData("bankrekening en diploma gestolen")]
    public async Task Who_asks_what_such_a_word_means_in_a_case_is_not_led_to_the_portal_itself(string question) =>
        Assert.DoesNotContain(
            await KnownAsync(question),
            card => card.QuerySelector(".wj-known__link")!.GetAttribute("href") is "/inloggen" or "/leren" or "/account");

    [Fact]
    public async Task What_is_narrowed_is_a_list_and_nothing_above_it()
    {
        Assert.NotEmpty((await portal.Host.PageAsync("/zoeken?q=zaanstad")).QuerySelectorAll(".wj-known"));
        Assert.Empty((await portal.Host.PageAsync("/zoeken?q=zaanstad&type=organisatie")).QuerySelectorAll(".wj-known"));
    }

    [Theory]
    [InlineData("regio=kennemerland", "/agenda/oefening-signaal-op-vrijdagmiddag", "/agenda/themadag-ouders")]
    [InlineData("voor=beleidsmedewerker", "/agenda/kenniskring-adviseurs-1", "/agenda/training-buit-voor-professionals")]
    [InlineData("jaar=2026", "/agenda/netwerkbijeenkomst-signalen-bundelen", "/agenda/themadag-ouders")]
    public async Task Results_can_be_narrowed_by_function_area_and_year(string filter, string stays, string goes)
    {
        const string Question = "/zoeken?q=bijeenkomst+kenniskring+oefening+themadag+training&type=activiteit";
        var all = await LinksAsync(Question);
        Assert.Superset(new HashSet<string> { stays, goes }, all);
        var some = await LinksAsync($"{Question}&{filter}");
        Assert.Contains(stays, some);
        Assert.DoesNotContain(goes, some);
    }

    private async Task<IReadOnlyList<IElement>> KnownAsync(string question) =>
        [.. (await portal.Host.PageAsync("/zoeken?q=" + Uri.EscapeDataString(question))).QuerySelectorAll(".wj-known")];

    private async Task<HashSet<string>> LinksAsync(string path) =>
    [
        .. (await portal.Host.PageAsync(path)).QuerySelectorAll(".wj-entry__title a")
            .Select(link => link.GetAttribute("href")!.Split('#')[0]),
    ];
}
