using Portal.Learning.Reports;
using Portal.Tests.Learning.Reports;

namespace Portal.Tests.Learning.Trainings;

/// <summary>Live trainings stand beside the modules in reports, under the same rules.</summary>
public sealed class AttendedReportTests(TrainingHost portal) : IClassFixture<TrainingHost>
{
    private readonly ReportPeople people = new(portal.Members);

    [Fact]
    public async Task A_training_is_a_column_beside_the_modules_for_who_may_see_names()
    {
        var was = await people.LearnerAsync("Anna Erbij");
        var back = await people.LearnerAsync("Bert Teruggenomen");
        await people.LearnerAsync("Carla Thuis");
        await portal.RecordAsync(was, TrainingHost.First);
        await portal.RecordAsync(was, TrainingHost.Second);
        await portal.RecordAsync(back, TrainingHost.First);
        await portal.RecordAsync(back, TrainingHost.First, present: false);
        var (coordinator, _) = await people.CoordinatorAsync();
        await ReportPeople.OpenNamesAsync(coordinator);
        var column = coordinator.Page.QuerySelectorAll("thead th").Select(head => head.TextContent).ToList()
            .IndexOf("Proeftraining: sorteer");
        var cells = coordinator.Page.QuerySelectorAll("tbody tr").Select(row => Words(row.Children[column].TextContent));
        Assert.Equal(["bijgewoond 01-2026", "niet bijgewoond", "niet bijgewoond"], cells);

        var link = coordinator.Page.QuerySelectorAll("a")
            .Single(found => found.TextContent == "Download als csv").GetAttribute("href")!;
        using var file = await coordinator.FetchAsync(new HttpRequestMessage(HttpMethod.Get, link));
        var lines = (await file.Content.ReadAsStringAsync()).Split("\r\n");
        var at = lines[0].Split(';').ToList().IndexOf("Proeftraining");
        Assert.Equal("bijgewoond 01-2026", lines[1].Split(';')[at]);
        Assert.Equal("1", lines.Single(line => line.StartsWith("Samen getraind", StringComparison.Ordinal)).Split(';')[at]);
    }

    [Fact]
    public async Task The_region_is_told_how_many_were_there_and_never_which_two()
    {
        var big = await people.LearnersAsync(12, 0, "gemeente-groot");
        var small = await people.LearnersAsync(2, 0, "gemeente-twee");
        foreach (var one in big.Take(6).Concat(small)) await portal.RecordAsync(one, TrainingHost.First);
        // Twice is once.
        await portal.RecordAsync(big[0], TrainingHost.Second);
        var (coordinator, _) = await people.CoordinatorAsync();
        await coordinator.GoAsync("/beheer/leren/bereik");
        var column = coordinator.Page.QuerySelectorAll("thead th").Select(head => head.TextContent).ToList().IndexOf("Proeftraining");
        var lines = coordinator.Page.QuerySelectorAll("tbody tr").ToList();
        Assert.DoesNotContain("gemeente-twee", coordinator.Page.Source.Text, StringComparison.Ordinal);
        // Eight of fourteen, and nothing from which the two could be told.
        Assert.Contains("55%", lines[^1].Children[column].TextContent, StringComparison.Ordinal);
        Assert.All(lines, line => Assert.DoesNotContain("100%", line.Children[column].TextContent, StringComparison.Ordinal));

        await coordinator.GoAsync("/beheer/leren");
        var row = coordinator.Page.QuerySelectorAll("tbody tr")
            .Single(line => line.Children[0].TextContent == "Proeftraining");
        Assert.Equal("8", row.Children[1].TextContent);
        using var file = await coordinator.FetchAsync(new HttpRequestMessage(HttpMethod.Get, "/beheer/leren/bereik/csv"));
        Assert.Contains("Proeftraining (% getraind)", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_a_training_that_was_taken_back_hides_no_module_that_was_passed()
    {
        var made = await people.LearnersAsync(20, 10, "gemeente-a");
        var (_, member) = await portal.Members.GivenMemberAsync();
        await portal.RecordAsync(member, TrainingHost.First);
        await portal.RecordAsync(member, TrainingHost.First, present: false);
        Assert.NotNull(Assert.Single(await portal.CertificatesOfAsync(member)).RevokedAt);
        await portal.RecordAsync(made[15], TrainingHost.First);
        await portal.RecordAsync(made[15], TrainingHost.First, present: false);
        await people.NightAsync();
        var report = await portal.Host.WithAsync<Coverage, CoverageReport?>(
            coverage => coverage.OfAsync(new ReportScope(null, people.District)));
        Assert.Equal((10, 0), (report!.TrainedIn(people.Module), report.TrainedIn(TrainingHost.Training)));
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
