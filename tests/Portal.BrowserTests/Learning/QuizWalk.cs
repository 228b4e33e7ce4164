using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Content.Import;
using Portal.Platform;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Learning;

/// <summary>A walk through the quiz with one exercise of every type, each answered by one hand.</summary>
internal sealed class QuizWalk(Visit visit, Hand hand)
{
    public const string Quiz = "/quizzen/alle-soorten";

    private static readonly Lazy<Task> Imported = new(ImportAsync);

    private IPage Page => visit.Page;

    private ILocator Form => Page.Locator("form.wj-exercise__answer");

    /// <summary>The id of the question on the screen; null on the last screen.</summary>
    public async Task<string?> QuestionAsync() =>
        await Page.Locator("article[data-place=quiz] > section.wj-exercise").CountAsync() == 0 ? null
            : await Page.Locator("article[data-place=quiz] > section.wj-exercise").GetAttributeAsync("id");

    /// <summary>Sees to it that the quiz is online.</summary>
    public static Task PrepareAsync() => Imported.Value;

    /// <summary>Opens the first question from the first screen.</summary>
    public async Task BeginAsync()
    {
        await PrepareAsync();
        await visit.OpenAsync(Quiz);
        await hand.PressAsync(Page.GetByRole(AriaRole.Link, new() { Name = "Begin" }));
        await Page.ArriveAsync("**?vraag=1");
    }

    /// <summary>Answers the question on the screen; returns when its feedback is there.</summary>
    public async Task AnswerAsync(string id)
    {
        await FillAsync(id);
        await SendAsync();
        await Page.Locator(".wj-exercise__feedback").WaitForAsync();
    }

    /// <summary>Goes on to the next question or the result.</summary>
    public async Task GoOnAsync(string from)
    {
        await hand.PressAsync(Page.Locator(".wj-quiz__next button"));
        await Page.WaitForFunctionAsync("from => !document.querySelector(`article > section#${from}`)", from);
    }

    private Task SendAsync() => hand.PressAsync(Form.Locator("button.wj-exercise__send"));

    private async Task FillAsync(string id)
    {
        switch (id)
        {
            case "t-waar" or "t-mening":
                await hand.ChooseAsync(Form.Locator("input[name=a-keuze]").Nth(1));
                break;
            case "t-een":
                await hand.ChooseAsync(Input("Je wacht tot er meer gebeurt."));
                await hand.ChooseAsync(Input("Vrij zeker"));
                break;
            case "t-meer" or "t-signaal" or "t-peiling":
                await hand.ChooseAsync(Form.Locator("input[name=a-keuze]").Nth(0));
                await hand.ChooseAsync(Form.Locator("input[name=a-keuze]").Nth(2));
                break;
            case "t-kort":
                await hand.PressAsync(Form.Locator("summary"));
                await hand.WriteAsync(Form.Locator("input[name=a-tekst]"), "Geldezel");
                break;
            case "t-letters":
                await hand.WriteAsync(Form.GetByLabel("Daar zit een leerling."), "klas");
                await hand.WriteAsync(Form.Locator("input[name=a-oplossing]"), "lef");
                break;
            case "t-zoeker":
                await hand.PickWordAsync(Form.Locator("table"), (0, 0), (0, 3));
                await Assertions.Expect(Form.GetByLabel("Een taak voor geld")).ToHaveValueAsync("klus");
                await Assertions.Expect(Form.Locator(".wj-grid__status")).ToHaveTextAsync("klus staat nu bij: Een taak voor geld");
                break;
            case "t-bakken":
                for (var card = 0; card < 3; card++) await hand.ChooseAsync(Form.Locator("fieldset").Nth(card).Locator("input").Nth(card % 2));
                break;
            case "t-paren":
                for (var pair = 0; pair < 3; pair++)
                {
                    await hand.PressAsync(Form.Locator(".wj-pool__card:not([hidden])").First);
                    await hand.PressAsync(Form.Locator(".wj-pairs__place").Nth(pair));
                }
                await Assertions.Expect(Form.Locator(".wj-pairs__place--full")).ToHaveCountAsync(3);
                break;
            case "t-volgorde":
                await MoveFirstItemAsync();
                break;
            case "t-getal":
                await hand.WriteAsync(Form.Locator(".wj-estimate__number"), "60");
                await hand.SlideToEndAsync(Form.Locator("input[type=range]"));
                await Assertions.Expect(Form.Locator(".wj-estimate__number")).ToHaveValueAsync("100");
                break;
            case "t-zorg":
                for (var vignette = 0; vignette < 6; vignette++)
                    await hand.ChooseAsync(Form.Locator("fieldset.wj-card").Nth(vignette).Locator(".wj-card__bins input").Nth(vignette % 2));
                break;
            case "t-gesprek":
                await TalkAsync();
                break;
        }
    }

    private async Task MoveFirstItemAsync()
    {
        var first = await Form.Locator(".wj-order__text").First.TextContentAsync();
        await hand.PressAsync(Form.Locator(".wj-order__item").First.Locator(".wj-order__move--down"));
        await Assertions.Expect(Form.Locator(".wj-order__text").Nth(1)).ToHaveTextAsync(first!);
        await Assertions.Expect(Form.GetByRole(AriaRole.Status)).ToHaveTextAsync($"{first!.Trim()}: nu plaats 2 van 4");
        Assert.True(await Form.Locator(".wj-order__item").Nth(1).Locator(".wj-order__move--down").EvaluateAsync<bool>("button => button === document.activeElement"));
    }

    private async Task TalkAsync()
    {
        await hand.ChooseAsync(Input("Je gaat rustig bij hem zitten."));
        await SendAsync();
        await Page.GetByText("Ik moet iets wegbrengen voor iemand.").WaitForAsync();
        Assert.Equal("Samir Ik moet iets wegbrengen voor iemand.", await FocusedTextAsync());
        await hand.PressAsync(Page.Locator(".wj-exercise__back"));
        await Page.GetByText("Ik moet iets wegbrengen voor iemand.").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await hand.ChooseAsync(Input("Je gaat rustig bij hem zitten."));
        await SendAsync();
        await hand.ChooseAsync(Input("Je zegt wat je wel en niet kunt beloven."));
    }

    /// <summary>The words of what has the focus.</summary>
    public async Task<string> FocusedTextAsync() =>
        string.Join(' ', (await Page.EvaluateAsync<string>("() => document.activeElement.innerText")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private ILocator Input(string label) => Form.GetByLabel(label, new() { Exact = true });

    private static async Task ImportAsync()
    {
        var host = await Sites.HostAsync();
        var folder = Path.Combine(Checkout.Root, "tests", "Portal.Tests", "Learning", "Content");
        var result = await host.WithAsync<Importer, ImportResult>(importer => importer.ImportAsync(folder, new ImportOptions(), CancellationToken.None));
        Assert.Empty(result.Errors);
        await Eventually.Async(() => host.Site.Current.Find("quiz-alle-soorten") is not null, "the quiz is online");
    }
}
