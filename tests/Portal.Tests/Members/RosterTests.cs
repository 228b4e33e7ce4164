using System.Net;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Portal.Members.Access;
using Portal.Members.Organisations;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Jobs;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>/beheer/organisatie: who was invited, who came, who began; and what a contact person does about it.</summary>
public sealed class RosterTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private static readonly Choice[] Functions = [new("docent", "Docent of mentor")];
    private readonly Dictionary<Visitor, string> emails = [];

    [Fact]
    public async Task A_contact_person_sees_of_each_how_far_they_are()
    {
        var (contact, organisation) = await GivenContactAsync();
        var begun = await ColleagueAsync(organisation, "Bea Begon");
        var trained = await ColleagueAsync(organisation, "Tom Getraind");
        await ColleagueAsync(organisation, "Nora Nieuw");
        await EnrolAsync(begun, passed: false);
        await EnrolAsync(trained, passed: true);
        await contact.GoAsync("/beheer/organisatie/uitnodigen");
        await contact.PressAsync("Nodig uit", ("Name", "Gijs Gevraagd"), ("Email", MembersHost.NewEmail()));

        await contact.GoAsync("/beheer/organisatie");
        Assert.Contains("begonnen aan 1 module", ItemOf(contact, "Bea Begon"), StringComparison.Ordinal);
        Assert.Contains("getraind in 1 module", ItemOf(contact, "Tom Getraind"), StringComparison.Ordinal);
        Assert.Contains("nog niet begonnen", ItemOf(contact, "Nora Nieuw"), StringComparison.Ordinal);
        Assert.Contains("uitgenodigd op", ItemOf(contact, "Gijs Gevraagd"), StringComparison.Ordinal);
        foreach (var (state, name) in new[] { ("uitgenodigd", "Gijs Gevraagd"), ("begonnen", "Bea Begon"), ("getraind", "Tom Getraind") })
        {
            await contact.GoAsync($"/beheer/organisatie?stand={state}");
            Assert.Equal([name], contact.Page.QuerySelectorAll(".wj-related__item strong").Select(found => found.TextContent));
        }
        await contact.GoAsync("/beheer/organisatie?stand=account");
        Assert.Equal(2, contact.Page.QuerySelectorAll(".wj-related__item strong").Length); // and the contact person
    }

    [Fact]
    public async Task An_invitation_is_sent_once_more_a_day_later_and_its_first_link_opens_nothing_then()
    {
        var (contact, organisation) = await GivenContactAsync();
        var email = MembersHost.NewEmail("weer");
        await contact.GoAsync("/beheer/organisatie/uitnodigen");
        await contact.PressAsync("Nodig uit", ("Name", "Wil Weer"), ("Email", email));
        var first = await portal.LinkToAsync(email);
        await contact.GoAsync("/beheer/organisatie");
        await contact.PressAsync("Stuur opnieuw");
        Assert.Contains("vandaag al verstuurd", contact.Text, StringComparison.Ordinal);
        Assert.Single(await portal.MailsToAsync(email));

        contact = await LaterAsync(contact, Invitation.Pause);
        await contact.PressAsync("Stuur opnieuw");
        Assert.Contains("De uitnodiging is opnieuw verstuurd.", contact.Text, StringComparison.Ordinal);
        await contact.PressAsync("Stuur opnieuw");
        Assert.Equal(2, (await portal.MailsToAsync(email)).Count);
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync(first);
        Assert.DoesNotContain("Je bent uitgenodigd", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("/inloggen/link/gebruiken", visitor.At);
        await visitor.GoAsync(await portal.LinkToAsync(email));
        Assert.Contains("Je bent uitgenodigd", visitor.Text, StringComparison.Ordinal);

        // When its month is over it still stands there, and can be sent once more.
        contact = await LaterAsync(contact, Invitation.Life + TimeSpan.FromDays(1));
        Assert.Contains("de uitnodiging is verlopen", ItemOf(contact, "Wil Weer"), StringComparison.Ordinal);
        await contact.PressAsync("Stuur opnieuw");
        await contact.PressAsync("Trek in");
        Assert.DoesNotContain("Wil Weer", contact.Text, StringComparison.Ordinal);
        Assert.Equal(
            "invitation.resent invitation.resent invitation.sent invitation.withdrawn",
            await portal.Host.SqlAsync(
                """
                select string_agg(l.action, ' ' order by l.action) from platform.audit_lines l
                join members.invitations i on i.id::text = l.object where i.organisation_id = $1
                """,
                organisation));
    }

    [Fact]
    public async Task Nobody_sends_or_takes_back_an_invitation_of_another_organisation()
    {
        var (mine, _) = await GivenContactAsync();
        var (theirs, _) = await GivenContactAsync();
        var email = MembersHost.NewEmail();
        await theirs.GoAsync("/beheer/organisatie/uitnodigen");
        await theirs.PressAsync("Nodig uit", ("Name", "Mo"), ("Email", email));
        var id = ((Guid)(await portal.Host.SqlAsync("select id from members.invitations where email = $1", email))!).ToString();
        await mine.GoAsync("/beheer/organisatie/uitnodigen");
        await mine.PressAsync("Nodig uit", ("Name", "Li"), ("Email", MembersHost.NewEmail()));
        mine = await LaterAsync(mine, Invitation.Pause);
        await mine.PressAsync("Stuur opnieuw", ("invitation", id));
        Assert.Contains("is er niet meer", mine.Text, StringComparison.Ordinal);
        await mine.PressAsync("Trek in", ("invitation", id));
        Assert.Equal(HttpStatusCode.NotFound, mine.Status);
        Assert.Single(await portal.MailsToAsync(email));
    }

    [Fact]
    public async Task That_somebody_was_taken_out_is_undone_within_two_weeks_and_not_after()
    {
        var (contact, organisation) = await GivenContactAsync();
        var id = await ColleagueAsync(organisation, "Vera Vergist");
        await contact.GoAsync("/beheer/organisatie");
        await contact.PressAsync("Werkt hier niet meer", ("member", id.ToString()));
        await contact.PressAsync("Ja, werkt hier niet meer");
        Assert.Equal(DBNull.Value, await WhereAsync(id));
        var (stranger, _) = await GivenContactAsync();
        await ColleagueAsync((Guid)(await OrganisationOfAsync(stranger))!, "Iemand");
        await stranger.GoAsync("/beheer/organisatie");
        Assert.DoesNotContain("Vera", stranger.Text, StringComparison.Ordinal);

        await contact.PressAsync("Draai terug");
        Assert.Contains("Vera Vergist hoort weer bij je organisatie", contact.Text, StringComparison.Ordinal);
        Assert.Equal(organisation, await WhereAsync(id));
        Assert.Empty(contact.Page.QuerySelectorAll("form[action*=Undo]"));

        await contact.PressAsync("Werkt hier niet meer", ("member", id.ToString()));
        await contact.PressAsync("Ja, werkt hier niet meer");
        var (path, departure, token) = (
            contact.At + "?handler=Undo", contact.Page.QuerySelector("input[name=departure]")!.GetAttribute("value")!, "");
        contact = await LaterAsync(contact, Departures.Undoable + TimeSpan.FromMinutes(1));
        Assert.DoesNotContain("Draai terug", contact.Text, StringComparison.Ordinal);
        await contact.GoAsync("/beheer/organisatie/uitnodigen");
        token = contact.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        await contact.PostAsync(path, ("departure", departure), ("formulier", token));
        Assert.Contains("Dit kan niet meer worden teruggedraaid.", contact.Text, StringComparison.Ordinal);
        Assert.Equal(DBNull.Value, await WhereAsync(id));
        Assert.DoesNotContain("Draai terug", contact.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_left_by_themselves_or_works_elsewhere_is_not_brought_back()
    {
        var (contact, organisation) = await GivenContactAsync();
        var (email, id) = await portal.GivenColleagueAsync(organisation);
        using var member = await portal.SignedInAsync(email);
        await member.GoAsync("/account/profiel");
        await member.PressAsync("Bewaar mijn profiel", ("Form.Organisation", ""));
        await contact.GoAsync("/beheer/organisatie");
        Assert.DoesNotContain("Draai terug", contact.Text, StringComparison.Ordinal);

        var moved = await ColleagueAsync(organisation, "Pim Verhuisd");
        await contact.GoAsync("/beheer/organisatie");
        await contact.PressAsync("Werkt hier niet meer", ("member", moved.ToString()));
        await contact.PressAsync("Ja, werkt hier niet meer");
        var elsewhere = await portal.GivenOrganisationAsync();
        await portal.Host.SqlAsync("update members.members set organisation_id = $1 where id = $2", elsewhere, moved);
        await contact.PressAsync("Draai terug");
        Assert.Contains("Dit kan niet meer worden teruggedraaid.", contact.Text, StringComparison.Ordinal);
        Assert.Equal(elsewhere, await WhereAsync(moved));
        Assert.Equal(DBNull.Value, await WhereAsync(id));
    }

    [Fact]
    public async Task A_departure_is_in_one_s_data_and_forgotten_after_a_year()
    {
        var (contact, organisation) = await GivenContactAsync();
        var id = await ColleagueAsync(organisation, "Jet Weg");
        await contact.GoAsync("/beheer/organisatie");
        await contact.PressAsync("Werkt hier niet meer", ("member", id.ToString()));
        await contact.PressAsync("Ja, werkt hier niet meer");
        Assert.Equal(false, Assert.Single(await DeparturesOfAsync(id))[2]);
        await portal.Host.SqlAsync("update members.departures set left_at = left_at - interval '364 days' where member_id = $1", id);
        await ForgetAsync();
        Assert.Single(await DeparturesOfAsync(id));
        await portal.Host.SqlAsync("update members.departures set left_at = left_at - interval '2 days' where member_id = $1", id);
        await ForgetAsync();
        Assert.Empty(await DeparturesOfAsync(id));
    }

    [Fact]
    public async Task A_list_is_looked_at_line_by_line_before_anybody_is_invited()
    {
        var (contact, organisation) = await GivenContactAsync();
        var known = await portal.GivenColleagueAsync(organisation);
        var (one, two) = (MembersHost.NewEmail("een"), MembersHost.NewEmail("twee"));
        await contact.GoAsync("/beheer/organisatie/uitnodigen");
        var list = $"Voornaam;Achternaam;E-mail\nAn;de Wit;{one}\nBo;Bos;{two}\nCor;Cas;geen adres\nDik;Dam;{known.Email}\nEl;Ek;{one}\n";
        await contact.UploadAsync("Bekijk de lijst", "list", Encoding.UTF8.GetBytes(list));
        Assert.Contains("2 van de 5 regels kloppen. Er is nog niets verstuurd.", contact.Text, StringComparison.Ordinal);
        var rows = contact.Page.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains("Regel 2: An de Wit", rows[0], StringComparison.Ordinal);
        Assert.Contains("dit is geen e-mailadres", rows[2], StringComparison.Ordinal);
        Assert.Contains("is al lid van deze organisatie", rows[3], StringComparison.Ordinal);
        Assert.Contains("staat ook op regel 2", rows[4], StringComparison.Ordinal);
        Assert.Empty(await portal.MailsToAsync(one));

        var field = contact.Page.QuerySelector("input[name=people]")!.GetAttribute("value")!;
        var path = contact.At.Split('?')[0] + "?handler=All";
        var token = contact.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        await contact.PressAsync("Nodig 2 mensen uit");
        Assert.Contains("2 mensen krijgen een mail", contact.Text, StringComparison.Ordinal);
        await contact.PostAsync(path, ("people", field), ("formulier", token)); // a double click
        Assert.Contains("Iedereen van deze lijst is al uitgenodigd of lid.", contact.Text, StringComparison.Ordinal);
        foreach (var email in new[] { one, two }) Assert.Single(await portal.MailsToAsync(email));
        foreach (var nonsense in new[] { "", "[", "[null]", "{}", "[{\"Name\":null,\"Email\":\"x\"}]" })
        {
            await contact.PostAsync(path, ("people", nonsense), ("formulier", token));
            Assert.Contains("Er staat niemand in de lijst.", contact.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_example_is_a_list_that_can_be_read()
    {
        var (contact, _) = await GivenContactAsync();
        await contact.GoAsync("/beheer/organisatie/uitnodigen");
        var link = contact.Page.QuerySelectorAll("a")
            .Single(found => found.TextContent.StartsWith("Download een voorbeeld", StringComparison.Ordinal));
        using var file = await contact.FetchAsync(new(HttpMethod.Get, link.GetAttribute("href")));
        var (lines, problem) = InvitationList.Read(await file.Content.ReadAsByteArrayAsync(), Functions);
        Assert.Null(problem);
        Assert.Equal(["Noor de Vries", "Sem Jansen"], lines.Select(line => line.Person!.Name));
    }

    [Fact]
    public void An_Excel_workbook_is_read_as_HR_exports_it()
    {
        var (lines, problem) = InvitationList.Read(
            Workbook(["Personeelsnummer", "Voornaam", "Tussenvoegsel", "Achternaam", "E-mail"],
                ["17", "Zoë", "van der", "Berg", "zoe@x.nl"], [], ["18", "Ali", "", "Öz", "ali@x.nl"]), Functions);
        Assert.Null(problem);
        Assert.Equal(
            [(2L, "Zoë van der Berg", "zoe@x.nl"), (4L, "Ali Öz", "ali@x.nl")],
            lines.Select(line => (line.Number, line.Name, line.Email)));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("windows-1252")]
    public void A_list_is_read_in_every_encoding_that_spreadsheets_write(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var how = Encoding.GetEncoding(encoding);
        foreach (var separator in new[] { ';', ',', '\t' })
        {
            var text = $"Voornaam{separator}Achternaam{separator}E-mail\r\nZoë{separator}Müller{separator}zoe@x.nl\r\n";
            byte[] file = encoding == "windows-1252" ? how.GetBytes(text) : [.. how.GetPreamble(), .. how.GetBytes(text)];
            Assert.Equal("Zoë Müller", Assert.Single(InvitationList.Read(file, Functions).Lines).Name);
        }
    }

    [Fact]
    public void What_is_no_list_is_said_to_be_none()
    {
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
        Assert.Contains("oud Excel-bestand", InvitationList.Read(old, Functions).Problem, StringComparison.Ordinal);
        Assert.Contains(
            "kunnen we niet lezen", InvitationList.Read([.. "PK\u0003\u0004rommel"u8], Functions).Problem, StringComparison.Ordinal);
        var whole = Workbook(["Naam", "E-mail"], ["An", "an@x.nl"]);
        for (var length = 4; length < whole.Length; length += 97)
            Assert.NotNull(InvitationList.Read(whole[..length], Functions).Problem);
        Assert.Equal("Het bestand is leeg.", InvitationList.Read(Workbook(), Functions).Problem);
    }

    // A workbook with text in a table of shared strings, as Excel writes it, and empty cells left out.
    internal static byte[] Workbook(params string[][] rows)
    {
        using var stream = new MemoryStream();
        using (var book = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var parts = book.AddWorkbookPart();
            parts.Workbook = new Workbook();
            var part = parts.AddNewPart<WorksheetPart>();
            var table = parts.AddNewPart<SharedStringTablePart>();
            table.SharedStringTable = new SharedStringTable();
            var data = new SheetData();
            var texts = 0;
            for (var line = 0; line < rows.Length; line++)
            {
                var row = new Row { RowIndex = (uint)line + 1 };
                for (var column = 0; column < rows[line].Length; column++)
                {
                    if (rows[line][column].Length == 0) continue;
                    table.SharedStringTable.AppendChild(new SharedStringItem(new Text(rows[line][column])));
                    row.AppendChild(new Cell
                    {
                        CellReference = $"{(char)('A' + column)}{line + 1}",
                        DataType = CellValues.SharedString,
                        CellValue = new CellValue($"{texts++}"),
                    });
                }
                data.AppendChild(row);
            }
            part.Worksheet = new Worksheet(data);
            parts.Workbook.AppendChild(new Sheets(new Sheet { Id = parts.GetIdOfPart(part), SheetId = 1, Name = "Blad1" }));
        }
        return stream.ToArray();
    }

    private async Task<(Visitor Contact, Guid Organisation)> GivenContactAsync()
    {
        var organisation = await portal.GivenOrganisationAsync();
        var (email, _) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        var contact = await portal.SignedInAsync(email);
        emails[contact] = email;
        return (contact, organisation);
    }

    // A session lasts a day: some days later the same contact person signs in again.
    private async Task<Visitor> LaterAsync(Visitor contact, TimeSpan by)
    {
        portal.Host.Clock.Advance(by);
        var again = await portal.SignedInAsync(emails[contact]);
        emails[again] = emails[contact];
        await again.GoAsync("/beheer/organisatie");
        return again;
    }

    private async Task<Guid> ColleagueAsync(Guid organisation, string name)
    {
        var (_, id) = await portal.GivenColleagueAsync(organisation);
        await portal.Host.SqlAsync("update members.members set name = $1 where id = $2", name, id);
        return id;
    }

    private Task EnrolAsync(Guid member, bool passed) => Learning.Reports.ReportPeople.EnrolAsync(portal, member, passed);

    private Task<object?> WhereAsync(Guid member) =>
        portal.Host.SqlAsync("select organisation_id from members.members where id = $1", member);

    private async Task<object?> OrganisationOfAsync(Visitor visitor)
    {
        await visitor.GoAsync("/beheer/organisatie");
        return await portal.Host.SqlAsync(
            "select id from members.organisations where name = $1", visitor.Page.QuerySelector("h1")!.TextContent.Trim());
    }

    private Task ForgetAsync() => portal.Host.WithAsync<Retention>(
        retention => retention.RunAsync(new ForgetTheOld(), new JobRun(1, 1, (_, _, _) => Task.CompletedTask), default));

    private Task<IReadOnlyList<IReadOnlyList<object?>>> DeparturesOfAsync(Guid member) =>
        portal.Host.WithAsync<AccountData, IReadOnlyList<IReadOnlyList<object?>>>(
            async data => (await data.ExportAsync(member, default)).Single(table => table.Name == "vertrokken-bij").Rows);

    private static string ItemOf(Visitor visitor, string name) => visitor.Page.QuerySelectorAll(".wj-related__item")
        .Single(item => item.QuerySelector("strong")?.TextContent == name).TextContent;
}
