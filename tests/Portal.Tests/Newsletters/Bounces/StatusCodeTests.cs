using Portal.Newsletters.Bounces;

namespace Portal.Tests.Newsletters.Bounces;

/// <summary>What the codes of mail servers mean for an address: the whole table.</summary>
public sealed class StatusCodeTests
{
    [Theory]
    [InlineData("5.1.0", "Hard")]
    [InlineData("5.1.1", "Hard")]
    [InlineData("5.1.2", "Hard")]
    [InlineData("5.1.3", "Hard")]
    [InlineData("5.1.4", "Soft")] // ambiguous: somebody may mend that
    [InlineData("5.1.6", "Hard")]
    [InlineData("5.1.7", "Ours")]
    [InlineData("5.1.8", "Ours")]
    [InlineData("5.1.10", "Hard")]
    [InlineData("5.2.0", "Soft")]
    [InlineData("5.2.1", "Hard")]
    [InlineData("5.2.2", "Soft")] // a full mailbox is emptied
    [InlineData("5.2.3", "Ours")]
    [InlineData("5.2.4", "Soft")]
    [InlineData("5.3.0", "Soft")]
    [InlineData("5.3.2", "Soft")]
    [InlineData("5.3.4", "Ours")]
    [InlineData("5.4.1", "Soft")]
    [InlineData("5.4.4", "Soft")] // a domain without DNS may be a slip
    [InlineData("5.4.6", "Soft")]
    [InlineData("5.5.0", "Ours")]
    [InlineData("5.6.7", "Ours")]
    [InlineData("5.7.0", "Ours")]
    [InlineData("5.7.1", "Ours")]
    [InlineData("5.7.26", "Ours")]
    [InlineData("5.7.509", "Ours")]
    [InlineData("5.0.0", "Soft")]
    [InlineData("4.1.1", "Soft")]
    [InlineData("4.2.2", "Soft")]
    [InlineData("4.4.7", "Soft")]
    [InlineData("4.7.1", "Soft")]
    [InlineData("2.1.5", "Delivered")]
    [InlineData("550 5.1.1", "Hard")]
    [InlineData("553 5.1.3", "Hard")] // our own word for an address that cannot be one
    [InlineData("554 5.7.1", "Ours")]
    [InlineData("552 5.2.2", "Soft")]
    [InlineData("552 5.3.4", "Ours")]
    [InlineData("550", "Soft")] // nobody said why
    [InlineData("451", "Soft")]
    [InlineData("closed", "Ours")]
    [InlineData("timeout", "Ours")]
    [InlineData(null, "Ours")]
    public void Only_what_says_that_the_address_is_gone_is_for_good(string? code, string kind) =>
        Assert.Equal(kind, StatusCode.Of(code).ToString());

    [Theory]
    [InlineData("5.1.1", "550 5.7.1 no", "5.1.1")]
    [InlineData("5.0.0", "550 5.1.1 <noor@x.example> unknown", "5.1.1")]
    [InlineData("5.0.0", "450 4.2.0 later", "5.0.0")]
    [InlineData("5.0.0", "550 unknown", "5.0.0")]
    [InlineData("5.0.0 (permanent failure)", null, "5.0.0")]
    [InlineData(null, "smtp; 550-5.1.1 The email account", "5.1.1")]
    [InlineData("nonsense", null, null)]
    [InlineData(null, "from 15.1.1.7 to 5.1.1.9: no", null)] // addresses of machines look like codes
    public void A_server_that_only_says_no_is_asked_for_what_the_next_one_said(string? status, string? diagnostic, string? telling) =>
        Assert.Equal(telling, StatusCode.Telling(status, diagnostic));
}
