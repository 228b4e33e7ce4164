using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Learning.Progress;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Tests.Members;

namespace Portal.BrowserTests.Learning;

/// <summary>Reports as a coordinator and a contact person see them, over a region with some people in it.</summary>
public sealed class ReportsTests
{
    private static readonly string[] Pages = ["", "/bereik", "/bereik?per=district", "/bereik?per=domein", "/bereik?per=functie", "/verloopt", "/leerwinst", "/vragen", "/stuurgroep", "/werkzaam", "/werkzaam?soort=organisaties"];
    internal static readonly Lazy<Task<(MembersHost Portal, string Coordinator, string Contact)[]>> Region = new(FillAsync);

    [Fact]
    public Task Every_report_is_accessible() => Round.WalkAsync(async round =>
    {
        var (visit, page) = (round.Visit, round.Visit.Page);
        // People of their own for each theme: the walks go on side by side, and signing in changes an account.
        var (_, coordinator, contact) = (await Region.Value)[Looks.Themes.ToList().IndexOf(visit.Look.Theme)];
        await EnterAsync(visit, coordinator);
        foreach (var path in Pages)
        {
            await visit.OpenAsync("/beheer/leren" + path);
            await round.LookAsync("leren" + path);
        }
        await visit.OpenAsync("/beheer/leren/mensen");
        await round.LookAsync("purpose");
        await page.GetByRole(AriaRole.Button, new() { Name = "Laat de namen zien" }).ClickAsync();
        await round.LookAsync("purpose-missing");
        await page.GetByLabel("Een training of bijeenkomst samenstellen").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Laat de namen zien" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Je doel: Een training of bijeenkomst samenstellen");
        await round.LookAsync("names");
        await visit.OpenAsync(visit.At + "&sorteer=gemeente&omgekeerd=true&stand=bezig");
        await round.LookAsync("names-sorted");
        await visit.OpenAsync(visit.At + "&cursus=" + (await Sites.HostAsync()).Site.Current.All<LearningModule>().First().Id);
        await round.LookAsync("names-of-one-module");
        await visit.OpenAsync("/beheer/leren/werkzaam");
        await page.Locator("input[name^='aantal-']").First.FillAsync("veel");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bewaar" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("vul een heel getal in");
        await round.LookAsync("werkzaam-wrong");
        await visit.Context.ClearCookiesAsync();
        await EnterAsync(visit, contact);
        await visit.OpenAsync("/beheer/leren/mensen");
        await round.LookAsync("own-organisation");
    });

    [Fact]
    public Task A_coordinator_sees_the_region_and_a_contact_person_no_more_than_the_own_organisation() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var (_, coordinator, contact) = (await Region.Value)[0];
        await EnterAsync(visit, coordinator);
        await visit.OpenAsync("/beheer/leren");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("%");
        await visit.Context.ClearCookiesAsync();
        await EnterAsync(visit, contact);
        await visit.OpenAsync("/beheer/leren/mensen");
        var names = visit.Page.GetByRole(AriaRole.Table);
        await Assertions.Expect(names).ToContainTextAsync("Collega van Contact");
        await Assertions.Expect(names).ToContainTextAsync("behaald");
        await Assertions.Expect(names).Not.ToContainTextAsync("Iemand uit de regio");
        foreach (var path in Pages.Skip(1).Where(path => path != "/verloopt")) await visit.OpenAsync("/beheer/leren" + path, 403);
    });

    internal static async Task EnterAsync(Visit visit, string email)
    {
        var host = await Sites.HostAsync();
        await host.SqlAsync("update members.members set two_factor_enabled = false where email = $1", email);
        await visit.SignInAsync(email);
        var id = (Guid)(await host.SqlAsync("select id from members.members where email = $1", email))!;
        await MembersHost.On(host).GivenSecondStepAsync(id);
    }

    // Sixty people in three municipalities, half of whom passed the first module; an organisation of seven with two contact persons.
    private static async Task<(MembersHost, string, string)[]> FillAsync()
    {
        var host = await Sites.HostAsync();
        var portal = MembersHost.On(host);
        var module = host.Site.Current.All<LearningModule>().OrderBy(candidate => candidate.Properties.Number).First().Id;
        (string Municipality, string District)[] places =
            [("org-gemeente-haarlemmermeer", "org-district-kennemerland"), ("org-gemeente-zaanstad", "org-district-zaanstreek-waterland"), ("org-gemeente-alkmaar", "org-district-noord-holland-noord")];
        string[] domains = ["veiligheid", "zorg", "sociaal", "onderwijs"], functions = ["docent", "jongerenwerker", "wijkagent"];
        for (var number = 0; number < 60; number++)
        {
            var (municipality, district) = places[number % 3];
            var person = Guid.CreateVersion7();
            await host.SqlAsync(
                "insert into learning.learners (member_id, name, municipality, district, domain, function) values ($1, $2, $3, $4, $5, $6)",
                person, $"Iemand uit de regio {number}", municipality, district, domains[number % 4], functions[number / 20]);
            if (number % 5 < 3) await PassAsync(person);
        }
        var organisation = await portal.GivenOrganisationAsync();
        for (var number = 0; number < 5; number++)
        {
            var (_, colleague) = await portal.GivenColleagueAsync(organisation);
            await host.SqlAsync(
                "insert into learning.learners (member_id, name, organisation_id, municipality, district, domain, function) values ($1, $2, $3, $4, $5, 'sociaal', 'jongerenwerker')",
                colleague, $"Collega van Contact {number}", organisation, places[0].Municipality, places[0].District);
            if (number < 3) await PassAsync(colleague);
        }
        var people = new List<(MembersHost, string, string)>();
        while (people.Count < Looks.Themes.Count)
        {
            var (contact, _) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
            var (coordinator, _) = await portal.GivenMemberAsync(Rights.Coordinator);
            people.Add((portal, coordinator, contact));
        }
        await host.RunJobAsync(new CountPeople());
        await host.RunJobAsync(new MakeAnswerReports());
        return [.. people];

        async Task PassAsync(Guid person)
        {
            var enrolment = await host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(person, module));
            await host.SqlAsync("update learning.enrolments set progress = 1, completed_at = now(), passed_at = now() where id = $1", enrolment.Id);
            await host.SqlAsync(
                """
                insert into learning.attempts (id, enrolment_id, kind, chapter, number, module_version_id, started_at, submitted_at, score, max,
                    passed)
                select gen_random_uuid(), $1, kind, kind, 1, $2, now(), now(), score, 10, true
                from (values ('pre_test', 5::real), ('end_test', 8::real)) as tests (kind, score)
                """,
                enrolment.Id, enrolment.ModuleVersionId);
        }
    }
}
