using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Content.Branches;

/// <summary>
/// Who writes where. Read from the database for each request and once more in the transaction of each change, so that a branch that is
/// given or taken holds at once, in every session and on every host.
/// </summary>
public sealed class BranchStore(DbSession session, DocumentTypes types, CurrentMember current, AuditLog audit, TimeProvider clock)
{
    /// <summary>As many can one member have.</summary>
    internal const int Most = 20;

    // Each document of $1 with all that stands above it.
    private const string Up =
        """
        with recursive up as (
            select d.ref as asked, d.id, d.type, d.parent_id, d.deleted_at from content.documents d where d.ref = any($1)
            union
            select up.asked, p.id, p.type, p.parent_id, p.deleted_at from up join content.documents p on p.id = up.parent_id)
        """;

    // A document in the recycle bin begins nothing.
    private const string Holds = "(b.type = up.type or (b.document_id = up.id and up.deleted_at is null))";

    private BranchSet? own;

    /// <summary>Set when a change of this request was refused for it lies outside: id of the document.</summary>
    internal string? Refused { get; set; }

    /// <summary>Of who asks, as it was when first asked in this request; of nobody and of work in the background: everywhere.</summary>
    internal async Task<BranchSet> OwnAsync(CancellationToken stop) => own ??= await FreshAsync(stop);

    /// <summary>The same as it is this moment.</summary>
    internal async Task<BranchSet> FreshAsync(CancellationToken stop) =>
        current.IdOrNull is { } member ? await OfAsync(member, stop) : BranchSet.Everywhere;

    /// <summary>Of one member.</summary>
    internal async Task<BranchSet> OfAsync(Guid member, CancellationToken stop) => new(await ReadAsync([member], stop));

    /// <summary>Of these members; null: of all who have any.</summary>
    internal async Task<List<Branch>> ReadAsync(Guid[]? members, CancellationToken stop) => await session.ListAsync(
        """
        select b.id, b.member_id, b.document_id, d.ref, b.type, coalesce(d.title, b.title), d.deleted_at is not null
        from content.branches b left join content.documents d on d.id = b.document_id
        where $1::uuid[] is null or b.member_id = any($1) order by b.given_at, b.id
        """,
        [members],
        row =>
        {
            var (document, name, type) = (row.GetOrNull<Guid>(2), row.TextOrNull(3), row.TextOrNull(4));
            var known = type is null ? null : types.Find(type);
            var isGone = document is null ? known is null : name is null;
            return new Branch(
                row.Id(0), row.Id(1), document, name, type, known is null ? row.Text(5) : known.Info.Plural,
                isGone ? BranchState.Gone : row.Get<bool>(6) ? BranchState.InBin : BranchState.There);
        },
        stop);

    /// <summary>Which of these documents who asks may change; all of them for who keeps to no branch.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="stop">Cancels the call.</param>
    internal async Task<IReadOnlySet<string>> InsideAsync(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        if (!(await OwnAsync(stop)).IsBound || ids.Count == 0) return ids.ToHashSet(StringComparer.Ordinal);
        return (await session.ListAsync(
            $"{Up} select distinct up.asked from up join content.branches b on b.member_id = $2 and {Holds}",
            [ids.ToArray(), current.Id], row => row.Text(0), stop)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>True when who asks may change this document.</summary>
    internal async Task<bool> HoldsAsync(string id, CancellationToken stop) => (await InsideAsync([id], stop)).Contains(id);

    /// <summary>True when a document begins a branch of who asks: they write it, and it keeps its place.</summary>
    /// <param name="type">Name of its type.</param>
    /// <param name="parent">Id of what it stands under, or null.</param>
    /// <param name="stop">Cancels the call.</param>
    internal async Task<bool> IsStartAsync(string type, string? parent, CancellationToken stop) =>
        await OwnAsync(stop) is { IsBound: true } mine && !mine.HasType(type) && (parent is null || !await HoldsAsync(parent, stop));

    /// <summary>The members in a branch of whom a document lies.</summary>
    internal Task<List<Guid>> HoldersAsync(string id, CancellationToken stop) => session.ListAsync(
        $"{Up} select distinct b.member_id from up join content.branches b on {Holds} limit {Most}",
        [new[] { id }], row => row.Id(0), stop);

    /// <summary>The members who keep to branches.</summary>
    internal async Task<IReadOnlySet<Guid>> BoundAsync(CancellationToken stop) =>
        (await session.ListAsync("select distinct member_id from content.branches", [], row => row.Id(0), stop)).ToHashSet();

    /// <summary>Gives a member a branch: a document or a type. False when they have it already.</summary>
    /// <param name="member">Who.</param>
    /// <param name="document">Id of the document, or null.</param>
    /// <param name="type">The type, or null.</param>
    /// <param name="stop">Cancels the call.</param>
    internal Task<bool> GiveAsync(Guid member, string? document, DocumentType? type, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var given = await session.FirstAsync(
                """
                insert into content.branches (id, member_id, document_id, type, title, given_by, given_at)
                select $1, $2, d.id, $4, coalesce(d.title, $5), $6, $7
                from (select 1) one left join content.documents d on d.ref = $3 and d.deleted_at is null
                where $4::text is not null or d.id is not null
                on conflict do nothing
                returning title
                """,
                [
                    Guid.CreateVersion7(clock.GetUtcNow()), member, document, type?.Name, type?.Info.Plural ?? "", current.IdOrNull,
                    clock.GetUtcNow(),
                ],
                row => row.Text(0), stop);
            if (given is null) return false;
            await audit.AppendAsync(LineOf("branch.given", member, new AuditFact(ContentLines.Part, null, given)), stop);
            return true;
        },
        stop);

    /// <summary>Takes a branch back; gives what it was called, or null when it was gone already.</summary>
    internal Task<string?> TakeAsync(Guid member, Guid branch, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var title = (await OfAsync(member, stop)).All.FirstOrDefault(one => one.Id == branch)?.Title;
            if (await session.ExecuteAsync("delete from content.branches where id = $1 and member_id = $2", [branch, member], stop) == 0)
                return null;
            await audit.AppendAsync(LineOf("branch.taken", member, new AuditFact(ContentLines.Part, title, null)), stop);
            return title;
        },
        stop);

    private AuditLine LineOf(string action, Guid member, AuditFact fact) =>
        new(action, ContentLines.Branch, $"{member}", current.IdOrNull?.ToString() ?? "portal") { Facts = [fact] };
}
