using System.Net;
using Portal.Newsletters.Health;

namespace Portal.Tests.Newsletters.Health;

/// <summary>Who may send mail for a domain, as DNS says it.</summary>
public sealed class SpfTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly DnsZone zone = DnsZone.AllGood();

    public void Dispose() => zone.Dispose();

    [Theory]
    [InlineData("v=spf1 a:mail.weerbaar.example -all", nameof(SpfResult.Pass))]
    [InlineData("v=spf1 ip4:192.0.2.0/24 -all", nameof(SpfResult.Pass))]
    [InlineData("v=spf1 ip4:192.0.2.8/29 ~all", nameof(SpfResult.SoftFail))]
    [InlineData("V=SPF1 MX/28 -ALL", nameof(SpfResult.Pass))]
    [InlineData("v=spf1 mx -all", nameof(SpfResult.Fail))]
    [InlineData("v=spf1 include:post.example -all", nameof(SpfResult.Pass))]
    [InlineData("v=spf1 include:weigert.example ?all", nameof(SpfResult.Neutral))]
    [InlineData("v=spf1 redirect=post.example", nameof(SpfResult.Pass))]
    [InlineData("v=spf1 ip6:2001:db8::/32", nameof(SpfResult.Neutral))]
    [InlineData("v=spf1 -ip4:192.0.2.7 +all", nameof(SpfResult.Fail))]
    [InlineData("v=spf1 exists:mail.weerbaar.example -all", nameof(SpfResult.Pass))]
    [InlineData("v=spf1 exists:%{i}._spf.post.example -all", nameof(SpfResult.Undecided))]
    [InlineData("v=spf1 a:niemand.example exp=waarom.example unknown=woord -all", nameof(SpfResult.Fail))]
    [InlineData("v=spf1", nameof(SpfResult.Neutral))]
    public async Task An_address_is_judged_as_a_receiver_judges_it(string record, string expected)
    {
        zone.Text("post.example", "v=spf1 ip4:192.0.2.7 -all");
        zone.Text("weigert.example", "v=spf1 -all");
        zone.Text("weerbaar.example", record);
        var outcome = await CheckAsync();
        Assert.Equal(expected, outcome.Result.ToString());
        Assert.Null(outcome.Problem);
    }

    [Theory]
    [InlineData("v=spf1 ipv4:192.0.2.7 -all", "ipv4:192.0.2.7")]
    [InlineData("v=spf1 ip4:192.0.2.700 -all", "ip4:192.0.2.700")]
    [InlineData("v=spf1 ip4:192.0.2.0/33 -all", "ip4:192.0.2.0/33")]
    [InlineData("v=spf1 include: -all", "include:")]
    [InlineData("v=spf1 include:leeg.example -all", "leeg.example heeft zelf geen SPF-record")]
    [InlineData("v=spf1 include:dubbel.example -all", "dubbel.example heeft meer dan één SPF-record")]
    [InlineData("v=spf1 include:kring.example -all", "verwijst naar zichzelf")]
    public async Task A_record_that_no_receiver_accepts_is_said_to_be_wrong_and_where(string record, string where)
    {
        zone.Host("leeg.example", "192.0.2.1");
        zone.Text("dubbel.example", "v=spf1 -all", "v=spf1 +all");
        zone.Text("kring.example", "v=spf1 include:weerbaar.example -all");
        zone.Text("weerbaar.example", record);
        var outcome = await CheckAsync();
        Assert.Equal(SpfResult.PermError, outcome.Result);
        Assert.Contains(where, outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_it_includes_counts_and_ten_is_the_most()
    {
        zone.Text("diep.example", $"v=spf1 {string.Join(' ', Enumerable.Range(1, 8).Select(number => $"a:host{number}.example"))} -all");
        zone.Text("weerbaar.example", "v=spf1 a:mail.weerbaar.example include:diep.example -all");
        Assert.Equal(10, (await CheckAsync()).Lookups);
        zone.Text("weerbaar.example", "v=spf1 a:mail.weerbaar.example mx include:diep.example -all");
        Assert.Equal(11, (await CheckAsync()).Lookups);
    }

    [Fact]
    public async Task Two_records_are_none()
    {
        zone.Text("weerbaar.example", "v=spf1 ip4:192.0.2.7 -all", "v=spf1 mx -all", "v=spf10 is iets anders");
        var outcome = await CheckAsync();
        Assert.Equal(2, outcome.Records.Count);
        Assert.Equal(SpfResult.PermError, outcome.Result);
    }

    [Fact]
    public async Task What_could_not_be_asked_is_not_taken_for_an_answer()
    {
        var dns = new DnsAnswers(zone.Address, Patience);
        zone.Break("stuk.example");
        Assert.Equal(DnsOutcome.Failed, (await dns.TextsAsync("stuk.example", default)).Outcome);
        Assert.Equal(DnsOutcome.NoName, (await dns.TextsAsync("niemand.example", default)).Outcome);
        Assert.Equal(DnsOutcome.NoRecord, (await dns.TextsAsync("mail.weerbaar.example", default)).Outcome);
        zone.FallSilent("stil.example");
        var silent = await new DnsAnswers(zone.Address, TimeSpan.FromMilliseconds(50)).TextsAsync("stil.example", default);
        Assert.Equal((DnsOutcome.Failed, "de DNS-server gaf geen antwoord"), (silent.Outcome, silent.Problem));

        zone.Text("weerbaar.example", "v=spf1 include:stuk.example -all");
        var outcome = await CheckAsync();
        Assert.Equal(SpfResult.TempError, outcome.Result);
        Assert.NotNull(outcome.Unknown);
    }

    [Fact]
    public async Task A_long_text_comes_whole_also_when_it_does_not_fit_one_packet()
    {
        var text = "v=spf1 " + string.Join(' ', Enumerable.Range(0, 250).Select(number => $"ip4:198.51.100.{number}")) + " -all";
        zone.Text("lang.example", text);
        Assert.Equal([text], (await new DnsAnswers(zone.Address, Patience).TextsAsync("lang.example", default)).Values);
    }

    [Fact]
    public void A_record_gets_one_thing_more_and_two_become_one()
    {
        Assert.Equal("v=spf1 a:mail.example ~all", SpfRecord.With("a:mail.example"));
        Assert.Equal("v=spf1 mx a:mail.example ~all", SpfRecord.With("a:mail.example", "v=spf1 mx -all"));
        Assert.Equal(
            "v=spf1 mx ip4:192.0.2.1 a:mail.example ~all",
            SpfRecord.With("a:mail.example", "v=spf1 mx ?all", "v=spf1 MX ip4:192.0.2.1 -all"));
        Assert.Equal("v=spf1 a:mail.example redirect=post.example", SpfRecord.With("a:mail.example", "v=spf1 redirect=post.example"));
    }

    private Task<SpfOutcome> CheckAsync() => new SpfCheck(new DnsAnswers(zone.Address, Patience))
        .CheckAsync("weerbaar.example", [IPAddress.Parse("192.0.2.7")], default);
}
