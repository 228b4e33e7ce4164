using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Platform;

namespace Portal.Web;

/// <summary>
/// What a host that serves real people must have been told. It refuses to start without, and says all at once: an operator should not find
/// the next one after each start.
/// </summary>
internal static class Production
{
    // What stands in examples, ours (src/deploy) and everybody's.
    private static readonly string[] Examples =
    [
        "verander-dit", "changeme", "change-me", "change_me", "password", "wachtwoord", "secret", "geheim", "postgres", "portal", "admin",
        "welkom01", "test", "123456",
    ];

    private static readonly string[] Sections = ["Portal:", "Mail:", "Members:"];
    private static readonly string[] Names = ["Password", "Secret"];

    /// <summary>Checks the settings; not asked in Development, nor for a verb.</summary>
    /// <exception cref="OptionsValidationException">Says what is missing and how to set it.</exception>
    public static void Check(IConfiguration configuration, PlatformOptions options)
    {
        List<string> problems = [.. Address(configuration, options), .. PlainHttp(configuration, options), .. Secrets(configuration)];
        if (options.KeyCertificate.Length == 0)
        {
            problems.Add(
                "Portal__KeyCertificate is missing: the keys in the database must be encrypted. Make one with "
                + "openssl req -x509 -newkey rsa:3072 -nodes -days 36500 -subj /CN=portaal -keyout keys.pem -out cert.pem, put both in one "
                + "file, and keep a copy of it where the backups are not.");
        }
        if (problems.Count > 0) throw new OptionsValidationException("Production", typeof(PlatformOptions), problems);
    }

    private static IEnumerable<string> Address(IConfiguration configuration, PlatformOptions options)
    {
        if (string.IsNullOrEmpty(configuration["Portal:PublicUrl"]))
            yield return "Portal__PublicUrl is missing: the address that visitors see, e.g. https://portaal.voorbeeld.nl.";
        else if (!options.PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            yield return "Portal__PublicUrl must begin with https:// (in Development it may be http).";
    }

    private static IEnumerable<string> PlainHttp(IConfiguration configuration, PlatformOptions options)
    {
        if (options.TrustedProxies.Count > 0) yield break;
        foreach (var address in Listening.AddressesIn(configuration))
        {
            if (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) continue;
            yield return $"{address} is plain http: name the proxy that adds TLS in Portal__TrustedProxies (127.0.0.1,::1 when it runs on "
                + "this machine), or listen by https (ASPNETCORE_URLS).";
        }
    }

    private static IEnumerable<string> Secrets(IConfiguration configuration) =>
        from setting in configuration.AsEnumerable()
        let secret = SecretIn(setting.Key, setting.Value)
        where secret is not null && Examples.Contains(secret, StringComparer.OrdinalIgnoreCase)
        select $"{setting.Key.Replace(":", "__", StringComparison.Ordinal)} has a secret that stands in examples: choose one of your own.";

    // Only settings of ours: others on the machine are not our affair.
    private static string? SecretIn(string key, string? value)
    {
        if (string.IsNullOrEmpty(value)) return null;
        if (key.Equals("ConnectionStrings:Portal", StringComparison.OrdinalIgnoreCase)) return PasswordIn(value);
        var isOurs = Array.Exists(Sections, section => key.StartsWith(section, StringComparison.OrdinalIgnoreCase));
        return isOurs && Array.Exists(Names, name => key.EndsWith(name, StringComparison.OrdinalIgnoreCase)) ? value : null;
    }

    private static string? PasswordIn(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).Password;
        }
        catch (ArgumentException)
        {
            return null; // whoever opens it says what is wrong with it
        }
    }
}
