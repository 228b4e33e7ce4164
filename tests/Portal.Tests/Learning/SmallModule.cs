using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Portal.Content.Import;
using Portal.Learning.Exercises;
using Portal.Learning.Progress;
using Portal.Tests.Support;

namespace Portal.Tests.Learning;

/// <summary>
/// A small module that a test writes and imports: module-proef, with chapters hoofdstuk-proef-..., and questions with two choices.
/// </summary>
/// <param name="host">Where it goes online.</param>
internal sealed class SmallModule(Func<PortalHost> host) : IDisposable
{
    /// <summary>Id of the module.</summary>
    public const string Id = "module-proef";

    /// <summary>Its address.</summary>
    public const string Path = "/modules/proef";

    private const string Right = "Goed zo", Wrong = "Niet zo";
    private readonly string folder = Directory.CreateTempSubdirectory("portal-module-").FullName;

    /// <summary>The id of one of its chapters.</summary>
    public static string ChapterId(string name) => $"hoofdstuk-proef-{name}";

    /// <summary>A chapter of ten minutes.</summary>
    public static string Chapter(string name, int order, string body, string more = "") =>
        Given.Document(ChapterId(name), "hoofdstuk", $"order: {order}\nminutes: 10\n{more}", body);

    /// <summary>A question with a right and a wrong choice.</summary>
    public static string Single(string id, string question = "Wat doe je?") => $$"""
        ::: exercise id={{id}} type=single
        {{question}}

        ~~~yaml
        options:
          - text: "{{Right}}"
            right: true
            feedback: "Dat klopt."
          - text: "{{Wrong}}"
            feedback: "Dat klopt niet."
        source: "Proef, 2026"
        ~~~
        :::


        """;

    /// <summary>The words of the choice.</summary>
    public static string ChoiceOf(bool right) => right ? Right : Wrong;

    /// <summary>Writes one of its files; <see cref="ImportAsync"/> puts all of them online.</summary>
    public async Task WriteAsync(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(folder, "modules/proef"));
        await File.WriteAllTextAsync(System.IO.Path.Combine(folder, $"modules/proef/{name}.md"), text.TrimEnd('\n') + "\n");
    }

    /// <summary>Puts what was written online.</summary>
    public async Task ImportAsync()
    {
        var result = await host().WithAsync<Importer, ImportResult>(importer => importer.ImportAsync(folder, new ImportOptions()));
        Assert.Empty(result.Errors);
    }

    /// <summary>An answer as a form would post it: its own fields and values, chosen by the words a learner sees.</summary>
    public async Task<SentAnswer> SentAsync(string chapter, string exercise, bool right, Guid? attempt = null)
    {
        var body = host().Site.Current.Find(ChapterId(chapter))!.Body;
        var asked = ((ExerciseReader)host().Services.GetService(typeof(ExerciseReader))!).Find(body, exercise)!;
        var form = await BrowsingContext.New().OpenAsync(answer => answer.Content(asked.Form(new ExerciseForm("/proef"))));
        var choice = form.QuerySelectorAll("label").Single(label => label.TextContent.Contains(ChoiceOf(right), StringComparison.Ordinal))
            .QuerySelector("input")!;
        var field = choice.GetAttribute("name")![Answer.FieldPrefix.Length..];
        return new SentAnswer(
            Guid.CreateVersion7(), ChapterId(chapter), exercise, Answer.Of((field, [choice.GetAttribute("value")!])), AttemptId: attempt);
    }

    /// <summary>Answers a question of the page that is open, as a browser without script does.</summary>
    public static Task AnswerAsync(Visitor visitor, string exercise, bool right)
    {
        var form = visitor.Page.QuerySelector($"form[data-answer={exercise}]")
            ?? throw new Xunit.Sdk.XunitException($"No {exercise} on {visitor.At}: {visitor.Text}");
        var choice = form.QuerySelectorAll("label").Single(label => label.TextContent.Contains(ChoiceOf(right), StringComparison.Ordinal))
            .QuerySelector<IHtmlInputElement>("input")!;
        var hidden = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(field => (field.Name!, field.Value));
        return visitor.PostAsync(form.GetAttribute("action")!, [.. hidden, (choice.Name!, choice.Value)]);
    }

    /// <summary>Chooses an answer to the question of a test that is shown, and takes the first step that its form offers.</summary>
    public static Task AnswerTestAsync(Visitor visitor, string exercise, bool right)
    {
        var form = visitor.Page.QuerySelector<IHtmlFormElement>($"[data-screen]:not([hidden]) form[data-question={exercise}]")
            ?? throw new Xunit.Sdk.XunitException($"{exercise} is not shown on {visitor.At}: {visitor.Text}");
        var choice = form.QuerySelectorAll("label").Single(label => label.TextContent.Contains(ChoiceOf(right), StringComparison.Ordinal))
            .QuerySelector<IHtmlInputElement>("input")!;
        return StepAsync(visitor, form, (choice.Name!, choice.Value));
    }

    /// <summary>Takes the first step that the form of a question offers, with what was filled in.</summary>
    public static Task StepAsync(Visitor visitor, IElement form, params (string, string)[] filled)
    {
        var step = form.QuerySelector<IHtmlButtonElement>("button[name=naar]")!;
        var hidden = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(field => (field.Name!, field.Value));
        return visitor.PostAsync(form.GetAttribute("action")!, [.. hidden, .. filled, (step.Name!, step.Value)]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
