using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Support;
using Portal.Learning.Repetition;
using Portal.Platform;

namespace Portal.BrowserTests.Learning;

/// <summary>My learning, for who is new, who is busy, and who did everything.</summary>
public sealed class LerenTests
{
    private const string First = "module-breder-dan-je-denkt", Second = "module-signalen-zien";

    private static readonly Lazy<Task<LearnerAtWork>> Newcomer = new(() => LearnerAtWork.ArriveAsync("Nora Nieuw"));
    private static readonly Lazy<Task<LearnerAtWork>> Busy = new(MakeBusyAsync);
    private static readonly Lazy<Task<LearnerAtWork>> AllDone = new(MakeDoneAsync);

    [Fact]
    public async Task Who_is_new_finds_one_thing_to_begin_with() => await InEveryLookAsync(await Newcomer.Value, "leren-nieuw", "/leren", "/leren/antwoorden", "/leren/herhalen");

    [Fact]
    public async Task Who_is_busy_finds_where_to_go_on_and_what_was_done() =>
        await InEveryLookAsync(await Busy.Value, "leren-bezig", "/leren", "/leren/antwoorden", "/leren/antwoorden?module=signalen-zien");

    [Fact]
    public async Task Who_did_everything_is_told_so() => await InEveryLookAsync(await AllDone.Value, "leren-klaar", "/leren");

    [Fact]
    public async Task All_answers_unfolded_are_accessible()
    {
        foreach (var look in Look.All.Where(look => look.Width == 1280))
            await (await Busy.Value).VisitAsync(look, async visit =>
            {
                await visit.OpenAsync("/leren/antwoorden?module=breder-dan-je-denkt");
                await visit.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach((details) => { details.open = true; })");
                await PassesAsync(visit, "leren-antwoorden-open");
            });
    }

    [Fact]
    public async Task A_question_is_answered_in_place_and_its_explanation_takes_the_focus()
    {
        foreach (var look in Look.All)
        {
            var learner = await LearnerAtWork.ArriveAsync("Hanna Herhaalt");
            await learner.CompleteAsync(First);
            await DueTodayAsync(learner);
            await learner.VisitAsync(look, async visit =>
            {
                await visit.OpenAsync("/leren/herhalen");
                await PassesAsync(visit, "herhalen-vraag");
                await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Kijk na" }).ClickAsync();
                await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
                await PassesAsync(visit, "herhalen-fout");

                foreach (var group in await visit.Page.EvaluateAsync<string[]>("() => [...new Set([...document.querySelectorAll('.wj-exercise input[type=radio]')].map((input) => input.name))]"))
                    await visit.Page.Locator($"input[name='{group}']").First.CheckAsync();
                foreach (var box in await visit.Page.Locator(".wj-exercise input[type=checkbox]").AllAsync()) await box.CheckAsync();
                await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Kijk na" }).ClickAsync();
                await Assertions.Expect(visit.Page.Locator(".wj-exercise__verdict")).ToBeFocusedAsync();
                await Assertions.Expect(visit.Page.GetByText("Deze vraag komt terug op")).ToBeVisibleAsync();
                await PassesAsync(visit, "herhalen-uitleg");
                await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Nog een vraag" }).ClickAsync();
                await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Weet je het nog?");
                await Assertions.Expect(visit.Page.Locator(".wj-exercise__verdict")).ToHaveCountAsync(0);
            });
        }
    }

    [Fact]
    public async Task The_page_that_ends_the_mails_is_accessible_and_needs_no_account()
    {
        var learner = await Newcomer.Value;
        var key = ((ReviewOff)(await Sites.HostAsync()).Services.GetService(typeof(ReviewOff))!).KeyFor(learner.Id);
        foreach (var look in Look.All)
            await Visit.RunAsync(look, async visit =>
            {
                await visit.OpenAsync($"/leren/herhaling-uit?sleutel={key}");
                await PassesAsync(visit, "herhaling-uit");
                await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Stop de mails" }).ClickAsync();
                await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Je krijgt geen vragen meer per mail");
                await PassesAsync(visit, "herhaling-uit-klaar");
                await visit.OpenAsync("/leren/herhaling-uit?sleutel=abc");
                await PassesAsync(visit, "herhaling-uit-onbekend");
            });
    }

    private static async Task<LearnerAtWork> MakeBusyAsync()
    {
        var learner = await LearnerAtWork.ArriveAsync("Bo Bezig");
        await learner.CompleteAsync(First);
        await learner.BeginAsync(Second, chapters: 2);
        await learner.BeginAsync("module-van-klusje-tot-klem", chapters: 1);
        // The certificate is nearly over.
        var host = await Sites.HostAsync();
        await host.SqlAsync("alter table learning.certificates disable trigger certificates_append_only");
        await host.SqlAsync(
            "update learning.certificates set valid_until = $2, snapshot = jsonb_set(snapshot, '{validUntil}', to_jsonb($2::date)) where member_id = $1",
            learner.Id, DutchTime.DateOf(host.Clock.GetUtcNow()).AddDays(12));
        await host.SqlAsync("alter table learning.certificates enable trigger certificates_append_only");
        return learner;
    }

    private static async Task<LearnerAtWork> MakeDoneAsync()
    {
        var learner = await LearnerAtWork.ArriveAsync("Kim Klaar");
        var host = await Sites.HostAsync();
        foreach (var module in host.Site.Current.All<Portal.Learning.Types.LearningModule>())
        {
            await learner.CompleteAsync(module.Id);
            // Whatever this learner's tests were worth: this page is about who passed them all.
            await host.SqlAsync("update learning.enrolments set passed_at = coalesce(passed_at, completed_at) where member_id = $1", learner.Id);
        }
        return learner;
    }

    private static async Task DueTodayAsync(LearnerAtWork learner)
    {
        var host = await Sites.HostAsync();
        await host.WithAsync<ReviewDecks>(decks => decks.MakeAsync(learner.Id));
        // Those that are answered by choosing; the others stand in the tests of each type.
        await host.SqlAsync("update learning.review_cards set due_on = $2 where member_id = $1", learner.Id, DutchTime.DateOf(host.Clock.GetUtcNow()));
        var choosing = (await host.WithAsync<Reviews, IReadOnlyList<ReviewQuestion>>(reviews => reviews.DueAsync(learner.Id)))
            .Where(question => question.Exercise.Type is "single" or "true_false" or "multiple").Select(question => question.Exercise.Id).ToArray();
        Assert.True(choosing.Length > 1, "Too few questions to choose in.");
        await host.SqlAsync("update learning.review_cards set due_on = null where member_id = $1 and not exercise = any ($2)", learner.Id, choosing);
    }

    private static async Task InEveryLookAsync(LearnerAtWork learner, string name, params string[] paths)
    {
        foreach (var look in Look.All)
            await learner.VisitAsync(look, async visit =>
            {
                for (var i = 0; i < paths.Length; i++)
                {
                    await visit.OpenAsync(paths[i]);
                    await PassesAsync(visit, $"{name}-{i}");
                }
            });
    }

    private static async Task PassesAsync(Visit visit, string name)
    {
        Assert.StartsWith("/leren", visit.At, StringComparison.Ordinal); // signed in
        await visit.ShootAsync(name);
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{visit.At} {visit.Look}: the page is wider than the window.");
        await Axe.PassesAsync(visit);
    }
}
