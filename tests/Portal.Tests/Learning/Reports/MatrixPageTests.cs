using System.Net;
using Portal.Learning.Progress;
using Portal.Learning.Reports;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Reports;

/// <summary>/beheer/leren/mensen: names, for who may see them.</summary>
public sealed class MatrixPageTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private readonly ReportPeople people = new(portal);

    [Fact]
    public async Task A_visitor_signs_in_first_and_others_may_not_look()
    {
        Assert.Equal(302, (await portal.Host.AskAsync("/beheer/leren/mensen")).Status);
        using var professional = await portal.SignedInAsync((await portal.GivenMemberAsync()).Email);
        foreach (var path in new[]
        {
            "", "/mensen", "/mensen/csv", "/mensen/xlsx", "/bereik", "/verloopt", "/leerwinst", "/vragen", "/stuurgroep", "/werkzaam",
        })
        {
            await professional.GoAsync("/beheer/leren" + path);
            Assert.Equal(HttpStatusCode.Forbidden, professional.Status);
        }
        using var administrator = (await portal.SignedInAsAsync(Rights.Administrator)).Visitor;
        foreach (var path in new[] { "", "/mensen", "/mensen/csv", "/mensen/xlsx", "/bereik", "/stuurgroep", "/werkzaam" })
        {
            await administrator.GoAsync("/beheer/leren" + path);
            Assert.Equal(HttpStatusCode.Forbidden, administrator.Status);
        }
    }

    [Fact]
    public async Task A_contact_person_sees_the_own_organisation_and_no_other()
    {
        var (own, other) = (await portal.GivenOrganisationAsync(), await portal.GivenOrganisationAsync());
        await people.PassedAsync(await people.LearnerAsync("Aïsha de Boer", organisation: own), portal.Host.Clock.GetUtcNow());
        await people.LearnerAsync("Bram Vreemd", organisation: other);
        using var contact = await people.ContactAsync(own);
        await contact.GoAsync("/beheer/leren");
        Assert.Equal("/beheer/leren/mensen", contact.At);
        Assert.Contains("Aïsha de Boer", contact.Text, StringComparison.Ordinal);
        Assert.Contains("behaald", contact.Page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Bram", contact.Text, StringComparison.Ordinal);

        foreach (var path in new[] { "/beheer/leren/mensen", "/beheer/leren/mensen/csv", "/beheer/leren/mensen/xlsx" })
        {
            await contact.GoAsync($"{path}?organisatie={other}");
            Assert.Equal(HttpStatusCode.NotFound, contact.Status);
            Assert.DoesNotContain("Bram", contact.Text, StringComparison.Ordinal);
            await contact.GoAsync($"{path}?organisatie={Guid.NewGuid()}");
            Assert.Equal(HttpStatusCode.NotFound, contact.Status);
        }
        foreach (var path in new[] { "/bereik", "/verloopt/csv", "/leerwinst", "/vragen", "/stuurgroep", "/werkzaam" })
        {
            await contact.GoAsync("/beheer/leren" + path);
            Assert.Equal(HttpStatusCode.Forbidden, contact.Status);
        }
        await contact.PostAsync("/beheer/leren/mensen", ("Keuze", NameViews.Purposes[0]));
        Assert.NotEqual(HttpStatusCode.OK, contact.Status);
    }

    [Fact]
    public async Task A_contact_person_without_an_organisation_sees_nothing()
    {
        await people.LearnerAsync("Zonder Organisatie");
        using var contact = await portal.SignedInAsync((await portal.GivenMemberAsync(Rights.ContactPerson)).Email);
        await contact.GoAsync("/beheer/leren/mensen");
        Assert.Equal(HttpStatusCode.NotFound, contact.Status);
    }

    [Fact]
    public async Task A_coordinator_says_what_for_before_names_are_shown_and_the_learner_can_see_that()
    {
        var learner = await people.LearnerAsync("Chris Zichtbaar");
        var elsewhere = await people.LearnerAsync("Dirk Elders", district: "district-elders");
        var (coordinator, id) = await people.CoordinatorAsync();
        await coordinator.GoAsync("/beheer/leren/mensen");
        Assert.DoesNotContain("Chris", coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Laat de namen zien");
        Assert.Contains("Kies waarvoor", coordinator.Text, StringComparison.Ordinal);
        foreach (var nonsense in new[] { "kort", "aaaaaaaaaa", "aaaaaaaaaa bbbbbbbbbb cccccccccc", "test test test", "123 456 789 000" })
        {
            await coordinator.PressAsync("Laat de namen zien", ("Keuze", "anders"), ("Eigen", nonsense));
            Assert.Contains("minstens drie woorden, 10 tot 200 tekens", coordinator.Text, StringComparison.Ordinal);
        }
        await coordinator.PressAsync("Laat de namen zien", ("Keuze", "anders"), ("Eigen", "Terugkomdag in het voorjaar"));

        Assert.Contains("Chris Zichtbaar", coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("Terugkomdag in het voorjaar", coordinator.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Dirk", coordinator.Text, StringComparison.Ordinal);
        var view = Assert.Single(
            await portal.Host.WithAsync<NameViews, IReadOnlyList<NameView>>(views => views.OfAsync(learner)), view => view.ViewerId == id);
        Assert.Equal(("Terugkomdag in het voorjaar", people.District), (view.Purpose, view.District));
        Assert.DoesNotContain(
            await portal.Host.WithAsync<NameViews, IReadOnlyList<NameView>>(views => views.OfAsync(elsewhere)), seen => seen.Id == view.Id);
    }

    [Fact]
    public async Task A_purpose_is_of_one_person_one_area_and_one_day()
    {
        await people.LearnerAsync("Eva Verborgen");
        var (coordinator, _) = await people.CoordinatorAsync();
        await ReportPeople.OpenNamesAsync(coordinator);
        var opened = coordinator.At;
        Assert.Contains("Eva Verborgen", coordinator.Text, StringComparison.Ordinal);

        var (colleague, _) = await people.CoordinatorAsync();
        foreach (var path in new[] { "mensen", "mensen/csv", "mensen/xlsx" }
            .Select(page => opened.Replace("mensen", page, StringComparison.Ordinal)))
        {
            await colleague.GoAsync(path);
            Assert.DoesNotContain("Eva", colleague.Page.Source.Text, StringComparison.Ordinal);
        }
        await portal.Host.SqlAsync("update members.roles set area = 'district-anders' where area = $1", people.District);
        await coordinator.GoAsync(opened);
        Assert.Contains("Waarvoor heb je namen nodig?", coordinator.Text, StringComparison.Ordinal);
        await portal.Host.SqlAsync("update members.roles set area = $1 where area = 'district-anders'", people.District);
        await coordinator.GoAsync(opened);
        Assert.Contains("Eva Verborgen", coordinator.Text, StringComparison.Ordinal);
        portal.Host.Clock.Advance(NameViews.Lasts);
        await coordinator.GoAsync(opened);
        Assert.DoesNotContain("Eva", coordinator.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_says_how_somebody_stands_and_never_what_they_scored()
    {
        var now = portal.Host.Clock.GetUtcNow();
        var passed = await people.LearnerAsync("A Behaald");
        var expired = await people.LearnerAsync("B Verlopen");
        var busy = await people.LearnerAsync("C Bezig");
        await people.LearnerAsync("D Nieuw");
        await people.PassedAsync(passed, now);
        await people.PassedAsync(expired, now.AddYears(-9));
        await portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(busy, people.Module));
        var rows = (
            await portal.Host.WithAsync<Matrix,
            MatrixPage>(matrix => matrix.PageAsync(new ReportScope(null, people.District), new MatrixFilter(), 1))).Rows;
        var module = portal.Host.Site.Current.Find<Portal.Learning.Types.LearningModule>(people.Module)!;
        var expires = module.Properties.ValidityMonths is not null;
        Assert.Equal(
            [CellState.Passed, expires ? CellState.Expired : CellState.Passed, CellState.Busy, CellState.None],
            rows.Select(row => row.In(people.Module).State));

        // Begun anew before it expired: what still counts is still said.
        await portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.RenewAsync(passed, people.Module));
        var again = await portal.Host.WithAsync<Matrix, MatrixPage>(
            matrix => matrix.PageAsync(new ReportScope(null, people.District), new MatrixFilter(), 1));
        Assert.Equal(CellState.Passed, again.Rows[0].In(people.Module).State);
        Assert.Empty(
            typeof(MatrixCell).GetProperties().Select(property => property.Name)
                .Except(["None", "State", "On", "Until", "EqualityContract"]));
    }

    [Fact]
    public async Task A_file_has_everyone_and_no_formulas()
    {
        for (var number = 0; number < 60; number++) await people.LearnerAsync($"Persoon {number:00}");
        await people.LearnerAsync("=HYPERLINK(\"http://kwaad.example\")");
        var (coordinator, _) = await people.CoordinatorAsync();
        await ReportPeople.OpenNamesAsync(coordinator);
        Assert.Contains("Bladzijde 1 van 2", coordinator.Text, StringComparison.Ordinal);
        Assert.Equal(50, coordinator.Page.QuerySelectorAll("tbody tr").Length);
        var link = coordinator.Page.QuerySelectorAll("a")
            .Single(found => found.TextContent == "Download als csv").GetAttribute("href")!;
        using var response = await coordinator.FetchAsync(new HttpRequestMessage(HttpMethod.Get, link));
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(63, lines.Length);
        Assert.StartsWith("Samen getraind;", lines[^1], StringComparison.Ordinal);
        Assert.StartsWith("Naam;Organisatie;Gemeente;Functie;", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("\"'=HYPERLINK", StringComparison.Ordinal));
        await coordinator.GoAsync(coordinator.At + "&p=999");
        Assert.Contains("Bladzijde 2 van 2", coordinator.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_chosen_stands_in_the_address_and_the_files_have_exactly_what_is_seen()
    {
        var now = portal.Host.Clock.GetUtcNow();
        await people.PassedAsync(await people.LearnerAsync("Anna Klaar", "org-gemeente-zaanstad"), now);
        await people.PassedAsync(await people.LearnerAsync("Bo Klaar", "org-gemeente-alkmaar"), now.AddDays(-40));
        await portal.Host.WithAsync<Enrolments, Enrolment>(
            async enrolments => await enrolments.StartAsync(await people.LearnerAsync("Cor Bezig", "org-gemeente-alkmaar"), people.Module));
        await people.LearnerAsync("=Dirk Nieuw", "org-gemeente-alkmaar");
        var (coordinator, _) = await people.CoordinatorAsync();
        await ReportPeople.OpenNamesAsync(coordinator);
        var at = coordinator.At;
        string[] Names() => [.. coordinator.Page.QuerySelectorAll("tbody th").Select(cell => cell.FirstChild!.TextContent.Trim())];

        await coordinator.GoAsync($"{at}&sorteer={people.Module}");
        Assert.Equal(["Anna Klaar", "Bo Klaar", "Cor Bezig", "=Dirk Nieuw"], Names());
        await coordinator.GoAsync($"{at}&sorteer={people.Module}&omgekeerd=true");
        Assert.Equal(["=Dirk Nieuw", "Cor Bezig", "Bo Klaar", "Anna Klaar"], Names());
        Assert.Equal("descending", coordinator.Page.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
        await coordinator.GoAsync($"{at}&sorteer=gemeente");
        Assert.Equal("Anna Klaar", Names()[^1]);
        foreach (var (state, names) in new (string, string[])[]
        {
            ("getraind", ["Anna Klaar", "Bo Klaar"]), ("niet-getraind", ["=Dirk Nieuw", "Cor Bezig"]), ("bezig", ["Cor Bezig"]),
            ("verlopen", []), ("niet-begonnen", ["=Dirk Nieuw"]),
        })
        {
            await coordinator.GoAsync($"{at}&cursus={people.Module}&stand={state}");
            Assert.Equal(names, Names().Order(StringComparer.Ordinal));
        }
        foreach (var nonsense in new[] { "sorteer=leeftijd", "stand=slim", "cursus=module-bestaat-niet" })
        {
            await coordinator.GoAsync($"{at}&{nonsense}");
            Assert.Equal(HttpStatusCode.NotFound, coordinator.Status);
        }

        await coordinator.GoAsync($"{at}&cursus={people.Module}&gemeente=org-gemeente-alkmaar&sorteer={people.Module}&omgekeerd=true");
        var seen = coordinator.Page.QuerySelectorAll("tbody tr")
            .Select(row => (
                row.QuerySelector("th")!.FirstChild!.TextContent.Trim(),
                string.Join(
                    ' ', row.QuerySelector("td")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))).ToList();
        Assert.Equal(["=Dirk Nieuw", "Cor Bezig", "Bo Klaar"], seen.Select(row => row.Item1));
        Assert.Equal("1", coordinator.Page.QuerySelector("tfoot td")!.TextContent);
        string Link(string kind) => coordinator.Page.QuerySelectorAll("a")
            .Single(found => found.GetAttribute("href")!.Contains($"/mensen/{kind}?", StringComparison.Ordinal)).GetAttribute("href")!;
        using var csv = await coordinator.FetchAsync(new HttpRequestMessage(HttpMethod.Get, Link("csv")));
        var lines = (await csv.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(';')).ToList();
        using var xlsx = await coordinator.FetchAsync(new HttpRequestMessage(HttpMethod.Get, Link("xlsx")));
        Assert.Equal(Portal.Platform.Xlsx.MediaType, xlsx.Content.Headers.ContentType!.MediaType);
        var sheet = Platform.XlsxTests.Read(await xlsx.Content.ReadAsByteArrayAsync());
        foreach (var table in new IReadOnlyList<string[]>[] { lines, sheet })
        {
            Assert.Equal(5, table.Count); // a head, three people, a sum
            Assert.Equal(5, table[0].Length);
            foreach (var (row, line) in seen.Zip(table.Skip(1)))
            {
                Assert.Equal(row.Item1, line[0].TrimStart('\uFEFF', '\''));
                Assert.Equal(row.Item2, line[4]);
            }
            Assert.Equal("1", table[4][4]);
            Assert.DoesNotContain(table.SelectMany(line => line), cell => cell.StartsWith('='));
        }
    }
}
