using AngleSharp;
using Portal.Content.Import;
using Portal.Learning.Certificates;
using Portal.Learning.Exercises;
using Portal.Learning.Progress;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Certificates;

/// <summary>A portal with members and a small module: one chapter, and an end test of two questions of which one is enough.</summary>
public sealed class CertificateHost : IAsyncLifetime
{
    public const string Module = "module-proef";
    private readonly string folder = Directory.CreateTempSubdirectory("portal-certificates-").FullName;

    public MembersHost Members { get; } = new();

    public PortalHost Host => Members.Host;

    public async Task InitializeAsync()
    {
        await Members.InitializeAsync();
        await NameModuleAsync("Proefmodule");
    }

    public async Task DisposeAsync()
    {
        await Members.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Writes and imports the module under this title.</summary>
    public async Task NameModuleAsync(string title)
    {
        const string more = "number: 9\nminutes: 30\npass_mark: 50\nvalidity_months: 12\ngoals:\n  - \"Na deze module weet je het.\"\naccreditations:\n  - register: SKJ\n    number: \"123456\"\n    points: 3\n";
        await WriteAsync("index", Given.Document(Module, "module", more).Replace("title: Titel", $"title: {title}", StringComparison.Ordinal));
        await WriteAsync("een", Given.Document("hoofdstuk-proef-een", "hoofdstuk", "order: 1\nminutes: 10\n", "Lees dit.\n"));
        await WriteAsync("toets", Given.Document("hoofdstuk-proef-toets", "hoofdstuk", "order: 2\nminutes: 10\nkind: end_test\n", Single("proef-1") + Single("proef-2")));
        var result = await Host.WithAsync<Importer, ImportResult>(importer => importer.ImportAsync(folder, new ImportOptions()));
        Assert.Empty(result.Errors);
    }

    /// <summary>A new member who passed the module, with the certificate.</summary>
    public async Task<(Guid Learner, Certificate Certificate)> GivenCertificateAsync()
    {
        var (_, learner) = await Members.GivenMemberAsync();
        await PassAsync(learner);
        return (learner, Assert.Single(await OfAsync(learner)));
    }

    /// <summary>Does the whole module, from start to handing in.</summary>
    public async Task PassAsync(Guid learner) => await HandInAsync(learner, await AnswerTestAsync(learner, right: true));

    /// <summary>Does everything up to handing in, with one question of two right or none.</summary>
    public async Task<Guid> AnswerTestAsync(Guid learner, bool right)
    {
        await Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(learner, Module));
        await Host.WithAsync<Readings, float?>(readings => readings.FinishAsync(learner, Module, "hoofdstuk-proef-een"));
        var attempt = await Host.WithAsync<Portal.Learning.Progress.Tests, Attempt>(tests => tests.StartAsync(learner, Module, "hoofdstuk-proef-toets", Guid.CreateVersion7()));
        var result = await Host.WithAsync<Answers, AnswerResult>(async answers => await answers.StoreAsync(learner, Module, await SentAsync(right, attempt.Id)));
        Assert.Equal(AnswerOutcome.Stored, result.Outcome);
        return attempt.Id;
    }

    public Task<Attempt> HandInAsync(Guid learner, Guid attempt) => Host.WithAsync<Portal.Learning.Progress.Tests, Attempt>(tests => tests.SubmitAsync(learner, Module, attempt));

    public Task<IReadOnlyList<Certificate>> OfAsync(Guid learner) => Host.WithAsync<CertificateRegister, IReadOnlyList<Certificate>>(register => register.OfAsync(learner));

    private async Task<SentAnswer> SentAsync(bool right, Guid attempt)
    {
        var asked = ((ExerciseReader)Host.Services.GetService(typeof(ExerciseReader))!).Find(Host.Site.Current.Find("hoofdstuk-proef-toets")!.Body, "proef-1")!;
        var form = await BrowsingContext.New().OpenAsync(answer => answer.Content(asked.Form(new ExerciseForm("/proef"))));
        var choice = form.QuerySelectorAll("label").Single(label => label.TextContent.Contains(right ? "Goed zo" : "Niet zo", StringComparison.Ordinal)).QuerySelector("input")!;
        var field = choice.GetAttribute("name")![Answer.FieldPrefix.Length..];
        return new SentAnswer(Guid.CreateVersion7(), "hoofdstuk-proef-toets", "proef-1", Answer.Of((field, [choice.GetAttribute("value")!])), AttemptId: attempt);
    }

    private static string Single(string id) => $$"""
        ::: exercise id={{id}} type=single
        Wat zie je?

        ~~~yaml
        options:
          - text: "Goed zo"
            right: true
            feedback: "Dat klopt."
          - text: "Niet zo"
            feedback: "Dat klopt niet."
        source: "Proef, 2026"
        ~~~
        :::


        """;

    private async Task WriteAsync(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(folder, "modules/proef"));
        await File.WriteAllTextAsync(Path.Combine(folder, $"modules/proef/{name}.md"), text.TrimEnd('\n') + "\n");
    }
}
