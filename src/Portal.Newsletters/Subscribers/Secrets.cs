using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Newsletters.Subscribers;

/// <summary>What this portal's secret is used for: hashes of addresses, and the keys in links.</summary>
internal sealed class Secrets
{
    private const int SignatureBytes = 16;
    private readonly byte[] forAddresses;
    private readonly byte[] forLinks;

    public Secrets(byte[] secret)
    {
        forAddresses = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "newsletters addresses"u8.ToArray());
        forLinks = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "newsletters links"u8.ToArray());
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

    private byte[] SignatureOf(Guid subscriber) => HMACSHA256.HashData(forLinks, subscriber.ToByteArray())[..SignatureBytes];
}
