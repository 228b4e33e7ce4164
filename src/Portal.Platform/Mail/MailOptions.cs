using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Portal.Platform.Mail;

/// <summary>Where mail goes out (<c>Mail</c> in <c>appsettings.json</c>).</summary>
public sealed class MailOptions : IValidatableObject
{
    /// <summary>The SMTP server; empty: no mail goes out.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port: 465 speaks TLS at once, any other asks for it with STARTTLS.</summary>
    [Range(1, 65535, ErrorMessage = "Mail__Port must be a number from 1 to 65535.")]
    public int Port { get; set; } = 587;

    /// <summary>Who we are to the server; empty: it asks nobody.</summary>
    public string User { get; set; } = "";

    /// <summary>The password with <see cref="User"/>.</summary>
    public string Password { get; set; } = "";

    /// <summary>The sender, e.g. <c>Naam &lt;noreply@voorbeeld.nl&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>False: this host sends nothing and mail waits, e.g. beside a copy of a database.</summary>
    public bool Deliver { get; set; } = true;

    /// <summary>The sender, read; a stand-in where none is set.</summary>
    internal MailAddress Sender => new(From.Length > 0 ? From : "noreply@localhost");

    /// <summary>What is wrong with the settings together.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Host.Length > 0 && From.Length == 0) yield return new ValidationResult("Mail__From is missing: Mail__Host is set, and every mail needs a sender.");
        if (From.Length > 0 && !MailAddress.TryCreate(From, out _)) yield return new ValidationResult("Mail__From must be an address, or a name and an address: Naam <noreply@voorbeeld.nl>.");
        if (User.Length > 0 != Password.Length > 0) yield return new ValidationResult("Mail__User and Mail__Password belong together: set both or neither.");
    }
}
