using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Platform.Data;

namespace Portal.Members.People;

/// <summary>Makes accounts and changes what stands in them; each change and what follows from it in one transaction.</summary>
internal sealed class Profiles(
    UserManager<Member> members, MembersDb db, DbSession session, MemberDirectory directory, IProfileChoices choices, Notices notices,
    SecurityLog log, TimeProvider clock)
{
    /// <summary>What a profile's form chooses from; of many organisations those whose name has in it what was typed.</summary>
    public async Task<ProfileLists> ListsAsync(ProfileForm form, CancellationToken stop)
    {
        var all = await db.Organisations.OrderBy(row => row.Name).Take(ProfileLists.MostListed + 1)
            .Select(row => new Choice(row.Id.ToString(), row.Name)).ToListAsync(stop);
        if (all.Count <= ProfileLists.MostListed) return new(choices, all, FindsOrganisations: false);
        if (form.OrganisationName?.Trim() is not { Length: > 0 } name) return new(choices, [], FindsOrganisations: true);
        var pattern = SearchPattern.In(name);
        // A short name is in many others, and comes first.
        var found = await db.Organisations.Where(row => EF.Functions.ILike(row.Name, pattern, SearchPattern.Escape))
            .OrderBy(row => row.Name.Length).ThenBy(row => row.Name).Take(ProfileLists.MostFound)
            .Select(row => new Choice(row.Id.ToString(), row.Name)).ToListAsync(stop);
        return new(choices, found, FindsOrganisations: true);
    }

    /// <summary>The name of an organisation; null for none.</summary>
    public async Task<string?> NameOfAsync(Guid? organisation, CancellationToken stop) => (await NameAsync(organisation, stop))?.Label;

    /// <summary>
    /// A new account for somebody who has shown to read mail at the address; the account there already is, when they were quicker
    /// on another device. Where they work is not decided here.
    /// </summary>
    public Task<Member> CreateAsync(string email, ProfileForm form, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            if (await members.FindByEmailAsync(email) is { } known) return known;
            var member = Member.Of(email, form.Name, clock.GetUtcNow());
            Fill(member, form);
            Check(await members.CreateAsync(member));
            await directory.TellAsync(member.Id, stop);
            log.Write("account-created", member.Id, "succeeded", member.Id);
            return member;
        },
        stop);

    /// <summary>Writes what the member says about themselves, but for where they work.</summary>
    public Task ChangeAsync(Member member, ProfileForm form, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            Fill(member, form);
            Check(await members.UpdateAsync(member));
            await directory.TellAsync(member.Id, stop);
        },
        stop);

    /// <summary>The member works for another organisation from now on, or for none; told to them.</summary>
    /// <param name="member">Who.</param>
    /// <param name="organisation">Where; null: nowhere in the list.</param>
    /// <param name="by">Who said so.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task JoinAsync(Member member, Guid? organisation, Guid by, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            if (member.OrganisationId == organisation) return;
            if (await NameAsync(member.OrganisationId, stop) is { } left)
            {
                await notices.OrganisationAsync(member, "organisation-left", left, by, stop);
                await session.ExecuteAsync(
                    """
                    insert into members.departures (id, organisation_id, member_id, was_contact, why, left_at)
                    values ($1, $2, $3, $4, $5, $6)
                    """,
                    [
                        Guid.CreateVersion7(clock.GetUtcNow()), member.OrganisationId, member.Id, member.Has(Rights.ContactPerson),
                        by == member.Id ? "left" : "removed", clock.GetUtcNow(),
                    ],
                    stop);
            }
            member.OrganisationId = organisation;
            // A contact person sees colleagues: who moves on does not take that right along to the next organisation.
            if (member.Withdraw(Rights.ContactPerson)) await notices.RoleAsync(member, Rights.ContactPerson, granted: false, by, stop);
            Check(await members.UpdateAsync(member));
            if (await NameAsync(organisation, stop) is { } joined)
                await notices.OrganisationAsync(member, "organisation-joined", joined, by, stop);
            await directory.TellAsync(member.Id, stop);
        },
        stop);

    private Task<Choice?> NameAsync(Guid? organisation, CancellationToken stop) =>
        db.Organisations.Where(row => row.Id == organisation).Select(row => new Choice(row.Id.ToString(), row.Name))
            .SingleOrDefaultAsync(stop);

    private static void Fill(Member member, ProfileForm form)
    {
        (member.Name, member.Municipality, member.Domain, member.Function) = (
            form.Name.Trim(), form.Municipality, form.Domain, form.Function);
        member.Themes = form.Themes;
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(", ", result.Errors.Select(error => error.Code)));
    }
}
