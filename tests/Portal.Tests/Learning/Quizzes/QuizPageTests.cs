using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using Portal.Content.Import;
using Portal.Tests.Learning.Exercises;
using Portal.Tests.Support;
using Given = Portal.Tests.Learning.Exercises.Given;

namespace Portal.Tests.Learning.Quizzes;

/// <summary>A visitor's way through a quiz, by plain posts.</summary>
public sealed class QuizPageTests(QuizPortal portal) : IClassFixture<QuizPortal>
{
    private const string Quiz = "/quizzen/alle-soorten";

    [Fact]
    public async Task The_first_screen_says_what_it_is_and_leads_to_the_first_question()
    {
        var page = await portal.Host.PageAsync(Quiz);
        Assert.Equal("Alle soorten opdrachten", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("16 vragen, ongeveer 12 minuten", page.Body!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("Deze quiz is er om te proberen.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Quiz + "?vraag=1", page.QuerySelector("a.nl-button--primary")!.GetAttribute("href"));
        Assert.Empty(page.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task A_question_is_one_screen_without_its_key()
    {
        var page = await portal.Host.PageAsync(Quiz + "?vraag=2");
        Assert.Equal("t-een", Assert.Single(page.QuerySelectorAll("section.wj-exercise")).Id);
        Assert.Contains("vraag 2 van 16", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(16, page.QuerySelectorAll(".wj-quizline__dot").Length);
        Assert.Equal("Vraag 2", page.QuerySelector("[aria-current=step]")!.TextContent.Trim());
        Assert.DoesNotContain("dichtklappen", page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("RequestVerificationToken", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_gives_its_explanation_source_and_the_way_on()
    {
        var question = await portal.Host.PageAsync(Quiz + "?vraag=2");
        var page = await SendAsync(question, Given.Of("t-een").Choice("Je wacht tot er meer gebeurt."), ("zeker", "3"));
        Assert.Equal("Niet goed", page.QuerySelector("h2.wj-exercise__verdict")!.TextContent);
        Assert.Contains("Dan ben je misschien te laat.", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Bron: Proefbron", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/kennis/onzichtbare-beelden", page.QuerySelector(".wj-exercise__more a")!.GetAttribute("href"));
        Assert.Equal("Vraag 2: niet goed", page.QuerySelector("[aria-current=step]")!.TextContent.Trim());
        Assert.Contains("wj-quizline__dot--wrong", page.QuerySelector("[aria-current=step]")!.ClassName, StringComparison.Ordinal);

        var next = await GoOnAsync(page);
        Assert.Equal("t-meer", next.QuerySelector("section.wj-exercise")!.Id);
        Assert.Contains("Tussen de vragen staat soms tekst.", next.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said_and_what_was_chosen_stays()
    {
        var question = await portal.Host.PageAsync(Quiz + "?vraag=2");
        var chosen = Given.Of("t-een").Choice("Je wacht tot er meer gebeurt.");
        var page = await SendAsync(question, chosen);
        Assert.Equal("Zeg ook hoe zeker je bent.", page.QuerySelector("[role=alert]")!.TextContent);
        Assert.True(page.QuerySelector($"input[value='{chosen.Value}']")!.HasAttribute("checked"));
        Assert.Equal(
            question.QuerySelector("[name=kaartje]")!.GetAttribute("value"), page.QuerySelector("[name=kaartje]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_quiz_runs_from_the_first_question_to_a_result_with_every_answer_explained()
    {
        var page = await portal.Host.PageAsync(Quiz + "?vraag=1");
        var seen = new List<string>();
        while (page.QuerySelector("section.wj-exercise") is { } section)
        {
            var id = section.Id!;
            seen.Add(id);
            while (page.QuerySelector("form.wj-exercise__answer") is not null) page = await SendAsync(page, AnyAnswer(page));
            page = await GoOnAsync(page);
        }
        Assert.Equal(Given.Reader.Of(Given.AllTypes).Select(exercise => exercise.Id), seen);
        Assert.Equal("Je uitslag", page.QuerySelector("h1")!.TextContent);
        Assert.Matches(
            "Je had (geen|\\d+) van de 13 vragen helemaal goed", page.QuerySelector(".wj-head__lead")!.TextContent.Replace('\u00A0', ' '));
        Assert.Equal(16, page.QuerySelectorAll(".wj-quizresult__item").Length);
        Assert.Equal(15, page.QuerySelectorAll(".wj-quizresult__item .wj-exercise__feedback").Length);
        Assert.Empty(page.QuerySelectorAll("[data-focus]"));
        Assert.Equal(
            16,
            page.QuerySelectorAll(".wj-quizline__dot--right, .wj-quizline__dot--wrong, .wj-quizline__dot--partly, .wj-quizline__dot--done")
                .Count(dot => dot.LocalName == "li") + 1);
        Assert.Contains("Deel wat je leerde", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(element => element.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_was_skipped_can_be_answered_from_the_result()
    {
        var question = await portal.Host.PageAsync(Quiz + "?vraag=1");
        var page = await PostAsync(Quiz + "?vraag=17", Fields(question));
        Assert.Equal(15, page.QuerySelectorAll(".wj-quizresult__item button").Length);
        var again = await PostAsync(page.QuerySelector(".wj-quizresult__item form")!);
        Assert.Equal("t-waar", again.QuerySelector("section.wj-exercise")!.Id);
    }

    [Fact]
    public async Task Votes_show_from_ten_on_in_steps()
    {
        await portal.Host.SqlAsync("delete from learning.quiz_counts where exercise = 't-peiling'");
        await portal.Host.SqlAsync("delete from learning.poll_results where exercise = 't-peiling'");
        var poll = Given.Of("t-peiling");
        for (var voter = 1; voter <= 11; voter++)
        {
            var page = await SendAsync(await portal.Host.PageAsync(Quiz + "?vraag=12"), poll.Choice(voter == 1 ? "Tijd" : "Kennis"));
            Assert.Equal(voter >= 10, page.QuerySelector("table.wj-bars") is not null);
            if (voter >= 10)
                Assert.Equal(
                    ["10%", "90%", "5% of minder"], page.QuerySelectorAll(".wj-bars__value").Select(value => value.TextContent));
        }
    }

    [Fact]
    public async Task Sending_one_form_five_times_counts_once()
    {
        await portal.Host.SqlAsync("delete from learning.quiz_counts where exercise = 't-mening'");
        var question = await portal.Host.PageAsync(Quiz + "?vraag=11");
        var chosen = Given.Of("t-mening").Choice("Helemaal mee eens");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(question, chosen)));
        Assert.Equal(
            1L, await portal.Host.SqlAsync("select sum(n) from learning.quiz_counts where exercise = 't-mening' and kind = 'option'"));
    }

    [Theory]
    [InlineData("?vraag=0")]
    [InlineData("?vraag=99")]
    [InlineData("?vraag=-1")]
    public async Task A_question_that_is_not_there_leads_back_to_the_start(string query)
    {
        Assert.Equal((302, Quiz), await portal.Host.AskAsync(Quiz + query));
        using var posted = await portal.Host.Client.PostAsync(new Uri(Quiz + query, UriKind.Relative), new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
    }

    [Theory]
    [InlineData("stand", "onzin")]
    [InlineData("kaartje", "geen-nummer")]
    [InlineData("stap", "springen")]
    [InlineData("a-keuze", "verzonnen")]
    public async Task A_tampered_form_breaks_nothing(string field, string value)
    {
        var question = await portal.Host.PageAsync(Quiz + "?vraag=2");
        var page = await PostAsync(Quiz + "?vraag=2", [.. Fields(question).Where(pair => pair.Key != field), new(field, value)]);
        Assert.Equal("t-een", page.QuerySelector("section.wj-exercise")!.Id);
    }

    [Fact]
    public async Task A_megabyte_of_text_gets_a_kind_answer()
    {
        var question = await portal.Host.PageAsync(Quiz + "?vraag=4");
        var page = await PostAsync(
            Quiz + "?vraag=4", [.. Fields(question), new("a-tekst", new string('x', 1_000_000)), new("stand", new string('A', 1_000_000))]);
        Assert.Equal("Vul een antwoord in.", page.QuerySelector("[role=alert]")!.TextContent);
    }

    [Fact]
    public async Task No_answer_sets_a_cookie()
    {
        var question = await portal.Host.PageAsync(Quiz + "?vraag=1");
        using var content = new FormUrlEncodedContent([.. Fields(question), new("a-keuze", "waar")]);
        using var response = await portal.Host.Client.PostAsync(new Uri(Quiz + "?vraag=1", UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task On_paper_stand_all_questions_and_no_answer()
    {
        var page = await portal.Host.PageAsync(Quiz + "/afdrukken");
        Assert.Equal(16, page.QuerySelectorAll("section.wj-exercise").Length);
        Assert.DoesNotContain("dichtklappen", page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Proefbron", page.Source.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await portal.Host.AskAsync("/quizzen/bestaat-niet/afdrukken")).Status);
    }

    [Fact]
    public async Task A_question_page_is_light()
    {
        var html = await portal.Host.Client.GetStringAsync(new Uri(Quiz + "?vraag=14", UriKind.Relative));
        Assert.InRange(html.Length, 1000, 40_000);
    }

    private static IEnumerable<(string, string)> AnyAnswer(IDocument page)
    {
        var taken = new HashSet<string>();
        var place = 0;
        foreach (var field in page.QuerySelectorAll("form.wj-exercise__answer [name^='a-']"))
        {
            var name = field.GetAttribute("name")![2..];
            if (field.GetAttribute("type") is "hidden") yield return (name, field.GetAttribute("value")!);
            else if (field.LocalName == "button" || !taken.Add(name)) continue;
            else if (field.LocalName == "select")
                yield return (name, field.QuerySelectorAll("option")[1 + (place++ % 4)].GetAttribute("value")!);
            else yield return (name, field.GetAttribute("type") is "radio" or "checkbox" ? field.GetAttribute("value")! : "5");
        }
    }

    private Task<IDocument> SendAsync(IDocument page, params IEnumerable<(string Field, string Value)> answer)
    {
        var form = page.QuerySelector("form.wj-exercise__answer")!;
        return PostAsync(
            form.GetAttribute("action")!,
            [.. Fields(page), .. answer.Select(field => KeyValuePair.Create("a-" + field.Field, field.Value))]);
    }

    private Task<IDocument> GoOnAsync(IDocument page) => PostAsync(page.QuerySelector("form.wj-quiz__next")!);

    private Task<IDocument> PostAsync(IElement form) =>
        PostAsync(
            form.GetAttribute("action")!,
            [
                .. form.QuerySelectorAll("input[type=hidden]")
                    .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value")!)),
            ]);

    private async Task<IDocument> PostAsync(string path, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var response = await portal.Host.Client.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var html = await response.Content.ReadAsStringAsync();
        return await BrowsingContext.New().OpenAsync(answer => answer.Content(html).Address("http://localhost" + path));
    }

    private static List<KeyValuePair<string, string>> Fields(IDocument page) =>
        [
            .. page.QuerySelectorAll("form.wj-exercise__answer > input[type=hidden]")
                .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value")!)),
        ];
}

/// <summary>A portal with the quiz of all types.</summary>
public sealed class QuizPortal : IAsyncLifetime
{
    /// <summary>The host.</summary>
    public PortalHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await PortalHost.StartAsync();
        var result = await Host.WithAsync<Importer, ImportResult>(
            importer => importer.ImportAsync(Given.ContentFolder, new ImportOptions()));
        Assert.Empty(result.Errors);
        await Eventually.Async(() => Host.Site.Current.Find("quiz-alle-soorten") is not null, "the quiz is online");
    }

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
