using Portal.Content.Import;
using Portal.Tests.Support;
using static Portal.Tests.Learning.SmallModule;

namespace Portal.Tests.Learning.Modules;

/// <summary>What an author writes of a module that nobody could do: the importer takes none of it and says where to look.</summary>
public sealed class ModuleRulesTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-rules-").FullName;
    private PortalHost host = null!;

    public async Task InitializeAsync()
    {
        host = await PortalHost.StartAsync();
        Write("index", Given.Document(SmallModule.Id, "module", "number: 9\nminutes: 30\n"));
        Write("een", Chapter("een", 1, Single("proef-1")));
        Write("toets", Chapter("toets", 3, Single("proef-3"), "kind: end_test\n"));
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_module_that_can_be_done_is_taken() => Assert.Empty(await ErrorsAsync());

    [Theory]
    [InlineData("pass_mark: 700", "'pass_mark' is 700; het moet een getal van 1 tot en met 100 zijn.")]
    [InlineData("pass_mark: 0", "'pass_mark' is 0; het moet een getal van 1 tot en met 100 zijn.")]
    [InlineData("validity_months: -3", "'validity_months' is -3; het moet een getal van 1 tot en met 120 zijn.")]
    [InlineData("test_out: -5", "'test_out' is -5; het moet een getal van 1 tot en met 100 zijn.")]
    [InlineData(
        "accreditations: [{register: SKJ, number: '1', points: -2}]",
        "'accreditations' is -2; het moet een getal van 1 tot en met 1000 zijn.")]
    public async Task A_number_out_of_range_is_told_at_its_line(string line, string expected)
    {
        Write("index", Given.Document(SmallModule.Id, "module", $"number: 9\nminutes: 30\n{line}\n"));
        var at = File.ReadAllLines(System.IO.Path.Combine(folder, "modules/proef/index.md")).ToList().IndexOf(line) + 1;
        Assert.Contains($"modules/proef/index.md:{at}: {expected}", await ErrorsAsync());
    }

    [Fact]
    public async Task A_second_end_test_is_told_at_its_kind()
    {
        Write("toets-b", Chapter("toets-b", 4, Single("proef-4"), "kind: end_test\n"));
        var error = Assert.Single(await ErrorsAsync());
        Assert.Equal(
            "modules/proef/toets-b.md:8: Deze module heeft al een eindtoets: 'hoofdstuk-proef-toets'. Een module heeft er hoogstens één. "
                + "Zet bij de andere 'status: archived' of haal 'kind' weg.",
            error);
    }

    [Fact]
    public async Task A_second_end_test_beside_one_that_is_in_the_portal_is_refused_until_that_one_is_archived()
    {
        Assert.Empty(await ErrorsAsync());
        File.Delete(System.IO.Path.Combine(folder, "modules/proef/toets.md"));
        Write("nieuw", Chapter("nieuw", 4, Single("proef-4"), "kind: end_test\n"));
        Assert.Contains("heeft al een eindtoets", Assert.Single(await ErrorsAsync()), StringComparison.Ordinal);
        Write("toets", Chapter("toets", 3, Single("proef-3"), "kind: end_test\nstatus: archived\n"));
        Assert.Empty(await ErrorsAsync());
    }

    [Theory]
    [InlineData("end_test", "eindtoets")]
    [InlineData("pre_test", "begintoets")]
    public async Task A_test_without_a_question_that_can_be_right_is_refused(string kind, string name)
    {
        Write("toets", Chapter("toets", 3, "Alleen tekst.\n\n::: exercise id=proef-5 type=reflection\nDenk na.\n:::\n", $"kind: {kind}\n"));
        Assert.Contains(
            $"Deze {name} heeft geen vraag met een goed antwoord", Assert.Single(await ErrorsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pre_test_without_questions_is_taken_where_the_end_test_has_forms()
    {
        Write("begin", Chapter("begin", 0, "Kijk wat je weet.\n", "kind: pre_test\n"));
        Write("toets", Chapter("toets", 3, InForm("proef-3", "A") + InForm("proef-4", "B"), "kind: end_test\n"));
        Assert.Empty(await ErrorsAsync());
        Write("toets", Chapter("toets", 3, Single("proef-3"), "kind: end_test\n"));
        Assert.Contains("Deze begintoets heeft geen vraag met een goed antwoord", Assert.Single(await ErrorsAsync()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_is_what_its_plan_says_and_every_form_is_as_long()
    {
        const string plan = "number: 9\nminutes: 10\ngoals:\n  - \"Na deze module weet je het.\"\n"
            + "blueprint:\n  - goal: 1\n    act: 2\n    judge: 0.5\n";
        Write("index", Given.Document(SmallModule.Id, "module", plan));
        Write("toets", Chapter("toets", 3, InForm("proef-3", "A") + InForm("proef-5", "A") + InForm("proef-4", "B"), "kind: end_test\n"));
        Assert.Equal(
            [
                "De vormen geven niet evenveel punten: A 2, B 1. Maak ze gelijk.",
                "Vorm A: leerdoel 1, materiaal wegen, telt 0 punten, en het toetsplan zegt 0,5. Maak ze gelijk.",
                "Vorm B: leerdoel 1, materiaal wegen, telt 0 punten, en het toetsplan zegt 0,5. Maak ze gelijk.",
                "Vorm B: leerdoel 1, handelen, telt 1 punten, en het toetsplan zegt 2. Maak ze gelijk.",
            ],
            (await ErrorsAsync()).Select(error => error.Split(": ", 2)[1]));
        Write("index", Given.Document(SmallModule.Id, "module", plan.Replace("    judge: 0.5\n", "", StringComparison.Ordinal)));
        Write("toets", Chapter("toets", 3, string.Concat("ABAB".Select((form, at) => InForm($"proef-{at + 3}", $"{form}"))),
            "kind: end_test\n"));
        Assert.Empty(await ErrorsAsync());
    }

    private static string InForm(string id, string form) =>
        Single(id, $"Wat doe je bij {id}?").Replace("source:", $"form: {form}\ngoal: 1\nway: act\nsource:", StringComparison.Ordinal);

    [Fact]
    public async Task Testing_out_needs_a_begin_test()
    {
        Write("index", Given.Document(SmallModule.Id, "module", "number: 9\nminutes: 30\ntest_out: 80\n"));
        Assert.Contains("Zonder begintoets kan niemand 'test_out' halen.", Assert.Single(await ErrorsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_concept_is_asked_whether_it_will_fit_with_the_concepts_under_it()
    {
        Write("index", Given.Document(SmallModule.Id, "module", "status: concept\nnumber: 9\nminutes: 30\ntest_out: 80\n"));
        Write("begin", Chapter("begin", 0, Single("proef-0"), "kind: pre_test\nstatus: concept\n"));
        Assert.Empty(await ErrorsAsync());
    }

    [Fact]
    public async Task An_erratum_that_names_no_question_of_its_test_is_told_at_its_line()
    {
        Write("toets", Chapter("toets", 3, Single("proef-3"), "kind: end_test\n" + Errata("proef-3", "proef-1", "bestaat-niet")));
        var lines = File.ReadAllLines(System.IO.Path.Combine(folder, "modules/proef/toets.md")).ToList();
        Assert.Equal(
            new[] { "proef-1", "bestaat-niet" }.Select(id =>
                $"modules/proef/toets.md:{lines.IndexOf($"  - exercise: {id}") + 1}: 'errata' noemt opdracht '{id}', maar deze toets heeft "
                + "geen vraag met die id die wordt nagekeken. Controleer de id."),
            await ErrorsAsync());
    }

    [Fact]
    public async Task An_erratum_outside_a_test_is_refused()
    {
        Write("een", Chapter("een", 1, Single("proef-1"), Errata("proef-1")));
        Assert.Contains("'errata' hoort bij een begintoets of eindtoets", Assert.Single(await ErrorsAsync()), StringComparison.Ordinal);
    }

    private static string Errata(params string[] exercises) =>
        "errata:\n" + string.Concat(exercises.Select(id => $"  - exercise: {id}\n    reason: \"De sleutel was fout.\"\n"));

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(folder, "modules/proef"));
        File.WriteAllText(System.IO.Path.Combine(folder, $"modules/proef/{name}.md"), text.TrimEnd('\n') + "\n");
    }

    private async Task<string[]> ErrorsAsync() => [.. (await host.WithAsync<Importer, ImportResult>(
        importer => importer.ImportAsync(folder, new ImportOptions()))).Errors.Select(error => error.ToString())];
}
