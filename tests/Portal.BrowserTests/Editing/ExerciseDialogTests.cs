using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>An author makes exercises in forms and tries them, on the desk.</summary>
public sealed class ExerciseDialogTests
{
    [Fact]
    public Task An_exercise_is_changed_in_a_form_and_tried() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var (page, host) = (visit.Page, await Sites.HostAsync());
        await EnterAsync(visit);
        var desk = (string)(await host.SqlAsync(
            "select d.ref from content.documents d where d.path = '/quizzen/cijfers-schatten'"))!;
        await visit.OpenAsync("/beheer/inhoud/" + desk);

        await page.GetByRole(AriaRole.Button, new() { Name = "Eigenschappen van Opdracht" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Eenheid").FillAsync("van de honderd");
        Assert.Empty(await Axe.FindAsync(visit));
        await dialog.GetByLabel("Stappen van").FillAsync("veel");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Bewaar en probeer" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("Vul een getal in, in cijfers");
        await dialog.GetByLabel("Stappen van").FillAsync("1");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Bewaar en probeer" }).ClickAsync();

        await Assertions.Expect(dialog).ToContainTextAsync("Schat het getal");
        await Assertions.Expect(dialog).ToContainTextAsync("van de honderd");
        await dialog.GetByLabel("Jouw schatting").FillAsync("12");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Kijk na" }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".wj-exercise__verdict")).ToBeVisibleAsync();
        Assert.Empty(await Axe.FindAsync(visit));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sluit" }).ClickAsync();
        await Assertions.Expect(page.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        visit.TakeTroubles();

        Assert.Contains("unit: \"van de honderd\"", await BodyAsync(desk), StringComparison.Ordinal);
        await visit.Context.ClearCookiesAsync();
    });

    [Fact]
    public Task A_quiz_of_three_kinds_of_exercise_is_made_and_tried_without_leaving_the_page() => Visit.RunAsync(Look.Wide, async visit =>
    {
        const string desk = "quiz-drie-soorten";
        var page = visit.Page;
        await EnterAsync(visit);
        await visit.OpenAsync("/beheer/inhoud/nieuw?soort=quiz");
        await page.GetByLabel("Titel").FillAsync("Drie soorten");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await page.ArriveAsync("**/" + desk);
        var dialog = page.GetByRole(AriaRole.Dialog);
        await page.Locator(".wj-edittext").ClickAsync();

        // From the list of blocks at the cursor: its form opens by itself, and a list in it grows in place.
        await PutInAsync(page, "kies één antwoord", slash: true);
        await dialog.GetByLabel("Antwoord", Exact).First.FillAsync("Vragen hoe het gaat");
        await dialog.GetByLabel("Uitleg", Exact).First.FillAsync("Een open vraag nodigt uit.");
        await dialog.GetByLabel("Antwoord", Exact).Nth(1).FillAsync("Niets zeggen");
        await dialog.GetByLabel("Uitleg", Exact).Nth(1).FillAsync("Dan weet je niets.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Antwoord toevoegen" }).ClickAsync();
        await Assertions.Expect(dialog.GetByLabel("Antwoord", Exact).Nth(2)).ToBeFocusedAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Status)).ToHaveTextAsync("Antwoord 3 is toegevoegd.");
        await page.Keyboard.TypeAsync("Meteen de politie bellen");
        await dialog.GetByLabel("Uitleg", Exact).Nth(2).FillAsync("Dat kan later altijd nog.");
        await TryAsync(dialog, () => dialog.GetByLabel("Vragen hoe het gaat").CheckAsync());
        await AskAsync(page, 0, "Wat doe je eerst?");

        await PutInAsync(page, "waar of niet waar", slash: false);
        await dialog.GetByLabel("Uitleg aan wie ‘waar’ kiest").FillAsync("Dat klopt.");
        await dialog.GetByLabel("Uitleg aan wie ‘niet waar’ kiest").FillAsync("Het is wel waar.");
        await TryAsync(dialog, () => dialog.GetByLabel("Niet waar", Exact).CheckAsync());
        await AskAsync(page, 1, "De meeste jongeren willen hulp.");

        await PutInAsync(page, "schat het getal", slash: true);
        foreach (var what in new[] { "goed is", "in de buurt is", "ver weg is" })
            await dialog.GetByLabel($"Uitleg als het {what}").FillAsync($"Wat als het {what}.");
        await TryAsync(dialog, () => dialog.GetByLabel("Jouw schatting").FillAsync("52"));
        await AskAsync(page, 2, "Hoeveel procent doet mee?");

        await page.Keyboard.PressAsync("Control+s");
        await Eventually.Async(
            async () => (await BodyAsync(desk)) is var body
                && new[] { "type=single", "type=true_false", "type=estimate", "Wat doe je eerst?", "Hoeveel procent doet mee?" }
                    .All(part => body.Contains(part, StringComparison.Ordinal)),
            "the three exercises are saved");
        visit.TakeTroubles();
        await visit.OpenAsync($"/beheer/inhoud/{desk}/voorbeeld");
        await Assertions.Expect(page.FrameLocator("iframe").Locator("h1")).ToHaveTextAsync("Drie soorten");
        visit.TakeTroubles();
        await visit.Context.ClearCookiesAsync();
    });

    private static LocatorGetByLabelOptions Exact { get; } = new() { Exact = true };

    // At the end of the text, by "/" or by the button above it.
    private static async Task PutInAsync(IPage page, string words, bool slash)
    {
        if (slash) await page.Keyboard.TypeAsync("/");
        else await page.GetByRole(AriaRole.Button, new() { Name = "Blok invoegen" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Wat wil je invoegen?" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(words);
        var chosen = page.Locator("[role=option][aria-selected=true]");
        await Assertions.Expect(chosen).ToBeVisibleAsync();
        for (var step = 0; step < 20 && !(await chosen.InnerTextAsync()).Contains(words, StringComparison.OrdinalIgnoreCase); step++)
            await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(chosen).ToContainTextAsync(words, new() { IgnoreCase = true });
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("dialog h2", new() { HasText = "Opdracht" })).ToBeVisibleAsync();
    }

    private static async Task TryAsync(ILocator dialog, Func<Task> answer)
    {
        await dialog.Locator("summary", new() { HasText = "Bronnen" }).ClickAsync();
        await dialog.Locator("[name='y.source']").FillAsync("RIEC, 2022, bladzijde 3");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Bewaar en probeer" }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Heading, new() { Name = "Probeer de opdracht" })).ToBeVisibleAsync();
        await answer();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Kijk na" }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".wj-exercise__verdict")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Sluit" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    // Writes its question, and goes on below it.
    private static async Task AskAsync(IPage page, int exercise, string question)
    {
        await page.Locator(".wj-editblock--exercise p", new() { HasText = "Schrijf hier de vraag." }).ClickAsync(new() { ClickCount = 3 });
        await page.Keyboard.TypeAsync(question);
        await Assertions.Expect(page.Locator(".wj-editblock--exercise").Nth(exercise)).ToContainTextAsync(question);
        await page.Keyboard.PressAsync("Control+Enter");
    }

    private static async Task<string> BodyAsync(string desk) => (string)(await (await Sites.HostAsync()).SqlAsync(
        "select r.body from content.drafts r join content.documents d on d.id = r.document_id where d.ref = $1", desk))!;

    private static async Task EnterAsync(Visit visit)
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        var (email, id) = await portal.GivenMemberAsync(Rights.Editor);
        await visit.SignInAsync(email);
        await portal.GivenSecondStepAsync(id);
    }
}
