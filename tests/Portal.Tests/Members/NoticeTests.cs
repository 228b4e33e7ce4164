using System.Net;
using Portal.Members.Access;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>
/// A change of rights or access asks first where it takes something away, and is a mail to the person and a line in the log.
/// </summary>
public sealed class NoticeTests(MembersHost portal) : IClassFixture<MembersHost>
{
    [Fact]
    public async Task A_role_that_is_given_and_taken_back_is_told_and_taking_asks_first()
    {
        var (admin, adminId) = await portal.SignedInAsAsync(Rights.Administrator);
        var (email, id) = await portal.GivenMemberAsync();
        await admin.GoAsync($"/beheer/leden/{id}");
        await admin.PressAsync("Bewaar de taken", ("roles", Rights.Editor));
        Assert.Contains("de taak redacteur gegeven", Assert.Single(await portal.MailsToAsync(email)).Text, StringComparison.Ordinal);
        AssertTold("role-granted", id, adminId);

        await admin.PressAsync("Bewaar de taken", ("roles", Rights.Coordinator));
        Assert.Contains("Noor de Vries is dan geen redacteur meer", admin.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await RolesAsync(id));
        await admin.PressAsync("Ja, neem terug");
        Assert.Equal("coordinator", await portal.Host.SqlAsync("select string_agg(role, ',') from members.roles where member_id = $1", id));
        Assert.Equal(
            ["Een taak is voorbij", "Je hebt een taak erbij", "Je hebt een taak erbij"],
            (await portal.MailsToAsync(email)).Select(mail => mail.Subject.Split(" - ")[0]).Order(StringComparer.Ordinal));
        AssertTold("role-withdrawn", id, adminId);
    }

    [Fact]
    public async Task A_contact_person_who_says_that_somebody_left_is_asked_about_whom_and_that_person_hears()
    {
        var organisation = await portal.GivenOrganisationAsync();
        var (email, id) = await portal.GivenColleagueAsync(organisation, Rights.Administrator, Rights.ContactPerson);
        var (contactEmail, contactId) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        using var contact = await portal.SignedInAsync(contactEmail);
        await contact.GoAsync("/beheer/organisatie");
        await contact.PressAsync("Werkt hier niet meer");
        Assert.Contains($"Noor de Vries ({email}) hoort dan niet meer bij je organisatie", contact.Text, StringComparison.Ordinal);
        Assert.Contains("Hij of zij is dan ook geen contactpersoon meer", contact.Text, StringComparison.Ordinal);
        Assert.Equal(organisation, await portal.Host.SqlAsync("select organisation_id from members.members where id = $1", id));

        await contact.PressAsync("Ja, werkt hier niet meer");
        Assert.Equal(DBNull.Value, await portal.Host.SqlAsync("select organisation_id from members.members where id = $1", id));
        Assert.Contains(
            await portal.MailsToAsync(email), mail => mail.Subject.StartsWith("Je hoort niet meer bij", StringComparison.Ordinal));
        AssertTold("organisation-left", id, contactId);
        AssertTold("role-withdrawn", id, contactId);
    }

    [Fact]
    public async Task A_second_step_that_was_removed_closes_the_office_in_that_session_too()
    {
        var (visitor, id) = await portal.SignedInAsAsync(Rights.Editor);
        await visitor.GoAsync("/beheer");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await visitor.GoAsync("/account/app");
        await visitor.PressAsync("Zet de app uit");
        Assert.Contains("Zonder tweede stap kun je meteen niet meer in het beheer", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Ja, zet de app uit");
        await visitor.GoAsync("/beheer");
        Assert.StartsWith("/account/tweede-stap", visitor.At, StringComparison.Ordinal);
        AssertTold("app-removed", id, id);

        await portal.SetUpAppAsync(visitor); // and opens it again
        await visitor.GoAsync("/beheer");
        Assert.Equal("/beheer", visitor.At);
    }

    [Fact]
    public async Task A_role_given_by_the_command_line_is_told()
    {
        var (email, id) = await portal.GivenMemberAsync();
        await portal.Host.WithAsync<Portal.Members.FirstLook.AdminVerb>(verb => verb.RunAsync([email], default));
        Assert.Contains("de taak beheerder gegeven", Assert.Single(await portal.MailsToAsync(email)).Text, StringComparison.Ordinal);
        AssertTold("role-granted", id, null);
    }

    private async Task<long> RolesAsync(Guid id) =>
        (long)(await portal.Host.SqlAsync("select count(*) from members.roles where member_id = $1", id))!;

    private void AssertTold(string action, Guid member, Guid? actor) => Assert.Contains(
        portal.Log.All,
        line => line.StartsWith(
            $"{SecurityLog.Category}: {action} {member} succeeded {actor?.ToString() ?? "none"} ", StringComparison.Ordinal));
}
