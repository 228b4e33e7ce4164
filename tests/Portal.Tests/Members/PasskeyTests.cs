using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Portal.Members.Access;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

public sealed class PasskeyTests(MembersHost portal) : IClassFixture<MembersHost>
{
    [Fact]
    public async Task A_member_makes_a_passkey_and_signs_in_with_it()
    {
        var (email, id) = await portal.GivenMemberAsync();
        using var passkey = new SoftwarePasskey();
        using var visitor = await portal.SignedInAsync(email);
        await MakeAsync(visitor, passkey);
        Assert.Contains("Je passkey is bewaard", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("telefoon van het werk", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("passkey toegevoegd", (await portal.MailsToAsync(email))[^1].Text, StringComparison.Ordinal);

        for (var times = 0; times < 2; times++)
        {
            using var phone = portal.Host.Visit();
            await SignInAsync(phone, passkey);
            Assert.Equal("/account", phone.At);
        }
        Assert.Equal(2L, await portal.Host.SqlAsync("select count(*) from members.sessions where member_id = $1 and method = 'passkey' and second_step = 'passkey'", id));
    }

    [Fact]
    public async Task A_passkey_is_a_second_step()
    {
        var (email, _) = await portal.GivenMemberAsync(Rights.Coordinator);
        using var passkey = new SoftwarePasskey();
        using var visitor = await portal.SignedInAsync(email);
        await MakeAsync(visitor, passkey);
        await visitor.GoAsync("/beheer");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);

        using var phone = portal.Host.Visit();
        await SignInAsync(phone, passkey);
        await phone.GoAsync("/beheer");
        Assert.Equal("/beheer", phone.At);
    }

    [Fact]
    public async Task A_challenge_works_once()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var passkey = new SoftwarePasskey();
        using var visitor = await portal.SignedInAsync(email);
        await MakeAsync(visitor, passkey);
        using var phone = portal.Host.Visit();
        await phone.GoAsync("/inloggen");
        var answer = passkey.Get(await OptionsAsync(phone, "/inloggen/passkey/opties"));
        await phone.PressAsync("Inloggen met een passkey", ("credential", answer));
        Assert.Equal("/account", phone.At);
        await phone.PressAsync("Uitloggen");
        await phone.GoAsync("/inloggen");
        await phone.PressAsync("Inloggen met een passkey", ("credential", answer));
        Assert.Contains("We konden je passkey niet controleren", phone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_false_site_gets_nothing_out_of_a_passkey()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var passkey = new SoftwarePasskey();
        using var visitor = await portal.SignedInAsync(email);
        await MakeAsync(visitor, passkey);
        using var phone = portal.Host.Visit();
        await SignInAsync(phone, passkey, "https://weerbare-jeugd.vals.example");
        Assert.Contains("We konden je passkey niet controleren", phone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_asks_no_finger_face_or_pin_is_refused()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var passkey = new SoftwarePasskey();
        using var visitor = await portal.SignedInAsync(email);
        await MakeAsync(visitor, passkey);
        passkey.SkipsVerification = true;
        using var phone = portal.Host.Visit();
        await SignInAsync(phone, passkey);
        Assert.Contains("We konden je passkey niet controleren", phone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_passkey_opens_nothing()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var passkey = new SoftwarePasskey();
        using var visitor = await portal.SignedInAsync(email);
        await MakeAsync(visitor, passkey);
        await visitor.PressAsync("Verwijder");
        await visitor.PressAsync("Ja, verwijder de passkey");
        using var phone = portal.Host.Visit();
        await SignInAsync(phone, passkey);
        Assert.Contains("We konden je passkey niet controleren", phone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_passkey_twice_is_named_as_such()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var passkey = new SoftwarePasskey();
        using var visitor = await portal.SignedInAsync(email);
        for (var times = 0; times < 2; times++) await MakeAsync(visitor, passkey);
        Assert.Contains("Deze passkey stond er al. Je kunt ermee inloggen", visitor.Text, StringComparison.Ordinal);
        Assert.Single(visitor.Page.QuerySelectorAll("input[name=id]"));
    }

    [Fact]
    public async Task A_passkey_that_was_removed_closes_the_office_in_that_session_too()
    {
        var (email, _) = await portal.GivenMemberAsync(Rights.Coordinator);
        using var passkey = new SoftwarePasskey();
        using var visitor = await portal.SignedInAsync(email);
        await MakeAsync(visitor, passkey);
        await visitor.PressAsync("Verwijder");
        Assert.Contains("Je logt dan niet meer in met telefoon van het werk", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Ja, verwijder de passkey");
        await visitor.GoAsync("/beheer");
        Assert.StartsWith("/account/tweede-stap", visitor.At, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("geen json")]
    [InlineData("{}")]
    [InlineData("{\"id\":1}")]
    public async Task Nonsense_is_refused_calmly(string credential)
    {
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen");
        await OptionsAsync(visitor, "/inloggen/passkey/opties");
        await visitor.PressAsync("Inloggen met een passkey", ("credential", credential));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains("We konden je passkey niet controleren", visitor.Text, StringComparison.Ordinal);
    }

    private static async Task MakeAsync(Visitor visitor, SoftwarePasskey passkey)
    {
        await visitor.GoAsync("/account/passkeys");
        var options = await OptionsAsync(visitor, "/account/passkeys/opties");
        await visitor.PressAsync("Maak een passkey", ("credential", passkey.Create(options)), ("Name", "telefoon van het werk"));
    }

    private static async Task SignInAsync(Visitor visitor, SoftwarePasskey passkey, string origin = "http://localhost")
    {
        await visitor.GoAsync("/inloggen");
        var options = await OptionsAsync(visitor, "/inloggen/passkey/opties");
        await visitor.PressAsync("Inloggen met een passkey", ("credential", passkey.Get(options, origin)));
    }

    // As themes/scripts/passkey.ts asks it.
    private static async Task<string> OptionsAsync(Visitor visitor, string path)
    {
        var token = visitor.Page.QuerySelector<IHtmlInputElement>("form[action='/inloggen/passkey'] input[name=formulier], form[data-passkey] input[name=formulier]")!.Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("formulier", token)]) };
        using var response = await visitor.FetchAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
