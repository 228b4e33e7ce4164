using DocumentFormat.OpenXml.Packaging;
using Microsoft.Playwright;
using Portal.BrowserTests.Printing;
using Portal.BrowserTests.Support;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members.Access;
using static Microsoft.Playwright.Assertions;
using Row = DocumentFormat.OpenXml.Spreadsheet.Row;

namespace Portal.BrowserTests.Learning;

/// <summary>What a coordinator asks of the reports, each from /beheer in at most four presses to the deed done.</summary>
public sealed class CoordinatorJourneyTests
{
    [Fact]
    public Task Where_are_we_somebody_fills_in_how_many_work_there_and_the_report_counts_against_it() =>
        Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        await BeginAsync(visit);
        await FollowAsync(page, "/beheer/leren/stuurgroep");
        await Expect(page.Locator("main")).ToContainTextAsync("van de accounts");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("100%");
        await FollowAsync(page, "/beheer/leren/werkzaam");
        await page.GetByLabel("Haarlemmermeer", new() { Exact = true }).FillAsync("400");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bewaar", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Bewaard: één aantal.");

        await page.GetByRole(AriaRole.Link, new() { Name = "Bekijk het rapport" }).ClickAsync();
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

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public Task Who_was_trained_where_is_read_and_taken_along(int width) => Visit.RunAsync(
        new Look(Width: width), async visit =>
    {
        var page = visit.Page;
        await BeginAsync(visit);
        await FollowAsync(page, "/beheer/leren/mensen");
        await page.GetByLabel("Een training of bijeenkomst samenstellen").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Laat de namen zien" }).ClickAsync();
        var table = page.GetByRole(AriaRole.Table);
        await Expect(table.Locator("tbody tr")).ToHaveCountAsync(50);
        await Expect(table.Locator(".wj-cell--done").First).ToContainTextAsync("behaald");
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
            () => page.GetByRole(AriaRole.Link, new() { Name = "Download voor Excel (xlsx)" }).ClickAsync());
        Assert.Equal("mensen.xlsx", download.SuggestedFilename);
        using var book = SpreadsheetDocument.Open(await download.PathAsync(), isEditable: false);
        var rows = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().ToList();
        Assert.Equal(seen.Count + 4, rows[0].ChildElements.Count);
        Assert.True(rows.Count > 50);
        Assert.Equal("Samen getraind", rows[^1].FirstChild!.InnerText);
    });

    [Fact]
    public Task How_well_do_they_learn_the_question_that_needs_it_most_is_opened_where_it_is_mended() =>
        Visit.RunAsync(Look.Wide, async visit =>
    {
        var page = visit.Page;
        var item = await GivenQuestionToMendAsync();
        await BeginAsync(visit);
        await FollowAsync(page, "/beheer/leren/vragen");
        var first = page.Locator("section[aria-labelledby=eerst] li").First;
        await Expect(first).ToContainTextAsync("Klopt de sleutel?");
        await Expect(first).ToContainTextAsync(item.Id);
        await first.GetByRole(AriaRole.Link).ClickAsync();
        await page.ArriveAsync($"**/beheer/inhoud/{item.Document}#opdracht-{item.Id}");
        await Expect(page.Locator(".wj-editblock--exercise").Filter(new() { Has = page.GetByText(item.Id) }).First).ToBeInViewportAsync();
    });

    private static async Task BeginAsync(Visit visit)
    {
        var (portal, _, _) = (await ReportsTests.Region.Value)[0];
        var (coordinator, _) = await portal.GivenMemberAsync(Rights.Coordinator);
        await ReportsTests.EnterAsync(visit, coordinator);
        await visit.OpenAsync("/beheer");
        await FollowAsync(visit.Page, "/beheer/leren");
    }

    private static async Task FollowAsync(IPage page, string path)
    {
        await page.Locator($"main a[href='{path}']").First.ClickAsync();
        await page.ArriveAsync("**" + path);
    }

    // A question of the first module of which thirty answers say that who does the rest well does it worse.
    private static async Task<Item> GivenQuestionToMendAsync()
    {
        var host = await Sites.HostAsync();
        var module = host.Site.Current.All<LearningModule>().OrderBy(candidate => candidate.Properties.Number).First().Id;
        var exercise = (await host.WithAsync<ItemQuality, IReadOnlyList<(Portal.Learning.Modules.ChapterStructure Chapter,
            Portal.Learning.Exercises.Exercise Exercise)>>(quality => quality.AskedAsync(module, default)))
            .First(asked => asked.Chapter.IsTest).Exercise;
        var figures = ItemFigures.Of(
            40, 0.15, -0.3, exercise.Choices.Select(option => option.Key).Distinct().ToDictionary(key => key, _ => 10));
        await host.WithAsync<AnswerReports>(reports => reports.AddAsync(
            new AnswerSubject(AnswerSubject.Question, "", module, exercise.Id, exercise.Version), 40, figures, default));
        return (await host.WithAsync<ItemQuality, IReadOnlyList<Item>>(quality => quality.OfAsync(module)))
            .First(item => item.Id == exercise.Id);
    }
}
