using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Portal.Calendar.Questions;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Questions;

/// <summary>What colleagues do with questions, in the office.</summary>
public sealed class InboxTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private PortalHost Host => portal.Host;

    [Theory]
    [InlineData(Rights.Coordinator, "advice contact fault")]
    [InlineData(Rights.Editor, "fault")]
    [InlineData(Rights.Administrator, "advice contact fault privacy")]
    public async Task Each_role_sees_its_own_kinds_and_no_others(string role, string kinds)
    {
        var all = new Dictionary<QuestionKind, Question>();
        foreach (var kind in QuestionKinds.All) all[kind] = await Host.GivenQuestionAsync(kind);
        using var colleague = await portal.ColleagueAsync(role);
        foreach (var (kind, question) in all)
        {
            var isSeen = kinds.Split(' ').Contains(kind.Key());
            await colleague.GoAsync($"/beheer/vragen?soort={kind.Key()}");
            Assert.Equal(isSeen ? HttpStatusCode.OK : HttpStatusCode.NotFound, colleague.Status);
            if (isSeen) Assert.Contains(question.Code, colleague.Text, StringComparison.Ordinal);
            foreach (var page in new[] { "", "/antwoord", "/weghalen" })
            {
                await colleague.GoAsync($"/beheer/vragen/{question.Id}{page}");
                Assert.Equal(isSeen ? HttpStatusCode.OK : HttpStatusCode.NotFound, colleague.Status);
            }
            await colleague.GoAsync("/beheer/vragen");
            if (!isSeen) Assert.DoesNotContain(question.Code, colleague.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/beheer/vragen")]
    [InlineData("/beheer/vragen/cijfers")]
    public async Task A_contact_person_and_a_member_see_no_questions(string path)
    {
        var question = await Host.GivenQuestionAsync();
        using var contact = await portal.SignedInAsync((await portal.GivenMemberAsync(Rights.ContactPerson)).Email);
        foreach (var address in new[] { path, $"/beheer/vragen/{question.Id}" })
        {
            await contact.GoAsync(address);
            Assert.Equal(HttpStatusCode.Forbidden, contact.Status);
            Assert.DoesNotContain(question.Code, contact.Text, StringComparison.Ordinal);
        }
        // Who may not come in is led to the form, with the page filled in.
        await contact.GoAsync(contact.Page.QuerySelector("main a[href^='/contact?']")!.GetAttribute("href")!);
        Assert.Contains("Ik mag niet in", contact.Page.QuerySelector<IHtmlInputElement>("#form-subject")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_written_looked_at_and_sent_and_stays_with_the_question()
    {
        var email = MembersHost.NewEmail("vrager");
        var question = await Host.GivenQuestionAsync(email: email);
        using var colleague = await portal.ColleagueAsync(Rights.Coordinator);
        await colleague.GoAsync($"/beheer/vragen/{question.Id}/antwoord");
        await colleague.PressAsync("Bekijk de mail");
        Assert.Contains("Schrijf een antwoord", colleague.Text, StringComparison.Ordinal);
        await colleague.PressAsync("Bekijk de mail", ("Text", "Begin <b>klein</b>.\r\n\r\nKijk op https://weerbaar.example/kennis."));
        Assert.Contains("Zo komt de mail aan", colleague.Text, StringComparison.Ordinal);
        Assert.Single(await Host.MailsToAsync(email)); // nothing has gone yet
        await colleague.PressAsync("Pas het aan");
        Assert.Contains(
            "Begin <b>klein</b>.", colleague.Page.QuerySelector<IHtmlTextAreaElement>("#text")!.Value, StringComparison.Ordinal);
        await colleague.PressAsync("Bekijk de mail");
        await colleague.PressAsync("Verstuur");
        Assert.Contains("Je antwoord is verstuurd.", colleague.Text, StringComparison.Ordinal);
        Assert.Contains("Begin <b>klein</b>.", colleague.Page.QuerySelector("#berichten ~ ol")!.TextContent, StringComparison.Ordinal);

        var mail = (await Host.MailsToAsync(email))[^1];
        Assert.Equal($"Antwoord op je vraag ({question.Code}) - Weerbare Jeugd", mail.Subject);
        Assert.Contains(
            "Hallo Noor de Vries,\n\nBegin <b>klein</b>.\n\nKijk op https://weerbaar.example/kennis.", mail.Text, StringComparison.Ordinal);
        Assert.Contains(QuestionLinks.Path, mail.Text, StringComparison.Ordinal);
        var html = (string)(await Host.SqlAsync(
            "select body_html from platform.outbox where to_address = $1 and kind = 'question-answer'", email))!;
        Assert.Contains("Begin &lt;b&gt;klein&lt;/b&gt;.", html, StringComparison.Ordinal);
        var now = (await Host.QuestionAsync(question.Id))!;
        Assert.Null(now.WaitingSince);
        Assert.NotNull(now.AnsweredAt);
        Assert.NotNull(now.AssignedTo); // whoever answers, has it

        await colleague.GoAsync("/beheer/vragen");
        Assert.DoesNotContain(question.Code, colleague.Text, StringComparison.Ordinal);
        await colleague.GoAsync("/beheer/vragen?lijst=wacht");
        Assert.Contains(question.Code, colleague.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_answer_at_once_one_is_sent_and_the_other_is_told_and_keeps_the_text()
    {
        var email = MembersHost.NewEmail("vrager");
        var question = await Host.GivenQuestionAsync(email: email);
        using var first = await portal.ColleagueAsync(Rights.Coordinator);
        using var second = await portal.ColleagueAsync(Rights.Administrator);
        foreach (var (colleague, text) in new[] { (first, "Antwoord van de eerste"), (second, "Antwoord van de tweede") })
        {
            await colleague.GoAsync($"/beheer/vragen/{question.Id}/antwoord");
            await colleague.PressAsync("Bekijk de mail", ("Text", text));
        }
        await first.PressAsync("Verstuur");
        await second.PressAsync("Verstuur");
        Assert.Contains("een collega of de vrager was je voor", second.Text, StringComparison.Ordinal);
        Assert.Contains("Antwoord van de eerste", second.Text, StringComparison.Ordinal);
        Assert.Equal("Antwoord van de tweede", second.Page.QuerySelector<IHtmlTextAreaElement>("#text")!.Value.Trim());
        Assert.Equal(2, (await Host.MailsToAsync(email)).Count);
        // Having read it, the second may send after all.
        await second.PressAsync("Bekijk de mail");
        await second.PressAsync("Verstuur");
        Assert.Contains("Antwoord van de tweede", (await Host.MailsToAsync(email))[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_sent_twice_is_one_mail()
    {
        var email = MembersHost.NewEmail("vrager");
        var question = await Host.GivenQuestionAsync(email: email);
        using var colleague = await portal.ColleagueAsync(Rights.Coordinator);
        await colleague.GoAsync($"/beheer/vragen/{question.Id}/antwoord");
        await colleague.PressAsync("Bekijk de mail", ("Text", "Kort antwoord"));
        (string, string)[] form =
        [
            .. new[] { "Entry", "Version", "formulier" }.Select(name =>
                (name, colleague.Page.QuerySelector<IHtmlInputElement>($"main form input[name={name}]")!.Value)),
            ("Text", "Kort antwoord"), ("Close", "true"),
        ];
        for (var time = 0; time < 2; time++)
        {
            await colleague.PostAsync($"/beheer/vragen/{question.Id}/antwoord?handler=Send", form);
            Assert.Contains("Je antwoord is verstuurd. De vraag is gesloten.", colleague.Text, StringComparison.Ordinal);
        }
        Assert.Equal(2, (await Host.MailsToAsync(email)).Count); // that it came, and the answer
        Assert.NotNull((await Host.QuestionAsync(question.Id))!.ClosedAt);
    }

    [Fact]
    public async Task A_question_that_somebody_adds_to_while_it_is_answered_is_read_first()
    {
        var email = MembersHost.NewEmail("vrager");
        var question = await Host.GivenQuestionAsync(email: email);
        using var colleague = await portal.ColleagueAsync(Rights.Coordinator);
        await colleague.GoAsync($"/beheer/vragen/{question.Id}/antwoord");
        await colleague.PressAsync("Bekijk de mail", ("Text", "Antwoord"));
        await Host.WithAsync<QuestionBook>(book => book.AddAsync(question.Id, Guid.NewGuid(), "Het hoeft niet meer", false, default));
        await colleague.PressAsync("Verstuur");
        Assert.Contains("Het hoeft niet meer", colleague.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await Host.MailsToAsync(email), mail => mail.Subject.StartsWith("Antwoord", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_question_is_given_to_a_colleague_noted_closed_and_opened_again()
    {
        var question = await Host.GivenQuestionAsync(QuestionKind.Advice);
        var (other, otherId) = await portal.GivenMemberAsync(Rights.Coordinator);
        await Host.SqlAsync("update members.members set name = 'Aïsha El Amrani' where id = $1", otherId);
        using var colleague = await portal.ColleagueAsync(Rights.Coordinator);
        await colleague.GoAsync($"/beheer/vragen/{question.Id}");
        await colleague.PressAsync("Geef de vraag", ("colleague", otherId.ToString()));
        Assert.Contains("Aan Aïsha El Amrani.", colleague.Text, StringComparison.Ordinal);
        Assert.Contains(
            await Host.MailsToAsync(other), mail => mail.Subject.StartsWith("Een vraag is nu van jou", StringComparison.Ordinal));

        await colleague.PressAsync("Zet de notitie erbij", ("Note", "Eerst bellen 📞 <i>morgen</i>"));
        Assert.Contains(
            "Eerst bellen 📞 <i>morgen</i>", colleague.Page.QuerySelector("#berichten ~ ol")!.TextContent, StringComparison.Ordinal);
        await colleague.PressAsync("Sluit de vraag");
        Assert.Contains("De vraag is gesloten.", colleague.Text, StringComparison.Ordinal);
        await colleague.GoAsync("/beheer/vragen?lijst=gesloten&soort=advice");
        Assert.Contains(question.Code, colleague.Text, StringComparison.Ordinal);
        await colleague.GoAsync($"/beheer/vragen/{question.Id}");
        await colleague.PressAsync("Open de vraag opnieuw");
        Assert.Null((await Host.QuestionAsync(question.Id))!.ClosedAt);
    }

    [Fact]
    public async Task A_question_is_given_only_to_who_may_see_it()
    {
        var question = await Host.GivenQuestionAsync(QuestionKind.Privacy);
        var (_, coordinator) = await portal.GivenMemberAsync(Rights.Coordinator);
        using var administrator = await portal.ColleagueAsync(Rights.Administrator);
        await administrator.GoAsync($"/beheer/vragen/{question.Id}");
        Assert.Null(administrator.Page.QuerySelector($"option[value='{coordinator}']"));
        var token = administrator.Page.QuerySelector<IHtmlInputElement>("main input[name=formulier]")!.Value;
        await administrator.PostAsync(
            $"/beheer/vragen/{question.Id}?handler=Assign", ("formulier", token), ("Version", $"{question.Version}"),
            ("colleague", coordinator.ToString()));
        Assert.Null((await Host.QuestionAsync(question.Id))!.AssignedTo);
    }

    [Fact]
    public async Task A_question_about_a_youngster_is_taken_away_and_who_asked_hears_why()
    {
        var email = MembersHost.NewEmail("vrager");
        var question = await Host.GivenQuestionAsync(email: email, text: "Een echte naam");
        using var colleague = await portal.ColleagueAsync(Rights.Coordinator);
        await colleague.GoAsync($"/beheer/vragen/{question.Id}/weghalen");
        await colleague.PressAsync("Haal de vraag weg");
        Assert.Contains($"{question.Code} is weg.", colleague.Text, StringComparison.Ordinal);
        Assert.Null(await Host.QuestionAsync(question.Id));
        Assert.Equal(
            0L, await Host.SqlAsync("select count(*) from calendar.question_entries where question_id = $1", question.Id));
        Assert.StartsWith(
            $"We haalden je vraag weg ({question.Code})", (await Host.MailsToAsync(email))[^1].Subject, StringComparison.Ordinal);
        using var visitor = Host.Visit();
        await visitor.GoAsync(await Host.LinkToAddAsync(email));
        Assert.Contains("Deze link werkt niet meer", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_opens_a_request_about_data_is_written_down()
    {
        var question = await Host.GivenQuestionAsync(QuestionKind.Privacy);
        using var administrator = await portal.ColleagueAsync(Rights.Administrator);
        for (var time = 0; time < 2; time++) await administrator.GoAsync($"/beheer/vragen/{question.Id}");
        Assert.Contains("Wie dit verzoek opende", administrator.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await Host.SqlAsync("select count(*) from calendar.question_readings where question_id = $1", question.Id));
        var other = await Host.GivenQuestionAsync();
        await administrator.GoAsync($"/beheer/vragen/{other.Id}");
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from calendar.question_readings where question_id = $1", other.Id));
    }

    [Fact]
    public async Task Who_waits_longest_stands_first_and_the_list_is_narrowed_by_theme_and_municipality()
    {
        var older = await Host.GivenQuestionAsync(QuestionKind.Advice);
        await Host.SqlAsync("update calendar.questions set waiting_since = waiting_since - interval '9 years' where id = $1", older.Id);
        var newer = await Host.GivenQuestionAsync(QuestionKind.Advice);
        using var colleague = await portal.ColleagueAsync(Rights.Coordinator);
        await colleague.GoAsync("/beheer/vragen?thema=dossier-ouders&gemeente=org-gemeente-haarlemmermeer&soort=advice");
        var rows = colleague.Page.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains(older.Code, rows[0], StringComparison.Ordinal);
        Assert.Contains("dagen", rows[0], StringComparison.Ordinal);
        Assert.Contains(
            rows, row => row.Contains(newer.Code, StringComparison.Ordinal) && row.Contains("vandaag", StringComparison.Ordinal));
        await colleague.GoAsync("/beheer/vragen?thema=dossier-onlinewereld");
        Assert.DoesNotContain(older.Code, colleague.Text, StringComparison.Ordinal);
        foreach (var odd in new[] { "?soort=privacy", "?soort=anders", "?lijst=anders", "?p=99999", "?p=-1" })
        {
            await colleague.GoAsync("/beheer/vragen" + odd);
            Assert.Equal(HttpStatusCode.NotFound, colleague.Status);
        }
        await colleague.GoAsync("/beheer");
        Assert.Contains("wachten op antwoord", colleague.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_without_an_address_is_read_and_closed_and_cannot_be_answered()
    {
        var question = await Host.GivenQuestionAsync(QuestionKind.Fault);
        await Host.SqlAsync("update calendar.questions set address = null, name = '' where id = $1", question.Id);
        using var editor = await portal.ColleagueAsync(Rights.Editor);
        await editor.GoAsync($"/beheer/vragen/{question.Id}");
        Assert.NotNull(editor.Page.QuerySelector("dl a[href='/kennis']"));
        Assert.Contains("Antwoorden kan niet", editor.Text, StringComparison.Ordinal);
        await editor.GoAsync($"/beheer/vragen/{question.Id}/antwoord");
        await editor.PressAsync("Bekijk de mail", ("Text", "Dank"));
        Assert.Contains("Er is geen e-mailadres ingevuld", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_leads_elsewhere_is_no_link_for_a_colleague()
    {
        var question = await Host.GivenQuestionAsync(QuestionKind.Fault);
        using var editor = await portal.ColleagueAsync(Rights.Editor);
        foreach (var odd in new[] { "https://kwaad.example/", "//kwaad.example", "javascript:alert(1)", "/\\kwaad.example" })
        {
            await Host.SqlAsync("update calendar.questions set page = $2 where id = $1", question.Id, odd);
            await editor.GoAsync($"/beheer/vragen/{question.Id}");
            Assert.Empty(editor.Page.QuerySelectorAll("main dl a"));
        }
    }
}
