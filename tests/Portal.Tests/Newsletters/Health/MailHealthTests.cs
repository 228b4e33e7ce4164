using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Newsletters;
using Portal.Newsletters.Health;
using Portal.Platform.Mail;
using Portal.Tests.Members;
using Portal.Tests.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Health;

/// <summary>Whether mail is in order, by a real DNS server and a real mail server.</summary>
public sealed class MailHealthTests : IAsyncLifetime
{
    private const string Path = "/beheer/nieuwsbrieven/techniek";

    private readonly DnsZone zone = DnsZone.AllGood();
    private readonly MembersHost portal = new();
    private MailServer server = null!;

    private PortalHost Host => portal.Host;

    public async Task InitializeAsync()
    {
        server = await MailServer.StartAsync();
        portal.Settings = new(server.Settings)
        {
            ["Mail:Deliver"] = "true",
            ["Mail:DnsServer"] = zone.Address,
            ["Mail:Spf"] = "a:mail.weerbaar.example",
        };
        await portal.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await portal.DisposeAsync();
        await server.DisposeAsync();
        zone.Dispose();
    }

    [Fact]
    public async Task Looking_asks_nobody_and_the_button_says_how_it_stands()
    {
        var (visitor, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await visitor.GoAsync(Path);
        Assert.Contains("nog niet nagevraagd", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(zone.Asked);
        await visitor.PressAsync("Vraag het nu na");
        Assert.Contains("We vragen het nu na", visitor.Text, StringComparison.Ordinal);
        await Host.WorkAsync();
        await visitor.GoAsync(Path);
        Assert.DoesNotContain("We vragen het nu na.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Goed Ontbreekt Goed Goed Goed", string.Join(' ', (await ReportAsync()).Findings.Select(finding => finding.Word)));
        Assert.Contains("Het record laat onze mailserver toe.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Een sleutel maken doet een beheerder.", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Maak een nieuwe sleutel", visitor.Text, StringComparison.Ordinal);
        var mails = server.Taken.Count;
        await CheckAsync();
        Assert.Equal(mails, server.Taken.Count);
        visitor.Dispose();
    }

    [Fact]
    public async Task Editors_and_visitors_stay_out()
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        await editor.GoAsync(Path);
        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
        Assert.Equal(302, (await Host.AskAsync(Path)).Status);
        editor.Dispose();
    }

    [Fact]
    public async Task A_key_is_made_handed_over_and_signs_from_when_it_is_in_DNS()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        await admin.GoAsync(Path);
        await admin.PressAsync("Maak een nieuwe sleutel");
        var key = (await KeysAsync()).Single();
        Assert.StartsWith("mail20", key.Selector, StringComparison.Ordinal);
        Assert.Contains(key.Name, admin.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", admin.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);

        // Nothing of it in DNS: it does not sign, and the letter says what to put there.
        await SendAsync("een@lezers.example");
        var unsigned = (await server.NextToAsync("een@lezers.example")).Message.Headers;
        Assert.DoesNotContain("DKIM-Signature", unsigned.Select(header => header.Field));
        var report = await CheckAsync();
        Assert.Equal(Verdict.Missing, Of(report, "DKIM").Verdict);
        Assert.Contains($"Naam:   {key.Name}\nSoort:  TXT\nWaarde: \"v=DKIM1; k=rsa; p=", report.Letter, StringComparison.Ordinal);

        // Another key there: still not.
        zone.Text(key.Name, "v=DKIM1; k=rsa; p=");
        Assert.Contains("ingetrokken", Of(await CheckAsync(), "DKIM").Says, StringComparison.Ordinal);
        zone.Text(key.Name, key.Record);
        Assert.Equal(Verdict.Good, Of(await CheckAsync(), "DKIM").Verdict);
        await SendAsync("twee@lezers.example");
        var signed = await server.NextToAsync("twee@lezers.example");
        Assert.Contains($"s={key.Selector};", signed.Header("DKIM-Signature"), StringComparison.Ordinal);
        Assert.Equal("True", await Python.VerifyAsync(signed.Raw, key.Name, key.Record, Host.Clock));

        // A second one: the first signs until the second is in DNS, and then may go a week later.
        await admin.GoAsync(Path);
        await admin.PressAsync("Maak een nieuwe sleutel");
        var second = (await KeysAsync()).Single(one => one.IsWaiting);
        Assert.NotEqual(key.Selector, second.Selector);
        await CheckAsync();
        Assert.Equal(key.Selector, (await SigningAsync())!.Selector);
        zone.Text(second.Name, second.Record);
        Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await CheckAsync();
        Assert.Equal(second.Selector, (await SigningAsync())!.Selector);
        await admin.GoAsync(Path);
        Assert.Contains($"De oude sleutel {key.Name} mag uit DNS vanaf", admin.Text, StringComparison.Ordinal);
        admin.Dispose();
    }

    [Fact]
    public async Task A_key_that_waits_can_be_thrown_away_and_two_presses_make_one()
    {
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        var keys = Host.Services.GetRequiredService<DkimKeys>();
        await Task.WhenAll(keys.MakeAsync(default), keys.MakeAsync(default));
        Assert.Single(await KeysAsync());
        await admin.GoAsync(Path);
        await admin.PressAsync("Gooi de nieuwe sleutel weg");
        Assert.Empty(await KeysAsync());
        admin.Dispose();
    }

    [Fact]
    public async Task A_coordinator_makes_no_key()
    {
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync(Path);
        var token = coordinator.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        await coordinator.PostAsync($"{Path}?handler=Make", ("formulier", token));
        Assert.Equal(HttpStatusCode.Forbidden, coordinator.Status);
        Assert.Empty(await KeysAsync());
        coordinator.Dispose();
    }

    [Fact]
    public async Task Where_nothing_is_in_DNS_everything_is_said_with_what_to_put_there()
    {
        zone.Forget("weerbaar.example");
        zone.Forget("_dmarc.weerbaar.example");
        var report = await CheckAsync();
        Assert.Equal(
            ["SPF", "DKIM", "DMARC", "MX"],
            report.Findings.Where(finding => finding.Verdict == Verdict.Missing).Select(finding => finding.Subject.Split(':')[0]));
        Assert.Contains("Waarde: \"v=spf1 a:mail.weerbaar.example ~all\"", report.Letter, StringComparison.Ordinal);
        Assert.Contains(
            "Naam:   _dmarc.weerbaar.example\nSoort:  TXT\nWaarde: \"v=DMARC1; p=quarantine; rua=mailto:postmaster@weerbaar.example\"",
            report.Letter, StringComparison.Ordinal);
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        await admin.GoAsync("/beheer");
        Assert.Contains("4 dingen zijn niet op orde", admin.Text, StringComparison.Ordinal);
        admin.Dispose();
    }

    [Fact]
    public async Task What_is_there_and_is_not_right_is_told_apart()
    {
        async Task SpfIsAsync(string says, params string[] records)
        {
            zone.Text("weerbaar.example", records);
            var finding = Of(await CheckAsync(), "SPF");
            Assert.Equal(Verdict.Different, finding.Verdict);
            Assert.Contains(says, finding.Says, StringComparison.Ordinal);
        }
        await SpfIsAsync("Er staan 2 SPF-records", "v=spf1 mx -all", "v=spf1 a:mail.weerbaar.example -all");
        Assert.Equal("v=spf1 mx a:mail.weerbaar.example ~all", Of(await ReportAsync(), "SPF").Change!.Value);
        var many = string.Concat(Enumerable.Range(0, 11).Select(number => $"a:h{number}.example "));
        await SpfIsAsync("kost meer dan 10 vragen", $"v=spf1 a:mail.weerbaar.example {many}-all");
        await SpfIsAsync("laat iedereen mailen", "v=spf1 +all");
        await SpfIsAsync("laat a:mail.weerbaar.example niet toe", "v=spf1 mx -all");
        await SpfIsAsync("zegt niets over anderen", "v=spf1 a:mail.weerbaar.example");

        zone.Text("_dmarc.weerbaar.example", "v=DMARC1; p=none; rua=mailto:rapport@weerbaar.example");
        var dmarc = Of(await CheckAsync(), "DMARC");
        Assert.Equal(Verdict.Different, dmarc.Verdict);
        Assert.Equal("v=DMARC1; p=quarantine; rua=mailto:rapport@weerbaar.example", dmarc.Change!.Value);
        zone.MailServer("weerbaar.example", ".");
        Assert.Contains("geen mail aanneemt", Of(await CheckAsync(), "MX").Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_asked_is_not_said_to_be_missing()
    {
        zone.Break("weerbaar.example");
        zone.Break("_dmarc.weerbaar.example");
        server.Answer = line => line == "CONNECT" ? MailServer.Gone : null;
        var report = await CheckAsync();
        Assert.Equal(
            ["SPF", "DMARC", "MX", "STARTTLS"],
            report.Findings.Where(finding => finding.Verdict == Verdict.Unknown).Select(finding => finding.Subject.Split(':')[0]));
        Assert.Equal("", report.Letter);
    }

    [Fact]
    public async Task Where_mail_comes_back_to_another_domain_that_one_is_asked_about_as_well()
    {
        Host.Services.GetRequiredService<IOptions<NewslettersOptions>>().Value.BounceAddress = "terug@Retour.example";
        var report = await CheckAsync();
        Assert.Equal(Verdict.Missing, Of(report, "SPF van retour.example").Verdict);
        Assert.Equal(Verdict.Missing, Of(report, "MX van retour.example").Verdict);
        Assert.Contains("Naam:   retour.example\nSoort:  TXT\nWaarde: \"v=spf1 a:mail.weer", report.Letter, StringComparison.Ordinal);
        Assert.Equal("weerbaar.example", report.Domain);

        zone.Text("retour.example", "v=spf1 a:mail.weerbaar.example -all");
        zone.MailServer("retour.example", "mx.weerbaar.example");
        Assert.All((await CheckAsync()).Findings.Where(finding => !finding.Subject.StartsWith("DKIM", StringComparison.Ordinal)),
            finding => Assert.Equal(Verdict.Good, finding.Verdict));
    }

    [Fact]
    public async Task It_is_asked_each_morning_by_itself()
    {
        await Host.BeginCalendarAsync();
        Assert.Null(await Host.WithAsync<MailHealth, KnownHealth?>(health => health.FindAsync(default)));
        Host.Clock.Advance(TimeSpan.FromDays(1));
        await Host.WorkByCalendarAsync();
        Assert.NotNull((await Host.WithAsync<MailHealth, KnownHealth?>(health => health.FindAsync(default)))!.Report);
    }

    private async Task SendAsync(string to)
    {
        Host.Clock.Advance(TimeSpan.FromMinutes(2)); // no connection of before, nor key
        var mail = new Mail(to, "Onderwerp", "Tekst.\n", "<p>Tekst.</p>", "sign-in", to);
        await Host.WithAsync<MailOutbox>(outbox => outbox.EnqueueAsync(mail, default));
        await Host.WorkAsync();
    }

    private async Task<HealthReport> CheckAsync()
    {
        await Host.RunJobAsync(new CheckMailHealth());
        return await ReportAsync();
    }

    private async Task<HealthReport> ReportAsync() =>
        (await Host.WithAsync<MailHealth, KnownHealth?>(health => health.FindAsync(default)))!.Report!;

    private Task<IReadOnlyList<DkimKey>> KeysAsync() => Host.Services.GetRequiredService<DkimKeys>().ListAsync(default);

    private Task<DkimKey?> SigningAsync() => Host.Services.GetRequiredService<DkimKeys>().SigningAsync(default);

    private static Finding Of(HealthReport report, string subject) =>
        report.Findings.Last(finding => finding.Subject.StartsWith(subject, StringComparison.Ordinal));
}
