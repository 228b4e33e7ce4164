using Portal.Learning.ItemBank;
using Portal.Learning.Types;
using Portal.Platform;
using Portal.Tests.Content.Markdown;
using Portal.Tests.Learning.Exercises;
using Xunit.Abstractions;

namespace Portal.Tests.Learning.ItemBank;

/// <summary>What betrays the keys of tests to who knows nothing of the field.</summary>
public sealed class BankTests(ITestOutputHelper output)
{
    [Fact]
    public void The_tests_of_the_content_betray_nothing_and_are_what_their_plan_says()
    {
        var report = BankChecks.Of(new BankFolder(Given.Renderer, Given.Types).Read(Path.Combine(Checkout.Root, "content")));
        output.WriteLine(report.Table);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void A_module_takes_as_long_as_its_chapters_together()
    {
        static int Minutes(RealDocument document) => int.Parse(document["minutes"]!, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var module in RealContent.Documents.Where(document => document["type"] == "module"))
        {
            var folder = Path.GetDirectoryName(module.Path)!;
            var chapters = RealContent.Documents.Where(document => document["type"] == "hoofdstuk" && document["kind"] is null
                && Path.GetDirectoryName(document.Path) == folder);
            Assert.Equal(Minutes(module), chapters.Sum(Minutes));
        }
    }

    [Fact]
    public void A_bank_in_which_the_long_kind_answer_is_right_is_told_by_the_strategies_that_find_it()
    {
        var report = BankChecks.Of(BankOf(Enumerable.Range(0, 60).Select(at => Single($"b-{at}",
            ("Je vraagt rustig of jullie samen even kunnen kijken wat helpt", true), ("Je straft hem meteen", false), ("Je wacht af",
                false)))));
        var betraying = report.Strategies.Where(score => score.Betrays).Select(score => score.Name).ToList();
        Assert.Contains("het langste antwoord", betraying);
        Assert.Contains("zachte woorden", betraying);
        Assert.Contains("het eerste in het bestand", betraying);
        Assert.DoesNotContain("het kortste antwoord", betraying);
    }

    [Fact]
    public void Few_questions_are_judged_by_what_guessing_hardly_does()
    {
        Assert.True(new StrategyScore("", 5, 6, 1.0 / 3).Betrays); // 1.8 % of who guesses
        Assert.False(new StrategyScore("", 4, 6, 1.0 / 3).Betrays); // 10 %
        Assert.True(new StrategyScore("", 27, 60, 1.0 / 3).Betrays);
        Assert.False(new StrategyScore("", 25, 60, 1.0 / 3).Betrays);
    }

    [Fact]
    public void A_reader_of_words_learns_what_the_keys_of_other_modules_have_in_common()
    {
        var rounds = new[] { "een", "twee", "drie" }.SelectMany(module => Enumerable.Range(0, 20).Select(at => Item(module, Single(
            $"{module}-{at}", ($"woord{at} kleur", true), ($"woord{at} anders", false), ($"woord{at} niets", false)))));
        var report = BankChecks.Of(new Bank([.. rounds]));
        Assert.Contains(report.Findings, finding => finding is { Check: "C1", Where: "alle toetsen" });
    }

    [Fact]
    public void A_word_model_tells_apart_what_differs_in_words_and_forgets_what_it_is_told_to()
    {
        var model = new WordModel();
        for (var at = 0; at < 5; at++)
        {
            model.Learn("auto station geld", true);
            model.Learn("boek school les", false);
        }
        Assert.True(model.Leaning("geld bij het station") > 0);
        Assert.True(model.Leaning("een boek op school") < 0);
        var before = model.Leaning("geld");
        model.Learn("geld geld", false);
        model.Learn("geld geld", false, -1);
        Assert.Equal(before, model.Leaning("geld"), 9);
    }

    private static Bank BankOf(IEnumerable<string> exercises) => new([.. exercises.Select((exercise, at) => Item($"module{at % 3}",
        exercise))]);

    private static BankItem Item(string module, string exercise) =>
        new(module, ChapterKind.EndTest, Assert.Single(Given.Reader.Of(exercise)));

    private static string Single(string id, params (string Text, bool Right)[] options) => Given.Body("single", "options:\n"
        + string.Concat(options.Select(option =>
            $"  - text: \"{option.Text}\"\n    right: {(option.Right ? "true" : "false")}\n    feedback: \"Zo is het.\"\n"))
        + Given.Source, id);
}
