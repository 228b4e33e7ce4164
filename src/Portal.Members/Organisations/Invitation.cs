namespace Portal.Members.Organisations;

/// <summary>Somebody was asked to make an account as a colleague of an organisation.</summary>
internal sealed class Invitation
{
    /// <summary>How long somebody has to accept.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>How long after it was sent it can be sent once more.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the token in the mail.</summary>
    public required byte[] Hash { get; init; }

    public required Guid OrganisationId { get; init; }

    public required string Email { get; init; }

    public required string Name { get; init; }

    public string? Function { get; init; }

    public Guid? InvitedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was sent once more; null: only when it was made.</summary>
    public DateTimeOffset? ResentAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Who accepted it, by whatever address.</summary>
    public Guid? AcceptedBy { get; init; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>When its last mail was written.</summary>
    public DateTimeOffset SentAt => ResentAt ?? CreatedAt;

    public bool IsOpen(DateTimeOffset now) => AcceptedAt is null && WithdrawnAt is null && now < ExpiresAt;

    public void Withdraw(DateTimeOffset at) => WithdrawnAt ??= at;
}
