using System.Runtime.CompilerServices;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.Playwright;
using Portal.BrowserTests.Members;
using Portal.BrowserTests.Printing;
using Portal.BrowserTests.Support;
using Portal.Learning.Reminders;
using Portal.Members.Access;
using Portal.Search;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;
using Row = DocumentFormat.OpenXml.Spreadsheet.Row;

namespace Portal.BrowserTests.Learning;

/// <summary>
/// What coordinators, contact persons and administrators ask, with the hundred invented learners: each from /beheer in at most four clicks
/// to the deed done. How the pages look on the way is seen by <see cref="OfficeQuestionTests"/>, <see cref="ReportsTests"/> and
/// <see cref="MissedTests"/>.
/// </summary>
public sealed class SevenQuestionsTests
{
    [Fact]
    public Task Where_are_we_somebody_fills_in_how_many_work_there_and_the_report_counts_against_it() =>
        AskAsync(Rights.Coordinator, async (visit, clicks, _) =>
    {
        var page = visit.Page;
        await clicks.OnAsync(AriaRole.Link, "Waar staan we?");
        await Expect(page.Locator("main")).ToContainTextAsync("van de accounts");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("100%");
        await clicks.OnAsync(page.Locator("main a[href='/beheer/leren/werkzaam']").First);
        await page.GetByLabel("Haarlemmermeer", new() { Exact = true }).FillAsync("400");
        await clicks.OnAsync(AriaRole.Button, "Bewaar");
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Bewaard: één aantal.");
        await clicks.OnAsync(AriaRole.Link, "Bekijk het rapport");
        var row = page.GetByRole(AriaRole.Row)
            .Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = "Haarlemmermeer" }) });
        await Expect(row).ToContainTextAsync("400");
        await Expect(row).ToContainTextAsync("5% of minder");
        // On paper it is whole, and the form that chooses the quarter is not on it.
        using var paper = await Paper.PrintAsync(visit);
        Assert.InRange(paper.Sheets, 1, 3);
        foreach (var words in new[] { "Waar staan we?", "In het kort", "Per kwartaal", "Haarlemmermeer", "Hoe is dit geteld?" })
            Assert.True(paper.Says(words), $"The paper does not say: {words}");
        Assert.False(paper.Says("Laat zien"));
        Assert.Empty(await paper.MissingAsync(visit));
    });

    [Fact]
    public Task Whom_do_I_remind_who_stands_on_the_list_gets_one_mail() => AskAsync(Rights.Coordinator, async (visit, clicks, portal) =>
    {
        await clicks.OnAsync(AriaRole.Link, "Wie herinner ik?");
        await clicks.OnAsync(AriaRole.Button, "Laat de namen zien");
        var addresses = await visit.Page.Locator("#mensen").GetByRole(AriaRole.Link).AllTextContentsAsync();
        var listed = addresses.Where(text => text.EndsWith("@voorbeeld.nl", StringComparison.Ordinal)).Distinct().ToList();
        Assert.InRange(listed.Count, 5, 50);
        await clicks.OnAsync(AriaRole.Link, "Bekijk de herinnering aan deze mensen");
        await clicks.OnAsync(visit.Page.GetByRole(AriaRole.Button).Filter(new() { HasText = "Verstuur naar " }));
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("De herinnering gaat eruit.");
        await portal.Host.RunJobAsync(new WriteOfficeReminder(Guid.Empty, 1));
        // Written by whoever took the job: that may be the walk beside this one.
        foreach (var address in listed)
            await Eventually.Async(
                async () => (long)(await portal.Host.SqlAsync(
                    "select count(*) from platform.outbox where to_address = $1 and kind = $2", address, OfficeReminders.Kind))! == 1,
                $"the mail to {address} is written once");
    });

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public Task Who_was_trained_where_is_read_and_taken_along(int width) => AskAsync(
        Rights.Coordinator, async (visit, clicks, _) =>
    {
        var page = visit.Page;
        await clicks.OnAsync(AriaRole.Link, "Wie is waarvoor getraind?");
        await clicks.OnAsync(page.GetByLabel("Een training of bijeenkomst samenstellen"), leaves: false);
        await clicks.OnAsync(AriaRole.Button, "Laat de namen zien");
        var table = page.GetByRole(AriaRole.Table);
        await Expect(table.Locator("tbody tr")).ToHaveCountAsync(50);
        await Expect(table.Locator(".wj-cell--done").First).ToContainTextAsync("tot ");
        // However far one looks into the table, the head and the names stay in sight.
        var stays = await page.Locator(".wj-matrix").EvaluateAsync<bool>(
            """
            (box) => {
              box.scrollTo(box.scrollWidth, box.scrollHeight / 2);
              const [at, head] = [box.getBoundingClientRect(), box.querySelector("thead th:last-child").getBoundingClientRect()];
              const name = [...box.querySelectorAll("tbody th")].map((one) => one.getBoundingClientRect())
                .find((one) => one.top > head.bottom && one.bottom < at.bottom);
              return box.scrollTop > 0 && Math.abs(head.top - at.top) < 3
                && Math.abs(name.left - at.left) < 3 && name.right < at.right - 80;
            }
            """);
        Assert.True(stays, "The head or the names went out of sight.");
        var seen = await table.Locator("tfoot td").AllTextContentsAsync();
        var download = await page.RunAndWaitForDownloadAsync(
            () => clicks.OnAsync(page.GetByRole(AriaRole.Link, new() { Name = "Download voor Excel (xlsx)" }), leaves: false));
        Assert.Equal("mensen.xlsx", download.SuggestedFilename);
        using var book = SpreadsheetDocument.Open(await download.PathAsync(), isEditable: false);
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().ToList();
        Assert.Equal(seen.Count + 4, rows[0].ChildElements.Count);
        Assert.True(rows.Count > 100);
        Assert.Equal("Samen getraind", rows[^1].FirstChild!.InnerText);
    }, width);

    [Fact]
    public Task How_well_do_they_learn_the_question_that_needs_it_most_is_opened_where_it_is_mended() =>
        AskAsync(Rights.Coordinator, async (visit, clicks, _) =>
    {
        var page = visit.Page;
        await clicks.OnAsync(AriaRole.Link, "Leren");
        await clicks.OnAsync(page.Locator("main a[href='/beheer/leren/vragen']").First);
        var first = page.Locator("section[aria-labelledby=eerst] li").First;
        await Expect(first).ToContainTextAsync("Klopt de sleutel?");
        await clicks.OnAsync(first.GetByRole(AriaRole.Link));
        await page.ArriveAsync("**/beheer/inhoud/*#opdracht-*");
        var exercise = new Uri(page.Url).Fragment["#opdracht-".Length..];
        await Expect(page.Locator(".wj-editblock--exercise").Filter(new() { Has = page.GetByText(exercise) }).First).ToBeInViewportAsync();
    });

    [Fact]
    public Task Who_is_in_my_organisation_a_list_of_the_staff_office_becomes_invitations() =>
        AskAsync(Rights.ContactPerson, async (visit, clicks, portal) =>
    {
        var (one, two) = (MembersHost.NewEmail("an"), MembersHost.NewEmail("bo"));
        await clicks.OnAsync(AriaRole.Link, "Mijn organisatie");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("(verzonnen)");
        await clicks.OnAsync(AriaRole.Link, "Nodig collega’s uit");
        await visit.Page.SetInputFilesAsync("#list", new FilePayload
        {
            Name = "personeel.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes($"Voornaam;Achternaam;E-mail\r\nAn;Jansen;{one}\r\nBo;de Vriës;{two}\r\n"),
        });
        await clicks.OnAsync(AriaRole.Button, "Bekijk de lijst");
        await clicks.OnAsync(AriaRole.Button, "Nodig 2 mensen uit");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("2 mensen krijgen een mail.");
        Assert.Single(await portal.MailsToAsync(two));
    });

    [Fact]
    public Task Is_the_region_covered_an_organisation_that_nobody_looks_after_gets_a_contact_person() =>
        AskAsync(Rights.Administrator, async (visit, clicks, portal) =>
    {
        await clicks.OnAsync(AriaRole.Link, "Leden");
        await clicks.OnAsync(AriaRole.Link, "Is de regio gedekt?");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("Jongerenwerk Het Sluisje");
        await clicks.OnAsync(visit.Page.Locator("main a[href$='/uitnodigen']").First);
        var guest = MembersHost.NewEmail("contact");
        await visit.Page.FillAsync("#name", "Carla Contact");
        await visit.Page.FillAsync("#email", guest);
        await clicks.OnAsync(AriaRole.Button, "Nodig uit");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Carla Contact krijgt een mail.");
        Assert.Single(await portal.MailsToAsync(guest));
    });

    [Fact]
    public Task What_is_asked_in_vain_becomes_words_that_lead_somewhere() => AskAsync(Rights.Editor, async (visit, clicks, portal) =>
    {
        for (var time = 0; time < SearchMisses.FewestTimes; time++) await portal.Host.PageAsync("/zoeken?q=zwabberfix");
        await clicks.OnAsync(AriaRole.Link, "Wat missen mensen?");
        await clicks.OnAsync(AriaRole.Link, "Maak zoekwoorden voor zwabberfix");
        await clicks.OnAsync(AriaRole.Button, "Begin");
        await visit.Page.ArriveAsync("**/beheer/inhoud/*");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("zwabberfix");
    });

    // Somebody with this task, who stands in /beheer. A contact person is one of the largest invented organisation.
    private static async Task AskAsync(
        string right, Func<Visit, Clicks, MembersHost, Task> story, int width = 1280, [CallerMemberName] string name = "")
    {
        var portal = MembersHost.On(await Sites.InventedAsync());
        await Visit.RunAsync(portal.Host.Address, new Look(Width: width), async visit =>
        {
            var (email, id) = right == Rights.ContactPerson
                ? await portal.GivenColleagueAsync(await LargestAsync(portal.Host), right)
                : await portal.GivenMemberAsync(right);
            await visit.SignInAsync(email);
            await portal.GivenSecondStepAsync(id);
            await visit.OpenAsync("/beheer");
            await story(visit, new Clicks(visit.Page), portal);
        }, name);
    }

    private static async Task<Guid> LargestAsync(PortalHost host) => (Guid)(await host.SqlAsync(
        """
        select o.id from members.organisations o join members.members m on m.organisation_id = o.id
        where o.name like '%(verzonnen)' group by o.id order by count(*) desc, o.name limit 1
        """))!;
}
