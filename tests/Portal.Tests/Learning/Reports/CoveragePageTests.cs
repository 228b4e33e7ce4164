using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Import;
using Portal.Learning.Reports;
using Portal.Members.People;
using Portal.Tests.Members;

namespace Portal.Tests.Learning.Reports;

/// <summary>/beheer/leren and /beheer/leren/bereik: groups, never persons.</summary>
public sealed class CoveragePageTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private readonly ReportPeople people = new(portal);

    [Fact]
    public async Task Two_people_in_a_municipality_are_nowhere_to_be_found()
    {
        await people.LearnersAsync(12, 6, "gemeente-groot");
        await people.LearnersAsync(7, 3, "gemeente-midden");
        await people.LearnersAsync(2, 2, "gemeente-twee", domain: "zorg", function: "arts");
        var (coordinator, _) = await people.CoordinatorAsync();
        foreach (var list in new[] { "gemeente", "district", "domein", "functie" })
        {
            await coordinator.GoAsync($"/beheer/leren/bereik?per={list}");
            Assert.Equal(HttpStatusCode.OK, coordinator.Status);
            Assert.DoesNotContain("gemeente-twee", coordinator.Page.Source.Text, StringComparison.Ordinal);
            Assert.All(
                coordinator.Page.QuerySelectorAll("tbody td:nth-child(2)"),
                cell => Assert.True(int.Parse(cell.TextContent, System.Globalization.CultureInfo.InvariantCulture) >= 5));
            using var file = await coordinator.FetchAsync(new HttpRequestMessage(HttpMethod.Get, $"/beheer/leren/bereik/csv?per={list}"));
            var text = await file.Content.ReadAsStringAsync();
            Assert.DoesNotContain("gemeente-twee", text, StringComparison.Ordinal);
            Assert.All(
                text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..],
                line => Assert.True(int.Parse(line.Split(';')[1], System.Globalization.CultureInfo.InvariantCulture) >= 5));
        }
        await coordinator.GoAsync("/beheer/leren/bereik?per=gemeente");
        var rows = coordinator.Page.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains(
            rows, row => row.Contains("gemeente-groot", StringComparison.Ordinal) && row.Contains("50%", StringComparison.Ordinal));
        Assert.Contains(
            rows,
            row =>
                row.Contains("Andere gemeenten samen", StringComparison.Ordinal)
                    && row.Contains("55%", StringComparison.Ordinal)); // 5 of 9
    }

    [Fact]
    public async Task Lists_are_not_crossed_and_an_unknown_one_is_not_there()
    {
        await people.LearnersAsync(6, 2, "gemeente-a", domain: "zorg");
        await people.LearnersAsync(6, 3, "gemeente-b", domain: "onderwijs");
        var (coordinator, _) = await people.CoordinatorAsync();
        await coordinator.GoAsync("/beheer/leren/bereik?per=domein");
        var plain = coordinator.Page.QuerySelector("tbody")!.InnerHtml;
        await coordinator.GoAsync(
            $"/beheer/leren/bereik?per=domein&gemeente=gemeente-a&district={people.District}&organisatie={Guid.NewGuid()}");
        Assert.Equal(plain, coordinator.Page.QuerySelector("tbody")!.InnerHtml);
        await coordinator.GoAsync("/beheer/leren/bereik?per=naam");
        Assert.Equal(HttpStatusCode.NotFound, coordinator.Status);
    }

    [Fact]
    public async Task Two_people_in_all_give_no_numbers()
    {
        await people.LearnersAsync(2, 1, "gemeente-a");
        var (coordinator, _) = await people.CoordinatorAsync();
        foreach (var path in new[] { "/beheer/leren", "/beheer/leren/bereik" })
        {
            await coordinator.GoAsync(path);
            Assert.Equal(HttpStatusCode.OK, coordinator.Status);
            Assert.Contains("te weinig mensen", coordinator.Text, StringComparison.Ordinal);
            Assert.Empty(coordinator.Page.QuerySelectorAll("table"));
        }
        using var file = await coordinator.FetchAsync(new HttpRequestMessage(HttpMethod.Get, "/beheer/leren/bereik/csv"));
        Assert.Single((await file.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Only_what_is_still_valid_counts_and_once()
    {
        var made = await people.LearnersAsync(20, 10, "gemeente-a");
        var months = portal.Host.Site.Current.Find<Portal.Learning.Types.LearningModule>(people.Module)!.Properties.ValidityMonths;
        await people.PassedAsync(made[15], portal.Host.Clock.GetUtcNow().AddYears(-20));
        await people.NightAsync();
        var report = (
            await portal.Host.WithAsync<Coverage, CoverageReport?>(coverage => coverage.OfAsync(new ReportScope(null, people.District))))!;
        Assert.Equal(months is null ? 11 : 10, report.TrainedIn(people.Module));

        var (coordinator, _) = await people.CoordinatorAsync();
        await coordinator.GoAsync("/beheer/leren");
        Assert.Contains("Mensen met een account", coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("50%", coordinator.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_expires_is_counted_from_five_people_on()
    {
        var made = await people.LearnersAsync(9, 9, "gemeente-a");
        var enrolment = "update learning.enrolments set passed_at = $1 where member_id = $2";
        var months = portal.Host.Site.Current.Find<Portal.Learning.Types.LearningModule>(people.Module)!.Properties.ValidityMonths ?? 0;
        foreach (var learner in made[..6])
            await portal.Host.SqlAsync(enrolment, portal.Host.Clock.GetUtcNow().AddMonths(-months).AddDays(20), learner);
        foreach (var learner in made[6..])
            await portal.Host.SqlAsync(enrolment, portal.Host.Clock.GetUtcNow().AddMonths(-months).AddDays(3), learner);
        var (coordinator, _) = await people.CoordinatorAsync();
        await coordinator.GoAsync("/beheer/leren/verloopt");
        var cells = coordinator.Page.QuerySelectorAll("tbody tr").First().QuerySelectorAll("td").Select(cell => cell.TextContent.Trim());
        Assert.Equal(months == 0 ? ["minder dan 5", "minder dan 5", "minder dan 5"] : ["minder dan 5", "6", "minder dan 5"], cells);
    }

    [Fact]
    public async Task Figures_stand_until_the_next_night()
    {
        await people.LearnersAsync(12, 6, "gemeente-a");
        Task<CoverageReport?> ReportAsync() =>
            portal.Host.WithAsync<Coverage, CoverageReport?>(coverage => coverage.OfAsync(new ReportScope(null, people.District)));
        await people.NightAsync();
        Assert.Equal(12, (await ReportAsync())!.Groups.Everyone.People);
        await portal.Host.SqlAsync("delete from learning.learners where district = $1 and name in ('Lid 0', 'Lid 11')", people.District);
        Assert.Equal(12, (await ReportAsync())!.Groups.Everyone.People);
        portal.Host.Clock.Advance(TimeSpan.FromDays(1));
        await people.NightAsync();
        var after = (await ReportAsync())!;
        Assert.Equal((10, 5, 5), (after.Groups.Everyone.People, after.TrainedIn(people.Module), after.Trained));
    }

    [Fact]
    public async Task Of_each_quarter_the_last_count_stays()
    {
        var now = portal.Host.Clock.GetUtcNow();
        try
        {
            foreach (var day in new[] { "2031-01-02", "2031-03-31", "2031-04-01", "2031-06-30", "2031-07-01" })
            {
                portal.Host.Clock.Set(DateTimeOffset.Parse(day + "T04:20:00+02:00", System.Globalization.CultureInfo.InvariantCulture));
                await people.NightAsync();
            }
            Assert.Equal(
                "2031-03-31 2031-06-30 2031-07-01",
                await portal.Host.SqlAsync(
                    """
                    select string_agg(counted_at::date::text, ' ' order by counted_at) from learning.report_counts
                    where counted_at > '2031-01-01'
                    """));
        }
        finally
        {
            await portal.Host.SqlAsync("delete from learning.report_counts where counted_at > '2031-01-01'");
            portal.Host.Clock.Set(now);
        }
    }

    [Fact]
    public async Task Before_the_first_night_there_is_no_number_and_a_start_counts_at_once()
    {
        await people.LearnersAsync(6, 3, "gemeente-a");
        var (coordinator, _) = await people.CoordinatorAsync();
        await portal.Host.SqlAsync("delete from learning.report_counts");
        foreach (var path in new[] { "", "/bereik", "/verloopt" })
        {
            await coordinator.GoAsync("/beheer/leren" + path);
            Assert.Equal(HttpStatusCode.OK, coordinator.Status);
            Assert.Contains("nacht", coordinator.Text, StringComparison.Ordinal);
        }
        await portal.Host.RunJobAsync(new CompleteLearners());
        Assert.Equal(1L, await portal.Host.SqlAsync("select count(*) from learning.report_counts"));
    }

    // Those of the content all have their district; one that was just added may not.
    private async Task NewMunicipalitiesAsync(params string[] names)
    {
        var folder = Directory.CreateTempSubdirectory("portal-municipalities-");
        var organisations = folder.CreateSubdirectory("organisaties").FullName;
        foreach (var name in names)
        {
            var slug = $"gemeente-{name.ToLowerInvariant()}";
            await File.WriteAllTextAsync(
                Path.Combine(organisations, $"{slug}.md"),
                $"---\nid: org-{slug}\ntype: organisatie\ntitle: \"Gemeente {name}\"\nsummary: \"Een gemeente.\"\n"
                + "kind: gemeente\nrole: \"Voor vragen.\"\n---\n");
        }
        var result = await portal.Host.WithAsync<Importer, ImportResult>(importer => importer.ImportAsync(folder.FullName,
            new ImportOptions()));
        Assert.Empty(result.Errors);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_municipality_stands_by_its_name_also_where_its_district_is_not_known()
    {
        await NewMunicipalitiesAsync("Nieuwland", "Oudorp", "Zomerdijk");
        var without = portal.Host.Services.GetRequiredService<IProfileChoices>().Municipalities.Where(one => one.District is null)
            .Select(one => (one.Id, one.Label)).ToList();
        Assert.NotEmpty(without);
        foreach (var (who, count) in new[] { (without[0].Id, 12), (without[1].Id, 3), (without[2].Id, 3), ("", 7) })
            for (var number = 0; number < count; number++)
                await people.LearnerAsync($"Lid {number}", who, domain: "onderwijs", function: "docent", district: "");
        var (coordinator, id) = await people.CoordinatorAsync();
        await portal.Host.SqlAsync("update members.roles set area = null where member_id = $1", id);
        await coordinator.GoAsync("/beheer/leren/bereik?per=gemeente");
        var rows = coordinator.Page.QuerySelectorAll("tbody tr").Select(row => (
            Name: Words(row.QuerySelector("th")!), People: row.QuerySelector("td")!.TextContent)).ToList();
        Assert.Single(rows, row => row.Name == "District niet bekend" && row.People == "25");
        Assert.Single(rows, row => row.Name == without[0].Label && row.People == "12");
        Assert.Single(rows, row => row.Name == "Niet ingevuld" && row.People == "7");
        var rest = Assert.Single(
            rows, row => row.Name.StartsWith("Andere gemeenten samen:", StringComparison.Ordinal) && row.People == "6");
        Assert.Contains(without[1].Label, rest.Name, StringComparison.Ordinal);
        Assert.Contains(without[2].Label, rest.Name, StringComparison.Ordinal);
        Assert.DoesNotContain(without[0].Label, rest.Name, StringComparison.Ordinal);

        // All of them small: their names stand once, beside their number.
        await portal.Host.SqlAsync("delete from learning.learners where district = '' and municipality in ($1, '')", without[0].Id);
        await people.NightAsync();
        await coordinator.GoAsync("/beheer/leren/bereik?per=gemeente");
        var all = Assert.Single(
            coordinator.Page.QuerySelectorAll("tbody tr"),
            row => Words(row.QuerySelector("th")!).StartsWith("District niet bekend:", StringComparison.Ordinal));
        Assert.Equal("6", all.QuerySelector("td")!.TextContent);
        Assert.Contains(without[1].Label, all.TextContent, StringComparison.Ordinal);
        await portal.Host.SqlAsync("delete from learning.learners where district = ''");

        static string Words(AngleSharp.Dom.IElement cell) =>
            string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .Replace(" :", ":", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_of_the_region_sees_everyone()
    {
        await people.LearnersAsync(6, 3, "gemeente-a");
        var (coordinator, id) = await people.CoordinatorAsync();
        await portal.Host.SqlAsync("update members.roles set area = null where member_id = $1", id);
        await coordinator.GoAsync("/beheer/leren/bereik?per=district");
        Assert.Contains("de hele regio", coordinator.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, "2026-02-28", "2025-08-28")]
    [InlineData(1, "2026-03-31", "2026-03-01")]
    [InlineData(12, "2025-02-28", "2024-02-28")]
    [InlineData(24, "2026-11-21", "2024-11-21")]
    public void The_first_day_that_still_counts_follows_the_months(int months, string today, string first)
    {
        var day = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture);
        var since = Portal.Platform.DutchTime.DateOf(Validity.Since(months, day));
        Assert.Equal(first, since.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(since.AddMonths(months) >= day);
        Assert.True(since.AddDays(-1).AddMonths(months) < day);
    }
}
