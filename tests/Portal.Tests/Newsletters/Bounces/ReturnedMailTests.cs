using System.Text;
using System.Text.RegularExpressions;
using Portal.Newsletters.Bounces;
using Portal.Newsletters.Sending;
using Portal.Newsletters.Subscribers;
using Portal.Platform;
using Portal.Tests.Newsletters.Subscribers;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Bounces;

/// <summary>What becomes of a subscription when a newsletter comes back.</summary>
public sealed class ReturnedMailTests(BouncesHost portal) : IClassFixture<BouncesHost>
{
    private static readonly int BeforeSignature = "terug+".Length + 32;
    private static readonly int AfterToken = "@weerbaar.example".Length + 1;

    [Fact]
    public async Task Who_has_no_address_any_more_gets_no_newsletter_any_more()
    {
        var reader = await portal.ReaderAsync();
        var campaign = await portal.SentAsync(reader);
        var before = await TotalAsync(EndReasons.Bounced);
        Assert.Equal(new Taken(BounceKind.Hard, IsKnown: true), await portal.BounceAsync(reader, campaign, "5.1.1"));
        Assert.Equal("bounced hard 5.1.1", await portal.RowAsync(campaign));
        Assert.Equal(EndReasons.Bounced, await portal.EndedAsync(reader));
        Assert.Equal(EndReasons.Bounced, await portal.Host.SuppressedAsync(reader.Address));
        Assert.Equal(before + 1, await TotalAsync(EndReasons.Bounced));
    }

    [Fact]
    public async Task The_same_mail_twice_is_once_also_when_they_came_back_in_between()
    {
        var reader = await portal.ReaderAsync();
        var campaign = await portal.SentAsync(reader);
        var raw = Returned.Dsn(await portal.ReturnPathAsync(reader, campaign), [Returned.Group(reader.Address, "5.1.1")]);
        var before = await TotalAsync(EndReasons.Bounced);
        await Task.WhenAll(portal.TakeAsync(raw), portal.TakeAsync(raw), portal.TakeAsync(raw));
        Assert.Equal(before + 1, await TotalAsync(EndReasons.Bounced));

        await portal.ReaderAsync(reader.Address);
        Assert.True((await portal.TakeAsync(raw)).IsKnown);
        Assert.Null(await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task A_server_that_gives_all_its_reports_one_Message_ID_is_heard_each_time()
    {
        foreach (var reader in new[] { await portal.ReaderAsync(), await portal.ReaderAsync() })
        {
            var back = await portal.ReturnPathAsync(reader, await portal.SentAsync(reader));
            var raw = Encoding.UTF8.GetString(Returned.Dsn(back, [Returned.Group(reader.Address, "5.1.1")]));
            await portal.TakeAsync(Encoding.UTF8.GetBytes(Regex.Replace(
                raw, "Message-ID: <.*>", "Message-ID: <1@mx.example>", RegexOptions.None, TimeSpan.FromSeconds(10))));
            Assert.Equal(EndReasons.Bounced, await portal.EndedAsync(reader));
        }
    }

    [Fact]
    public async Task What_went_out_before_somebody_came_back_ends_nothing()
    {
        var reader = await portal.ReaderAsync();
        var campaign = await portal.SentAsync(reader, daysAgo: 200);
        await portal.BounceAsync(reader, campaign, "5.1.1");
        Assert.Equal("bounced hard 5.1.1", await portal.RowAsync(campaign));
        Assert.Null(await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task A_welcome_that_comes_back_ends_it_too()
    {
        var reader = await portal.ReaderAsync();
        Assert.Equal(
            await portal.ReturnPathAsync(reader, null),
            await portal.Host.SqlAsync(
                "select return_path from platform.outbox where to_address = $1 and kind = 'newsletter-welcome'", reader.Address));
        await portal.BounceAsync(reader, null, "5.1.1");
        Assert.Equal(EndReasons.Bounced, await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task A_question_to_confirm_comes_back_to_us_and_names_nobody()
    {
        var email = Members.MembersHost.NewEmail("vraagt");
        (await portal.Host.SignUpAsync(email)).Dispose();
        Assert.Equal(
            "terug@weerbaar.example",
            await portal.Host.SqlAsync("select return_path from platform.outbox where to_address = $1", email));
    }

    [Fact]
    public async Task A_provider_that_says_of_everybody_that_they_are_gone_costs_nobody_their_newsletter_the_first_time()
    {
        var readers = new List<Subscriber>();
        for (var number = 0; number < ReturnedMails.ManyAtOnce + 2; number++) readers.Add(await portal.ReaderAsync());
        async Task SendAsync(int daysAgo)
        {
            var campaign = await portal.SentAsync(readers[0], daysAgo, DeliveryState.Refused, "550 5.1.1");
            foreach (var reader in readers.Skip(1))
            {
                await portal.Host.SqlAsync(
                    """
                    insert into newsletters.deliveries (campaign_id, subscriber_id, domain, state, next_at, at, code)
                    select campaign_id, $2, domain, state, next_at, at, code from newsletters.deliveries
                    where campaign_id = $1 and subscriber_id = $3
                    """,
                    campaign, reader.Id, readers[0].Id);
            }
            while (await portal.Host.WithAsync<ReturnedMails, int>(returned => returned.TakeRefusalsAsync(default)) > 0)
            {
            }
        }

        await SendAsync(daysAgo: 20);
        foreach (var reader in readers) Assert.Null(await portal.EndedAsync(reader));
        await SendAsync(daysAgo: 13); // still the same trouble
        foreach (var reader in readers) Assert.Null(await portal.EndedAsync(reader));
        await SendAsync(daysAgo: 1);
        foreach (var reader in readers) Assert.Equal(EndReasons.Bounced, await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task A_mailbox_that_is_full_for_weeks_is_given_up()
    {
        var reader = await portal.ReaderAsync();
        foreach (var days in new[] { 28, 21, 14, 7 })
        {
            await portal.BounceAsync(reader, await portal.SentAsync(reader, days), "5.2.2");
            Assert.Null(await portal.EndedAsync(reader));
        }
        var last = await portal.SentAsync(reader, 0);
        await portal.BounceAsync(reader, last, "4.2.2");
        Assert.Equal("bounced soft 4.2.2", await portal.RowAsync(last));
        Assert.Equal(EndReasons.Bounced, await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task A_newsletter_that_arrived_in_between_begins_the_count_anew()
    {
        var reader = await portal.ReaderAsync();
        foreach (var days in new[] { 70, 63, 56, 49 }) await portal.BounceAsync(reader, await portal.SentAsync(reader, days), "5.2.2");
        await portal.SentAsync(reader, 42);
        foreach (var days in new[] { 35, 28, 21, 14 }) await portal.BounceAsync(reader, await portal.SentAsync(reader, days), "5.2.2");
        Assert.Null(await portal.EndedAsync(reader));
        await portal.BounceAsync(reader, await portal.SentAsync(reader, 7), "5.2.2");
        Assert.Equal(EndReasons.Bounced, await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task A_mail_server_that_is_away_for_a_week_costs_nobody_their_newsletter()
    {
        var reader = await portal.ReaderAsync();
        foreach (var days in new[] { 6, 5, 4, 3, 2, 1, 0 }) await portal.BounceAsync(reader, await portal.SentAsync(reader, days), "4.4.1");
        Assert.Null(await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task What_came_back_of_one_newsletter_twice_counts_once_and_the_worst_counts()
    {
        var reader = await portal.ReaderAsync();
        var campaign = await portal.SentAsync(reader);
        await portal.BounceAsync(reader, campaign, "5.2.2");
        await portal.BounceAsync(reader, campaign, "5.7.1");
        Assert.Equal("bounced soft 5.2.2", await portal.RowAsync(campaign));
        await portal.BounceAsync(reader, campaign, "5.1.1");
        Assert.Equal("bounced hard 5.1.1", await portal.RowAsync(campaign));
    }

    [Fact]
    public async Task What_a_server_has_against_us_is_never_held_against_the_reader()
    {
        var reader = await portal.ReaderAsync();
        foreach (var days in new[] { 42, 35, 28, 21, 14, 7, 0 })
            await portal.BounceAsync(reader, await portal.SentAsync(reader, days), "5.7.1");
        Assert.Null(await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task An_address_that_forwards_to_one_that_is_gone_is_not_given_up_at_once()
    {
        var reader = await portal.ReaderAsync();
        var campaign = await portal.SentAsync(reader);
        await portal.TakeAsync(Returned.Dsn(
            await portal.ReturnPathAsync(reader, campaign), [Returned.Group("weg@elders.example", "5.1.1", original: reader.Address)]));
        Assert.Equal("bounced soft 5.1.1", await portal.RowAsync(campaign));
        Assert.Null(await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task Somebody_who_is_away_or_a_mail_that_is_late_changes_nothing()
    {
        var reader = await portal.ReaderAsync();
        var campaign = await portal.SentAsync(reader);
        var back = await portal.ReturnPathAsync(reader, campaign);
        Assert.True((await portal.TakeAsync(
            Returned.Mail(back, "Automatisch antwoord: De nieuwsbrief", headers: "Auto-Submitted: auto-replied\n"))).IsDone);
        Assert.True((await portal.TakeAsync(Returned.Dsn(back, [Returned.Group(reader.Address, "4.4.1", "delayed")]))).IsDone);
        Assert.True((await portal.TakeAsync(Returned.Dsn(back, [Returned.Group(reader.Address, "2.1.5", "relayed")]))).IsDone);
        Assert.Equal("sent", await portal.RowAsync(campaign));
        Assert.Null(await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task Nobody_can_end_the_newsletter_of_somebody_whose_mail_they_never_had()
    {
        var (reader, other) = (await portal.ReaderAsync(), await portal.ReaderAsync());
        var (campaign, otherCampaign) = (await portal.SentAsync(reader), await portal.SentAsync(other));
        var (back, otherBack) = (await portal.ReturnPathAsync(reader, campaign), await portal.ReturnPathAsync(other, otherCampaign));
        string[] gone = [Returned.Group(reader.Address, "5.1.1", original: reader.Address)];
        byte[][] forged =
        [
            Returned.Dsn("terug@weerbaar.example", gone),
            Returned.Dsn("terug@weerbaar.example", gone, $"Message-ID: <{Guid.NewGuid()}@weerbaar.example>\nTo: {reader.Address}"),
            // the Message-ID of a mail to somebody else
            Returned.Dsn("terug@weerbaar.example", gone, BouncesHost.HeadersOf(other, otherCampaign)),
            // a token with another signature, and one of somebody else with this reader's name in it
            Returned.Dsn(back[..^AfterToken] + (back[^AfterToken] == '0' ? '1' : '0') + back[^(AfterToken - 1)..], gone),
            Returned.Dsn(back[..BeforeSignature] + otherBack[BeforeSignature..], gone),
            Returned.Complaint($"Original-Rcpt-To: <{reader.Address}>\n", $"To: {reader.Address}"),
            Returned.Mail("afmelden@weerbaar.example", "afmelden " + new string('A', 43)),
            Returned.Mail("afmelden@weerbaar.example", "afmelden", headers: $"Reply-To: {reader.Address}\n"),
        ];
        foreach (var raw in forged)
        {
            var taken = await portal.TakeAsync(raw);
            Assert.False(taken.IsKnown);
            Assert.False(taken.IsDone);
        }
        Assert.Equal("sent", await portal.RowAsync(campaign));
        Assert.Null(await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task Without_a_bounce_address_a_mail_is_known_by_what_the_report_brings_back()
    {
        var (reader, other) = (await portal.ReaderAsync(), await portal.ReaderAsync());
        var campaign = await portal.SentAsync(reader);
        await portal.SentAsync(other);
        await portal.TakeAsync(Returned.Dsn(
            "noreply@weerbaar.example", [Returned.Group(reader.Address, "5.1.1")], BouncesHost.HeadersOf(reader, campaign)));
        Assert.Equal("bounced hard 5.1.1", await portal.RowAsync(campaign));
        Assert.Equal(EndReasons.Bounced, await portal.EndedAsync(reader));

        // Only that it was ours: the address is left out.
        await portal.TakeAsync(Returned.Dsn(
            "noreply@weerbaar.example", [Returned.Group(other.Address, "5.1.1")],
            $"List-Unsubscribe: <https://x.example/nieuwsbrieven/afmelden?sleutel={await portal.KeyAsync(other)}>"));
        Assert.Equal(EndReasons.Bounced, await portal.EndedAsync(other));
    }

    [Fact]
    public async Task Capitals_that_a_server_made_of_the_return_path_do_not_matter()
    {
        var reader = await portal.ReaderAsync();
        var campaign = await portal.SentAsync(reader);
        var back = await portal.ReturnPathAsync(reader, campaign);
        Assert.DoesNotContain(reader.Address.Split('@')[0], back, StringComparison.Ordinal);
        Assert.InRange(back.IndexOf('@', StringComparison.Ordinal), 1, 64);
        await portal.TakeAsync(Returned.Dsn(back.ToUpperInvariant(), [Returned.Group(reader.Address, "5.1.1")]));
        Assert.Equal(EndReasons.Bounced, await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task Who_calls_it_spam_gets_it_no_more()
    {
        var (reader, other) = (await portal.ReaderAsync(), await portal.ReaderAsync());
        var (campaign, otherCampaign) = (await portal.SentAsync(reader), await portal.SentAsync(other));
        // As most providers do it: who complained is left out.
        var complaint = Returned.Complaint(
            "Original-Rcpt-To: <redacted@provider.example>\n",
            $"{BouncesHost.HeadersOf(reader, campaign)}\nList-Unsubscribe: <https://x.example/a?sleutel={await portal.KeyAsync(reader)}>");
        Assert.Equal(new Taken(BounceKind.Complaint, IsKnown: true), await portal.TakeAsync(complaint));
        Assert.Equal("sent complained", await portal.RowAsync(campaign));
        Assert.Equal(EndReasons.Complained, await portal.EndedAsync(reader));
        Assert.Equal(EndReasons.Complained, await portal.Host.SuppressedAsync(reader.Address));

        var back = await portal.ReturnPathAsync(other, otherCampaign);
        await portal.TakeAsync(Returned.Complaint($"Original-Mail-From: <{back}>\n", "Subject: x"));
        Assert.Equal("sent complained", await portal.RowAsync(otherCampaign));
        Assert.Equal(EndReasons.Complained, await portal.EndedAsync(other));
    }

    [Fact]
    public async Task A_mail_program_unsubscribes_by_mail_with_the_key_of_the_newsletter()
    {
        var reader = await portal.ReaderAsync();
        var headers = (await portal.Host.WithAsync<LinkMaker, SubscriberLinks>(links => links.ForAsync(reader.Id, default))).Headers;
        var mailto = new Uri(headers[0].Value.Split('<', '>')[3]);
        var subject = Uri.UnescapeDataString(mailto.Query["?subject=".Length..]);
        Assert.True((await portal.TakeAsync(Returned.Mail("afmelden@weerbaar.example", subject))).IsDone);
        Assert.Equal(EndReasons.Unsubscribed, await portal.EndedAsync(reader));
        Assert.Equal(EndReasons.Unsubscribed, await portal.Host.SuppressedAsync(reader.Address));
    }

    [Fact]
    public async Task What_a_server_refused_while_it_was_handed_over_counts_the_same()
    {
        var (gone, full, strict, lost) =
            (await portal.ReaderAsync(), await portal.ReaderAsync(), await portal.ReaderAsync(), await portal.ReaderAsync());
        var campaigns = new[]
        {
            await portal.SentAsync(gone, 0, DeliveryState.Refused, "550 5.1.1"),
            await portal.SentAsync(full, 0, DeliveryState.Refused, "552 5.2.2"),
            await portal.SentAsync(strict, 0, DeliveryState.Refused, "554 5.7.1"),
            await portal.SentAsync(lost, 0, DeliveryState.Failed, "closed"),
        };
        await portal.Host.WithAsync<ReturnedMails>(async returned =>
        {
            Assert.Equal(4, await returned.TakeRefusalsAsync(default));
            Assert.Equal(0, await returned.TakeRefusalsAsync(default));
        });
        Assert.Equal("refused hard 550 5.1.1", await portal.RowAsync(campaigns[0]));
        Assert.Equal("refused soft 552 5.2.2", await portal.RowAsync(campaigns[1]));
        Assert.Equal("refused ours 554 5.7.1", await portal.RowAsync(campaigns[2]));
        Assert.Equal("failed ours closed", await portal.RowAsync(campaigns[3]));
        Assert.Equal(EndReasons.Bounced, await portal.EndedAsync(gone));
        foreach (var reader in new[] { full, strict, lost }) Assert.Null(await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task Nothing_of_a_mail_that_came_back_is_kept_but_that_it_did()
    {
        var reader = await portal.ReaderAsync();
        var campaign = await portal.SentAsync(reader);
        await portal.TakeAsync(Returned.Dsn(
            await portal.ReturnPathAsync(reader, campaign),
            [Returned.Group(reader.Address, "5.2.2", diagnostic: $"552 5.2.2 <{reader.Address}> heeft een volle mailbox")]));
        foreach (var table in new[] { "deliveries", "returned_mails", "return_mailbox" })
        {
            Assert.Equal(
                0L,
                await portal.Host.SqlAsync(
                    $"select count(*) from newsletters.{table} t where t::text ilike '%volle%' or t::text like '%@%'"));
        }
    }

    private async Task<int> TotalAsync(string what) => (int)(await portal.Host.SqlAsync(
        "select coalesce(sum(number), 0)::int from newsletters.totals where what = $1 and day = $2", what,
        DutchTime.DateOf(portal.Host.Clock.GetUtcNow())))!;
}
