using System.Net;
using Portal.Calendar.Registrations;
using Portal.Tests.Calendar.Agenda;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Registrations;

/// <summary>Somebody without an account, from the form to the place.</summary>
public sealed class RegisterByMailTests(MembersHost portal) : IClassFixture<MembersHost>, IDisposable
{
    private PortalHost Host => portal.Host;

    public void Dispose() => portal.Host.Clock.Set(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task A_visitor_asks_reads_the_mail_and_has_a_place_when_the_button_is_pressed()
    {
        var (id, path) = await Host.GivenEventAsync(
            """
            capacity: 2
            questions:
              - question: Heb je de e-learning gedaan?
                kind: ja_nee
                required: true
              - question: Welke middag past je?
                kind: keuze
                options: [maandag, dinsdag]
              - question: Wat wil je leren?
                kind: tekst
            """);
        using var reader = Host.Visit();
        await reader.GoAsync(path);
        var link = reader.Page.QuerySelector(".wj-takepart a.nl-button--primary")!;
        Assert.Equal(("Meld je aan", path + "/aanmelden"), (link.TextContent, link.GetAttribute("href")));

        var email = MembersHost.NewEmail("komt");
        using var form = await Host.AskAsync(path, email);
        Assert.Contains("Geef antwoord op de vraag: Heb je de e-learning gedaan?", form.Text, StringComparison.Ordinal);
        Assert.Equal(email, form.Page.QuerySelector("#email")!.GetAttribute("value")); // what was typed stays
        var fields = form.Page.QuerySelectorAll("fieldset, textarea").Select(field => field.GetAttribute("id")!)
            .Where(name => name.StartsWith("vraag-", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, fields.Count);
        await form.PressAsync(
            "Meld mij aan", (fields[0], "Ja"), (fields[1], "dinsdag"), (fields[2], "Hoe ik begin"), ("Organisation", "Stichting Jeugd"),
            ("Function", "Jongerenwerker"), ("Municipality", "Haarlemmermeer"), ("Needs", "Geen noten"));
        Assert.Contains("Kijk in je mail", form.Text, StringComparison.Ordinal);
        Assert.Empty(form.CookieNames);
        Assert.Empty(await Host.PeopleAsync(id));

        await form.GoAsync(await Host.LinkAsync(email, RegistrationLinks.ConfirmPath));
        Assert.Empty(await Host.PeopleAsync(id));
        await form.PressAsync("Ja, meld mij aan");
        Assert.Contains("Je bent aangemeld", form.Text, StringComparison.Ordinal);
        Assert.Empty(form.CookieNames);
        var one = Assert.Single(await Host.PeopleAsync(id));
        Assert.Equal(RegistrationState.Registered, one.State);
        Assert.Equal(
            ("Noor de Vries", "Stichting Jeugd", "Jongerenwerker", "Haarlemmermeer", "Geen noten"),
            (one.Name, one.Organisation, one.Function, one.Municipality, one.Needs));
        Assert.Equal(["Ja", "dinsdag", "Hoe ik begin"], one.Answers.Select(answer => answer.Text));

        var mail = (await Host.MailsToAsync(email))[^1];
        Assert.StartsWith("Je bent aangemeld", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("dinsdag 1 juni 2027, 10.00 tot 12.00 uur", mail.Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
        await form.GoAsync(await Host.LinkAsync(email, RegistrationLinks.OwnPath));
        Assert.Contains("Je bent aangemeld en hebt een plek", form.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_confirmation_brings_the_event_as_a_file_for_a_calendar()
    {
        var (_, path) = await Host.GivenEventAsync(title: "\"Café; praten, 😀 \\\\ en luisteren\"");
        var email = MembersHost.NewEmail("agenda");
        using var visitor = await Host.RegisterAsync(path, email);
        var file = (byte[])(await Host.SqlAsync(
            """
            select a.bytes from platform.attachments a join platform.outbox m on m.id = a.mail_id
            where m.to_address = $1 and a.content_type = 'text/calendar; charset=utf-8; method=PUBLISH'
            """,
            email))!;
        var calendar = StrictCalendar.Read(file);
        Assert.Empty(calendar.Problems);
        Assert.Equal("PUBLISH", calendar.Root!["METHOD"]!.Value);
        Assert.Equal("Café; praten, 😀 \\ en luisteren", Assert.Single(calendar.Events)["SUMMARY"]!.Text);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Whoever_only_looks_at_a_link_changes_nothing(string method)
    {
        var (id, path) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true");
        var (email, late) = (MembersHost.NewEmail("kijkt"), MembersHost.NewEmail("wacht"));
        using var asked = await Host.AskAsync(path, email);
        var links = new List<string> { await Host.LinkAsync(email, RegistrationLinks.ConfirmPath) };
        var first = (await Host.EnterAsync(id)).Registration!;
        var offered = (await Host.EnterAsync(id, late)).Registration!;
        await Host.CancelAsync(first);
        links.Add(await Host.LinkAsync(late, RegistrationLinks.OwnPath));
        links.Add(links[1] + "&afmelden=true");
        links.Add(links[1] + "&handler=cancel");
        var before = await EverythingAsync();
        foreach (var link in links)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), link);
            using var answer = await Host.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.Equal(before, await EverythingAsync());
        Assert.Equal(RegistrationState.Offered, (await Host.NowAsync(offered)).State);
    }

    [Fact]
    public async Task The_answer_is_the_same_for_who_is_known_and_who_is_not()
    {
        var (_, path) = await Host.GivenEventAsync();
        var (member, _) = await portal.GivenMemberAsync();
        var known = MembersHost.NewEmail("bekend");
        using var visitor = await Host.RegisterAsync(path, known);
        var (pages, mails) = (new List<string>(), new List<string>());
        foreach (var email in new[] { known, member, MembersHost.NewEmail("niemand") })
        {
            using var asked = await Host.AskAsync(path, email);
            pages.Add(asked.Page.DocumentElement.OuterHtml);
            var link = await Host.LinkAsync(email, RegistrationLinks.ConfirmPath);
            mails.Add((await Host.MailsToAsync(email))[^1].Text.Replace(link, "*", StringComparison.Ordinal));
        }
        Assert.Single(pages.Distinct());
        Assert.Single(mails.Distinct());

        // Whoever reads the mail finds what they had, and it stays one.
        await visitor.GoAsync(await Host.LinkAsync(known, RegistrationLinks.ConfirmPath));
        await visitor.PressAsync("Ja, meld mij aan");
        Assert.Contains("Je was al aangemeld", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_and_a_button_that_are_pressed_twice_are_one_registration()
    {
        var (id, path) = await Host.GivenEventAsync();
        var email = MembersHost.NewEmail("klikt");
        using var visitor = Host.Visit();
        await visitor.GoAsync(path + "/aanmelden");
        var number = visitor.Page.QuerySelector("input[name=nr]")!.GetAttribute("value")!;
        (string, string)[] form = [("nr", number), ("Email", email), ("Name", "Noor")];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var twice = Host.Visit();
            await twice.PostAsync(path + "/aanmelden", form);
            Assert.Contains("Kijk in je mail", twice.Text, StringComparison.Ordinal);
        }));
        Assert.Single(await Host.MailsToAsync(email));
        var key = (await Host.LinkAsync(email, RegistrationLinks.ConfirmPath)).Split('=')[1];
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var twice = Host.Visit();
            await twice.PostAsync(RegistrationLinks.ConfirmPath, ("sleutel", key));
            Assert.Contains("aangemeld", twice.Text, StringComparison.Ordinal);
        }));
        Assert.Single(await Host.PeopleAsync(id));
        Assert.Equal(2, (await Host.MailsToAsync(email)).Count); // the link, and that they have a place
    }

    [Fact]
    public async Task An_address_gets_three_links_an_hour_whoever_asks()
    {
        var (_, path) = await Host.GivenEventAsync();
        var email = MembersHost.NewEmail("vaak");
        foreach (var written in new[] { email, email.ToUpperInvariant(), email, email, email })
        {
            using var asked = await Host.AskAsync(path, written);
            Assert.Contains("Kijk in je mail", asked.Text, StringComparison.Ordinal);
        }
        Assert.Equal(Requests.MostMails, (await Host.MailsToAsync(email)).Count);
    }

    [Fact]
    public async Task A_link_that_is_forwarded_shows_no_address_and_no_need_and_confirms_for_the_same_person()
    {
        var (id, path) = await Host.GivenEventAsync();
        var email = MembersHost.NewEmail("stuurt.door");
        using var visitor = await Host.RegisterAsync(path, email, ("Needs", "Ik ben slechthorend"));
        using var stranger = Host.Visit();
        await stranger.GoAsync(await Host.LinkAsync(email, RegistrationLinks.OwnPath));
        Assert.DoesNotContain(email, stranger.Page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("slechthorend", stranger.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        // A change that leaves the field empty keeps what was there.
        await stranger.PressAsync("Bewaar", ("Function", "Docent"));
        Assert.Contains("Je wijziging is bewaard", stranger.Text, StringComparison.Ordinal);
        var one = Assert.Single(await Host.PeopleAsync(id));
        Assert.Equal(("Docent", "Ik ben slechthorend", email), (one.Function, one.Needs, one.Address));

        await stranger.GoAsync(await Host.LinkAsync(email, RegistrationLinks.ConfirmPath));
        Assert.Contains("Je was al aangemeld", stranger.Text, StringComparison.Ordinal);
        await stranger.GoAsync("/aanmeldingen/aanmelding?sleutel=verzonnen");
        Assert.Contains("Deze link werkt niet", stranger.Text, StringComparison.Ordinal);
        // A key of one kind opens nothing of another.
        var confirm = (await Host.LinkAsync(email, RegistrationLinks.ConfirmPath)).Split('=')[1];
        await stranger.GoAsync($"{RegistrationLinks.OwnPath}?sleutel={confirm}");
        Assert.Contains("Deze link werkt niet", stranger.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_cancels_by_the_link_after_a_question_and_hears_of_it()
    {
        var (id, path) = await Host.GivenEventAsync();
        var email = MembersHost.NewEmail("kan.niet");
        using var visitor = await Host.RegisterAsync(path, email, ("Needs", "Geen noten"));
        await visitor.GoAsync(await Host.LinkAsync(email, RegistrationLinks.OwnPath));
        await visitor.GoAsync(visitor.Page.QuerySelector("main a[href*=afmelden]")!.GetAttribute("href")!);
        Assert.Contains("Wil je je afmelden?", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Ja, meld mij af");
        Assert.Contains("Je bent afgemeld", visitor.Text, StringComparison.Ordinal);
        var one = Assert.Single(await Host.PeopleAsync(id));
        Assert.Equal((RegistrationState.Cancelled, "self", (string?)null), (one.State, one.CancelledBy, one.Needs));
        Assert.StartsWith("Je bent afgemeld", (await Host.MailsToAsync(email))[^1].Subject, StringComparison.Ordinal);
        await Host.CancelAsync(one); // twice is once
        Assert.Equal(3, (await Host.MailsToAsync(email)).Count);
    }

    [Fact]
    public async Task Who_asked_before_it_closed_may_confirm_until_it_begins()
    {
        var (id, path) = await Host.GivenEventAsync("registration_closes: 2027-05-30T17:00");
        Host.Clock.Set(new DateTimeOffset(2027, 5, 30, 14, 50, 0, TimeSpan.Zero)); // ten to five
        var (email, late) = (MembersHost.NewEmail("op.tijd"), MembersHost.NewEmail("te.laat"));
        using var asked = await Host.AskAsync(path, email);
        using var asks = await Host.AskAsync(path, late);
        Host.Clock.Set(new DateTimeOffset(2027, 5, 31, 8, 0, 0, TimeSpan.Zero));
        await asked.GoAsync(await Host.LinkAsync(email, RegistrationLinks.ConfirmPath));
        await asked.PressAsync("Ja, meld mij aan");
        Assert.Contains("Je bent aangemeld", asked.Text, StringComparison.Ordinal);
        Host.Clock.Set(new DateTimeOffset(2027, 6, 1, 8, 0, 0, TimeSpan.Zero)); // it begins
        await asks.GoAsync(await Host.LinkAsync(late, RegistrationLinks.ConfirmPath));
        await asks.PressAsync("Ja, meld mij aan");
        Assert.Contains("Aanmelden kan niet meer", asks.Text, StringComparison.Ordinal);
        Assert.Single(await Host.PeopleAsync(id));
    }

    [Fact]
    public async Task Who_confirms_when_the_places_are_gone_waits()
    {
        var (id, path) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true");
        var email = MembersHost.NewEmail("traag");
        using var asked = await Host.AskAsync(path, email);
        await Host.EnterAsync(id);
        await asked.GoAsync(await Host.LinkAsync(email, RegistrationLinks.ConfirmPath));
        await asked.PressAsync("Ja, meld mij aan");
        Assert.Contains("Je staat op de wachtlijst", asked.Text, StringComparison.Ordinal);
        await asked.GoAsync(await Host.LinkAsync(email, RegistrationLinks.OwnPath));
        Assert.Contains("op de wachtlijst, als eerste", asked.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_confirms_is_gone_after_a_week_and_what_is_needed_a_month_after_the_event()
    {
        var (id, path) = await Host.GivenEventAsync();
        var email = MembersHost.NewEmail("vergeet");
        using var asked = await Host.AskAsync(path, email);
        using var comes = await Host.RegisterAsync(path, MembersHost.NewEmail("komt"), ("Needs", "Een tolk"));
        Host.Clock.Advance(TimeSpan.FromDays(8));
        await Host.RunJobAsync(new TidyRegistrations());
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from calendar.registrations where address = $1", email));
        Host.Clock.Set(new DateTimeOffset(2027, 6, 30, 12, 0, 0, TimeSpan.Zero));
        await Host.RunJobAsync(new TidyRegistrations());
        Assert.Equal("Een tolk", Assert.Single(await Host.PeopleAsync(id)).Needs);
        Host.Clock.Set(new DateTimeOffset(2027, 7, 2, 12, 0, 0, TimeSpan.Zero));
        await Host.RunJobAsync(new TidyRegistrations());
        Assert.Null(Assert.Single(await Host.PeopleAsync(id)).Needs);
        Host.Clock.Set(new DateTimeOffset(2028, 6, 2, 12, 0, 0, TimeSpan.Zero));
        await Host.RunJobAsync(new TidyRegistrations());
        Assert.Empty(await Host.PeopleAsync(id));
    }

    [Fact]
    public async Task For_members_only_means_that_a_visitor_signs_in_first()
    {
        var (id, path) = await Host.GivenEventAsync("members_only: true");
        using var visitor = Host.Visit();
        await visitor.GoAsync(path + "/aanmelden");
        Assert.Empty(visitor.Page.QuerySelectorAll("main form"));
        var link = visitor.Page.QuerySelector("main a[href^='/inloggen']")!.GetAttribute("href");
        Assert.Equal($"/inloggen?terug={Uri.EscapeDataString(path + "/meedoen")}", link);
        await visitor.PostAsync(path + "/aanmelden", ("Email", MembersHost.NewEmail()), ("Name", "Noor"));
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from calendar.registrations where event = $1", id));
        Assert.Equal(Verdict.MembersOnly, (await Host.EnterAsync(id)).Verdict);
    }

    [Fact]
    public async Task What_is_taken_by_mail_or_by_nobody_has_no_form()
    {
        using var desk = new Desk(Host);
        var (id, path) = await Host.GivenEventAsync();
        await desk.EditAndPublishAsync(
            id, text => text.Replace("registration: portaal", "registration: niet_nodig", StringComparison.Ordinal));
        using var visitor = Host.Visit();
        await visitor.GoAsync(path);
        Assert.Contains("Je hoeft je niet aan te melden", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync("/agenda/training-buit-voor-professionals"); // as it was: by mail
        Assert.Contains("Meld je aan met een mail naar agenda@voorbeeld.nl", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync("/agenda/training-buit-voor-professionals/aanmelden");
        Assert.Contains("Hiervoor meld je je niet op dit portaal aan", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync("/agenda/bestaat-niet/aanmelden");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    [Fact]
    public async Task A_name_is_one_line_and_never_markup()
    {
        var (id, path) = await Host.GivenEventAsync();
        var email = MembersHost.NewEmail("naam");
        using var visitor = await Host.RegisterAsync(path, email, ("Name", "  Noor \r\n Bcc: iedereen@toets.example; 😀 <b>x</b> \\, y "));
        Assert.Equal("Noor Bcc: iedereen@toets.example; 😀 <b>x</b> \\, y", Assert.Single(await Host.PeopleAsync(id)).Name);
        Assert.Contains(
            "Hallo Noor Bcc: iedereen@toets.example; 😀 <b>x</b> \\, y,", (await Host.MailsToAsync(email))[^1].Text,
            StringComparison.Ordinal);
    }

    private async Task<string> EverythingAsync() => (string)(await Host.SqlAsync(
        """
        select concat((select string_agg(r::text, '|' order by id) from calendar.registrations r), (select count(*) from platform.outbox))
        """))!;
}
