using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Starting;

namespace Portal.Members.SignIn;

/// <summary>
/// The keys of data protection as they lie in the database and in its backups: encrypted for the certificate in the settings, also those
/// that were made before there was one.
/// </summary>
internal sealed class KeysAtRest(X509Certificate2 certificate, IServiceScopeFactory scopes, ILoggerFactory logs) : IStartupTask
{
    // As the framework writes a key (its XmlKeyManager): what must not be read is marked, and stands encrypted in an element of this name.
    private static readonly XNamespace Space = "http://schemas.asp.net/2015/03/dataProtection";

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<DbSession>();
        var keys = await session.ListAsync(
            "select name, xml from members.data_protection_keys", [], row => (Name: row.Text(0), Xml: row.Text(1)), stop);
        foreach (var (name, xml) in keys)
        {
            if (Encrypt(XElement.Parse(xml)) is not { } encrypted) continue;
            await session.ExecuteAsync(
                "update members.data_protection_keys set xml = $2 where name = $1 and xml = $3", [name, encrypted, xml], stop);
            logs.CreateLogger<KeysAtRest>().LogInformation("Key {Key} stood in the clear, and is encrypted now", name);
        }
    }

    private string? Encrypt(XElement key)
    {
        var clear = key.DescendantsAndSelf().Where(part => (bool?)part.Attribute(Space + "requiresEncryption") == true).ToList();
        if (clear.Count == 0) return null;
        var encryptor = new CertificateXmlEncryptor(certificate, logs);
        foreach (var part in clear)
        {
            var made = encryptor.Encrypt(part);
            var reader = new XAttribute("decryptorType", made.DecryptorType.AssemblyQualifiedName!);
            part.ReplaceWith(new XElement(Space + "encryptedSecret", reader, made.EncryptedElement));
        }
        return key.ToString(SaveOptions.DisableFormatting);
    }
}

/// <summary>Registers the certificate.</summary>
internal static class KeysAtRestRegistration
{
    public static IDataProtectionBuilder ProtectKeys(this IDataProtectionBuilder protection, PlatformOptions platform)
    {
        if (Read(platform) is not { } certificate) return protection;
        protection.Services.AddSingleton<IStartupTask>(
            services => ActivatorUtilities.CreateInstance<KeysAtRest>(services, certificate));
        return protection.ProtectKeysWithCertificate(certificate);
    }

    // A file that is none is said when the settings are checked, with all else that is wrong.
    private static X509Certificate2? Read(PlatformOptions platform)
    {
        try
        {
            return platform.ReadKeyCertificate();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }
}
