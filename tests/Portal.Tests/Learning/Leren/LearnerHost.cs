using AngleSharp;
using Portal.Learning.Exercises;
using Portal.Learning.Progress;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Leren;

/// <summary>
/// A portal with one small module beside the real ones: a pre-test (proef-0), two chapters (proef-1 and proef-tekst; proef-2), an end
/// test (proef-3, proef-4). Tests of a class share it; each makes learners of its own.
/// </summary>
public sealed class LearnerHost : IAsyncLifetime
{
    public const string Module = SmallModule.Id;

    private readonly SmallModule module;

    public LearnerHost() => module = new SmallModule(() => Host);

    public MembersHost Members { get; } = new();

    public PortalHost Host => Members.Host;

    public DateOnly Today => Portal.Platform.DutchTime.DateOf(Host.Clock.GetUtcNow());

    public async Task InitializeAsync()
    {
        await Members.InitializeAsync();
        await module.WriteAsync(
            "index",
            Document(
                Module, "module", "Proefmodule",
                "number: 99\nminutes: 30\npass_mark: 50\nvalidity_months: 12\naudience: [jongerenwerker]\n"));
        await module.WriteAsync("vooraf", Chapter("vooraf", 1, Single("proef-0"), "kind: pre_test\n"));
        await module.WriteAsync("een", Chapter("een", 2, Single("proef-1") + ShortAnswer));
        await module.WriteAsync("twee", Chapter("twee", 3, Single("proef-2")));
        await module.WriteAsync("toets", Chapter("toets", 4, Single("proef-3") + Single("proef-4"), "kind: end_test\n"));
        await ImportAsync();
    }

    public async Task DisposeAsync()
    {
        await Members.DisposeAsync();
        module.Dispose();
    }

    /// <summary>Somebody with an account, signed in; a jongerenwerker, by a name nobody else has.</summary>
    public async Task<Learner> GivenLearnerAsync()
    {
        var (email, id) = await Members.GivenMemberAsync();
        var name = $"Wietske {Guid.NewGuid():N}";
        await Host.SqlAsync("update members.members set name = $2 where id = $1", id, name);
        return new Learner(this, await Members.SignedInAsync(email), id, email, name);
    }

    /// <summary>Puts a chapter online anew.</summary>
    public async Task ChangeAsync(string name, string text)
    {
        await module.WriteAsync(name, text);
        await ImportAsync();
    }

    public static string Chapter(string name, int order, string body, string more = "") =>
        Document($"hoofdstuk-proef-{name}", "hoofdstuk", $"Hoofdstuk {name}", $"order: {order}\nminutes: 5\n{more}", body);

    public static string Single(string id, string question = "Wat doe je?") => $"""
        ::: exercise id={id} type=single
        {question} ({id})

        ~~~yaml
        options:
          - text: "Goed zo"
            right: true
            feedback: "Dat klopt helemaal."
          - text: "Niet zo"
            feedback: "Dat klopt niet."
        source: "Proef, 2026"
        ~~~
        :::


        """;

    private const string ShortAnswer = """
        ::: exercise id=proef-tekst type=short_answer
        Hoe heet dit?

        ~~~yaml
        answers: ["ronselen"]
        if_right: "Precies."
        if_wrong: "Het heet anders."
        source: "Proef, 2026"
        ~~~
        :::


        """;

    private static string Document(string id, string type, string title, string more, string body = "Tekst.\n") =>
        $"---\nid: {id}\ntype: {type}\ntitle: {title}\nsummary: Samenvatting.\n{more}---\n{body}";

    private async Task ImportAsync()
    {
        await module.ImportAsync();
        await Eventually.Async(() => Host.Site.Current.Find(Module) is not null, "the module is online");
    }
}

/// <summary>Somebody who learns.</summary>
public sealed class Learner(LearnerHost portal, Visitor visitor, Guid id, string email, string name)
{
    private PortalHost Host => portal.Host;

    public Guid Id => id;

    public string Email => email;

    public string Name => name;

    public Visitor Visitor { get; private set; } = visitor;

    /// <summary>Comes back another day, in an empty browser.</summary>
    public async Task SignInAgainAsync() => Visitor = await portal.Members.SignedInAsync(email);

    /// <summary>Presses a button about repetition on the page that is open.</summary>
    public Task ChooseAsync(string button)
    {
        var pressed = Visitor.Page.QuerySelectorAll("form button[name=keuze]").Single(found => found.TextContent == button);
        return Visitor.PressAsync(button, ("keuze", pressed.GetAttribute("value")!));
    }

    internal Task<Enrolment> StartAsync() =>
        Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(id, LearnerHost.Module));

    /// <summary>Answers an exercise right or wrong, by the words a learner sees.</summary>
    public async Task AnswerAsync(string chapter, string exercise, bool right, Guid? attempt = null)
    {
        var sent = new SentAnswer(
            Guid.CreateVersion7(), $"hoofdstuk-proef-{chapter}", exercise, await AnswerToAsync(chapter, exercise, right),
            AttemptId: attempt);
        var result = await Host.WithAsync<Answers, AnswerResult>(answers => answers.StoreAsync(id, LearnerHost.Module, sent));
        Assert.Equal(AnswerOutcome.Stored, result.Outcome);
    }

    public Task WriteAsync(string chapter, string exercise, string text) =>
        Host.WithAsync<Answers, AnswerResult>(answers => answers.StoreAsync(
        id, LearnerHost.Module, new SentAnswer(
            Guid.CreateVersion7(), $"hoofdstuk-proef-{chapter}", exercise, Answer.Of(("tekst", [text])))));

    public Task FinishAsync(string chapter) =>
        Host.WithAsync<Readings, float?>(readings => readings.FinishAsync(id, LearnerHost.Module, $"hoofdstuk-proef-{chapter}"));

    public async Task DoTestAsync(string chapter, string[] exercises, string[] wrong)
    {
        var attempt = await Host.WithAsync<Portal.Learning.Progress.Tests, Attempt>(
            tests => tests.StartAsync(id, LearnerHost.Module, $"hoofdstuk-proef-{chapter}", Guid.CreateVersion7()));
        foreach (var exercise in exercises) await AnswerAsync(chapter, exercise, !wrong.Contains(exercise), attempt.Id);
        await Host.WithAsync<Portal.Learning.Progress.Tests, Attempt>(tests => tests.SubmitAsync(id, LearnerHost.Module, attempt.Id));
    }

    /// <summary>Does the whole module; these exercises go wrong.</summary>
    public async Task CompleteAsync(params string[] wrong)
    {
        await StartAsync();
        await DoTestAsync("vooraf", ["proef-0"], wrong);
        await AnswerAsync("een", "proef-1", !wrong.Contains("proef-1"));
        await WriteAsync("een", "proef-tekst", wrong.Contains("proef-tekst") ? "Mijn geheim" : "Ronselen");
        await FinishAsync("een");
        await AnswerAsync("twee", "proef-2", !wrong.Contains("proef-2"));
        await FinishAsync("twee");
        await DoTestAsync("toets", ["proef-3", "proef-4"], wrong);
    }

    /// <summary>The form's own field and value.</summary>
    internal async Task<Answer> AnswerToAsync(string chapter, string exercise, bool right)
    {
        if (exercise == "proef-tekst") return Answer.Of(("tekst", [right ? "ronselen" : "weet niet"]));
        var body = Host.Site.Current.Find($"hoofdstuk-proef-{chapter}")!.Body;
        var asked = ((ExerciseReader)Host.Services.GetService(typeof(ExerciseReader))!).Find(body, exercise)!;
        var form = await BrowsingContext.New().OpenAsync(answer => answer.Content(asked.Form(new ExerciseForm("/proef"))));
        var choice = form.QuerySelectorAll("label")
            .Single(label => label.TextContent.Contains(right ? "Goed zo" : "Niet zo", StringComparison.Ordinal)).QuerySelector("input")!;
        return Answer.Of((choice.GetAttribute("name")![Answer.FieldPrefix.Length..], [choice.GetAttribute("value")!]));
    }
}
