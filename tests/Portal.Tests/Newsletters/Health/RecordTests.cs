using System.Security.Cryptography;
using Portal.Newsletters.Health;

namespace Portal.Tests.Newsletters.Health;

/// <summary>Records of DMARC and DKIM, and how one is written for who manages DNS.</summary>
public sealed class RecordTests : IDisposable
{
    private readonly DnsZone zone = new();

    public void Dispose() => zone.Dispose();

    [Theory]
    [InlineData("mail.weerbaar.example", "v=DMARC1; p=reject", "reject", "mail.weerbaar.example")]
    [InlineData("weerbaar.example", "v=DMARC1; p=none; sp=quarantine", "quarantine", "weerbaar.example")]
    [InlineData("weerbaar.example", "v=DMARC1;p=Quarantine", "quarantine", "weerbaar.example")]
    public async Task The_nearest_policy_above_a_sender_holds(string at, string text, string policy, string domain)
    {
        zone.Text($"_dmarc.{at}", text);
        var found = (await FindAsync("nieuws.mail.weerbaar.example")).Policy!;
        Assert.Equal((policy, domain), (found.Policy, found.Domain));
    }

    [Theory]
    [InlineData("v=DMARC1; rua=mailto:x@weerbaar.example")]
    [InlineData("v=DMARC1; p=misschien")]
    [InlineData("v=DMARC1; p=none; p=reject")]
    public async Task A_policy_that_cannot_be_read_is_said_to_be_wrong(string text)
    {
        zone.Text("_dmarc.weerbaar.example", text);
        Assert.Contains("niet te lezen", (await FindAsync("weerbaar.example")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_policies_are_none_and_no_answer_is_not_none()
    {
        zone.Text("_dmarc.weerbaar.example", "v=DMARC1; p=none", "v=DMARC1; p=reject");
        Assert.Contains("telt er geen", (await FindAsync("weerbaar.example")).Problem, StringComparison.Ordinal);
        zone.Break("_dmarc.stuk.example");
        Assert.NotNull((await FindAsync("stuk.example")).Unknown);
        Assert.Equal(new DmarcOutcome(null, null, null), await FindAsync("niets.example"));
    }

    [Theory]
    [InlineData("post.weerbaar.example", true, false)]
    [InlineData("weerbaar.example", true, true)]
    [InlineData("anders.example", false, false)]
    public async Task A_domain_counts_as_the_senders_when_it_is_of_the_same_organisation(string domain, bool loose, bool strict)
    {
        zone.Text("_dmarc.weerbaar.example", "v=DMARC1; p=reject");
        var policy = (await FindAsync("weerbaar.example")).Policy!;
        Assert.Equal(loose, policy.IsAligned(domain, "weerbaar.example", strict: false));
        Assert.Equal(strict, policy.IsAligned(domain, "weerbaar.example", strict: true));
    }

    [Fact]
    public void A_key_in_DNS_is_ours_or_not_however_it_is_written()
    {
        using var key = RSA.Create(2048);
        using var other = RSA.Create(2048);
        var ours = key.ExportSubjectPublicKeyInfo();
        string Record(RSA of, string tags = "k=rsa; ") => $"v=DKIM1; {tags}p={Convert.ToBase64String(of.ExportSubjectPublicKeyInfo())}";
        void Is(DkimState state, string text) => Assert.Equal(state, DkimRecord.Compare(text, ours));
        Is(DkimState.Same, Record(key));
        Is(DkimState.Same, Record(key, "")[9..]);
        Is(DkimState.Same, $"p={Convert.ToBase64String(key.ExportRSAPublicKey(), Base64FormattingOptions.InsertLineBreaks)}");
        Is(DkimState.Same, Record(key, "s=email; h=sha256:sha1; t=y; "));
        Is(DkimState.Other, Record(other));
        Is(DkimState.Other, Record(key, "k=ed25519; "));
        Is(DkimState.Revoked, "v=DKIM1; p=");
        Is(DkimState.NotForMail, Record(key, "s=tlsrpt; "));
        Is(DkimState.NotForMail, Record(key, "h=sha1; "));
        Is(DkimState.Unreadable, Record(key)[..100]);
        Is(DkimState.Unreadable, "v=DKIM2; p=abcd");
        Is(DkimState.Unreadable, "een tekst");
        Assert.True(DkimRecord.IsOnTrial("v=DKIM1; t=s:y; p="));
        Assert.False(DkimRecord.IsOnTrial("v=DKIM1; t=s; p="));
        Assert.Equal(2048, DkimRecord.BitsOf(ours));
    }

    [Fact]
    public void A_long_text_is_written_as_strings_of_255_bytes()
    {
        var text = "v=DKIM1; p=" + new string('A', 500) + "\"\\";
        var written = new DnsChange("x.example", "TXT", text, []).Written;
        var parts = written[1..^1].Split("\" \"");
        Assert.Equal([255, 255, 5], parts.Select(part => part.Length));
        var whole = string.Concat(parts);
        Assert.Equal(text, whole.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal));
    }

    private Task<DmarcOutcome> FindAsync(string domain) =>
        Dmarc.FindAsync(new DnsAnswers(zone.Address, TimeSpan.FromSeconds(30)), domain, default);
}
