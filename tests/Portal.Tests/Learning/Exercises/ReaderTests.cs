using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Types;
using static Portal.Tests.Learning.Exercises.Given;

namespace Portal.Tests.Learning.Exercises;

public sealed class ReaderTests
{
    [Fact]
    public void Exercises_come_in_the_order_of_the_text_without_concepts() => Assert.Equal(
        [
            "t-waar", "t-een", "t-meer", "t-kort", "t-letters", "t-zoeker", "t-bakken", "t-paren", "t-volgorde", "t-getal", "t-mening",
            "t-peiling", "t-signaal", "t-zorg", "t-gesprek", "t-denk",
        ],
        Reader.Of(AllTypes).Select(exercise => exercise.Id));

    [Fact]
    public void Every_type_an_author_can_write_is_in_that_quiz() =>
        Assert.Equal(Given.Types.Names, Reader.Of(AllTypes).Select(exercise => exercise.Type).Order(StringComparer.Ordinal));

    [Fact]
    public void A_body_is_read_once_as_long_as_the_site_stays_the_same()
    {
        var site = PublishedSite.Empty;
        var reader = new ExerciseReader(Renderer, Types, () => site);
        var first = reader.Of(AllTypes);
        Assert.Same(first, reader.Of(AllTypes));
        site = PublishedSite.Empty.With([], [], []);
        Assert.NotSame(first, reader.Of(AllTypes));
    }

    [Fact]
    public void The_common_keys_are_read()
    {
        var exercise = (Portal.Learning.Exercises.Types.Single)Of("t-een");
        Assert.Equal(
            "Een leerling heeft in een week twee nieuwe telefoons. Wat doe je als eerste?", exercise.QuestionText.Replace('\u00A0', ' '));
        Assert.StartsWith("<div class=\"wj-prose\">", exercise.Question, StringComparison.Ordinal);
        Assert.Equal((1, true), (exercise.Points, exercise.Certainty));
        Assert.Equal("Proefbron, 2024, p. 5", exercise.Source!.Plain.Replace('\u00A0', ' '));
        Assert.Equal("Dit is een bedacht voorbeeld.", exercise.Caveat!.Plain);
        Assert.Null(exercise.Why);
    }

    [Fact]
    public void Text_around_the_exercises_is_kept_and_a_concept_hands_its_text_on()
    {
        var sheet = Reader.SheetOf(AllTypes);
        Assert.Equal(sheet.Exercises.Count + 1, sheet.Texts.Count);
        Assert.Contains("Deze quiz is er om te <strong>proberen</strong>.", sheet.Texts[0], StringComparison.Ordinal);
        Assert.Contains("Tussen de vragen staat soms tekst.", sheet.Texts[2], StringComparison.Ordinal);
        Assert.Contains("Deel wat je leerde", sheet.Texts[^1], StringComparison.Ordinal);
        Assert.All(sheet.Texts.Skip(3).SkipLast(1), Assert.Empty);
    }

    [Fact]
    public void A_body_without_exercises_is_all_text() =>
        Assert.Contains("Tekst.", Assert.Single(Reader.SheetOf("Tekst.\n").Texts), StringComparison.Ordinal);

    [Fact]
    public void The_version_tells_the_question_not_its_layout()
    {
        const string yaml = "answer: true\nif_true: \"Ja\"\nif_false: \"Nee\"\nsource: \"Bron\"";
        var version = Exercise("true_false", yaml).Version;
        Assert.Matches("^[0-9a-f]{64}$", version);
        Assert.Equal(version, Exercise("true_false", "source: 'Bron'\nif_false: Nee\n\nif_true:   \"Ja\"\nanswer: true").Version);
        Assert.Equal(version, Reader.Of("Iets ervoor.\n\n" + Body("true_false", yaml, question: "Wat doe je?  "))[0].Version);
        Assert.NotEqual(version, Exercise("true_false", yaml.Replace("answer: true", "answer: false", StringComparison.Ordinal)).Version);
        Assert.NotEqual(version, Exercise("true_false", yaml.Replace("\"Ja\"", "\"Ja!\"", StringComparison.Ordinal)).Version);
        Assert.NotEqual(version, Reader.Of(Body("true_false", yaml, question: "Wat doe jij?"))[0].Version);
        Assert.NotEqual(
            Reader.Of("::: exercise id=x type=reflection\nA?\n---\nB\n:::\n")[0].Version,
            Reader.Of("::: exercise id=x type=reflection\nA?\n---\nC\n:::\n")[0].Version);
    }

    [Fact]
    public void Exercises_know_themselves_again_by_their_version()
    {
        var versions = Reader.Of(AllTypes).Select(exercise => exercise.Version).ToList();
        Assert.Equal(versions.Count, versions.Distinct().Count());
        var another = new ExerciseReader(Renderer, Types, () => PublishedSite.Empty);
        Assert.Equal(versions, another.Of(AllTypes).Select(exercise => exercise.Version));
    }

    [Fact]
    public void One_with_a_mistake_is_left_out_and_the_rest_stays()
    {
        var body = Body("single", "options: []", id: "fout") + "\n" + Body("opinion", "scale: [a, b, c]\nafter: d", id: "goed");
        Assert.Equal("goed", Assert.Single(Reader.Of(body)).Id);
        Assert.Equal(
            "Wat doe je?",
            Html(ExerciseSlots.Fill(Renderer.Render(body, new()).Html, (_, _) => ""))
                .QuerySelector("#fout .wj-exercise__question")!.Text());
    }

    [Fact]
    public void Figures_in_questions_have_ids_of_their_own()
    {
        const string question = "::: figure title=\"Cijfers\" chart=bar\n| groep | aantal |\n| --- | ---: |\n| a | 1 |\n:::";
        var body = "x\n\n" + string.Concat(new[] { "een", "twee" }.Select(id =>
            $":::: exercise id={id} type=opinion\n{question}\n\nWat vind je?\n\n~~~yaml\nscale: [a, b, c]\nafter: d\n~~~\n::::\n\n"));
        Assert.Empty(Issues(body));
        var page = Html(string.Concat(Reader.Of(body).Select(exercise => exercise.Section(""))));
        Assert.Equal(["een-fig-1", "twee-fig-1"], page.QuerySelectorAll("figcaption").Select(caption => caption.Id!));
        Assert.Equal(["een-fig-1", "twee-fig-1"], page.QuerySelectorAll("table").Select(table => table.GetAttribute("aria-labelledby")!));
    }

    [Fact]
    public void A_question_explains_no_words_but_the_text_around_it_does()
    {
        var context = new RenderContext
        {
            Glossary = Glossary.Of([new("begrip-geldezel", "Geldezel", [], "Wie zijn pas uitleent.", "/begrippen/geldezel")]),
        };
        var html = Renderer.Render(
            "Een geldezel.\n\n## Kop\n\n" + Body("opinion", "scale: [a, b, c]\nafter: d", question: "Is een geldezel strafbaar?"),
            context).Html;
        Assert.Single(Html(html).QuerySelectorAll("a.wj-term"));
    }

    [Fact]
    public void A_reflection_brings_what_others_said()
    {
        var reflection = (Reflection)Of("t-denk");
        Assert.Contains("Een docent zei", reflection.Others, StringComparison.Ordinal);
        Assert.Contains("Wat anderen hierover zeiden", reflection.Form(new ExerciseForm("/x")), StringComparison.Ordinal);
    }
}
