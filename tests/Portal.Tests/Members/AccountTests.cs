using System.Net;
using Portal.Members.SignIn;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>What a member does with the own account.</summary>
public sealed class AccountTests(MembersHost portal) : IClassFixture<MembersHost>
{
    [Fact]
    public async Task A_new_password_works_at_once_and_signs_the_other_devices_out()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var other = await portal.SignedInAsync(email);
        using var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync("/account/wachtwoord");
        await visitor.PressAsync("Bewaar mijn wachtwoord", ("Password", "negen groene kikkers springen"));
        Assert.Contains("Je wachtwoord is bewaard", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Je wachtwoord is veranderd", (await portal.MailsToAsync(email))[^1].Text, StringComparison.Ordinal);
        await other.GoAsync("/account");
        Assert.StartsWith("/inloggen", other.At, StringComparison.Ordinal);
        using var again = await portal.SignedInAsync(email, "negen groene kikkers springen");
        Assert.Equal("/account", again.At);
    }

    [Theory]
    [InlineData("kort", "minstens 12 tekens")]
    [InlineData("Welkom2026!!", "is te raden")]
    [InlineData("", "Vul een wachtwoord in")]
    public async Task A_weak_password_is_refused_with_the_reason(string password, string reason)
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync("/account/wachtwoord");
        await visitor.PressAsync("Bewaar mijn wachtwoord", ("Password", password));
        Assert.Contains(reason, visitor.Text, StringComparison.Ordinal);
        Assert.Equal("#password", visitor.Page.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.Null(visitor.Page.QuerySelector("#password")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("Wachtwoord123", true)]
    [InlineData("P@ssw0rdP@ssw0rd", true)]
    [InlineData("zomer-2026-zomer", true)]
    [InlineData("123456789012", true)]
    [InlineData("aaaaaaaaaaaabbb", true)]
    [InlineData("qwertyuiopasdfghjkl", true)]
    [InlineData("Noor.devries1234", true)]
    [InlineData("vier-paarse-olifanten-zwemmen", false)]
    [InlineData("xK9#mQ2$vL7pRt", false)]
    public void What_everybody_tries_first_is_known(string password, bool common) => Assert.Equal(common, CommonPasswords.IsCommon(password, "noor.devries@gemeente.nl"));

    [Fact]
    public async Task What_matters_asks_to_sign_in_again_after_half_an_hour()
    {
        var (email, id) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        await portal.Host.SqlAsync("update members.sessions set started_at = started_at - interval '31 minutes' where member_id = $1", id);
        foreach (var path in new[] { "/account/wachtwoord", "/account/app", "/account/passkeys", "/account/e-mailadres", "/account/koppelen", "/account/gegevens", "/account/verwijderen" })
        {
            await visitor.GoAsync(path);
            Assert.StartsWith("/inloggen?", visitor.At, StringComparison.Ordinal);
            Assert.Contains("Log nog een keer in", visitor.Text, StringComparison.Ordinal);
        }
        await visitor.PressAsync("Inloggen", ("Email", email), ("Password", MembersHost.Password));
        Assert.Equal("/account/verwijderen", visitor.At);
    }

    [Fact]
    public async Task A_profile_takes_only_what_can_be_chosen()
    {
        var (email, id) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync("/account/profiel");
        await visitor.PressAsync("Bewaar mijn profiel", ("Form.Municipality", "org-gemeente-verzonnen"));
        Assert.Contains("Kies een gemeente uit de lijst", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Bewaar mijn profiel", ("Form.Municipality", "org-gemeente-haarlemmermeer"), ("Form.Name", new string('x', 101)));
        Assert.Contains("hoogstens 100 tekens", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Noor de Vries", await portal.Host.SqlAsync("select name from members.members where id = $1", id));
        await visitor.PressAsync("Bewaar mijn profiel", ("Form.Name", "Noor"), ("Form.Themes", "dossier-uitbuiting"), ("Form.Function", "anders"));
        Assert.Equal("Noor/anders/{dossier-uitbuiting}", await portal.Host.SqlAsync("select name || '/' || function || '/' || themes::text from members.members where id = $1", id));
    }

    [Fact]
    public async Task A_page_of_a_member_is_never_kept_and_never_taken_from_what_is_kept()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/kennis");
        Assert.NotNull(visitor.Headers.ETag);
        var door = visitor.Page.QuerySelector(".wj-nav__item--member a")!;
        Assert.Equal(("Inloggen", "/inloggen"), (door.TextContent, door.GetAttribute("href")));

        using var member = await portal.SignedInAsync(email);
        await member.GoAsync("/kennis");
        Assert.Equal("Mijn account", member.Page.QuerySelector(".wj-nav__item--member a")!.TextContent);
        Assert.Null(member.Headers.ETag);
        Assert.Equal("no-store, private", member.Headers.CacheControl!.ToString());

        await visitor.GoAsync("/kennis");
        Assert.Equal("Inloggen", visitor.Page.QuerySelector(".wj-nav__item--member a")!.TextContent);
    }

    [Fact]
    public async Task A_visitor_has_no_cookie_until_the_form_to_sign_in()
    {
        using var visitor = portal.Host.Visit();
        foreach (var path in new[] { "/", "/kennis", "/zoeken?q=boa", "/modules", "/bestaat-niet", "/begrippen" })
        {
            await visitor.GoAsync(path);
            Assert.Empty(visitor.CookieNames);
        }
        await visitor.GoAsync("/inloggen");
        Assert.Equal(["wj-formulier"], visitor.CookieNames);
    }

    [Fact]
    public async Task Outside_development_every_cookie_is_kept_to_this_host_and_TLS()
    {
        var production = new MembersHost { Settings = { ["environment"] = "Production" } };
        await production.InitializeAsync();
        var (email, _) = await production.GivenMemberAsync();
        using var visitor = production.Host.Visit();
        await visitor.GoAsync("https://localhost/inloggen");
        var token = visitor.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://localhost/inloggen")
        {
            Content = new FormUrlEncodedContent([new("formulier", token), new("Email", email), new("Password", MembersHost.Password)]),
        };
        using var response = await visitor.FetchAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var cookies = response.Headers.GetValues("Set-Cookie").ToList();
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-wj-sessie=", StringComparison.Ordinal));
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-wj-", cookie, StringComparison.Ordinal);
            foreach (var part in new[] { "path=/", "secure", "samesite=lax", "httponly" }) Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
        await production.DisposeAsync();
    }

    [Fact]
    public async Task Two_hosts_know_each_other_s_sessions()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        await using var second = await PortalHost.StartAsync(portal.Host.ConnectionString, services: portal.Prepare);
        using var there = second.Visit();
        foreach (Cookie cookie in visitor.Cookies.GetAllCookies()) there.Cookies.Add(cookie);
        await there.GoAsync("/account");
        Assert.Equal("/account", there.At);
    }

    [Fact]
    public async Task Too_many_wrong_attempts_from_one_address_must_wait()
    {
        var strict = new MembersHost { FailuresPerAddress = 3 };
        await strict.InitializeAsync();
        var (email, _) = await strict.GivenMemberAsync();
        for (var times = 0; times < 3; times++) (await strict.SignedInAsync(MembersHost.NewEmail("gok"), "een verkeerd wachtwoord")).Dispose();
        using var visitor = await strict.SignedInAsync(email);
        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);
        Assert.Contains("Het gaat even te snel", visitor.Text, StringComparison.Ordinal);
        await strict.DisposeAsync();
    }

    [Fact]
    public async Task A_mailbox_gets_five_links_an_hour_and_nobody_notices()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = portal.Host.Visit();
        for (var times = 0; times < 7; times++)
        {
            await visitor.GoAsync("/inloggen/link");
            await visitor.PressAsync("Stuur mij een link", ("LinkEmail", times % 2 == 0 ? email : email.ToUpperInvariant()));
            Assert.Contains("Kijk in je mail", visitor.Text, StringComparison.Ordinal);
        }
        Assert.Equal(5, (await portal.MailsToAsync(email)).Count);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari op iPhone")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge op Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox op Linux")]
    [InlineData("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome op Android")]
    [InlineData(null, "Onbekende browser")]
    public void A_device_has_a_name_its_owner_knows(string? userAgent, string words) => Assert.Equal(words, Device.Of(userAgent));
}
