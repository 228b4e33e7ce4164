using Portal.Tests.Support;
using static Portal.Tests.Learning.Exercises.Given;

namespace Portal.Tests.Learning.Exercises;

/// <summary>Every rule of AUTHORING.md, broken: the importer names the line and says what to do. The YAML begins on line 5.</summary>
public sealed class AuthorMistakeTests
{
    private const string TwoOptions = """
        options:
          - {text: "A", right: true, feedback: "Ja"}
          - {text: "B", feedback: "Nee"}
        """;

    private const string Scenario = """
        source: "Bron"
        start: a
        steps:
          - id: a
            says: [{who: "Sam", text: "Hoi"}]
            choices:
              - {text: "Links", to: b, points: 2, feedback: "Ja"}
              - {text: "Rechts", to: c, points: 0, feedback: "Nee"}
          - id: b
            says: [{who: "Sam", text: "Fijn"}]
            end: good
            title: "Goed"
            text: "Mooi"
          - id: c
            says: [{who: "Sam", text: "Jammer"}]
            end: bad
            title: "Slecht"
            text: "Jammer"
        """;

    public static TheoryData<string, string, string> Mistakes => new()
    {
        // Every type
        { "single", TwoOptions, "5: De sleutel 'source' ontbreekt: waar komt het goede antwoord vandaan?" },
        { "single", TwoOptions + "\nsource: \"Bron\"\nkleur: rood", "9: De sleutel 'kleur' bestaat hier niet. De sleutels zijn: caveat, "
            + "certainty, feed, form, goal, options, points, read_more, source, source_line, status, twin, way, why." },
        { "single", TwoOptions + "\nsource: \"Bron\"\npoints: 0", "9: 'points' moet een heel getal van 1 tot en met 20 zijn." },
        { "single", TwoOptions + "\nsource: \"Bron\"\npoints: 1.5", "9: 'points' moet een heel getal van 1 tot en met 20 zijn." },
        { "single", TwoOptions + "\nsource: \"Bron\"\ncertainty: ja", "9: 'certainty' moet true of false zijn" },
        { "single", TwoOptions + "\nsource: \"Bron\"\nstatus: klaar", "9: 'status' kan geen 'klaar' zijn. Kies uit: concept." },
        { "single", TwoOptions + "\nsource: \"Bron\"\nread_more: kennis-weg", "9: 'read_more' moet een lijst zijn" },
        { "single", TwoOptions + "\nsource: \"Bron\"\nfeed: [{text: \"Hoi\"}]", "9: De sleutel 'feed.from' ontbreekt." },
        { "single", TwoOptions + "\nsource: \"Bron\"\nfeed: []", "9: 'feed' heeft 0 regels; het moeten er 1 tot en met 8 zijn." },
        { "single", TwoOptions + "\nsource: \"Bron\"\nsource: \"Nog een\"", "9: Een sleutel staat er twee keer" },
        { "single", "options: [", "6: Dit is geen geldige YAML" },
        { "single", "options:\n\t- a", "5: Dit is geen geldige YAML" },
        { "single", "tekst", "5: Het YAML-blok is leeg of geen lijst van sleutels." },
        { "single", "a: &a [1]\nb: *a", "5: Verwijzingen met & en * kunnen hier niet." },
        { "single", "a: [[[[[[[[[[[[[[1]]]]]]]]]]]]]]", "5: Hier staat te veel in elkaar." },

        // True or false
        { "true_false", $"{Source}\nif_true: \"Ja\"\nif_false: \"Nee\"", "5: De sleutel 'answer' ontbreekt. Schrijf true of false." },
        { "true_false", $"{Source}\nanswer: \"waar\"\nif_true: \"Ja\"\nif_false: \"Nee\"", "6: 'answer' moet true of false zijn" },
        { "true_false", $"{Source}\nanswer: true\nif_true: \"Ja\"", "5: De sleutel 'if_false' ontbreekt." },
        { "true_false", $"{Source}\nanswer: true\nif_true: \"Ja\"\nif_false: \"\"", "8: 'if_false' moet een tekst zijn. Vul hem in." },

        // Single and multiple
        {
            "single",
            $"{Source}\noptions:\n  - {{text: A, feedback: Nee}}\n  - {{text: B, feedback: Nee}}",
            "6: Van deze antwoorden is er precies één goed; nu is er geen."
        },
        {
            "single",
            $"{Source}\noptions:\n  - {{text: A, right: true, feedback: Ja}}\n  - {{text: B, right: true, feedback: Ja}}",
            "6: Van deze antwoorden is er precies één goed; nu zijn het er meer."
        },
        {
            "single",
            $"{Source}\noptions:\n  - {{text: A, right: true, feedback: Ja}}\n  - {{text: B}}",
            "8: De sleutel 'options.feedback' ontbreekt."
        },
        {
            "single",
            $"{Source}\noptions:\n  - {{text: A, right: true, feedback: Ja}}\n  - {{text: a, feedback: Nee}}",
            "8: 'a' staat ook op regel 7. Geef elk een eigen tekst."
        },
        {
            "single",
            $"{Source}\noptions:\n  - {{text: A, right: true, feedback: Ja}}",
            "6: 'options' heeft 1 regels; het moeten er 2 tot en met 6 zijn."
        },
        { "single", $"{Source}\noptions: geen", "6: 'options' moet een lijst zijn" },
        { "single", $"{Source}\noptions:\n  - A\n  - B", "7: Elke regel van 'options' bestaat uit sleutels met een waarde." },
        { "single", Source, "5: De sleutel 'options' ontbreekt. Schrijf er een lijst onder" },
        { "multiple", $"{Source}\n{TwoOptions}", "6: 'options' heeft 2 regels; het moeten er 3 tot en met 8 zijn." },
        {
            "multiple",
            $"{Source}\noptions:\n  - {{text: A, feedback: Nee}}\n  - {{text: B, feedback: Nee}}\n  - {{text: C, feedback: Nee}}",
            "6: Geen van deze antwoorden is goed."
        },
        { "multiple", $"{Source}\noptions:\n  - {{text: A, right: true, feedback: Ja}}\n  - {{text: B, right: true, feedback: Ja}}\n  - "
            + $"{{text: C, right: true, feedback: Ja}}", "6: Al deze antwoorden zijn goed." },
        {
            "multiple",
            $"{Source}\n{TwoOptions}\n  - {{text: C, feedback: Nee}}\nscoring: half",
            "10: 'scoring' kan geen 'half' zijn. Kies uit: each, all."
        },

        // Words
        { "short_answer", $"{Source}\nif_right: Ja\nif_wrong: Nee", "5: De sleutel 'answers' ontbreekt." },
        { "short_answer", $"{Source}\nanswers: [\"Één\", \"een\"]\nif_right: Ja\nif_wrong: Nee", "6: 'een' staat ook op regel 6." },
        { "short_answer", $"{Source}\nanswers: [\"...\"]\nif_right: Ja\nif_wrong: Nee", "6: '...' heeft geen letters of cijfers." },
        { "short_answer", $"{Source}\nanswers: [\"ja\"]\nif_wrong: Nee", "5: De sleutel 'if_right' ontbreekt." },
        {
            "letters",
            $"{Source}\nsolution: \"LE F\"\nclues:\n{Clue("k", "klas", 2)}{Clue("v", "geel", 2)}{Clue("f", "fiets", 1)}",
            "6: De oplossing is één woord van 3 tot en met 16 letters"
        },
        {
            "letters",
            $"{Source}\nsolution: \"LEF\"\nclues:\n{Clue("k", "klas", 3)}{Clue("v", "geel", 2)}{Clue("f", "fiets", 1)}",
            "8: Letter 3 van 'klas' is een A, maar de oplossing heeft hier een L."
        },
        {
            "letters",
            $"{Source}\nsolution: \"LEF\"\nclues:\n{Clue("k", "klas", 5)}{Clue("v", "geel", 2)}{Clue("f", "fiets", 1)}",
            "8: 'klas' heeft 4 letters, dus geen letter 5."
        },
        {
            "letters",
            $"{Source}\nsolution: \"LEF\"\nclues:\n{Clue("k", "klas", 0)}{Clue("v", "geel", 2)}{Clue("f", "fiets", 1)}",
            "8: 'clues.position' moet een heel getal van 1 tot en met 60 zijn."
        },
        {
            "letters",
            $"{Source}\nsolution: \"LEFT\"\nclues:\n{Clue("k", "klas", 2)}{Clue("v", "geel", 2)}{Clue("f", "fiets", 1)}",
            "7: De oplossing heeft 4 letters en er zijn 3 omschrijvingen."
        },
        {
            "letters",
            $"{Source}\nsolution: \"LEF\"\nclues:\n{Clue("k", "klas", 2)}{Clue("k", "geel", 2)}{Clue("f", "fiets", 1)}",
            "9: 'k' staat ook op regel 8."
        },

        // Word search
        {
            "word_search",
            $"{Source}\ngrid: [\"ABC\", \"DEF\", \"GH\"]\nwords: [{{word: abc, clue: eerste}}]",
            "6: De rijen zijn niet even lang: 3, 3, 2 letters."
        },
        {
            "word_search",
            $"{Source}\ngrid: [\"ABC\", \"DEF\", \"GHI\"]\nwords: [{{word: acb, clue: eerste}}]",
            "7: 'acb' staat niet in het vak met letters, in geen van de acht richtingen."
        },
        {
            "word_search",
            $"{Source}\ngrid: [\"A C\", \"DEF\", \"GHI\"]\nwords: [{{word: def, clue: eerste}}]",
            "6: De rij 'A C' heeft iets anders dan letters."
        },
        {
            "word_search",
            $"{Source}\ngrid: [\"ABC\", \"DEF\", \"GHI\"]\nwords: [{{word: aei, clue: eerste}}, {{word: AEI, clue: tweede}}]",
            "7: 'AEI' staat ook op regel 7."
        },
        { "word_search", $"{Source}\ngrid: [\"ABC\", \"DEF\", \"GHI\"]\nwords: [{{word: aei}}]", "7: De sleutel 'words.clue' ontbreekt." },
        {
            "word_search",
            $"{Source}\ngrid: [\"ABC\", \"DEF\"]\nwords: [{{word: abc, clue: x}}]",
            "6: 'grid' heeft 2 regels; het moeten er 3 tot en met 20 zijn."
        },

        // Sort, match, order
        { "sort", $"{Source}\nbins: [{{id: a, text: A}}, {{id: b, text: B}}]\ncards: [{{text: x, bin: c, feedback: y}}, "
            + $"{{text: z, bin: a, feedback: y}}]", "7: De bak 'c' bestaat niet. Kies uit: a, b." },
        { "sort", $"{Source}\nbins: [{{id: a, text: A}}, {{id: a, text: B}}]\ncards: [{{text: x, bin: a, feedback: y}}, "
            + $"{{text: z, bin: a, feedback: y}}]", "6: De bak 'a' staat er twee keer." },
        {
            "sort",
            $"{Source}\nbins: [{{id: a, text: A}}]\ncards: [{{text: x, bin: a, feedback: y}}, {{text: z, bin: a, feedback: y}}]",
            "6: 'bins' heeft 1 regels; het moeten er 2 tot en met 4 zijn."
        },
        {
            "sort",
            $"{Source}\nbins: [{{id: a, text: A}}, {{id: b, text: B}}]\ncards: [{{text: x, bin: a}}, {{text: z, bin: a, feedback: y}}]",
            "7: De sleutel 'cards.feedback' ontbreekt."
        },
        {
            "match",
            $"{Source}\npairs: [{{left: a, right: b, feedback: c}}]",
            "6: 'pairs' heeft 1 regels; het moeten er 3 tot en met 7 zijn."
        },
        { "match", $"{Source}\npairs: [{{left: a, right: b, feedback: c}}, {{left: d, right: b, feedback: c}}, "
            + $"{{left: e, right: f, feedback: c}}]", "6: 'b' staat ook op regel 6." },
        { "match", $"{Source}\npairs: [{{left: a, right: b, feedback: c}}, {{left: d, right: g, feedback: c}}, "
            + $"{{left: e, right: f, feedback: c}}]\nextra: [b]", "7: 'b' staat ook bij een paar." },
        {
            "order",
            $"{Source}\nitems: [{{text: a}}, {{text: b}}]\nif_right: Ja\nif_wrong: Nee",
            "6: 'items' heeft 2 regels; het moeten er 3 tot en met 7 zijn."
        },
        {
            "order",
            $"{Source}\nitems: [{{text: a}}, {{text: b}}, {{text: a}}]\nif_right: Ja\nif_wrong: Nee",
            "6: 'a' staat ook op regel 6."
        },
        { "order", $"{Source}\nitems: [{{text: a}}, {{text: b}}, {{text: c}}]\nif_right: Ja", "5: De sleutel 'if_wrong' ontbreekt." },

        // Estimate
        { "estimate", Estimate("answer: 5", "min: 10", "max: 10"), "7: 'min' (10) moet kleiner zijn dan 'max' (10)." },
        { "estimate", Estimate("answer: 11", "min: 0", "max: 10"), "6: Het antwoord 11 ligt niet tussen 'min' en 'max'." },
        {
            "estimate",
            Estimate("answer: 5", "min: 0", "max: 10", tolerance: "tolerance: -1"),
            "10: 'tolerance' kan niet kleiner zijn dan 0."
        },
        {
            "estimate",
            Estimate("answer: 5", "min: 0", "max: 10", tolerance: "tolerance: 6"),
            "10: Met deze 'tolerance' is bijna elk getal goed."
        },
        { "estimate", Estimate("answer: 5", "min: 0", "max: 10", step: "step: 0"), "9: 'step' moet groter zijn dan 0." },
        { "estimate", Estimate("answer: \"5\"", "min: 0", "max: 10"), "6: 'answer' moet een getal zijn" },
        { "estimate", Estimate("answer: 5,5", "min: 0", "max: 10"), "6: 'answer' moet een getal zijn" },

        // Without key
        { "opinion", "scale: [ja, nee]\nafter: Denk na", "5: 'scale' heeft 2 regels; het moeten er 3 tot en met 5 zijn." },
        { "opinion", "scale: [ja, misschien, Ja]\nafter: Denk na", "5: 'Ja' staat ook op regel 5." },
        { "opinion", "scale: [ja, misschien, nee]", "5: De sleutel 'after' ontbreekt." },
        {
            "opinion",
            "scale: [ja, misschien, nee]\nafter: Denk na\npoints: 2",
            "7: Een opdracht van het type opinion geeft geen punten; haal 'points' weg."
        },
        {
            "opinion",
            "scale: [ja, misschien, nee]\nafter: Denk na\ncertainty: true",
            "7: Bij een opdracht van het type opinion is niets goed of fout; haal 'certainty' weg."
        },
        { "poll", "options: [een]", "5: 'options' heeft 1 regels; het moeten er 2 tot en met 10 zijn." },
        { "poll", "options: [een, twee]\nmax: 3", "6: 'max' moet een heel getal van 1 tot en met 2 zijn." },
        { "poll", "options: [een, [twee]]", "5: Elke regel van 'options' is een tekst." },

        // Signals
        {
            "spot",
            $"{Source}\nitems: [{{text: a, kind: neutral, feedback: x}}, {{text: b, kind: neutral, feedback: x}}]",
            "6: Geen van deze onderdelen is een signaal."
        },
        {
            "spot",
            $"{Source}\nitems: [{{text: a, kind: weak, feedback: x}}, {{text: b, kind: strong, feedback: x}}]",
            "6: Al deze onderdelen zijn een signaal."
        },
        {
            "spot",
            $"{Source}\nitems: [{{text: a, kind: groot, feedback: x}}, {{text: b, kind: strong, feedback: x}}]",
            "6: 'items.kind' kan geen 'groot' zijn. Kies uit: strong, weak, neutral."
        },
        {
            "detection",
            $"{Source}\nvignettes: [{{text: a, signal: true, feedback: x}}]",
            "6: 'vignettes' heeft 1 regels; het moeten er 6 tot en met 24 zijn."
        },
        {
            "detection",
            $"{Source}\nvignettes:\n{string.Concat(Enumerable.Range(1, 6).Select(i => $"  - {{text: v{i}, signal: true, feedback: x}}\n"))}",
            "6: Al deze situaties zijn een signaal." },
        {
            "detection",
            $"{Source}\nvignettes:\n{string.Concat(Enumerable.Range(1, 6).Select(i => $"  - {{text: v{i}, feedback: x}}\n"))}",
            "7: De sleutel 'vignettes.signal' ontbreekt."
        },

        // Scenario
        { "scenario", Scenario.Replace("start: a", "start: z"), "6: De stap 'z' waarmee het begint, bestaat niet. Kies uit: a, b, c." },
        { "scenario", Scenario.Replace("to: c", "to: weg"), "10: De keuze 'Rechts' leidt naar de stap 'weg', maar die bestaat niet." },
        { "scenario", Scenario.Replace("to: c", "to: b"), "18: Bij de stap 'c' komt niemand: geen keuze leidt erheen." },
        { "scenario", Scenario.Replace("to: c", "to: a"), "10: Dit loopt rond: a > a." },
        {
            "scenario",
            Scenario.Replace("end: bad\n    title: \"Slecht\"\n    text: \"Jammer\"", "einde: bad"),
            "18: Bij de stap 'c' loopt het dood: er is geen keuze en geen einde."
        },
        { "scenario", Scenario.Replace("- id: c", "- id: b"), "18: De stap 'b' staat er twee keer." },
        {
            "scenario",
            Scenario.Replace("points: 2", "points: 3"),
            "11: 'steps.choices.points' moet een heel getal van 0 tot en met 2 zijn."
        },
        { "scenario", Scenario.Replace("points: 2", "points: 0"), "10: Geen van deze keuzes geeft punten." },
        { "scenario", Scenario.Replace("end: good", "end: super"), "15: 'steps.end' kan geen 'super' zijn. Kies uit: good, mixed, bad." },
        { "scenario", Scenario.Replace("    title: \"Goed\"\n", ""), "13: De sleutel 'steps.title' ontbreekt." },
        { "scenario", Scenario.Replace("text: \"Links\"", "text: \"Rechts\""), "12: 'Rechts' staat ook op regel 11." },
        { "scenario", Scenario.Replace(", feedback: \"Nee\"", ""), "12: De sleutel 'steps.choices.feedback' ontbreekt." },
        {
            "scenario",
            Scenario.Replace("points: 0", "points: 2"),
            "20: Naar dit slechte einde kan iemand 2 punten halen, en naar het goede einde 'b' maar 2."
        },
        { "scenario", Scenario.Replace("end: good", "end: mixed"), "15: Geen enkel einde is goed." },

        // What reads the same is the same, however it is written
        {
            "single",
            $"{Source}\noptions:\n  - {{text: Ja, right: true, feedback: Ja}}\n  - {{text: \"**Ja**\", feedback: Nee}}",
            "8: '**Ja**' staat ook op regel 7."
        },
        {
            "multiple",
            $"{Source}\noptions:\n  - {{text: \"'Ja'\", right: true, feedback: Ja}}\n  - {{text: ‘Ja’, feedback: Nee}}\n"
                + "  - {text: B, feedback: Nee}",
            "8: '‘Ja’' staat ook op regel 7."
        },
        {
            "order",
            $"{Source}\nitems: [{{text: Bellen}}, {{text: \"**Bellen**\"}}, {{text: c}}]\nif_right: Ja\nif_wrong: Nee",
            "6: '**Bellen**' staat ook op regel 6."
        },
        { "sort", $"{Source}\nbins: [{{id: a, text: A}}, {{id: b, text: \"*A*\"}}]\ncards: [{{text: x, bin: a, feedback: y}}, "
            + $"{{text: z, bin: b, feedback: y}}]", "6: '*A*' staat ook op regel 6." },
        { "sort", $"{Source}\nbins: [{{id: a, text: A}}, {{id: b, text: B}}]\ncards: [{{text: x y, bin: a, feedback: y}}, "
            + $"{{text: \"x  y\", bin: b, feedback: y}}]", "7: 'x  y' staat ook op regel 7." },
        { "match", $"{Source}\npairs: [{{left: a, right: b, feedback: c}}, {{left: \"**a**\", right: g, feedback: c}}, "
            + $"{{left: e, right: f, feedback: c}}]", "6: '**a**' staat ook op regel 6." },
        { "poll", "options: [een, \"**een**\"]", "5: '**een**' staat ook op regel 5." },
        {
            "word_search",
            $"{Source}\ngrid: [\"ABC\", \"DEF\", \"GHI\"]\nwords: [{{word: aei, clue: eerste}}, {{word: áei, clue: tweede}}]",
            "7: 'áei' staat ook op regel 7."
        },
        {
            "estimate",
            Estimate("answer: 5", "min: 0", "max: 10", step: "step: 3", tolerance: "tolerance: 0"),
            "9: Met de schuif is 5 niet te kiezen"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_with_its_line(string type, string yaml, string expected)
    {
        var issues = IssuesOf(type, yaml);
        Assert.True(
            issues.Any(issue => issue.StartsWith(expected, StringComparison.Ordinal)),
            $"Expected: {expected}\nGot:      {string.Join("\n          ", issues)}");
        Assert.Empty(Reader.Of(Body(type, yaml)));
        // A status that cannot be read hides it, to be on the safe side; anything else is shown as far as it goes.
        Assert.Equal(
            yaml.Contains("status:", StringComparison.Ordinal),
            Renderer.Render(Body(type, yaml), new()).Html.Contains("section", StringComparison.Ordinal) is false);
    }

    public static TheoryData<string, string> DeadLinks => new()
    {
        { TwoOptions + "\nsource: \"Bron\"\nread_more: [kennis-weg]", "9: 'read_more' verwijst naar 'kennis-weg', maar dat bestaat niet." },
        { TwoOptions + "\nsource: \"Zie [hier](doc:weg)\"", "8: Er is geen document met id weg." },
        { TwoOptions + "\nsource: \"Bron\"\nwhy: \"[leeg]()\"", "9: Deze link gaat nergens heen." },
    };

    [Theory]
    [MemberData(nameof(DeadLinks))]
    public void A_link_that_leads_nowhere_is_told_to_the_author_and_a_text_to_the_reader(string yaml, string expected)
    {
        Assert.Contains(IssuesOf("single", yaml), issue => issue.StartsWith(expected, StringComparison.Ordinal));
        var exercise = Assert.Single(Reader.Of(Body("single", yaml)));
        Assert.Empty(exercise.FeedbackOn(Answer(exercise.Choice("A"))).QuerySelectorAll("a"));
    }

    [Fact]
    public void A_loop_of_several_steps_is_spelled_out()
    {
        var yaml = Scenario.Replace(
            "end: good\n    title: \"Goed\"\n    text: \"Mooi\"",
            "choices: [{text: x, to: c, points: 1, feedback: f}, {text: y, to: a, points: 0, feedback: f}]");
        Assert.Contains(IssuesOf("scenario", yaml), issue => issue.Contains("Dit loopt rond: a > b > a.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_scenario_these_mistakes_are_made_in_has_none() => Assert.Empty(IssuesOf("scenario", Scenario));

    [Theory]
    [InlineData("::: exercise id=x type=single\nVraag?\n:::\n", "1: Het YAML-blok ontbreekt.")]
    [InlineData("::: exercise id=x type=single\n~~~yaml\na: 1\n~~~\n:::\n", "1: De vraag ontbreekt.")]
    [InlineData("::: exercise id=x type=raadsel\nVraag?\n:::\n", "1: type=raadsel bestaat niet. Kies uit: detection, estimate, letters")]
    [InlineData("::: exercise type=reflection\nVraag?\n:::\n", "1: Dit blok exercise mist id.")]
    [InlineData(
        "::: exercise id=M2_01 type=reflection\nVraag?\n:::\n", "1: Het id M2_01 mag alleen kleine letters, cijfers en streepjes hebben")]
    [InlineData(
        "::: exercise id=x type=reflection\nVraag?\n\n~~~yaml\na: 1\n~~~\n:::\n",
        "4: Een opdracht van het type reflection heeft geen YAML-blok.")]
    [InlineData(
        "::: exercise id=x type=opinion\nVraag?\n\n~~~yaml\nscale: [a, b, c]\nafter: d\n~~~\nEn nog wat.\n:::\n",
        "8: Onder het YAML-blok staat nog tekst.")]
    [InlineData(
        "::: exercise id=x type=opinion\nVraag?\n\n~~~yaml\nscale: [a, b, c]\n~~~\n\n~~~yaml\nafter: d\n~~~\n:::\n",
        "4: Een opdracht heeft één YAML-blok.")]
    [InlineData(
        "::: exercise id=x type=opinion\nVraag?[^1]\n\n~~~yaml\nscale: [a, b, c]\nafter: d\n~~~\n:::\n\n[^1]: Bron.\n",
        "2: Een voetnoot staat niet in een vraag.")]
    [InlineData(
        "::: exercise id=x type=reflection\nA?\n:::\n\n::: exercise id=x type=reflection\nB?\n:::\n",
        "5: Het id x is op deze pagina al in gebruik.")]
    public void The_shape_of_an_exercise_is_checked(string body, string expected) =>
        Assert.Contains(Issues(body), issue => issue.StartsWith(expected, StringComparison.Ordinal));

    [Fact]
    public void A_concept_needs_no_source_yet() =>
        Assert.Empty(IssuesOf("single", TwoOptions + "\nstatus: concept"));

    [Fact]
    public void All_types_together_have_no_mistake()
    {
        var context = new Portal.Content.Markdown.RenderContext { Document = id => new(id, "/" + id, id, "Onderzoek", null, null) };
        Assert.Empty(Renderer.Check(AllTypes, context));
    }

    [Fact]
    public void A_bomb_of_YAML_is_refused_before_it_goes_off()
    {
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"b{i}: &b{i} [*a,*a,*a,*a,*a,*a]\n"));
        string[] bombs = [bomb, string.Join(' ', Enumerable.Repeat("[", 590))];
        Assert.All(
            bombs,
            text => Assert.InRange(Work.Of(() => Assert.NotEmpty(IssuesOf("single", text))), TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    private static string Clue(string clue, string answer, int position) =>
        $"  - {{clue: {clue}, answer: {answer}, position: {position}, feedback: goed}}\n";

    private static string Estimate(string answer, string min, string max, string step = "step: 1", string tolerance = "tolerance: 1") =>
        string.Join('\n', Source, answer, min, max, step, tolerance, "unit: x", "if_right: a", "if_near: b", "if_far: c");
}
