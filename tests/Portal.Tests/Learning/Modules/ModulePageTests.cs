using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Portal.Tests.Support;
using static Portal.Tests.Learning.SmallModule;

namespace Portal.Tests.Learning.Modules;

/// <summary>A visitor and members in a small module: a pre-test, two chapters, an end test; without script.</summary>
public sealed class ModulePageTests : SmallModuleTests
{
    private protected override async Task WriteAsync()
    {
        await module.WriteAsync(
            "index", Given.Document(SmallModule.Id, "module", "number: 9\nminutes: 30\npass_mark: 50\nvalidity_months: 24\n"));
        await module.WriteAsync("begin", Chapter("begin", 0, "Kijk wat je al weet.\n\n" + Single("proef-p"), "kind: pre_test\n"));
        await module.WriteAsync("een", Chapter("een", 1, "Lees dit eerst.\n\n" + Single("proef-1")));
        await module.WriteAsync(
            "twee", Chapter("twee", 2, "Lees dit daarna.\n\n::: callout kind=monday\nBel iemand.\n:::\n\n" + Single("proef-2")));
        await module.WriteAsync(
            "toets", Chapter("toets", 3, "Laat het zien.\n\n" + Single("proef-3") + Single("proef-4"), "kind: end_test\n"));
    }

    [Fact]
    public async Task A_visitor_reads_and_practises_and_nothing_is_kept()
    {
        using var visitor = members.Host.Visit();
        await visitor.GoAsync($"{Module}/een");
        Assert.Empty(visitor.Page.QuerySelectorAll("input[name=formulier]"));
        await AnswerAsync(visitor, "proef-1", right: true);
        Assert.Equal("Goed", visitor.Page.QuerySelector(".wj-exercise__verdict")!.TextContent);
        Assert.Contains("Dat klopt.", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.CookieNames);
        Assert.Equal(0L, await members.Host.SqlAsync("select count(*) from learning.item_responses"));
    }

    [Fact]
    public async Task A_visitor_sees_of_a_test_what_it_is_and_not_its_questions()
    {
        using var visitor = members.Host.Visit();
        await visitor.GoAsync($"{Module}/toets");
        Assert.Contains("Laat het zien.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Log in voor de toets", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll(".wj-exercise"));
        await visitor.PostAsync($"{Module}/toets/oefening/proef-3", ("a-keuze", "x"));
        Assert.Empty(visitor.Page.QuerySelectorAll(".wj-exercise__feedback"));
    }

    [Fact]
    public async Task A_professional_goes_from_pre_test_to_certificate()
    {
        using var visitor = await SignedInAsync();
        await BeginAsync(visitor);
        Assert.Equal($"{Module}/begin", visitor.At);
        await visitor.PressAsync("Begin met de begintoets");
        await AnswerTestAsync(visitor, "proef-p", right: false);
        Assert.Contains("Je hebt de vraag beantwoord.", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dat klopt niet.", visitor.Text, StringComparison.Ordinal); // a test says it afterwards
        await visitor.PressAsync("Lever de toets in");
        Assert.Contains("Je score is 0%.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Dat klopt niet.", visitor.Text, StringComparison.Ordinal);

        await DoChaptersAsync(visitor);
        Assert.Equal($"{Module}/toets", visitor.At);
        await DoTestAsync(visitor, right: true);
        Assert.Contains("Gehaald. Je score is 100%; voor een bewijs is 50% nodig.", visitor.Text, StringComparison.Ordinal);

        await visitor.GoAsync($"{Module}/klaar");
        Assert.Contains("Klaar, en gehaald", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Bij de begintoets had je 0%.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Bel iemand.", visitor.Text, StringComparison.Ordinal);
        var proof = visitor.Page.QuerySelectorAll("a").Single(link => link.TextContent == "Bekijk je bewijs").GetAttribute("href")!;
        Assert.Matches("^/bewijs/[a-z0-9]{26}$", proof);
    }

    [Fact]
    public async Task Who_fails_keeps_the_first_score_and_may_try_again()
    {
        using var visitor = await SignedInAsync();
        await BeginAsync(visitor);
        await visitor.GoAsync($"{Module}/een");
        await DoChaptersAsync(visitor);
        await DoTestAsync(visitor, right: false);
        Assert.Contains("Nog niet gehaald. Je score is 0%", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync($"{Module}/toets?nog=true");
        await DoTestAsync(visitor, right: true);
        Assert.Contains("Dit was poging 2. Bij je eerste poging had je 0%", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await members.Host.SqlAsync("select count(*) from learning.certificates where snapshot->>'firstScore' = '0'"));
    }

    [Fact]
    public async Task The_end_test_opens_when_the_chapters_are_done()
    {
        using var visitor = await SignedInAsync();
        await BeginAsync(visitor);
        await visitor.GoAsync($"{Module}/toets");
        Assert.Contains("Eerst de hoofdstukken", visitor.Text, StringComparison.Ordinal);
        await PostAsMemberAsync(visitor, $"{Module}/een", $"{Module}/toets/beginnen");
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        Assert.Contains("Doe eerst alle hoofdstukken.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await members.Host.SqlAsync("select count(*) from learning.attempts"));
    }

    [Fact]
    public async Task One_goes_on_where_one_left_and_sees_what_was_answered()
    {
        using var visitor = await SignedInAsync();
        await BeginAsync(visitor);
        await visitor.GoAsync($"{Module}/een");
        await AnswerAsync(visitor, "proef-1", right: false);
        Assert.Equal("Niet goed", visitor.Page.QuerySelector(".wj-exercise__verdict")!.TextContent);

        await visitor.GoAsync(Module);
        Assert.Equal($"{Module}/een", visitor.Page.QuerySelector(".wj-standing a.nl-button")!.GetAttribute("href"));
        await visitor.GoAsync($"{Module}/een");
        Assert.Equal("Niet goed", visitor.Page.QuerySelector(".wj-exercise__verdict")!.TextContent);
        await visitor.GoAsync($"{Module}/een?opnieuw=proef-1");
        await AnswerAsync(visitor, "proef-1", right: true);
        Assert.Equal("Goed", visitor.Page.QuerySelector(".wj-exercise__verdict")!.TextContent);
        Assert.Equal(2L, await members.Host.SqlAsync("select count(*) from learning.item_responses"));
    }

    [Fact]
    public async Task A_chapter_finished_with_an_exercise_open_says_which()
    {
        using var visitor = await SignedInAsync();
        await visitor.GoAsync($"{Module}/een");
        await visitor.PressAsync("Klaar met dit hoofdstuk");
        Assert.Contains("Het hoofdstuk is klaar als je ook deze opdracht hebt gedaan: Wat doe je?", visitor.Text, StringComparison.Ordinal);
        await AnswerAsync(visitor, "proef-1", right: true);
        Assert.Contains("Dit hoofdstuk heb je gedaan", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_form_sent_again_changes_nothing_and_another_answer_in_it_is_refused()
    {
        using var visitor = await SignedInAsync();
        await visitor.GoAsync($"{Module}/een");
        var form = visitor.Page.QuerySelector("form[data-answer]")!;
        var fields = Fields(form).ToList();
        var choices = form.QuerySelectorAll<IHtmlInputElement>("input[type=radio]").Select(radio => (radio.Name!, radio.Value)).ToArray();
        await visitor.PostAsync($"{Module}/een/oefening/proef-1", [.. fields, choices[0]]);
        await visitor.PostAsync($"{Module}/een/oefening/proef-1", [.. fields, choices[0]]);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        var id = fields.Single(field => field.Item1 == "antwoord").Item2;
        Assert.Equal(id, visitor.Headers.GetValues("Answer-Stored").Single());
        await visitor.PostAsync($"{Module}/een/oefening/proef-1", [.. fields, choices[1]]);
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        Assert.Equal(id, visitor.Headers.GetValues("Answer-Refused").Single());
        Assert.False(visitor.Headers.Contains("Answer-Stored"));
        Assert.Contains("stond al een ander antwoord van je", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await members.Host.SqlAsync("select count(*) from learning.item_responses"));
    }

    [Fact]
    public async Task An_answer_that_a_browser_kept_for_the_address_of_before_is_stored()
    {
        using var visitor = await SignedInAsync();
        await visitor.GoAsync($"{Module}/een");
        var form = visitor.Page.QuerySelector("form[data-answer]")!;
        var choice = form.QuerySelector<IHtmlInputElement>("input[type=radio]")!;
        await visitor.PostAsync($"{Module}/een?opdracht=proef-1", [.. Fields(form), (choice.Name!, choice.Value)]);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Single(visitor.Page.QuerySelectorAll(".wj-exercise__verdict"));
        Assert.Equal(1L, await members.Host.SqlAsync("select count(*) from learning.item_responses"));
    }

    [Fact]
    public async Task An_answer_of_somebody_who_is_signed_out_meanwhile_is_not_taken_for_practice_and_is_not_lost()
    {
        using var visitor = await SignedInAsync();
        await visitor.GoAsync($"{Module}/een");
        var form = visitor.Page.QuerySelector("form[data-answer]")!;
        var choice = form.QuerySelector<IHtmlInputElement>("input[type=radio]")!;
        using var signedOut = members.Host.Visit();
        await signedOut.PostAsync(form.GetAttribute("action")!, [.. Fields(form), (choice.Name!, choice.Value)]);
        Assert.Equal(HttpStatusCode.Unauthorized, signedOut.Status);
        Assert.False(signedOut.Headers.Contains("Answer-Stored"));
        Assert.Empty(signedOut.Page.QuerySelectorAll(".wj-exercise__verdict"));
        Assert.Contains("Je antwoord is nog niet bewaard", signedOut.Text, StringComparison.Ordinal);
        Assert.Empty(signedOut.CookieNames);

        // Signed in again in another tab; the page that waits is of the session before.
        var (unsent, fields) = (signedOut.Page.QuerySelector("form")!, Fields(signedOut.Page.QuerySelector("form")!).ToList());
        Assert.Contains((choice.Name!, choice.Value), fields);
        Assert.DoesNotContain(fields, field => field.Item1 == "formulier");
        await visitor.PostAsync(unsent.GetAttribute("action")!, [.. fields]);
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Equal(0L, await members.Host.SqlAsync("select count(*) from learning.item_responses"));
        await visitor.PressAsync("Bewaar mijn antwoord");
        Assert.Single(visitor.Page.QuerySelectorAll(".wj-exercise__verdict"));
        Assert.Equal(fields.Single(field => field.Item1 == "antwoord").Item2, visitor.Headers.GetValues("Answer-Stored").Single());
        Assert.Equal(1L, await members.Host.SqlAsync("select count(*) from learning.item_responses"));
    }

    [Fact]
    public async Task Where_something_was_sent_one_comes_back_to_the_chapter()
    {
        using var visitor = await SignedInAsync();
        foreach (var step in new[] { "oefening/proef-1", "klaar", "beginnen", "inleveren" })
        {
            await visitor.GoAsync($"{Module}/een/{step}");
            Assert.Equal($"{Module}/een", visitor.At);
        }
    }

    [Theory]
    [InlineData("een/klaar")]
    [InlineData("begin/beginnen")]
    [InlineData("begin/inleveren")]
    public async Task Only_a_member_with_a_form_of_ours_changes_anything(string step)
    {
        using var visitor = members.Host.Visit();
        await visitor.PostAsync($"{Module}/{step}", ("poging", Guid.NewGuid().ToString()));
        Assert.StartsWith("/inloggen", visitor.At, StringComparison.Ordinal);
        using var member = await SignedInAsync();
        await member.PostAsync($"{Module}/{step}", ("poging", Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.BadRequest, member.Status);
        Assert.Equal(
            0L,
            await members.Host.SqlAsync(
                "select (select count(*) from learning.attempts) + (select count(*) from learning.chapter_readings)"));
    }

    [Fact]
    public async Task Bad_posts_of_a_member_store_nothing()
    {
        using var visitor = await SignedInAsync();
        await visitor.PostAsync($"{Module}/een/oefening/proef-1", ("a-keuze", "x")); // no token
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await PostAsMemberAsync(
            visitor, $"{Module}/een", $"{Module}/een/oefening/bestaat-niet", ("antwoord", Guid.NewGuid().ToString()), ("a-keuze", "x"));
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        await PostAsMemberAsync(visitor, $"{Module}/een", $"{Module}/een/oefening/proef-1", ("antwoord", "geen-id"), ("a-keuze", "x"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await PostAsMemberAsync(
            visitor, $"{Module}/een", $"{Module}/een/oefening/proef-1", ("antwoord", Guid.NewGuid().ToString()),
            ("a-keuze", new string('x', 1_000_000)));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains("Kies", visitor.Page.QuerySelector(".wj-exercise__error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0L, await members.Host.SqlAsync("select count(*) from learning.item_responses"));
    }

    [Fact]
    public async Task An_answer_to_somebody_elses_or_a_closed_attempt_is_not_taken()
    {
        using var first = await SignedInAsync();
        await BeginAsync(first);
        await first.PressAsync("Begin met de begintoets");
        var attempt = first.Page.QuerySelector("input[name=poging]")!.GetAttribute("value")!;
        var choice = first.Page.QuerySelector<IHtmlInputElement>("form[data-question] input[type=radio]")!;

        using var second = await SignedInAsync();
        await BeginAsync(second);
        await PostAsMemberAsync(
            second, $"{Module}/een", $"{Module}/begin/oefening/proef-p", ("antwoord", Guid.NewGuid().ToString()), ("poging", attempt),
            (choice.Name!, choice.Value));
        Assert.Equal(HttpStatusCode.NotFound, second.Status);
        await PostAsMemberAsync(second, $"{Module}/een", $"{Module}/begin/inleveren", ("poging", attempt), ("toch", "ja"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);

        await AnswerTestAsync(first, "proef-p", right: true);
        await first.PressAsync("Lever de toets in");
        await PostAsMemberAsync(
            first, $"{Module}/een", $"{Module}/begin/oefening/proef-p", ("antwoord", Guid.NewGuid().ToString()), ("poging", attempt),
            (choice.Name!, choice.Value));
        Assert.Equal(HttpStatusCode.Conflict, first.Status);
        Assert.Contains("Deze toets heb je al ingeleverd.", first.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await members.Host.SqlAsync("select count(*) from learning.item_responses"));
    }

    [Fact]
    public async Task Two_tabs_are_in_one_attempt()
    {
        using var visitor = await SignedInAsync();
        await BeginAsync(visitor);
        await PostAsMemberAsync(visitor, $"{Module}/een", $"{Module}/begin/beginnen", ("poging", Guid.NewGuid().ToString()));
        await PostAsMemberAsync(visitor, $"{Module}/een", $"{Module}/begin/beginnen", ("poging", Guid.NewGuid().ToString()));
        Assert.Equal(1L, await members.Host.SqlAsync("select count(*) from learning.attempts"));
    }

    [Fact]
    public async Task A_module_that_changes_half_way_stays_as_it_was_for_who_is_in_it()
    {
        using var visitor = await SignedInAsync();
        await BeginAsync(visitor);
        await visitor.GoAsync($"{Module}/een");
        await AnswerAsync(visitor, "proef-1", right: true);

        await module.WriteAsync("een", Chapter("een", 1, "Heel andere tekst.\n\n" + Single("proef-9")));
        await module.ImportAsync();
        await visitor.GoAsync($"{Module}/een");
        Assert.Contains("Lees dit eerst.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Goed", visitor.Page.QuerySelector(".wj-exercise__verdict")!.TextContent);
        await visitor.PressAsync("Klaar met dit hoofdstuk");
        Assert.Equal($"{Module}/twee", visitor.At);

        using var other = await SignedInAsync();
        await other.GoAsync($"{Module}/een");
        Assert.Contains("Heel andere tekst.", other.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finished_module_can_be_done_again_and_the_old_certificate_stays()
    {
        using var visitor = await SignedInAsync();
        await BeginAsync(visitor);
        await visitor.GoAsync($"{Module}/een");
        await DoChaptersAsync(visitor);
        await DoTestAsync(visitor, right: true);
        await visitor.GoAsync(Module);
        await visitor.PressAsync("Doe de module opnieuw");
        await visitor.GoAsync($"{Module}/een");
        Assert.Empty(visitor.Page.QuerySelectorAll(".wj-exercise__verdict"));
        await DoChaptersAsync(visitor);
        await DoTestAsync(visitor, right: true);
        Assert.Equal(2L, await members.Host.SqlAsync("select count(*) from learning.certificates"));
    }

    private static async Task DoChaptersAsync(Visitor visitor)
    {
        await DoChapterAsync(visitor, "een", "proef-1");
        await DoChapterAsync(visitor, "twee", "proef-2");
    }

    private static async Task DoTestAsync(Visitor visitor, bool right)
    {
        await visitor.PressAsync("Begin met de eindtoets");
        await AnswerTestAsync(visitor, "proef-3", right);
        await AnswerTestAsync(visitor, "proef-4", right);
        await visitor.PressAsync("Lever de toets in");
    }

    // A post as the browser of this member would send it, with the token of a page they have open.
    private static async Task PostAsMemberAsync(Visitor visitor, string page, string path, params (string, string)[] fields)
    {
        await visitor.GoAsync(page);
        var token = visitor.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        await visitor.PostAsync(path, [.. fields, ("formulier", token)]);
    }

    private static IEnumerable<(string, string)> Fields(IElement form) =>
        form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(field => (field.Name!, field.Value));
}
