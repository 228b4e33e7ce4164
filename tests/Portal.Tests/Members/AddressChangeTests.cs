using System.Text.RegularExpressions;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>From one e-mail address to another.</summary>
public sealed class AddressChangeTests(MembersHost portal) : IClassFixture<MembersHost>
{
    [Fact]
    public async Task An_address_changes_when_its_new_mailbox_says_so_and_the_old_one_hears_at_once()
    {
        var (visitor, email) = await SomebodyAsync();
        var next = MembersHost.NewEmail("anders");
        await AskAsync(visitor, next);
        Assert.Contains($"Je vroeg om {next}. De link in de mail daar werkt tot", visitor.Text, StringComparison.Ordinal);
        var told = Assert.Single(await portal.MailsToAsync(email));
        Assert.Contains($"om voortaan {next} te gebruiken", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mieke", Assert.Single(await portal.MailsToAsync(next)).Text, StringComparison.Ordinal);
        await visitor.GoAsync("/account/beveiliging");
        Assert.Contains($"{email} (wacht op bevestiging van {next})", visitor.Text, StringComparison.Ordinal);

        await visitor.GoAsync(await portal.LinkToAsync(next));
        Assert.Contains("Bevestig je nieuwe e-mailadres", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Bevestig mijn adres");
        Assert.Contains("Je e-mailadres is veranderd", visitor.Text, StringComparison.Ordinal);
        Assert.Contains(next, visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Je account heeft een ander e-mailadres", (await portal.MailsToAsync(email))[^1].Text, StringComparison.Ordinal);
        using var old = await portal.SignedInAsync(email);
        Assert.Equal("/inloggen", old.At);
        await visitor.GoAsync("/account/e-mailadres");
        Assert.DoesNotContain("Wacht op bevestiging", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_address_somebody_has_is_no_other_address()
    {
        var (visitor, email) = await SomebodyAsync();
        await AskAsync(visitor, email.ToUpperInvariant());
        Assert.Contains("Dit is al je e-mailadres", visitor.Page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await portal.MailsToAsync(email));
    }

    [Fact]
    public async Task Who_asks_for_the_address_of_somebody_else_learns_nothing_and_its_owner_reads_the_truth()
    {
        var (owner, ownerId) = await portal.GivenMemberAsync();
        var nobody = MembersHost.NewEmail("niemand");
        var pages = new List<string>();
        foreach (var wanted in new[] { owner, nobody })
        {
            var (visitor, email) = await SomebodyAsync();
            await AskAsync(visitor, wanted);
            pages.Add(visitor.Text.Replace(wanted, "*", StringComparison.Ordinal).Replace(email, "*", StringComparison.Ordinal));
            Assert.Single(await portal.MailsToAsync(email));
            visitor.Dispose();
        }
        Assert.Equal(Clockless(pages[0]), Clockless(pages[1]));
        var mail = Assert.Single(await portal.MailsToAsync(owner));
        Assert.Contains("want het hoort bij jouw account. Er verandert niets", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("#", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mieke", mail.Text, StringComparison.Ordinal);
        Assert.Equal(owner, await portal.Host.SqlAsync("select email from members.members where id = $1", ownerId));
    }

    [Fact]
    public async Task An_address_that_somebody_got_meanwhile_stays_theirs_and_the_page_says_so()
    {
        var (visitor, email) = await SomebodyAsync();
        var wanted = MembersHost.NewEmail("straks");
        await AskAsync(visitor, wanted);
        var link = await portal.LinkToAsync(wanted);
        var (_, other) = await portal.GivenMemberAsync(wanted);
        await visitor.GoAsync(link);
        await visitor.PressAsync("Bevestig mijn adres");
        Assert.Contains("Er is intussen een account met dit e-mailadres", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(wanted, await portal.Host.SqlAsync("select email from members.members where id = $1", other));
        Assert.Equal(1L, await portal.Host.SqlAsync("select count(*) from members.members where email = $1", email));
    }

    [Fact]
    public async Task A_link_is_sent_again_and_the_one_before_works_no_more()
    {
        var (visitor, email) = await SomebodyAsync();
        var next = MembersHost.NewEmail("anders");
        await AskAsync(visitor, next);
        var first = await portal.LinkToAsync(next);
        await visitor.PressAsync("Stuur de link opnieuw");
        var second = await portal.LinkToAsync(next);
        Assert.NotEqual(first, second);
        Assert.Single(await portal.MailsToAsync(email)); // the old address has heard of it already
        await visitor.GoAsync(first);
        Assert.Contains("Deze link werkt niet meer", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync(second);
        await visitor.PressAsync("Bevestig mijn adres");
        Assert.Contains(next, visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_asked_is_taken_back()
    {
        var (visitor, _) = await SomebodyAsync();
        var next = MembersHost.NewEmail("anders");
        await AskAsync(visitor, next);
        var link = await portal.LinkToAsync(next);
        await visitor.PressAsync("Trek dit in");
        Assert.Contains("Ingetrokken. Je e-mailadres blijft zoals het is", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(next, visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync(link);
        Assert.Contains("Deze link werkt niet meer", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_is_too_old_is_shown_as_such()
    {
        var (visitor, _) = await SomebodyAsync();
        var next = MembersHost.NewEmail("anders");
        await AskAsync(visitor, next);
        await portal.Host.SqlAsync("update members.links set expires_at = expires_at - interval '15 minutes' where email = $1", next);
        await visitor.GoAsync("/account/e-mailadres");
        Assert.Contains("De link in de mail daar werkt niet meer. Er is niets veranderd", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_a_sixth_time_in_an_hour_is_told_to_wait()
    {
        var (visitor, _) = await SomebodyAsync();
        for (var times = 0; times < 6; times++) await AskAsync(visitor, MembersHost.NewEmail("anders"));
        Assert.Contains("Je vroeg dit net een paar keer", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_sign_in_that_was_sent_to_the_old_address_works_no_more()
    {
        var (visitor, email) = await SomebodyAsync();
        using var other = portal.Host.Visit();
        await other.GoAsync("/inloggen/link");
        await other.PressAsync("Stuur mij een link", ("LinkEmail", email));
        var old = await portal.LinkToAsync(email);
        var next = MembersHost.NewEmail("anders");
        await AskAsync(visitor, next);
        await visitor.GoAsync(await portal.LinkToAsync(next));
        await visitor.PressAsync("Bevestig mijn adres");
        await other.GoAsync(old);
        Assert.Contains("Deze link werkt niet meer", other.Text, StringComparison.Ordinal);
    }

    private static string Clockless(string text) =>
        Regex.Replace(text, @"\d\d[.:]\d\d", "*", RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);

    private static async Task AskAsync(Visitor visitor, string email)
    {
        await visitor.GoAsync("/account/e-mailadres");
        await visitor.PressAsync("Stuur de link", ("NewEmail", email));
    }

    private async Task<(Visitor Visitor, string Email)> SomebodyAsync()
    {
        var (email, id) = await portal.GivenMemberAsync();
        await portal.Host.SqlAsync("update members.members set name = 'Mieke de Groot' where id = $1", id);
        return (await portal.SignedInAsync(email), email);
    }
}
