using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace Portal.Newsletters;

/// <summary>Settings of the newsletters room (<c>Newsletters</c> in <c>appsettings.json</c>).</summary>
internal sealed class NewslettersOptions : IValidatableObject
{
    /// <summary>
    /// The mailbox that takes unsubscribes by mail, for programs without RFC 8058; empty: none is named, and the link does it.
    /// </summary>
    public string UnsubscribeAddress { get; set; } = "";

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
        if (FeedAuthority.Length > 0 && Uri.CheckHostName(FeedAuthority) != UriHostNameType.Dns)
            yield return new("Newsletters__FeedAuthority must be a host name: portaal.voorbeeld.nl.");
    }
}
