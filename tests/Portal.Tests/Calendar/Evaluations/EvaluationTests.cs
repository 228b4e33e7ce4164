using AngleSharp.Dom;
using Portal.Calendar.Attendance;
using Portal.Calendar.Evaluations;
using Portal.Members.Access;
using Portal.Tests.Calendar.Attendance;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Portal.Tests.Calendar.Attendance.AttendanceSteps;

namespace Portal.Tests.Calendar.Evaluations;

/// <summary>What people thought of an event, without a word of who they are.</summary>
public sealed class EvaluationTests : IAsyncLifetime
{
    private readonly MembersHost portal = new();

    private PortalHost Host => portal.Host;

    public async Task InitializeAsync()
    {
        await portal.InitializeAsync();
        Host.Clock.Set(On("2027-03-09T12:15")); // the training ends at 12.30
    }

    public Task DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task Somebody_answers_three_questions_once_without_an_account()
    {
        var whose = await Host.GivenRegistrationAsync(TrainingDay);
        using var visitor = Host.Visit();
        await visitor.GoAsync(Host.LinksOf(whose).Evaluation);
        await visitor.PressAsync("Verstuur", ("Plan", "Ik bel de school."));
        Assert.Contains("Kies hoeveel je eraan had.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Ik bel de school.", visitor.Page.QuerySelector("textarea[name=Plan]")!.TextContent);
        await visitor.PressAsync("Verstuur", ("Nut", "4"), ("Gemist", new string('x', 1001)));
        Assert.Contains("Houd je antwoord onder de 1000 tekens.", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Verstuur", ("Nut", "4"), ("Plan", " Ik bel de school. 🙂\r\nEcht; \\ "), ("Gemist", " "));
        Assert.Contains("Bedankt voor je antwoord", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.CookieNames);
        Assert.Equal("4|Ik bel de school. 🙂\nEcht; \\|", await Host.SqlAsync(
            "select usefulness || '|' || plan || '|' || coalesce(missed, '') from calendar.evaluations where event = $1", TrainingDay));

        // Once more, by the page of before and by a link that was forwarded.
        await visitor.PostAsync(Host.LinksOf(whose).Evaluation, ("Nut", "1"));
        Assert.Contains("Je hebt al geantwoord", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await CountAsync(TrainingDay));
    }

    [Fact]
    public async Task Pressed_twice_at_once_it_is_one_answer()
    {
        var whose = await Host.GivenRegistrationAsync(TrainingDay);
        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StoreAsync(TrainingDay, whose, 3)));
        Assert.Equal(1, stored.Count(first => first));
        Assert.Equal(1L, await CountAsync(TrainingDay));
    }

    [Fact]
    public async Task No_row_joins_a_person_and_an_answer()
    {
        var id = await Host.GivenEventAsync("anoniem", "starts: 2027-03-08T10:00\nends: 2027-03-08T12:00\nmode: online\n");
        var people = new List<Guid>();
        for (var at = 0; at < 12; at++)
        {
            people.Add(await Host.GivenRegistrationAsync(id));
            await StoreAsync(id, people[^1], 1 + at % 5, $"plan {at}");
        }
        // No column of an answer is finer than the day, or names anybody.
        Assert.Equal("day,event,id,missed,plan,usefulness", await Host.SqlAsync(
            "select string_agg(column_name, ',' order by column_name) from information_schema.columns where table_name = 'evaluations'"));
        foreach (var whose in people)
            Assert.Equal(0L, await Host.SqlAsync(
                "select count(*) from calendar.evaluations e where e::text like '%' || $1 || '%'", whose.ToString()));
        // PostgreSQL's own notes tell nothing either: one transaction wrote all rows, in an order that is not that of the answers.
        Assert.Equal(1L, await Host.SqlAsync(
            """
            select count(distinct x) from (select xmin::text x from calendar.evaluations where event = $1
                union all select xmin::text from calendar.evaluation_marks where event = $1) rows
            """, id));
        var orders = new HashSet<string>();
        for (var time = 0; time < 3; time++)
        {
            orders.Add((string)(await Host.SqlAsync(
                "select string_agg(plan, ',' order by ctid) from calendar.evaluations where event = $1", id))!);
            await StoreAsync(id, await Host.GivenRegistrationAsync(id), 3);
        }
        Assert.DoesNotContain(string.Join(',', Enumerable.Range(0, 12).Select(at => $"plan {at}")), orders);
    }

    [Fact]
    public async Task Results_are_shown_from_five_answers_on()
    {
        var id = await Host.GivenEventAsync("vijf", "starts: 2027-03-08T10:00\nends: 2027-03-08T12:00\nmode: online\n");
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        for (var at = 1; at <= 5; at++)
        {
            await coordinator.GoAsync($"/beheer/agenda/{id}/evaluatie");
            Assert.Contains("Er zijn nog geen 5 antwoorden.", coordinator.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Plan van", coordinator.Text, StringComparison.Ordinal);
            await StoreAsync(id, await Host.GivenRegistrationAsync(id), at == 5 ? 4 : 5, $"Plan van <i>{at}</i>");
        }
        await coordinator.GoAsync($"/beheer/agenda/{id}/evaluatie");
        Assert.Contains("5 mensen gaven antwoord. Gemiddeld is het een 4,8", coordinator.Text, StringComparison.Ordinal);
        Assert.Equal(["0", "0", "0", "1", "4"], coordinator.Page.QuerySelectorAll(".wj-bars__value").Select(value => value.TextContent));
        Assert.Equal(
            Enumerable.Range(1, 5).Select(at => $"Plan van <i>{at}</i>"),
            coordinator.Page.QuerySelectorAll(".wj-remark").Select(text => text.TextContent).Order(StringComparer.Ordinal));
        Assert.Contains("Hier schreef niemand iets.", coordinator.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_not_there_and_who_has_no_place_does_not_answer_and_who_walked_in_does()
    {
        var absent = await Host.GivenRegistrationAsync(TrainingDay);
        var waits = await Host.GivenRegistrationAsync(TrainingDay, state: "waiting");
        await Host.RecordAsync(TapAt(TrainingDay, absent, false, 0));
        var walkIn = new WalkIn(Guid.NewGuid(), "Jo", null, null);
        await Host.WriteDownAsync(TrainingDay, walkIn);
        var answers = await Task.WhenAll(
            new[] { absent, waits, walkIn.Id }.Select(async id => (await Host.AskAsync(Host.LinksOf(id).Evaluation)).Status));
        Assert.Equal([404, 404, 200], answers);
    }

    [Fact]
    public async Task It_is_open_at_the_end_and_for_thirty_days_and_then_who_answered_is_forgotten()
    {
        var whose = await Host.GivenRegistrationAsync(TrainingDay);
        await StoreAsync(TrainingDay, await Host.GivenRegistrationAsync(TrainingDay), 5);
        foreach (var (now, says) in new[]
        {
            ("2027-03-09T11:00", "gaat open als de activiteit bijna voorbij is"), ("2027-03-09T12:00", "Drie vragen, een minuut"),
            ("2027-04-08T12:00", "Drie vragen, een minuut"), ("2027-04-08T14:00", "Dit formulier is dicht"),
        })
        {
            Host.Clock.Set(On(now));
            Assert.Contains(says, (await Host.PageAsync(Host.LinksOf(whose).Evaluation)).Body!.TextContent, StringComparison.Ordinal);
        }
        await Host.RunJobAsync(new TidyEvaluations());
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from calendar.evaluation_marks where event = $1", TrainingDay));
        Assert.Equal(1L, await CountAsync(TrainingDay));
        Host.Clock.Set(On("2029-03-10T12:00"));
        await Host.RunJobAsync(new TidyEvaluations());
        Assert.Equal(0L, await CountAsync(TrainingDay));
    }

    private Task<bool> StoreAsync(string @event, Guid whose, int usefulness, string? plan = null) =>
        Host.WithAsync<EvaluationBook, bool>(book => book.StoreAsync(@event, whose, new Evaluation(usefulness, plan, null), default));

    private Task<object?> CountAsync(string @event) =>
        Host.SqlAsync("select count(*) from calendar.evaluations where event = $1", @event);
}
