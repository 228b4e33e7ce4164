using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Questions;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform;
using Portal.Platform.Events;
using Portal.Platform.Data;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Questions;

/// <summary>How long questions stay, and whose they are.</summary>
public sealed class QuestionPrivacyTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private PortalHost Host => portal.Host;

    [Fact]
    public async Task A_member_takes_along_what_they_asked_and_what_was_said_about_it()
    {
        var (email, id) = await portal.GivenMemberAsync();
        var signedIn = await Host.GivenQuestionAsync(member: id);
        var byAddress = await Host.GivenQuestionAsync(email: email.ToUpperInvariant());
        await Host.GivenQuestionAsync();
        await Host.WithAsync<QuestionBook>(
            book => book.WriteAsync(signedIn.Id, Guid.NewGuid(), EntryKind.Note, id, "Een notitie", default));
        var tables = await Host.WithAsync<QuestionData, IReadOnlyList<PersonalTable>>(data => data.ExportAsync(id, default));
        Assert.Equal([signedIn.Code, byAddress.Code], tables.Single(table => table.Name == "vragen").Rows.Select(row => row[0]));
        var said = tables.Single(table => table.Name == "vragen-berichten").Rows;
        Assert.Contains(said, row => (string?)row[3] == "Hoe doen anderen dit?");
        Assert.Contains(said, row => (string?)row[3] == "Een notitie");
    }

    [Fact]
    public async Task What_an_erased_member_asked_is_gone_and_what_they_answered_stays_without_a_name()
    {
        var (email, id) = await portal.GivenMemberAsync(Rights.Administrator);
        await portal.GivenMemberAsync(Rights.Administrator);
        var own = await Host.GivenQuestionAsync(member: id);
        var byAddress = await Host.GivenQuestionAsync(email: email);
        var other = await Host.GivenQuestionAsync(QuestionKind.Privacy);
        using var colleague = await portal.SignedInAsync(email);
        await portal.SetUpAppAsync(colleague);
        await colleague.GoAsync($"/beheer/vragen/{other.Id}");
        await colleague.PressAsync("Geef de vraag", ("colleague", id.ToString()));
        await colleague.PressAsync("Zet de notitie erbij", ("Note", "Opgezocht"));

        await Host.WithAsync<IServiceProvider>(services => services.GetRequiredService<DbSession>().InTransactionAsync(
            () => services.GetRequiredService<EventPublisher>().PublishAsync(new MemberErased(id) { Email = email }, default)));
        Assert.Null(await Host.QuestionAsync(own.Id));
        Assert.Null(await Host.QuestionAsync(byAddress.Id));
        Assert.Null((await Host.QuestionAsync(other.Id))!.AssignedTo);
        foreach (var table in new[] { "questions", "question_entries", "question_readings" })
            Assert.Equal(0L, await Host.SqlAsync($"select count(*) from calendar.{table} t where t::text like '%' || $1 || '%'", $"{id}"));
        Assert.Equal(
            1L,
            await Host.SqlAsync("select count(*) from calendar.question_entries where question_id = $1 and body = 'Opgezocht'", other.Id));
    }

    [Fact]
    public async Task A_year_after_it_was_closed_a_question_is_gone_and_the_numbers_stay()
    {
        var old = await Host.GivenQuestionAsync(QuestionKind.Advice);
        var recent = await Host.GivenQuestionAsync();
        await Host.SqlAsync(
            "update calendar.questions set waiting_since = null, closed_at = $2 where id = $1", old.Id, Host.Clock.GetUtcNow()
                .AddDays(-367));
        await Host.SqlAsync(
            "update calendar.questions set waiting_since = null, closed_at = $2 where id = $1", recent.Id, Host.Clock.GetUtcNow()
                .AddDays(-360));
        var counted = await CountedAsync();
        await TidyAsync();
        Assert.Null(await Host.QuestionAsync(old.Id));
        Assert.NotNull(await Host.QuestionAsync(recent.Id));
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from calendar.question_entries where question_id = $1", old.Id));
        Assert.Equal(counted, await CountedAsync());
    }

    [Fact]
    public async Task A_question_that_was_answered_closes_after_a_month_of_silence_and_one_that_waits_for_us_never_does()
    {
        var (answered, waiting) = (await Host.GivenQuestionAsync(), await Host.GivenQuestionAsync());
        var longAgo = Host.Clock.GetUtcNow().AddDays(-40);
        await Host.SqlAsync("update calendar.questions set waiting_since = null, answered_at = $2 where id = $1", answered.Id, longAgo);
        await Host.SqlAsync("update calendar.questions set waiting_since = $2, answered_at = $2 where id = $1", waiting.Id, longAgo);
        await TidyAsync();
        await TidyAsync();
        Assert.NotNull((await Host.QuestionAsync(answered.Id))!.ClosedAt);
        Assert.Null((await Host.QuestionAsync(waiting.Id))!.ClosedAt);
        Assert.Equal(
            1L,
            await Host.SqlAsync("select count(*) from calendar.question_entries where question_id = $1 and kind = 'closed'", answered.Id));
    }

    [Fact]
    public async Task Administrators_are_told_a_week_before_the_law_wants_an_answer()
    {
        var (administrator, _) = await portal.GivenMemberAsync(Rights.Administrator);
        var question = await Host.GivenQuestionAsync(QuestionKind.Privacy);
        var today = DutchTime.DateOf(Host.Clock.GetUtcNow());
        Assert.Equal(today.AddMonths(1), question.DueOn);
        await TidyAsync();
        Assert.DoesNotContain(await Host.MailsToAsync(administrator), IsDue);
        await Host.SqlAsync("update calendar.questions set due_on = $2 where id = $1", question.Id, today.AddDays(7));
        await TidyAsync();
        await TidyAsync();
        var mail = Assert.Single(await Host.MailsToAsync(administrator), IsDue);
        Assert.Contains(today.AddDays(7).Long(), mail.Text, StringComparison.Ordinal);

        using var visitor = await portal.ColleagueAsync(Rights.Administrator);
        await visitor.GoAsync("/beheer");
        Assert.Contains($"Verzoek over gegevens {question.Code}: antwoord uiterlijk", visitor.Text, StringComparison.Ordinal);

        bool IsDue((string Subject, string Text) sent) => sent.Subject.Contains(question.Code, StringComparison.Ordinal)
            && sent.Subject.StartsWith("Een verzoek over gegevens moet snel", StringComparison.Ordinal);
    }

    private Task TidyAsync() => Host.RunJobAsync(new TidyQuestions());

    private async Task<long> CountedAsync() => (long)(await Host.SqlAsync("select sum(asked) from calendar.question_totals"))!;
}
