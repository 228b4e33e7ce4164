using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.People;
using Portal.Platform.Events;
using Portal.Platform.Jobs;

namespace Portal.Members.FirstLook;

/// <summary>Once for a database, in Development: people to look at the portal with.</summary>
internal sealed record MakeInventedPeople;

/// <summary>
/// Makes invented organisations, learners and a team of editors. They have no password, and their mailboxes are at voorbeeld.nl, where
/// nobody reads mail. Whoever was erased since stays away.
/// </summary>
internal sealed class InventedPeople(
    MembersDb db, UserManager<Member> members, MemberDirectory directory, EventPublisher events, JobQueue jobs, FirstLookAccounts firstLook,
    TimeProvider clock) : IJob<MakeInventedPeople>
{
    /// <summary>Asks for them where there are none yet; the start does not wait for it.</summary>
    public async Task AskAsync(CancellationToken stop)
    {
        if (await MayMakeAsync(stop)) await jobs.EnqueueAsync(new MakeInventedPeople(), new JobOptions { Key = "once" }, stop);
    }

    /// <inheritdoc/>
    public async Task RunAsync(MakeInventedPeople args, JobRun run, CancellationToken stop)
    {
        if (!await MayMakeAsync(stop)) return;
        var now = clock.GetUtcNow();
        var organisations = InventedRoster.Organisations
            .Select(row => Organisation.Of(row.Name, row.Municipality, row.Domain, now.AddDays(-900))).ToList();
        db.Organisations.AddRange(organisations);
        await db.SaveChangesAsync(stop);

        foreach (var member in InventedRoster.Team) await MakeAsync(member, null, now.AddDays(-member.JoinedDaysAgo), stop);
        var learners = new List<InventedLearner>();
        foreach (var (member, number) in InventedRoster.Learners.Select((member, number) => (member, number)))
        {
            // Not two at one moment: ids follow the moments, and with them the order of reports.
            var joined = now.AddDays(-member.JoinedDaysAgo).AddMinutes(number);
            learners.Add(new(await MakeAsync(member, member.Organisation is { } at ? organisations[at] : null, joined, stop), joined));
        }
        await events.PublishAsync(new InventedPeopleMade(learners), stop);
    }

    private async Task<bool> MayMakeAsync(CancellationToken stop)
    {
        if (!firstLook.Exist) return false;
        var names = InventedRoster.Organisations.Select(row => row.Name).ToList();
        return !await db.Organisations.AnyAsync(row => names.Contains(row.Name), stop);
    }

    private async Task<Guid> MakeAsync(InventedMember one, Organisation? organisation, DateTimeOffset joined, CancellationToken stop)
    {
        var member = Member.Of(one.Email, one.Name, joined);
        (member.OrganisationId, member.Municipality, member.Domain, member.Function) = (
            organisation?.Id, organisation?.Municipality ?? "org-gemeente-haarlem", organisation?.Domain ?? "sociaal", one.Function);
        if (one.Role is not null) member.Grant(one.Role, null, null, joined);
        var made = await members.CreateAsync(member);
        if (!made.Succeeded) throw new InvalidOperationException(string.Join(", ", made.Errors.Select(error => error.Code)));
        // They are about: whoever was silent for two years goes.
        var seen = clock.GetUtcNow().AddDays(-(one.JoinedDaysAgo % 17));
        await db.Members.Where(row => row.Id == member.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(column => column.LastSeenAt, seen), stop);
        await directory.TellAsync(member.Id, stop);
        return member.Id;
    }
}
