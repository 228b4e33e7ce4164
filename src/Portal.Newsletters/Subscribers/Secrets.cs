using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Subscribers;

/// <summary>What this portal's secret is used for: hashes of addresses, and the keys in links.</summary>
internal sealed class Secrets
{
    private const int SignatureBytes = 16;
    private const int ReturnSignatureBytes = 8;
    private readonly byte[] forAddresses;
    private readonly byte[] forLinks;
    private readonly byte[] forReturns;

    public Secrets(byte[] secret)
    {
        forAddresses = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "newsletters addresses"u8.ToArray());
        forLinks = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "newsletters links"u8.ToArray());
        forReturns = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "newsletters returns"u8.ToArray());
    }

    /// <summary>The hash of an address (HMAC, RFC 2104): who has the database and not the secret cannot try addresses.</summary>
    public byte[] HashOf(Address address) => HMACSHA256.HashData(forAddresses, Encoding.UTF8.GetBytes(address.Normal));

    /// <summary>
    /// The key in a subscriber's links: who it is, and a signature. Always the same, so that a link in an old mail still works.
    /// </summary>
    public string KeyFor(Guid subscriber) =>
        Base64Url.EncodeToString([.. subscriber.ToByteArray(), .. SignatureOf(subscriber)]);

    /// <summary>The subscriber a key is for; null when it is not one of ours.</summary>
    public Guid? SubscriberOf(string? key)
    {
        if (key is null || !Base64Url.IsValid(key, out var length) || length != 16 + SignatureBytes) return null;
        var bytes = Base64Url.DecodeFromChars(key);
        var subscriber = new Guid(bytes[..16]);
        return CryptographicOperations.FixedTimeEquals(SignatureOf(subscriber), bytes.AsSpan(16)) ? subscriber : null;
    }

    /// <summary>
    /// What stands in the return path of a mail to a subscriber: whose it is, and a signature of that and of the campaign. Hexadecimal, for
    /// servers may change capitals before an @; the signature is short, for whoever guesses has to ask us each time.
    /// </summary>
    /// <param name="campaign">Which newsletter; an empty id: another mail about the subscription.</param>
    /// <param name="subscriber">Whose.</param>
    public string ReturnTokenFor(Guid campaign, Guid subscriber) =>
        Convert.ToHexStringLower([.. subscriber.ToByteArray(), .. ReturnSignatureOf(campaign, subscriber)]);

    /// <summary>Whose a return token says to be; it is theirs when <see cref="IsReturnToken"/> says so for one of their mails.</summary>
    public static Guid? SubscriberNamedBy(string token) =>
        token.Length == ReturnTokenLength && token.All(char.IsAsciiHexDigit) ? new Guid(Convert.FromHexString(token)[..16]) : null;

    /// <summary>True when a token is the one of this mail.</summary>
    public bool IsReturnToken(string token, Guid campaign, Guid subscriber) =>
        SubscriberNamedBy(token) == subscriber && CryptographicOperations.FixedTimeEquals(
            ReturnSignatureOf(campaign, subscriber), Convert.FromHexString(token).AsSpan(16));

    /// <summary>How many signs <see cref="ReturnTokenFor"/> has.</summary>
    public const int ReturnTokenLength = 2 * (16 + ReturnSignatureBytes);

    private byte[] ReturnSignatureOf(Guid campaign, Guid subscriber)
    {
        byte[] both = [.. campaign.ToByteArray(), .. subscriber.ToByteArray()];
        return HMACSHA256.HashData(forReturns, both)[..ReturnSignatureBytes];
    }

    private byte[] SignatureOf(Guid subscriber) => HMACSHA256.HashData(forLinks, subscriber.ToByteArray())[..SignatureBytes];
}
