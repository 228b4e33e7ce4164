using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Platform.Data;

namespace Portal.Platform.Mail;

/// <summary>A key that mail is signed with (DKIM, RFC 6376), as far as everybody may know it.</summary>
/// <param name="Domain">The domain that answers for the mail (d=).</param>
/// <param name="Selector">Which of its keys (s=): the public half stands in DNS at <c>selector._domainkey.domain</c>.</param>
/// <param name="PublicKey">The public half (SubjectPublicKeyInfo, RFC 5280 4.1.2.7).</param>
/// <param name="MadeAt">When it was made here; null: it comes from the settings.</param>
/// <param name="SignsSince">
/// From when it signs; null: it waits until its public half is in DNS. For a key from the settings null too.
/// </param>
public sealed record DkimKey(string Domain, string Selector, byte[] PublicKey, DateTimeOffset? MadeAt, DateTimeOffset? SignsSince)
{
    /// <summary>True for a key that was made here and waits for DNS.</summary>
    public bool IsWaiting => MadeAt is not null && SignsSince is null;

    /// <summary>What DNS must say of it (RFC 6376 3.6.1).</summary>
    public string Record => $"v=DKIM1; k=rsa; p={Convert.ToBase64String(PublicKey)}";

    /// <summary>Where DNS must say so.</summary>
    public string Name => $"{Selector}._domainkey.{Domain}";
}

/// <summary>What signs: where, and the private half as PEM.</summary>
internal sealed record SigningKey(string Domain, string Selector, string Pem);

/// <summary>
/// The keys that mail is signed with: those made here, whose private half lies sealed in the database so that nobody needs the server for
/// it, and the one of the settings. The one that began last signs; the one of the settings where none made here did.
/// </summary>
public sealed class DkimKeys
{
    /// <summary>RFC 8301 3.2: at least.</summary>
    private const int Bits = 2048;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly IServiceScopeFactory scopes;
    private readonly IDataProtector protector;
    private readonly MailOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<DkimKeys> log;
    private Known? known;

    internal DkimKeys(
        IServiceScopeFactory scopes, IDataProtectionProvider protection, IOptions<MailOptions> options, TimeProvider clock,
        ILogger<DkimKeys> log)
    {
        (this.scopes, this.options, this.clock, this.log) = (scopes, options.Value, clock, log);
        protector = protection.CreateProtector("Portal.Platform.Mail.DkimKeys");
    }

    /// <summary>The domain to sign for: the one of the settings, else the sender's.</summary>
    public string Domain => options.DkimDomain.Length > 0 ? options.DkimDomain : options.SenderDomain;

    /// <summary>All keys of the domain, the one that signs first, then what waits, then those of before.</summary>
    public async Task<IReadOnlyList<DkimKey>> ListAsync(CancellationToken stop)
    {
        var made = await ReadAsync(
            """
            select selector, public_key, made_at, signs_since from platform.dkim_keys where domain = $1
            order by signs_since is null, signs_since desc, made_at
            """,
            [Domain],
            row => new DkimKey(Domain, row.Text(0), row.Get<byte[]>(1), row.Moment(2), row.GetOrNull<DateTimeOffset>(3)), stop);
        var (began, waiting) = (made.Where(key => !key.IsWaiting).ToList(), made.Where(key => key.IsWaiting));
        if (options.IsSigned) began.Add(OfSettings());
        return [.. began.Take(1), .. waiting, .. began.Skip(1)];
    }

    /// <summary>The key that mail is signed with now; null: mail is not signed.</summary>
    public async Task<DkimKey?> SigningAsync(CancellationToken stop) =>
        (await ListAsync(stop)) is [{ IsWaiting: false } signing, ..] ? signing : null;

    /// <summary>Makes a key, which signs nothing until <see cref="BeginAsync"/>. Where one waits already, it is that one.</summary>
    public async Task MakeAsync(CancellationToken stop)
    {
        using var key = RSA.Create(Bits);
        var taken = (await ListAsync(stop)).Select(one => one.Selector).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var month = clock.GetUtcNow().ToString("'mail'yyyyMM", CultureInfo.InvariantCulture);
        var selector = Enumerable.Range(1, 1000).Select(number => number == 1 ? month : $"{month}-{number}")
            .First(name => !taken.Contains(name));
        await ExecuteAsync(
            """
            insert into platform.dkim_keys (domain, selector, sealed, public_key, made_at) values ($1, $2, $3, $4, $5)
            on conflict do nothing
            """,
            [
                Domain, selector, protector.Protect(Encoding.UTF8.GetBytes(key.ExportPkcs8PrivateKeyPem())),
                key.ExportSubjectPublicKeyInfo(), clock.GetUtcNow(),
            ],
            stop);
    }

    /// <summary>Begins to sign with a key that waits: its public half is in DNS. False: it does not wait (any more).</summary>
    public Task<bool> BeginAsync(string selector, CancellationToken stop) => ExecuteAsync(
        "update platform.dkim_keys set signs_since = $3 where domain = $1 and selector = $2 and signs_since is null",
        [Domain, selector, clock.GetUtcNow()], stop);

    /// <summary>Throws away the key that waits.</summary>
    public Task<bool> DropWaitingAsync(CancellationToken stop) =>
        ExecuteAsync("delete from platform.dkim_keys where domain = $1 and signs_since is null", [Domain], stop);

    /// <summary>
    /// What signs, at most a minute old; null: nothing. Without the database it is what was known: the old key is in DNS as well.
    /// </summary>
    internal async Task<SigningKey?> FindAsync(CancellationToken stop)
    {
        var before = known;
        if (before is not null && clock.GetElapsedTime(before.At) < Fresh) return before.Key;
        try
        {
            var now = new Known(await ReadKeyAsync(stop), clock.GetTimestamp());
            known = now;
            return now.Key;
        }
        catch (Exception e) when (before is not null && e is not OperationCanceledException)
        {
            log.LogWarning("The key that signs mail cannot be asked for; it is the one of before ({Problem})", e.GetType().Name);
            return before.Key;
        }
    }

    private async Task<SigningKey?> ReadKeyAsync(CancellationToken stop)
    {
        var rows = await ReadAsync(
            """
            select selector, sealed from platform.dkim_keys where domain = $1 and signs_since is not null
            order by signs_since desc limit 1
            """,
            [Domain], row => (Selector: row.Text(0), Sealed: row.Get<byte[]>(1)), stop);
        if (rows is [var made])
        {
            try
            {
                return new SigningKey(Domain, made.Selector, Encoding.UTF8.GetString(protector.Unprotect(made.Sealed)));
            }
            catch (CryptographicException e)
            {
                log.LogError(
                    e, "The key {Selector} that signs mail cannot be read: what it was sealed with is gone. Make a new one", made.Selector);
            }
        }
        return options.SettingsKey();
    }

    private DkimKey OfSettings()
    {
        using var key = options.DkimKey();
        return new DkimKey(options.DkimDomain, options.DkimSelector, key.ExportSubjectPublicKeyInfo(), null, null);
    }

    private async Task<List<T>> ReadAsync<T>(string sql, object?[] values, Func<Row, T> row, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DbSession>().ListAsync(sql, values, row, stop);
    }

    private async Task<bool> ExecuteAsync(string sql, object?[] values, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var changed = await scope.ServiceProvider.GetRequiredService<DbSession>().ExecuteAsync(sql, values, stop) > 0;
        known = null;
        return changed;
    }

    private sealed record Known(SigningKey? Key, long At);
}
