using Microsoft.Playwright;
using Portal.BrowserTests.Members;
using Portal.BrowserTests.Support;
using Portal.Learning.Progress;
using Portal.Learning.Reminders;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Events;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Learning;

/// <summary>
/// Questions that the office answers: each from /beheer in at most four clicks to the deed done, and looked at on the way.
/// </summary>
public sealed class OfficeQuestionTests
{
    [Fact]
    public Task Whom_do_I_remind() => Round.WalkAsync(async round =>
    {
        var (visit, portal) = (round.Visit, MembersHost.On(await Sites.HostAsync()));
        var district = $"district-vraag-2-{visit.Look.Theme}";
        var people = await ExpiringAsync(portal, district);
        var (email, id) = await portal.GivenMemberAsync(Rights.Coordinator);
        await portal.Host.SqlAsync("update members.roles set area = $1 where member_id = $2", district, id);
        await EnterAsync(visit, portal, email, id);
        var clicks = new Clicks(visit.Page);
        await clicks.OnAsync(AriaRole.Link, "Wie herinner ik?");
        await round.LookAsync("waarvoor");
        await clicks.OnAsync(AriaRole.Button, "Laat de namen zien");
        await Expect(visit.Page.Locator("#mensen")).ToContainTextAsync(people[0]);
        await round.LookAsync("lijst");
        await clicks.OnAsync(AriaRole.Link, "Bekijk de herinnering aan deze mensen");
        await Expect(visit.Page.Locator("#voorbeeld")).ToContainTextAsync("geldig tot en met");
        await round.LookAsync("zo wordt de mail");
        await clicks.OnAsync(AriaRole.Button, "Verstuur naar 3 mensen");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("De herinnering gaat eruit.");
        await round.LookAsync("verstuurd");
        await portal.Host.RunJobAsync(new WriteOfficeReminder(Guid.Empty, 1));
        // Written by whoever took the job: that may be the walk beside this one.
        foreach (var address in people)
            await Eventually.Async(
                async () => (long)(await portal.Host.SqlAsync(
                    "select count(*) from platform.outbox where to_address = $1 and kind = $2", address, OfficeReminders.Kind))! == 1,
                $"the mail to {address} is written once");

        // The other states of these pages.
        var list = visit.At;
        await visit.OpenAsync(list + "&termijn=verlopen");
        await round.LookAsync("niemand bij deze keuze");
        await visit.OpenAsync(list.Replace("/verloopt", "/herinnering/verloopt", StringComparison.Ordinal));
        await round.LookAsync("iedereen kreeg hem al");
        await visit.OpenAsync("/beheer/leren/gestopt");
        await round.LookAsync("wie bleef steken");
    });

    [Fact]
    public Task Who_is_in_my_organisation() => Round.WalkAsync(async round =>
    {
        var (visit, portal) = (round.Visit, MembersHost.On(await Sites.HostAsync()));
        var organisation = await portal.GivenOrganisationAsync();
        var (email, id) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        await portal.GivenColleagueAsync(organisation);
        var (one, two) = (MembersHost.NewEmail("an"), MembersHost.NewEmail("bo"));
        await EnterAsync(visit, portal, email, id);
        var clicks = new Clicks(visit.Page);
        await clicks.OnAsync(AriaRole.Link, "Mijn organisatie");
        await round.LookAsync("organisatie");
        await clicks.OnAsync(AriaRole.Link, "Nodig collega’s uit");
        await visit.Page.SetInputFilesAsync("#list", new FilePayload
        {
            Name = "personeel.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.Unicode.GetPreamble().Concat(System.Text.Encoding.Unicode.GetBytes(
                $"Voornaam\tAchternaam\tE-mail\r\nAn\tJansen\t{one}\r\nBo\tde Vriës\t{two}\r\nCor\tCas\tgeen adres\r\n")).ToArray(),
        });
        await clicks.OnAsync(AriaRole.Button, "Bekijk de lijst");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("2 van de 3 regels kloppen. Er is nog niets verstuurd.");
        await round.LookAsync("klopt deze lijst");
        await clicks.OnAsync(AriaRole.Button, "Nodig 2 mensen uit");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("2 mensen krijgen een mail.");
        Assert.Single(await portal.MailsToAsync(two));

        await visit.OpenAsync("/beheer/organisatie?stand=uitgenodigd");
        await Expect(visit.Page.Locator(".wj-related__item")).ToHaveCountAsync(2);
        await round.LookAsync("uitgenodigd");
        await visit.OpenAsync("/beheer/organisatie");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Werkt hier niet meer" }).First.ClickAsync();
        await visit.Page.PressAsync("Ja, werkt hier niet meer");
        await round.LookAsync("weggehaald");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Draai terug" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("hoort weer bij je organisatie");
    });

    [Fact]
    public Task Is_the_region_covered_by_people() => Round.WalkAsync(async round =>
    {
        var (visit, portal) = (round.Visit, MembersHost.On(await Sites.HostAsync()));
        var organisation = await portal.GivenOrganisationAsync();
        await portal.Host.SqlAsync(
            """
            insert into members.departures (id, organisation_id, was_contact, why, left_at)
            values (gen_random_uuid(), $1, true, 'erased', now())
            """,
            organisation);
        // The most people stand first.
        for (var number = 0; number < 8; number++) await portal.GivenColleagueAsync(organisation);
        var (email, id) = await portal.GivenMemberAsync(Rights.Administrator);
        await EnterAsync(visit, portal, email, id);
        var clicks = new Clicks(visit.Page);
        await clicks.OnAsync(AriaRole.Link, "Leden");
        await round.LookAsync("leden");
        await clicks.OnAsync(AriaRole.Link, "Is de regio gedekt?");
        await round.LookAsync("dekking");
        await clicks.OnAsync(visit.Page.Locator($"a[href$='{organisation}/uitnodigen']"));
        var guest = MembersHost.NewEmail("contact");
        await visit.Page.FillAsync("#name", "Carla Contact");
        await visit.Page.FillAsync("#email", guest);
        await clicks.OnAsync(AriaRole.Button, "Nodig uit");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Carla Contact krijgt een mail.");
        Assert.Single(await portal.MailsToAsync(guest));

        foreach (var path in new[] { "/taken", "/taken?taak=administrator", "/organisaties/importeren", "?organisatie=geen&taak=editor" })
        {
            await visit.OpenAsync("/beheer/leden" + path);
            await round.LookAsync("leden" + path);
        }
        await visit.OpenAsync("/beheer/leden/organisaties/importeren");
        await visit.Page.PressAsync("Bekijk de lijst");
        await round.LookAsync("geen lijst");
        var name = $"Stichting {Guid.NewGuid():N}";
        await visit.Page.SetInputFilesAsync("#list", new FilePayload
        {
            Name = "organisaties.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes($"Naam;Gemeente\n{name};Haarlem\nZonder plek;Nergens\n"),
        });
        await visit.Page.PressAsync("Bekijk de lijst");
        await round.LookAsync("lijst organisaties");
        await visit.Page.PressAsync("Voeg 1 organisatie toe");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("1 organisatie staat erbij.");
    });

    private static async Task EnterAsync(Visit visit, MembersHost portal, string email, Guid id)
    {
        await visit.SignInAsync(email);
        await portal.GivenSecondStepAsync(id);
        await visit.OpenAsync("/beheer");
    }

    // Three members of a district whose certificate expires; their addresses.
    private static async Task<List<string>> ExpiringAsync(MembersHost portal, string district)
    {
        var module = portal.Host.Site.Current.All<LearningModule>().OrderBy(found => found.Properties.Number).First();
        var addresses = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            var (email, id) = await portal.GivenMemberAsync();
            addresses.Add(email);
            var card = new MemberCard(id, "Noor de Vries", email, null, null, "org-gemeente-haarlem", district, "zorg", "docent");
            await portal.Host.WithAsync<EventPublisher>(events => events.PublishAsync(new MemberChanged(card)));
            var enrolment = await portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(id, module.Id));
            await portal.Host.SqlAsync(
                "update learning.enrolments set progress = 1, completed_at = $1, passed_at = $1 where id = $2",
                portal.Host.Clock.GetUtcNow().AddDays(10).AddMonths(-module.Properties.ValidityMonths!.Value), enrolment.Id);
        }
        await portal.Host.RunJobAsync(new FindDue());
        return addresses;
    }
}
