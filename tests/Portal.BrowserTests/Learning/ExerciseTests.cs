using Microsoft.Playwright;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Learning;

/// <summary>Every type of exercise, from question to result, in a real browser.</summary>
public sealed class ExerciseTests
{
    private static readonly string[] All =
        ["t-waar", "t-een", "t-meer", "t-kort", "t-letters", "t-zoeker", "t-bakken", "t-paren", "t-volgorde", "t-getal", "t-mening", "t-peiling", "t-signaal", "t-zorg", "t-gesprek", "t-denk"];

    [Fact]
    public Task A_quiz_with_every_type_goes_by_keyboard_alone() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var walk = new QuizWalk(visit, new Keyboard(visit));
        await walk.BeginAsync();
        Assert.Equal(All, await WalkAsync(walk, async id =>
        {
            Assert.Contains(await walk.FocusedTextAsync(), (string[])["Goed", "Deels goed", "Niet goed", "Dit vind jij", "Bedankt voor je antwoord"]);
            _ = id;
        }));
        Assert.Equal("Je uitslag", await walk.FocusedTextAsync());
    });

    [Fact]
    public Task A_quiz_with_every_type_goes_by_clicking_alone() => Visit.RunAsync(Look.Phone, async visit =>
    {
        var walk = new QuizWalk(visit, new Pointer(visit));
        await walk.BeginAsync();
        Assert.Equal(All, await WalkAsync(walk, _ => Task.CompletedTask));
        Assert.Equal(16, await visit.Page.Locator(".wj-quizresult__item").CountAsync());
    });

    [Fact]
    public Task Every_type_is_accessible_as_question_error_feedback_and_result() => Round.WalkAsync(async round =>
    {
        await QuizWalk.PrepareAsync();
        var visit = round.Visit;
        var walk = new QuizWalk(visit, new Pointer(visit));
        await visit.OpenAsync(QuizWalk.Quiz);
        await round.LookAsync("start");
        await visit.OpenAsync(QuizWalk.Quiz + "/afdrukken");
        await round.LookAsync("paper");
        await visit.OpenAsync(QuizWalk.Quiz + "?vraag=1");
        while (await walk.QuestionAsync() is { } id)
        {
            await round.LookAsync($"{id}-question");
            if (id != "t-denk")
            {
                if (id is not "t-volgorde")
                {
                    await visit.Page.Locator("button.wj-exercise__send").ClickAsync();
                    await visit.Page.Locator(".wj-exercise__error").WaitForAsync();
                    await round.LookAsync($"{id}-error");
                }
                await walk.AnswerAsync(id);
                await round.LookAsync($"{id}-feedback");
            }
            await walk.GoOnAsync(id);
        }
        await visit.UnfoldAsync();
        await round.LookAsync("result");
    });

    [Fact]
    public Task Without_script_every_type_can_be_answered() => Visit.RunAsync(Look.Wide with { Scripts = false }, async visit =>
    {
        await QuizWalk.PrepareAsync();
        await visit.OpenAsync(QuizWalk.Quiz + "?vraag=1");
        for (var number = 1; number <= All.Length; number++)
        {
            var form = visit.Page.Locator("form.wj-exercise__answer");
            while (await form.CountAsync() > 0) await FillPlainlyAsync(form);
            await visit.Page.Locator(".wj-quiz__next button").ClickAsync();
        }
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Je uitslag");
        Assert.Equal(15, await visit.Page.Locator(".wj-quizresult__item .wj-exercise__feedback").CountAsync());
    });

    [Fact]
    public Task When_the_answer_cannot_be_fetched_the_form_is_sent_the_plain_way() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await QuizWalk.PrepareAsync();
        await visit.OpenAsync(QuizWalk.Quiz + "?vraag=1");
        await visit.Page.EvaluateAsync("() => { window.fetch = () => Promise.reject(new TypeError('weg')); window.marked = true; }");
        await visit.Page.GetByLabel("Niet waar", new() { Exact = true }).CheckAsync();
        await visit.Page.Locator("button.wj-exercise__send").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".wj-exercise__verdict")).ToHaveTextAsync("Goed");
        Assert.False(await visit.Page.EvaluateAsync<bool>("() => !!window.marked"));
    });

    [Fact]
    public Task Without_a_connection_the_answer_stays_where_it_is() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await QuizWalk.PrepareAsync();
        await visit.OpenAsync(QuizWalk.Quiz + "?vraag=4");
        await visit.Page.Locator("input[name=a-tekst]").FillAsync("geldezel");
        await visit.Page.Context.SetOfflineAsync(true);
        await visit.Page.Locator("button.wj-exercise__send").ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Je hebt nu geen internet");
        await visit.Page.Context.SetOfflineAsync(false);
        Assert.NotEmpty(visit.TakeTroubles());
        await visit.Page.Locator("button.wj-exercise__send").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".wj-exercise__verdict")).ToHaveTextAsync("Goed");
    });

    [Fact]
    public Task A_placed_card_can_be_taken_back_and_moved() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await QuizWalk.PrepareAsync();
        await visit.OpenAsync(QuizWalk.Quiz + "?vraag=8");
        var card = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Iemand die les geeft", Exact = true });
        var (first, second) = (visit.Page.Locator(".wj-pairs__place").Nth(0), visit.Page.Locator(".wj-pairs__place").Nth(1));
        await card.ClickAsync();
        await Assertions.Expect(card).ToHaveAttributeAsync("aria-pressed", "true");
        await first.ClickAsync();
        await Assertions.Expect(first).ToHaveTextAsync("Iemand die les geeft");
        await Assertions.Expect(card).ToBeHiddenAsync();
        await first.ClickAsync();
        await Assertions.Expect(first).ToHaveTextAsync("Leg hier een kaartje");
        await card.ClickAsync();
        await second.ClickAsync();
        await Assertions.Expect(second).ToHaveTextAsync("Iemand die les geeft");
        Assert.Equal("Iemand die les geeft", await visit.Page.Locator("select").Nth(1).EvaluateAsync<string>("select => select.selectedOptions[0].text"));
    });

    [Fact]
    public Task Letters_that_lie_on_no_line_are_refused_and_Escape_begins_anew() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await QuizWalk.PrepareAsync();
        await visit.OpenAsync(QuizWalk.Quiz + "?vraag=6");
        var (grid, status) = (visit.Page.Locator("table"), visit.Page.Locator(".wj-grid__status"));
        var hand = new Pointer(visit);
        await hand.PickWordAsync(grid, (0, 0), (1, 2));
        await Assertions.Expect(status).ToContainTextAsync("niet op één lijn");
        await grid.Locator("td").First.ClickAsync();
        await Assertions.Expect(grid.Locator("[aria-selected=true]")).ToHaveCountAsync(1);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(grid.Locator("[aria-selected=true]")).ToHaveCountAsync(0);
        await hand.PickWordAsync(grid, (1, 1), (3, 1));
        await hand.PickWordAsync(grid, (1, 1), (1, 4));
        await Assertions.Expect(visit.Page.Locator("ol.wj-clues input").Nth(1)).ToHaveValueAsync("geld");
        await Assertions.Expect(grid.Locator("td").Nth(8)).ToHaveAttributeAsync("aria-label", "rij 2, kolom 4, L");
    });

    private static async Task<List<string>> WalkAsync(QuizWalk walk, Func<string, Task> atFeedback)
    {
        var seen = new List<string>();
        while (await walk.QuestionAsync() is { } id)
        {
            seen.Add(id);
            if (id != "t-denk")
            {
                await walk.AnswerAsync(id);
                await atFeedback(id);
            }
            await walk.GoOnAsync(id);
        }
        return seen;
    }

    private static async Task FillPlainlyAsync(ILocator form)
    {
        var names = await form.Locator("input[type=radio]").EvaluateAllAsync<string[]>("radios => [...new Set(radios.map((radio) => radio.name))]");
        foreach (var name in names) await form.Locator($"input[name='{name}']").First.CheckAsync();
        foreach (var box in (await form.Locator("input[type=checkbox]").AllAsync()).Take(1)) await box.CheckAsync();
        var selects = await form.Locator("select").AllAsync();
        for (var i = 0; i < selects.Count; i++) await selects[i].SelectOptionAsync(new SelectOptionValue { Index = i + 1 });
        foreach (var field in await form.Locator("input:not([type=radio], [type=checkbox], [type=hidden])").AllAsync()) await field.FillAsync("5");
        await form.Locator("button.wj-exercise__send").ClickAsync();
    }
}
