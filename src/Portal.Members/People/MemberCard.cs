namespace Portal.Members.People;

/// <summary>What other rooms may know of a member.</summary>
/// <param name="Id">The member.</param>
/// <param name="Name">As others see it.</param>
/// <param name="Email">Where mail goes.</param>
/// <param name="OrganisationId">Where they work; null where that is no member organisation.</param>
/// <param name="Organisation">The name of that organisation.</param>
/// <param name="Municipality">Id of the organisatie document of their municipality.</param>
/// <param name="District">Id of the organisatie document of the police district it lies in.</param>
/// <param name="Domain">veiligheid, zorg, sociaal or onderwijs.</param>
/// <param name="Function">E.g. docent, as in front matter's <c>audience</c>.</param>
public sealed record MemberCard(
    Guid Id, string Name, string Email, Guid? OrganisationId, string? Organisation, string? Municipality, string? District, string? Domain,
    string? Function)
{
    /// <summary>When the account was made, UTC; null where nobody said.</summary>
    public DateTimeOffset? JoinedAt { get; init; }
}

/// <summary>What other rooms may know of a member organisation.</summary>
/// <param name="Id">The organisation.</param>
/// <param name="Name">Its name.</param>
/// <param name="Municipality">Id of the organisatie document of its municipality; null: not said.</param>
public sealed record OrganisationCard(Guid Id, string Name, string? Municipality);

/// <summary>A member is new, or the profile changed. Published in the transaction of the change.</summary>
/// <param name="Card">As it is from now on.</param>
public sealed record MemberChanged(MemberCard Card);

/// <summary>A member is gone, and wanted to be: forget what you know of this id. Published in the transaction of the deletion.</summary>
/// <param name="MemberId">The member.</param>
public sealed record MemberErased(Guid MemberId)
{
    /// <summary>The e-mail address they had; null where nobody knows any more.</summary>
    public string? Email { get; init; }
}
