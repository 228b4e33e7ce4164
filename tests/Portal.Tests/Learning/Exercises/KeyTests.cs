using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Types;
using static Portal.Tests.Learning.Exercises.Given;

namespace Portal.Tests.Learning.Exercises;

/// <summary>The key does not reach the browser before the answer: not in words, not in values, not by the order of things.</summary>
public sealed class KeyTests
{
    public static TheoryData<string> Exercises =>
        [.. Reader.Of(AllTypes).Where(exercise => exercise.HasForm).Select(exercise => exercise.Id)];

    /// <summary>What only the key knows, by exercise: feedback, answers, steps to come.</summary>
    private static readonly Dictionary<string, string[]> Secrets = new()
    {
        ["t-waar"] = ["zo simpel", "Precies", "nog geen netwerk", "Proefbron"],
        ["t-een"] = ["Zo zie je", "dichtklappen", "te laat", "bedacht voorbeeld"],
        ["t-meer"] = ["Rust helpt", "geven ruimte", "sluit het gesprek", "maakt bang"],
        ["t-kort"] = ["geldezel", "money mule"],
        ["t-letters"] = ["klas.", "fiets", "LEF", "lef"],
        ["t-zoeker"] = ["klus", "geld\"", "gmx", "rij 1"],
        ["t-bakken"] = ["waar het vandaan", "de meesten", "andere signalen"],
        ["t-paren"] = ["is hij de baas", "Vaak op de fiets", "komt bij hem uit"],
        ["t-volgorde"] = ["rustig op", "Begin met kijken", "Twee zien"],
        ["t-getal"] = ["95", "strafbaars", "dan je denkt"],
        ["t-mening"] = ["Denk ook"],
        ["t-peiling"] = ["Praat erover"],
        ["t-signaal"] = ["ronselen", "vaak laat", "Alleen zegt", "strong", "weak", "neutral", "sterk", "zwak"],
        ["t-zorg"] = ["Vraag wie", "lokmiddel", "hoort erbij"],
        ["t-gesprek"] = ["wegbrengen", "Gaat je niks", "Samen verder", "Nabijheid", "verhoor", "samen\"", "dicht\"", "good", "bad"],
    };

    [Theory]
    [MemberData(nameof(Exercises))]
    public void A_form_says_nothing_of_the_key(string id)
    {
        var exercise = Of(id);
        var html = exercise.Form(new ExerciseForm("/hier"));
        Assert.All(Secrets[id], secret => Assert.DoesNotContain(secret, html, StringComparison.Ordinal));
        Assert.DoesNotContain("right", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Proefbron", html, StringComparison.Ordinal);
        Assert.Empty(exercise.Form().QuerySelectorAll("input[type=hidden]"));
        Assert.DoesNotContain(exercise.Form().QuerySelectorAll("*").SelectMany(element => element.Attributes),
            attribute => attribute.Name.StartsWith("data-", StringComparison.Ordinal)
                && attribute.Name is not ("data-answer" or "data-match" or "data-order" or "data-estimate" or "data-word-search"));
    }

    [Fact]
    public void A_body_holds_the_question_and_a_mark_and_nothing_of_the_key()
    {
        var rendered = Renderer.Render(AllTypes, new());
        foreach (var secret in Secrets.Values.SelectMany(secrets => secrets).Where(secret => secret.Length > 6))
        {
            Assert.DoesNotContain(secret, rendered.Html, StringComparison.Ordinal);
            Assert.All(rendered.Sections, section => Assert.DoesNotContain(secret, section.Text, StringComparison.Ordinal));
        }
        Assert.DoesNotContain("Dit geheim", rendered.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Deze vraag ziet nog niemand", rendered.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_on_the_screen_does_not_follow_from_the_order_in_the_source()
    {
        string[] items = ["Je ziet iets", "Je bespreekt het", "Je praat", "Je meldt", "Je kijkt terug"];
        var shown = Permutations(items.Take(4).ToArray()).Select(order => string.Join('|',
            Exercise(
                "order", $"items: [{string.Join(", ", order.Select(item => $"{{text: {item}}}"))}]\nif_right: a\nif_wrong: b\n{Source}")
                .Form().QuerySelectorAll(".wj-order__text").Select(Given.Text))).GroupBy(order => order).ToList();
        // One order for all; only who wrote it down in that very order sees it turned by one.
        Assert.Equal([1, 23], shown.Select(group => group.Count()).Order());
    }

    [Fact]
    public void What_is_to_be_ordered_never_lies_in_order()
    {
        var exercise = Of("t-volgorde");
        string[] right = ["Je ziet iets", "Je bespreekt het met een collega", "Je praat met de jongere", "Je meldt het"];
        for (var seed = 0; seed < 200; seed++)
            Assert.NotEqual(right, exercise.Form(seed: $"{seed}").QuerySelectorAll(".wj-order__text").Select(Given.Text));
    }

    [Fact]
    public void Options_lie_the_same_way_for_one_seed_and_another_way_for_another()
    {
        var exercise = Of("t-een");
        string OrderOf(string? seed) =>
            string.Join(
                '|',
                exercise.Form(seed: seed).QuerySelectorAll(".wj-option input[name=a-keuze]").Select(input => input.GetAttribute("value")));
        Assert.Equal(OrderOf("a"), OrderOf("a"));
        Assert.Equal(6, Enumerable.Range(0, 100).Select(seed => OrderOf($"{seed}")).Distinct().Count());
        Assert.Equal(OrderOf(null), OrderOf(exercise.Id));
    }

    [Fact]
    public void The_right_option_stands_anywhere()
    {
        var first = Enumerable.Range(0, 300).Count(seed => Exercise("single",
            $"options: [{{text: goed, right: true, feedback: a}}, {{text: fout, feedback: b}}, {{text: mis, feedback: c}}]\n{Source}")
            .Form(seed: $"{seed}").QuerySelector(".wj-option")!.Text() == "goed");
        Assert.InRange(first, 70, 130);
    }

    [Fact]
    public void Numbers_lie_from_low_to_high()
    {
        var exercise = Exercise("single", $"options: [{{text: \"40 procent\", feedback: a}}, "
            + $"{{text: \"5 procent\", right: true, feedback: b}}, {{text: \"12,5 procent\", feedback: c}}]\n{Source}");
        Assert.Equal(["5 procent", "12,5 procent", "40 procent"], exercise.Form().QuerySelectorAll(".wj-option").Select(Given.Text));
    }

    [Fact]
    public void The_name_of_an_option_stays_as_long_as_its_words()
    {
        static string Value(string yaml) => Exercise("single", yaml).Choice("goed").Value;
        var before = Value($"options: [{{text: goed, right: true, feedback: a}}, {{text: fout, feedback: b}}]\n{Source}");
        Assert.Equal(
            before,
            Value(
                $"options: [{{text: mis, right: true, feedback: a}}, {{text: iets, feedback: c}}, {{text: goed, feedback: b}}]\n{Source}"));
        Assert.Matches("^[0-9a-f]{10}$", before);
    }

    [Fact]
    public void A_scenario_under_way_shows_only_where_one_is()
    {
        var exercise = Of("t-gesprek");
        var html = exercise.Form(new ExerciseForm("/hier") { Answer = Answer(exercise.Choice("Je gaat rustig bij hem zitten.")) });
        Assert.Contains("wegbrengen", html, StringComparison.Ordinal);
        Assert.All(
            ["Gaat je niks", "Wil je meegaan", "Echt niet", "Samen verder", "Nabijheid", "Eerlijk zijn"],
            later => Assert.DoesNotContain(later, html, StringComparison.Ordinal));
    }

    private static IEnumerable<string[]> Permutations(string[] items) => items.Length == 1
        ? [items]
        : items.SelectMany((item, i) => Permutations([.. items[..i], .. items[(i + 1)..]]).Select(rest => (string[])[item, .. rest]));
}
