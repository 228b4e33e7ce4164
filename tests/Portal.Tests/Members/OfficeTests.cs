using System.Net;
using Portal.Members.Access;
using Portal.Members.Privacy;
using Portal.Platform.Data;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>What an administrator does in /beheer/leden.</summary>
public sealed class OfficeTests(MembersHost portal) : IClassFixture<MembersHost>
{
    [Fact]
    public async Task An_administrator_finds_a_member_and_gives_a_role()
    {
        var (admin, adminId) = await portal.SignedInAsAsync(Rights.Administrator);
        var (email, id) = await portal.GivenMemberAsync();
        await admin.GoAsync("/beheer/leden?zoek=" + Uri.EscapeDataString(email));
        Assert.Contains("1 lid bij", admin.Text, StringComparison.Ordinal);
        await admin.GoAsync(admin.Page.QuerySelector("tbody a")!.GetAttribute("href")!);
        await admin.PressAsync("Bewaar de taken", ("roles", Rights.Coordinator), ("Area", "org-district-kennemerland"));
        Assert.Contains("De taken zijn bewaard", admin.Text, StringComparison.Ordinal);
        Assert.Equal(adminId, await portal.Host.SqlAsync("select granted_by from members.roles where member_id = $1 and role = 'coordinator' and area = 'org-district-kennemerland'", id));

        await admin.PressAsync("Bewaar de taken", ("roles", Rights.Coordinator), ("Area", ""));
        Assert.Equal(1L, await portal.Host.SqlAsync("select count(*) from members.roles where member_id = $1 and area is null", id));
    }

    [Theory]
    [InlineData("100%")]
    [InlineData("a_b")]
    [InlineData("\\")]
    [InlineData("'; drop table members.members; --")]
    public async Task Signs_in_a_search_are_only_signs(string text)
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        await admin.GoAsync("/beheer/leden?zoek=" + Uri.EscapeDataString(text));
        Assert.Equal(HttpStatusCode.OK, admin.Status);
        Assert.Contains("0 leden bij", admin.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_account_is_out_at_once_and_cannot_come_in()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        var (email, id) = await portal.GivenMemberAsync();
        using var member = await portal.SignedInAsync(email);
        await admin.GoAsync($"/beheer/leden/{id}");
        await admin.PressAsync("Sluit dit account");
        Assert.Contains($"Noor de Vries ({email}) is dan meteen overal uitgelogd", admin.Text, StringComparison.Ordinal);
        await admin.PressAsync("Ja, sluit het account");
        await member.GoAsync("/account");
        Assert.StartsWith("/inloggen", member.At, StringComparison.Ordinal);
        using var again = await portal.SignedInAsync(email);
        Assert.Equal("/inloggen", again.At);
        await again.GoAsync("/inloggen/link");
        await again.PressAsync("Stuur mij een link", ("LinkEmail", email));
        Assert.Equal("Je account is gesloten", Assert.Single(await portal.MailsToAsync(email)).Subject.Split(" - ")[0]);

        await admin.PressAsync("Open dit account weer");
        Assert.StartsWith("Je account is weer open", (await portal.MailsToAsync(email))[^1].Subject, StringComparison.Ordinal);
        using var open = await portal.SignedInAsync(email);
        Assert.Equal("/account", open.At);
    }

    [Fact]
    public async Task A_session_that_a_closed_account_still_has_opens_nothing()
    {
        var (email, id) = await portal.GivenMemberAsync();
        using var member = await portal.SignedInAsync(email);
        await portal.Host.SqlAsync("update members.members set blocked_at = now() where id = $1", id);
        await member.GoAsync("/account");
        Assert.StartsWith("/inloggen", member.At, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bewaar de taken", "Ja, neem terug")]
    [InlineData("Sluit dit account", "Ja, sluit het account")]
    public async Task Of_two_administrators_who_undo_each_other_at_the_same_instant_one_stays(string button, string sure)
    {
        var host = new MembersHost();
        await host.InitializeAsync();
        var (one, oneId) = await host.SignedInAsAsync(Rights.Administrator);
        var (other, otherId) = await host.SignedInAsAsync(Rights.Administrator);
        foreach (var (visitor, whom) in new[] { (one, otherId), (other, oneId) })
        {
            await visitor.GoAsync($"/beheer/leden/{whom}");
            if (button == "Bewaar de taken") await visitor.PostAsync(visitor.At, TokenOf(visitor)); // no task is chosen
            else await visitor.PressAsync(button);
            Assert.Contains(sure, visitor.Text, StringComparison.Ordinal);
        }
        var asked = host.Host.WithAsync<DbSession, Task[]>(session => session.AloneAsync(
            RoleQueries.Administration,
            async () =>
            {
                // Both requests are past everything that is looked at before the turn, and wait for it.
                var pressed = new[] { one.PressAsync(sure), other.PressAsync(sure) };
                await Eventually.Async(
                    async () => 2L == (long)(await host.Host.SqlAsync(
                        "select count(*) from pg_stat_activity where wait_event = 'advisory' and datname = current_database()"))!,
                    "both wait");
                return pressed;
            }));
        await Task.WhenAll(await asked);
        Assert.Equal(
            1L,
            await host.Host.SqlAsync(
                "select count(*) from members.members m join members.roles r on r.member_id = m.id "
                + "where r.role = 'administrator' and m.blocked_at is null"));
        Assert.Single(new[] { one, other }, visitor => visitor.Text.Contains("Je bent zelf geen beheerder meer", StringComparison.Ordinal));
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Of_two_administrators_who_give_up_their_own_task_at_the_same_instant_one_stays()
    {
        var host = new MembersHost();
        await host.InitializeAsync();
        var (one, oneId) = await host.SignedInAsAsync(Rights.Administrator);
        var (other, otherId) = await host.SignedInAsAsync(Rights.Administrator);
        foreach (var (visitor, id) in new[] { (one, oneId), (other, otherId) })
        {
            await visitor.GoAsync($"/beheer/leden/{id}");
            await visitor.PostAsync(visitor.At, TokenOf(visitor)); // no task is chosen
        }
        var asked = host.Host.WithAsync<DbSession, Task[]>(session => session.AloneAsync(
            RoleQueries.Administration,
            async () =>
            {
                var pressed = new[] { one.PressAsync("Ja, neem terug"), other.PressAsync("Ja, neem terug") };
                await Eventually.Async(
                    async () => 2L == (long)(await host.Host.SqlAsync(
                        "select count(*) from pg_stat_activity where wait_event = 'advisory' and datname = current_database()"))!,
                    "both wait");
                return pressed;
            }));
        await Task.WhenAll(await asked);
        Assert.Equal(1L, await host.Host.SqlAsync("select count(*) from members.roles where role = 'administrator'"));
        Assert.Single(new[] { one, other }, visitor => visitor.Text.Contains("Dit is de enige beheerder", StringComparison.Ordinal));
        // Who gave it up is out at once.
        var gone = one.Text.Contains("Dit is de enige beheerder", StringComparison.Ordinal) ? other : one;
        await gone.GoAsync("/beheer/leden");
        Assert.Equal(HttpStatusCode.Forbidden, gone.Status);
        await host.DisposeAsync();
    }

    private static (string, string) TokenOf(Visitor visitor)
    {
        var token = visitor.Page.QuerySelector("input[name=formulier]")!;
        return (token.GetAttribute("name")!, token.GetAttribute("value")!);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var host = new MembersHost();
        await host.InitializeAsync();
        var (admin, id) = await host.SignedInAsAsync(Rights.Administrator);
        var (_, closed) = await host.GivenMemberAsync(Rights.Administrator);
        await host.Host.SqlAsync("update members.members set blocked_at = now() where id = $1", closed); // does not count
        await admin.GoAsync($"/beheer/leden/{id}");
        await admin.PressAsync("Bewaar de taken", ("roles", Rights.Editor));
        Assert.Contains("Dit is de enige beheerder", admin.Text, StringComparison.Ordinal);
        await admin.GoAsync("/account/verwijderen");
        await admin.PressAsync("Verwijder mijn account", ("Sure", "true"));
        Assert.Contains("Je bent de enige beheerder", admin.Text, StringComparison.Ordinal);
        Assert.Equal(2L, await host.Host.SqlAsync("select count(*) from members.roles where role = 'administrator'"));
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_lost_second_step_is_reset_and_its_owner_hears_of_it()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        var (email, id) = await portal.GivenMemberAsync(Rights.Editor);
        using var member = await portal.SignedInAsync(email);
        await portal.SetUpAppAsync(member);
        await admin.GoAsync($"/beheer/leden/{id}");
        await admin.PressAsync("Wis de tweede stap");
        await admin.PressAsync("Ja, wis de tweede stap");
        await member.GoAsync("/account");
        Assert.StartsWith("/inloggen", member.At, StringComparison.Ordinal);
        Assert.Contains("Een beheerder heeft je tweede stap gewist", (await portal.MailsToAsync(email))[^1].Text, StringComparison.Ordinal);
        using var again = await portal.SignedInAsync(email);
        await again.GoAsync("/beheer");
        Assert.StartsWith("/account/tweede-stap", again.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_person_needs_an_organisation()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        var (_, id) = await portal.GivenMemberAsync();
        await admin.GoAsync($"/beheer/leden/{id}");
        await admin.PressAsync("Bewaar de taken", ("roles", Rights.ContactPerson));
        Assert.Contains("Een contactpersoon hoort bij een organisatie", admin.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Organisations_are_added_once_and_renamed()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        var name = $"Jongerenwerk {Guid.NewGuid():N}";
        await admin.GoAsync("/beheer/leden/organisaties");
        await admin.PressAsync("Voeg toe", ("Name", name), ("Municipality", "org-gemeente-haarlemmermeer"), ("Domain", "sociaal"));
        Assert.Contains("De organisatie staat erbij", admin.Text, StringComparison.Ordinal);
        await admin.PressAsync("Bewaar", ("Name", name + " Zuid"));
        Assert.Contains(name + " Zuid", admin.Text, StringComparison.Ordinal);
        await admin.GoAsync("/beheer/leden/organisaties");
        await admin.PressAsync("Voeg toe", ("Name", (name + " zuid").ToUpperInvariant()));
        Assert.Contains("Er is al een organisatie met deze naam", admin.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_administrator_sees_members()
    {
        foreach (var role in new[] { Rights.Coordinator, Rights.Editor, Rights.ContactPerson })
        {
            var (visitor, id) = await portal.SignedInAsAsync(role);
            await visitor.GoAsync("/beheer/leden");
            Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
            await visitor.GoAsync($"/beheer/leden/{id}");
            Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
        }
    }
}
