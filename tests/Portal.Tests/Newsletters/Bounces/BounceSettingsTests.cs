using System.ComponentModel.DataAnnotations;
using Portal.Newsletters;

namespace Portal.Tests.Newsletters.Bounces;

/// <summary>A setting that cannot work is said when the portal starts.</summary>
public sealed class BounceSettingsTests
{
    [Theory]
    [InlineData("terug@weerbaar.example", true)]
    [InlineData("", true)]
    [InlineData("terug-nieuws@weerbaar.example", true)]
    [InlineData("terug", false)]
    [InlineData("terug+al@weerbaar.example", false)]
    [InlineData("terugkomende-nieuwsbrieven@weerbaar.example", false)] // with the token it would be longer than an address may be
    [InlineData("zoë@weerbaar.example", false)]
    [InlineData("a@x.example, b@x.example", false)]
    public void A_bounce_address_leaves_room_for_a_token(string address, bool isGood) =>
        Assert.Equal(isGood, Problems(new() { BounceAddress = address }).Count == 0);

    [Fact]
    public void A_mailbox_needs_a_name_and_a_password_and_a_key_is_long()
    {
        Assert.Single(Problems(new() { Bounces = { Host = "imap.example" } }));
        Assert.Empty(Problems(new() { Bounces = { Host = "imap.example", User = "terug", Password = "geheim" } }));
        Assert.Single(Problems(new() { Bounces = { WebhookKey = "kort" } }));
        Assert.Single(Problems(new() { Bounces = { Port = 0 } }));
        Assert.Single(Problems(new() { Bounces = { AtMost = 0 } }));
    }

    private static List<ValidationResult> Problems(NewslettersOptions options) => [.. options.Validate(new ValidationContext(options))];
}
