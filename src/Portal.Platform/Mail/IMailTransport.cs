namespace Portal.Platform.Mail;

/// <summary>The way a mail leaves the portal.</summary>
public interface IMailTransport
{
    /// <summary>Tries once. What can go wrong with a mail or a server is an answer, not an exception.</summary>
    /// <exception cref="OperationCanceledException">Stopped in time: nothing of the mail was taken.</exception>
    Task<MailResult> SendAsync(Letter letter, CancellationToken stop);
}

/// <summary>A mail on its way.</summary>
/// <param name="Id">Makes its Message-ID (RFC 5322 3.6.4): the same at every attempt, so that a repeat can be recognised.</param>
/// <param name="WrittenAt">Its Date.</param>
/// <param name="Mail">What to send, to whom.</param>
public sealed record Letter(Guid Id, DateTimeOffset WrittenAt, Mail Mail);

/// <summary>What came of an attempt.</summary>
/// <param name="Outcome">Sent, or what to do now.</param>
/// <param name="Reason">
/// Codes such as <c>550 5.1.1</c> (RFC 5321, RFC 3463), or one word: <c>connect</c>, <c>tls</c>, <c>login</c>, <c>closed</c>,
/// <c>timeout</c>, <c>key</c> (what signs it cannot be asked for). Never words of the server, which may name an address.
/// </param>
public sealed record MailResult(MailOutcome Outcome, string? Reason);

/// <summary>What an attempt to send a mail tells.</summary>
public enum MailOutcome
{
    /// <summary>The server took it.</summary>
    Sent,

    /// <summary>The server will not take this mail, however often it is asked.</summary>
    Refused,

    /// <summary>The server does not take this mail now.</summary>
    Later,

    /// <summary>There is no talking with the server, whatever the mail.</summary>
    Unreachable,

    /// <summary>
    /// The server takes no mail with this <see cref="Mail.ReturnPath"/>: the settings are wrong, for this mail and for all that come back
    /// to the same place.
    /// </summary>
    SenderRefused,

    /// <summary>The whole mail was handed over, and no answer came: it may have been taken. Trying again may send it twice.</summary>
    Unknown,
}
