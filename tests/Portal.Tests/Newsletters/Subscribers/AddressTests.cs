using Portal.Newsletters.Subscribers;
using Portal.Platform.Mail;

namespace Portal.Tests.Newsletters.Subscribers;

/// <summary>What counts as one address, and which addresses are the same.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("jan@voorbeeld.nl", "jan@voorbeeld.nl")]
    [InlineData("  Jan.De.Vries@Voorbeeld.NL ", "jan.de.vries@voorbeeld.nl")]
    [InlineData("jan+nieuws@voorbeeld.nl", "jan+nieuws@voorbeeld.nl")]
    [InlineData("o'brien@voorbeeld.nl", "o'brien@voorbeeld.nl")]
    [InlineData("info@crèche.nl", "info@xn--crche-5ra.nl")]
    [InlineData("info@CRÈCHE.nl", "info@xn--crche-5ra.nl")]
    [InlineData("info@xn--crche-5ra.nl", "info@xn--crche-5ra.nl")]
    [InlineData("zoë@voorbeeld.nl", "zoë@voorbeeld.nl")]
    [InlineData("zoe\u0308@voorbeeld.nl", "zoë@voorbeeld.nl")]
    [InlineData("用户@例え.jp", "用户@xn--r8jz45g.jp")]
    [InlineData("\"jan de vries\"@voorbeeld.nl", "\"jan de vries\"@voorbeeld.nl")]
    [InlineData("\"jan\"@voorbeeld.nl", "jan@voorbeeld.nl")]
    [InlineData("\"jan@thuis\"@voorbeeld.nl", "\"jan@thuis\"@voorbeeld.nl")]
    [InlineData("jan@voorbeeld.nl.", "jan@voorbeeld.nl")]
    [InlineData("<jan@voorbeeld.nl>", "jan@voorbeeld.nl")]
    public void An_address_has_one_normal_form(string typed, string normal)
    {
        var address = Address.Of(typed);
        Assert.NotNull(address);
        Assert.Equal(normal, address.Normal);
        Assert.True(MailWriter.TryRead(address.Text, out _), "What a form takes, mail can be sent to.");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("jan")]
    [InlineData("jan@")]
    [InlineData("@voorbeeld.nl")]
    [InlineData("jan@voorbeeld")]
    [InlineData("jan@localhost")]
    [InlineData("jan@[127.0.0.1]")]
    [InlineData("jan@127.0.0.1")]
    [InlineData("jan@voorbeeld..nl")]
    [InlineData("jan@voor_beeld.nl")]
    [InlineData("jan@-voorbeeld.nl")]
    [InlineData("jan@voorbeeld.nl, piet@voorbeeld.nl")]
    [InlineData("jan@voorbeeld.nl; piet@voorbeeld.nl")]
    [InlineData("Jan <jan@voorbeeld.nl>")]
    [InlineData("<@ander.nl:jan@voorbeeld.nl>")]
    [InlineData("jan de vries@voorbeeld.nl")]
    [InlineData("jan@voorbeeld.nl\r\nBcc: piet@voorbeeld.nl")]
    [InlineData("jan\r\n@voorbeeld.nl")]
    [InlineData("\"jan\r\nBcc: x\"@voorbeeld.nl")]
    [InlineData("jan\u2028@voorbeeld.nl")]
    [InlineData("jan\u202e@voorbeeld.nl")]
    [InlineData("jan\u200b@voorbeeld.nl")]
    public void What_is_no_address_of_one_person_is_refused(string? typed) => Assert.Null(Address.Of(typed));

    [Fact]
    public void An_address_is_as_long_as_mail_allows()
    {
        Assert.NotNull(Address.Of($"{new string('a', 64)}@voorbeeld.nl"));
        Assert.Null(Address.Of($"{new string('a', 65)}@voorbeeld.nl"));
        Assert.Null(Address.Of($"{new string('é', 33)}@voorbeeld.nl"));
        var domain = string.Join('.', Enumerable.Repeat(new string('b', 60), 4));
        Assert.Null(Address.Of($"abcdefghijkl@{domain}.nl"));
    }

    [Theory]
    [InlineData("jan@voorbeeld.nl", "j•••@voorbeeld.nl")]
    [InlineData("\"jan de vries\"@voorbeeld.nl", "•••@voorbeeld.nl")]
    [InlineData("zoe\u0308@voorbeeld.nl", "z•••@voorbeeld.nl")]
    public void A_masked_address_is_known_to_its_owner_alone(string address, string masked) =>
        Assert.Equal(masked, Address.Masked(address));

    [Fact]
    public void A_key_in_a_link_is_for_one_subscriber_and_one_portal()
    {
        var (ours, theirs) = (new Secrets([1, 2, 3]), new Secrets([1, 2, 4]));
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        var key = ours.KeyFor(one);
        Assert.Equal(one, ours.SubscriberOf(key));
        Assert.NotEqual(key, ours.KeyFor(other));
        Assert.Null(theirs.SubscriberOf(key));
        Assert.Null(ours.SubscriberOf(ours.KeyFor(other)[..20] + key[20..]));
        foreach (var odd in new[] { null, "", "x", key + "A", key[..^1], "%00", new string('A', 43), new string('é', 43) })
            Assert.Null(ours.SubscriberOf(odd));
    }

    [Fact]
    public void A_hash_is_of_the_address_and_of_this_portal()
    {
        var (ours, theirs) = (new Secrets([1, 2, 3]), new Secrets([1, 2, 4]));
        Assert.Equal(ours.HashOf(Address.Of("jan@voorbeeld.nl")!), ours.HashOf(Address.Of("JAN@VOORBEELD.NL")!));
        Assert.NotEqual(ours.HashOf(Address.Of("jan@voorbeeld.nl")!), theirs.HashOf(Address.Of("jan@voorbeeld.nl")!));
    }
}
