using System.Net;
using Portal.Members.Access;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>Where somebody works is confirmed by who can know.</summary>
public sealed class MembershipTests(MembersHost portal) : IClassFixture<MembersHost>
{
    [Fact]
    public async Task Who_says_to_work_somewhere_belongs_there_when_a_contact_person_says_so()
    {
        var organisation = await portal.GivenOrganisationAsync();
        var (contactEmail, _) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        var (visitor, email, id) = await WhoSaysSoAsync(organisation);
        Assert.Null(await OrganisationOfAsync(id));
        Assert.Contains("Een contactpersoon of coördinator moet dat nog bevestigen", visitor.Text, StringComparison.Ordinal);
        var asked = Assert.Single(await portal.MailsToAsync(contactEmail));
        Assert.Contains($"Noor de Vries ({email}) zegt te werken bij", asked.Text, StringComparison.Ordinal);

        using var contact = await portal.SignedInAsync(contactEmail);
        await contact.GoAsync("/beheer/aanvragen");
        Assert.Contains(email, contact.Text, StringComparison.Ordinal);
        await contact.PressAsync("Ja, hoort bij", ("yes", "true"));
        Assert.Equal(organisation, await OrganisationOfAsync(id));
        Assert.StartsWith("Je hoort nu bij", (await portal.MailsToAsync(email))[^1].Subject, StringComparison.Ordinal);
        Assert.Contains("Er wacht niemand op antwoord", contact.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_changes_nothing_and_is_told()
    {
        var organisation = await portal.GivenOrganisationAsync();
        var (contactEmail, _) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        var (_, email, id) = await WhoSaysSoAsync(organisation);
        using var contact = await portal.SignedInAsync(contactEmail);
        await contact.GoAsync("/beheer/aanvragen");
        await contact.PressAsync("Nee", ("yes", "false"));
        Assert.Null(await OrganisationOfAsync(id));
        Assert.StartsWith("Je aanvraag bij", (await portal.MailsToAsync(email))[^1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_answers_for_another_organisation_or_another_district()
    {
        var (mine, theirs) = (await portal.GivenOrganisationAsync(), await portal.GivenOrganisationAsync());
        var (_, _, id) = await WhoSaysSoAsync(theirs);
        await WhoSaysSoAsync(mine);
        var (email, _) = await portal.GivenColleagueAsync(mine, Rights.ContactPerson);
        using var contact = await portal.SignedInAsync(email);
        await contact.GoAsync("/beheer/aanvragen");
        await contact.PressAsync("Ja, hoort bij", ("yes", "true"), ("member", id.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, contact.Status);
        Assert.Null(await OrganisationOfAsync(id));

        // Haarlemmermeer lies in Kennemerland.
        var (coordinator, coordinatorId) = await portal.SignedInAsAsync(Rights.Coordinator);
        await SetAreaAsync(coordinatorId, "org-district-noord-holland-noord");
        await coordinator.GoAsync("/beheer/aanvragen");
        Assert.Contains("Er wacht niemand op antwoord", coordinator.Text, StringComparison.Ordinal);
        await SetAreaAsync(coordinatorId, "org-district-kennemerland");
        await coordinator.GoAsync("/beheer/aanvragen");
        await coordinator.PressAsync("Ja, hoort bij", ("yes", "true"), ("member", id.ToString()));
        Assert.Equal(theirs, await OrganisationOfAsync(id));
    }

    [Fact]
    public async Task An_address_of_the_organisation_is_a_yes()
    {
        var organisation = await portal.GivenOrganisationAsync();
        var domain = $"{Guid.NewGuid():N}.example";
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        await admin.GoAsync($"/beheer/leden/organisaties/{organisation}");
        await admin.PressAsync("Bewaar", ("MailDomains", "geen domein!"));
        Assert.Contains("is geen deel van een mailadres", admin.Text, StringComparison.Ordinal);
        await admin.PressAsync("Bewaar", ("MailDomains", $"@{domain.ToUpperInvariant()}, voorbeeld.example"));
        Assert.Contains("De organisatie is bewaard", admin.Text, StringComparison.Ordinal);

        var (_, _, id) = await WhoSaysSoAsync(organisation, $"noor@{domain}");
        Assert.Equal(organisation, await OrganisationOfAsync(id));
        var (_, _, other) = await WhoSaysSoAsync(organisation, $"noor@onder.{domain}");
        Assert.Null(await OrganisationOfAsync(other));
    }

    [Fact]
    public async Task Somebody_new_does_not_put_themselves_into_an_organisation_either()
    {
        var organisation = await portal.GivenOrganisationAsync();
        var email = MembersHost.NewEmail("nieuw");
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen/link");
        await visitor.PressAsync("Stuur mij een link", ("LinkEmail", email));
        await visitor.GoAsync(await portal.LinkToAsync(email));
        await visitor.PressAsync(
            "Maak mijn account", ("Form.Name", "Ilse Bakker"), ("Form.Organisation", organisation.ToString()),
            ("Form.Municipality", "org-gemeente-haarlemmermeer"), ("Form.Domain", "onderwijs"), ("Form.Function", "docent"));
        Assert.Equal("/account", visitor.At);
        Assert.Equal(
            1L,
            await portal.Host.SqlAsync(
                """
                select count(*) from members.membership_requests join members.members on id = member_id
                where email = $1 and members.organisation_id is null
                """,
                email));
    }

    [Fact]
    public async Task Who_moves_on_stays_until_the_next_says_yes_and_hears_of_both()
    {
        var (before, next) = (await portal.GivenOrganisationAsync(), await portal.GivenOrganisationAsync());
        var (email, id) = await portal.GivenColleagueAsync(before, Rights.ContactPerson);
        using var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync("/account/profiel");
        await visitor.PressAsync("Bewaar mijn profiel", ("Form.Organisation", next.ToString()));
        Assert.Equal(before, await OrganisationOfAsync(id));
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        await admin.GoAsync("/beheer/aanvragen");
        await admin.PressAsync("Ja, hoort bij", ("yes", "true"), ("member", id.ToString()));
        Assert.Equal(next, await OrganisationOfAsync(id));
        var told = (await portal.MailsToAsync(email)).Select(mail => mail.Text).ToList();
        Assert.Contains(told, text => text.Contains("hoor je niet meer bij", StringComparison.Ordinal));
        Assert.Contains(told, text => text.Contains("De taak contactpersoon hoort niet meer bij je account", StringComparison.Ordinal));
        Assert.Contains(told, text => text.Contains("hoor je nu bij", StringComparison.Ordinal));
        await visitor.GoAsync("/beheer/organisatie");
        Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
    }

    private Task<object?> SetAreaAsync(Guid id, string area) =>
        portal.Host.SqlAsync("update members.roles set area = $2 where member_id = $1", id, area);

    private async Task<object?> OrganisationOfAsync(Guid id) =>
        await portal.Host.SqlAsync("select organisation_id from members.members where id = $1", id) is Guid found ? found : null;

    private async Task<(Visitor Visitor, string Email, Guid Id)> WhoSaysSoAsync(Guid organisation, string? address = null)
    {
        var (email, id) = await (address is null ? portal.GivenMemberAsync() : portal.GivenMemberAsync(address));
        var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync("/account/profiel");
        await visitor.PressAsync("Bewaar mijn profiel", ("Form.Organisation", organisation.ToString()));
        Assert.Contains("Je profiel is bewaard", visitor.Text, StringComparison.Ordinal);
        return (visitor, email, id);
    }
}
