using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using MimeKit;

namespace Portal.Platform.Mail;

/// <summary>Where mail goes out, and how (<c>Mail</c> in <c>appsettings.json</c>).</summary>
public sealed partial class MailOptions : IValidatableObject
{
    /// <summary>The SMTP server; empty: no mail goes out.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port: 465 speaks TLS at once (RFC 8314), any other after STARTTLS.</summary>
    [Range(1, 65535, ErrorMessage = "Mail__Port must be a number from 1 to 65535.")]
    public int Port { get; set; } = 587;

    /// <summary>Who we are to the server; empty: it asks nobody.</summary>
    public string User { get; set; } = "";

    /// <summary>The password with <see cref="User"/>.</summary>
    public string Password { get; set; } = "";

    /// <summary>Whether mail may travel in the clear.</summary>
    public MailTls Tls { get; set; } = MailTls.Auto;

    /// <summary>A file of certificates (PEM) to trust beside those of the machine, e.g. of an authority of one's own.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>The most connections that mail for many is sent over at once; mail that a person waits for has one more.</summary>
    [Range(1, 50, ErrorMessage = "Mail__Connections must be a number from 1 to 50.")]
    public int Connections { get; set; } = 4;

    /// <summary>The sender, e.g. <c>Naam &lt;noreply@voorbeeld.nl&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>The largest mail that is written, in millions of bytes.</summary>
    [Range(1, 1000, ErrorMessage = "Mail__MostMegabytes must be a number from 1 to 1000.")]
    public int MostMegabytes { get; set; } = 20;

    /// <summary>The domain that answers for our mail by its signature (RFC 6376); empty: mail is not signed here.</summary>
    public string DkimDomain { get; set; } = "";

    /// <summary>Which of the domain's keys: the public one stands in DNS at <c>selector._domainkey.domain</c>.</summary>
    public string DkimSelector { get; set; } = "";

    /// <summary>The file of the private key: RSA, PEM.</summary>
    public string DkimKeyFile { get; set; } = "";

    /// <summary>Who is asked what DNS says, an address with or without a port; empty: whom this machine asks.</summary>
    public string DnsServer { get; set; } = "";

    /// <summary>
    /// What the one who sends our mail wants in SPF (RFC 7208), e.g. <c>include:spf.voorbeeld.nl</c>; empty: mail comes from the addresses
    /// of <see cref="Host"/>.
    /// </summary>
    public string Spf { get; set; } = "";

    /// <summary>The domain of the sender, as DNS knows it (RFC 5891).</summary>
    public string SenderDomain => Sender.GetAddress(idnEncode: true).Split('@')[^1].ToLowerInvariant();

    /// <summary>False: this host sends nothing and mail waits, e.g. beside a copy of a database.</summary>
    public bool Deliver { get; set; } = true;

    /// <summary>The sender, read; a stand-in where none is set.</summary>
    internal MailboxAddress Sender => MailboxAddress.Parse(From.Length > 0 ? From : "noreply@localhost");

    /// <summary>True when the server is this machine: nobody stands between.</summary>
    internal bool IsLoopback => Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>True when mail is signed.</summary>
    internal bool IsSigned => DkimKeyFile.Length > 0;

    /// <summary>The private key of the signature.</summary>
    internal RSA DkimKey()
    {
        var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(DkimKeyFile));
        return key;
    }

    /// <summary>The signature of the settings; null: mail is not signed by them.</summary>
    internal SigningKey? SettingsKey() => IsSigned ? new SigningKey(DkimDomain, DkimSelector, File.ReadAllText(DkimKeyFile)) : null;

    /// <summary>The certificates of <see cref="CaFile"/>.</summary>
    internal X509Certificate2Collection Roots()
    {
        var roots = new X509Certificate2Collection();
        if (CaFile.Length > 0) roots.ImportFromPemFile(CaFile);
        return roots;
    }

    /// <summary>What is wrong with the settings together.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Host.Length > 0 && From.Length == 0)
            yield return new("Mail__From is missing: Mail__Host is set, and every mail needs a sender.");
        if (From.Length > 0 && !(MailboxAddress.TryParse(From, out var sender) && sender.Address.Contains('@', StringComparison.Ordinal)))
            yield return new("Mail__From must be an address, or a name and an address: Naam <noreply@voorbeeld.nl>.");
        if (User.Length > 0 != Password.Length > 0) yield return new("Mail__User and Mail__Password belong together: set both or neither.");
        if (DnsServer.Length > 0 && !IPEndPoint.TryParse(DnsServer, out _))
            yield return new("Mail__DnsServer must be an address, with or without a port: 9.9.9.9 or 127.0.0.1:5353.");
        if (Spf.Length > 0 && !SpfTerm().IsMatch(Spf))
            yield return new("Mail__Spf must be one mechanism of SPF: include:spf.voorbeeld.nl, or ip4:192.0.2.1.");
        if (CaFile.Length > 0 && Wrong(() => _ = Roots()[0]) is { } ca)
            yield return new($"Mail__CaFile must be a file of certificates (PEM): {ca}");
        if (new[] { DkimDomain, DkimSelector, DkimKeyFile }.Count(setting => setting.Length > 0) is 1 or 2)
            yield return new("Mail__DkimDomain, Mail__DkimSelector and Mail__DkimKeyFile belong together: set all three or none.");
        else if (IsSigned && Wrong(CheckKey) is { } key)
            yield return new($"Mail__DkimKeyFile must be the file of a private RSA key (PEM) of 1024 bits or more: {key}");
    }

    [GeneratedRegex("^(include|a|mx|ip4|ip6|exists):[^ \"]+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SpfTerm();

    private void CheckKey()
    {
        using var key = DkimKey();
        _ = key.ExportParameters(includePrivateParameters: true);
        if (key.KeySize < 1024) throw new CryptographicException($"it has {key.KeySize} bits"); // RFC 8301: shorter is not believed
    }

    private static string? Wrong(Action use)
    {
        try
        {
            use();
            return null;
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }
}

/// <summary>Whether mail may travel in the clear to the server.</summary>
public enum MailTls
{
    /// <summary>
    /// Never, except to this machine itself, which often has a certificate of its own making: there nobody stands between, and TLS is
    /// only used on port 465.
    /// </summary>
    Auto,

    /// <summary>Never.</summary>
    Always,

    /// <summary>Never, and TLS comes before the first word, as on port 465 (RFC 8314).</summary>
    FromStart,

    /// <summary>Where the server does not offer STARTTLS (RFC 3207). Whoever stands between can take the offer away.</summary>
    WhereOffered,
}
