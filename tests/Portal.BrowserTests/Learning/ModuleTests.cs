using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.BrowserTests.Weight;
using Portal.Tests.Members;

namespace Portal.BrowserTests.Learning;

/// <summary>A module from sign-in to certificate, in a real browser.</summary>
public sealed class ModuleTests
{
    private const string Module = "/modules/korte-module";

    [Fact]
    public Task A_professional_finishes_a_module_by_keyboard_alone_and_the_certificate_checks() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var (email, _) = await MembersHost.On(await Sites.HostAsync()).GivenMemberAsync();
        var (page, hand) = (visit.Page, new Keyboard(visit));
        visit.MaySignIn();
        await visit.OpenAsync("/inloggen?terug=" + Uri.EscapeDataString(Module));
        await hand.WriteAsync(page.Locator("input[name=Email]").First, email);
        await hand.WriteAsync(page.Locator("input[name=Password]"), MembersHost.Password);
        await hand.PressAsync(Button(page, "Inloggen"));
        await page.ArriveAsync("**" + Module);

        await hand.PressAsync(Button(page, "Begin"));
        await hand.PressAsync(Button(page, "Begin met de begintoets"));
        await Assertions.Expect(page.Locator("#vraag-1")).ToBeFocusedAsync();
        await StepAsync(page, hand, "bm-p01", () => hand.ChooseAsync(Choice(page, "bm-p01", 1)), "Naar het overzicht");
        await Assertions.Expect(page.Locator("#overzicht")).ToBeFocusedAsync();
        await hand.PressAsync(Button(page, "Lever de toets in"));
        await hand.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Verder met de module" }));

        await page.ArriveAsync("**/het-hoofdstuk");
        await ChapterAsync(page, hand);
        await Assertions.Expect(page.Locator(".wj-steps__left")).ToContainTextAsync("0% gedaan"); // not until one says so
        await hand.PressAsync(Button(page, "Klaar met dit hoofdstuk"));

        await page.ArriveAsync("**/eindtoets");
        await hand.PressAsync(Button(page, "Begin met de eindtoets"));
        await EndTestAsync(page, hand);
        await Assertions.Expect(page.Locator(".wj-head__lead")).ToContainTextAsync("Gehaald. Je score is 100%");
        await hand.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Naar je bewijs" }));
        await page.ArriveAsync("**/klaar");
        await Assertions.Expect(page.GetByText("Doe nog een module.")).ToBeVisibleAsync();
        await hand.PressAsync(page.GetByRole(AriaRole.Link, new() { Name = "Bekijk je bewijs" }));
        await page.ArriveAsync("**/bewijs/*");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Korte module");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Noor de Vries");
    });

    [Fact]
    public Task Every_state_of_a_module_is_accessible() => Round.WalkAsync(async round =>
    {
        var (email, _) = await MembersHost.On(await Sites.HostAsync()).GivenMemberAsync();
        var (visit, page, hand) = (round.Visit, round.Visit.Page, new Pointer(round.Visit));
        await visit.OpenAsync(Module + "/eindtoets");
        await round.LookAsync("test-visitor");
        await visit.SignInAsync(email, Module);
        await round.LookAsync("not-begun");
        await Button(page, "Begin").ClickAsync();
        await round.LookAsync("pre-test");
        await Button(page, "Begin met de begintoets").ClickAsync();
        await round.LookAsync("pre-test-open");
        await Button(page, "Naar het overzicht").ClickAsync();
        await Button(page, "Ga verder zonder begintoets").WaitForAsync();
        await round.LookAsync("pre-test-nothing-answered");
        await page.GetByRole(AriaRole.Link, new() { Name = "Naar vraag 1" }).ClickAsync();
        await hand.ChooseAsync(Choice(page, "bm-p01", 0));
        await SavedAsync(page, "bm-p01");
        await round.LookAsync("pre-test-saved");
        await Button(page, "Naar het overzicht").ClickAsync();
        await Button(page, "Lever de toets in").WaitForAsync();
        await round.LookAsync("pre-test-overview");
        await Button(page, "Lever de toets in").ClickAsync();
        await visit.UnfoldAsync();
        await round.LookAsync("pre-test-outcome");
        await visit.OpenAsync(Module + "/eindtoets");
        await round.LookAsync("end-test-closed");

        await visit.OpenAsync(Module + "/het-hoofdstuk");
        await round.LookAsync("chapter");
        await Button(page, "Klaar met dit hoofdstuk").ClickAsync();
        await round.LookAsync("chapter-left-open");
        await ChapterAsync(page, hand);
        await round.LookAsync("chapter-answered");
        await visit.OpenAsync(Module);
        await round.LookAsync("half-way");

        await visit.OpenAsync(Module + "/eindtoets");
        await Button(page, "Begin met de eindtoets").ClickAsync();
        await StepAsync(page, hand, "bm-e01", () => hand.ChooseAsync(Choice(page, "bm-e01", 0)), "Volgende vraag");
        await round.LookAsync("end-test-second-question");
        await Button(page, "Naar het overzicht").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Vraag 2 is nog niet af.");
        await round.LookAsync("end-test-left-open");
        await Button(page, "Lever toch in").ClickAsync();
        await round.LookAsync("end-test-failed");
        await visit.OpenAsync(Module + "/klaar");
        await round.LookAsync("done-not-passed");
        await visit.OpenAsync(Module + "/eindtoets?nog=true");
        await Button(page, "Begin met de eindtoets").ClickAsync();
        await EndTestAsync(page, hand);
        await visit.UnfoldAsync();
        await round.LookAsync("end-test-passed");
        await visit.OpenAsync(Module + "/klaar");
        await round.LookAsync("done");
        await visit.OpenAsync(Module);
        await round.LookAsync("completed");
    });

    [Fact]
    public Task Without_internet_answers_wait_in_the_browser_and_are_stored_once_when_it_is_back() => Visit.RunAsync(Look.Phone, async visit =>
    {
        var (email, id) = await MembersHost.On(await Sites.HostAsync()).GivenMemberAsync();
        var (page, hand) = (visit.Page, new Pointer(visit));
        await visit.SignInAsync(email, Module);
        await visit.OpenAsync(Module + "/het-hoofdstuk");
        await page.Context.SetOfflineAsync(true);
        await FillAsync(page, hand, "bm-01");
        await Send(page, "bm-01").ClickAsync();
        await FillAsync(page, hand, "bm-03");
        await Send(page, "bm-03").ClickAsync();
        await Assertions.Expect(page.Locator("[data-kept]")).ToContainTextAsync("2 antwoorden staan klaar in deze browser.");
        await Button(page, "Klaar met dit hoofdstuk").ClickAsync();
        Assert.EndsWith("/het-hoofdstuk", visit.At, StringComparison.Ordinal);
        Assert.NotEmpty(visit.TakeTroubles());

        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("[data-kept]")).ToHaveTextAsync("Alles is opgeslagen.");
        await Assertions.Expect(page.Locator("#bm-01 .wj-exercise__verdict")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#bm-03 .wj-exercise__verdict")).ToBeVisibleAsync();
        visit.TakeTroubles();
        Assert.Equal(2L, await AnswersAsync("item_responses", id));
    });

    [Fact]
    public Task Without_internet_one_goes_on_through_the_test_and_hands_in_when_it_is_back() => Visit.RunAsync(Look.Phone, async visit =>
    {
        var (_, id) = await InEndTestAsync(visit);
        var (page, hand) = (visit.Page, new Pointer(visit));
        await page.Context.SetOfflineAsync(true);
        await hand.ChooseAsync(Choice(page, "bm-e01", 0));
        await Assertions.Expect(page.Locator("[data-screen='1'] [data-saved]")).ToContainTextAsync("Bewaard in deze browser.");
        await Button(page, "Volgende vraag").ClickAsync();
        await AllowedAsync(page, hand);
        await Button(page, "Naar het overzicht").ClickAsync();
        await Assertions.Expect(page.Locator(".wj-test__state")).ToHaveTextAsync(["nog niet verstuurd", "nog niet verstuurd"]);
        await Assertions.Expect(page.Locator("[data-hand-in]")).ToContainTextAsync("Inleveren kan zodra je weer verbinding hebt.");
        await Assertions.Expect(page.Locator("[data-kept]")).ToContainTextAsync("2 antwoorden staan klaar in deze browser.");
        Assert.EndsWith("?overzicht=true", visit.At, StringComparison.Ordinal);
        Assert.NotEmpty(visit.TakeTroubles());
        Assert.Equal(0L, await AnswersAsync("test_answers", id));

        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("[data-kept]")).ToHaveTextAsync("Alles is opgeslagen.");
        await Assertions.Expect(page.Locator(".wj-test__state")).ToHaveTextAsync(["beantwoord", "beantwoord"]);
        visit.TakeTroubles();
        Assert.Equal(2L, await AnswersAsync("test_answers", id));
        await Button(page, "Lever de toets in").ClickAsync();
        await Assertions.Expect(page.Locator(".wj-head__lead")).ToContainTextAsync("Gehaald. Je score is 100%");
        Assert.Equal(5L, await AnswersAsync("item_responses", id)); // three of the chapter, two of the test
    });

    [Fact]
    public Task Without_script_each_step_keeps_the_answer_and_one_can_jump_back() =>
        Visit.RunAsync(Look.Phone with { Scripts = false }, async visit =>
    {
        var (email, id) = await MembersHost.On(await Sites.HostAsync()).GivenMemberAsync();
        var page = visit.Page;
        await visit.SignInAsync(email, Module);
        await Button(page, "Begin").ClickAsync();
        await Button(page, "Begin met de begintoets").ClickAsync();
        await page.ArriveAsync("**/begintoets?vraag=1#vraag-1");
        await Choice(page, "bm-p01", 1).CheckAsync();
        await Button(page, "Naar het overzicht").ClickAsync();
        await Assertions.Expect(page.Locator(".wj-test__state")).ToHaveTextAsync("beantwoord");
        await page.GetByRole(AriaRole.Link, new() { Name = "Vraag 1" }).ClickAsync();
        await Assertions.Expect(Choice(page, "bm-p01", 1)).ToBeCheckedAsync();
        await Choice(page, "bm-p01", 0).CheckAsync();
        await Button(page, "Naar het overzicht").ClickAsync();
        Assert.Equal(2L, await AnswersAsync("test_answers", id));
        await Button(page, "Lever de toets in").ClickAsync();
        await Assertions.Expect(page.Locator(".wj-head__lead")).ToContainTextAsync("Je score is 100%");
        Assert.Equal(1L, await AnswersAsync("item_responses", id));
    });

    [Fact]
    public Task Whoever_is_signed_out_meanwhile_keeps_the_answer_signs_in_and_goes_on() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var (email, id) = await InEndTestAsync(visit);
        var (page, hand) = (visit.Page, new Pointer(visit));
        await page.Context.ClearCookiesAsync(new() { Name = "wj-sessie" });
        await hand.ChooseAsync(Choice(page, "bm-e01", 0));
        await Assertions.Expect(page.Locator("[data-screen='1'] [data-saved]")).ToContainTextAsync("Je bent niet meer ingelogd.");
        Assert.Contains(visit.TakeTroubles(), trouble => trouble.Contains("401", StringComparison.Ordinal));
        await page.Locator("[data-saved]").GetByRole(AriaRole.Link, new() { Name = "Log in en ga verder" }).ClickAsync();
        await page.Locator("input[name=Email]").First.FillAsync(email);
        await page.Locator("input[name=Password]").FillAsync(MembersHost.Password);
        await Button(page, "Inloggen").ClickAsync();
        await page.ArriveAsync("**/eindtoets**");
        await Assertions.Expect(page.Locator("[data-dot='1']")).ToHaveAttributeAsync("data-state", "done");
        Assert.Equal(1L, await AnswersAsync("test_answers", id));
    });

    [Fact]
    public Task What_answers_in_place_of_the_portal_is_not_taken_for_a_confirmation() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var (email, id) = await MembersHost.On(await Sites.HostAsync()).GivenMemberAsync();
        var (page, hand) = (visit.Page, new Pointer(visit));
        await visit.SignInAsync(email, Module);
        await visit.OpenAsync(Module + "/het-hoofdstuk");
        await page.RouteAsync("**/oefening/**", route => route.FulfillAsync(
            new() { Status = 200, ContentType = "text/html", Body = "<p>Welkom op de wifi van de trein" }));
        await FillAsync(page, hand, "bm-01");
        await Send(page, "bm-01").ClickAsync();
        await Assertions.Expect(page.Locator("#bm-01 [data-offline]")).ToContainTextAsync("Het is bewaard in deze browser.");
        await Assertions.Expect(page.Locator("[data-kept]")).ToContainTextAsync("1 antwoord staat klaar");
        await page.UnrouteAllAsync();
        await page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await Assertions.Expect(page.Locator("#bm-01 .wj-exercise__verdict")).ToBeVisibleAsync();
        Assert.Equal(1L, await AnswersAsync("item_responses", id));
    });

    [Fact]
    public Task An_answer_whose_confirmation_was_lost_is_stored_once() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var (email, id) = await MembersHost.On(await Sites.HostAsync()).GivenMemberAsync();
        var (page, hand) = (visit.Page, new Pointer(visit));
        await visit.SignInAsync(email, Module);
        await visit.OpenAsync(Module + "/het-hoofdstuk");
        // The server stores it, the word of it never comes back; as when a train enters a tunnel.
        var lost = true;
        await page.RouteAsync("**/het-hoofdstuk/oefening/bm-01*", async route =>
        {
            if (!lost)
            {
                await route.ContinueAsync();
                return;
            }
            lost = false;
            await route.FetchAsync();
            await route.AbortAsync("connectionreset");
        });
        await FillAsync(page, hand, "bm-01");
        await Send(page, "bm-01").ClickAsync();
        await Assertions.Expect(page.Locator("[data-kept]")).ToContainTextAsync("1 antwoord staat klaar");
        await page.EvaluateAsync("() => dispatchEvent(new Event('online'))");
        await Assertions.Expect(page.Locator("#bm-01 .wj-exercise__verdict")).ToBeVisibleAsync();
        visit.TakeTroubles();
        Assert.Equal(1L, await AnswersAsync("item_responses", id));
    });

    [Fact]
    public Task A_question_page_stays_light() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var parts = await Scales.WeighAsync(visit, "/quizzen/klopt-dit-beeld?vraag=1");
        Assert.InRange(parts.Sum(part => part.Bytes), 1, 100_000);
        Assert.InRange(parts.Where(part => part.Type == "Script").Sum(part => part.Bytes), 1, 30_000);
    });

    private static async Task ChapterAsync(IPage page, Hand hand)
    {
        foreach (var id in new[] { "bm-01", "bm-02", "bm-03" }) await AnswerAsync(page, hand, id, () => FillAsync(page, hand, id), ".wj-exercise__verdict");
    }

    private static async Task FillAsync(IPage page, Hand hand, string id)
    {
        switch (id)
        {
            case "bm-01":
                await hand.ChooseAsync(page.GetByLabel("Ik lees de vraag."));
                await hand.ChooseAsync(page.GetByLabel("Vrij zeker"));
                break;
            case "bm-02":
                await hand.PressAsync(page.Locator("#bm-02 .wj-order__item").First.Locator(".wj-order__move--down"));
                break;
            case "bm-03":
                for (var pair = 0; pair < 3; pair++)
                {
                    await hand.PressAsync(page.Locator("#bm-03 .wj-pool__card:not([hidden])").First);
                    await hand.PressAsync(page.Locator("#bm-03 .wj-pairs__place").Nth(pair));
                }
                break;
        }
    }

    private static async Task EndTestAsync(IPage page, Hand hand)
    {
        await StepAsync(page, hand, "bm-e01", () => hand.ChooseAsync(Choice(page, "bm-e01", 0)), "Volgende vraag");
        await Assertions.Expect(page.Locator("#vraag-2")).ToBeFocusedAsync();
        await StepAsync(page, hand, "bm-e02", () => AllowedAsync(page, hand), "Naar het overzicht");
        await hand.PressAsync(Button(page, "Lever de toets in"));
        await page.Locator(".wj-quizresult").WaitForAsync();
    }

    private static async Task AllowedAsync(IPage page, Hand hand)
    {
        await hand.ChooseAsync(page.GetByLabel("Nadenken"));
        await hand.ChooseAsync(page.GetByLabel("Overslaan"));
    }

    // Chooses, sees that it is kept without pressing anything, and goes on.
    private static async Task StepAsync(IPage page, Hand hand, string id, Func<Task> fill, string step)
    {
        await fill();
        await SavedAsync(page, id);
        await hand.PressAsync(page.Locator($"#{id}").GetByRole(AriaRole.Button, new() { Name = step, Exact = true }));
    }

    private static Task SavedAsync(IPage page, string id) => Assertions.Expect(
        page.Locator("[data-screen]", new() { Has = page.Locator($"#{id}") }).Locator("[data-saved]")).ToHaveTextAsync("Bewaard.");

    private static async Task<(string Email, Guid Id)> InEndTestAsync(Visit visit)
    {
        var (email, id) = await MembersHost.On(await Sites.HostAsync()).GivenMemberAsync();
        var (page, hand) = (visit.Page, new Pointer(visit));
        await visit.SignInAsync(email, Module);
        await visit.OpenAsync(Module + "/het-hoofdstuk");
        await ChapterAsync(page, hand);
        await Button(page, "Klaar met dit hoofdstuk").ClickAsync();
        await page.ArriveAsync("**/eindtoets");
        await Button(page, "Begin met de eindtoets").ClickAsync();
        await page.ArriveAsync("**/eindtoets?vraag=1*");
        return (email, id);
    }

    // How many answers of a member stand in a table.
    private static async Task<object?> AnswersAsync(string table, Guid member) => await (await Sites.HostAsync()).SqlAsync(
        table == "item_responses"
            ? "select count(*) from learning.item_responses r join learning.enrolments e on e.id = r.enrolment_id where e.member_id = $1"
            : """
              select count(*) from learning.test_answers t join learning.attempts a on a.id = t.attempt_id
                  join learning.enrolments e on e.id = a.enrolment_id
              where e.member_id = $1
              """,
        member);

    private static async Task AnswerAsync(IPage page, Hand hand, string id, Func<Task> fill, string until)
    {
        await fill();
        await hand.PressAsync(Send(page, id));
        await page.Locator($"#{id} {until}").WaitForAsync();
        Assert.True(await page.EvaluateAsync<bool>("id => document.getElementById(id).contains(document.activeElement)", id), $"After {id} the focus is elsewhere.");
    }

    private static ILocator Send(IPage page, string id) => page.Locator($"#{id} button.wj-exercise__send");

    private static ILocator Choice(IPage page, string id, int nth) => page.Locator($"#{id} input[name=a-keuze]").Nth(nth);

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
