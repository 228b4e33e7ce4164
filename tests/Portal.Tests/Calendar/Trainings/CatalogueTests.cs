using System.Net;
using Portal.Calendar.Types;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Trainings;

/// <summary>/trainingen: what there is to learn, live and by oneself, side by side.</summary>
public sealed class CatalogueTests(RunningPortal portal) : IClassFixture<RunningPortal>, IDisposable
{
    private const string Buit = "/trainingen/buit-voor-professionals";

    public void Dispose() => portal.Host.Clock.Set(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Trainings_and_modules_stand_in_one_list_and_what_is_given_soon_stands_first()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var links = await LinksAsync("/trainingen");
        Assert.Equal(Buit, links[0]);
        Assert.Contains("/modules/signalen-zien", links);
        Assert.Contains("/trainingen/werken-met-een-jim", links);
        // A module that is the e-learning of a training stands there, and not by itself as well.
        Assert.DoesNotContain("/modules/van-signaal-naar-actie", links);
        var entry = await EntryAsync("/trainingen", "/trainingen/signalen-en-een-route-voor-je-school");
        Assert.NotNull(entry.QuerySelector("a[href='/modules/van-signaal-naar-actie']"));
    }

    [Fact]
    public async Task A_date_and_the_e_learning_stand_side_by_side_and_a_made_up_date_says_so()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var ways = (await EntryAsync("/trainingen", Buit)).QuerySelectorAll(".wj-ways__way");
        Assert.Equal(["Live", "E-learning"], ways.Select(way => way.QuerySelector("dt")!.TextContent));
        Assert.Equal("/agenda/training-buit-voor-professionals", ways[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("9 maart 2027", ways[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Voorbeeld", ways[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("https://www.fier.nl/mensenhandel-wat-doe-jij/", ways[1].QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_date_that_is_over_or_called_off_is_no_date_any_more()
    {
        portal.Host.Clock.Set(new DateTimeOffset(2027, 3, 9, 11, 31, 0, TimeSpan.Zero)); // it ended at 12.30 in Zaandam
        Assert.Null((await EntryAsync("/trainingen", Buit)).QuerySelector("a[href^='/agenda/']"));
        Assert.Null((await portal.Host.PageAsync(Buit)).QuerySelector(".wj-event"));
        portal.Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var date = (await portal.Host.PageAsync(Buit)).QuerySelector(".wj-event")!;
        Assert.NotNull(date.QuerySelector("a[href^='/agenda/training-buit']"));
        Assert.Contains("Plaats voor 18 mensen", date.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?voor=zorgprofessional", "/trainingen/werken-met-een-jim", "/trainingen/signalen-zien-op-school-en-club")]
    [InlineData("?thema=uitbuiting", "/modules/van-klusje-tot-klem", "/modules/signalen-zien")]
    [InlineData("?vorm=live", Buit, "/modules/signalen-zien")]
    [InlineData("?vorm=e_learning", Buit, "/trainingen/werken-met-een-jim")]
    [InlineData("?voor=docent&vorm=live", "/trainingen/signalen-zien-op-school-en-club", "/trainingen/leren-op-locatie")]
    public async Task A_filter_is_a_link_and_narrows_trainings_and_modules_alike(string filter, string found, string left)
    {
        portal.Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var links = await LinksAsync("/trainingen" + filter);
        Assert.Contains(found, links);
        Assert.DoesNotContain(left, links);
    }

    [Fact]
    public async Task A_filter_says_how_many_it_leaves_and_an_unknown_one_is_refused()
    {
        var page = await portal.Host.PageAsync("/trainingen");
        foreach (var facet in page.QuerySelectorAll(".wj-facets__link").Take(6))
        {
            var told = facet.QuerySelector(".wj-facets__count")!.TextContent.Trim(' ', ':');
            var narrowed = await portal.Host.PageAsync(facet.GetAttribute("href")!);
            Assert.StartsWith($"{told}\u00A0", narrowed.QuerySelector(".wj-count")!.TextContent, StringComparison.Ordinal);
        }
        foreach (var wrong in new[] { "voor=piloot", "vorm=boek", "thema=voetbal", "voor=docent&voor=boa" })
            Assert.Equal(400, (await portal.Host.AskAsync("/trainingen?" + wrong)).Status);
        Assert.Equal(404, (await portal.Host.AskAsync("/trainingen?p=9")).Status);
    }

    [Fact]
    public async Task A_training_tells_what_it_is_and_its_event_leads_to_it()
    {
        var page = await portal.Host.PageAsync("/trainingen/signalen-en-een-route-voor-je-school");
        Assert.Equal("Signalen en een route voor je school", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Er is nog geen datum", page.QuerySelector("#data")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.QuerySelectorAll("#wat-je-leert ~ div li").Length);
        Assert.Equal("/modules/van-signaal-naar-actie", page.QuerySelector("#e-learning ~ .wj-actions a")!.GetAttribute("href"));
        var date = await portal.Host.PageAsync("/agenda/training-buit-voor-professionals");
        Assert.NotNull(date.QuerySelector($".wj-facts a[href='{Buit}']"));
        // An e-learning of others is there already: nobody has to plan it.
        Assert.Null((await portal.Host.PageAsync(Buit)).QuerySelector("#wens"));
        Assert.Equal(404, (await portal.Host.AskAsync(Buit + "/wens")).Status);
    }

    [Fact]
    public async Task A_training_without_a_place_to_do_its_e_learning_is_refused()
    {
        using var desk = new Desk(portal.Host);
        desk.Write("trainingen/nergens.md", Given.Document("training-nergens", "training", "form: e_learning\n"));
        Assert.Contains(
            "Zeg waar de e-learning staat", Assert.Single((await desk.TryImportAsync()).Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(45, "45 minuten")]
    [InlineData(90, "90 minuten")]
    [InlineData(180, "3 uur")]
    [InlineData(150, "2 uur en 30 minuten")]
    public void A_length_is_said_in_hours_where_it_is_long(int minutes, string? words) =>
        Assert.Equal(words?.Replace(' ', '\u00A0'), Training.LengthOf(minutes));

    [Fact]
    public async Task Who_would_like_a_training_is_asked_for_it_where_it_has_to_be_planned()
    {
        var page = await portal.Host.PageAsync("/trainingen/leren-op-locatie");
        Assert.Equal("/trainingen/leren-op-locatie/wens", page.QuerySelector("#wens ~ .wj-actions a")!.GetAttribute("href"));
        using var answer = await portal.Host.Client.GetAsync(new Uri("/trainingen/leren-op-locatie/wens", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    private async Task<IReadOnlyList<string?>> LinksAsync(string path) =>
        [.. (await portal.Host.PageAsync(path)).QuerySelectorAll(".wj-entry__title a").Select(link => link.GetAttribute("href"))];

    private async Task<AngleSharp.Dom.IElement> EntryAsync(string path, string of) =>
        (await portal.Host.PageAsync(path)).QuerySelectorAll(".wj-entry")
            .Single(entry => entry.QuerySelector($"h2 a[href='{of}']") is not null);
}
