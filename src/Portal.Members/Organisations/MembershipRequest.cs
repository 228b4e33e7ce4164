namespace Portal.Members.Organisations;

/// <summary>Somebody says to work for an organisation, and waits for a yes.</summary>
internal sealed class MembershipRequest
{
    public required Guid MemberId { get; init; }

    public required Guid OrganisationId { get; init; }

    public DateTimeOffset AskedAt { get; init; }
}
