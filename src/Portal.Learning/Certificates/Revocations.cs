using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Learning.Certificates;

/// <summary>Who may take certificates back: coordinators, each in their own area.</summary>
internal sealed class Revocations(CurrentMember current, MemberDirectory members)
{
    /// <summary>True when the one who asks may take this certificate back.</summary>
    public async Task<bool> MayAsync(Certificate certificate, CancellationToken stop = default) =>
        current.May(Rights.Coordinator)
        && (current.Area is not { } area || (await members.FindAsync(certificate.MemberId, stop))?.District == area);
}
