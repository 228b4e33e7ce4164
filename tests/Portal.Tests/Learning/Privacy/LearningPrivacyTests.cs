using Npgsql;
using Portal.Learning.Plans;
using Portal.Learning.Privacy;
using Portal.Members.Privacy;
using Portal.Tests.Learning.Leren;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Privacy;

public sealed class LearningPrivacyTests(LearnerHost portal) : IClassFixture<LearnerHost>
{
    private Task PlanAsync(Learner learner) => portal.Host.WithAsync<MondayPlans>(
        plans => plans.WriteAsync(learner.Id, LearnerHost.Module, "Signalen bespreken", "Maandag met Joost", ask: true));

    [Fact]
    public async Task The_export_holds_everything_that_was_done_in_words()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.CompleteAsync("proef-tekst", "proef-3");
        await learner.Visitor.GoAsync("/leren");
        await learner.ChooseAsync("Stuur me de vraag per mail");
        await PlanAsync(learner);
        var tables = await ExportAsync(learner);
        Assert.Equal(
            ("Signalen bespreken", "Maandag met Joost"),
            (Assert.Single(Rows(tables, "plannen"))["wat"], Rows(tables, "plannen")[0]["wanneer en met wie"]));

        var enrolment = Assert.Single(Rows(tables, "inschrijvingen"));
        Assert.Equal(("Proefmodule", 1, 100), (enrolment["module"], enrolment["ronde"], enrolment["voortgang in procenten"]));
        Assert.Equal(["Hoofdstuk een", "Hoofdstuk twee"], Rows(tables, "gelezen-hoofdstukken").Select(row => row["hoofdstuk"]));

        var answers = Rows(tables, "antwoorden");
        Assert.Equal(["proef-0", "proef-1", "proef-tekst", "proef-2", "proef-3", "proef-4"], answers.Select(row => row["opdracht"]));
        var written = answers.Single(row => row["opdracht"] is "proef-tekst");
        Assert.Equal("Hoe heet dit?", written["vraag"]);
        Assert.Equal("Jouw antwoord: Mijn geheim", written["antwoord"]);
        Assert.Equal((0f, 1f), (written["punten"], written["van"]));
        Assert.Equal("Niet zo", answers.Single(row => row["opdracht"] is "proef-3")["antwoord"]);
        Assert.Equal("Goed zo", answers.Single(row => row["opdracht"] is "proef-4")["antwoord"]);

        Assert.Equal(
            [("begintoets", 100, null), ("eindtoets", 50, true)],
            Rows(tables, "toetsen").Select(row => (row["toets"], row["procent"], row["gehaald"])));
        Assert.Equal(["afgerond", "gehaald"], Rows(tables, "afrondingen").Select(row => row["wat"]).Order());
        var certificate = Assert.Single(Rows(tables, "bewijzen"));
        Assert.Equal(
            (learner.Name, "Proefmodule", 50),
            (certificate["op naam van"], certificate["module"], certificate["eerste score in procenten"]));
        Assert.Equal(5, Rows(tables, "herhaling").Count);
        Assert.NotNull(Assert.Single(Rows(tables, "herhaling-instellingen"))["vraag per mail sinds"]);
    }

    [Fact]
    public async Task An_open_test_is_exported_without_telling_what_is_right()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.StartAsync();
        var attempt = Guid.CreateVersion7();
        await portal.Host.WithAsync<Portal.Learning.Progress.Tests, Portal.Learning.Progress.Attempt>(
            tests => tests.StartAsync(learner.Id, LearnerHost.Module, "hoofdstuk-proef-vooraf", attempt));
        await learner.AnswerAsync("vooraf", "proef-0", right: true, attempt);
        var answer = Assert.Single(Rows(await ExportAsync(learner), "antwoorden"));
        Assert.Equal(("Goed zo", null, null), (answer["antwoord"], answer["punten"], answer["van"]));
    }

    [Fact]
    public async Task A_learner_sees_who_looked_at_lists_with_their_name_and_why()
    {
        var (learner, coordinator) = (await portal.GivenLearnerAsync(), await portal.GivenLearnerAsync());
        await portal.Host.SqlAsync(
            "insert into learning.name_views (id, viewer_id, purpose, district, started_at) values (gen_random_uuid(), $1, 'Een training "
                + "samenstellen', null, now())", coordinator.Id);
        var look = Rows(await ExportAsync(learner), "wie-namen-bekeek").Single(row => row["wie"] as string == coordinator.Name);
        Assert.Equal(("Een training samenstellen", "de hele regio"), (look["doel"], look["gebied"]));
        Assert.True(await portal.Host.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(coordinator.Id, default)));
        Assert.Empty(await TracesAsync(coordinator));
    }

    [Fact]
    public async Task Who_did_nothing_gets_empty_tables()
    {
        var learner = await portal.GivenLearnerAsync();
        Assert.All((await ExportAsync(learner)).Where(table => table.Name != "wie-namen-bekeek"), table => Assert.Empty(table.Rows));
    }

    [Fact]
    public async Task An_erased_learner_leaves_no_trace_in_any_table_and_the_totals_stay()
    {
        var (learner, other) = (await portal.GivenLearnerAsync(), await portal.GivenLearnerAsync());
        await other.CompleteAsync("proef-1");
        await learner.CompleteAsync("proef-1", "proef-tekst");
        await portal.Host.WithAsync<Portal.Learning.Progress.Enrolments, Portal.Learning.Progress.Enrolment>(
            enrolments => enrolments.RenewAsync(learner.Id, LearnerHost.Module));
        await portal.Host.WithAsync<Portal.Learning.Progress.Enrolments, Portal.Learning.Progress.Enrolment>(
            enrolments => enrolments.StartAsync(learner.Id, "module-signalen-zien"));
        // What somebody does for others names them too.
        await portal.Host.SqlAsync(
            """
            insert into learning.completion_events (id, enrolment_id, kind, module_version_id, occurred_at, recorded_at, recorded_by,
                reason)
            select gen_random_uuid(), id, 'attended', module_version_id, now(), now(), $2, 'Was erbij' from learning.enrolments
                where member_id = $1
            """,
            other.Id, learner.Id.ToString());
        var revoked = (string)(await portal.Host.SqlAsync("select ref from learning.certificates where member_id = $1", other.Id))!;
        await portal.Host.WithAsync<Portal.Learning.Certificates.CertificateRegister>(
            register => register.RevokeAsync(revoked, "Per ongeluk", learner.Id));
        await learner.Visitor.GoAsync("/leren");
        await learner.ChooseAsync("Stuur me de vraag per mail");
        portal.Host.Clock.Advance(TimeSpan.FromDays(4));
        await portal.Host.RunJobAsync(new Portal.Learning.Reminders.SendReviewMails());
        await portal.Host.SqlAsync(
            "insert into learning.learners (member_id, name) values ($1, $2) on conflict (member_id) do update set name = excluded.name",
            learner.Id, learner.Name);
        Assert.Contains("learning.review_cards", await TracesAsync(learner));
        Assert.Contains("learning.learners", await TracesAsync(learner));
        Assert.Contains("learning.certificate_revocations", await TracesAsync(learner));
        Assert.Contains("platform.outbox", await TracesAsync(learner));

        var before = await TotalsAsync();
        Assert.True(await portal.Host.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(learner.Id, default)));
        Assert.Empty(await TracesAsync(learner));
        Assert.Equal(before, await TotalsAsync());
        Assert.NotEmpty(await TracesAsync(other));
        Assert.Equal("erased", await portal.Host.SqlAsync("select revoked_by from learning.certificate_revocations"));

        Assert.True(await portal.Host.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(other.Id, default)));
        Assert.Equal(before, await TotalsAsync());
    }

    [Fact]
    public async Task Answers_go_after_two_years_and_the_score_and_the_certificate_stay()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.CompleteAsync();
        await PlanAsync(learner);
        var now = portal.Host.Clock.GetUtcNow();
        try
        {
            portal.Host.Clock.Set(now.AddMonths(24).AddDays(-1));
            await portal.Host.RunJobAsync(new ForgetOldAnswers());
            Assert.NotEmpty(Rows(await ExportAsync(learner), "antwoorden"));
            Assert.NotEmpty(Rows(await ExportAsync(learner), "plannen"));

            portal.Host.Clock.Set(now.AddMonths(24).AddDays(1));
            await portal.Host.RunJobAsync(new ForgetOldAnswers());
            var tables = await ExportAsync(learner);
            Assert.Empty(Rows(tables, "antwoorden"));
            Assert.Empty(Rows(tables, "plannen"));
            Assert.NotEmpty(Rows(tables, "toetsen"));
            Assert.NotEmpty(Rows(tables, "bewijzen"));
        }
        finally
        {
            portal.Host.Clock.Set(now);
        }
    }

    [Fact]
    public async Task Who_is_in_the_middle_of_a_module_keeps_the_answers_of_long_ago_until_they_stay_away_two_years()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.StartAsync();
        await learner.AnswerAsync("een", "proef-1", right: true);
        var now = portal.Host.Clock.GetUtcNow();
        try
        {
            portal.Host.Clock.Set(now.AddMonths(24).AddDays(-1));
            await learner.AnswerAsync("twee", "proef-2", right: true);
            portal.Host.Clock.Set(now.AddMonths(24).AddDays(1));
            await portal.Host.RunJobAsync(new ForgetOldAnswers());
            Assert.Equal(["proef-1", "proef-2"], Rows(await ExportAsync(learner), "antwoorden").Select(row => row["opdracht"]));

            portal.Host.Clock.Set(now.AddMonths(48).AddDays(1));
            await portal.Host.RunJobAsync(new ForgetOldAnswers());
            Assert.Empty(Rows(await ExportAsync(learner), "antwoorden"));
        }
        finally
        {
            portal.Host.Clock.Set(now);
        }
    }

    [Fact]
    public async Task Append_only_rows_stay_as_they_are_outside_an_erasure_and_within_one()
    {
        var learner = await portal.GivenLearnerAsync();
        await learner.CompleteAsync();
        await Assert.ThrowsAsync<PostgresException>(
            () => portal.Host.SqlAsync("update learning.completion_events set recorded_by = 'iemand'"));
        await Assert.ThrowsAsync<PostgresException>(() =>
            portal.Host.WithAsync<Portal.Platform.Data.DbSession>(session => session.InTransactionAsync(async () =>
        {
            await session.ExecuteAsync("select set_config('learning.erasing', 'on', true)", []);
            await session.ExecuteAsync("update learning.completion_events set occurred_at = now()", []);
        })));
        await Assert.ThrowsAsync<PostgresException>(() => portal.Host.SqlAsync("delete from learning.module_versions"));
    }

    private Task<IReadOnlyList<PersonalTable>> ExportAsync(Learner learner) =>
        portal.Host.WithAsync<LearningData, IReadOnlyList<PersonalTable>>(data => data.ExportAsync(learner.Id, default));

    private Task<IReadOnlyList<LearningTotal>> TotalsAsync() =>
        portal.Host.WithAsync<LearningTotals, IReadOnlyList<LearningTotal>>(totals => totals.ReadAsync());

    private static IReadOnlyList<Dictionary<string, object?>> Rows(IReadOnlyList<PersonalTable> tables, string name)
    {
        var table = tables.Single(candidate => candidate.Name == name);
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
        return [.. table.Rows.Select(row => table.Columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    /// <summary>Every table of every room in which the id, the address or the name stands.</summary>
    private Task<IReadOnlyList<string>> TracesAsync(Learner learner) =>
        Traces.OfAsync(portal.Host, learner.Id.ToString(), learner.Email, learner.Name);
}
