using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Conditions;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Members.Health;

/// <summary>On Monday morning: administrators hear what of the portal stands worse than a week ago.</summary>
internal sealed record SendWorseMails;

/// <summary>What stands worse than a week ago.</summary>
/// <param name="Name">Who gets the mail.</param>
/// <param name="Count">How many things.</param>
/// <param name="Things">All of them, the worst first.</param>
/// <param name="Stop">The address that turns these mails off.</param>
[MailText("portal-worse")]
internal sealed record PortalWorseText(string Name, int Count, IReadOnlyList<WorseLine> Things, string Stop);

/// <summary>One of them.</summary>
internal sealed record WorseLine(string Title, string State);

/// <summary>
/// One mail a week to each administrator, about what became worse; in a week in which nothing did there is none, so that a mail is worth
/// reading. What could not be seen is neither better nor worse.
/// </summary>
internal sealed class WorseMails(
    ConditionBoard board, ConditionRecord record, MailOutbox outbox, MailTemplates mails, MemberDirectory members, Reminders reminders,
    TimeProvider clock) : IJob<SendWorseMails>
{
    /// <summary>What these mails are, to who turns them off.</summary>
    public const string Kind = "portal-worse";

    /// <inheritdoc/>
    public async Task RunAsync(SendWorseMails args, JobRun run, CancellationToken stop)
    {
        var today = DutchTime.DateOf(clock.GetUtcNow());
        var week = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        await board.ReadAsync(anew: true, stop);
        if (await record.TellAsync(week, stop) is not { Count: > 0 } worse) return;
        var lines = worse.Select(one => new WorseLine(one.Title, StateWords.Of(one.State).ToLowerInvariant())).ToList();
        var administrators = await members.WithRoleAsync(Rights.Administrator, stop);
        var off = await reminders.OffForAsync([.. administrators.Select(member => member.Id)], Kind, stop);
        foreach (var member in administrators.Where(member => !off.Contains(member.Id)))
        {
            var end = reminders.OffLink(member.Id, Kind);
            var text = new PortalWorseText(member.Name, lines.Count, lines, end);
            await outbox.EnqueueAsync(
                mails.Write(text, member.Email, Kind, $"{Kind} {member.Id} {week:O}") with
                {
                    Lane = JobLane.Bulk,
                    Person = member.Id,
                    Headers = MailHeader.WayOut(end),
                },
                stop);
        }
    }
}
