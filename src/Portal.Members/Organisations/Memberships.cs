using Microsoft.EntityFrameworkCore;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Members.Organisations;

/// <summary>Said to who may answer: somebody says to work for an organisation.</summary>
[MailText("membership-asked")]
internal sealed record MembershipAskedText(string Name, string Colleague, string Email, string Organisation);

/// <summary>Somebody who waits.</summary>
/// <param name="MemberId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address: what one recognises a colleague by.</param>
/// <param name="OrganisationId">Where they say to work.</param>
/// <param name="Organisation">Its name.</param>
/// <param name="AskedAt">Since when.</param>
internal sealed record Applicant(
    Guid MemberId, string Name, string Email, Guid OrganisationId, string Organisation, DateTimeOffset AskedAt);

/// <summary>
/// Where somebody works: what they say, until it is confirmed by a contact person, a coordinator of that area or an administrator. Whoever
/// has an address in a mail domain of the organisation has confirmed it already. To leave nobody's yes is needed.
/// </summary>
internal sealed class Memberships(
    MembersDb db, DbSession session, Profiles profiles, IProfileChoices choices, Notices notices, MailOutbox outbox, MailTemplates mails,
    SecurityLog log, TimeProvider clock)
{
    /// <summary>Makes an account, of somebody who says to work for the form's organisation.</summary>
    public Task<Member> CreateAsync(string email, ProfileForm form, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var member = await profiles.CreateAsync(email, form, stop);
            if (form.Organisation is not null) await ChooseAsync(member, form.Organisation, stop);
            return member;
        },
        stop);

    /// <summary>Writes a profile, of somebody who says to work for the form's organisation.</summary>
    public Task ChangeAsync(Member member, ProfileForm form, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            await profiles.ChangeAsync(member, form, stop);
            await ChooseAsync(member, form.Organisation, stop);
        },
        stop);

    /// <summary>Where the member waits for a yes; null: nowhere.</summary>
    public async Task<Applicant?> OfAsync(Guid member, CancellationToken stop) =>
        (await ApplicantsAsync(db.MembershipRequests.Where(row => row.MemberId == member), stop)).SingleOrDefault();

    /// <summary>How many wait for a yes that this person may give.</summary>
    public Task<int> CountForAsync(CurrentMember current, CancellationToken stop) => RequestsFor(current).CountAsync(stop);

    /// <summary>Who waits for a yes that this person may give, longest first: one part of them.</summary>
    public async Task<IReadOnlyList<Applicant>> ForAsync(CurrentMember current, int before, int most, CancellationToken stop) =>
        await ApplicantsAsync(
            RequestsFor(current).OrderBy(row => row.AskedAt).ThenBy(row => row.MemberId).Skip(before).Take(most), stop);

    private IQueryable<MembershipRequest> RequestsFor(CurrentMember current)
    {
        var isForAll = current.May(Rights.Administrator) || (current.May(Rights.Coordinator) && current.Area is null);
        var own = current.May(Rights.ContactPerson) ? current.OrganisationId : null;
        var within = current.May(Rights.Coordinator) && current.Area is { } area ? MunicipalitiesIn(area) : [];
        return db.MembershipRequests.Where(row => isForAll || row.OrganisationId == own
            || db.Organisations.Any(found => found.Id == row.OrganisationId && within.Contains(found.Municipality!)));
    }

    /// <summary>Says yes or no to somebody who waits; null when nobody waits whom this person may answer.</summary>
    public Task<Applicant?> AnswerAsync(
        CurrentMember current, Guid memberId, bool yes, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var asked = await ApplicantsAsync(RequestsFor(current).Where(row => row.MemberId == memberId), stop);
            if (asked is not [var applicant]) return null;
            // Of two answers at once, one counts.
            var taken = db.MembershipRequests.Where(row => row.MemberId == memberId && row.OrganisationId == applicant.OrganisationId);
            if (await taken.ExecuteDeleteAsync(stop) == 0) return null;
            var member = await db.Members.Include(row => row.Roles).SingleAsync(row => row.Id == memberId, stop);
            if (yes) await profiles.JoinAsync(member, applicant.OrganisationId, current.Id, stop);
            else await notices.OrganisationAsync(member, "organisation-refused", ChoiceOf(applicant), current.Id, stop);
            return applicant;
        },
        stop);

    /// <summary>What somebody asked is answered in another way.</summary>
    public Task ForgetAsync(Guid member, CancellationToken stop) =>
        db.MembershipRequests.Where(row => row.MemberId == member).ExecuteDeleteAsync(stop);

    private async Task ChooseAsync(Member member, Guid? chosen, CancellationToken stop)
    {
        if (await db.MembershipRequests.AnyAsync(row => row.MemberId == member.Id && row.OrganisationId == chosen, stop)) return;
        await ForgetAsync(member.Id, stop);
        if (chosen is null || chosen == member.OrganisationId)
        {
            await profiles.JoinAsync(member, chosen, member.Id, stop);
            return;
        }
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(row => row.Id == chosen, stop);
        if (organisation.Recognises(member.Email!))
        {
            await profiles.JoinAsync(member, chosen, member.Id, stop);
            return;
        }
        var now = clock.GetUtcNow();
        db.MembershipRequests.Add(new MembershipRequest { MemberId = member.Id, OrganisationId = organisation.Id, AskedAt = now });
        await db.SaveChangesAsync(stop);
        log.Write("membership-asked", member.Id, "succeeded", member.Id, organisation.Id.ToString());
        foreach (var (id, name, email) in await WhoAnswersAsync(organisation, stop))
        {
            await outbox.EnqueueAsync(
                mails.Write(
                    new MembershipAskedText(name, member.Name, member.Email!, organisation.Name), email, "notice",
                    $"membership {organisation.Id} {member.Id} {id} {now:O}") with
                { Names = [member.Id] }, stop);
        }
    }

    // The nearest who can tell: contact persons; where there are none, coordinators of the area; else administrators.
    private async Task<List<(Guid Id, string Name, string Email)>> WhoAnswersAsync(Organisation organisation, CancellationToken stop)
    {
        var district = choices.Municipalities.FirstOrDefault(known => known.Id == organisation.Municipality)?.District?.Id;
        IQueryable<Member>[] nearest =
        [
            db.Members.Where(row => row.OrganisationId == organisation.Id && row.Roles.Any(role => role.Role == Rights.ContactPerson)),
            db.Members.Where(
                row => row.Roles.Any(role => role.Role == Rights.Coordinator && (role.Area == null || role.Area == district))),
            db.Members.Where(row => row.Roles.Any(role => role.Role == Rights.Administrator)),
        ];
        foreach (var who in nearest)
        {
            var found = await who.Where(row => row.BlockedAt == null).Select(row => new { row.Id, row.Name, Email = row.Email! })
                .ToListAsync(stop);
            if (found.Count > 0) return found.ConvertAll(row => (row.Id, row.Name, row.Email));
        }
        return [];
    }

    private string[] MunicipalitiesIn(string district) =>
        [.. choices.Municipalities.Where(known => known.District?.Id == district).Select(known => known.Id)];

    private async Task<List<Applicant>> ApplicantsAsync(IQueryable<MembershipRequest> requests, CancellationToken stop)
    {
        var rows = await (
            from request in requests
            join member in db.Members on request.MemberId equals member.Id
            join organisation in db.Organisations on request.OrganisationId equals organisation.Id
            orderby request.AskedAt, request.MemberId
            select new
            {
                member.Id,
                member.Name,
                Email = member.Email!,
                Where = organisation.Id,
                Called = organisation.Name,
                request.AskedAt,
            })
            .AsNoTracking().ToListAsync(stop);
        return rows.ConvertAll(row => new Applicant(row.Id, row.Name, row.Email, row.Where, row.Called, row.AskedAt));
    }

    private static Choice ChoiceOf(Applicant applicant) => new(applicant.OrganisationId.ToString(), applicant.Organisation);
}
