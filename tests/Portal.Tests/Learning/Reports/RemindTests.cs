using System.Net;
using System.Text.RegularExpressions;
using Portal.Learning.Privacy;
using Portal.Learning.Progress;
using Portal.Learning.Reminders;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Events;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Reports;

/// <summary>/beheer/leren/verloopt, /gestopt and /herinnering: whom one reminds, and that each gets one mail.</summary>
public sealed partial class RemindTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Expires = "/beheer/leren/verloopt", Stuck = "/beheer/leren/gestopt", Mail = "/beheer/leren/herinnering/";

    private readonly ReportPeople people = new(portal);

    private DateTimeOffset Now => portal.Host.Clock.GetUtcNow();

    private int Months => portal.Host.Site.Current.Find<LearningModule>(people.Module)!.Properties.ValidityMonths!.Value;

    [Fact]
    public async Task A_coordinator_sees_who_expires_with_addresses_only_after_saying_what_for()
    {
        var late = await ExpiringAsync("Zita Later", 40);
        var soon = await ExpiringAsync("Aad Eerst", 3);
        await ExpiringAsync("Over Datum", -10);
        await ExpiringAsync("Lang Geldig", 200);
        var (coordinator, id) = await people.CoordinatorAsync();
        foreach (var path in new[] { Expires, Expires + "/lijst", Mail + "verloopt", $"{Expires}?doel={Guid.NewGuid()}" })
        {
            await coordinator.GoAsync(path);
            Assert.Contains("Waarvoor heb je namen nodig?", coordinator.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Aad", coordinator.Page.Source.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(soon.Email, coordinator.Page.Source.Text, StringComparison.Ordinal);
        }
        await coordinator.GoAsync(Expires);
        await coordinator.PressAsync("Laat de namen zien");
        Assert.Equal(["Over Datum", "Aad Eerst", "Zita Later"], NamesOn(coordinator));
        Assert.Contains(soon.Email, coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("3 bewijzen van 3 mensen", coordinator.Text, StringComparison.Ordinal);
        var view = Assert.Single(
            await portal.Host.WithAsync<NameViews, IReadOnlyList<NameView>>(views => views.OfAsync(late.Id)), seen => seen.ViewerId == id);
        Assert.Equal(NameViews.Purposes[0], view.Purpose);

        var list = coordinator.At;
        await coordinator.GoAsync(list + "&termijn=week");
        Assert.Equal(["Aad Eerst"], NamesOn(coordinator));
        await coordinator.GoAsync(list + "&module=bestaat-niet&gemeente=gemeente-x");
        Assert.Equal(3, NamesOn(coordinator).Count);
        await coordinator.GoAsync(list + "&gemeente=elders");
        Assert.Empty(NamesOn(coordinator));
        var address = list.Replace("verloopt?", "verloopt/lijst?", StringComparison.Ordinal);
        using var file = await coordinator.FetchAsync(new(HttpMethod.Get, address));
        var lines = (await file.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Contains(soon.Email, lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_is_shown_as_it_will_be_and_goes_once_to_each_who_wants_it()
    {
        var first = await ExpiringAsync("Anna Wil", 5);
        var second = await ExpiringAsync("Bo Wil", 20);
        var (off, offAuto, closed) = (
            await ExpiringAsync("Cas Uit", 6), await ExpiringAsync("Daan Uit", 7), await ExpiringAsync("Eef Dicht", 8));
        await TurnOffAsync(off.Id, OfficeReminders.Kind);
        await TurnOffAsync(offAuto.Id, ExpiryReminders.Kind);
        await portal.Host.SqlAsync("update members.members set blocked_at = now() where id = $1", closed.Id);
        var (coordinator, id) = await OpenAsync(Expires);
        await FollowAsync(coordinator, "Bekijk de herinnering");
        Assert.Contains("Deze mail gaat naar 2 mensen.", coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("2 mensen hebben herinneringen uitgezet en krijgen geen mail.", coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("1 persoon heeft geen account dat open is.", coordinator.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sleutel=A", coordinator.Page.Source.Text, StringComparison.Ordinal); // nobody's own link to turn them off
        Assert.Equal(0L, await MailsAsync(first.Email));

        await coordinator.PressAsync("Bekijk het opnieuw", ("Words", ""));
        Assert.Contains("Schrijf een bericht", coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Bekijk het opnieuw", ("Words", "Dit zijn mijn <b>eigen</b> woorden."));
        var shown = Squeeze(coordinator.Page.QuerySelector("#voorbeeld")!.TextContent);
        var form = Fields(coordinator);
        await coordinator.PressAsync("Verstuur naar 2 mensen");
        Assert.Contains("De herinnering gaat eruit.", coordinator.Text, StringComparison.Ordinal);
        // A double click, a reload: the very same form once more.
        await coordinator.PostAsync(Mail + "verloopt?handler=send", form);
        Assert.Contains("was al verstuurd", coordinator.Text, StringComparison.Ordinal);
        await portal.Host.WorkAsync();
        await portal.Host.RunJobAsync(new WriteOfficeReminder((Guid)await LastAsync(id), 1));

        foreach (var (who, email) in new[] { ("Anna Wil", first.Email), ("Bo Wil", second.Email) })
        {
            var mail = Assert.Single(await portal.MailsToAsync(email), mail => mail.Subject.StartsWith("Doe je", StringComparison.Ordinal));
            Assert.Contains($"Hallo {who}", mail.Text, StringComparison.Ordinal);
            Assert.Contains("Noor de Vries herinnert je", mail.Text, StringComparison.Ordinal);
            Assert.Contains("Dit zijn mijn <b>eigen</b> woorden.", mail.Text, StringComparison.Ordinal);
            if (shown.Contains(who, StringComparison.Ordinal)) Assert.Equal(shown, Squeeze(Key().Replace(mail.Text, "sleutel=…")));
        }
        Assert.Equal([0L, 0L, 0L], new[] { await MailsAsync(off.Email), await MailsAsync(offAuto.Email), await MailsAsync(closed.Email) });
        Assert.Equal(
            $"{NameViews.Purposes[0]}|2",
            await portal.Host.SqlAsync(
                """
                select string_agg(fact ->> 2, '|' order by fact ->> 0 desc)
                from platform.audit_lines l, jsonb_array_elements(l.facts::jsonb) fact
                where l.action = 'reminder.sent' and l.object = $1 and fact ->> 0 in ('purpose', 'people')
                """,
                ((Guid)await LastAsync(id)).ToString()));
        await coordinator.GoAsync(coordinator.At);
        Assert.Contains("Een bewijs verloopt: 2 mensen", coordinator.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_reminded_this_week_is_left_alone_and_hears_again_after_it()
    {
        var person = await ExpiringAsync("Femke Net", 30);
        var (coordinator, _) = await OpenAsync(Expires);
        var list = coordinator.At;
        await FollowAsync(coordinator, "Bekijk de herinnering");
        await coordinator.PressAsync("Verstuur naar 1 persoon");
        await portal.Host.WorkAsync();
        var (colleague, _) = await OpenAsync(Expires);
        await FollowAsync(colleague, "Bekijk de herinnering");
        Assert.Contains("1 persoon kreeg de afgelopen zeven dagen al een herinnering.", colleague.Text, StringComparison.Ordinal);
        Assert.Contains("Niemand krijgt haar nu.", colleague.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Verstuur naar", colleague.Text, StringComparison.Ordinal);

        portal.Host.Clock.Advance(TimeSpan.FromDays(8));
        await people.NightAsync();
        (coordinator, _) = await OpenAsync(Expires);
        await FollowAsync(coordinator, "Bekijk de herinnering");
        await coordinator.PressAsync("Verstuur naar 1 persoon");
        await portal.Host.WorkAsync();
        Assert.Equal(2L, await MailsAsync(person.Email));
        Assert.NotEqual(list, coordinator.At);
    }

    [Fact]
    public async Task It_goes_to_nobody_when_the_list_is_not_what_was_shown()
    {
        var stays = await ExpiringAsync("Gijs Blijft", 10);
        var passes = await ExpiringAsync("Hans Slaagt", 11);
        var (coordinator, id) = await OpenAsync(Expires);
        await FollowAsync(coordinator, "Bekijk de herinnering");
        await PassAgainAsync(passes.Id);
        await coordinator.PressAsync("Verstuur naar 2 mensen");
        Assert.Contains("De lijst is intussen veranderd. Er is niets verstuurd.", coordinator.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from learning.office_reminders where sender_id = $1", id));
        await coordinator.PressAsync("Verstuur naar 1 persoon");
        await portal.Host.WorkAsync();
        Assert.Equal((1L, 0L), (await MailsAsync(stays.Email), await MailsAsync(passes.Email)));
    }

    [Fact]
    public async Task Of_two_who_press_at_the_same_moment_each_receiver_gets_one_mail()
    {
        var receivers = new List<string>();
        for (var number = 0; number < 5; number++) receivers.Add((await ExpiringAsync($"Tegelijk {number}", 12)).Email);
        var (one, _) = await OpenAsync(Expires);
        var (other, _) = await OpenAsync(Expires);
        foreach (var visitor in new[] { one, other }) await FollowAsync(visitor, "Bekijk de herinnering");
        var (form, same) = (Fields(one), one);
        await Task.WhenAll(
            one.PressAsync("Verstuur naar 5 mensen"), other.PressAsync("Verstuur naar 5 mensen"));
        await same.PostAsync(Mail + "verloopt?handler=send", form);
        await portal.Host.WorkAsync();
        foreach (var receiver in receivers) Assert.Equal(1L, await MailsAsync(receiver));
    }

    [Fact]
    public async Task A_contact_person_reminds_the_own_organisation_and_sees_no_other()
    {
        var (own, other) = (await portal.GivenOrganisationAsync(), await portal.GivenOrganisationAsync());
        var mine = await ExpiringAsync("Ilse Eigen", 9, own);
        var theirs = await ExpiringAsync("Jip Vreemd", 9, other);
        await people.NightAsync();
        using var contact = await people.ContactAsync(own);
        foreach (var path in new[] { Expires, $"{Expires}?organisatie={own}", $"{Expires}?gemeente=gemeente-x" })
        {
            await contact.GoAsync(path);
            Assert.Equal(["Ilse Eigen"], NamesOn(contact));
            Assert.DoesNotContain("Jip", contact.Page.Source.Text, StringComparison.Ordinal);
            Assert.Empty(contact.Page.QuerySelectorAll("#per-module")); // no counts of the region
        }
        foreach (var path in new[] { Expires, Expires + "/lijst", Mail + "verloopt", Stuck })
        {
            await contact.GoAsync($"{path}?organisatie={other}");
            Assert.Equal(HttpStatusCode.NotFound, contact.Status);
        }
        await contact.GoAsync(Expires + "/csv");
        Assert.Equal(HttpStatusCode.Forbidden, contact.Status);
        await contact.GoAsync(Expires);
        await FollowAsync(contact, "Bekijk de herinnering");
        var form = Fields(contact);
        await contact.PostAsync(Mail + "verloopt?handler=send", [.. form, ("organisatie", other.ToString())]);
        Assert.Equal(HttpStatusCode.NotFound, contact.Status);
        await contact.GoAsync(Mail + "verloopt");
        await contact.PressAsync("Verstuur naar 1 persoon");
        await portal.Host.WorkAsync();
        Assert.Equal((1L, 0L), (await MailsAsync(mine.Email), await MailsAsync(theirs.Email)));
        var (email, _) = await portal.GivenMemberAsync();
        using var professional = await portal.SignedInAsync(email);
        foreach (var path in new[] { Expires, Stuck, Mail + "verloopt" })
        {
            await professional.GoAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, professional.Status);
        }
    }

    [Fact]
    public async Task Names_are_for_the_purpose_that_was_said_and_of_no_other_district()
    {
        var person = await ExpiringAsync("Karin Gebied", 15);
        var (coordinator, _) = await people.CoordinatorAsync();
        await coordinator.GoAsync(Expires);
        await coordinator.PressAsync("Laat de namen zien", ("Keuze", NameViews.Purposes[1]));
        Assert.Contains("Karin Gebied", coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("Wil je deze mensen mailen?", coordinator.Text, StringComparison.Ordinal);
        var purpose = PurposeIn(coordinator.At);
        await coordinator.GoAsync($"{Mail}verloopt?doel={purpose}");
        Assert.DoesNotContain("Verstuur naar", coordinator.Text, StringComparison.Ordinal);
        // What was said of one list does not hold for mail about the other.
        var (opened, _) = await OpenAsync(Expires);
        await opened.GoAsync($"{Mail}gestopt?doel={PurposeIn(opened.At)}");
        Assert.Equal(Stuck, opened.At);
        // Somebody else's purpose is none, nor is one's own after the district changed.
        var at = (await OpenAsync(Expires)).Visitor.At;
        await coordinator.GoAsync(at);
        Assert.DoesNotContain("Karin", coordinator.Page.Source.Text, StringComparison.Ordinal);
        var (elsewhere, _) = await people.CoordinatorAsync("district-elders");
        await elsewhere.GoAsync(Expires);
        await elsewhere.PressAsync("Laat de namen zien");
        Assert.DoesNotContain("Karin", elsewhere.Page.Source.Text, StringComparison.Ordinal);
        await elsewhere.GoAsync(elsewhere.At.Replace("verloopt", "herinnering/verloopt", StringComparison.Ordinal));
        Assert.Contains("Niemand krijgt haar nu.", elsewhere.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await MailsAsync(person.Email));
    }

    [Fact]
    public async Task Counts_of_few_people_stay_unsaid_whatever_stands_in_the_address()
    {
        await ExpiringAsync("Lies Een", 3);
        await ExpiringAsync("Mo Twee", 20, municipality: "gemeente-klein");
        await ExpiringAsync("Nel Drie", 45, municipality: "gemeente-klein");
        var (coordinator, _) = await people.CoordinatorAsync();
        await coordinator.GoAsync(Expires);
        var plain = coordinator.Page.QuerySelector("#per-module")!.InnerHtml;
        Assert.DoesNotMatch(">\\s*[1-4]\\s*<", plain);
        foreach (var more in new[]
        {
            "gemeente=gemeente-klein", "termijn=week", $"module={people.Module}", "functie=jongerenwerker", "p=2",
            $"organisatie={Guid.NewGuid()}", "gemeente=gemeente-klein&termijn=later&functie=docent",
        })
        {
            await coordinator.GoAsync($"{Expires}?{more}");
            Assert.Equal(plain, coordinator.Page.QuerySelector("#per-module")!.InnerHtml);
            Assert.DoesNotContain("bewijzen van", coordinator.Text, StringComparison.Ordinal);
            using var file = await coordinator.FetchAsync(new(HttpMethod.Get, $"{Expires}/csv?{more}"));
            Assert.DoesNotMatch(";[1-4](;|\r)", await file.Content.ReadAsStringAsync());
            foreach (var path in new[] { $"{Expires}/lijst?{more}", $"{Stuck}?{more}", $"{Stuck}/lijst?{more}", $"{Mail}verloopt?{more}" })
            {
                await coordinator.GoAsync(path);
                Assert.Contains("Waarvoor heb je namen nodig?", coordinator.Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Who_left_a_module_is_stuck_after_four_weeks_and_until_they_come_back()
    {
        var stuck = await LeftAsync("Olaf Weg", 40);
        var lately = await LeftAsync("Puk Pas", 10);
        await LeftAsync("Quin Lang", 500);
        var back = await LeftAsync("Rosa Terug", 60);
        var (coordinator, _) = await OpenAsync(Stuck);
        Assert.Equal(["Rosa Terug", "Olaf Weg"], NamesOn(coordinator));
        Assert.DoesNotContain("score", coordinator.Page.QuerySelector("#mensen")!.TextContent, StringComparison.OrdinalIgnoreCase);
        await portal.Host.SqlAsync("update learning.enrolments set last_seen_at = $1 where member_id = $2", Now, back.Id);
        await FollowAsync(coordinator, "Bekijk de herinnering");
        await coordinator.PressAsync("Verstuur naar 1 persoon");
        await portal.Host.WorkAsync();
        Assert.Equal((1L, 0L, 0L), (await MailsAsync(stuck.Email), await MailsAsync(back.Email), await MailsAsync(lately.Email)));
        Assert.StartsWith("Ga verder", (await portal.MailsToAsync(stuck.Email))[^1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_turned_them_off_after_it_was_sent_and_before_it_was_written_gets_none()
    {
        var person = await ExpiringAsync("Sam Bedenkt", 5);
        var (coordinator, _) = await OpenAsync(Expires);
        await FollowAsync(coordinator, "Bekijk de herinnering");
        await coordinator.PressAsync("Verstuur naar 1 persoon");
        await TurnOffAsync(person.Id, OfficeReminders.Kind);
        await portal.Host.WorkAsync();
        Assert.Equal(0L, await MailsAsync(person.Email));
        Assert.Equal(
            "off", await portal.Host.SqlAsync("select outcome from learning.office_reminder_lines where member_id = $1", person.Id));
    }

    [Fact]
    public async Task What_is_kept_of_a_reminder_is_shown_to_who_got_it_and_goes_after_two_years()
    {
        var person = await ExpiringAsync("Teun Gegevens", 5);
        var (coordinator, id) = await OpenAsync(Expires);
        await FollowAsync(coordinator, "Bekijk de herinnering");
        await coordinator.PressAsync("Verstuur naar 1 persoon");
        await portal.Host.WorkAsync();
        var got = Assert.Single((await DataOfAsync(person.Id)).Single(table => table.Name == "herinneringen-van-mensen").Rows);
        Assert.Equal((NameViews.Purposes[0], "Noor de Vries", "gemaild"), (got[3], got[4], got[5]));
        Assert.Single((await DataOfAsync(id)).Single(table => table.Name == "herinneringen-verstuurd").Rows);

        await portal.Host.WithAsync<OfficeReminderData>(data => data.HandleAsync(new MemberErased(id), default));
        Assert.Null(Assert.Single((await DataOfAsync(person.Id))[0].Rows)[4]);
        var sentAt = (DateTime)(await portal.Host.SqlAsync(
            "select sent_at from learning.office_reminders r where exists (select from learning.office_reminder_lines l "
            + "where l.reminder_id = r.id and l.member_id = $1)", person.Id))!;
        await portal.Host.SqlAsync(
            "update learning.office_reminders r set sent_at = $1 where exists (select from learning.office_reminder_lines l "
            + "where l.reminder_id = r.id and l.member_id = $2)", sentAt.AddMonths(-AnswerRetention.Months).AddDays(1), person.Id);
        await portal.Host.RunJobAsync(new ForgetOldAnswers());
        Assert.Single((await DataOfAsync(person.Id))[0].Rows);
        await portal.Host.SqlAsync("update learning.office_reminders set sent_at = sent_at - interval '2 days'");
        await portal.Host.RunJobAsync(new ForgetOldAnswers());
        Assert.Empty((await DataOfAsync(person.Id))[0].Rows);
    }

    private Task<IReadOnlyList<PersonalTable>> DataOfAsync(Guid member) =>
        portal.Host.WithAsync<OfficeReminderData, IReadOnlyList<PersonalTable>>(data => data.ExportAsync(member, default));

    // A member in this test's district, told to the room.
    private async Task<(Guid Id, string Email)> PersonAsync(string name, Guid? organisation, string municipality)
    {
        var (email, id) = organisation is { } where ? await portal.GivenColleagueAsync(where) : await portal.GivenMemberAsync();
        await portal.Host.SqlAsync("update members.members set name = $1 where id = $2", name, id);
        var card = new MemberCard(
            id, name, email, organisation, organisation is null ? null : "Organisatie", municipality, people.District, "sociaal",
            "jongerenwerker");
        await portal.Host.WithAsync<EventPublisher>(events => events.PublishAsync(new MemberChanged(card)));
        return (id, email);
    }

    private async Task<(Guid Id, string Email)> ExpiringAsync(
        string name, int days, Guid? organisation = null, string municipality = "gemeente-x")
    {
        var person = await PersonAsync(name, organisation, municipality);
        await people.PassedAsync(person.Id, Now.AddDays(days).AddMonths(-Months));
        return person;
    }

    private async Task<(Guid Id, string Email)> LeftAsync(string name, int days)
    {
        var person = await PersonAsync(name, null, "gemeente-x");
        await portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(person.Id, people.Module));
        await portal.Host.SqlAsync(
            "update learning.enrolments set last_seen_at = $1 where member_id = $2", Now.AddDays(-days), person.Id);
        return person;
    }

    // What is told when somebody passes, of the round they are in.
    private async Task PassAgainAsync(Guid member)
    {
        var enrolment = await portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.RenewAsync(member, people.Module));
        await portal.Host.WithAsync<DueList>(list => list.HandleAsync(new EnrolmentPassed(enrolment, null!, Now), default));
    }

    private Task TurnOffAsync(Guid member, string kind) => portal.Host.SqlAsync(
        "insert into members.reminders_off (member_id, kind, since) values ($1, $2, now())", member, kind);

    private async Task<(Visitor Visitor, Guid Id)> OpenAsync(string list)
    {
        var coordinator = await people.CoordinatorAsync();
        await coordinator.Visitor.GoAsync(list);
        await coordinator.Visitor.PressAsync("Laat de namen zien");
        return coordinator;
    }

    private async Task<object> LastAsync(Guid sender) => (await portal.Host.SqlAsync(
        "select id from learning.office_reminders where sender_id = $1 order by sent_at desc limit 1", sender))!;

    private async Task<object?> MailsAsync(string email) => await portal.Host.SqlAsync(
        "select count(*) from platform.outbox where to_address = $1 and kind = $2", email, OfficeReminders.Kind);

    private static Task FollowAsync(Visitor visitor, string words) => visitor.GoAsync(
        visitor.Page.QuerySelectorAll("main a").First(link => link.TextContent.StartsWith(words, StringComparison.Ordinal))
            .GetAttribute("href")!);

    private static List<string> NamesOn(Visitor visitor) =>
        [.. visitor.Page.QuerySelectorAll("#mensen tbody th").Select(cell => cell.ChildNodes[0].TextContent)];

    private static string PurposeIn(string address) => address.Split("doel=")[1].Split('&')[0];

    // The form with the button that sends, as it stands.
    private static (string, string)[] Fields(Visitor visitor) =>
    [
        .. visitor.Page.QuerySelectorAll("form[action*='handler=send'] input[name]")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)),
    ];

    private static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("sleutel=[A-Za-z0-9_-]+", RegexOptions.None, 1000)]
    private static partial Regex Key();
}
