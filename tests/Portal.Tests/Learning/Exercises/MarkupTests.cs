using AngleSharp.Dom;
using Portal.Learning.Exercises;
using static Portal.Tests.Learning.Exercises.Given;

namespace Portal.Tests.Learning.Exercises;

/// <summary>The HTML of forms and feedback: it works without script, everything has a name, and what is learned is said.</summary>
public sealed class MarkupTests
{
    public static TheoryData<string> Exercises =>
        [.. Reader.Of(AllTypes).Where(exercise => exercise.HasForm).Select(exercise => exercise.Id)];

    [Theory]
    [MemberData(nameof(Exercises))]
    public void A_form_posts_by_itself_and_every_field_has_a_name_and_a_label(string id)
    {
        var section = Of(id).Form();
        var form = section.QuerySelector("form")!;
        Assert.Equal(("post", "/hier"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.Single(form.QuerySelectorAll("button[type=submit].nl-button--primary"));
        Assert.All(form.QuerySelectorAll("input:not([type=hidden]), select"), field =>
        {
            Assert.StartsWith("a-", field.GetAttribute("name"), StringComparison.Ordinal);
            var label = field.Closest("label") ?? section.QuerySelector($"label[for='{field.Id}']")
                ?? section.QuerySelector($"[id='{field.GetAttribute("aria-labelledby")}']");
            Assert.False(string.IsNullOrWhiteSpace(label?.TextContent), field.OuterHtml);
        });
        Assert.NotNull(section.QuerySelector($"[id='{form.QuerySelector("[role=group]")!.GetAttribute("aria-labelledby")}']"));
        Assert.Equal(
            section.QuerySelectorAll("[id]").Length, section.QuerySelectorAll("[id]").Select(element => element.Id).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Exercises))]
    public void No_style_and_no_script_stand_in_the_markup(string id)
    {
        var exercise = Of(id);
        Assert.Empty(exercise.Form().QuerySelectorAll("[style], style, script, [onclick]"));
    }

    [Fact]
    public void An_error_is_said_at_the_form_and_what_was_filled_in_stays()
    {
        var exercise = Of("t-een");
        var chosen = exercise.Choice("Je wacht tot er meer gebeurt.");
        var section = exercise.Form(Answer(chosen), "Zeg ook hoe zeker je bent.");
        var error = section.QuerySelector("[role=alert]")!;
        Assert.Equal("Zeg ook hoe zeker je bent.", error.Text());
        Assert.Equal(error.Id, section.QuerySelector("[role=group]")!.GetAttribute("aria-describedby"));
        Assert.True(section.QuerySelector($"input[value='{chosen.Value}']")!.HasAttribute("checked"));
    }

    [Theory]
    [InlineData("t-kort", "tekst", "Mijn \"antwoord\"")]
    [InlineData("t-getal", "getal", "42")]
    public void What_was_typed_stays(string id, string field, string text) =>
        Assert.Equal(text, Of(id).Form(Answer((field, text)), "Fout").QuerySelector($"[name='a-{field}']")!.GetAttribute("value"));

    [Fact]
    public void What_was_placed_stays()
    {
        var exercise = Of("t-paren");
        var picked = exercise.Pick("Koerier", "Iemand die les geeft");
        Assert.Equal(
            picked.Value,
            exercise.Form(Answer(picked), "Fout")
                .QuerySelector($"select[name='a-{picked.Field}'] option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public void Feedback_on_a_wrong_choice_says_why_and_what_was_right()
    {
        var exercise = Of("t-een");
        var feedback = exercise.FeedbackOn(Answer(exercise.Choice("Je wacht tot er meer gebeurt."), ("zeker", "3")))
            .QuerySelector(".wj-exercise__feedback--wrong")!;
        var heading = feedback.QuerySelector("h3[tabindex='-1'][data-focus]")!;
        Assert.Equal("Niet goed", heading.Text());
        var results = feedback.QuerySelectorAll(":scope > .wj-results > .wj-result").Select(Words).ToList();
        Assert.Equal(["Je wacht tot er meer gebeurt. Niet goed Dan ben je misschien te laat.",
            "Je schrijft op wat je zag en vraagt een collega mee te kijken. Dit was goed Zo zie je of er meer is."], results);
        Assert.Contains("dichtklappen", feedback.QuerySelector("details")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Dit is een bedacht voorbeeld.", feedback.QuerySelector(".wj-exercise__caveat")!.Text());
        Assert.Equal("Bron: Proefbron, 2024, p. 5", feedback.QuerySelector(".wj-exercise__source")!.Text());
    }

    [Fact]
    public void Feedback_on_a_statement_begins_with_the_thing_to_remember()
    {
        var exercise = Of("t-waar");
        var feedback = exercise.FeedbackOn(Answer(exercise.Choice("Niet waar"))).QuerySelector(".wj-exercise__feedback")!;
        Assert.Equal("Goed", feedback.QuerySelector("h3")!.Text());
        Assert.Equal("Een groep is nog geen netwerk.", feedback.QuerySelector(".wj-exercise__why")!.Text());
        Assert.Contains("De meeste groepen zijn gewoon vrienden.", feedback.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("zo simpel", feedback.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missed_one_is_called_missed()
    {
        var exercise = Of("t-meer");
        var feedback = exercise.FeedbackOn(Answer(exercise.Choice("Open vragen"), exercise.Choice("Dreigen met de politie")));
        Assert.Equal("Een rustige plek Gemist Rust helpt.", Words(feedback.QuerySelector(".wj-result--missed")!));
        Assert.Equal("Dreigen met de politie Niet goed Dreigen maakt bang.", Words(feedback.QuerySelector(".wj-result--wrong")!));
    }

    [Fact]
    public void Cards_say_where_they_were_put_and_where_they_belong()
    {
        var exercise = Of("t-bakken");
        var feedback = exercise.FeedbackOn(Answer(
            exercise.Pick("Plotseling veel contant geld", "Hoort bij de leeftijd"),
            exercise.Pick("Laat opstaan in het weekend", "Hoort bij de leeftijd"), exercise.Pick("Een tweede telefoon", "Signaal")));
        Assert.Contains(feedback.QuerySelectorAll(".wj-result").Select(Words),
            words => words == "Plotseling veel contant geld Niet goed Jij: Hoort bij de leeftijd. Goed is: Signaal. Vraag waar het "
                + "vandaan komt.");
    }

    [Fact]
    public void A_guess_is_shown_beside_the_number()
    {
        var feedback = Of("t-getal").FeedbackOn(Answer(("getal", "60,5")));
        Assert.Contains("Jij: 60,5 procent. Goed is: 95 procent.", feedback.TextContent, StringComparison.Ordinal);
        Assert.Contains("Het zijn er veel meer dan je denkt.", feedback.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_search_says_where_the_words_stand()
    {
        var exercise = Of("t-zoeker");
        var feedback = exercise.FeedbackOn(Answer((exercise.Field("Een taak voor geld"), "klus")));
        Assert.Contains("Je vond 1 van de 3 woorden.", feedback.TextContent, StringComparison.Ordinal);
        Assert.Contains("geld (rij 2, vanaf letter 2 naar rechts)", feedback.TextContent, StringComparison.Ordinal);
        Assert.Contains("gmx (rij 2, vanaf letter 2 naar beneden)", feedback.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_talk_grows_with_every_choice_and_ends_with_what_came_of_it()
    {
        var exercise = Of("t-gesprek");
        var first = exercise.Choice("Je gaat rustig bij hem zitten.");
        var underWay = exercise.Form(Answer(first));
        Assert.Equal(["Samir Laat me maar.", "Jij Je gaat rustig bij hem zitten.", "Samir Ik moet iets wegbrengen voor iemand.",
            "Samir Zeg het tegen niemand."],
            underWay.QuerySelectorAll(".wj-talk__turn").Select(Words));
        Assert.Equal("Samir Ik moet iets wegbrengen voor iemand.", Words(underWay.QuerySelector("[data-focus]")!));
        Assert.Empty(underWay.QuerySelectorAll("input[type=radio][checked]"));
        Assert.Empty(exercise.Form().QuerySelectorAll("[data-focus], [name='a-terug']"));

        var end = exercise.FeedbackOn(Answer(("pad", first.Value), exercise.Choice("Je belooft dat je niets zegt.", Answer(first))));
        Assert.Equal("Vertrouwen met een prijs", end.QuerySelector(".wj-ending--mixed .wj-ending__title")!.Text());
        Assert.Equal(2, end.QuerySelectorAll(".wj-result").Length);
        Assert.Contains("Die belofte kun je niet houden.", end.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feed_is_told_in_text()
    {
        var post = Of("t-signaal").Form().QuerySelector("article.wj-feed__post")!;
        Assert.Equal(
            "jaimy_020 gisteren, 23.10 uur Wie wil snel verdienen? Stuur een bericht. Op de foto: een stapel bankbiljetten", Words(post));
        Assert.Equal("snel", post.QuerySelector("strong:not(.wj-feed__from strong)")!.Text());
    }

    [Fact]
    public void Texts_of_authors_may_be_bold_and_linked_and_are_otherwise_encoded()
    {
        var exercise = Exercise("single", $$"""
            options:
              - {text: "1. **Eerst** <b>kijken</b> & [lezen](https://example.org)", right: true, feedback: "*Ja*"}
              - {text: "# Geen kop", feedback: "- geen lijst"}
            {{Source}}
            """);
        var form = exercise.Form();
        Assert.Contains(
            form.QuerySelectorAll(".wj-option span"),
            span =>
                span.InnerHtml.StartsWith(
                    "1. <strong>Eerst</strong> &lt;b&gt;kijken&lt;/b&gt; &amp; <a class=\"nl-link wj-link--external\"",
                    StringComparison.Ordinal));
        Assert.Contains(form.QuerySelectorAll(".wj-option"), option => option.Text() == "# Geen kop");
        Assert.Contains("- geen lijst", exercise.FeedbackOn(Answer(exercise.Choice("# Geen kop"))).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void On_paper_stand_questions_without_answers()
    {
        foreach (var exercise in Reader.Of(AllTypes).Where(exercise => exercise.HasForm))
        {
            var paper = Html(exercise.Paper());
            Assert.NotNull(paper.QuerySelector("fieldset[disabled]"));
            Assert.Empty(paper.QuerySelectorAll("select, button"));
            Assert.DoesNotContain("Proefbron", paper.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Slots_are_filled_at_the_level_their_place_asks_for()
    {
        var body = "::: exercise id=a type=opinion\nEen?\n\n~~~yaml\nscale: [a, b, c]\nafter: d\n~~~\n:::\n\n## Kop\n\n### Diep\n\n"
            + "::: exercise id=b type=opinion\nTwee?\n\n~~~yaml\nscale: [a, b, c]\nafter: d\n~~~\n:::\n";
        var html = ExerciseSlots.Fill(Renderer.Render(body, new()).Html, (id, level) => $"<p>{id}{level}</p>");
        Assert.Equal(["a2", "b4"], Html(html).QuerySelectorAll("section.wj-exercise > p:last-child").Select(Given.Text));
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
        Assert.Equal("Opdracht: wat vind jij", Html(html).QuerySelector("#a")!.GetAttribute("aria-label"));
        Assert.Equal("Opdracht 2: wat vind jij", Html(html).QuerySelector("#b")!.GetAttribute("aria-label"));
    }

    // With a space between what stands apart on the screen.
    private static string Words(IElement element) => string.Join(' ', element.Descendants<IText>()
        .SelectMany(text => text.Data.Split((char[])[' ', '\n', '\u00A0'], StringSplitOptions.RemoveEmptyEntries)));
}
