using System.Net;
using Portal.Calendar.Registrations;
using Portal.Members.Access;
using Portal.Members.Privacy;
using Portal.Tests.Calendar.Agenda;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Registrations;

/// <summary>Somebody with an account.</summary>
public sealed class MemberRegistrationTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private PortalHost Host => portal.Host;

    [Fact]
    public async Task A_member_registers_with_one_click_on_the_page_of_the_event()
    {
        var (id, path) = await Host.GivenEventAsync();
        var (email, member) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync(path);
        await visitor.PressAsync("Meld mij aan");
        Assert.Contains("Je bent aangemeld. Je krijgt een mail ter bevestiging.", visitor.Text, StringComparison.Ordinal);
        var one = Assert.Single(await Host.PeopleAsync(id));
        Assert.Equal(
            (member, "Noor de Vries", email, "Jongerenwerker", "Haarlemmermeer"),
            (one.MemberId!.Value, one.Name, one.Address, one.Function, one.Municipality));
        await visitor.GoAsync(path);
        Assert.Contains("Je bent aangemeld.", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync(path + "/aanmelden"); // leads to what they have
        Assert.StartsWith(RegistrationLinks.OwnPath, visitor.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_double_click_is_one_registration_and_one_mail()
    {
        var (id, path) = await Host.GivenEventAsync();
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync(path + "/meedoen");
        var token = visitor.Page.QuerySelector("main input[name=formulier]")!.GetAttribute("value")!;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path + "/meedoen")
            {
                Content = new FormUrlEncodedContent([new("formulier", token), new("Needs", "Een plek vooraan")]),
            };
            request.Headers.Add("Origin", "http://localhost");
            using var answer = await visitor.FetchAsync(request);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        }));
        using var again = await portal.SignedInAsync(email);
        await again.GoAsync(path + "/meedoen");
        Assert.StartsWith(RegistrationLinks.OwnPath, again.At, StringComparison.Ordinal);
        Assert.Equal("Een plek vooraan", Assert.Single(await Host.PeopleAsync(id)).Needs);
        Assert.Single(await Host.MailsToAsync(email));
    }

    [Fact]
    public async Task What_an_event_must_know_is_asked_of_a_member_too()
    {
        var (id, path) = await Host.GivenEventAsync("questions:\n  - question: Wat wil je leren?\n    required: true\n");
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync(path);
        await visitor.GoAsync(visitor.Page.QuerySelector(".wj-takepart a.nl-button--primary")!.GetAttribute("href")!);
        await visitor.PressAsync("Meld mij aan");
        Assert.Contains("Geef antwoord op de vraag: Wat wil je leren?", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Meld mij aan", (visitor.Page.QuerySelector("input[id^=vraag-]")!.GetAttribute("name")!, "Praten"));
        Assert.Equal("Praten", Assert.Single(Assert.Single(await Host.PeopleAsync(id)).Answers).Text);
    }

    [Fact]
    public async Task My_registrations_stand_in_the_account_and_in_a_calendar_of_my_own()
    {
        var (one, path) = await Host.GivenEventAsync();
        var (other, _) = await Host.GivenEventAsync();
        var (full, _) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true");
        await Host.EnterAsync(full);
        var (email, member) = await portal.GivenMemberAsync();
        foreach (var id in new[] { one, full }) await Host.EnterAsync(id, email, entrant => entrant with { MemberId = member });
        using var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync("/account");
        await visitor.GoAsync(visitor.Page.QuerySelector("main a[href='/aanmeldingen']")!.GetAttribute("href")!);
        Assert.Contains("Aangemeld. dinsdag 1 juni 2027", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Op de wachtlijst.", visitor.Text, StringComparison.Ordinal);

        // What one has a place at, by an address that needs no signing in and names nobody.
        var feed = new Uri(visitor.Page.QuerySelector("main a[href*='/agenda/van-mij/']")!.GetAttribute("href")!).PathAndQuery;
        Assert.DoesNotContain(email, feed, StringComparison.OrdinalIgnoreCase);
        await Eventually.Async(async () => (await FeedAsync(feed)).Events.Count == 1, "the board of events knows it");
        var calendar = await FeedAsync(feed);
        Assert.Empty(calendar.Problems);
        Assert.EndsWith(path, calendar.Events[0]["URL"]!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(other, calendar.Events[0]["URL"]!.Value, StringComparison.Ordinal);
        using var first = await Host.Client.GetAsync(new Uri(feed, UriKind.Relative));
        using var request = new HttpRequestMessage(HttpMethod.Get, feed);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var same = await Host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(404, (await Host.AskAsync("/agenda/van-mij/verzonnen.ics")).Status);
    }

    [Fact]
    public async Task A_registration_by_mail_belongs_to_the_account_that_has_the_address()
    {
        var (id, path) = await Host.GivenEventAsync();
        var (email, member) = await portal.GivenMemberAsync();
        using var visitor = await Host.RegisterAsync(path, email);
        Assert.Equal(member, Assert.Single(await Host.PeopleAsync(id)).MemberId);
    }

    [Fact]
    public async Task A_contact_person_registers_colleagues_who_hear_of_it_and_may_cancel()
    {
        var organisation = await portal.GivenOrganisationAsync();
        var (contact, by) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        var (colleague, member) = await portal.GivenColleagueAsync(organisation);
        var (elsewhere, _) = await portal.GivenMemberAsync();
        var (id, path) = await Host.GivenEventAsync("capacity: 3\nwaiting_list: true\ngroups: true");
        using var visitor = await portal.SignedInAsync(contact);
        await visitor.GoAsync(path);
        await visitor.GoAsync(visitor.Page.QuerySelector("main a[href$='/groep']")!.GetAttribute("href")!);
        await visitor.PressAsync("Meld deze collega’s aan", ("Colleagues", "Mo Jansen mo@toets.example\nAnne"));
        Assert.Contains("Regel 1 klopt niet", visitor.Text, StringComparison.Ordinal);
        var (mo, late) = (MembersHost.NewEmail("mo"), MembersHost.NewEmail("te.laat"));
        await visitor.PressAsync(
            "Meld deze collega’s aan",
            ("Colleagues", $"Jansen, Mo; {mo}\r\nAnne <{colleague}>\n\n=Piet; {elsewhere}\nSaar; {late}\nAnne nog eens; {colleague}"));
        Assert.Contains("Jansen, Mo: aangemeld", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Saar: op de wachtlijst", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Anne nog eens: was al aangemeld", visitor.Text, StringComparison.Ordinal);
        var people = await Host.PeopleAsync(id);
        Assert.Equal(new Guid?[] { null, member, null, null }, people.Select(one => one.MemberId)); // who works elsewhere is not looked up
        Assert.All(people, one => Assert.Equal(by, one.RegisteredBy));
        Assert.Contains("Noor de Vries meldde je aan.", (await Host.MailsToAsync(mo))[^1].Text, StringComparison.Ordinal);
        using var colleagues = Host.Visit();
        await colleagues.GoAsync(await Host.LinkAsync(mo, RegistrationLinks.OwnPath) + "&afmelden=true");
        await colleagues.PressAsync("Ja, meld mij af");
        Assert.StartsWith("Er is een plek voor je", (await Host.MailsToAsync(late))[^1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colleagues_are_for_a_contact_person_and_for_events_that_take_groups()
    {
        var organisation = await portal.GivenOrganisationAsync();
        var (contact, _) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        var (colleague, _) = await portal.GivenColleagueAsync(organisation);
        var (_, alone) = await Host.GivenEventAsync();
        var (_, groups) = await Host.GivenEventAsync("groups: true");
        using var visitor = await portal.SignedInAsync(contact);
        await visitor.GoAsync(alone + "/groep");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        using var other = await portal.SignedInAsync(colleague);
        await other.GoAsync(groups + "/groep");
        Assert.Equal(HttpStatusCode.Forbidden, other.Status);
    }

    [Fact]
    public async Task A_member_takes_along_what_they_registered_for()
    {
        var (id, _) = await Host.GivenEventAsync();
        var (email, member) = await portal.GivenMemberAsync();
        await Host.EnterAsync(id, email, entrant => entrant with
        {
            MemberId = member,
            Needs = "Een tolk",
            Answers = [new("Wat wil je leren?", "Praten")],
        });
        var tables = await Host.WithAsync<MemberRegistrations, IReadOnlyList<PersonalTable>>(data => data.ExportAsync(member, default));
        Assert.All(tables, table => Assert.Equal(table.Columns.Count, Assert.Single(table.Rows).Count));
        Assert.Contains("Een tolk", tables[0].Rows[0]);
        Assert.Contains("Wat wil je leren? Praten", tables[0].Rows[0]);
    }

    [Fact]
    public async Task An_erased_member_leaves_no_registration_and_who_waited_gets_the_place()
    {
        var (id, path) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true");
        var (online, _) = await Host.GivenEventAsync(mode: "online");
        var (email, member) = await portal.GivenMemberAsync();
        await Host.EnterAsync(id, email, entrant => entrant with { MemberId = member });
        var waits = (await Host.EnterAsync(
            id, more: entrant => entrant with { By = new Registrar(member, "Noor", IsOffice: false) })).Registration!;
        using var asked = await Host.AskAsync(path, email);
        await Host.WithAsync<OnlineRooms>(rooms => rooms.SetAsync(online, "https://vergadering.example/x", member, default));
        Assert.NotEmpty(await Traces.OfAsync(Host, $"{member}", email, email));
        Assert.True(await Host.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(member, default)));
        Assert.Empty(await Traces.OfAsync(Host, $"{member}", email, email));
        await Host.WorkAsync();
        Assert.Equal(RegistrationState.Offered, (await Host.NowAsync(waits)).State);
    }

    private async Task<StrictCalendar> FeedAsync(string path)
    {
        using var answer = await Host.Client.GetAsync(new Uri(path, UriKind.Relative));
        return StrictCalendar.Read(await answer.Content.ReadAsByteArrayAsync());
    }
}
