using Portal.Members.Access;
using Portal.Platform.Audit;
using Portal.Platform.Mail;

namespace Portal.Members.People;

/// <summary>A role was given or taken back.</summary>
[MailText("role-granted"), MailText("role-withdrawn")]
internal sealed record RoleChangedText(string Name, string Role);

/// <summary>The account was closed, or is open again.</summary>
[MailText("account-blocked"), MailText("account-unblocked")]
internal sealed record AccountStateText(string Name);

/// <summary>Somebody belongs to an organisation from now on, no longer does, or was not recognised there.</summary>
[MailText("organisation-joined"), MailText("organisation-left"), MailText("organisation-refused")]
internal sealed record OrganisationChangedText(string Name, string Organisation);

/// <summary>
/// The rule for every change of rights or access: a mail to the person, a line in the log of the host, and one in the log of who did what,
/// in the transaction of the change. How somebody signs in has its own (<c>Factors</c>).
/// </summary>
internal sealed class Notices(MailTemplates templates, MailOutbox outbox, SecurityLog log, AuditLog audit, TimeProvider clock)
{
    /// <summary>A role was given (or given for another area), or taken back.</summary>
    /// <param name="member">Whose it is.</param>
    /// <param name="role">One of <see cref="Rights.Roles"/>.</param>
    /// <param name="granted">False: taken back.</param>
    /// <param name="actor">Who did it; null: the command line.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task RoleAsync(Member member, string role, bool granted, Guid? actor, CancellationToken stop) => TellAsync(
        member, granted ? "role-granted" : "role-withdrawn", role, new RoleChangedText(member.Name, Rights.Label(role).ToLowerInvariant()),
        actor, [Changed(MemberLines.Role, Rights.Label(role), granted), .. AreaOf(member, role, granted)], stop);

    /// <summary>The account was closed, or opened again.</summary>
    /// <param name="member">Whose it is.</param>
    /// <param name="blocked">True: closed.</param>
    /// <param name="actor">Who did it; null: the command line.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task AccountAsync(Member member, bool blocked, Guid? actor, CancellationToken stop) => TellAsync(
        member, blocked ? "account-blocked" : "account-unblocked", "", new AccountStateText(member.Name), actor, [], stop);

    /// <summary>Somebody joined an organisation, left it, or was refused there.</summary>
    /// <param name="member">Who.</param>
    /// <param name="what"><c>organisation-joined</c>, <c>organisation-left</c> or <c>organisation-refused</c>.</param>
    /// <param name="organisation">Its id and name.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task OrganisationAsync(Member member, string what, Choice organisation, Guid actor, CancellationToken stop) => TellAsync(
        member, what, organisation.Id, new OrganisationChangedText(member.Name, organisation.Label), actor,
        [Changed(MemberLines.Organisation, organisation.Label, what == "organisation-joined")], stop);

    private static AuditFact Changed(string name, string value, bool isNew) => new(name, isNew ? null : value, isNew ? value : null);

    private static IEnumerable<AuditFact> AreaOf(Member member, string role, bool granted) =>
        granted && member.Roles.FirstOrDefault(one => one.Role == role)?.Area is { } area ? [new(MemberLines.Area, null, area)] : [];

    private async Task TellAsync(
        Member member, string what, string detail, object text, Guid? actor, IReadOnlyList<AuditFact> facts, CancellationToken stop)
    {
        var (about, done) = what.Split('-', 2) is [var first, var rest] ? (first, rest) : (what, "");
        await audit.AppendAsync(
            new AuditLine($"{about}.{done}", MemberLines.Member, member.Id.ToString(), actor?.ToString() ?? MemberLines.Console)
            {
                Facts = facts,
            },
            stop);
        log.Write(what, member.Id, "succeeded", actor, detail);
        var key = $"{what} {member.Id} {detail} {clock.GetUtcNow():O}";
        await outbox.EnqueueAsync(templates.Write(text, member.Email!, "notice", key, what), stop);
    }
}
