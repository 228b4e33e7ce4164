using AngleSharp.Dom;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Quizzes;

/// <summary>The list of quizzes: each says what one does, how long that takes, and looks like itself.</summary>
public sealed class QuizListTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Every_quiz_has_a_drawing_of_its_own_that_says_nothing_to_who_cannot_see_it()
    {
        var cards = (await portal.Host.PageAsync("/quizzen")).QuerySelectorAll(".wj-quizcard");
        Assert.NotEmpty(cards);
        Assert.Equal(cards.Length, cards.Select(card => card.QuerySelector("svg")!.OuterHtml).Distinct().Count());
        Assert.All(cards, card => Assert.Equal("true", card.QuerySelector("svg")!.GetAttribute("aria-hidden")));
    }

    [Fact]
    public async Task A_quiz_says_how_long_it_takes_and_what_one_does_with_choosing_last()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        string[] choice = ["options:", "  - text: Ja", "    right: true", "    feedback: Goed.", "  - text: Nee", "    feedback: Fout."];
        var body = Asking("single", 1, choice) + Asking("true_false", 2, "answer: true", "if_true: Goed.", "if_false: Fout.")
            + Asking("single", 3, choice);
        desk.Write("quizzen/proef.md", Given.Document("quiz-proef", "quiz", "minutes: 1\n", body));
        await desk.ImportAsync();
        var facts = CardOf(await host.PageAsync("/quizzen"), "proef").QuerySelectorAll("dd");
        Assert.Equal(["1 minuut, 3 vragen", "waar of niet waar en kiezen"], facts.Select(fact => fact.TextContent.Replace('\u00A0', ' ')));
    }

    [Fact]
    public async Task A_quiz_has_the_colour_that_its_author_chose_and_one_without_a_drawing_gets_that_of_any_quiz()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        desk.Write("quizzen/nieuw.md", Given.Document("quiz-nieuw", "quiz", "color: sun\n"));
        await desk.ImportAsync();
        var page = await host.PageAsync("/quizzen");
        var card = CardOf(page, "nieuw");
        Assert.Contains("wj-quizcard--sun", card.ClassList);
        Assert.Empty(card.QuerySelectorAll("dd"));
        Assert.StartsWith("<svg", card.QuerySelector("svg")!.OuterHtml, StringComparison.Ordinal);
        Assert.NotEqual(
            CardOf(page, "letterpuzzel").QuerySelector("svg")!.OuterHtml, card.QuerySelector("svg")!.OuterHtml);
        Assert.Equal(
            card.QuerySelector("svg")!.OuterHtml, (await host.PageAsync("/quizzen/nieuw")).QuerySelector(".wj-quiz__art svg")!.OuterHtml);
    }

    private static string Asking(string type, int number, params string[] yaml) =>
        $"::: exercise id=proef-{number} type={type}\nVraag {number}?\n\n~~~yaml\n{string.Join('\n', yaml)}\nsource: Proef\n~~~\n:::\n\n";

    private static IElement CardOf(IDocument page, string slug) =>
        page.QuerySelectorAll(".wj-quizcard").Single(card => card.QuerySelector("a")!.GetAttribute("href") == "/quizzen/" + slug);
}
