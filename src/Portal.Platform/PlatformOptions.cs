using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform;

/// <summary>Where the portal runs. Every setting has a comment in <c>appsettings.json</c>.</summary>
public sealed class PlatformOptions : IValidatableObject
{
    /// <summary>
    /// The data folder, absolute (<c>PORTAL_DATA</c>, seen from the current folder; default <c>.data</c> in <see cref="Checkout.Root"/>).
    /// </summary>
    [Required]
    public string DataFolder { get; set; } = Path.Combine(Checkout.Root, ".data");

    /// <summary>The port the host listens on (<c>PORT</c>).</summary>
    [Range(1, 65535, ErrorMessage = "PORT must be a number from 1 to 65535.")]
    public int Port { get; set; } = 5080;

    /// <summary>How visitors reach the portal, for links in mail, feeds and metadata (<c>Portal__PublicUrl</c>).</summary>
    [Required, Url]
    public string PublicUrl { get; set; } = "";

    /// <summary>
    /// How long the host goes on answering after SIGTERM, in seconds (<c>Portal__DrainSeconds</c>): what a balancer takes to notice.
    /// </summary>
    [Range(0, 300, ErrorMessage = "Portal__DrainSeconds must be a number from 0 to 300.")]
    public int DrainSeconds { get; set; } = 5;

    /// <summary>
    /// The folder with PostgreSQL's programs, absolute (<c>Portal__PostgresBinaries</c>); it has <c>bin/initdb</c>, <c>bin/pg_ctl</c> and
    /// <c>bin/postgres</c>. Null: the npm package's.
    /// </summary>
    public string? PostgresBinaries { get; set; }

    /// <summary>
    /// The proxies whose word on a visitor's address and scheme is taken, each an address or a network as in RFC 4632
    /// (<c>Portal__TrustedProxies</c>, with commas between them). None: what a request says of itself is not believed.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>
    /// The file of a certificate with its RSA private key (PEM or PKCS #12) that the keys in the database are encrypted for
    /// (<c>Portal__KeyCertificate</c>); empty: they stand in the clear.
    /// </summary>
    public string KeyCertificate { get; set; } = "";

    /// <summary>The password of that file (<c>Portal__KeyCertificatePassword</c>); empty where it has none.</summary>
    public string KeyCertificatePassword { get; set; } = "";

    /// <summary>The networks of <see cref="TrustedProxies"/>; an address is a network of one.</summary>
    /// <exception cref="FormatException">One is neither.</exception>
    public IEnumerable<IPNetwork> ProxyNetworks() => TrustedProxies.Select(proxy => IPAddress.TryParse(proxy, out var address)
        ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.Parse(proxy));

    /// <summary>The certificate of <see cref="KeyCertificate"/>; null where none is set.</summary>
    /// <exception cref="CryptographicException">It cannot be read, or has no RSA key.</exception>
    public X509Certificate2? ReadKeyCertificate()
    {
        if (KeyCertificate.Length == 0) return null;
        var isPem = File.ReadAllBytes(KeyCertificate).AsSpan().IndexOf("-----BEGIN "u8) >= 0;
        var certificate = !isPem ? X509CertificateLoader.LoadPkcs12FromFile(KeyCertificate, KeyCertificatePassword)
            : KeyCertificatePassword.Length == 0 ? X509Certificate2.CreateFromPemFile(KeyCertificate)
            : X509Certificate2.CreateFromEncryptedPemFile(KeyCertificate, KeyCertificatePassword);
        using var key = certificate.GetRSAPrivateKey();
        return key is not null ? certificate : throw new CryptographicException("it has no RSA private key");
    }

    /// <summary>What is wrong with settings that are no plain value.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Wrong(() => _ = ProxyNetworks().Count()) is { } proxies)
            yield return new($"Portal__TrustedProxies must be addresses or networks, like 10.0.0.5, 10.1.0.0/16: {proxies}");
        if (Wrong(() => ReadKeyCertificate()?.Dispose()) is { } certificate)
        {
            yield return new(
                $"Portal__KeyCertificate must be a file with a certificate and its RSA private key (PEM or PFX): {certificate}");
        }
    }

    private static string? Wrong(Action use)
    {
        try
        {
            use();
            return null;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            return e.Message;
        }
    }

    /// <summary>Reads the settings without checking them.</summary>
    public static PlatformOptions From(IConfiguration configuration)
    {
        var options = new PlatformOptions();
        Read(options, configuration);
        return options;
    }

    internal static void Read(PlatformOptions options, IConfiguration configuration)
    {
        if (configuration["PORTAL_DATA"] is { Length: > 0 } folder) options.DataFolder = Path.GetFullPath(folder);
        if (configuration["PORT"] is { Length: > 0 } port)
            options.Port = int.TryParse(port, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (configuration["Portal:DrainSeconds"] is { Length: > 0 } seconds)
            options.DrainSeconds = int.TryParse(seconds, CultureInfo.InvariantCulture, out var whole) ? whole : -1;
        if (configuration["Portal:PostgresBinaries"] is { Length: > 0 } programs) options.PostgresBinaries = Path.GetFullPath(programs);
        if (configuration["Portal:TrustedProxies"] is { Length: > 0 } proxies)
            options.TrustedProxies = proxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (configuration["Portal:KeyCertificate"] is { Length: > 0 } certificate) options.KeyCertificate = Path.GetFullPath(certificate);
        options.KeyCertificatePassword = configuration["Portal:KeyCertificatePassword"] ?? "";
        options.PublicUrl = configuration["Portal:PublicUrl"] is { Length: > 0 } url
            ? url.TrimEnd('/')
            : $"http://localhost:{options.Port}";
    }
}

/// <summary>Registration of options that are checked when the portal starts, not when somebody needs them.</summary>
public static class ModuleOptionsRegistration
{
    /// <summary>Binds a module's options to a section of the settings; its data annotations are checked at start.</summary>
    public static IServiceCollection AddModuleOptions<TOptions>(
        this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
