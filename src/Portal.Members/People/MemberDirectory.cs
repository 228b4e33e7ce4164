using Microsoft.EntityFrameworkCore;
using Portal.Members.Data;
using Portal.Platform.Events;

namespace Portal.Members.People;

/// <summary>All that other rooms know of members. Whoever shows a name to somebody else first asks who may see it.</summary>
public sealed class MemberDirectory
{
    private readonly MembersDb db;
    private readonly EventPublisher events;
    private readonly IProfileChoices choices;

    internal MemberDirectory(MembersDb db, EventPublisher events, IProfileChoices choices) =>
        (this.db, this.events, this.choices) = (db, events, choices);

    /// <summary>One member; null when there is none (any more).</summary>
    public async Task<MemberCard?> FindAsync(Guid id, CancellationToken stop = default) =>
        (await CardsAsync(db.Members.Where(member => member.Id == id), stop)).SingleOrDefault();

    /// <summary>These members, without those that are gone.</summary>
    public Task<IReadOnlyList<MemberCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken stop = default) =>
        CardsAsync(db.Members.Where(member => ids.Contains(member.Id)), stop);

    /// <summary>Those of these members whose account is open: who can be mailed.</summary>
    public Task<IReadOnlyList<MemberCard>> FindOpenAsync(IReadOnlyCollection<Guid> ids, CancellationToken stop = default) =>
        CardsAsync(db.Members.Where(member => ids.Contains(member.Id) && member.BlockedAt == null), stop);

    /// <summary>Whose account has this e-mail address; null: nobody's. For who has shown to read mail there.</summary>
    public async Task<MemberCard?> FindByAddressAsync(string address, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        var normal = address.Normalize().ToUpperInvariant(); // as Identity keeps it
        return (await CardsAsync(db.Members.Where(member => member.NormalizedEmail == normal), stop)).SingleOrDefault();
    }

    /// <summary>How many work for an organisation.</summary>
    internal Task<int> CountOfOrganisationAsync(Guid organisation, CancellationToken stop) =>
        db.Members.CountAsync(member => member.OrganisationId == organisation, stop);

    /// <summary>Who works for an organisation, by name: one part of them.</summary>
    internal Task<IReadOnlyList<MemberCard>> OfOrganisationAsync(Guid organisation, int before, int most, CancellationToken stop) =>
        CardsAsync(
            db.Members.Where(member => member.OrganisationId == organisation)
                .OrderBy(member => member.Name).ThenBy(member => member.Id).Skip(before).Take(most),
            stop);

    /// <summary>Who has a task (<see cref="Access.Rights"/>), by name; without those whose account is closed.</summary>
    public Task<IReadOnlyList<MemberCard>> WithRoleAsync(string role, CancellationToken stop = default) =>
        CardsAsync(db.Members.Where(member => member.BlockedAt == null && member.Roles.Any(granted => granted.Role == role)), stop);

    /// <summary>Member organisations, by name.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> OrganisationsAsync(CancellationToken stop = default) =>
        await db.Organisations.AsNoTracking().OrderBy(row => row.Name).ToDictionaryAsync(row => row.Id, row => row.Name, stop);

    /// <summary>Member organisations by name, each with its municipality, where that is known.</summary>
    public async Task<IReadOnlyList<OrganisationCard>> OrganisationCardsAsync(CancellationToken stop = default) =>
        await db.Organisations.AsNoTracking().OrderBy(row => row.Name)
            .Select(row => new OrganisationCard(row.Id, row.Name, row.Municipality)).ToListAsync(stop);

    /// <summary>Everyone: for a room that starts to keep its own copy.</summary>
    public Task<IReadOnlyList<MemberCard>> AllAsync(CancellationToken stop = default) => CardsAsync(db.Members, stop);

    /// <summary>Tells the rooms above that a member is new or changed; in the caller's transaction.</summary>
    internal async Task TellAsync(Guid id, CancellationToken stop)
    {
        if (await FindAsync(id, stop) is { } card) await events.PublishAsync(new MemberChanged(card), stop);
    }

    private async Task<IReadOnlyList<MemberCard>> CardsAsync(IQueryable<Member> members, CancellationToken stop)
    {
        var rows = await members.AsNoTracking().OrderBy(member => member.Name).ThenBy(member => member.Id)
            .Select(member => new
            {
                member.Id,
                member.Name,
                Email = member.Email!,
                member.OrganisationId,
                member.Municipality,
                member.Domain,
                member.Function,
                member.CreatedAt,
                Organisation = db.Organisations.Where(row => row.Id == member.OrganisationId).Select(row => row.Name).SingleOrDefault(),
            })
            .ToListAsync(stop);
        var districts = choices.Municipalities.ToDictionary(municipality => municipality.Id, municipality => municipality.District?.Id);
        return rows.ConvertAll(row => new MemberCard(
            row.Id, row.Name, row.Email, row.OrganisationId, row.Organisation, row.Municipality,
            row.Municipality is { } municipality ? districts.GetValueOrDefault(municipality) : null, row.Domain, row.Function)
        {
            JoinedAt = row.CreatedAt,
        });
    }
}
