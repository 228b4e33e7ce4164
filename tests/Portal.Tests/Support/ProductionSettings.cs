using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Portal.Tests.Support;

/// <summary>What a host in Production must have been told, for tests that start one.</summary>
public static class ProductionSettings
{
    private static readonly Lazy<string> Certificate = new(MakeCertificate);

    /// <summary>A file with a certificate and its key.</summary>
    public static string KeyCertificate => Certificate.Value;

    /// <summary>As keys of the settings: <c>Portal:PublicUrl</c>.</summary>
    public static IReadOnlyDictionary<string, string> All => new Dictionary<string, string>
    {
        ["Portal:PublicUrl"] = "https://portaal.voorbeeld.nl",
        ["Portal:TrustedProxies"] = "127.0.0.1,::1",
        ["Portal:KeyCertificate"] = KeyCertificate,
    };

    // Test projects that run at once may make it twice: each reads the whole one that is there last.
    private static string MakeCertificate()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "keys.pem");
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=portaal", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var half = $"{file}.{Environment.ProcessId}";
        File.WriteAllText(half, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        File.Move(half, file, overwrite: true);
        return file;
    }
}
