using Portal.Learning.Certificates;
using Portal.Learning.Progress;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Certificates;

/// <summary>A portal with members and a small module: one chapter, and an end test of two questions of which one is enough.</summary>
public sealed class CertificateHost : IAsyncLifetime
{
    public const string Module = SmallModule.Id;
    private readonly SmallModule module;

    public CertificateHost() => module = new SmallModule(() => Host);

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
        module.Dispose();
    }

    /// <summary>Writes and imports the module under this title.</summary>
    public async Task NameModuleAsync(string title)
    {
        const string more = "number: 9\nminutes: 30\npass_mark: 50\nvalidity_months: 12\ngoals:\n  - \"Na deze module weet je "
            + "het.\"\naccreditations:\n  - register: SKJ\n    number: \"123456\"\n    points: 3\n";
        await module.WriteAsync(
            "index", Given.Document(Module, "module", more).Replace("title: Titel", $"title: {title}", StringComparison.Ordinal));
        await module.WriteAsync("een", Given.Document("hoofdstuk-proef-een", "hoofdstuk", "order: 1\nminutes: 10\n", "Lees dit.\n"));
        await module.WriteAsync(
            "toets",
            Given.Document(
                "hoofdstuk-proef-toets", "hoofdstuk", "order: 2\nminutes: 10\nkind: end_test\n",
                SmallModule.Single("proef-1") + SmallModule.Single("proef-2")));
        await module.ImportAsync();
    }

    /// <summary>The first question of the end test had the wrong key, as its chapter now says.</summary>
    public async Task MendKeyAsync(string reason)
    {
        var mended = SmallModule.Single("proef-1")
            .Replace("    right: true\n    feedback: \"Dat klopt.\"", "    feedback: \"Dat klopt niet meer.\"", StringComparison.Ordinal)
            .Replace("    feedback: \"Dat klopt niet.\"", "    right: true\n    feedback: \"Dat klopt wel.\"", StringComparison.Ordinal);
        var more = $"order: 2\nminutes: 10\nkind: end_test\nerrata:\n  - exercise: proef-1\n    reason: \"{reason}\"\n";
        await module.WriteAsync(
            "toets", Given.Document("hoofdstuk-proef-toets", "hoofdstuk", more, mended + SmallModule.Single("proef-2")));
        await module.ImportAsync();
    }

    /// <summary>A new member who passed the module, with the certificate.</summary>
    internal async Task<(Guid Learner, Certificate Certificate)> GivenCertificateAsync()
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
        var attempt = await Host.WithAsync<Portal.Learning.Progress.Tests, Attempt>(
            tests => tests.StartAsync(learner, Module, "hoofdstuk-proef-toets", Guid.CreateVersion7()));
        var result = await Host.WithAsync<Answers, AnswerResult>(
            async answers => await answers.StoreAsync(learner, Module, await module.SentAsync("toets", "proef-1", right, attempt.Id)));
        Assert.Equal(AnswerOutcome.Stored, result.Outcome);
        return attempt.Id;
    }

    internal Task<Attempt> HandInAsync(Guid learner, Guid attempt) =>
        Host.WithAsync<Portal.Learning.Progress.Tests, Attempt>(tests => tests.SubmitAsync(learner, Module, attempt));

    internal Task<IReadOnlyList<Certificate>> OfAsync(Guid learner) =>
        Host.WithAsync<CertificateRegister, IReadOnlyList<Certificate>>(register => register.OfAsync(learner));
}
