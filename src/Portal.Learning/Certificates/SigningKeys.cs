using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Platform.Data;
using Portal.Platform.Starting;

namespace Portal.Learning.Certificates;

/// <summary>
/// The keys that sign certificates: JWS with RS256 (RFC 7515, RFC 7518), public halves as a key set (RFC 7517). A retired key goes on
/// verifying what it signed.
/// </summary>
/// <remarks>
/// The key that signs is read, or made, when the host starts: apart from whoever signs, whose transaction may be taken back, and so that
/// nobody in a transaction waits for a second connection.
/// </remarks>
internal sealed class SigningKeys(
    IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock, ILogger<SigningKeys> log)
    : IStartupTask, IDisposable
{
    private const string Algorithm = "RS256";
    private readonly IDataProtector protector = protection.CreateProtector("certificates");
    private readonly SemaphoreSlim making = new(1, 1);
    private SigningKey? active;

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken stop) => ActiveAsync(stop);

    /// <summary>Signs a text; gives the compact form: header, payload, signature.</summary>
    public async Task<string> SignAsync(string payload, CancellationToken stop = default)
    {
        var (id, key) = await ActiveAsync(stop);
        var header = JsonSerializer.Serialize(new { alg = Algorithm, kid = id });
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}."
            + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload));
        byte[] signature;
        lock (key) signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>What a key of ours signed, word for word; null when none of them signed it.</summary>
    public async Task<string?> PayloadOfAsync(string jws, DbSession session, CancellationToken stop = default)
    {
        if (jws.Split('.') is not [var header, var payload, var signature]) return null;
        try
        {
            if (JsonNode.Parse(Base64Url.DecodeFromChars(header)) is not JsonObject said || (string?)said["alg"] != Algorithm) return null;
            var keys = (await PublicKeysAsync(session, stop))["keys"]!.AsArray();
            if (keys.FirstOrDefault(key => (string?)key!["kid"] == (string?)said["kid"]) is not { } jwk) return null;
            using var rsa = RSA.Create(new RSAParameters
            {
                Modulus = Base64Url.DecodeFromChars((string)jwk["n"]!),
                Exponent = Base64Url.DecodeFromChars((string)jwk["e"]!),
            });
            return rsa.VerifyData(
                Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1)
                ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload))
                : null;
        }
        catch (Exception odd) when (odd is FormatException or JsonException or CryptographicException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The public keys, for who wants to check a signature without us.</summary>
    public async Task<JsonObject> PublicKeysAsync(DbSession session, CancellationToken stop = default)
    {
        var keys = await session.ListAsync(
            "select public_jwk::text from learning.signing_keys order by created_at", [], row => JsonNode.Parse(row.Text(0)), stop);
        return new JsonObject { ["keys"] = new JsonArray([.. keys]) };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        active?.Key.Dispose();
        making.Dispose();
    }

    private async Task<SigningKey> ActiveAsync(CancellationToken stop)
    {
        if (active is { } known) return known;
        await making.WaitAsync(stop);
        try
        {
            if (active is { } made) return made;
            await using var scope = scopes.CreateAsyncScope();
            var session = scope.ServiceProvider.GetRequiredService<DbSession>();
            return active = await session.AloneAsync(
                "signing key", async () => await ReadAsync(session, stop) ?? await MakeAsync(session, stop), stop);
        }
        finally
        {
            making.Release();
        }
    }

    private async Task<SigningKey?> ReadAsync(DbSession session, CancellationToken stop)
    {
        var kept = await session.ListAsync(
            "select id, private_key from learning.signing_keys where retired_at is null order by created_at desc", [],
            row => (Id: row.Text(0), Private: row.Get<byte[]>(1)), stop);
        foreach (var (id, bytes) in kept)
        {
            var key = RSA.Create();
            try
            {
                key.ImportPkcs8PrivateKey(protector.Unprotect(bytes), out _);
                return new SigningKey(id, key);
            }
            catch (CryptographicException problem)
            {
                // What it signed still verifies; only signing goes on with another one.
                key.Dispose();
                log.LogWarning(problem, "Signing key {Key} cannot be read: the keys that protect it are gone", id);
            }
        }
        return null;
    }

    private async Task<SigningKey> MakeAsync(DbSession session, CancellationToken stop)
    {
        var key = RSA.Create(2048);
        var parts = key.ExportParameters(includePrivateParameters: false);
        var id = Convert.ToHexStringLower(SHA256.HashData(parts.Modulus!))[..16];
        var jwk = new
        {
            kty = "RSA",
            use = "sig",
            alg = Algorithm,
            kid = id,
            n = Base64Url.EncodeToString(parts.Modulus),
            e = Base64Url.EncodeToString(parts.Exponent),
        };
        await session.ExecuteAsync(
            "insert into learning.signing_keys (id, private_key, public_jwk, created_at) values ($1, $2, $3::jsonb, $4)",
            [id, protector.Protect(key.ExportPkcs8PrivateKey()), JsonSerializer.Serialize(jwk), clock.GetUtcNow()], stop);
        return new SigningKey(id, key);
    }

    private sealed record SigningKey(string Id, RSA Key);
}
