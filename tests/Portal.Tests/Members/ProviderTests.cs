using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Portal.Members.Access;
using Portal.Members.SignIn;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>A provider, and a portal that knows it.</summary>
public sealed class ProvidedPortal : IAsyncLifetime
{
    private OidcProvider provider = null!;

    public MembersHost Members { get; } = new();

    public async Task InitializeAsync()
    {
        provider = await OidcProvider.StartAsync();
        Members.Settings = OidcProvider.SettingsFor(provider.Address);
        await Members.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Members.DisposeAsync();
        await provider.DisposeAsync();
    }

    /// <summary>Comes in by the provider.</summary>
    internal static async Task ComeByAsync(Visitor visitor, string name, string from = "/inloggen/sso/proef")
    {
        await visitor.GoAsync(from);
        await visitor.GoAsync(await OidcProvider.SignInAsync(visitor.At, name));
    }
}

/// <summary>Signing in by a provider, against a real one.</summary>
public sealed class ProviderTests(ProvidedPortal provided) : IClassFixture<ProvidedPortal>
{
    private readonly MembersHost portal = provided.Members;

    [Fact]
    public async Task A_new_member_comes_in_with_a_verified_address_and_next_time_at_once()
    {
        using var first = portal.Host.Visit();
        await ProvidedPortal.ComeByAsync(first, "anna");
        Assert.StartsWith("/inloggen/account-maken", first.At, StringComparison.Ordinal);
        Assert.Contains("anna@werk.example", first.Text, StringComparison.Ordinal);
        await first.PressAsync(
            "Maak mijn account", ("Form.Municipality", "org-gemeente-haarlemmermeer"), ("Form.Domain", "sociaal"),
            ("Form.Function", "jongerenwerker"));
        Assert.Equal("/account", first.At);
        Assert.Contains("Werk anna", first.Text, StringComparison.Ordinal);

        using var second = portal.Host.Visit();
        await ProvidedPortal.ComeByAsync(second, "anna");
        Assert.Equal("/account", second.At);
    }

    private async Task<long> TiesAsync(Guid id) =>
        (long)(await portal.Host.SqlAsync("select count(*) from members.logins where member_id = $1", id))!;

    [Fact]
    public async Task The_code_flow_asks_with_PKCE_and_state()
    {
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen/sso/proef");
        var asked = QueryHelpers.ParseQuery(new Uri(visitor.At).Query);
        Assert.Equal(("code", "S256"), ((string?)asked["response_type"], (string?)asked["code_challenge_method"]));
        Assert.NotEmpty((string?)asked["state"] ?? "");
        Assert.NotEmpty((string?)asked["nonce"] ?? "");
        Assert.DoesNotContain("response_mode", asked.Keys); // by a link, the standard's own way: a form from elsewhere brings no cookies
        Assert.Equal("http://localhost/inloggen/sso/proef/terug", asked["redirect_uri"]);
    }

    [Fact]
    public async Task An_answer_that_belongs_to_another_browser_is_refused()
    {
        using var mine = portal.Host.Visit();
        await mine.GoAsync("/inloggen/sso/proef");
        var answer = await OidcProvider.SignInAsync(mine.At, "els");
        using var victim = portal.Host.Visit();
        await victim.GoAsync(answer);
        Assert.Contains("Inloggen via je organisatie lukte niet", victim.Text, StringComparison.Ordinal);
        await victim.GoAsync("/account");
        Assert.StartsWith("/inloggen", victim.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_nobody_checked_opens_no_account()
    {
        await portal.GivenMemberAsync("los-bas@werk.example");
        using var visitor = portal.Host.Visit();
        await ProvidedPortal.ComeByAsync(visitor, "los-bas");
        Assert.Contains("zegt niet of je e-mailadres klopt", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync("/account");
        Assert.StartsWith("/inloggen", visitor.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verified_address_opens_the_account_there_is_with_its_second_step()
    {
        var email = "cor@werk.example";
        var (_, id) = await portal.GivenMemberAsync(email);
        using var before = await portal.SignedInAsync(email);
        var (key, _) = await portal.SetUpAppAsync(before);
        using var visitor = portal.Host.Visit();
        await ProvidedPortal.ComeByAsync(visitor, "cor");
        Assert.StartsWith("/inloggen/stap", visitor.At, StringComparison.Ordinal);
        Assert.Equal(0L, await TiesAsync(id)); // whoever the provider says it is, may not be the owner
        await visitor.PressAsync("Verder", ("Code", portal.Code(key, stepsLater: 1)));
        Assert.Equal("/account", visitor.At);
        Assert.Equal(1L, await TiesAsync(id));
        Assert.Contains("gekoppeld aan Proefgemeente", (await portal.MailsToAsync(email))[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("baas", Rights.Administrator)]
    [InlineData("regie", Rights.Coordinator)]
    [InlineData("pen", Rights.Editor)]
    public async Task A_provider_never_ties_itself_to_an_account_with_a_right_that_asks_a_second_step(string name, string role)
    {
        var (email, id) = await portal.GivenMemberAsync($"{name}@werk.example", role);
        using var visitor = portal.Host.Visit();
        await ProvidedPortal.ComeByAsync(visitor, name);
        Assert.Contains("Je account vraagt meer zekerheid. Log eerst in op een andere manier.", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync("/account");
        Assert.StartsWith("/inloggen", visitor.At, StringComparison.Ordinal);
        Assert.Equal(0L, await TiesAsync(id));

        using var owner = await portal.SignedInAsync(email); // the owner may
        await ProvidedPortal.ComeByAsync(owner, name);
        await owner.PressAsync("Koppel dit account");
        Assert.Equal(1L, await TiesAsync(id));
    }

    [Fact]
    public async Task A_tie_that_made_itself_is_told_by_mail_and_goes_when_its_owner_gets_such_a_right()
    {
        var (email, id) = await portal.GivenMemberAsync("kim@werk.example");
        using var visitor = portal.Host.Visit();
        await ProvidedPortal.ComeByAsync(visitor, "kim");
        Assert.Equal("/account", visitor.At);
        Assert.Contains(
            "Je account is gekoppeld aan Proefgemeente", Assert.Single(await portal.MailsToAsync(email)).Text, StringComparison.Ordinal);

        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        await admin.GoAsync($"/beheer/leden/{id}");
        await admin.PressAsync("Bewaar de taken", ("roles", Rights.Editor));
        Assert.Equal(0L, await TiesAsync(id));
        Assert.Contains(
            await portal.MailsToAsync(email), mail => mail.Text.Contains("niet meer gekoppeld aan Proef", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_ties_an_account_with_a_button_and_unties_it()
    {
        var (email, id) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        await ProvidedPortal.ComeByAsync(visitor, "los-dirk");
        Assert.Equal("/account/koppelen", visitor.At);
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from members.logins where member_id = $1", id));
        await visitor.PressAsync("Koppel dit account");

        using var later = portal.Host.Visit();
        await ProvidedPortal.ComeByAsync(later, "los-dirk");
        Assert.Equal("/account", later.At);

        var (other, _) = await portal.GivenMemberAsync();
        using var thief = await portal.SignedInAsync(other);
        await ProvidedPortal.ComeByAsync(thief, "los-dirk");
        await thief.PressAsync("Koppel dit account");
        Assert.Contains("al aan iemand anders gekoppeld", thief.Text, StringComparison.Ordinal);

        await later.GoAsync("/account/koppelen");
        await later.PressAsync("Ontkoppel");
        await later.PressAsync("Ja, ontkoppel");
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from members.logins where member_id = $1", id));
    }

    [Fact]
    public async Task The_cookies_of_the_way_there_are_this_site_s_alone()
    {
        using var answer = await portal.Host.Client.GetAsync(new Uri("/inloggen/sso/proef", UriKind.Relative));
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.Contains(cookies, cookie => cookie.StartsWith("wj-heen-", StringComparison.Ordinal));
        Assert.Contains(cookies, cookie => cookie.StartsWith("wj-nonce-", StringComparison.Ordinal));
        foreach (var part in new[] { "path=/;", "samesite=lax", "httponly" })
            Assert.All(cookies, cookie => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("vals-uitgever", "IDX10205")]
    [InlineData("vals-nonce", "IDX21323")]
    [InlineData("vals-geen-nonce", "IDX21320")]
    [InlineData("vals-sleutel", "IDX10511")]
    [InlineData("vals-onondertekend", "not signed")]
    [InlineData("vals-publiek", "IDX10214")]
    [InlineData("vals-oud", "IDX10223")]
    [InlineData("vals-iemand", "IDX21338")]
    public async Task A_token_that_is_not_right_signs_nobody_in(string name, string reason)
    {
        await portal.GivenMemberAsync($"{name}@werk.example");
        using var visitor = portal.Host.Visit();
        await ProvidedPortal.ComeByAsync(visitor, name, "/inloggen/sso/proef?terug=%2Fleren");
        Assert.Equal("/inloggen?sso=mislukt&bij=proef&terug=%2Fleren", visitor.At);
        Assert.Contains(
            "Inloggen via je organisatie lukte niet. Probeer het nog eens, of kies een andere manier.", visitor.Text,
            StringComparison.Ordinal);
        Assert.Contains(reason, portal.Host.Log.Last().Message, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Host.Log, line => line.Level > LogLevel.Warning);
        await visitor.GoAsync("/account");
        Assert.StartsWith("/inloggen", visitor.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_token_of_such_a_provider_does()
    {
        await portal.GivenMemberAsync("gerda@werk.example");
        using var visitor = portal.Host.Visit();
        await ProvidedPortal.ComeByAsync(visitor, "gerda", "/inloggen/sso/proef?terug=%2Fleren");
        Assert.Equal("/leren", visitor.At);
    }

    [Fact]
    public async Task An_answer_works_once()
    {
        await portal.GivenMemberAsync("henk@werk.example");
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen/sso/proef");
        var answer = await OidcProvider.SignInAsync(visitor.At, "henk");
        await visitor.GoAsync(answer);
        Assert.Equal("/account", visitor.At);
        await visitor.GoAsync(answer);
        Assert.StartsWith("/inloggen?sso=mislukt", visitor.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_speaks_for_its_own_mail_domains_only()
    {
        var (_, id) = await portal.GivenMemberAsync("elders-ilse@elders.example");
        using var visitor = portal.Host.Visit();
        await ProvidedPortal.ComeByAsync(visitor, "elders-ilse");
        Assert.Contains("Proefgemeente kan niet zeggen of elders-ilse@elders.example van jou is.", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync("/account");
        Assert.StartsWith("/inloggen", visitor.At, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from members.logins where member_id = $1", id));
    }

    [Theory]
    [InlineData("iemand@werk.example", true)]
    [InlineData("iemand@WERK.example", true)]
    [InlineData("iemand@onder.werk.example", false)]
    [InlineData("iemand@nietwerk.example", false)]
    [InlineData("\"iemand@werk.example\"@elders.example", false)]
    [InlineData("werk.example@elders.example", false)]
    [InlineData("iemand@werk.example.", false)]
    public void A_domain_is_what_stands_behind_the_last_at(string email, bool spoken) =>
        Assert.Equal(spoken, new Provider { Domains = { "werk.example" } }.SpeaksFor(email));

    [Theory]
    [InlineData("https://login.voorbeeld.nl/x", "voorbeeld.nl", 0)]
    [InlineData("http://127.0.0.1:80", "voorbeeld.nl", 0)]
    [InlineData("http://login.voorbeeld.nl", "voorbeeld.nl", 1)]
    [InlineData("login.voorbeeld.nl", "voorbeeld.nl", 1)]
    [InlineData("https://login.voorbeeld.nl", "@voorbeeld.nl", 1)]
    [InlineData("https://login.voorbeeld.nl", "*", 1)]
    [InlineData("https://login.voorbeeld.nl", "nl", 1)]
    public void A_provider_s_settings_are_checked_at_start(string authority, string domain, int problems)
    {
        var options = new ProviderOptions();
        options.All.Add(
            new Provider { Name = "a", Label = "A", ClientId = "a", ClientSecret = "a", Authority = authority, Domains = { domain } });
        Assert.Equal(problems, options.Validate(new ValidationContext(options)).Count());
    }
}

/// <summary>A provider that is not there.</summary>
public sealed class ProviderAwayTests
{
    [Fact]
    public async Task The_portal_starts_and_lets_in_otherwise_while_a_provider_is_away_and_by_it_when_it_comes()
    {
        var address = OidcProvider.FreeAddress();
        var portal = new MembersHost { Settings = OidcProvider.SettingsFor(address) };
        await portal.InitializeAsync();
        try
        {
            const string Away = "We kunnen Proefgemeente nu niet bereiken. Log in op een andere manier, of probeer het straks nog eens.";
            await portal.GivenMemberAsync("joke@werk.example");
            using var visitor = portal.Host.Visit();
            await visitor.GoAsync("/inloggen/sso/proef?terug=%2Fleren");
            Assert.Equal("/inloggen?sso=weg&bij=proef&terug=%2Fleren", visitor.At);
            Assert.Contains(Away, visitor.Text, StringComparison.Ordinal);
            await visitor.PressAsync("Inloggen", ("Email", "joke@werk.example"), ("Password", MembersHost.Password));
            Assert.Equal("/leren", visitor.At);

            using var later = portal.Host.Visit();
            await using (var provider = await OidcProvider.StartAsync(address))
            {
                await ProvidedPortal.ComeByAsync(later, "joke");
                Assert.Equal("/account", later.At);

                await later.PressAsync("Uitloggen");
                await later.GoAsync("/inloggen/sso/proef");
                var answer = await OidcProvider.SignInAsync(later.At, "joke");
                await provider.DisposeAsync(); // between the sign-in there and the code's redemption here
                await later.GoAsync(answer);
            }
            Assert.StartsWith("/inloggen?sso=weg&bij=proef", later.At, StringComparison.Ordinal);
            Assert.Contains(Away, later.Text, StringComparison.Ordinal);
        }
        finally
        {
            await portal.DisposeAsync();
        }
    }
}
