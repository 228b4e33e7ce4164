using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Charts;
using Portal.BrowserTests.Support;
using Portal.Calendar.Evaluations;
using Portal.Members.Access;
using Portal.Tests.Calendar.Attendance;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Calendar;

/// <summary>The day of an event in a browser: at the door with a phone, with and without internet, and what comes after it.</summary>
public sealed class AttendanceTests : IAsyncLifetime
{
    private const string Event = "activiteit-kenniskring-adviseurs-1", List = $"/beheer/agenda/{Event}/aanwezig";

    private PortalHost host = null!;

    public async Task InitializeAsync()
    {
        host = await Sites.StartOwnAsync();
        host.Clock.Set(AttendanceSteps.On("2027-01-19T09:40")); // it began at 9.30, and ends at 11.30
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public Task Without_internet_taps_wait_in_the_browser_and_are_stored_once_when_it_is_back() => AtTheDoorAsync(Look.Phone, async visit =>
    {
        var page = visit.Page;
        var (samira, emile) = (await GivenAsync("Samira Bakker"), await GivenAsync("Émile Aarts"));
        await visit.OpenAsync(List);
        await ExamineAsync(visit, "lijst");
        await page.Context.SetOfflineAsync(true);
        await Button(page, "Aanwezig: Samira Bakker").ClickAsync();
        await Button(page, "Aanwezig: Émile Aarts").ClickAsync();
        await Button(page, "Toch niet: Émile Aarts").ClickAsync();
        await page.GetByText("Iemand zonder aanmelding").ClickAsync();
        await page.GetByLabel("Naam", new() { Exact = true }).FillAsync("Jo 🙂 Peters; \\ , =1+1");
        await Button(page, "Zet op aanwezig").ClickAsync();
        await Expect(page.Locator("[data-attend-count]")).ToHaveTextAsync("2 van 3 zijn er");
        await Expect(page.Locator("[data-attend-unsent]")).ToContainTextAsync("4 wijzigingen zijn nog niet verstuurd.");
        await Expect(Row(page, "Samira Bakker")).ToContainTextAsync("is er, nog niet verstuurd");
        // What waits stays in sight over the list; axe cannot judge a colour over what moves below it, so it looks where nothing does.
        await page.EvaluateAsync("() => scrollTo(0, 0)");
        await ExamineAsync(visit, "zonder internet");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("emile");
        await Expect(page.Locator(".wj-attendee:visible")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("");
        Assert.NotEmpty(visit.TakeTroubles());

        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("[data-attend-unsent]")).ToHaveTextAsync("Alles is verstuurd.");
        visit.TakeTroubles();
        Assert.True((await host.AttendeeAsync(Event, samira)).IsThere);
        Assert.False((await host.AttendeeAsync(Event, emile)).Present);
        Assert.Equal("Jo 🙂 Peters; \\ , =1+1", await host.SqlAsync("select name from calendar.attendance where walked_in"));
        await visit.OpenAsync(List);
        await Expect(page.Locator("[data-attend-count]")).ToHaveTextAsync("2 van 3 zijn er");
        await ExamineAsync(visit, "lijst met mensen");
    });

    [Fact]
    public Task What_waits_is_sent_when_the_list_is_opened_again_and_never_by_somebody_else() => AtTheDoorAsync(Look.Phone, async visit =>
    {
        var page = visit.Page;
        var samira = await host.GivenRegistrationAsync(Event, "Samira Bakker");
        await visit.OpenAsync(List);
        await page.RouteAsync("**/*handler=tik*", route => route.AbortAsync());
        await Button(page, "Aanwezig: Samira Bakker").ClickAsync();
        await Expect(page.Locator("[data-attend-unsent]")).ToContainTextAsync("1 wijziging is nog niet verstuurd.");
        await page.EvaluateAsync(
            """
            () => localStorage.setItem('wj-aanwezig', localStorage.getItem('wj-aanwezig')
                .replace(document.querySelector('[data-attendance]').dataset.attendance, 'iemand'))
            """);
        await page.UnrouteAsync("**/*handler=tik*");
        await visit.OpenAsync(List);
        await Expect(Button(page, "Aanwezig: Samira Bakker")).ToBeVisibleAsync();
        Assert.Null((await host.AttendeeAsync(Event, samira)).Present);
        await page.EvaluateAsync(
            """
            () => localStorage.setItem('wj-aanwezig', localStorage.getItem('wj-aanwezig')
                .replace('iemand', document.querySelector('[data-attendance]').dataset.attendance))
            """);
        await visit.OpenAsync(List);
        await Expect(Button(page, "Toch niet: Samira Bakker")).ToBeVisibleAsync();
        await Eventually.Async(async () => (await host.AttendeeAsync(Event, samira)).IsThere, "the tap is stored");
        await page.WaitForFunctionAsync("() => localStorage.length === 0");
        Assert.NotEmpty(visit.TakeTroubles());
    });

    [Fact]
    public Task What_another_phone_did_shows_after_ones_own_tap() => AtTheDoorAsync(Look.Phone, async visit =>
    {
        var (samira, emile) = (await GivenAsync("Samira Bakker"), await GivenAsync("Émile Aarts"));
        await visit.OpenAsync(List);
        await host.RecordAsync(AttendanceSteps.TapAt(Event, emile, true, 0));
        await Button(visit.Page, "Aanwezig: Samira Bakker").ClickAsync();
        await Expect(Button(visit.Page, "Toch niet: Émile Aarts")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("[data-attend-count]")).ToHaveTextAsync("2 van 2 zijn er");
        Assert.True((await host.AttendeeAsync(Event, samira)).IsThere);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task The_list_the_code_the_word_and_the_form_work_with_and_without_script(bool scripts) =>
        AtTheDoorAsync(Look.Phone with { Scripts = scripts }, async visit =>
    {
        var page = visit.Page;
        await GivenAsync("Samira Bakker");
        var noor = await GivenAsync("Noor Visser");
        await visit.OpenAsync(List);
        await Button(page, "Aanwezig: Samira Bakker").ClickAsync();
        await Expect(page.Locator("[data-attend-count]")).ToHaveTextAsync("1 van 2 zijn er");
        await page.GetByLabel("Het woord").FillAsync("fiets");
        await Button(page, "Bewaar het woord").ClickAsync();
        await visit.OpenAsync($"{List}/lijst");
        await ExamineAsync(visit, "printlijst");

        var links = host.LinksOf(noor);
        await visit.OpenAsync(links.CheckIn);
        await ExamineAsync(visit, "code aan de deur");
        await Button(page, "Aanwezig").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Noor Visser staat op aanwezig.");
        await ExamineAsync(visit, "code gelezen");
        var other = host.LinksOf(await host.GivenRegistrationAsync(Event, "Online Otto"));
        await visit.OpenAsync(other.Word);
        await page.GetByLabel("Het woord").FillAsync("auto");
        await Button(page, "Ik ben er").ClickAsync();
        await ExamineAsync(visit, "verkeerd woord");
        await page.GetByLabel("Het woord").FillAsync("Fiets");
        await Button(page, "Ik ben er").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Je staat op aanwezig");
        await ExamineAsync(visit, "goed woord");

        host.Clock.Set(AttendanceSteps.On("2027-01-19T11:25"));
        await visit.OpenAsync(links.Evaluation);
        await Button(page, "Verstuur").ClickAsync();
        await ExamineAsync(visit, "evaluatie met een fout");
        await page.GetByLabel("4 Veel").CheckAsync();
        await Button(page, "Verstuur").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Bedankt voor je antwoord");
        await ExamineAsync(visit, "evaluatie verstuurd");
        await visit.OpenAsync($"/beheer/agenda/{Event}/evaluatie");
        await ExamineAsync(visit, "te weinig antwoorden");
        for (var at = 0; at < 4; at++)
        {
            var whose = await host.GivenRegistrationAsync(Event);
            var answer = new Evaluation(1 + at, "Ik bel de school.", null);
            await host.WithAsync<EvaluationBook, bool>(book => book.StoreAsync(Event, whose, answer, default));
        }
        await visit.OpenAsync($"/beheer/agenda/{Event}/evaluatie");
        await ExamineAsync(visit, "uitkomst");
        await visit.OpenAsync($"/beheer/agenda/{Event}/kopie");
        await ExamineAsync(visit, "kopie");
        await visit.OpenAsync($"/beheer/agenda/{Event}/reeks");
        await page.GetByLabel("Tot en met welke dag?").FillAsync("2027-06-30");
        await Button(page, "Laat de dagen zien").ClickAsync();
        await ExamineAsync(visit, "reeks");
        await visit.OpenAsync($"/beheer/agenda/{Event}/verslag");
        await ExamineAsync(visit, "beeldverslag");
    });

    [Fact]
    public Task A_visitor_shows_the_code() => Visit.RunAsync(host.Address, Look.Phone, async visit =>
    {
        var whose = await host.GivenRegistrationAsync(Event);
        await visit.OpenAsync(host.LinksOf(whose).CheckIn);
        await Expect(visit.Page.GetByRole(AriaRole.Img, new() { Name = "QR-code van je aanmelding" })).ToBeVisibleAsync();
        await ExamineAsync(visit, "code van een bezoeker");
    });

    private Task<Guid> GivenAsync(string name) => host.GivenRegistrationAsync(Event, name);

    private Task AtTheDoorAsync(Look look, Func<Visit, Task> story) => Visit.RunAsync(host.Address, look, async visit =>
    {
        var people = MembersHost.On(host);
        var (email, id) = await people.GivenMemberAsync(Rights.Coordinator);
        await visit.SignInAsync(email);
        await people.GivenSecondStepAsync(id);
        await story(visit);
    });

    // Words for screen readers stand apart, so a browser puts a space before them.
    private static ILocator Button(IPage page, string name) => page.GetByRole(
        AriaRole.Button, new() { Name = name.Replace(": ", " : ", StringComparison.Ordinal), Exact = true });

    private static ILocator Row(IPage page, string name) => page.Locator(".wj-attendee", new() { HasText = name });

    private static async Task ExamineAsync(Visit visit, string state)
    {
        if (!visit.Look.Scripts) return; // axe is one
        var own = visit.Look;
        foreach (var look in new[] { Look.Wide, Look.Phone with { Dark = true } })
        {
            await visit.TurnAsync(look);
            var found = (await Axe.FindAsync(visit)).Concat(await Reflow.SidewaysAsync(visit)).Concat(await Bars.FindAsync(visit)).ToList();
            Assert.True(found.Count == 0, $"{state}: {string.Join('\n', found)}");
            await visit.ShootAsync($"aanwezig-{state}");
        }
        await visit.TurnAsync(own);
    }
}
