using Microsoft.Playwright;
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
    public Task Who_is_new_finds_one_thing_to_begin_with() => LookAsync(Newcomer, "/leren", "/leren/antwoorden", "/leren/herhalen");

    [Fact]
    public Task Who_is_busy_finds_where_to_go_on_and_what_was_done() =>
        LookAsync(Busy, "/leren", "/leren/antwoorden", "/leren/antwoorden?module=signalen-zien");

    [Fact]
    public Task Who_did_everything_is_told_so() => LookAsync(AllDone, "/leren");

    [Fact]
    public async Task All_answers_unfolded_are_accessible()
    {
        var learner = await Busy.Value;
        await Round.WalkAsync(async round =>
        {
            await learner.EnterAsync(round.Visit);
            await round.Visit.OpenAsync("/leren/antwoorden?module=breder-dan-je-denkt");
            await round.Visit.UnfoldAsync();
            await LookAsync(round, "antwoorden-open");
            await round.Visit.Context.ClearCookiesAsync();
        });
    }

    [Fact]
    public async Task A_question_is_answered_in_place_and_its_explanation_takes_the_focus()
    {
        var learners = new Dictionary<string, LearnerAtWork>(StringComparer.Ordinal);
        foreach (var theme in Looks.Themes)
        {
            learners[theme] = await LearnerAtWork.ArriveAsync("Hanna Herhaalt");
            await learners[theme].CompleteAsync(First);
            await DueTodayAsync(learners[theme]);
        }
        await Round.WalkAsync(async round =>
        {
            var (visit, page) = (round.Visit, round.Visit.Page);
            await learners[visit.Look.Theme].EnterAsync(visit);
            await visit.OpenAsync("/leren/herhalen");
            await LookAsync(round, "vraag");
            await page.GetByRole(AriaRole.Button, new() { Name = "Kijk na" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
            await LookAsync(round, "fout");

            var groups = await page.Locator(".wj-exercise input[type=radio]").EvaluateAllAsync<string[]>("all => [...new Set(all.map((one) => one.name))]");
            foreach (var group in groups) await page.Locator($"input[name='{group}']").First.CheckAsync();
            foreach (var box in await page.Locator(".wj-exercise input[type=checkbox]").AllAsync()) await box.CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Kijk na" }).ClickAsync();
            await Assertions.Expect(page.Locator(".wj-exercise__verdict")).ToBeFocusedAsync();
            await Assertions.Expect(page.GetByText("Deze vraag komt terug op")).ToBeVisibleAsync();
            await LookAsync(round, "uitleg");
            await page.GetByRole(AriaRole.Link, new() { Name = "Nog een vraag" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Weet je het nog?");
            await Assertions.Expect(page.Locator(".wj-exercise__verdict")).ToHaveCountAsync(0);
            await visit.Context.ClearCookiesAsync();
        });
    }

    [Fact]
    public async Task The_page_that_ends_the_mails_is_accessible_and_needs_no_account()
    {
        var learner = await Newcomer.Value;
        var key = ((ReviewOff)(await Sites.HostAsync()).Services.GetService(typeof(ReviewOff))!).KeyFor(learner.Id);
        await Round.WalkAsync(async round =>
        {
            await round.Visit.OpenAsync($"/leren/herhaling-uit?sleutel={key}");
            await LookAsync(round, "vraagt");
            await round.Visit.Page.GetByRole(AriaRole.Button, new() { Name = "Stop de mails" }).ClickAsync();
            await Assertions.Expect(round.Visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Je krijgt geen vragen meer per mail");
            await LookAsync(round, "klaar");
            await round.Visit.OpenAsync("/leren/herhaling-uit?sleutel=abc");
            await LookAsync(round, "onbekend");
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
            .Where(question => question.Exercise.Type is "single" or "true_false" or "multiple" or "detection").Select(question => question.Exercise.Id).ToArray();
        Assert.True(choosing.Length > 1, "Too few questions to choose in.");
        await host.SqlAsync("update learning.review_cards set due_on = null where member_id = $1 and not exercise = any ($2)", learner.Id, choosing);
    }

    private static async Task LookAsync(Lazy<Task<LearnerAtWork>> who, params string[] paths)
    {
        var learner = await who.Value;
        await Round.WalkAsync(async round =>
        {
            await learner.EnterAsync(round.Visit);
            foreach (var path in paths)
            {
                await round.Visit.OpenAsync(path);
                await LookAsync(round, path);
            }
            await round.Visit.Context.ClearCookiesAsync();
        }, name: $"leren van {learner.Name}");
    }

    private static Task LookAsync(Round round, string state)
    {
        Assert.StartsWith("/leren", round.Visit.At, StringComparison.Ordinal); // signed in
        return round.LookAsync(state);
    }
}
