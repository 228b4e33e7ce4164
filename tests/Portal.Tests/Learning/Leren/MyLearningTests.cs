using System.Net;
using Portal.Platform;

namespace Portal.Tests.Learning.Leren;

public sealed class MyLearningTests(LearnerHost portal) : IClassFixture<LearnerHost>
{
    [Fact]
    public async Task A_visitor_is_asked_to_sign_in_and_comes_back()
    {
        Assert.Equal((302, true), await AskAsync("/leren"));
        Assert.Equal((302, true), await AskAsync("/leren/antwoorden"));
        Assert.Equal((302, true), await AskAsync("/leren/herhalen"));

        async Task<(int, bool)> AskAsync(string path)
        {
            var (status, to) = await portal.Host.AskAsync(path);
            return (status, to?.Contains("/inloggen?terug=" + Uri.EscapeDataString(path), StringComparison.OrdinalIgnoreCase) == true);
        }
    }

    [Fact]
    public async Task Who_is_new_gets_one_thing_to_begin_with_from_the_path_of_their_function()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.Visitor.GoAsync("/leren");
        Assert.Equal(HttpStatusCode.OK, learner.Visitor.Status);
        Assert.Single(learner.Visitor.Page.QuerySelectorAll(".wj-next .nl-button--primary"));
        Assert.Contains("Een goed begin", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Je leerpad als jongerenwerker", learner.Visitor.Text, StringComparison.Ordinal);

        var path = learner.Visitor.Page.QuerySelectorAll("#pad ~ .wj-chapters a").Select(link => link.GetAttribute("href")).ToList();
        Assert.Equal("/modules/proef", path.Last(link => link!.StartsWith("/modules/", StringComparison.Ordinal)));
        Assert.DoesNotContain("/modules/samen-een-aanpak-bouwen", path); // for other functions, folded away
        Assert.Equal(path[0], learner.Visitor.Page.QuerySelector(".wj-next a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Without_a_function_the_path_holds_every_module()
    {
        var learner = await portal.GivenLearnerAsync();
        await portal.Host.SqlAsync("update members.members set function = null where id = $1", learner.Id);
        await learner.Visitor.GoAsync("/leren");
        Assert.Contains("Zet je functie in je profiel", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.NotNull(learner.Visitor.Page.QuerySelector("#pad ~ .wj-chapters a[href='/modules/samen-een-aanpak-bouwen']"));
    }

    [Fact]
    public async Task Who_left_in_the_middle_goes_on_there()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.StartAsync();
        await learner.DoTestAsync("vooraf", ["proef-0"], []);
        await learner.AnswerAsync("een", "proef-1", right: true);
        await learner.WriteAsync("een", "proef-tekst", "ronselen");
        await learner.FinishAsync("een");
        await learner.Visitor.GoAsync("/leren");
        Assert.Equal("/modules/proef/twee", learner.Visitor.Page.QuerySelector(".wj-next .nl-button--primary")!.GetAttribute("href"));
        Assert.Contains("1 van 3 klaar, nog 10 minuten", learner.Visitor.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal(1, learner.Visitor.Page.QuerySelectorAll(".wj-way__stop--done").Length);
    }

    [Fact]
    public async Task A_pre_test_is_done_once()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.StartAsync();
        await learner.DoTestAsync("vooraf", ["proef-0"], wrong: ["proef-0"]);
        await Assert.ThrowsAsync<RuleBroken>(() => learner.DoTestAsync("vooraf", ["proef-0"], wrong: []));
        Assert.Equal(0f, await portal.Host.SqlAsync(
            "select score from learning.attempts where enrolment_id in (select id from learning.enrolments where member_id = $1)",
            learner.Id));
    }

    [Fact]
    public async Task A_test_that_was_not_passed_stays_open()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.CompleteAsync("proef-3", "proef-4");
        await learner.Visitor.GoAsync("/leren");
        Assert.Contains("De eindtoets heb je nog niet gehaald", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.Equal("/modules/proef/toets", learner.Visitor.Page.QuerySelector(".wj-next .nl-button--primary")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_was_done_stands_on_the_line_newest_first()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.CompleteAsync("proef-3");
        await learner.Visitor.GoAsync("/leren");
        var line = learner.Visitor.Page.QuerySelectorAll(".wj-trail__text").Select(text => text.TextContent).ToList();
        Assert.Contains("Eindtoets gemaakt: 50% goed", line);
        Assert.Contains("Begintoets gemaakt: 100% goed", line);
        Assert.Equal(
            "Module afgerond", Assert.Single(learner.Visitor.Page.QuerySelectorAll(".wj-trail__item--whole .wj-trail__text")).TextContent);
        Assert.Equal("Begintoets gemaakt: 100% goed", line[^1]);
    }

    [Fact]
    public async Task A_certificate_that_expires_soon_says_so_and_is_renewed_by_doing_the_module_again()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.CompleteAsync();
        await learner.Visitor.GoAsync("/leren");
        Assert.Contains("Geldig tot en met", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("verloopt over", learner.Visitor.Text, StringComparison.Ordinal);

        await ExpiringInAsync(learner, 30);
        await learner.Visitor.GoAsync("/leren");
        Assert.Contains("verloopt over 30 dagen", learner.Visitor.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        await learner.Visitor.PressAsync("Vernieuw");
        Assert.Equal("/modules/proef", learner.Visitor.At);
        Assert.Equal(2, await portal.Host.SqlAsync("select max(cycle) from learning.enrolments where member_id = $1", learner.Id));
        await learner.Visitor.GoAsync("/leren");
        Assert.Contains("Je bent de module opnieuw aan het doen", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            learner.Visitor.Page.QuerySelectorAll("button"), button => button.TextContent.StartsWith("Vernieuw", StringComparison.Ordinal));

        await learner.CompleteAsync();
        await learner.Visitor.GoAsync("/leren");
        Assert.DoesNotContain("verloopt over", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.Equal(2, learner.Visitor.Page.QuerySelectorAll(".wj-held__item").Length);
    }

    [Fact]
    public async Task A_module_that_was_never_begun_cannot_be_renewed()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.CompleteAsync();
        await ExpiringInAsync(learner, 5);
        await learner.Visitor.GoAsync("/leren");
        await learner.Visitor.PressAsync("Vernieuw", ("module", "module-signalen-zien"));
        Assert.Equal("/leren", learner.Visitor.At);
        Assert.Contains("nog niet aan deze module begonnen", learner.Visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_are_read_back_with_their_explanation_and_tests_with_first_and_best_score()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.CompleteAsync("proef-1", "proef-tekst", "proef-3", "proef-4");
        await learner.AnswerAsync("een", "proef-1", right: true);
        await learner.DoTestAsync("toets", ["proef-3", "proef-4"], ["proef-4"]);
        await learner.Visitor.GoAsync("/leren/antwoorden");
        Assert.Contains(
            "eerste keer 0% goed, beste keer 50% goed (2 keer gedaan), gehaald", learner.Visitor.Text, StringComparison.Ordinal);

        await learner.Visitor.GoAsync(learner.Visitor.Page.QuerySelector(".wj-entry__title a")!.GetAttribute("href")!);
        var text = learner.Visitor.Text;
        Assert.Contains("Hoe heet dit? niet goed,", text, StringComparison.Ordinal);
        Assert.Contains("Mijn geheim", text, StringComparison.Ordinal);
        Assert.Contains("Het heet anders.", text, StringComparison.Ordinal);
        Assert.Contains("Eerder antwoordde je: Niet zo (niet goed", text, StringComparison.Ordinal);
        Assert.Contains("Dat klopt helemaal.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_test_tells_nothing_of_what_is_right()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.StartAsync();
        var attempt = Guid.CreateVersion7();
        await portal.Host.WithAsync<Portal.Learning.Progress.Tests, Portal.Learning.Progress.Attempt>(
            tests => tests.StartAsync(learner.Id, LearnerHost.Module, "hoofdstuk-proef-vooraf", attempt));
        await learner.AnswerAsync("vooraf", "proef-0", right: false, attempt);
        await learner.Visitor.GoAsync("/leren/antwoorden?module=proef");
        Assert.Contains("nog niets beantwoord", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dat klopt", learner.Visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_the_answers_of_somebody_else()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.CompleteAsync("proef-tekst");
        var other = await portal.GivenLearnerAsync();
        await other.Visitor.GoAsync("/leren/antwoorden?module=proef&ronde=1");
        Assert.Equal(HttpStatusCode.NotFound, other.Visitor.Status);
        await other.Visitor.GoAsync("/leren/antwoorden");
        Assert.Contains("Je hebt nog niets beantwoord", other.Visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_explained_as_it_was_asked_also_when_the_question_changed()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.CompleteAsync();
        await portal.ChangeAsync("twee", LearnerHost.Chapter("twee", 3, LearnerHost.Single("proef-2", "Heel anders gevraagd?")));
        try
        {
            await learner.Visitor.GoAsync("/leren/antwoorden?module=proef");
            Assert.Contains("Wat doe je? (proef-2)", learner.Visitor.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Heel anders gevraagd", learner.Visitor.Text, StringComparison.Ordinal);
        }
        finally
        {
            await portal.ChangeAsync("twee", LearnerHost.Chapter("twee", 3, LearnerHost.Single("proef-2")));
        }
    }

    private async Task ExpiringInAsync(Learner learner, int days)
    {
        // Certificates are append-only; a test may turn the clock of one back all the same.
        await portal.Host.SqlAsync("alter table learning.certificates disable trigger certificates_append_only");
        await portal.Host.SqlAsync(
            """
            update learning.certificates set valid_until = $2, snapshot = jsonb_set(snapshot, '{validUntil}', to_jsonb($2::date))
                where member_id = $1
            """,
            learner.Id, portal.Today.AddDays(days));
        await portal.Host.SqlAsync("alter table learning.certificates enable trigger certificates_append_only");
    }
}
