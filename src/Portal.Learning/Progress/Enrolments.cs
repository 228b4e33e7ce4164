using Portal.Learning.Modules;
using Portal.Learning.Types;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Progress;

/// <summary>Finds and starts enrolments. Everything that changes one first locks its row, so two tabs take turns.</summary>
internal sealed class Enrolments(DbSession session, ModuleVersions versions, TimeProvider clock)
{
    private const string Columns =
        "id, member_id, module, cycle, module_version_id, pinned_at, started_at, last_chapter, progress, completed_at, passed_at";

    /// <summary>The learner's newest enrolment in a module, or null.</summary>
    public Task<Enrolment?> FindAsync(Guid memberId, string module, CancellationToken stop = default) =>
        OneAsync(
            $"select {Columns} from learning.enrolments where member_id = $1 and module = $2 order by cycle desc limit 1",
            [memberId, module], stop);

    /// <summary>The same with its stamp (<see cref="EnrolmentState.Stamp"/>).</summary>
    internal Task<(Enrolment Enrolment, uint Stamp)?> FindStampedAsync(Guid memberId, string module, CancellationToken stop) =>
        session.FirstAsync<(Enrolment, uint)?>(
            $"select {Columns}, xmin from learning.enrolments where member_id = $1 and module = $2 order by cycle desc limit 1",
            [memberId, module], row => (Read(row), row.Get<uint>(11)), stop);

    /// <summary>All the learner's enrolments, newest first.</summary>
    public async Task<IReadOnlyList<Enrolment>> OfAsync(Guid memberId, CancellationToken stop = default) => await session.ListAsync(
        $"select {Columns} from learning.enrolments where member_id = $1 order by last_seen_at desc", [memberId], Read, stop);

    /// <summary>Starts a module, or goes on where the learner left: starting twice is starting once.</summary>
    public async Task<Enrolment> StartAsync(Guid memberId, string module, CancellationToken stop = default)
    {
        if (await FindAsync(memberId, module, stop) is { } known) return await RefreshAsync(known, stop);
        return await InsertAsync(memberId, module, cycle: 1, stop);
    }

    /// <summary>
    /// Begins a new cycle of a module that was passed; the old one stays as it was. Who has not passed goes on where they are: their first
    /// score is the first since the last pass, and a new cycle would wash it away.
    /// </summary>
    public Task<Enrolment> RenewAsync(Guid memberId, string module, CancellationToken stop = default) =>
        session.InTransactionAsync(
            async () =>
            {
                var known = await FindAsync(memberId, module, stop) ?? throw new RuleBroken("Je bent nog niet aan deze module begonnen.");
                if (known.PassedAt is null) return known;
                return await InsertAsync(memberId, module, known.Cycle + 1, stop);
            },
            stop);

    /// <summary>Locks an enrolment of this learner until the transaction ends; null when it is somebody else's or does not exist.</summary>
    internal Task<Enrolment?> LockAsync(Guid memberId, string module, CancellationToken stop) =>
        OneAsync(
            $"select {Columns} from learning.enrolments where member_id = $1 and module = $2 order by cycle desc limit 1 for update",
            [memberId, module], stop);

    /// <summary>
    /// Takes somebody who did not pass along to the test as it is online now: whatever was wrong with it was mended since. What they did
    /// before stays done. Where it is no test any more, they stay where they are.
    /// </summary>
    internal async Task<Enrolment> ForNextGoAsync(Enrolment enrolment, string test, CancellationToken stop)
    {
        if (enrolment.PassedAt is not null || versions.Current(enrolment.Module)?.Find(test)?.Kind != ChapterKind.EndTest) return enrolment;
        return await MoveAsync(enrolment, clock.GetUtcNow(), stop);
    }

    /// <summary>Takes the learner along to what is online now, where that is fair.</summary>
    private async Task<Enrolment> RefreshAsync(Enrolment enrolment, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (enrolment.CompletedAt is not null || versions.Current(enrolment.Module) is not { } online) return enrolment;
        var pinned = await versions.ReadAsync(enrolment.ModuleVersionId, session, stop);
        if (pinned.Hash() == online.Hash() || !enrolment.MayMoveTo(pinned, online, now)) return enrolment;

        return await MoveAsync(enrolment, now, stop);
    }

    private async Task<Enrolment> MoveAsync(Enrolment enrolment, DateTimeOffset now, CancellationToken stop)
    {
        var id = await versions.CurrentIdAsync(enrolment.Module, session, now, stop);
        if (id == enrolment.ModuleVersionId) return enrolment;
        await session.ExecuteAsync(
            "update learning.enrolments set module_version_id = $2, pinned_at = $3 where id = $1 and passed_at is null",
            [enrolment.Id, id, now], stop);
        return enrolment with { ModuleVersionId = id, PinnedAt = now };
    }

    private async Task<Enrolment> InsertAsync(Guid memberId, string module, int cycle, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var version = await versions.CurrentIdAsync(module, session, now, stop);
        const string sql = $"""
            with added as (
                insert into learning.enrolments (id, member_id, module, cycle, module_version_id, pinned_at, started_at, last_seen_at)
                values ($1, $2, $3, $4, $5, $6, $6, $6) on conflict (member_id, module, cycle) do nothing returning {Columns})
            select * from added union all
            select {Columns} from learning.enrolments where member_id = $2 and module = $3 and cycle = $4 limit 1
            """;
        object?[] values = [Guid.CreateVersion7(now), memberId, module, cycle, version, now];
        return await OneAsync(sql, values, stop) ?? (await OneAsync(sql, values, stop))!;
    }

    private Task<Enrolment?> OneAsync(string sql, object?[] values, CancellationToken stop) => session.FirstAsync(sql, values, Read, stop);

    private static Enrolment Read(Row row) => new(
        row.Id(0), row.Id(1), row.Text(2), row.Number(3), row.Id(4), row.Moment(5), row.Moment(6), row.TextOrNull(7), row.Get<float>(8),
        row.GetOrNull<DateTimeOffset>(9), row.GetOrNull<DateTimeOffset>(10));
}
