using Portal.Calendar.Registrations;
using Portal.Content.Publishing;
using Portal.Content.Tree;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Registrations;

/// <summary>An event changes while people are registered for it.</summary>
public sealed class ChangedEventTests(RunningPortal portal) : IClassFixture<RunningPortal>, IDisposable
{
    private PortalHost Host => portal.Host;

    public void Dispose() => portal.Host.Clock.Set(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Who_comes_hears_once_that_it_moved_and_what_it_was()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true");
        var (email, waits) = (MembersHost.NewEmail("komt"), MembersHost.NewEmail("wacht"));
        await Host.EnterAsync(id, email);
        await Host.EnterAsync(id, waits);
        using var desk = new Desk(Host);
        await desk.EditAndPublishAsync(id, text => text.Replace("2027-06-01", "2027-06-02", StringComparison.Ordinal));
        await Host.WorkAsync();
        await Host.RunJobAsync(new CatchUpWithEvent(id));
        await Host.RunJobAsync(new CatchUpWithEvent(id));
        foreach (var one in new[] { email, waits })
        {
            var mails = await Host.MailsToAsync(one);
            Assert.Equal(2, mails.Count);
            Assert.StartsWith("Er is iets veranderd", mails[1].Subject, StringComparison.Ordinal);
            Assert.Contains("Wanneer: woensdag 2 juni 2027", mails[1].Text, StringComparison.Ordinal);
            Assert.Contains("Het was: dinsdag 1 juni 2027", mails[1].Text, StringComparison.Ordinal);
        }
        Assert.All(await Host.PeopleAsync(id), one => Assert.True(one.IsLive)); // nobody loses a place
    }

    [Fact]
    public async Task Another_word_in_the_text_or_another_number_of_places_is_no_mail()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 5");
        var email = MembersHost.NewEmail("komt");
        await Host.EnterAsync(id, email);
        using var desk = new Desk(Host);
        await desk.EditAndPublishAsync(id, text => text.Replace("capacity: 5", "capacity: 6", StringComparison.Ordinal));
        await desk.EditAndPublishAsync(id, text => text.Replace("Tekst.", "Andere tekst.", StringComparison.Ordinal));
        await Host.WorkAsync();
        Assert.Single(await Host.MailsToAsync(email));
    }

    [Fact]
    public async Task Who_comes_hears_that_it_is_called_off_and_that_it_goes_on_after_all()
    {
        var (id, path) = await Host.GivenEventAsync();
        var email = MembersHost.NewEmail("komt");
        var one = (await Host.EnterAsync(id, email)).Registration!;
        using var desk = new Desk(Host);
        const string off = "kind: kennisbijeenkomst\ncancelled: De zaal is stuk.\n";
        await desk.EditAndPublishAsync(id, text => text.Replace("kind: kennisbijeenkomst\n", off, StringComparison.Ordinal));
        await Host.WorkAsync();
        var mail = (await Host.MailsToAsync(email))[^1];
        Assert.StartsWith("Gaat niet door", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("De zaal is stuk.", mail.Text, StringComparison.Ordinal);
        Assert.Equal(Verdict.Off, (await Host.EnterAsync(id)).Verdict);
        using var visitor = Host.Visit();
        await visitor.GoAsync(Host.OwnPath(one));
        Assert.Contains("Dit gaat niet door", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll("main form"));
        await visitor.GoAsync(path + "/aanmelden");
        Assert.Contains("Dit gaat niet door", visitor.Text, StringComparison.Ordinal);

        await desk.EditAndPublishAsync(id, text => text.Replace(off, "kind: kennisbijeenkomst\n", StringComparison.Ordinal));
        await Host.WorkAsync();
        Assert.Contains("gaat nu toch door", (await Host.MailsToAsync(email))[^1].Text, StringComparison.Ordinal);
        Assert.Equal(3, (await Host.MailsToAsync(email)).Count);
    }

    [Fact]
    public async Task What_is_taken_offline_is_off_for_who_comes()
    {
        var (id, _) = await Host.GivenEventAsync();
        var email = MembersHost.NewEmail("komt");
        await Host.EnterAsync(id, email);
        using var desk = new Desk(Host);
        await desk.TryAsync(new DocumentChange(id) { Step = new Step.Unpublish(OfflineAnswer.Missing) });
        await Host.WorkAsync();
        Assert.StartsWith("Gaat niet door", (await Host.MailsToAsync(email))[^1].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_is_over_nobody_hears_that_it_was_written_down_otherwise()
    {
        var (id, _) = await Host.GivenEventAsync();
        var email = MembersHost.NewEmail("was.er");
        await Host.EnterAsync(id, email);
        Host.Clock.Set(new DateTimeOffset(2027, 6, 5, 8, 0, 0, TimeSpan.Zero));
        using var desk = new Desk(Host);
        await desk.EditAndPublishAsync(id, text => text.Replace("Alkmaar, stadskantoor", "Alkmaar, raadhuis", StringComparison.Ordinal));
        await Host.WorkAsync();
        Assert.Single(await Host.MailsToAsync(email));
    }

    [Theory]
    [InlineData("2027-03-28T01:30", "2027-03-28T03:30", "zondag 28 maart 2027, 01.30 tot 03.30 uur")]
    [InlineData("2027-10-31T02:30", "2027-10-31T04:00", "zondag 31 oktober 2027, 02.30 uur (zomertijd) tot 04.00 uur")]
    [InlineData("2027-12-31T22:00", "2028-01-01T02:00", "vrijdag 31 december 2027, 22.00 uur, tot zaterdag 1 januari 2028, 02.00 uur")]
    [InlineData("2027-06-01T09:00", "2027-06-03T17:00", "dinsdag 1 juni 2027, 09.00 uur, tot donderdag 3 juni 2027, 17.00 uur")]
    public async Task A_mail_says_when_as_a_page_does_whatever_the_night(string starts, string ends, string said)
    {
        var (id, _) = await Host.GivenEventAsync("", starts, ends);
        var email = MembersHost.NewEmail("nacht");
        await Host.EnterAsync(id, email);
        Assert.Contains(
            $"Wanneer: {said}", Assert.Single(await Host.MailsToAsync(email)).Text.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }
}
