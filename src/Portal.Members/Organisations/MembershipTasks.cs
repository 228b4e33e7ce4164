using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Members.Organisations;

/// <summary>Who waits for a yes, and which colleagues were invited and did not come.</summary>
internal sealed class MembershipTasks(Memberships memberships, Invitations invitations) : IOfficeTasks
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop)
    {
        var (tasks, isContact) = (new List<OfficeTask>(), member.May(Rights.ContactPerson));
        if (!isContact && !member.May(Rights.Coordinator) && !member.May(Rights.Administrator)) return tasks;
        if (await memberships.CountForAsync(member, stop) is > 0 and var waiting)
        {
            tasks.Add(new OfficeTask(
                "Aanvragen", waiting == 1
                    ? "1 mens zegt bij een organisatie te horen"
                    : $"{waiting.ToString("N0", DutchTime.Culture)} mensen zeggen bij een organisatie te horen",
                "/beheer/aanvragen", "Zeg of dat klopt")
            {
                Urgency = OfficeUrgency.Today,
            });
        }
        if (isContact && member.OrganisationId is { } own && await invitations.CountOpenAsync(own, stop) is > 0 and var open)
        {
            tasks.Add(new OfficeTask(
                "Uitnodigingen",
                open == 1 ? "1 collega nam je uitnodiging nog niet aan" : $"{open} collega’s namen je uitnodiging nog niet aan",
                "/beheer/organisatie", "Vraag ze ernaar"));
        }
        return tasks;
    }
}
