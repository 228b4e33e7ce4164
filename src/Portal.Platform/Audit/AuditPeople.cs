using System.Globalization;
using Portal.Platform.Data;

namespace Portal.Platform.Audit;

/// <summary>
/// The numbers that people have in the log. Whose number it is stands in one table; when an account goes that row goes, and its lines
/// are of somebody whom nobody can tell any more.
/// </summary>
public sealed class AuditPeople
{
    private readonly DbSession session;

    internal AuditPeople(DbSession session) => this.session = session;

    /// <summary>The number of each of these members that has one, as lines have it.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NumbersAsync(IReadOnlyCollection<Guid> members, CancellationToken stop) =>
        members.Count == 0 ? new Dictionary<Guid, string>() : (await session.ListAsync(
            "select member_id, number from platform.audit_people where member_id = any($1)", [members.ToArray()],
            row => (Member: row.Id(0), Number: row.Id(1)), stop)).ToDictionary(row => row.Member, row => row.Number.ToString());

    /// <summary>Whose these numbers are, without those whose account is gone; what is no number is passed over.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> MembersAsync(IEnumerable<string> numbers, CancellationToken stop)
    {
        var asked = numbers.Distinct().Select(number => MemberIn(number)).OfType<Guid>().ToArray();
        return asked.Length == 0 ? new Dictionary<string, Guid>() : (await session.ListAsync(
            "select number, member_id from platform.audit_people where number = any($1)", [asked],
            row => (Number: row.Id(0), Member: row.Id(1)), stop)).ToDictionary(row => row.Number.ToString(), row => row.Member);
    }

    /// <summary>Forgets whose number it is; in the transaction in which the account goes.</summary>
    public Task ForgetAsync(Guid member, CancellationToken stop) =>
        session.ExecuteAsync("delete from platform.audit_people where member_id = $1", [member], stop);

    /// <summary>The numbers of all of these; who has none yet gets one.</summary>
    internal async Task<IReadOnlyDictionary<Guid, string>> KnowAsync(IReadOnlyCollection<Guid> members, CancellationToken stop)
    {
        var known = await NumbersAsync(members, stop);
        var missing = members.Where(member => !known.ContainsKey(member)).Order().ToArray();
        if (missing.Length == 0) return known;
        await session.ExecuteAsync(
            "insert into platform.audit_people (member_id) select unnest($1::uuid[]) on conflict do nothing", [missing], stop);
        return await NumbersAsync(members, stop);
    }

    /// <summary>The member, or number, that a text is the id of; null for a word.</summary>
    internal static Guid? MemberIn(string text) =>
        Guid.TryParse(text, CultureInfo.InvariantCulture, out var id) && id != Guid.Empty ? id : null;
}
