using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Platform.Data;
using Portal.Platform.Mail;
using Portal.Platform.Starting;

namespace Portal.Newsletters.Subscribers;

/// <summary>
/// The secret is made once for a database and kept there, sealed by the keys of data protection, so that a backup alone tells no address
/// of whoever left. It never changes: what it hashed could not be found any more.
/// </summary>
internal sealed class SecretStore(
    IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock, ILogger<SecretStore> log)
    : IStartupTask, IDisposable
{
    private const int SecretBytes = 32;
    private readonly IDataProtector protector = protection.CreateProtector("newsletters");
    private readonly SemaphoreSlim reading = new(1, 1);
    private Secrets? secrets;
    private volatile bool isUnreadable;

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken stop) => FindAsync(stop);

    /// <summary>The secret; null, with an error in the log, where it cannot be read: what can be done without it goes on.</summary>
    public async Task<Secrets?> FindAsync(CancellationToken stop)
    {
        if (isUnreadable) return null;
        try
        {
            return await GetAsync(stop);
        }
        catch (CryptographicException problem)
        {
            // A new one would let lists reach who left: whoever runs the portal says so (src/deploy/README.md), and starts it again.
            isUnreadable = true;
            log.LogError(problem, "The secret of the newsletters cannot be read: the keys that seal it are gone");
            return null;
        }
    }

    /// <summary>The secret; read at the start, and kept.</summary>
    /// <exception cref="CryptographicException">It cannot be read: the keys that seal it are not those it was sealed with.</exception>
    public async Task<Secrets> GetAsync(CancellationToken stop)
    {
        if (secrets is { } known) return known;
        if (isUnreadable) throw new CryptographicException("The secret of the newsletters cannot be read.");
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
        var made = RandomNumberGenerator.GetBytes(SecretBytes);
        await session.InTransactionAsync(() => BeginAsync(session, made, stop), stop);
        return made;
    }

    // Where a secret was taken away because nobody could read it, whoever is known is hashed anew.
    private async Task BeginAsync(DbSession session, byte[] made, CancellationToken stop)
    {
        await session.ExecuteAsync(
            "insert into newsletters.keys (id, sealed, created_at) values (1, $1, $2)", [protector.Protect(made), clock.GetUtcNow()], stop);
        await session.ExecuteAsync("delete from newsletters.sign_ups", [], stop);
        var known = await session.ListAsync(
            "select id, address from newsletters.subscribers", [], row => (Id: row.Id(0), Address: row.Text(1)), stop);
        foreach (var (id, address) in known)
        {
            await session.ExecuteAsync(
                "update newsletters.subscribers set address_hash = $2 where id = $1",
                [id, new Secrets(made).HashOf(Address.Of(address)!)], stop);
        }
        await session.ExecuteAsync(
            """
            insert into newsletters.suppressions (address_hash, reason, since)
            select address_hash, end_reason, ended_at from newsletters.subscribers where ended_at is not null on conflict do nothing
            """,
            [], stop);
    }
}
