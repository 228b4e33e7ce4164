using System.Net;
using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Types;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Platform.Data;
using Portal.Tests.Members;
using Single = Portal.Learning.Exercises.Types.Single;

namespace Portal.Tests.Learning.Reports;

/// <summary>Leerwinst and vragen: what is told of answers, from ten people on.</summary>
public sealed class AnswerReportTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private readonly ReportPeople people = new(portal);

    [Fact]
    public async Task Nine_learners_show_no_gain_and_ten_do()
    {
        foreach (var number in Enumerable.Range(0, 9)) await TestedAsync(4 + (number % 2), 8);
        await ReportsAreMadeAsync();
        var (coordinator, _) = await people.CoordinatorAsync();
        await coordinator.GoAsync($"/beheer/leren/leerwinst?module={people.Module}");
        Assert.Contains("Te weinig mensen deden beide toetsen. Cijfers staan hier vanaf tien", coordinator.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("%", coordinator.Page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);

        await TestedAsync(4, 8);
        await ReportsAreMadeAsync();
        await coordinator.GoAsync($"/beheer/leren/leerwinst?module={people.Module}");
        Assert.Contains("Vooraf had de groep gemiddeld 45% goed, bij de eerste eindtoets 80%", coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("d_av", coordinator.Text, StringComparison.Ordinal);
        using var file = await coordinator.FetchAsync(new HttpRequestMessage(HttpMethod.Get, "/beheer/leren/leerwinst/csv"));
        Assert.Contains(";10 of meer;45;80;65", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var (elsewhere, _) = await people.CoordinatorAsync("district-zonder-mensen");
        await elsewhere.GoAsync("/beheer/leren/leerwinst");
        Assert.DoesNotContain("%", elsewhere.Page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        await coordinator.GoAsync("/beheer/leren/leerwinst?module=module-bestaat-niet");
        Assert.Equal(HttpStatusCode.NotFound, coordinator.Status);
    }

    [Fact]
    public async Task A_question_has_figures_from_ten_answers_on_and_flags_from_thirty()
    {
        var (module, exercise) = await QuestionAsync();
        foreach (var number in Enumerable.Range(0, 9)) await AnsweredAsync(module, exercise, right: number > 0);
        await ReportsAreMadeAsync();
        Assert.Null((await ItemAsync(module, exercise)).People);
        Assert.Empty((await ItemAsync(module, exercise)).Options);

        await AnsweredAsync(module, exercise, right: true);
        await ReportsAreMadeAsync();
        var ten = await ItemAsync(module, exercise);
        Assert.Equal(10, ten.People);
        Assert.Equal(0.9, ten.Figures!.Right, 3);
        Assert.Empty(ten.Figures.Flags);
        Assert.Equal(90, ten.Options.Single(option => option.IsRight).Share);
        Assert.Equal(exercise.Options.Count, ten.Options.Count);

        foreach (var _ in Enumerable.Range(0, 20)) await AnsweredAsync(module, exercise, right: true);
        await ReportsAreMadeAsync();
        var thirty = await ItemAsync(module, exercise);
        Assert.Equal((30, 1), (thirty.People, thirty.Figures!.Flags.Count));

        using var editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
        await editor.GoAsync("/beheer/leren");
        Assert.Equal("/beheer/leren/vragen", editor.At);
        await editor.GoAsync($"/beheer/leren/vragen?module={module}");
        Assert.Contains("Bijna iedereen heeft dit goed", editor.Text, StringComparison.Ordinal);
        await editor.GoAsync("/beheer/leren/vragen?module=module-bestaat-niet");
        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
        using var file = await editor.FetchAsync(new HttpRequestMessage(HttpMethod.Get, $"/beheer/leren/vragen/csv?module={module}"));
        Assert.Contains(";30 of meer;0,95;", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await editor.GoAsync("/beheer/leren/bereik");
        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
    }

    [Fact]
    public async Task What_a_function_recognises_is_told_of_ten_and_never_where_a_few_would_be_left()
    {
        var (module, exercise) = await SpottingAsync();
        await JudgedAsync(module, exercise, 25, "docent");
        await JudgedAsync(module, exercise, 12, "jongerenwerker");
        await JudgedAsync(module, exercise, 4, "wijkagent");
        await ReportsAreMadeAsync();
        var (coordinator, _) = await people.CoordinatorAsync();
        async Task<string[]> FunctionsAsync()
        {
            await coordinator.GoAsync($"/beheer/leren/leerwinst?module={module}");
            return [.. coordinator.Page.QuerySelectorAll("[aria-labelledby=per-functie] tbody th").Select(cell => cell.TextContent)];
        }
        // Those of twelve would leave the four.
        Assert.Single(await FunctionsAsync());
        Assert.Contains("Leunen naar een kant, c", coordinator.Text, StringComparison.Ordinal);
        // One of each more: nothing moves.
        var before = coordinator.Page.QuerySelector("main")!.TextContent;
        await JudgedAsync(module, exercise, 1, "jongerenwerker");
        await JudgedAsync(module, exercise, 1, "wijkagent");
        await ReportsAreMadeAsync();
        await FunctionsAsync();
        Assert.Equal(before, coordinator.Page.QuerySelector("main")!.TextContent);
        await JudgedAsync(module, exercise, 8, "wijkagent");
        await ReportsAreMadeAsync();
        Assert.Equal(3, (await FunctionsAsync()).Length);
    }

    [Theory]
    [InlineData(null, 9, false)]
    [InlineData(null, 10, true)]
    [InlineData(10, 19, false)]
    [InlineData(10, 20, true)]
    [InlineData(13, 22, false)]
    [InlineData(40, 31, false)]
    [InlineData(40, 30, true)] // answers go after two years
    [InlineData(15, 5, false)]
    public void A_report_is_made_anew_when_ten_more_are_in_it(int? shown, int people, bool isDue) =>
        Assert.Equal(isDue, AnswerReports.IsDue(shown, people));

    [Theory]
    [InlineData(100, 95, "95% of meer")]
    [InlineData(96, 95, "95% of meer")]
    [InlineData(52.5, 55, "55%")]
    [InlineData(52.4, 50, "50%")]
    [InlineData(0, 5, "5% of minder")]
    public void A_share_of_answers_is_told_in_steps_of_five_and_never_as_all_or_none(double percent, int shown, string words)
    {
        Assert.Equal(shown, Steps.Share(percent));
        Assert.Equal(words, Steps.ShareInWords(Steps.Share(percent)));
    }

    private Task ReportsAreMadeAsync() => portal.Host.RunJobAsync(new MakeAnswerReports());

    // A begintoets and an eindtoets of ten points, handed in.
    private async Task TestedAsync(double before, double after)
    {
        var learner = await people.LearnerAsync("Lid");
        var enrolment = await portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(learner, people.Module));
        foreach (var (kind, score) in new[] { ("pre_test", before), ("end_test", after) })
            await portal.Host.SqlAsync(
                """
                insert into learning.attempts (id, enrolment_id, kind, chapter, number, module_version_id, started_at, submitted_at, score,
                    max, passed)
                values (gen_random_uuid(), $1, $2, 'toets', 1, $3, now(), now(), $4, 10, true)
                """, enrolment.Id, kind, enrolment.ModuleVersionId, (float)score);
    }

    private Task<(string Module, Single Exercise)> QuestionAsync() => portal.Host.WithAsync<DbSession, (string, Single)>(async session =>
    {
        var versions = (ModuleVersions)portal.Host.Services.GetService(typeof(ModuleVersions))!;
        foreach (var module in portal.Host.Site.Current.All<LearningModule>())
            foreach (var chapter in versions.Current(module.Id)!.Required)
                if ((await versions.ExercisesAsync(chapter, session, default)).OfType<Single>().FirstOrDefault() is { } found)
                    return (module.Id, found);
        throw new Xunit.Sdk.XunitException("There is no question with one right answer in any module.");
    });

    private async Task AnsweredAsync(string module, Single exercise, bool right)
    {
        var enrolment = await portal.Host.WithAsync<Enrolments, Enrolment>(
            async enrolments => await enrolments.StartAsync(await people.LearnerAsync("Lid"), module));
        var answer = Answer.Of(("keuze", [exercise.Options.First(option => option.Right == right).Key]));
        Assert.True(exercise.Mark(answer).IsAnswer);
        await portal.Host.SqlAsync(
            """
            insert into learning.item_responses (id, enrolment_id, exercise, exercise_version, seq, request_hash, answer, recorded_at,
                score, max)
            values (gen_random_uuid(), $1, $2, $3, 1, '', $4::jsonb, now(), $5, 1)
            """, enrolment.Id, exercise.Id, exercise.Version, answer.ToJson(), right ? 1f : 0f);
    }

    private Task<(string Module, Detection Exercise)> SpottingAsync() =>
        portal.Host.WithAsync<DbSession, (string, Detection)>(async session =>
    {
        var versions = (ModuleVersions)portal.Host.Services.GetService(typeof(ModuleVersions))!;
        foreach (var module in portal.Host.Site.Current.All<LearningModule>())
            foreach (var chapter in versions.Current(module.Id)!.Required)
                if ((await versions.ExercisesAsync(chapter, session, default)).OfType<Detection>().FirstOrDefault() is { } found)
                    return (module.Id, found);
        throw new Xunit.Sdk.XunitException("There are no situations to judge in any module.");
    });

    private async Task JudgedAsync(string module, Detection exercise, int count, string function)
    {
        for (var number = 0; number < count; number++)
        {
            var learner = await people.LearnerAsync("Lid", function: function);
            var enrolment = await portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(learner, module));
            await portal.Host.SqlAsync(
                """
                insert into learning.item_responses (id, enrolment_id, exercise, exercise_version, seq, request_hash, answer, recorded_at,
                    score, max)
                values (gen_random_uuid(), $1, $2, $3, 1, '', $4::jsonb, now(), 1, 1)
                """, enrolment.Id, exercise.Id, exercise.Version, exercise.Perfect.ToJson());
        }
    }

    private Task<Item> ItemAsync(string module, Single exercise) =>
        portal.Host.WithAsync<ItemQuality, Item>(async quality => (await quality.OfAsync(module)).Single(item => item.Id == exercise.Id));
}
