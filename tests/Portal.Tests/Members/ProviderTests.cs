using Microsoft.AspNetCore.WebUtilities;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>Signing in by a provider, against a real one.</summary>
public sealed class ProviderTests : IAsyncLifetime
{
    private readonly MembersHost portal = new();
    private OidcProvider provider = null!;

    public async Task InitializeAsync()
    {
        provider = await OidcProvider.StartAsync();
        portal.Settings = provider.Settings;
        await portal.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await portal.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task A_new_member_comes_in_with_a_verified_address_and_next_time_at_once()
    {
        using var first = portal.Host.Visit();
        await ComeByAsync(first, "anna");
        Assert.StartsWith("/inloggen/account-maken", first.At, StringComparison.Ordinal);
        Assert.Contains("anna@werk.example", first.Text, StringComparison.Ordinal);
        await first.PressAsync("Maak mijn account", ("Form.Municipality", "org-gemeente-haarlemmermeer"), ("Form.Domain", "sociaal"), ("Form.Function", "jongerenwerker"));
        Assert.Equal("/account", first.At);
        Assert.Contains("Werk anna", first.Text, StringComparison.Ordinal);

        using var second = portal.Host.Visit();
        await ComeByAsync(second, "anna");
        Assert.Equal("/account", second.At);
    }

    [Fact]
    public async Task The_code_flow_asks_with_PKCE_and_state()
    {
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen/sso/proef");
        var asked = QueryHelpers.ParseQuery(new Uri(visitor.At).Query);
        Assert.Equal(("code", "S256"), ((string?)asked["response_type"], (string?)asked["code_challenge_method"]));
        Assert.NotEmpty((string?)asked["state"] ?? "");
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
        await ComeByAsync(visitor, "los-bas");
        Assert.Contains("zegt niet of je e-mailadres klopt", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync("/account");
        Assert.StartsWith("/inloggen", visitor.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verified_address_opens_the_account_there_is_with_its_second_step()
    {
        var email = "cor@werk.example";
        await portal.GivenMemberAsync(email);
        using var before = await portal.SignedInAsync(email);
        await portal.SetUpAppAsync(before);
        using var visitor = portal.Host.Visit();
        await ComeByAsync(visitor, "cor");
        Assert.StartsWith("/inloggen/stap", visitor.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_ties_an_account_with_a_button_and_unties_it()
    {
        var (email, id) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        await ComeByAsync(visitor, "los-dirk");
        Assert.Equal("/account/koppelen", visitor.At);
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from members.logins where member_id = $1", id));
        await visitor.PressAsync("Koppel dit account");

        using var later = portal.Host.Visit();
        await ComeByAsync(later, "los-dirk");
        Assert.Equal("/account", later.At);

        var (other, _) = await portal.GivenMemberAsync();
        using var thief = await portal.SignedInAsync(other);
        await ComeByAsync(thief, "los-dirk");
        await thief.PressAsync("Koppel dit account");
        Assert.Contains("al aan iemand anders gekoppeld", thief.Text, StringComparison.Ordinal);

        await later.GoAsync("/account/koppelen");
        await later.PressAsync("Ontkoppel");
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from members.logins where member_id = $1", id));
    }

    private static async Task ComeByAsync(Visitor visitor, string name)
    {
        await visitor.GoAsync("/inloggen/sso/proef");
        await visitor.GoAsync(await OidcProvider.SignInAsync(visitor.At, name));
    }
}
