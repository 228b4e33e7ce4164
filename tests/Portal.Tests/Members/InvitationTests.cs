using System.Net;
using System.Text;
using Portal.Members.Access;
using Portal.Members.Organisations;
using Portal.Members.People;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

public sealed class InvitationTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private static readonly Choice[] Functions = [new("docent", "Docent of mentor"), new("wijkagent", "Wijkagent")];

    [Fact]
    public async Task A_contact_person_invites_a_colleague_who_makes_an_account()
    {
        var (contact, organisation) = await GivenContactAsync();
        var email = MembersHost.NewEmail("collega");
        await contact.GoAsync("/beheer/organisatie/uitnodigen");
        await contact.PressAsync("Nodig uit", ("Name", "Mo Jansen"), ("Email", email), ("Function", "docent"));
        Assert.Contains("Mo Jansen krijgt een mail", contact.Text, StringComparison.Ordinal);
        var mail = Assert.Single(await portal.MailsToAsync(email));
        Assert.Contains("Noor de Vries van", mail.Text, StringComparison.Ordinal);

        using var colleague = portal.Host.Visit();
        var link = await portal.LinkToAsync(email);
        await colleague.GoAsync(link);
        await colleague.PressAsync("Maak mijn account", ("Form.Municipality", "org-gemeente-haarlemmermeer"), ("Form.Domain", "onderwijs"));
        Assert.Equal("/account", colleague.At);
        Assert.Equal(organisation, await portal.Host.SqlAsync("select organisation_id from members.members where email = $1", email));

        await contact.GoAsync("/beheer/organisatie");
        Assert.Contains("Mo Jansen", contact.Text, StringComparison.Ordinal);
        using var another = portal.Host.Visit();
        await another.GoAsync(link);
        Assert.Contains("Deze uitnodiging geldt niet meer", another.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_does_not_sign_in_to_an_account_there_is()
    {
        var (contact, organisation) = await GivenContactAsync();
        var (email, id) = await portal.GivenMemberAsync();
        await contact.GoAsync("/beheer/organisatie/uitnodigen");
        await contact.PressAsync("Nodig uit", ("Name", "Wie dan ook"), ("Email", email));
        var link = await portal.LinkToAsync(email);

        using var visitor = portal.Host.Visit();
        await visitor.GoAsync(link);
        Assert.Contains("Log eerst in", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync(visitor.Page.QuerySelector(".wj-actions a")!.GetAttribute("href")!);
        await visitor.PressAsync("Inloggen", ("Email", email), ("Password", MembersHost.Password));
        await visitor.PressAsync("Ja, ik word lid");
        Assert.Equal(organisation, await portal.Host.SqlAsync("select organisation_id from members.members where id = $1", id));
    }

    [Fact]
    public async Task A_list_that_is_only_looked_at_invites_nobody()
    {
        var (contact, organisation) = await GivenContactAsync();
        await contact.GoAsync("/beheer/organisatie/uitnodigen");
        await contact.UploadAsync("Bekijk de lijst", "list", Encoding.UTF8.GetBytes("naam;e-mail\nAn;an@toets.example\nBo;geen adres\n"));
        Assert.Contains("Regel 3: Bo", contact.Text, StringComparison.Ordinal);
        Assert.Contains("dit is geen e-mailadres.", contact.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from members.invitations where organisation_id = $1", organisation));
        Assert.Empty(await portal.MailsToAsync("an@toets.example"));

        await contact.GoAsync("/beheer/organisatie/uitnodigen");
        await contact.UploadAsync("Bekijk de lijst", "list", Encoding.UTF8.GetBytes("voornaam;e-mail\n"));
        Assert.Contains("Er staat niemand in het bestand.", contact.Text, StringComparison.Ordinal);
        // The other form on the page does its own work, also after the list went wrong.
        var one = MembersHost.NewEmail("los");
        await contact.PressAsync("Nodig uit", ("Name", "Cor"), ("Email", one));
        Assert.Single(await portal.MailsToAsync(one));

        await contact.UploadAsync(
            "Bekijk de lijst", "list", Encoding.UTF8.GetBytes("naam;e-mail\nAn;an@toets.example\nBo;bo@toets.example\n"));
        await contact.PressAsync("Nodig 2 mensen uit");
        Assert.Contains("2 mensen krijgen een mail", contact.Text, StringComparison.Ordinal);
        await contact.UploadAsync("Bekijk de lijst", "list", Encoding.UTF8.GetBytes("naam;e-mail\nAn;AN@toets.example\n"));
        Assert.Contains("is al uitgenodigd", contact.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nodig 1 persoon uit", contact.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_invitation_opens_nothing()
    {
        var (contact, _) = await GivenContactAsync();
        var email = MembersHost.NewEmail("collega");
        await contact.GoAsync("/beheer/organisatie/uitnodigen");
        await contact.PressAsync("Nodig uit", ("Name", "Mo Jansen"), ("Email", email));
        await contact.PressAsync("Trek in");
        using var colleague = portal.Host.Visit();
        await colleague.GoAsync(await portal.LinkToAsync(email));
        Assert.Contains("Deze uitnodiging geldt niet meer", colleague.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_person_touches_only_the_own_organisation()
    {
        var (mine, _) = await GivenContactAsync();
        var (theirs, _) = await GivenContactAsync();
        var email = MembersHost.NewEmail("collega");
        await theirs.GoAsync("/beheer/organisatie/uitnodigen");
        await theirs.PressAsync("Nodig uit", ("Name", "Mo Jansen"), ("Email", email));
        var theirInvitation = (Guid)(await portal.Host.SqlAsync("select id from members.invitations where email = $1", email))!;
        var theirMember = (Guid)(await portal.Host.SqlAsync("select invited_by from members.invitations where email = $1", email))!;

        var own = MembersHost.NewEmail("collega");
        await mine.GoAsync("/beheer/organisatie/uitnodigen");
        await mine.PressAsync("Nodig uit", ("Name", "Li"), ("Email", own));
        await mine.PressAsync("Trek in", ("invitation", theirInvitation.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, mine.Status);
        Assert.Equal(true, await portal.Host.SqlAsync("select withdrawn_at is null from members.invitations where id = $1", theirInvitation));

        await portal.GivenColleagueAsync((Guid)(await portal.Host.SqlAsync("select organisation_id from members.invitations where email = $1", own))!);
        await mine.GoAsync("/beheer/organisatie");
        await mine.PressAsync("Werkt hier niet meer", ("member", theirMember.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, mine.Status);
        await mine.GoAsync("/beheer/leden");
        Assert.Equal(HttpStatusCode.Forbidden, mine.Status);
    }

    [Fact]
    public async Task A_contact_person_who_moves_on_leaves_that_right_behind()
    {
        var (contact, _) = await GivenContactAsync();
        await contact.GoAsync("/account/profiel");
        await contact.PressAsync("Bewaar mijn profiel", ("Form.Organisation", ""));
        Assert.Contains("Je profiel is bewaard", contact.Text, StringComparison.Ordinal);
        await contact.GoAsync("/beheer/organisatie");
        Assert.Equal(HttpStatusCode.Forbidden, contact.Status);
    }

    [Theory]
    [InlineData("naam;e-mail;functie\nAn;an@x.nl;docent\n")]
    [InlineData("\uFEFFNaam,E-mailadres\r\n\"An\",an@x.nl\r\n")]
    [InlineData("email\tnaam\nan@x.nl\tAn\n\n")]
    public void A_list_is_read_as_spreadsheets_write_it(string text)
    {
        var (lines, problem) = InvitationList.Read(Encoding.UTF8.GetBytes(text), Functions);
        Assert.Null(problem);
        var function = text.Contains("docent", StringComparison.Ordinal) ? "docent" : null;
        Assert.Equal(new Invitee("An", "an@x.nl", function), Assert.Single(lines).Person);
    }

    [Fact]
    public void A_list_of_an_old_Excel_keeps_its_accents()
    {
        var (lines, _) = InvitationList.Read(Encoding.Latin1.GetBytes("naam;e-mail\nZoë;zoe@x.nl\n"), Functions);
        Assert.Equal("Zoë", lines[0].Name);
    }

    [Theory]
    [InlineData("", "Het bestand is leeg.")]
    [InlineData("An;an@x.nl\n", "Zet op regel 1 boven de kolommen")]
    [InlineData("naam;e-mail\n", "Er staat niemand in het bestand.")]
    public void A_list_that_cannot_be_read_says_what_is_missing(string text, string problem)
    {
        var (lines, found) = InvitationList.Read(Encoding.UTF8.GetBytes(text), Functions);
        Assert.Empty(lines);
        Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("naam;e-mail\n;an@x.nl\n", 2, "de naam ontbreekt.")]
    [InlineData("naam;e-mail\nAn\n", 2, "het e-mailadres ontbreekt.")]
    [InlineData("naam;e-mail\nAn;an@x.nl\nBo;AN@x.nl\n", 3, "dit e-mailadres staat ook op regel 2.")]
    [InlineData("naam;e-mail;functie\nAn;an@x.nl;kapitein\n", 2, "de functie is onbekend. Kies uit: docent of mentor, wijkagent.")]
    [InlineData("naam;e-mail\nAn;\"an@x.nl\nbcc: allen@x.nl\"\n", 0, "dit is geen e-mailadres.")]
    public void Every_bad_line_is_named(string text, int number, string problem)
    {
        var line = InvitationList.Read(Encoding.UTF8.GetBytes(text), Functions).Lines[^1];
        Assert.Null(line.Person);
        if (number > 0) Assert.Equal(number, line.Number);
        Assert.Contains(problem, line.Problem, StringComparison.Ordinal);
    }

    private async Task<(Visitor Contact, Guid Organisation)> GivenContactAsync()
    {
        var organisation = await portal.GivenOrganisationAsync();
        var (email, _) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        return (await portal.SignedInAsync(email), organisation);
    }
}
