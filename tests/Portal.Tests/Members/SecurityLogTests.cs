using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Portal.Members.Access;
using Portal.Members.FirstLook;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

public sealed class SecurityLogTests(MembersHost portal) : IClassFixture<MembersHost>
{
    [Fact]
    public async Task What_happens_to_an_account_is_told_by_id_and_no_line_holds_a_secret_or_an_address()
    {
        var secrets = new List<string> { MembersHost.Password, "toets.example", "Noor de Vries", "een heel verkeerd wachtwoord" };
        var (email, id) = await portal.GivenMemberAsync(Rights.Administrator);
        (await portal.SignedInAsync(email, "een heel verkeerd wachtwoord")).Dispose();
        (await portal.SignedInAsync(MembersHost.NewEmail("niemand"))).Dispose();
        using var visitor = await portal.SignedInAsync(email);
        var (key, codes) = await portal.SetUpAppAsync(visitor);
        secrets.AddRange([key, .. codes]);

        using (var second = await portal.SignedInAsync(email)) await second.PressAsync("Verder met een herstelcode", ("RecoveryCode", codes[0]));
        await visitor.GoAsync("/inloggen/link");
        await visitor.PressAsync("Stuur mij een link", ("LinkEmail", email));
        var link = await portal.LinkToAsync(email);
        secrets.Add(link.Split('#')[^1]);
        await visitor.GoAsync(link);
        await visitor.GoAsync("/inloggen/openen#" + new string('x', 43));

        var organisation = await portal.GivenOrganisationAsync();
        await visitor.GoAsync($"/beheer/leden/organisaties/{organisation}/uitnodigen");
        var invited = MembersHost.NewEmail("collega");
        await visitor.PressAsync("Nodig uit", ("Name", "Mo Jansen"), ("Email", invited));
        secrets.AddRange(["Mo Jansen", (await portal.LinkToAsync(invited)).Split('#')[^1]]);
        var (_, other) = await portal.GivenMemberAsync();
        await visitor.GoAsync($"/beheer/leden/{other}");
        await visitor.PressAsync("Bewaar de taken", ("roles", Rights.Editor));

        var lines = portal.Log.All;
        foreach (var secret in secrets) Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        void Told(string action, Guid member, string result, Guid? actor) =>
            Assert.Contains(lines, line => line.StartsWith($"{SecurityLog.Category}: {action} {member} {result} {actor?.ToString() ?? "none"} ", StringComparison.Ordinal));
        Told("sign-in-password", id, "refused", null);
        Told("sign-in-password", id, "succeeded", id);
        Told("app-set-up", id, "succeeded", id);
        Told("sign-in-link", id, "sent", id);
        Told("role-granted", other, "succeeded", id);
        Assert.Contains(lines, line => line.StartsWith($"{SecurityLog.Category}: sign-in-password unknown refused none", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"{SecurityLog.Category}: invitation-sent unknown succeeded {id}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    public void A_line_tells_the_network_somebody_came_from_and_not_the_device(string address, string network)
    {
        var (lines, http) = (new LogLines(), new HttpContextAccessor { HttpContext = new DefaultHttpContext() });
        http.HttpContext.Connection.RemoteIpAddress = IPAddress.Parse(address);
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(lines));
        new SecurityLog(logs, http).Write("sign-in-password", null, "refused", null);
        var line = Assert.Single(lines.All);
        Assert.Contains($" refused none {network} ", line, StringComparison.Ordinal);
        Assert.DoesNotContain(address, line, StringComparison.Ordinal);
    }
}

/// <summary>The ways in before there is anybody to let somebody in.</summary>
public sealed class FirstLookTests
{
    [Fact]
    public async Task The_accounts_for_a_first_look_work_and_their_passwords_are_their_owner_s_alone()
    {
        var folder = Directory.CreateTempSubdirectory("portal-first-look").FullName;
        var host = new MembersHost { Settings = { ["Members:FirstLook"] = "true", ["PORTAL_DATA"] = folder } };
        await host.InitializeAsync();
        var file = Path.Combine(folder, "first-look.json");
        await Eventually.Async(async () => (long)(await host.Host.SqlAsync("select count(*) from members.members where password_hash is not null"))! == 5, "the accounts are there");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var passwords = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(file))!;

        using var coordinator = await host.SignedInAsync("coordinator@voorbeeld.nl", passwords["coordinator@voorbeeld.nl"]);
        await coordinator.GoAsync("/beheer");
        Assert.Equal("/beheer", coordinator.At);
        using var professional = await host.SignedInAsync("professional@voorbeeld.nl", passwords["professional@voorbeeld.nl"]);
        Assert.Equal("/account", professional.At);
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Outside_development_there_are_none()
    {
        var host = new MembersHost { Settings = { ["Members:FirstLook"] = "true", ["environment"] = "Production" } };
        await host.InitializeAsync();
        Assert.Equal(0L, await host.Host.SqlAsync("select count(*) from members.members where email like '%@voorbeeld.nl'"));
        await host.DisposeAsync();
    }

    [Fact]
    public async Task They_are_closed_where_the_portal_is_for_real_and_open_again_where_it_is_not()
    {
        var database = await TestDatabase.CloneAsync();
        var data = Directory.CreateTempSubdirectory("portal-test-").FullName;
        Task<PortalHost> StartAsync(string environment) => PortalHost.StartAsync(
            database, content: Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "no-content")).FullName,
            settings: new Dictionary<string, string>
            {
                ["environment"] = environment,
                ["Members:FirstLook"] = "true",
                ["PORTAL_DATA"] = data,
            });
        static async Task<long> AccountsAsync(PortalHost host, string blocked) =>
            (long)(await host.SqlAsync(
                $"select count(*) from members.members where email like '%@voorbeeld.nl' and blocked_at {blocked}"))!;

        await using (var look = await StartAsync("Development"))
            await Eventually.Async(async () => await AccountsAsync(look, "is null") == 5, "the accounts are there");
        await using (var real = await StartAsync("Production")) Assert.Equal(5, await AccountsAsync(real, "is not null"));
        await using (var again = await StartAsync("Development"))
            await Eventually.Async(async () => await AccountsAsync(again, "is null") == 5, "the accounts are open");
        await PostgresServer.DropAsync(database);
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task The_command_line_makes_an_administrator_who_comes_in_by_a_link()
    {
        var host = new MembersHost();
        await host.InitializeAsync();
        var email = MembersHost.NewEmail("eerste");
        await host.Host.WithAsync<AdminVerb>(async verb => Assert.Equal(0, await verb.RunAsync([email], default)));
        await host.Host.WithAsync<AdminVerb>(async verb => Assert.Equal(2, await verb.RunAsync(["geen adres"], default)));
        Assert.Equal("administrator", await host.Host.SqlAsync("select role from members.roles join members.members on id = member_id where email = $1", email));

        var (professional, _) = await host.GivenMemberAsync();
        await host.Host.WithAsync<AdminVerb>(async verb => Assert.Equal(0, await verb.RunAsync([professional], default)));
        Assert.Equal(2L, await host.Host.SqlAsync("select count(*) from members.roles where role = 'administrator'"));
        Assert.Equal(2L, await host.Host.SqlAsync("select count(*) from members.links where purpose = 'sign_in' and used_at is null"));
        await host.DisposeAsync();
    }
}
