using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Platform.Data;
using Portal.Platform.Starting;

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

/// <summary>
/// The secret is made once for a database and kept there, sealed by the keys of data protection, so that a backup alone tells no address
/// of whoever left. It never changes: what it hashed could not be found any more.
/// </summary>
internal sealed class SecretStore(
    IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock, ILogger<SecretStore> log)
    : IStartupTask, IDisposable
{
    private readonly IDataProtector protector = protection.CreateProtector("newsletters");
    private readonly SemaphoreSlim reading = new(1, 1);
    private Secrets? secrets;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await GetAsync(stop);
        }
        catch (CryptographicException problem)
        {
            // The rest of the portal works; a new secret would let lists reach who unsubscribed.
            log.LogError(problem, "The secret of the newsletters cannot be read: the keys that protect it are gone (src/deploy/README.md)");
        }
    }

    /// <summary>The secret; read at the start, and kept.</summary>
    /// <exception cref="CryptographicException">It cannot be read: the keys that seal it are not those it was sealed with.</exception>
    public async Task<Secrets> GetAsync(CancellationToken stop)
    {
        if (secrets is { } known) return known;
        await reading.WaitAsync(stop);
        try
        {
            if (secrets is { } read) return read;
            await using var scope = scopes.CreateAsyncScope();
            var session = scope.ServiceProvider.GetRequiredService<DbSession>();
            return secrets = new Secrets(await session.AloneAsync("newsletters secret", () => ReadOrMakeAsync(session, stop), stop));
        }
        finally
        {
            reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => reading.Dispose();

    private async Task<byte[]> ReadOrMakeAsync(DbSession session, CancellationToken stop)
    {
        if (await session.ValueAsync<byte[]>("select sealed from newsletters.keys", [], stop) is { } kept) return protector.Unprotect(kept);
        var made = RandomNumberGenerator.GetBytes(32);
        await session.ExecuteAsync(
            "insert into newsletters.keys (id, sealed, created_at) values (1, $1, $2)", [protector.Protect(made), clock.GetUtcNow()], stop);
        return made;
    }
}
