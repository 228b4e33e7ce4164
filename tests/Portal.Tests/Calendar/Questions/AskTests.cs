using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Portal.Calendar.Questions;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Questions;

/// <summary>From a form to a question that is kept, without an account and without script.</summary>
public sealed class AskTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private PortalHost Host => portal.Host;

    [Fact]
    public async Task A_visitor_asks_for_advice_and_gets_a_number_by_mail()
    {
        var email = MembersHost.NewEmail("vrager");
        using var visitor = Host.Visit();
        await visitor.GoAsync("/maatwerkadvies");
        Assert.Contains("Waarvoor je kunt aankloppen", visitor.Text, StringComparison.Ordinal); // the text stays, the form is under it
        Assert.Contains("Noem geen jongeren", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync(
            "Verstuur", ("Form.Subject", "Een signaaloverleg"), ("Form.Theme", "dossier-ouders"), ("Form.Text", "Het loopt niet."),
            ("Form.Goal", "Iedereen aan tafel."), ("Form.Name", "Noor"), ("Form.Email", email), ("Form.Organisation", "Gemeente Voorbeeld"),
            ("Form.Municipality", "org-gemeente-haarlemmermeer"));
        Assert.Contains("Je vraag is binnen", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.CookieNames);

        var mail = Assert.Single(await Host.MailsToAsync(email));
        Assert.StartsWith("Je vraag is binnen (V-", mail.Subject, StringComparison.Ordinal);
        Assert.Contains(mail.Subject.Split('(', ')')[1], visitor.Text, StringComparison.Ordinal);
        // Anybody can fill in anybody's address: nothing of what was typed goes there.
        foreach (var typed in new[] { "Het loopt niet", "Iedereen aan tafel", "signaaloverleg", "Noor" })
            Assert.DoesNotContain(typed, mail.Text, StringComparison.Ordinal);
        Assert.Equal(
            "advice Noor Gemeente Voorbeeld org-gemeente-haarlemmermeer dossier-ouders Een signaaloverleg",
            await Host.SqlAsync(
                "select concat_ws(' ', kind, name, organisation, municipality, theme, subject) from calendar.questions where address = $1",
                email));
    }

    [Fact]
    public async Task A_double_click_is_one_question_and_a_changed_form_is_another()
    {
        var email = MembersHost.NewEmail("vrager");
        using var visitor = Host.Visit();
        await visitor.GoAsync("/contact");
        var id = visitor.Page.QuerySelector<IHtmlInputElement>("input[name='Form.Id']")!.Value;
        async Task<string> SendAsync(string text)
        {
            await visitor.PostAsync(
                "/contact", ("Form.Id", id), ("Form.Subject", "Meedoen"), ("Form.Text", text), ("Form.Name", "Noor"),
                ("Form.Email", email));
            return visitor.Page.QuerySelector(".wj-head__lead")!.TextContent;
        }
        var first = await SendAsync("Mag ik meedoen?");
        Assert.Equal(first, await SendAsync("Mag ik meedoen?"));
        Assert.Equal(1L, await Host.QuestionsOfAsync(email));
        Assert.Single(await Host.MailsToAsync(email));
        // Whoever goes back, changes a word and sends it again, is told a number of its own: no word is lost.
        Assert.NotEqual(first, await SendAsync("Mogen wij meedoen?"));
        Assert.Equal(2L, await Host.QuestionsOfAsync(email));
    }

    [Fact]
    public async Task A_name_with_an_age_is_asked_about_before_anything_is_kept()
    {
        var email = MembersHost.NewEmail("vrager");
        using var visitor = Host.Visit();
        await visitor.GoAsync("/contact");
        await visitor.PressAsync(
            "Verstuur", ("Form.Subject", "Hulp"), ("Form.Text", "Wat doen we met Mohammed (14)?"), ("Form.Name", "Noor"),
            ("Form.Email", email));
        Assert.Contains("een naam met een leeftijd: “Mohammed (14)”", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await Host.QuestionsOfAsync(email));
        Assert.Empty(await Host.MailsToAsync(email));

        // A yes does not hold for a name that comes after it.
        var mark = visitor.Page.QuerySelector<IHtmlInputElement>("input[name='Form.Sure']")!.Value;
        await visitor.PressAsync("Verstuur", ("Form.Sure", mark), ("Form.Text", "Wat doen we met Mohammed (14) en Sanne (15)?"));
        Assert.Contains("Sanne (15)", visitor.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0L, await Host.QuestionsOfAsync(email));

        await visitor.PressAsync("Verstuur", ("Form.Text", "Wat doen we met groep (14)?"));
        Assert.Contains("Je vraag is binnen", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(false, await Host.SqlAsync("select warned from calendar.questions where address = $1", email));
    }

    [Fact]
    public async Task What_was_asked_about_can_be_sent_all_the_same_and_colleagues_see_that()
    {
        var email = MembersHost.NewEmail("vrager");
        using var visitor = Host.Visit();
        await visitor.GoAsync("/contact");
        await visitor.PressAsync(
            "Verstuur", ("Form.Subject", "Boek"), ("Form.Text", "In het boek is Kees (14) de held."), ("Form.Name", "Noor"),
            ("Form.Email", email));
        var mark = visitor.Page.QuerySelector<IHtmlInputElement>("input[name='Form.Sure']")!.Value;
        await visitor.PressAsync("Verstuur", ("Form.Sure", mark));
        Assert.Contains("Je vraag is binnen", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(true, await Host.SqlAsync("select warned from calendar.questions where address = $1", email));
    }

    [Theory]
    [InlineData("/contact", "Form.Text")]
    [InlineData("/contact", "Form.Subject")]
    [InlineData("/maatwerkadvies", "Form.Goal")]
    [InlineData("/contact/fout", "Form.Text")]
    [InlineData("/contact/gegevens", "Form.Text")]
    public async Task A_citizen_service_number_is_never_kept(string path, string field)
    {
        var email = MembersHost.NewEmail("vrager");
        using var visitor = Host.Visit();
        await visitor.GoAsync(path);
        (string Name, string Value)[] fields =
        [
            ("Form.Subject", "Vraag"), ("Form.Text", "Tekst"), ("Form.Goal", "Doel"), ("Form.Name", "Noor"), ("Form.Email", email),
            ("Form.Organisation", "Gemeente"), ("Form.Wish", "access"),
        ];
        await visitor.PressAsync(
            "Verstuur",
            [
                .. fields.Where(one => visitor.Page.QuerySelector($"[name='{one.Name}']") is not null)
                    .Select(one => one.Name == field ? (one.Name, "Het gaat om 123 456 782.") : one),
            ]);
        Assert.Contains("burgerservicenummer", visitor.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll("input[name='Form.Sure']"));
        // Nobody can say yes to it, not even by making up the answer.
        await visitor.PostAsync(
            path, [.. fields.Select(one => one.Name == field ? (one.Name, "123456782") : one), ("Form.Sure", "true")]);
        Assert.Equal(0L, await Host.QuestionsOfAsync(email));
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_words_and_what_was_typed_stays()
    {
        using var visitor = Host.Visit();
        await visitor.GoAsync("/contact");
        await visitor.PressAsync(
            "Verstuur", ("Form.Subject", "<b>Meedoen</b>"), ("Form.Email", "noor"), ("Form.Organisation", "École & Co"));
        var alert = visitor.Page.QuerySelector("[role=alert]")!.TextContent;
        foreach (var said in new[] { "Schrijf je vraag op", "Vul je naam in", "Dit is geen e-mailadres" })
            Assert.Contains(said, alert, StringComparison.Ordinal);
        Assert.Equal("<b>Meedoen</b>", visitor.Page.QuerySelector<IHtmlInputElement>("#form-subject")!.Value);
        Assert.Equal("École & Co", visitor.Page.QuerySelector<IHtmlInputElement>("#form-organisation")!.Value);
        Assert.All(visitor.Page.QuerySelectorAll("[role=alert] a"), link => Assert.NotNull(
            visitor.Page.GetElementById(link.GetAttribute("href")![1..])));
    }

    [Fact]
    public async Task A_request_about_data_says_by_which_day_it_is_answered()
    {
        var email = MembersHost.NewEmail("vrager");
        using var visitor = Host.Visit();
        await visitor.GoAsync("/contact/gegevens");
        await visitor.PressAsync("Verstuur", ("Form.Name", "Noor"), ("Form.Email", email));
        Assert.Contains("Kies wat je wilt", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Verstuur", ("Form.Wish", "erasure"));
        var due = DutchTime.DateOf(Host.Clock.GetUtcNow()).AddMonths(1);
        Assert.Contains($"uiterlijk {due.Long()}", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Je verzoek is binnen", Assert.Single(await Host.MailsToAsync(email)).Subject, StringComparison.Ordinal);
        Assert.Equal(due.Stamp(), await Host.SqlAsync("select due_on::text from calendar.questions where address = $1", email));
    }

    [Fact]
    public async Task A_fault_is_told_from_the_page_it_is_on_without_saying_who_one_is()
    {
        using var visitor = Host.Visit();
        await visitor.GoAsync("/kennis/onzichtbare-beelden");
        await visitor.GoAsync(visitor.Page.QuerySelector("footer a[href^='/contact/fout']")!.GetAttribute("href")!);
        Assert.Equal("/kennis/onzichtbare-beelden", visitor.Page.QuerySelector<IHtmlInputElement>("#form-page")!.Value);
        var text = $"Een woord staat er twee keer: {Guid.NewGuid()}";
        await visitor.PressAsync("Verstuur", ("Form.Text", text));
        Assert.Contains("Je melding is binnen", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(
            "/kennis/onzichtbare-beelden",
            await Host.SqlAsync(
                """
                select q.page from calendar.questions q join calendar.question_entries e on e.question_id = q.id
                where e.body = $1 and q.address is null and q.kind = 'fault'
                """,
                text));
    }

    [Theory]
    [InlineData("/kennis/bestaat-niet", "main", "/kennis/bestaat-niet")]
    [InlineData("/kennis/bestaat-niet", "footer", "/kennis/bestaat-niet")]
    [InlineData("/bewijs/EEN-KENMERK-VAN-IEMAND", "footer", "/bewijs/…")] // nobody has to see it to mend the page
    public async Task A_page_that_goes_wrong_leads_to_the_form_with_its_address(string path, string part, string shown)
    {
        using var visitor = Host.Visit();
        await visitor.GoAsync(path);
        await visitor.GoAsync(visitor.Page.QuerySelector($"{part} a[href^='/contact/fout']")!.GetAttribute("href")!);
        Assert.Equal(shown, visitor.Page.QuerySelector<IHtmlInputElement>("#form-page")!.Value);
    }

    [Theory]
    [InlineData("Noor\r\nBcc: iedereen", "Noor Bcc: iedereen")]
    [InlineData("👩‍💻 Noor; de \"Vries\", =1+1", "👩‍💻 Noor; de \"Vries\", =1+1")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("No\u202Eor", "Noor")]
    public async Task An_odd_name_or_subject_is_one_line_of_text_everywhere(string typed, string kept)
    {
        var (colleague, _) = await portal.GivenMemberAsync(Rights.Coordinator);
        var email = MembersHost.NewEmail("vrager");
        using var visitor = Host.Visit();
        await visitor.GoAsync("/contact");
        await visitor.PressAsync(
            "Verstuur", ("Form.Subject", typed), ("Form.Text", typed), ("Form.Name", typed), ("Form.Email", email));
        Assert.Contains("Je vraag is binnen", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(kept, await Host.SqlAsync("select name from calendar.questions where address = $1", email));
        Assert.Equal(kept, await Host.SqlAsync("select subject from calendar.questions where address = $1", email));
        Assert.All(
            (await Host.MailsToAsync(colleague)).Concat(await Host.MailsToAsync(email)),
            mail => Assert.DoesNotContain("iedereen", mail.Subject + mail.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_with_a_line_end_or_two_addresses_is_refused()
    {
        using var visitor = Host.Visit();
        foreach (var email in new[] { "a@b.nl,c@d.nl", "a@b.nl c@d.nl", "a@b.nl\r\nBcc: c@d.nl", "Noor <a@b.nl>", "a\u202E@b.nl;x", "a@b" })
        {
            await visitor.GoAsync("/contact");
            await visitor.PressAsync(
                "Verstuur", ("Form.Subject", "Vraag"), ("Form.Text", "Tekst"), ("Form.Name", "Noor"), ("Form.Email", email));
            Assert.Contains("Dit is geen e-mailadres", visitor.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_megabyte_of_text_is_told_to_be_too_long_and_a_nul_is_refused()
    {
        var email = MembersHost.NewEmail("vrager");
        using var visitor = Host.Visit();
        (string, string)[] Fields(string text) =>
            [("Form.Subject", "Vraag"), ("Form.Text", text), ("Form.Name", "Noor"), ("Form.Email", email)];
        await visitor.PostAsync("/contact", Fields(new string('x', 1_000_000)));
        Assert.Contains("er passen 4000 tekens in", visitor.Text, StringComparison.Ordinal);
        await visitor.PostAsync("/contact", Fields("a\0b"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Equal(0L, await Host.QuestionsOfAsync(email));
    }

    [Fact]
    public async Task A_form_cannot_say_what_kind_it_is_nor_choose_what_there_is_not()
    {
        var email = MembersHost.NewEmail("vrager");
        using var visitor = Host.Visit();
        await visitor.PostAsync(
            "/contact", ("Form.Kind", "privacy"), ("Kind", "Privacy"), ("kind", "privacy"), ("Form.Wish", "erasure"),
            ("Form.Theme", "dossier-bestaat-niet"), ("Form.Municipality", "x"), ("Form.Id", "geen id"), ("Form.Subject", "Vraag"),
            ("Form.Text", "Tekst"), ("Form.Name", "Noor"), ("Form.Email", email));
        Assert.Contains("Je vraag is binnen", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(
            "contact - - - -",
            await Host.SqlAsync(
                """
                select concat_ws(' ', kind, coalesce(wish, '-'), coalesce(theme, '-'), coalesce(municipality, '-'),
                    coalesce(due_on::text, '-'))
                from calendar.questions where address = $1
                """,
                email));
    }

    [Fact]
    public async Task What_a_link_fills_in_stands_in_the_form_whatever_it_holds()
    {
        const string Subject = "Meedoen: \"Ineens geld\" & meer <b>🎉";
        using var visitor = Host.Visit();
        await visitor.GoAsync($"/contact?onderwerp={Uri.EscapeDataString(Subject)}");
        Assert.Equal(Subject, visitor.Page.QuerySelector<IHtmlInputElement>("#form-subject")!.Value);
        await visitor.GoAsync($"/contact?onderwerp={new string('x', 5000)}");
        Assert.Equal(QuestionForm.MostLine, visitor.Page.QuerySelector<IHtmlInputElement>("#form-subject")!.Value.Length);
        await visitor.GoAsync("/maatwerkadvies?thema=dossier-ouders");
        Assert.Equal("dossier-ouders", visitor.Page.QuerySelector<IHtmlSelectElement>("#form-theme")!.Value);
    }

    [Fact]
    public async Task A_member_finds_their_name_and_address_filled_in()
    {
        var (email, id) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync("/contact");
        await visitor.PressAsync("Verstuur", ("Form.Subject", "Vraag"), ("Form.Text", "Tekst"));
        Assert.Contains("Je vraag is binnen", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(
            id, await Host.SqlAsync("select member_id from calendar.questions where address = $1 and name = 'Noor de Vries'", email));
    }

    [Fact]
    public async Task Somebody_elses_mailbox_gets_a_few_receipts_a_day_and_no_more()
    {
        var email = MembersHost.NewEmail("vrager");
        for (var at = 0; at < 8; at++) await Host.GivenQuestionAsync(email: email);
        Assert.Equal(8L, await Host.QuestionsOfAsync(email));
        Assert.Equal(5, (await Host.MailsToAsync(email)).Count);
    }

    [Fact]
    public async Task Who_asked_adds_by_the_link_in_the_mail_and_the_question_waits_for_us_again()
    {
        var email = MembersHost.NewEmail("vrager");
        var question = await Host.GivenQuestionAsync(email: email);
        await Host.SqlAsync("update calendar.questions set closed_at = now(), waiting_since = null where id = $1", question.Id);
        using var visitor = Host.Visit();
        await visitor.GoAsync(await Host.LinkToAddAsync(email));
        // A link can be forwarded: it shows nothing of what was said.
        foreach (var secret in new[] { "Noor de Vries", "Hoe doen anderen dit?", email, "Een signaaloverleg" })
            Assert.DoesNotContain(secret, visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Verstuur", ("Text", "En wat kost het?"));
        Assert.Contains("Het staat erbij", visitor.Text, StringComparison.Ordinal);
        var now = (await Host.QuestionAsync(question.Id))!;
        Assert.Null(now.ClosedAt);
        Assert.NotNull(now.WaitingSince);
        Assert.Equal(question.Version + 1, now.Version);
    }

    [Fact]
    public async Task An_addition_that_is_sent_twice_stands_there_once_and_goes_by_the_same_check()
    {
        var email = MembersHost.NewEmail("vrager");
        var question = await Host.GivenQuestionAsync(email: email);
        var key = (await Host.LinkToAddAsync(email)).Split('=')[1];
        var entry = Guid.NewGuid().ToString();
        using var visitor = Host.Visit();
        for (var time = 0; time < 2; time++)
            await visitor.PostAsync("/contact/verder", ("sleutel", key), ("Entry", entry), ("Text", "En wat kost het?"));
        await visitor.PostAsync("/contact/verder", ("sleutel", key), ("Entry", entry), ("Text", "Het gaat om Mohammed (14)."));
        Assert.Contains("Het is nog niet verstuurd", visitor.Text, StringComparison.Ordinal);
        await visitor.PostAsync("/contact/verder", ("sleutel", key), ("Entry", entry), ("Text", "123456782"), ("Sure", "true"));
        Assert.Equal(
            1L,
            await Host.SqlAsync(
                "select count(*) from calendar.question_entries where question_id = $1 and kind = 'addition'", question.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?sleutel=")]
    [InlineData("?sleutel=anders")]
    [InlineData("?sleutel=%F0%9F%98%80")]
    [InlineData("?sleutel=CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_link_that_is_none_of_ours_says_so_and_leads_on(string query)
    {
        using var visitor = Host.Visit();
        await visitor.GoAsync("/contact/verder" + query);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains("Deze link werkt niet meer", visitor.Text, StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector("main a[href='/contact#vraag']"));
    }

    [Fact]
    public async Task Coordinators_hear_of_a_new_question_until_they_say_they_do_not_want_to()
    {
        var (colleague, _) = await portal.GivenMemberAsync(Rights.Coordinator);
        var first = await Host.GivenQuestionAsync();
        var mail = Assert.Single(await Host.MailsToAsync(colleague));
        Assert.Equal($"Een nieuwe vraag ({first.Code}) - Weerbare Jeugd", mail.Subject);
        Assert.Contains($"/beheer/vragen/{first.Id}", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hoe doen anderen dit", mail.Text, StringComparison.Ordinal);
        var off = mail.Text.Split((char[]?)null).Last(word => word.Contains("/herinneringen/uit", StringComparison.Ordinal));
        using var visitor = Host.Visit();
        await visitor.GoAsync(new Uri(off).PathAndQuery);
        await visitor.PressAsync("Zet uit");
        await Host.GivenQuestionAsync();
        Assert.Single(await Host.MailsToAsync(colleague));
    }

    [Fact]
    public async Task Only_who_answers_questions_is_offered_to_get_no_mail_of_them()
    {
        using var member = await portal.SignedInAsync((await portal.GivenMemberAsync()).Email);
        await member.GoAsync("/account/herinneringen");
        Assert.Contains("Een bewijs verloopt", member.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Vragen om te beantwoorden", member.Text, StringComparison.Ordinal);
        using var colleague = await portal.ColleagueAsync(Rights.Coordinator);
        await colleague.GoAsync("/account/herinneringen");
        Assert.Contains("Vragen om te beantwoorden", colleague.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_are_counted_by_month_and_kind()
    {
        var month = DutchTime.DateOf(Host.Clock.GetUtcNow());
        async Task<int> CountAsync() => (int)(await Host.SqlAsync(
            "select coalesce(sum(asked), 0)::int from calendar.question_totals where list = 'all' and kind = 'advice' and month = $1",
            new DateOnly(month.Year, month.Month, 1)))!;
        var before = await CountAsync();
        await Host.GivenQuestionAsync(QuestionKind.Advice);
        Assert.Equal(before + 1, await CountAsync());
        Assert.Equal(
            0L,
            await Host.SqlAsync(
                "select count(*) from calendar.question_totals where list <> 'all' and kind <> 'advice'"));
    }
}
