using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Portal.Learning.Certificates;
using Portal.Learning.Modules;
using Portal.Tests.Support;
using static Portal.Tests.Learning.SmallModule;

namespace Portal.Tests.Learning.Modules;

/// <summary>
/// A module whose end test has two forms of six situations and a question; the pre-test asks one of them. Passing asks enough of the
/// signals and enough of the ordinary situations.
/// </summary>
public sealed class FormTests : SmallModuleTests
{
    private const string Pre = Module + "/begin", End = Module + "/toets";

    private const string Index =
        "number: 9\nminutes: 10\npass_mark: 50\npass_signals: 60\npass_ordinary: 55\ntest_out: 80\n"
        + "goals:\n  - \"Na deze module zie je het.\"\n  - \"Na deze module doe je iets.\"\n"
        + "blueprint:\n  - goal: 1\n    recognise: 3\n  - goal: 2\n    act: 1\n";

    private protected override async Task WriteAsync()
    {
        await module.WriteAsync("index", Given.Document(SmallModule.Id, "module", Index));
        await module.WriteAsync("begin", Chapter("begin", 0, "Kijk wat je al weet.\n", "kind: pre_test\n"));
        await module.WriteAsync("een", Chapter("een", 1, "Lees dit.\n\n" + Single("proef-1")));
        await module.WriteAsync("toets", Chapter("toets", 2, "Laat het zien.\n\n" + Form("a") + Form("b"), "kind: end_test\n"));
        await module.WriteAsync(
            "oefenen", Chapter("oefenen", 3, "Blijf kijken.\n\n" + Situations("proef-k1", "") + Situations("proef-k2", ""),
                "kind: practice\n"));
    }

    [Fact]
    public async Task Before_and_after_are_two_forms_and_what_is_right_is_told_when_the_module_is_passed()
    {
        using var visitor = await SignedInAsync();
        await BeginAsync(visitor);
        await visitor.GoAsync(Pre);
        Assert.Contains("2 vragen, zonder klok.", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Begin met de begintoets");
        var before = FormShown(visitor);
        await JudgeAsync(visitor, before, isSignal => isSignal);
        await AnswerTestAsync(visitor, $"proef-{before}2", right: false);
        await visitor.PressAsync("Lever de toets in");
        Assert.Contains("Je score is 75%.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("3 van 3 punten", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("2 van 2 herkend", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dat klopt", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Vraag voor vraag", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync("/leren/antwoorden?module=proef");
        Assert.DoesNotContain("Dat klopt", visitor.Text, StringComparison.Ordinal);

        await DoChapterAsync(visitor, "een", "proef-1");
        await visitor.GoAsync(End);
        await visitor.PressAsync("Begin met de eindtoets");
        var after = FormShown(visitor);
        Assert.NotEqual(before, after);
        await JudgeAsync(visitor, after, isSignal => isSignal);
        await AnswerTestAsync(visitor, $"proef-{after}2", right: true);
        await visitor.PressAsync("Lever de toets in");
        Assert.Contains("Gehaald. Je score is 100%", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Vraag voor vraag", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Dat klopt", visitor.Text, StringComparison.Ordinal);

        var snapshot = Assert.Single(await members.Host.WithAsync<CertificateRegister, IReadOnlyList<Certificate>>(
            certificates => certificates.OfAsync(Member.Id))).Snapshot;
        Assert.Equal(
            $"Vorm {after.ToUpperInvariant()}: 4 van 4 punten; 3 van 3 signalen herkend, "
                + "0 van 3 gewone situaties ook voor signaal gehouden.",
            snapshot.Measured!.InWords);
        await visitor.GoAsync($"/bewijs/{snapshot.Ref}");
        Assert.Contains("zegt niet hoe iemand in het werk handelt", visitor.Text, StringComparison.Ordinal);
        Assert.Contains(snapshot.Measured.InWords, visitor.Text, StringComparison.Ordinal);
        using var stranger = members.Host.Visit();
        await stranger.GoAsync($"/bewijs/{snapshot.Ref}");
        Assert.DoesNotContain("signalen herkend", stranger.Text, StringComparison.Ordinal);

        await visitor.GoAsync("/leren/herkennen");
        Assert.Contains("12 situaties", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Vanaf 40 situaties", visitor.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "Je zag te vaak een signaal waar het gewoon was.")]
    [InlineData(false, "Je miste te veel signalen.")]
    public async Task Who_always_says_the_same_does_not_pass_and_a_second_try_is_another_form(bool always, string why)
    {
        using var visitor = await SignedInAsync();
        await DoChapterAsync(visitor, "een", "proef-1");
        await visitor.GoAsync(End);
        await visitor.PressAsync("Begin met de eindtoets");
        var first = FormShown(visitor);
        await JudgeAsync(visitor, first, _ => always);
        await AnswerTestAsync(visitor, $"proef-{first}2", right: true);
        await visitor.PressAsync("Lever de toets in");
        Assert.Contains("Nog niet gehaald. Je score is 62%", visitor.Text, StringComparison.Ordinal); // 2.5 of 4, and 50 is asked
        Assert.Contains(why, visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dat klopt", visitor.Text, StringComparison.Ordinal);

        await visitor.GoAsync($"{End}?nog=true");
        await visitor.PressAsync("Begin met de eindtoets");
        Assert.NotEqual(first, FormShown(visitor));
    }

    [Fact]
    public async Task Practice_is_no_part_of_the_module_and_comes_back_as_cards_in_twos()
    {
        using var visitor = await SignedInAsync();
        await DoChapterAsync(visitor, "een", "proef-1");
        await visitor.GoAsync(End);
        await visitor.PressAsync("Begin met de eindtoets");
        var form = FormShown(visitor);
        await JudgeAsync(visitor, form, isSignal => isSignal);
        await AnswerTestAsync(visitor, $"proef-{form}2", right: true);
        await visitor.PressAsync("Lever de toets in");
        await visitor.GoAsync("/leren/herhalen");
        Assert.Equal(
            "proef-k1,proef-k2", await members.Host.SqlAsync("select string_agg(exercise, ',' order by place) from learning.review_cards"));

        await visitor.GoAsync($"{Module}/oefenen");
        Assert.Contains("Reeks 1 van 2", visitor.Text, StringComparison.Ordinal);
        Assert.Null(visitor.Page.QuerySelector("form[data-answer=proef-k2]"));
        // What lies beside each other is a signal and what looks like it.
        var shown = visitor.Page.QuerySelectorAll("form[data-answer=proef-k1] .wj-card__text").Select(card =>
            card.TextContent.Split(' ')[0]).ToList();
        for (var at = 0; at < shown.Count; at += 2) Assert.Equal(shown[at], shown[at + 1]);
    }

    [Fact]
    public void A_form_is_drawn_by_lot_and_then_the_one_that_was_had_least()
    {
        var lots = Enumerable.Range(0, 200).Select(_ => Guid.CreateVersion7()).ToList();
        var first = lots.ConvertAll(lot => TestForms.Draw(["A", "B"], lot, []));
        Assert.InRange(first.Count(form => form == "A"), 60, 140);
        foreach (var (lot, form) in lots.Zip(first))
        {
            Assert.Equal(form, TestForms.Draw(["A", "B"], lot, []));
            Assert.NotEqual(form, TestForms.Draw(["A", "B"], lot, [form]));
            Assert.Equal(form, TestForms.Draw(["A", "B"], lot, ["A", "B", null]));
        }
        Assert.Null(TestForms.Draw([], lots[0], []));
    }

    private static string Form(string form) => Situations($"proef-{form}1", form)
        + Single($"proef-{form}2", $"Wat doe je bij {form}?")
            .Replace("source:", $"form: {form.ToUpperInvariant()}\ngoal: 2\nway: act\ntwin: doen\nsource:", StringComparison.Ordinal);

    // Three signals and three situations that look like them, each pair about one place.
    private static string Situations(string id, string form)
    {
        var vignettes = string.Concat(new[] { "Park", "Plein", "Brug" }.Select((place, at) => $"""
              - text: "{place} {form} onrust"
                signal: true
                kind: {(at < 2 ? "strong" : "subtle")}
                twin: "{place}"
                feedback: "Dat klopt."
              - text: "{place} {form} rust"
                signal: false
                kind: look_alike
                twin: "{place}"
                feedback: "Dat klopt ook."

            """));
        var place = form.Length > 0 ? $"form: {form.ToUpperInvariant()}\ngoal: 1\nway: recognise\npoints: 3\n" : "";
        return $"::: exercise id={id} type=detection\nWat zie je?\n\n~~~yaml\n{place}vignettes:\n{vignettes.TrimEnd('\n')}\n"
            + "source: \"Proef, 2026\"\n~~~\n:::\n\n";
    }

    private static string FormShown(Visitor visitor) => visitor.Page.QuerySelector("[data-screen]:not([hidden]) form[data-question]")!
        .GetAttribute("data-question")!.Substring("proef-".Length, 1);

    private static Task JudgeAsync(Visitor visitor, string form, Func<bool, bool> says)
    {
        var asked = visitor.Page.QuerySelector<IHtmlFormElement>($"[data-screen]:not([hidden]) form[data-question=proef-{form}1]")!;
        var chosen = asked.QuerySelectorAll("fieldset.wj-card").Select(card =>
        {
            var isSignal = card.QuerySelector("legend")!.TextContent.Contains("onrust", StringComparison.Ordinal);
            var choice = card.QuerySelectorAll<IHtmlInputElement>("input[type=radio]").First(radio => radio.Value == (says(isSignal)
                ? "ja" : "nee"));
            return (choice.Name!, choice.Value);
        });
        return StepAsync(visitor, asked, [.. chosen]);
    }
}
