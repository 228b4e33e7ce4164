using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Learning.Exercises;
using Portal.Platform;

namespace Portal.Tests.Learning.Exercises;

/// <summary>Exercises as authors write them, answers as a form posts them.</summary>
internal static class Given
{
    /// <summary>The keys of every type that has a right answer.</summary>
    public const string Source = "source: \"Proefbron, 2024\"";

    public static ExerciseTypes Types { get; } = new(ExerciseTypes.Own);

    public static MarkdownRenderer Renderer { get; } = new([.. MarkdownServices.StandardContainers, new ExerciseContainer(Types)]);

    public static ExerciseReader Reader { get; } = new(Renderer, Types, () => PublishedSite.Empty);

    /// <summary>The quiz with one exercise of every type: its body.</summary>
    public static string AllTypes { get; } = File.ReadAllText(AllTypesFile).Split("\n---\n", 2)[1];

    /// <summary>The folder with that quiz, ready to import.</summary>
    public static string ContentFolder => Path.Combine(Checkout.Root, "tests", "Portal.Tests", "Learning", "Content");

    private static string AllTypesFile => Path.Combine(ContentFolder, "quizzen", "alle-soorten.md");

    /// <summary>An exercise in a body; its YAML begins on line 5.</summary>
    public static string Body(string type, string yaml, string id = "m1-01", string question = "Wat doe je?") =>
        $"::: exercise id={id} type={type}\n{question}\n\n~~~yaml\n{yaml.ReplaceLineEndings("\n").Trim('\n')}\n~~~\n:::\n";

    /// <summary>The exercise that an author wrote; fails when it has mistakes.</summary>
    public static Exercise Exercise(string type, string yaml)
    {
        var body = Body(type, yaml);
        Assert.Empty(Issues(body));
        return Assert.Single(Reader.Of(body));
    }

    /// <summary>The exercise of the quiz with all types.</summary>
    public static Exercise Of(string id) => Reader.Find(AllTypes, id)!;

    /// <summary>What is wrong, as "line: message".</summary>
    public static string[] Issues(string body) =>
        [.. Renderer.Check(body, new RenderContext()).Where(issue => !issue.IsWarning).Select(issue => $"{issue.Line}: {issue.Message}")];

    /// <summary>What the importer says of an exercise.</summary>
    public static string[] IssuesOf(string type, string yaml) => Issues(Body(type, yaml));

    public static IElement Html(string html) => new HtmlParser().ParseDocument(html).Body!;

    /// <summary>The form as a browser reads it.</summary>
    public static IElement Form(this Exercise exercise, Answer? answer = null, string? error = null, string? seed = null) =>
        Html(
            exercise.Section(
                exercise.Form(
                    new ExerciseForm("/hier") { Answer = answer ?? Portal.Learning.Exercises.Answer.Empty, Error = error, Seed = seed })));

    /// <summary>The feedback as a browser reads it.</summary>
    public static IElement FeedbackOn(this Exercise exercise, Answer answer) =>
        Html(exercise.Section(exercise.Feedback(answer, exercise.Grade(answer))));

    /// <summary>An answer: ("field", "value"), a field may come more than once.</summary>
    public static Answer Answer(params (string Field, string Value)[] fields) =>
        Portal.Learning.Exercises.Answer.Of(
            fields.GroupBy(field => field.Field).Select(group => (group.Key, group.Select(field => field.Value))));

    /// <summary>The value behind a choice, as a visitor finds it in the form: by its words.</summary>
    public static (string Field, string Value) Choice(this Exercise exercise, string words, Answer? soFar = null)
    {
        var input = exercise.Form(soFar).QuerySelectorAll("label:has(input)").Single(label => label.Text() == words)
            .QuerySelector("input")!;
        return (input.GetAttribute("name")![2..], input.GetAttribute("value")!);
    }

    /// <summary>The field that belongs to a label or a row, by its words.</summary>
    public static string Field(this Exercise exercise, string words)
    {
        var form = exercise.Form();
        var label = form.QuerySelectorAll("label[for], .wj-pairs__left, .wj-order__text, .wj-card__text")
            .Single(element => element.Text() == words);
        var field = label.LocalName == "label" ? form.QuerySelector($"#{label.GetAttribute("for")}")
            : label.Closest("li, fieldset")!.QuerySelector("select, input");
        return field!.GetAttribute("name")![2..];
    }

    /// <summary>A select and one of its options, both by their words.</summary>
    public static (string Field, string Value) Pick(this Exercise exercise, string row, string option)
    {
        var field = exercise.Field(row);
        var form = exercise.Form();
        var value = form.QuerySelectorAll($"select[name='a-{field}'] option")
            .SingleOrDefault(one => one.Text() == option)?.GetAttribute("value")
            ?? form.QuerySelectorAll($"label:has(input[name='a-{field}'])").Single(label => label.Text() == option)
                .QuerySelector("input")!.GetAttribute("value");
        return (field, value!);
    }

    public static string Text(this IElement element) => element.TextContent.Replace('\u00A0', ' ').Trim();
}
