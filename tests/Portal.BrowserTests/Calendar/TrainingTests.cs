using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Calendar.Trainings;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Calendar;

/// <summary>The catalogue of trainings in a browser, and what the office sees of who would like which.</summary>
public sealed class TrainingTests
{
    private const string Training = "/trainingen/signalen-en-een-route-voor-je-school";
    private static readonly Lazy<Task<(MembersHost Portal, string[] Members, string[] Coordinators)>> People = new(GivenPeopleAsync);
    private static int entered;

    [Fact]
    public Task The_catalogue_and_its_trainings_are_accessible_in_every_state() => Round.WalkAsync(async round =>
    {
        var (visit, page) = (round.Visit, round.Visit.Page);
        await visit.OpenAsync("/trainingen");
        await visit.UnfoldAsync();
        await round.LookAsync("catalogus");
        await visit.OpenAsync("/trainingen?voor=docent&vorm=live");
        await round.LookAsync("catalogus met filters");
        await visit.OpenAsync("/trainingen?voor=boa&thema=ouders");
        await round.LookAsync("niets gevonden");
        await visit.OpenAsync("/trainingen/buit-voor-professionals");
        await round.LookAsync("training met datum");
        await visit.OpenAsync(Training);
        await round.LookAsync("training zonder datum");
        await visit.OpenAsync(Training + "/wens");
        await round.LookAsync("wens");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ik wil deze training" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await round.LookAsync("wens zonder antwoorden");
        await page.GetByLabel("In welke gemeente werk je?").SelectOptionAsync("org-gemeente-alkmaar");
        await page.GetByLabel("Wat is je functie?").SelectOptionAsync("docent");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ik wil deze training" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Dank je wel");
        await round.LookAsync("wens verteld");
    });

    [Fact]
    public Task A_member_says_it_with_one_click() => Round.WalkAsync(async round =>
    {
        var (visit, page) = (round.Visit, round.Visit.Page);
        var (_, members, _) = await People.Value;
        await visit.SignInAsync(members[Interlocked.Increment(ref entered) % members.Length], Training);
        await round.LookAsync("lid");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ik wil deze training" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Toch niet meer" })).ToBeVisibleAsync();
        await round.LookAsync("lid dat dit wil");
        await page.GetByRole(AriaRole.Button, new() { Name = "Toch niet meer" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ik wil deze training" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task The_office_sees_what_people_ask_for() => Round.WalkAsync(async round =>
    {
        var (portal, _, coordinators) = await People.Value;
        var email = coordinators[Looks.Themes.ToList().IndexOf(round.Visit.Look.Theme)];
        await round.Visit.SignInAsync(email);
        await portal.GivenSecondStepAsync((Guid)(await portal.Host.SqlAsync("select id from members.members where email = $1", email))!);
        await round.Visit.OpenAsync("/beheer/agenda/wensen");
        await Expect(round.Visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Leren op locatie" })).ToBeVisibleAsync();
        await round.Visit.UnfoldAsync();
        await round.LookAsync("wensen");
    });

    private static async Task<(MembersHost, string[], string[])> GivenPeopleAsync()
    {
        var host = await Sites.HostAsync();
        var portal = MembersHost.On(host);
        for (var number = 0; number < 23; number++)
        {
            var (municipality, function) = number % 3 == 0 ? ("org-gemeente-hoorn", "boa") : ("org-gemeente-zaanstad", "wijkagent");
            await host.WithAsync<Wishes, bool>(
                wishes => wishes.AddAsync("training-leren-op-locatie", municipality, function, $"203.0.113.{number}", "Firefox"));
        }
        await host.RunJobAsync(new CountWishes());
        var (members, coordinators) = (new List<string>(), new List<string>());
        while (members.Count < Looks.Themes.Count)
        {
            members.Add((await portal.GivenMemberAsync()).Email);
            coordinators.Add((await portal.GivenMemberAsync(Rights.Coordinator)).Email);
        }
        return (portal, [.. members], [.. coordinators]);
    }
}
