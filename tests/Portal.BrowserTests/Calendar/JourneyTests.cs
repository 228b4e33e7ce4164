using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Members;
using Portal.BrowserTests.Support;
using Portal.Calendar.Evaluations;
using Portal.Calendar.Registrations;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Tests.Members;
using Portal.Tests.Platform;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Calendar;

/// <summary>
/// All that the calendar is for, from the announcement of a training to the proof of it and its report, with mail over a real mail server:
/// what somebody does next follows from the mail that came, and from nothing that the test knows otherwise.
/// </summary>
public sealed partial class JourneyTests : IAsyncLifetime
{
    private const string Model = "/beheer/agenda/activiteit-training-buit-voor-professionals";
    private const string Title = "Oefenen met BUIT";

    private MailServer server = null!;
    private PortalHost host = null!;

    private MembersHost People => MembersHost.On(host);

    public async Task InitializeAsync()
    {
        server = await MailServer.StartAsync();
        host = await Sites.StartOwnAsync(new Dictionary<string, string>(server.Settings) { ["Mail:Deliver"] = "true" });
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public Task A_training_is_announced_filled_reminded_of_attended_proven_and_reported() =>
        Visit.RunAsync(host.Address, Look.Wide, async visit =>
    {
        var page = visit.Page;
        var organiser = await People.GivenMemberAsync(Rights.Coordinator, Rights.Editor);
        var member = await People.GivenMemberAsync();
        var (first, second) = (MembersHost.NewEmail("gast"), MembersHost.NewEmail("wacht"));
        var day = DutchTime.DateOf(host.Clock.GetUtcNow().AddDays(10));
        var begins = DutchTime.MomentOf(day.ToDateTime(new TimeOnly(9, 30))).ToUniversalTime();

        var (id, path) = await AnnounceAsync(visit, organiser, day);

        // Somebody with an account, somebody with a mail address, and somebody who comes too late.
        await EnterAsync(visit, member.Email, path);
        await ExamineAsync(visit, "activiteit");
        await page.PressAsync("Meld mij aan");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Je bent aangemeld");
        await ExamineAsync(visit, "aangemeld");
        await visit.Context.ClearCookiesAsync();
        await RegisterAsync(visit, path, first, "Je bent aangemeld");
        await RegisterAsync(visit, path, second, "Je staat op de wachtlijst");

        // The second cannot come after all, and who waited gets the place.
        await visit.OpenAsync(LinkIn(await MailAsync(first, "Je bent aangemeld"), RegistrationLinks.OwnPath));
        await page.GetByRole(AriaRole.Link, new() { Name = "Meld je af" }).ClickAsync();
        await page.PressAsync("Ja, meld mij af");
        await ExamineAsync(visit, "afgemeld");
        await visit.OpenAsync(LinkIn(await MailAsync(second, "Er is een plek"), RegistrationLinks.OwnPath));
        await ExamineAsync(visit, "plek aangeboden");
        await page.PressAsync("Neem de plek");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Je hebt een plek");

        // A week and a day before, to who comes and to nobody else.
        foreach (var (before, subject) in new[] { (6.5, "Over een week"), (0.8, "Binnenkort") })
        {
            host.Clock.Set(begins.AddDays(-before));
            await host.RunJobAsync(new SendEventReminders());
            foreach (var one in new[] { member.Email, second }) await MailAsync(one, subject);
            Assert.DoesNotContain(server.To(first), mail => mail.Header("Subject").StartsWith(subject, StringComparison.Ordinal));
        }

        // At the door: what the reminder leads to shows a code, and who stands there reads it.
        host.Clock.Set(begins.AddMinutes(-10));
        await visit.OpenAsync(LinkIn(await MailAsync(member.Email, "Binnenkort"), RegistrationLinks.OwnPath));
        await ExamineAsync(visit, "eigen aanmelding op de dag");
        var link = await page.GetByRole(AriaRole.Link, new() { Name = "Je code voor aan de deur" }).GetAttributeAsync("href");
        var code = new Uri(link!).AbsolutePath; // in full, as a QR code needs it, so by the name that the portal has for everybody
        await visit.OpenAsync(code);
        await ExamineAsync(visit, "code");
        await OrganiseAsync(visit, organiser);
        await visit.OpenAsync(code);
        await ExamineAsync(visit, "code aan de deur");
        await page.PressAsync("Aanwezig");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("staat op aanwezig");
        await visit.OpenAsync($"/beheer/agenda/{id}/aanwezig");
        await ExamineAsync(visit, "lijst");
        await host.WorkAsync();

        // Learning, and the proof of it.
        await MailAsync(member.Email, "Je bewijs");
        await EnterAsync(visit, member.Email, "/leren");
        await Expect(page.Locator("main")).ToContainTextAsync("Training bijgewoond");
        await ExamineAsync(visit, "mijn leren");
        await page.Locator(".wj-held a[href^='/bewijs/']").First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("BUIT");
        await ExamineAsync(visit, "bewijs");

        // What they thought of it, without a name; and what it was like, for everybody.
        host.Clock.Set(begins.AddDays(1));
        await host.RunJobAsync(new AskForEvaluations());
        await visit.Context.ClearCookiesAsync();
        await visit.OpenAsync(LinkIn(await MailAsync(member.Email, "Wat vond je van"), "/evaluatie/"));
        await ExamineAsync(visit, "evaluatie");
        await page.GetByLabel("4 Veel").CheckAsync();
        await page.PressAsync("Verstuur");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Bedankt voor je antwoord");
        Assert.DoesNotContain(server.To(second), mail => mail.Header("Subject").StartsWith("Wat vond je", StringComparison.Ordinal));
        await ReportAsync(visit, organiser, id);
        await visit.Context.ClearCookiesAsync();
        await visit.OpenAsync(path);
        await ExamineAsync(visit, "activiteit die is geweest");
        await page.GetByRole(AriaRole.Link, new() { Name = "Bekijk het beeldverslag" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("We oefenden met een acteur.");
        await ExamineAsync(visit, "beeldverslag");
        visit.TakeTroubles();
    });

    // A copy of an earlier one, with places, a waiting list and registration on the portal.
    private async Task<(string Id, string Path)> AnnounceAsync(Visit visit, (string Email, Guid Id) organiser, DateOnly day)
    {
        var page = visit.Page;
        await OrganiseAsync(visit, organiser);
        await visit.OpenAsync(Model + "/kopie");
        await page.GetByLabel("Titel").FillAsync(Title);
        await page.GetByLabel("Dag").FillAsync(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.GetByLabel("Begint om").FillAsync("09:30");
        await page.GetByLabel("Eindigt om").FillAsync("12:30");
        await ExamineAsync(visit, "kopie");
        await page.PressAsync("Maak de kopie");
        var id = visit.At.Split('/', '?')[^1];
        await visit.UnfoldAsync();
        await page.Locator("[name='p.registration'][value=portaal]").CheckAsync();
        await page.Locator("[name='p.capacity']").FillAsync("2");
        await page.Locator("[name='p.waiting_list'][type=checkbox]").CheckAsync();
        await SaveAsync(visit, id);
        await Eventually.Async(() => host.Site.Current.Find(id) is not null, "the event is online");
        await visit.Context.ClearCookiesAsync();
        return (id, host.Site.Current.Find(id)!.Path);
    }

    private async Task ReportAsync(Visit visit, (string Email, Guid Id) organiser, string eventId)
    {
        var page = visit.Page;
        await OrganiseAsync(visit, organiser);
        await visit.OpenAsync($"/beheer/agenda/{eventId}/verslag");
        await ExamineAsync(visit, "verslag beginnen");
        await page.PressAsync("Maak een beeldverslag");
        var id = visit.At.Split('/', '?')[^1];
        await visit.UnfoldAsync();
        await page.Locator("[name='p.summary']").FillAsync("Een ochtend oefenen met signalen, in kleine groepen.");
        await page.Locator(".wj-edittext").FocusAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("We oefenden met een acteur.");
        await SaveAsync(visit, id);
        await Eventually.Async(() => host.Site.Current.Find(id) is not null, "the report is online");
    }

    private static async Task SaveAsync(Visit visit, string id)
    {
        var page = visit.Page;
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.Locator(".wj-editor__state")).ToContainTextAsync("Bewaard om");
        await visit.OpenAsync($"/beheer/inhoud/{id}"); // without the menus that were opened to reach every field
        Assert.Empty(await Axe.FindAsync(visit));
        await visit.OpenAsync($"/beheer/inhoud/{id}/online");
        await ExamineAsync(visit, "online zetten");
        await page.PressAsync("Zet online");
        await Expect(page.Locator("main")).ToContainTextAsync("Het staat online.");
    }

    private async Task RegisterAsync(Visit visit, string path, string email, string outcome)
    {
        var page = visit.Page;
        await visit.OpenAsync(path + "/aanmelden");
        await page.GetByLabel("E-mailadres").FillAsync(email);
        await page.GetByLabel("Naam").FillAsync("Noor de Vries");
        await ExamineAsync(visit, "aanmelden");
        await page.Locator("main form .nl-button--primary").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Kijk in je mail");
        await ExamineAsync(visit, "kijk in je mail");
        await visit.OpenAsync(LinkIn(await MailAsync(email, "Bevestig"), RegistrationLinks.ConfirmPath));
        await ExamineAsync(visit, "bevestigen");
        await page.PressAsync("Ja, meld mij aan");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(outcome);
        await ExamineAsync(visit, outcome);
    }

    // Sends what waits, and reads what came.
    private async Task<TakenMail> MailAsync(string email, string subject)
    {
        await host.WorkAsync();
        return server.To(email).LastOrDefault(mail => mail.Header("Subject").StartsWith(subject, StringComparison.Ordinal))
            ?? throw new Xunit.Sdk.XunitException(
                $"No '{subject}' came to {email}, but {string.Join(", ", server.To(email).Select(mail => mail.Header("Subject")))}");
    }

    private static string LinkIn(TakenMail mail, string path) => new Uri(Link().Matches(mail.Part("text/plain"))
        .Select(found => found.Value).First(link => link.Contains(path, StringComparison.Ordinal))).PathAndQuery;

    private static async Task EnterAsync(Visit visit, string email, string path = "/account")
    {
        await visit.Context.ClearCookiesAsync();
        await visit.SignInAsync(email, path);
    }

    // As an organiser, with the second step that the office asks for.
    private async Task OrganiseAsync(Visit visit, (string Email, Guid Id) organiser)
    {
        await host.SqlAsync("update members.members set two_factor_enabled = false where id = $1", organiser.Id);
        await EnterAsync(visit, organiser.Email);
        await People.GivenSecondStepAsync(organiser.Id);
    }

    private static async Task ExamineAsync(Visit visit, string state)
    {
        foreach (var look in new[] { Look.Wide, Look.Phone with { Dark = true } })
        {
            await visit.TurnAsync(look);
            var found = (await Axe.FindAsync(visit)).Concat(await Reflow.SidewaysAsync(visit)).ToList();
            Assert.True(found.Count == 0, $"{state}: {string.Join('\n', found)}");
            await visit.ShootAsync($"reis-{state}");
        }
        await visit.TurnAsync(Look.Wide);
    }

    [GeneratedRegex(@"https?://[^\s>)]+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
