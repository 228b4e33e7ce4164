using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Portal.Learning.Exercises;
using Portal.Learning.Progress;
using Portal.Learning.Reminders;
using Portal.Learning.Repetition;
using Portal.Platform;
using Portal.Tests.Learning.Leren;

namespace Portal.Tests.Learning.Repetition;

/// <summary>Each test moves the clock of a portal of its own.</summary>
public sealed class ReviewTests : IAsyncLifetime
{
    private readonly LearnerHost portal = new();
    private Learner learner = null!;

    public async Task InitializeAsync()
    {
        await portal.InitializeAsync();
        learner = await portal.GivenLearnerAsync();
    }

    public Task DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task A_completed_module_gives_cards_once_however_many_look_at_the_same_time()
    {
        await learner.CompleteAsync("proef-2");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => portal.Host.WithAsync<ReviewDecks>(decks => decks.MakeAsync(learner.Id))));
        Assert.Equal(
            "proef-2,proef-1,proef-tekst,proef-3,proef-4",
            await portal.Host.SqlAsync("select string_agg(exercise, ',' order by place) from learning.review_cards"));
        Assert.Equal(1L, await portal.Host.SqlAsync("select count(*) from learning.review_decks"));
    }

    [Fact]
    public async Task A_module_that_is_not_completed_gives_none()
    {
        await learner.StartAsync();
        await learner.AnswerAsync("een", "proef-1", right: false);
        await learner.Visitor.GoAsync("/leren/herhalen");
        Assert.Contains("Nu geen vraag", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from learning.review_cards"));
    }

    [Fact]
    public async Task Three_days_later_the_question_is_asked_and_answered_on_the_page()
    {
        await learner.CompleteAsync("proef-2");
        await learner.Visitor.GoAsync("/leren/herhalen");
        Assert.Contains($"Je volgende vraag komt op {portal.Today.AddDays(3).Long()}", learner.Visitor.Text, StringComparison.Ordinal);

        await LaterAsync(3);
        await learner.Visitor.GoAsync("/leren");
        Assert.Equal("/leren/herhalen", learner.Visitor.Page.QuerySelector(".wj-next .nl-button--primary")!.GetAttribute("href"));
        await learner.Visitor.GoAsync("/leren/herhalen");
        Assert.Contains("Wat doe je? (proef-2)", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dat klopt", learner.Visitor.Text, StringComparison.Ordinal);

        await learner.Visitor.PressAsync("Kijk na");
        Assert.Contains("Kies één antwoord.", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.Null(await CardAsync("last_at"));

        await PressAsync("Goed zo");
        Assert.Contains("Dat klopt helemaal.", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.Contains($"Deze vraag komt terug op {portal.Today.AddDays(14).Long()}", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.Equal(
            ("Nog een vraag", 1), (learner.Visitor.Page.QuerySelector(".wj-actions .nl-button")!.TextContent, await CardAsync("step")));
    }

    [Fact]
    public async Task An_answer_of_a_session_that_ended_is_kept_on_the_page_and_taken_after_signing_in()
    {
        await learner.CompleteAsync("proef-2");
        await LaterAsync(3);
        await learner.Visitor.GoAsync("/leren/herhalen");
        await portal.Host.SqlAsync("delete from members.sessions where member_id = $1", learner.Id);
        await PressAsync("Goed zo");
        Assert.Equal(HttpStatusCode.Unauthorized, learner.Visitor.Status);
        Assert.Contains("Je bent niet meer ingelogd. Wat je invulde, is er nog.", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.Equal(
            "/inloggen?terug=%2Fleren%2Fherhalen",
            learner.Visitor.Page.QuerySelectorAll("main a").Single(link => link.TextContent.StartsWith("Log in", StringComparison.Ordinal))
                .GetAttribute("href"));
        Assert.Null(await CardAsync("last_at"));

        var tab = learner.Visitor.Page.QuerySelector<IHtmlFormElement>("main form")!;
        await learner.SignInAgainAsync();
        await learner.Visitor.PostAsync(
            tab.GetAttribute("action")!,
            [.. tab.QuerySelectorAll<IHtmlInputElement>("input").Select(field => (field.Name!, field.Value))]);
        Assert.Equal(HttpStatusCode.BadRequest, learner.Visitor.Status);
        Assert.Null(await CardAsync("last_at"));
        await learner.Visitor.PressAsync("Bewaar mijn antwoord");
        Assert.Contains("Dat klopt helemaal.", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.Equal(1, await CardAsync("step"));
    }

    [Fact]
    public async Task A_wrong_answer_begins_again_after_three_days()
    {
        await learner.CompleteAsync();
        await LaterAsync(3);
        await learner.Visitor.GoAsync("/leren/herhalen");
        await PressAsync("Goed zo");
        await LaterAsync(14);
        await learner.Visitor.GoAsync("/leren/herhalen");
        while (!learner.Visitor.Text.Contains("proef-1", StringComparison.Ordinal))
        {
            await PressAsync("Goed zo");
            await learner.Visitor.GoAsync("/leren/herhalen");
        }
        await PressAsync("Niet zo");
        Assert.Contains($"Deze vraag komt terug op {portal.Today.AddDays(3).Long()}", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CardAsync("step", "proef-1"));
    }

    [Fact]
    public async Task The_same_answer_sent_again_moves_the_card_once_also_days_later()
    {
        await learner.CompleteAsync("proef-2");
        await learner.Visitor.GoAsync("/leren");
        await LaterAsync(3);
        var (id, answer) = (Guid.CreateVersion7(), await learner.AnswerToAsync("twee", "proef-2", right: true));
        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(id, answer)));
        Assert.All(
            results, result => Assert.Equal((Outcome.Right, (DateOnly?)portal.Today.AddDays(14)), (result!.Graded.Outcome, result.DueOn)));
        Assert.Equal(1, await CardAsync("step"));

        await LaterAsync(14);
        await SendAsync(id, answer);
        Assert.Equal(1, await CardAsync("step"));
        await SendAsync(Guid.CreateVersion7(), answer);
        Assert.Equal(2, await CardAsync("step"));
    }

    [Fact]
    public async Task An_answer_before_its_day_or_to_a_card_of_somebody_else_moves_nothing()
    {
        await learner.CompleteAsync("proef-2");
        await learner.Visitor.GoAsync("/leren");
        var answer = await learner.AnswerToAsync("twee", "proef-2", right: true);
        await SendAsync(Guid.CreateVersion7(), answer);
        Assert.Equal(0, await CardAsync("step"));
        var other = await portal.GivenLearnerAsync();
        Assert.Null(
            await portal.Host.WithAsync<Reviews,
            ReviewResult?>(reviews => reviews.AnswerAsync(other.Id, "proef-2", Guid.CreateVersion7(), answer)));
    }

    [Fact]
    public async Task A_question_that_went_offline_is_not_asked_and_one_that_was_mended_is_asked_the_mended_way()
    {
        await learner.CompleteAsync("proef-2", "proef-1");
        await LaterAsync(3);
        await portal.ChangeAsync("twee", LearnerHost.Chapter("twee", 3, LearnerHost.Single("proef-2", "Beter gevraagd?")));
        await portal.ChangeAsync("een", LearnerHost.Chapter("een", 2, "Zonder vragen.\n"));
        await learner.Visitor.GoAsync("/leren/herhalen");
        Assert.Contains("Beter gevraagd? (proef-2)", learner.Visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            await portal.Host.WithAsync<Reviews, IReadOnlyList<ReviewQuestion>>(reviews => reviews.DueAsync(learner.Id)),
            question => question.Card.ExerciseId is "proef-1" or "proef-tekst");
    }

    [Fact]
    public async Task A_new_round_of_the_module_begins_its_questions_anew()
    {
        await learner.CompleteAsync("proef-2");
        await LaterAsync(3);
        await learner.Visitor.GoAsync("/leren/herhalen");
        await PressAsync("Goed zo");
        await portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.RenewAsync(learner.Id, LearnerHost.Module));
        await learner.CompleteAsync("proef-1");
        await learner.Visitor.GoAsync("/leren");
        Assert.Equal("proef-1", await portal.Host.SqlAsync("select exercise from learning.review_cards order by place limit 1"));
        Assert.Equal(0, await CardAsync("step"));
    }

    [Fact]
    public async Task One_click_ends_it_and_one_brings_it_back()
    {
        await learner.CompleteAsync();
        await LaterAsync(3);
        await learner.Visitor.GoAsync("/leren/herhalen");
        await learner.ChooseAsync("Geen herhaling meer");
        Assert.Equal("/leren", learner.Visitor.At);
        Assert.Contains("Je krijgt geen vragen meer terug", learner.Visitor.Text, StringComparison.Ordinal);
        await learner.Visitor.GoAsync("/leren/herhalen");
        Assert.Contains("Herhaling staat uit", learner.Visitor.Text, StringComparison.Ordinal);

        await learner.Visitor.GoAsync("/leren");
        await learner.ChooseAsync("Zet herhaling weer aan");
        await learner.Visitor.GoAsync("/leren/herhalen");
        Assert.Contains("Wat doe je?", learner.Visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_mailed_who_did_not_ask_for_it()
    {
        await learner.CompleteAsync();
        await LaterAsync(3);
        await MailAsync();
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task Who_asked_gets_one_question_a_day_in_words_and_each_question_once()
    {
        await AskForMailAsync();
        await MailAsync();
        Assert.Empty(await MailsAsync()); // nothing is due yet

        await LaterAsync(3);
        await Task.WhenAll(MailAsync(), MailAsync(), MailAsync());
        var (subject, text) = Assert.Single(await MailsAsync());
        Assert.Contains("Weet je het nog?", subject, StringComparison.Ordinal);
        Assert.Contains("Wat doe je? (proef-2)", text, StringComparison.Ordinal);
        Assert.Contains("/leren/herhalen", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dat klopt", text, StringComparison.Ordinal);

        for (var day = 0; day < 10; day++)
        {
            await LaterAsync(1);
            await MailAsync();
        }
        Assert.Equal(5, (await MailsAsync()).Count); // five cards, one mail each, though none was answered
    }

    [Fact]
    public async Task The_daily_job_sends_it()
    {
        await portal.Host.BeginCalendarAsync();
        await AskForMailAsync();
        await LaterAsync(3);
        await portal.Host.WorkByCalendarAsync();
        Assert.Single(await MailsAsync());
    }

    [Fact]
    public async Task The_link_in_the_mail_ends_the_mails_without_signing_in()
    {
        await AskForMailAsync();
        await LaterAsync(3);
        await MailAsync();
        var link = (await MailsAsync())[0].Text.Split('\n').Single(line => line.Contains("/leren/herhaling-uit", StringComparison.Ordinal))
            .Trim();
        Assert.DoesNotContain(learner.Id.ToString("N"), link, StringComparison.OrdinalIgnoreCase);

        using var stranger = portal.Host.Visit();
        await stranger.GoAsync(new Uri(link).PathAndQuery);
        Assert.Single(stranger.Page.QuerySelectorAll("main button"));
        Assert.NotNull(await portal.Host.SqlAsync("select mail_since from learning.review_settings")); // looking ends nothing
        await stranger.PressAsync("Stop de mails");
        Assert.Contains("Je krijgt geen vragen meer per mail", stranger.Text, StringComparison.Ordinal);
        Assert.Empty(stranger.CookieNames);

        await LaterAsync(1);
        await MailAsync();
        Assert.Single(await MailsAsync());
        await learner.Visitor.GoAsync("/leren/herhalen");
        Assert.Contains("Wat doe je?", learner.Visitor.Text, StringComparison.Ordinal); // on the page it goes on
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("!!!")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_key_that_is_not_ours_ends_nothing(string key)
    {
        await AskForMailAsync();
        using var stranger = portal.Host.Visit();
        await stranger.GoAsync($"/leren/herhaling-uit?sleutel={Uri.EscapeDataString(key)}");
        Assert.Equal(HttpStatusCode.OK, stranger.Status);
        Assert.Contains("Deze link klopt niet", stranger.Text, StringComparison.Ordinal);
        await stranger.PostAsync("/leren/herhaling-uit", ("sleutel", key));
        Assert.NotEqual(DBNull.Value, await portal.Host.SqlAsync("select mail_since from learning.review_settings"));
    }

    private async Task AskForMailAsync()
    {
        await learner.CompleteAsync("proef-2");
        await learner.Visitor.GoAsync("/leren");
        await learner.ChooseAsync("Stuur me de vraag per mail");
        Assert.Contains("hooguit één per dag", learner.Visitor.Text, StringComparison.Ordinal);
    }

    private async Task LaterAsync(int days)
    {
        portal.Host.Clock.Advance(TimeSpan.FromDays(days));
        await learner.SignInAgainAsync();
        await learner.Visitor.GoAsync("/leren");
    }

    private Task MailAsync() => portal.Host.RunJobAsync(new SendReviewMails());

    private async Task<IReadOnlyList<(string Subject, string Text)>> MailsAsync() =>
        [
            .. (await portal.Members.MailsToAsync(learner.Email))
                .Where(mail => mail.Subject.StartsWith("Weet je het nog", StringComparison.Ordinal)),
        ];

    private Task<ReviewResult?> SendAsync(Guid id, Answer answer) =>
        portal.Host.WithAsync<Reviews, ReviewResult?>(reviews => reviews.AnswerAsync(learner.Id, "proef-2", id, answer));

    private async Task<object?> CardAsync(string column, string exercise = "proef-2") =>
        await portal.Host.SqlAsync($"select {column} from learning.review_cards where exercise = $1", exercise) is var value
            && value is DBNull
            ? null
            : value;

    private Task PressAsync(string words)
    {
        if (learner.Visitor.Page.QuerySelector("input[name='a-tekst']") is not null)
            return learner.Visitor.PressAsync("Kijk na", ("a-tekst", "ronselen"));
        var choice = learner.Visitor.Page.QuerySelectorAll("label")
            .Single(label => label.TextContent.Contains(words, StringComparison.Ordinal)).QuerySelector("input")!;
        return learner.Visitor.PressAsync("Kijk na", (choice.GetAttribute("name")!, choice.GetAttribute("value")!));
    }
}
