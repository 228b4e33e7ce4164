using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Learning.Progress;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Search;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Learning;

/// <summary>What people ask in vain, and where they stop: from the office to what one does about it.</summary>
public sealed class MissedTests
{
    private static readonly Lazy<Task> Missed = new(FillAsync);

    [Fact]
    public Task From_the_office_a_line_is_two_clicks_from_what_one_does_about_it() => Round.WalkAsync(async round =>
    {
        var (visit, page) = (round.Visit, round.Visit.Page);
        await Missed.Value;
        await EnterAsync(visit, Rights.Editor);
        await visit.OpenAsync("/beheer");
        await round.LookAsync("beheer-redacteur");
        await page.GetByRole(AriaRole.Link, new() { Name = "Wat missen mensen?" }).ClickAsync();
        await page.ArriveAsync("**/beheer/gemist");
        await Expect(page.Locator("section[aria-labelledby=gestopt] .wj-bars__bar")).Not.ToHaveCountAsync(0);
        await round.LookAsync("gemist-redacteur");
        await page.GetByRole(AriaRole.Link, new() { Name = "Open de les in de editor" }).First.ClickAsync();
        await page.ArriveAsync("**/beheer/inhoud/hoofdstuk-*");

        await visit.Context.ClearCookiesAsync();
        await EnterAsync(visit, Rights.Coordinator);
        await visit.OpenAsync("/beheer");
        await round.LookAsync("beheer-coordinator");
        await visit.OpenAsync("/beheer/gemist");
        await round.LookAsync("gemist-coordinator");
        await page.GetByRole(AriaRole.Link, new() { Name = "Beantwoord de oudste" }).First.ClickAsync();
        await page.ArriveAsync("**/beheer/vragen/*");

        foreach (var right in new[] { Rights.Administrator, Rights.ContactPerson })
        {
            await visit.Context.ClearCookiesAsync();
            await EnterAsync(visit, right);
            await visit.OpenAsync("/beheer");
            await round.LookAsync($"beheer-{right}");
        }
    });

    private static async Task EnterAsync(Visit visit, string right)
    {
        var portal = MembersHost.On(await Sites.HostAsync());
        var (email, id) = await portal.GivenMemberAsync(right);
        await portal.Host.SqlAsync("update members.members set two_factor_enabled = false where email = $1", email);
        await visit.SignInAsync(email);
        await portal.GivenSecondStepAsync(id);
    }

    // Sixteen who began the last module a good while ago and went no further than its first chapter; a search; a question.
    private static async Task FillAsync()
    {
        var host = await Sites.HostAsync();
        for (var time = 0; time < SearchMisses.FewestTimes; time++) await host.PageAsync("/zoeken?q=zwabberfix");
        await host.SqlAsync(
            """
            insert into calendar.questions (id, kind, asked_at, name, address, theme, subject, warned, waiting_since)
            values (gen_random_uuid(), 'advice', now(), 'Noor', 'noor@toets.example', 'dossier-ouders', 'Een vraag', false, now())
            """);
        var module = host.Site.Current.All<LearningModule>().OrderBy(one => one.Properties.Number).Last();
        var first = host.Site.Current.Below<Chapter>(module.Id).Where(one => one.Properties.Kind == ChapterKind.Chapter)
            .OrderBy(one => one.Properties.Order).First();
        var began = host.Clock.GetUtcNow().AddDays(-200).ToUniversalTime();
        for (var number = 0; number < 16; number++)
        {
            var enrolment = await host.WithAsync<Enrolments, Enrolment>(
                enrolments => enrolments.StartAsync(Guid.CreateVersion7(), module.Id));
            await host.SqlAsync("update learning.enrolments set started_at = $2, last_seen_at = $2 where id = $1", enrolment.Id, began);
            await host.SqlAsync(
                "insert into learning.chapter_readings (enrolment_id, chapter, read_at) values ($1, $2, $3)", enrolment.Id, first.Id,
                began.AddHours(1));
        }
        await host.RunJobAsync(new CountPeople());
    }
}
