using System.Net;
using Portal.Members.Access;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

public sealed class SignInTests(MembersHost portal) : IClassFixture<MembersHost>
{
    [Fact]
    public async Task A_member_signs_in_with_a_password_and_out_again()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        Assert.Equal("/account", visitor.At);
        Assert.Contains("Je bent ingelogd als Noor de Vries", visitor.Text, StringComparison.Ordinal);

        await visitor.PressAsync("Uitloggen");
        Assert.Equal("/inloggen/uit", visitor.At);
        Assert.Contains("Je bent uitgelogd", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.CookieNames);
        await visitor.GoAsync("/account");
        Assert.StartsWith("/inloggen?terug=", visitor.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_on_the_way_to_a_page_comes_there_after_signing_in()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/account/profiel");
        await visitor.PressAsync("Inloggen", ("Email", email), ("Password", MembersHost.Password));
        Assert.Equal("/account/profiel", visitor.At);
    }

    [Theory]
    [InlineData("https://elders.example/")]
    [InlineData("//elders.example/")]
    [InlineData("/\\elders.example")]
    public async Task Nobody_is_led_to_another_site_after_signing_in(string elsewhere)
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen?terug=" + Uri.EscapeDataString(elsewhere));
        await visitor.PressAsync("Inloggen", ("Email", email), ("Password", MembersHost.Password));
        Assert.Equal("/account", visitor.At);
    }

    [Fact]
    public async Task A_link_by_mail_signs_in_once_and_only_after_the_button()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen");
        await visitor.PressAsync("Stuur mij een link", ("LinkEmail", email));
        Assert.Contains("Kijk in je mail", visitor.Text, StringComparison.Ordinal);
        var link = await portal.LinkToAsync(email);

        using (var scanner = portal.Host.Visit())
        {
            for (var i = 0; i < 3; i++) await scanner.GoAsync(link);
            await scanner.GoAsync("/account");
            Assert.StartsWith("/inloggen", scanner.At, StringComparison.Ordinal);
        }

        await visitor.GoAsync(link);
        await visitor.PressAsync("Inloggen");
        Assert.Equal("/account", visitor.At);

        using var second = portal.Host.Visit();
        await second.GoAsync(link);
        Assert.Contains("Deze link werkt niet meer", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_presses_on_the_button_at_once_one_gets_in()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen/link");
        await visitor.PressAsync("Stuur mij een link", ("LinkEmail", email));
        var link = await portal.LinkToAsync(email);
        var visitors = Enumerable.Range(0, 5).Select(_ => portal.Host.Visit()).ToList();
        foreach (var one in visitors) await one.GoAsync(link);
        await Task.WhenAll(visitors.Select(one => one.PressAsync("Inloggen")));
        Assert.Single(visitors, one => one.At == "/account");
        visitors.ForEach(one => one.Dispose());
    }

    [Fact]
    public async Task A_link_works_for_a_quarter_of_an_hour()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen/link");
        await visitor.PressAsync("Stuur mij een link", ("LinkEmail", email));
        await visitor.GoAsync(await portal.LinkToAsync(email));
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(15));
        await visitor.PressAsync("Inloggen");
        Assert.Contains("Deze link werkt niet meer", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_without_an_account_makes_one_with_the_link()
    {
        var email = MembersHost.NewEmail("nieuw");
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen");
        await visitor.PressAsync("Stuur mij een link", ("LinkEmail", email));
        await visitor.GoAsync(await portal.LinkToAsync(email));
        Assert.Contains("Maak je account", visitor.Text, StringComparison.Ordinal);

        await visitor.PressAsync("Maak mijn account");
        Assert.Contains("Vul je naam in", visitor.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("form-name-fout", visitor.Page.QuerySelector("#form-name")!.GetAttribute("aria-describedby")!.Split(' ')[^1]);

        await visitor.PressAsync("Maak mijn account", ("Form.Name", "Ilse Bakker"), ("Form.Municipality", "org-gemeente-haarlemmermeer"), ("Form.Domain", "onderwijs"), ("Form.Function", "docent"));
        Assert.Equal("/account", visitor.At);
        Assert.Contains("Ilse Bakker", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync("/account/profiel");
        Assert.Contains("Basisteam Haarlemmermeer", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answers_do_not_tell_whether_an_address_has_an_account()
    {
        var (known, _) = await portal.GivenMemberAsync();
        var unknown = MembersHost.NewEmail("niemand");
        var answers = new List<(string, string, HttpStatusCode)>();
        foreach (var email in new[] { known, unknown })
        {
            using var visitor = await portal.SignedInAsync(email, "een heel verkeerd wachtwoord");
            var wrong = visitor.Text.Replace(email, "*", StringComparison.Ordinal);
            await visitor.GoAsync("/inloggen/link");
            await visitor.PressAsync("Stuur mij een link", ("LinkEmail", email));
            answers.Add((wrong, visitor.Text.Replace(email, "*", StringComparison.Ordinal), visitor.Status));
            Assert.Single(await portal.MailsToAsync(email));
        }
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task A_locked_account_answers_like_a_wrong_password_and_opens_after_a_quarter()
    {
        var (email, _) = await portal.GivenMemberAsync();
        Visitor? visitor = null;
        for (var i = 0; i < 10; i++) visitor = await portal.SignedInAsync(email, "een heel verkeerd wachtwoord");
        var wrong = visitor!.Text;
        visitor = await portal.SignedInAsync(email);
        Assert.Equal(wrong, visitor.Text);
        await portal.Host.SqlAsync("update members.members set lockout_end = now() - interval '1 second' where email = $1", email);
        visitor = await portal.SignedInAsync(email);
        Assert.Equal("/account", visitor.At);
    }

    [Fact]
    public async Task A_second_step_is_asked_and_a_code_works_once()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var first = await portal.SignedInAsync(email);
        var (key, codes) = await portal.SetUpAppAsync(first);
        Assert.Equal(10, codes.Count);

        using var second = await portal.SignedInAsync(email);
        Assert.StartsWith("/inloggen/stap", second.At, StringComparison.Ordinal);
        await second.PressAsync("Verder", ("Code", "123 456"));
        Assert.Contains("Deze code klopt niet", second.Text, StringComparison.Ordinal);
        var code = portal.Code(key, stepsLater: 1);
        await second.PressAsync("Verder", ("Code", code));
        Assert.Equal("/account", second.At);

        using var third = await portal.SignedInAsync(email);
        await third.PressAsync("Verder", ("Code", code));
        Assert.Contains("Deze code klopt niet", third.Text, StringComparison.Ordinal);
        await third.PressAsync("Verder met een herstelcode", ("RecoveryCode", codes[3].ToLowerInvariant()));
        Assert.Equal("/account", third.At);

        using var fourth = await portal.SignedInAsync(email);
        await fourth.PressAsync("Verder met een herstelcode", ("RecoveryCode", codes[3]));
        Assert.Contains("Deze code klopt niet", fourth.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(codes[3], (string)(await portal.Host.SqlAsync("select string_agg(value, ' ') from members.tokens"))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_does_not_work_after_a_later_one()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var first = await portal.SignedInAsync(email);
        var (key, _) = await portal.SetUpAppAsync(first);
        var (before, later) = (portal.Code(key, stepsLater: 1), portal.Code(key, stepsLater: 2));
        foreach (var (code, isIn) in new[] { (before, true), (later, true), (before, false), (later, false) })
        {
            using var visitor = await portal.SignedInAsync(email);
            await visitor.PressAsync("Verder", ("Code", code));
            Assert.Equal(isIn, visitor.At == "/account");
        }
    }

    [Fact]
    public async Task A_recovery_code_is_read_without_regard_to_capitals_spaces_and_dashes()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var first = await portal.SignedInAsync(email);
        var (_, codes) = await portal.SetUpAppAsync(first);
        string[] typed =
        [
            codes[0].ToLowerInvariant(), codes[1].Replace("-", "", StringComparison.Ordinal),
            codes[2].Replace("-", " \u2013 ", StringComparison.Ordinal), $" {codes[3].Replace("-", " ", StringComparison.Ordinal)} ",
        ];
        foreach (var code in typed)
        {
            using var visitor = await portal.SignedInAsync(email);
            await visitor.PressAsync("Verder met een herstelcode", ("RecoveryCode", code));
            Assert.Equal("/account", visitor.At);
        }
    }

    [Theory]
    [InlineData(false, 24)]
    [InlineData(true, 24 * 30)]
    public async Task A_session_ends_however_much_it_is_used(bool remembered, int hours)
    {
        var (email, id) = await portal.GivenMemberAsync();
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen");
        await visitor.PressAsync("Inloggen", ("Email", email), ("Password", MembersHost.Password), ("Remember", remembered ? "true" : "false"));
        Task AgeAsync(double hours) => portal.Host.SqlAsync(
            "update members.sessions set started_at = started_at - $2, last_seen_at = last_seen_at - interval '10 minutes' where member_id = $1",
            id, TimeSpan.FromHours(hours));
        await AgeAsync(hours - 1);
        await visitor.GoAsync("/account");
        Assert.Equal("/account", visitor.At);
        Assert.Equal(
            true, await portal.Host.SqlAsync(
                "select expires_at <= started_at + $2 from members.sessions where member_id = $1", id, TimeSpan.FromHours(hours)));
        await AgeAsync(1);
        await visitor.GoAsync("/account");
        Assert.StartsWith("/inloggen", visitor.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_sessions_tells_them_apart_and_ends_them_all()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var phone = portal.Host.Visit();
        await phone.GoAsync("/inloggen/link");
        await phone.PressAsync("Stuur mij een link", ("LinkEmail", email));
        await phone.GoAsync(await portal.LinkToAsync(email));
        await phone.PressAsync("Inloggen");
        using var laptop = await portal.SignedInAsync(email);
        await laptop.GoAsync("/account/beveiliging");
        Assert.Matches(@"Ingelogd op \d+ \w+ \d{4} om \d\d[.:]\d\d, met je wachtwoord\.", laptop.Text);
        Assert.Matches(@"Ingelogd op \d+ \w+ \d{4} om \d\d[.:]\d\d, met een link uit de mail\.", laptop.Text);

        await laptop.PressAsync("Log overal uit");
        Assert.Contains("Je bent uitgelogd", laptop.Text, StringComparison.Ordinal);
        foreach (var visitor in new[] { laptop, phone })
        {
            await visitor.GoAsync("/account");
            Assert.StartsWith("/inloggen", visitor.At, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_session_that_was_ended_elsewhere_is_over_at_the_next_request()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var laptop = await portal.SignedInAsync(email);
        using var phone = await portal.SignedInAsync(email);
        await phone.GoAsync("/account/beveiliging");
        Assert.Contains("Chrome op Windows, dit apparaat", phone.Text, StringComparison.Ordinal);
        await phone.PressAsync("Log uit op");
        Assert.Contains("Je bent uitgelogd op dat apparaat", phone.Text, StringComparison.Ordinal);
        await laptop.GoAsync("/account");
        Assert.StartsWith("/inloggen", laptop.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        var (mine, _) = await portal.GivenMemberAsync();
        var (theirs, id) = await portal.GivenMemberAsync();
        using var other = await portal.SignedInAsync(theirs);
        using var extra = await portal.SignedInAsync(mine);
        using var me = await portal.SignedInAsync(mine);
        await me.GoAsync("/account/beveiliging");
        var session = (Guid)(await portal.Host.SqlAsync("select id from members.sessions where member_id = $1", id))!;
        await me.PressAsync("Log uit op", ("session", session.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, me.Status);
        await other.GoAsync("/account");
        Assert.Equal("/account", other.At);
    }

    [Fact]
    public async Task A_session_ends_after_a_working_day_without_use()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        await portal.Host.SqlAsync("update members.sessions set last_seen_at = last_seen_at - interval '7 hours', expires_at = expires_at - interval '7 hours'");
        await visitor.GoAsync("/account");
        Assert.Equal("/account", visitor.At);
        await portal.Host.SqlAsync("update members.sessions set expires_at = expires_at - interval '8 hours'");
        await visitor.GoAsync("/account");
        Assert.StartsWith("/inloggen", visitor.At, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_taken_back_counts_at_the_next_request()
    {
        var (visitor, id) = await portal.SignedInAsAsync(Rights.Editor);
        await visitor.GoAsync("/beheer");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await portal.Host.SqlAsync("delete from members.roles where member_id = $1", id);
        await visitor.GoAsync("/beheer");
        Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
        Assert.Contains("Hier mag je niet in", visitor.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Rights.Coordinator)]
    [InlineData(Rights.Editor)]
    [InlineData(Rights.Administrator)]
    public async Task Who_may_do_more_sets_up_a_second_step_before_the_office_opens(string role)
    {
        var (email, _) = await portal.GivenMemberAsync(role);
        using var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync("/beheer");
        Assert.StartsWith("/account/tweede-stap?terug=", visitor.At, StringComparison.Ordinal);
        await portal.SetUpAppAsync(visitor);
        await visitor.GoAsync("/beheer");
        Assert.Equal((HttpStatusCode.OK, "/beheer"), (visitor.Status, visitor.At));
    }

    [Fact]
    public async Task A_contact_person_enters_the_office_and_a_professional_does_not()
    {
        var (contact, _) = await portal.GivenMemberAsync(Rights.ContactPerson);
        using var one = await portal.SignedInAsync(contact);
        await one.GoAsync("/beheer");
        Assert.Equal(HttpStatusCode.OK, one.Status);

        var (professional, _) = await portal.GivenMemberAsync();
        using var other = await portal.SignedInAsync(professional);
        await other.GoAsync("/beheer");
        Assert.Equal(HttpStatusCode.Forbidden, other.Status);
    }

    [Fact]
    public async Task A_form_of_another_site_does_nothing()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = portal.Host.Visit();
        await visitor.PostAsync("/inloggen", ("Email", email), ("Password", MembersHost.Password));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await visitor.GoAsync("/account");
        Assert.StartsWith("/inloggen", visitor.At, StringComparison.Ordinal);
    }
}
