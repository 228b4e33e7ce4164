using System.Net;
using Portal.Learning.Reports;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Reports;

/// <summary>/beheer/leren/stuurgroep and /beheer/leren/werkzaam: where we are, and against how many.</summary>
public sealed class StuurgroepPageTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Kennemerland = "org-district-kennemerland", Haarlemmermeer = "org-gemeente-haarlemmermeer",
        Zaanstreek = "org-district-zaanstreek-waterland", Zaanstad = "org-gemeente-zaanstad",
        NoordHollandNoord = "org-district-noord-holland-noord", Alkmaar = "org-gemeente-alkmaar";

    private readonly ReportPeople people = new(portal);

    [Fact]
    public async Task A_learner_more_in_a_small_municipality_and_one_who_passes_change_no_letter_of_the_report()
    {
        var texel = await SmallInAsync(NoordHollandNoord, Alkmaar);
        var made = await PeopleAsync(NoordHollandNoord, Alkmaar, 40, passed: 20);
        var (coordinator, _) = await people.CoordinatorAsync(NoordHollandNoord);
        var looks = new List<string> { await ReportAsync(coordinator) };
        Assert.Contains("Alkmaar", looks[0], StringComparison.Ordinal);
        // Nobody, one, two, three, four: each comes and passes between two counts, and is looked for after the second.
        for (var number = 0; number < 4; number++)
        {
            await people.PassedAsync(
                await people.LearnerAsync($"Eiland {number}", texel, district: NoordHollandNoord), portal.Host.Clock.GetUtcNow());
            portal.Host.Clock.Advance(TimeSpan.FromMinutes(1));
            await people.NightAsync();
            looks.Add(await ReportAsync(coordinator));
        }
        Assert.Single(looks.Distinct());

        // And from the fifth on it says of five or more at once.
        await people.PassedAsync(made[^1], portal.Host.Clock.GetUtcNow());
        await people.NightAsync();
        Assert.Contains("ongeveer 25", await ReportAsync(coordinator), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_filled_in_chooses_nobody()
    {
        await PeopleAsync(Zaanstreek, Zaanstad, 20, passed: 12);
        var small = await SmallInAsync(Zaanstreek, Zaanstad);
        await PeopleAsync(Zaanstreek, small, 3, passed: 3);
        var (coordinator, _) = await people.CoordinatorAsync(Zaanstreek);
        var before = await NumbersAsync(coordinator);
        Assert.Contains("van de accounts", coordinator.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("100%", coordinator.Text, StringComparison.Ordinal);
        // Filled in for the large one, for the small one, for both: what is told of who is trained stays.
        foreach (var (place, count) in new[] { (Zaanstad, "40"), (small, "3"), (Zaanstad, ""), (small, "5") })
        {
            await FillInAsync(coordinator, (place, count));
            Assert.Equal(before, await NumbersAsync(coordinator));
            Assert.DoesNotContain("100%", coordinator.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(
                coordinator.Page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent), name => name == LabelOf(small));
        }
    }

    [Fact]
    public async Task A_number_that_is_filled_in_is_kept_logged_and_counted_against()
    {
        await PeopleAsync(Kennemerland, Haarlemmermeer, 20, passed: 10);
        var (coordinator, _) = await people.CoordinatorAsync(Kennemerland);
        await coordinator.GoAsync("/beheer/leren/stuurgroep");
        Assert.Contains("is nog niet ingevuld", coordinator.Text, StringComparison.Ordinal);
        await coordinator.GoAsync("/beheer/leren/werkzaam");
        await coordinator.PressAsync("Bewaar", ($"aantal-{Haarlemmermeer}", "veel"));
        Assert.Contains("Haarlemmermeer: vul een heel getal in", coordinator.Text, StringComparison.Ordinal);
        Assert.Equal("veel", coordinator.Page.QuerySelector($"input[name='aantal-{Haarlemmermeer}']")!.GetAttribute("value"));
        await coordinator.PressAsync("Bewaar", ($"aantal-{Haarlemmermeer}", "1.000"));
        Assert.Contains("Bewaard: één aantal.", coordinator.Text, StringComparison.Ordinal);
        Assert.Equal("1000", coordinator.Page.QuerySelector($"input[name='aantal-{Haarlemmermeer}']")!.GetAttribute("value"));
        Assert.Equal(
            1L,
            await portal.Host.SqlAsync(
                "select count(*) from platform.audit_lines where action = 'workforce.filled-in' and object = $1", Haarlemmermeer));
        await coordinator.GoAsync("/beheer/leren/stuurgroep");
        var row = coordinator.Page.QuerySelectorAll("tbody tr")
            .Single(line => line.Children[0].TextContent == "Haarlemmermeer").Children.Select(cell => Words(cell.TextContent)).ToList();
        Assert.Equal(["Haarlemmermeer", "1.000", "ongeveer 20", "ongeveer 10", "5% of minder"], row);

        // Fewer than there are accounts cannot be right, and is not made into a share.
        await FillInAsync(coordinator, (Haarlemmermeer, "5"));
        await coordinator.GoAsync("/beheer/leren/stuurgroep");
        Assert.Contains("Meer accounts dan er werken", coordinator.Text, StringComparison.Ordinal);

        // All of them: then it is the professionals, not the accounts.
        await coordinator.GoAsync("/beheer/leren/werkzaam");
        var all = coordinator.Page.QuerySelectorAll("input[name^='aantal-']").Select(input => input.GetAttribute("name")!).ToList();
        await coordinator.PressAsync("Bewaar", [.. all.Select(name => (name, "50"))]);
        await coordinator.GoAsync("/beheer/leren/stuurgroep");
        Assert.Contains($"Er werken {50 * all.Count} professionals.", coordinator.Text, StringComparison.Ordinal);

        // A quarter that was over keeps what was known then: nothing.
        using var editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
        await editor.GoAsync("/beheer/leren/werkzaam");
        Assert.Equal(HttpStatusCode.OK, editor.Status);
        Assert.True(editor.Page.QuerySelectorAll("input[name^='aantal-']").Length > all.Count);
        await editor.GoAsync("/beheer/leren/werkzaam?soort=organisaties");
        Assert.Equal(HttpStatusCode.OK, editor.Status);
    }

    [Fact]
    public async Task Organisations_add_up_where_the_municipality_is_not_filled_in()
    {
        var place = Choices.Municipalities.Last(one => one.District?.Id == NoordHollandNoord).Id;
        var organisation = await portal.GivenOrganisationAsync();
        await portal.Host.SqlAsync(
            "update members.organisations set municipality = $1 where id = $2", place, organisation);
        using var editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
        await editor.GoAsync("/beheer/leren/werkzaam?soort=organisaties");
        await editor.PressAsync("Bewaar", ($"aantal-{organisation}", "120"));
        Task<IReadOnlyDictionary<string, Workers>> ReadAsync() =>
            portal.Host.WithAsync<Workforce, IReadOnlyDictionary<string, Workers>>(workforce => workforce.ByMunicipalityAsync());
        Assert.Equal(new Workers(120, IsSum: true), (await ReadAsync())[place]);
        await FillInAsync(editor, (place, "300"));
        Assert.Equal(new Workers(300, IsSum: false), (await ReadAsync())[place]);
        await FillInAsync(editor, (place, ""));
        Assert.Equal(new Workers(120, IsSum: true), (await ReadAsync())[place]);
    }

    [Fact]
    public async Task Quarters_of_before_are_counted_from_when_people_came_and_passed_and_then_stand()
    {
        var now = portal.Host.Clock.GetUtcNow();
        var quarter = Quarter.Of(now);
        await portal.Host.SqlAsync("delete from learning.quarter_figures");
        var made = await people.LearnersAsync(30, 0, "gemeente-oud");
        // Ten were there a year ago, twenty more since two quarters; the first ten passed a year ago, ten others last quarter.
        for (var at = 0; at < made.Count; at++)
        {
            await portal.Host.SqlAsync(
                "update learning.learners set joined_at = $1 where member_id = $2",
                quarter.Plus(at < 10 ? -4 : -2).Start.AddDays(3), made[at]);
            if (at < 20) await people.PassedAsync(made[at], quarter.Plus(at < 10 ? -4 : -1).Start.AddDays(10));
        }
        var (coordinator, _) = await people.CoordinatorAsync();
        await coordinator.GoAsync("/beheer/leren/stuurgroep");
        Assert.Equal(
            [
                (quarter.Plus(-4).Name, "ongeveer 10", "ongeveer 10"), (quarter.Plus(-3).Name, "ongeveer 10", "ongeveer 10"),
                (quarter.Plus(-2).Name, "ongeveer 30", "ongeveer 10"), (quarter.Plus(-1).Name, "ongeveer 30", "ongeveer 20"),
                ($"{quarter.Name}, tot nu toe", "ongeveer 30", "ongeveer 20"),
            ],
            coordinator.Page.QuerySelectorAll("section[aria-labelledby=kwartalen] tbody tr")
                .Select(row => (row.Children[0].TextContent, row.Children[1].TextContent, row.Children[2].TextContent)));
        // All of ten: no more is said than that it is nearly all.
        Assert.DoesNotContain("100%", coordinator.Text, StringComparison.Ordinal);

        await coordinator.GoAsync($"/beheer/leren/stuurgroep?kwartaal={quarter.Plus(-1).Value}");
        Assert.Contains("Mensen die getraind zijn: ongeveer 10 meer, nu ongeveer 20.", coordinator.Text, StringComparison.Ordinal);
        var then = await ReportAsync(coordinator, quarter.Plus(-1).Value);
        foreach (var learner in made[..8])
            await portal.Host.SqlAsync("delete from learning.learners where member_id = $1", learner);
        await people.NightAsync();
        Assert.Equal(then, await ReportAsync(coordinator, quarter.Plus(-1).Value));
        foreach (var nonsense in new[] { "2026-5", "1999-1", "volgend", quarter.Plus(1).Value })
        {
            await coordinator.GoAsync($"/beheer/leren/stuurgroep?kwartaal={nonsense}");
            Assert.Equal(HttpStatusCode.NotFound, coordinator.Status);
        }
    }

    [Fact]
    public async Task Nine_people_are_too_few_for_a_report()
    {
        await people.LearnersAsync(9, 5, "gemeente-klein");
        var (coordinator, _) = await people.CoordinatorAsync();
        await coordinator.GoAsync("/beheer/leren/stuurgroep");
        Assert.Contains("te weinig mensen", coordinator.Text, StringComparison.Ordinal);
        Assert.Empty(coordinator.Page.QuerySelectorAll("table"));
    }

    private async Task<List<Guid>> PeopleAsync(string district, string municipality, int count, int passed)
    {
        var made = new List<Guid>();
        for (var number = 0; number < count; number++)
        {
            made.Add(await people.LearnerAsync($"Lid {number}", municipality, district: district));
            if (number < passed) await people.PassedAsync(made[^1], portal.Host.Clock.GetUtcNow());
        }
        return made;
    }

    private Task<string> SmallInAsync(string district, string other) => Task.FromResult(
        Choices.Municipalities.First(place => place.District?.Id == district && place.Id != other).Id);

    private string LabelOf(string municipality) => Choices.Municipalities.First(place => place.Id == municipality).Label;

    private Portal.Members.People.IProfileChoices Choices =>
        (Portal.Members.People.IProfileChoices)portal.Host.Services.GetService(typeof(Portal.Members.People.IProfileChoices))!;

    private static async Task FillInAsync(Visitor visitor, (string Place, string Count) entry)
    {
        await visitor.GoAsync("/beheer/leren/werkzaam");
        await visitor.PressAsync("Bewaar", ($"aantal-{entry.Place}", entry.Count));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    // All that is told, without the moment of counting.
    private static async Task<string> ReportAsync(Visitor coordinator, string? quarter = null)
    {
        await coordinator.GoAsync("/beheer/leren/stuurgroep" + (quarter is null ? "" : $"?kwartaal={quarter}"));
        Assert.Equal(HttpStatusCode.OK, coordinator.Status);
        return string.Join('\n', coordinator.Page.QuerySelectorAll("main section").Select(part => Words(part.TextContent)));
    }

    // What is told of accounts and of who is trained.
    private static async Task<string> NumbersAsync(Visitor coordinator)
    {
        await coordinator.GoAsync("/beheer/leren/stuurgroep");
        return string.Join('\n', coordinator.Page.QuerySelectorAll("section[aria-labelledby=gemeenten] tbody tr")
            .Select(row => $"{row.Children[0].TextContent}|{row.Children[2].TextContent}|{row.Children[3].TextContent}")
            .Concat(coordinator.Page.QuerySelectorAll("section[aria-labelledby=kwartalen] tbody tr")
                .Select(row => Words(row.TextContent))));
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
