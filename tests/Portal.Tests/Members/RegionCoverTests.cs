using System.Net;
using Portal.Members.Access;
using Portal.Members.Privacy;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>/beheer/leden/dekking, /taken and the search: whether the region is covered by people.</summary>
public sealed class RegionCoverTests(MembersHost portal) : IClassFixture<MembersHost>
{
    [Fact]
    public async Task An_organisation_without_a_contact_person_stands_on_the_list_until_it_has_one()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        var (covered, bare, closed) = (
            await portal.GivenOrganisationAsync(), await portal.GivenOrganisationAsync(), await portal.GivenOrganisationAsync());
        await portal.GivenColleagueAsync(covered, Rights.ContactPerson);
        var colleague = await portal.GivenColleagueAsync(bare);
        var contact = await portal.GivenColleagueAsync(closed, Rights.ContactPerson);
        await admin.GoAsync($"/beheer/leden/{contact.Id}");
        await admin.PressAsync("Sluit dit account");
        await admin.PressAsync("Ja, sluit het account");

        await admin.GoAsync("/beheer/leden/dekking");
        Assert.NotNull(LinkTo(admin, bare));
        Assert.NotNull(LinkTo(admin, closed));
        Assert.Null(LinkTo(admin, covered));
        Assert.Contains("heeft een gesloten account", admin.Text, StringComparison.Ordinal);

        await admin.GoAsync($"/beheer/leden/{colleague.Id}");
        await admin.PressAsync("Bewaar de taken", ("roles", Rights.ContactPerson));
        await admin.GoAsync("/beheer/leden/dekking");
        Assert.Null(LinkTo(admin, bare));
    }

    [Fact]
    public async Task A_contact_person_who_left_is_seen_also_when_nobody_knows_any_more_who_it_was()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        var organisation = await portal.GivenOrganisationAsync();
        var (email, leaver) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        await portal.Host.SqlAsync("update members.members set name = 'Wilma Weggegaan' where id = $1", leaver);
        using var contact = await portal.SignedInAsync(email);
        await contact.GoAsync("/account/profiel");
        await contact.PressAsync("Bewaar mijn profiel", ("Form.Organisation", ""));
        var erased = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        Assert.True(await portal.Host.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(erased.Id, default)));

        await admin.GoAsync("/beheer/leden/dekking");
        Assert.Contains("Wilma Weggegaan ging zelf weg bij de organisatie", admin.Text, StringComparison.Ordinal);
        Assert.Contains("Iemand zonder account verwijderde het account", admin.Text, StringComparison.Ordinal);
        Assert.Contains("heeft nu geen contactpersoon.", admin.Text, StringComparison.Ordinal);
        Assert.True(await portal.Host.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(leaver, default)));
        await admin.GoAsync("/beheer/leden/dekking");
        Assert.DoesNotContain("Wilma", admin.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_are_found_by_organisation_municipality_and_task_and_by_having_none()
    {
        var (admin, adminId) = await portal.SignedInAsAsync(Rights.Administrator);
        var organisation = await portal.GivenOrganisationAsync();
        var name = (string)(await portal.Host.SqlAsync("select name from members.organisations where id = $1", organisation))!;
        var (email, id) = await portal.GivenColleagueAsync(organisation, Rights.Editor);
        var mark = Guid.NewGuid().ToString("N")[..12];
        await portal.Host.SqlAsync(
            "update members.members set name = $1, municipality = 'org-gemeente-texel' where id = $2", $"Kees {mark}", id);
        string[] finding =
            ["zoek=" + Uri.EscapeDataString(name), $"zoek={mark}&taak=editor", $"zoek={mark}&gemeente=org-gemeente-texel", "zoek=texel"];
        foreach (var query in finding)
        {
            await admin.GoAsync("/beheer/leden?" + query);
            Assert.Contains(email, admin.Text, StringComparison.Ordinal);
        }
        foreach (var query in new[] { "taak=coordinator", "organisatie=geen", "gemeente=org-gemeente-alkmaar" })
        {
            await admin.GoAsync($"/beheer/leden?zoek={mark}&{query}");
            Assert.Contains("0 leden", admin.Text, StringComparison.Ordinal);
        }
        await admin.GoAsync("/beheer/leden/organisaties?zoek=Haarlemmermeer");
        Assert.Contains(name, admin.Text, StringComparison.Ordinal);
        await admin.GoAsync("/beheer/leden/organisaties?gemeente=org-gemeente-texel");
        Assert.Contains("0 organisaties", admin.Text, StringComparison.Ordinal);

        await admin.GoAsync($"/beheer/leden/{id}");
        await admin.PressAsync("Bewaar de taken", ("roles", Rights.Coordinator));
        await admin.PressAsync("Ja, neem terug");
        await admin.GoAsync("/beheer/leden/taken?taak=coordinator");
        var row = admin.Page.QuerySelectorAll("tbody tr").First(found => found.TextContent.Contains(mark, StringComparison.Ordinal));
        Assert.Contains("Coördinator", row.TextContent, StringComparison.Ordinal);
        Assert.NotNull(row.QuerySelector($"a[href='/beheer/leden/{adminId}']"));
        var lines = admin.Page.QuerySelectorAll(".wj-related__item").Select(item => item.TextContent).ToList();
        foreach (var done in new[] { "taak gegeven door", "taak teruggenomen door" })
            Assert.Contains(lines, line => line.Contains(mark, StringComparison.Ordinal) && line.Contains(done, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_an_administrator_sees_who_covers_the_region()
    {
        var (visitor, _) = await portal.SignedInAsAsync(Rights.Coordinator, Rights.Editor, Rights.ContactPerson);
        foreach (var path in new[] { "dekking", "taken", "organisaties/importeren" })
        {
            await visitor.GoAsync("/beheer/leden/" + path);
            Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
        }
    }

    [Fact]
    public async Task A_list_of_organisations_is_looked_at_and_then_added_once()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        var mark = Guid.NewGuid().ToString("N")[..10];
        await admin.GoAsync("/beheer/leden/organisaties/importeren");
        await admin.PressAsync("Bekijk de lijst");
        Assert.Contains("Kies eerst een bestand", admin.Text, StringComparison.Ordinal);
        string[][] rows =
        [
            ["Naam", "Gemeente", "Domein", "Mailadressen"], [$"Werk {mark}", "Haarlem", "Sociaal", "@werk.example"],
            [$"werk {mark}", "", "", ""], [$"School {mark}", "Atlantis", "", ""], [$"Zorg {mark}", "", "zorg", "geen domein!"],
            [$"Huis {mark}"],
        ];
        await admin.UploadAsync("Bekijk de lijst", "list", RosterTests.Workbook(rows));
        Assert.Contains("2 van de 5 regels kloppen. Er is nog niets toegevoegd.", admin.Text, StringComparison.Ordinal);
        foreach (var why in new[] { "staat ook op regel 2", "we kennen de gemeente ‘Atlantis’ niet", "is geen deel van een mailadres" })
            Assert.Contains(why, admin.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await CountAsync(mark));
        var field = admin.Page.QuerySelector("input[name=organisations]")!.GetAttribute("value")!;
        var token = admin.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        await admin.PressAsync("Voeg 2 organisaties toe");
        Assert.Contains("2 organisaties staan erbij.", admin.Text, StringComparison.Ordinal);
        await admin.PostAsync("/beheer/leden/organisaties/importeren?handler=All", ("organisations", field), ("formulier", token));
        Assert.Contains("Deze organisaties waren er al.", admin.Text, StringComparison.Ordinal);
        Assert.Equal(2L, await CountAsync(mark));
        Assert.Equal(
            "org-gemeente-haarlem sociaal werk.example",
            await portal.Host.SqlAsync(
                "select municipality || ' ' || domain || ' ' || array_to_string(mail_domains, ',') from members.organisations where name = $1",
                $"Werk {mark}"));
        Assert.Equal(2L, await portal.Host.SqlAsync("select count(*) from platform.audit_lines where title like '%' || $1", mark));
        await admin.GoAsync("/beheer/leden/organisaties/importeren?handler=Voorbeeld");
        Assert.Equal(HttpStatusCode.OK, admin.Status);
    }

    private Task<object?> CountAsync(string mark) =>
        portal.Host.SqlAsync("select count(*) from members.organisations where name like '%' || $1", mark);

    private static AngleSharp.Dom.IElement? LinkTo(Visitor visitor, Guid organisation) =>
        visitor.Page.QuerySelector($"a[href='/beheer/leden/organisaties/{organisation}/uitnodigen']");
}
