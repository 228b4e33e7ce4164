using Portal.Members.Access;
using Portal.Members.SignIn;

namespace Portal.Tests.Members;

/// <summary>A secret in a mail is in no log line of a request and in no row that one can read.</summary>
public sealed class SecretLinkTests : IAsyncLifetime
{
    private readonly MembersHost portal = new() { Settings = { ["Logging:LogLevel:Microsoft.AspNetCore"] = "Information" } };

    public Task InitializeAsync() => portal.InitializeAsync();

    public Task DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task Links_that_open_an_account_are_in_no_log_line_and_in_no_row()
    {
        var (known, id) = await portal.GivenMemberAsync();
        var (unknown, invited, next) = (MembersHost.NewEmail("nieuw"), MembersHost.NewEmail("collega"), MembersHost.NewEmail("anders"));
        using var visitor = portal.Host.Visit();
        foreach (var email in new[] { known, unknown })
        {
            await visitor.GoAsync("/inloggen/link");
            await visitor.PressAsync("Stuur mij een link", ("LinkEmail", email));
        }
        var organisation = await portal.GivenOrganisationAsync();
        var (contact, _) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        using (var colleague = await portal.SignedInAsync(contact))
        {
            await colleague.GoAsync("/beheer/organisatie/uitnodigen");
            await colleague.PressAsync("Nodig uit", ("Name", "Mo Jansen"), ("Email", invited));
        }
        using (var owner = await portal.SignedInAsync(known))
        {
            await owner.GoAsync("/account/e-mailadres");
            await owner.PressAsync("Stuur de link", ("NewEmail", next));
        }

        foreach (var email in new[] { known, unknown, invited, next })
        {
            var link = await portal.LinkToAsync(email);
            var secret = link.Split('#')[1];
            await visitor.GoAsync(link);
            Assert.NotEqual(SecretLink.Path, visitor.At); // it leads on
            Assert.DoesNotContain(secret, visitor.At, StringComparison.Ordinal);
            foreach (var table in new[] { "platform.outbox", "platform.jobs", "members.links", "members.invitations" })
                Assert.Equal(0L, await portal.Host.SqlAsync($"select count(*) from {table} t where t::text like '%' || $1 || '%'", secret));
            Assert.DoesNotContain(portal.Log.All, line => line.Contains(secret, StringComparison.Ordinal));
        }
        Assert.Contains(portal.Log.All, line => line.Contains("/inloggen/openen", StringComparison.Ordinal)); // paths are logged here
        Assert.Equal(4L, await portal.Host.SqlAsync("select count(*) from platform.outbox where sealed is not null and body_text = ''"));
        Assert.Equal(1L, await portal.Host.SqlAsync("select count(*) from members.members where id = $1 and email = $2", id, known));
    }

    [Fact]
    public async Task Who_has_no_script_pastes_the_link_and_nonsense_is_refused_calmly()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen/link");
        await visitor.PressAsync("Stuur mij een link", ("LinkEmail", email));
        await visitor.GoAsync(SecretLink.Path);
        await visitor.PressAsync("Open de link");
        Assert.Contains("Plak de link uit je mail", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Open de link", ("Link", "http://localhost/inloggen/openen#é"));
        Assert.Contains("Deze link werkt niet meer", visitor.Text, StringComparison.Ordinal);

        await visitor.GoAsync(SecretLink.Path);
        await visitor.PressAsync("Open de link", ("Link", $" https://weerbaar.example{await portal.LinkToAsync(email)} "));
        await visitor.PressAsync("Inloggen");
        Assert.Equal("/account", visitor.At);
    }
}
