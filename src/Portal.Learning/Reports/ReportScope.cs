using Portal.Members.Access;

namespace Portal.Learning.Reports;

/// <summary>Whose learning somebody may see: one organisation, one district, or the whole region.</summary>
/// <param name="OrganisationId">A contact person's organisation.</param>
/// <param name="District">A coordinator's district.</param>
internal sealed record ReportScope(Guid? OrganisationId, string? District)
{
    /// <summary>Everyone.</summary>
    public static ReportScope Region { get; } = new(null, null);

    /// <summary>True for a contact person.</summary>
    public bool IsOrganisation => OrganisationId is not null;

    /// <summary>What a member may see; null for who may see nothing.</summary>
    public static ReportScope? Of(CurrentMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (member.May(Rights.Coordinator)) return new(null, member.Area);
        return member.May(Rights.ContactPerson) && member.OrganisationId is { } organisation ? new(organisation, null) : null;
    }

    /// <summary>The condition in SQL on learners named <c>l</c>; its value is the first parameter.</summary>
    internal string Sql =>
        OrganisationId is not null ? "l.organisation_id = $1" : District is not null ? "l.district = $1" : "$1::text is null";

    /// <summary>The first parameter.</summary>
    internal object? Value => OrganisationId is { } id ? id : District;
}
