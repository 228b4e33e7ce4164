using System.Globalization;
using Microsoft.Extensions.Options;
using Portal.Content.Editing;
using Portal.Members.Access;
using Portal.Newsletters;
using Portal.Newsletters.Bounces;
using Portal.Newsletters.Subscribers;
using Portal.Platform.Jobs;
using Portal.Tests.Members;
using Portal.Tests.Newsletters.Sending;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Bounces;

/// <summary>The mailbox that newsletters come back to, on a real IMAP server.</summary>
public sealed class BounceMailboxTests : IAsyncLifetime
{
    private readonly SendingHost portal = new();
    private ImapServer imap = null!;

    public async Task InitializeAsync()
    {
        imap = await ImapServer.StartAsync();
        portal.Settings["Newsletters:Bounces:Host"] = "127.0.0.1";
        portal.Settings["Newsletters:Bounces:Port"] = imap.Port.ToString(CultureInfo.InvariantCulture);
        portal.Settings["Newsletters:Bounces:User"] = ImapServer.User;
        portal.Settings["Newsletters:Bounces:Password"] = ImapServer.Password;
        portal.Settings["Newsletters:Bounces:AtMost"] = "2"; // so that a few are many
        await portal.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await portal.DisposeAsync();
        await imap.DisposeAsync();
    }

    private BounceOptions Box => ((IOptions<NewslettersOptions>)portal.Host.Services.GetService(typeof(IOptions<NewslettersOptions>))!)
        .Value.Bounces;

    [Fact]
    public async Task A_newsletter_comes_back_to_the_mailbox_is_read_there_and_told_in_the_office()
    {
        var readers = await portal.SubscribersAsync("noor", "jan", "piet", "zoë", "info");
        var campaign = await portal.SendAsync(await portal.AgreedAsync());
        Assert.Equal("sent 5", await portal.CountsAsync(campaign));
        var back = readers.Select(reader => portal.Server.To(reader)[0].From).ToList();
        Assert.Equal(5, back.Distinct().Count());
        Assert.All(back, place => Assert.Matches(@"^terug\+[0-9a-f]{48}@weerbaar\.example$", place));

        await imap.PutAsync(
            Returned.Dsn(back[0], [Returned.Group(readers[0], "5.1.1")]),
            Returned.Dsn(back[1], [Returned.Group(readers[1], "5.2.2")]),
            Returned.Mail(back[2], "Automatisch antwoord: De nieuwsbrief", headers: "Auto-Submitted: auto-replied\n"),
            Returned.Mail("terug@weerbaar.example", "Wie bent u?"),
            Returned.Complaint($"Original-Mail-From: <{back[3]}>\n", "Subject: De nieuwsbrief"),
            Returned.Dsn(back[4], [Returned.Group(readers[4], "5.7.1")]));
        await ReadAsync();

        Assert.Equal("bounced 3, sent 2", await portal.CountsAsync(campaign));
        Assert.Equal(["*Wie bent u?"], await imap.SubjectsAsync());
        Assert.Equal(EndReasons.Bounced, await EndedAsync(readers[0]));
        Assert.Equal(EndReasons.Complained, await EndedAsync(readers[3]));
        foreach (var reader in new[] { readers[1], readers[2], readers[4] }) Assert.Null(await EndedAsync(reader));

        // The next one goes to who is left; what a person should read is not read again.
        await ReadAsync();
        Assert.Equal("sent 3", await portal.CountsAsync(await portal.SendAsync(await portal.AgreedAsync())));

        var (office, _) = await MembersHost.On(portal.Host).SignedInAsAsync(Rights.Coordinator);
        await office.GoAsync($"/beheer/nieuwsbrieven/{campaign.Document}");
        Assert.Contains("Teruggekomen: 3", office.Text, StringComparison.Ordinal);
        Assert.Contains("1 mail: het adres bestaat niet meer", office.Text, StringComparison.Ordinal);
        Assert.Contains("1 mail: het lukte nu niet", office.Text, StringComparison.Ordinal);
        Assert.Contains("Komen er 5 op rij terug, over minstens 14 dagen", office.Text, StringComparison.Ordinal);
        Assert.Contains("1 mail: het lag niet aan het adres", office.Text, StringComparison.Ordinal);
        Assert.Contains("1 lezer meldde de mail als spam en krijgt geen nieuwsbrief meer", office.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("niet te lezen", office.Text, StringComparison.Ordinal);
        await office.GoAsync("/beheer/nieuwsbrieven/abonnees");
        var numbers = office.Page.QuerySelectorAll("main tbody tr").Select(row => string.Join(
            ": ", row.Children.Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Contains("Gestopt in het laatste jaar: mail kwam terug: 1", numbers);
        Assert.Contains("Gestopt in het laatste jaar: klaagde over de mail: 1", numbers);
        office.Dispose();
    }

    [Fact]
    public async Task Handled_mail_goes_to_a_folder_where_one_is_named()
    {
        Box.Handled = "Gelezen";
        var reader = (await portal.SubscribersAsync("noor"))[0];
        await portal.SendAsync(await portal.AgreedAsync());
        await imap.PutAsync(Returned.Dsn(portal.Server.To(reader)[0].From, [Returned.Group(reader, "5.1.1")]));
        await ReadAsync();
        await ReadAsync();
        Assert.Empty(await imap.SubjectsAsync());
        Assert.Single(await imap.SubjectsAsync("Gelezen"));
    }

    [Fact]
    public async Task A_mail_that_is_too_large_or_no_mail_waits_for_a_person_and_keeps_nobody_waiting()
    {
        var reader = (await portal.SubscribersAsync("noor"))[0];
        await portal.SendAsync(await portal.AgreedAsync());
        var back = portal.Server.To(reader)[0].From;
        await imap.PutAsync(
            Returned.Mail(back, "Groot", new string('a', BounceReader.Most)),
            Returned.Raw("Subject: Vreemd\nContent-Type: multipart/report\n\n--"),
            Returned.Dsn(back, [Returned.Group(reader, "5.1.1")]));
        await ReadAsync();
        Assert.Equal(["*Groot", "*Vreemd"], await imap.SubjectsAsync());
        Assert.Equal(EndReasons.Bounced, await EndedAsync(reader));
    }

    [Fact]
    public async Task A_mailbox_that_cannot_be_read_is_said_once_shown_in_the_office_and_read_when_it_is_back()
    {
        var reader = (await portal.SubscribersAsync("noor"))[0];
        var campaign = await portal.SendAsync(await portal.AgreedAsync());
        await imap.PutAsync(Returned.Dsn(portal.Server.To(reader)[0].From, [Returned.Group(reader, "5.1.1")]));
        await imap.StopAsync();
        await ReadAsync();
        await ReadAsync();
        Assert.Single(portal.Host.Log, line => line.Message.Contains("mailbox of bounces", StringComparison.Ordinal));
        var (office, _) = await MembersHost.On(portal.Host).SignedInAsAsync(Rights.Coordinator);
        await office.GoAsync($"/beheer/nieuwsbrieven/{campaign.Document}");
        Assert.Contains("De mailbox met teruggekomen mail is nu niet te lezen", office.Text, StringComparison.Ordinal);

        await imap.ResumeAsync();
        Box.Password = "fout";
        await ReadAsync();
        Assert.Equal("login", await ProblemAsync());
        (Box.Password, Box.Folder) = (ImapServer.Password, "Bestaat niet");
        await ReadAsync();
        Assert.Equal("folder", await ProblemAsync());
        Box.Folder = "INBOX";
        await ReadAsync();
        Assert.Equal("", await ProblemAsync());
        Assert.Equal(EndReasons.Bounced, await EndedAsync(reader));
        await office.GoAsync($"/beheer/nieuwsbrieven/{campaign.Document}");
        Assert.DoesNotContain("niet te lezen", office.Text, StringComparison.Ordinal);
        office.Dispose();
    }

    private Task ReadAsync() => portal.Host.WithAsync<ReadBouncesJob>(job =>
        job.RunAsync(new ReadBounces(), new JobRun(1, 3, (_, _, _) => Task.CompletedTask), default));

    private async Task<string?> EndedAsync(string address) => await portal.Host.SqlAsync(
        "select end_reason from newsletters.subscribers where address = $1", address) as string;

    private async Task<string> ProblemAsync() =>
        (string)(await portal.Host.SqlAsync("select coalesce(problem, '') from newsletters.return_mailbox"))!;
}
