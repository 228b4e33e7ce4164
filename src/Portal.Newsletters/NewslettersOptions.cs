using System.ComponentModel.DataAnnotations;
using MimeKit;
using Portal.Newsletters.Subscribers;

namespace Portal.Newsletters;

/// <summary>Settings of the newsletters room (<c>Newsletters</c> in <c>appsettings.json</c>).</summary>
internal sealed class NewslettersOptions : IValidatableObject
{
    /// <summary>
    /// The mailbox that takes unsubscribes by mail, for programs without RFC 8058; empty: none is named, and the link does it.
    /// </summary>
    public string UnsubscribeAddress { get; set; } = "";

    /// <summary>
    /// Where mail of this room comes back to, e.g. <c>terug@voorbeeld.nl</c>: each mail with a token of its own behind a plus. Empty: to
    /// the sender.
    /// </summary>
    public string BounceAddress { get; set; } = "";

    /// <summary>Where mail that came back is read.</summary>
    public BounceOptions Bounces { get; } = new();

    /// <summary>How many newsletters a host hands over in a second, at most; 0: as fast as it goes.</summary>
    public double MailsPerSecond { get; set; } = 20;

    /// <summary>The same to addresses of one mail domain; 0: no limit of its own.</summary>
    public double MailsPerSecondToOneDomain { get; set; } = 5;

    /// <summary>
    /// The host name in the ids of the Atom feed (RFC 4151); empty: that of <c>Portal__PublicUrl</c>. A portal that moves keeps the old one
    /// here, so that feed readers do not take everything for new.
    /// </summary>
    public string FeedAuthority { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var isAddress = MailboxAddress.TryParse(UnsubscribeAddress, out var box) && box.Address == UnsubscribeAddress;
        if (UnsubscribeAddress.Length > 0 && !isAddress)
            yield return new("Newsletters__UnsubscribeAddress must be one mail address: afmelden@voorbeeld.nl.");
        if (BounceAddress.Length > 0 && !CanHoldToken(BounceAddress))
        {
            yield return new(
                $"Newsletters__BounceAddress must be one mail address with at most {MostBeforePlus} plain letters before the @ and no plus:"
                    + " terug@voorbeeld.nl.");
        }
        if (Bounces.Host.Length > 0 && (Bounces.User.Length == 0 || Bounces.Password.Length == 0 || Bounces.Folder.Length == 0))
            yield return new("Newsletters__Bounces__Host needs Newsletters__Bounces__User, ...__Password and ...__Folder.");
        if (Bounces.Port is < 1 or > 65535) yield return new("Newsletters__Bounces__Port must be a number from 1 to 65535.");
        if (Bounces.AtMost is < 1 or > 10_000) yield return new("Newsletters__Bounces__AtMost must be a number from 1 to 10000.");
        if (Bounces.WebhookKey.Length is > 0 and < BounceOptions.ShortestKey)
            yield return new($"Newsletters__Bounces__WebhookKey must have {BounceOptions.ShortestKey} signs or more.");
        if (FeedAuthority.Length > 0 && Uri.CheckHostName(FeedAuthority) != UriHostNameType.Dns)
            yield return new("Newsletters__FeedAuthority must be a host name: portaal.voorbeeld.nl.");
    }

    // A local part has at most 64 octets (RFC 5321 4.5.3.1.1).
    private const int MostBeforePlus = 64 - 1 - Secrets.ReturnTokenLength;

    private static bool CanHoldToken(string address) =>
        MailboxAddress.TryParse(address, out var box) && box.Address == address
            && address.Split('@') is [{ Length: <= MostBeforePlus } local, _]
            && local.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
}

/// <summary>Where mail that came back is read (<c>Newsletters:Bounces</c>).</summary>
internal sealed class BounceOptions
{
    /// <summary>How short a key may be: one that nobody guesses.</summary>
    public const int ShortestKey = 20;

    /// <summary>The IMAP server of the mailbox; empty: no mailbox is read.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port: 993 speaks TLS at once, any other after STARTTLS; to this machine itself also without.</summary>
    public int Port { get; set; } = 993;

    /// <summary>Whose mailbox.</summary>
    public string User { get; set; } = "";

    /// <summary>The password with <see cref="User"/>.</summary>
    public string Password { get; set; } = "";

    /// <summary>The folder that is read.</summary>
    public string Folder { get; set; } = "INBOX";

    /// <summary>The folder that handled mail goes to; empty: it is deleted.</summary>
    public string Handled { get; set; } = "";

    /// <summary>How many mails are read in a row.</summary>
    public int AtMost { get; set; } = 200;

    /// <summary>
    /// With this key a mail server may hand over mail that came back (<c>POST /api/nieuwsbrieven/terug</c>); empty: nobody may.
    /// </summary>
    public string WebhookKey { get; set; } = "";
}
