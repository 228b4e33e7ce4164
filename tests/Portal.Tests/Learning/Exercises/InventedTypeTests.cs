using System.Net;
using AngleSharp;
using Microsoft.Extensions.DependencyInjection;
using Portal.Learning.Exercises;
using Portal.Tests.Support;
using Written = Portal.Tests.Support.Given;

namespace Portal.Tests.Learning.Exercises;

/// <summary>A new type of exercise is one file and one line at the door: nothing else has to know of it.</summary>
public sealed class InventedTypeTests
{
    private const string Body = """
        ::: exercise id=v-getal type=higher
        Is 7 meer dan 5?

        ~~~yaml
        higher: true
        source: "Rekenboek, 2026"
        ~~~
        :::
        """;

    private static readonly ExerciseTypes Known = new([.. ExerciseTypes.Own, Higher.Kind]);

    [Fact]
    public async Task A_quiz_asks_it_grades_it_and_shows_what_others_chose()
    {
        var folder = Directory.CreateTempSubdirectory("portal-invented-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(folder.CreateSubdirectory("quizzen").FullName, "proef.md"),
                Written.Document("quiz-proef", "quiz", "minutes: 1\n", Body + "\n"));
            await using var host = await PortalHost.StartAsync(
                content: folder.FullName, services: all => all.AddExerciseType(Higher.Kind));
            var page = await host.PageAsync("/quizzen/proef?vraag=1");
            Assert.Equal("Hoger of lager?", page.QuerySelector(".wj-exercise__kind")!.TextContent);
            var form = page.QuerySelector("form.wj-exercise__answer")!;
            using var content = new FormUrlEncodedContent(
                form.QuerySelectorAll("input[type=hidden]").Select(field => KeyValuePair.Create(
                    field.GetAttribute("name")!, field.GetAttribute("value")!)).Append(KeyValuePair.Create("a-keuze", "lager")));
            using var answer = await host.Client.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), content);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync();
            var graded = await BrowsingContext.New().OpenAsync(response => response.Content(html));
            Assert.Equal("Niet goed", graded.QuerySelector(".wj-exercise__verdict")!.TextContent);
            Assert.Contains("te weinig antwoorden", graded.Body!.TextContent, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Reports_and_repetition_ask_the_type()
    {
        var reader = new ExerciseReader(
            new([.. Portal.Content.Markdown.MarkdownServices.StandardContainers, new ExerciseContainer(Known)]), Known,
            () => Portal.Content.Publishing.PublishedSite.Empty);
        var exercise = Assert.Single(reader.Of(Body));
        Assert.Equal([("hoger", true), ("lager", false)], exercise.Choices.Select(choice => (choice.Key, choice.IsRight)));
        Assert.Equal((1, 1), (exercise.CountsOf(Given.Answer(("keuze", "hoger")))!.Hits, exercise.Points));
        Assert.True(exercise.Traits is { ComesBack: false, TellsSignals: true, NextStep: "Nog een" });
    }

    /// <summary>A type as another room would write it.</summary>
    private sealed record Higher(ExerciseHead Head, bool IsHigher) : Exercise(Head)
    {
        public static ExerciseType Kind { get; } =
            new("higher", "Hoger of lager?", (head, yaml) => new Higher(head, yaml.Flag("higher") ?? false))
            {
                ComesBack = false,
                TellsSignals = true,
                NextStep = "Nog een",
            };

        internal override IReadOnlyList<AnswerChoice> Choices => [new("hoger", "Hoger", IsHigher), new("lager", "Lager", !IsHigher)];

        internal override Ballot Ballot => new([.. Choices.Select(choice =>
            (choice.Key, Portal.Content.Markdown.InlineMarkdown.Render(choice.Text, new Portal.Content.Markdown.RenderContext())))], 1);

        internal override IReadOnlyList<Portal.Learning.Exercises.Scoring.JudgedCase> CasesOf(Answer answer) => Judge(answer).IsAnswer
            ? [new(null, true, Judge(answer).Outcome == Outcome.Right, null), new(null, false, false, null)]
            : [];

        internal override Answer Perfect => Answer.Of(("keuze", [IsHigher ? "hoger" : "lager"]));

        protected override Graded Judge(Answer answer) => answer.One("keuze") is not { } chosen
            ? Graded.Refused(Max, "Kies hoger of lager.")
            : Graded.Of(Max, chosen == (IsHigher ? "hoger" : "lager") ? 1 : 0, [
                .. Choices.Select(choice => new PartResult(
                    choice.Key, choice.Key == chosen, PartResult.OutcomeOf(choice.IsRight, choice.Key == chosen), choice.Text)),
            ]);

        internal override void WriteFields(Html html, ExerciseForm form)
        {
            foreach (var choice in Choices) Fields.Radio(html, "keuze", choice.Key, new Html.Raw(choice.Text), form);
        }
    }
}
