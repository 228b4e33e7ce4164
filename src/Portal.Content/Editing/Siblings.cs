using Portal.Content.Publishing;
using Portal.Content.Versions;
using Portal.Platform.Data;

namespace Portal.Content.Editing;

/// <summary>Puts a document elsewhere among its siblings: those of its type under the same document, in the order of the tree.</summary>
internal sealed class Siblings(DbSession session, Publisher publisher)
{
    /// <summary>Moves it.</summary>
    /// <param name="open">The document; its type has an order.</param>
    /// <param name="way">Where to.</param>
    /// <param name="mayPublish">Whether this member decides what readers see of it.</param>
    /// <param name="by">Who.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <returns>What went wrong, Dutch, or null; its place by now from 1, and how many there are.</returns>
    public async Task<(string? Problem, int Place, int Count)> MoveAsync(
        OpenDocument open, Way way, bool mayPublish, Change by, CancellationToken stop)
    {
        var all = await ReadAsync(open, stop);
        var from = all.FindIndex(one => one.Id == open.Id);
        if (from < 0) return ("Dit stuk staat niet in de boom.", 0, all.Count);
        var to = Math.Clamp(
            way switch { Way.Up => from - 1, Way.Down => from + 1, Way.First => 0, _ => all.Count - 1 }, 0, all.Count - 1);
        var (moved, numbers) = (new List<Sibling>(all), NumbersOf(all));
        moved.RemoveAt(from);
        moved.Insert(to, all[from]);
        var changed = moved.Zip(numbers).Where(pair => pair.First.Order != pair.Second).ToList();
        if (!mayPublish && changed.Exists(pair => pair.First.IsOnline)) return ("Een redacteur kan dit verplaatsen.", from + 1, all.Count);
        var changes = changed.ConvertAll(
            pair => new DocumentChange(pair.First.Id) { Revision = pair.First.Revision, Order = pair.Second });
        var outcomes = await publisher.ApplyAllAsync(changes, by, stop);
        return outcomes.FirstOrDefault(outcome => !outcome.IsDone) is { } failed
            ? (failed.Message, from + 1, all.Count) : (null, to + 1, all.Count);
    }

    // Those that are there, when they are in order already; else 1, 2, 3 ...
    private static IReadOnlyList<int> NumbersOf(List<Sibling> all) =>
        all.Zip(all.Skip(1)).All(pair => pair.First.Order < pair.Second.Order) && all.TrueForAll(one => one.Order is not null)
            ? [.. all.Select(one => one.Order!.Value)] : [.. Enumerable.Range(1, all.Count)];

    private Task<List<Sibling>> ReadAsync(OpenDocument open, CancellationToken stop) => session.ListAsync(
        $"""
        select d.ref, d.revision, d.live_version_id is not null, {TreeOrder.Number}
        from content.documents d
        left join content.drafts w on w.document_id = d.id
        left join content.versions v on v.id = d.latest_version_id
        where d.type = $1 and d.parent_id is not distinct from $2 and d.deleted_at is null and d.archived_at is null
        order by {TreeOrder.Number} nulls last, lower(d.title), d.ref
        """,
        [open.Type.Name, open.Document.ParentId],
        row => new Sibling(row.Text(0), row.Number(1), row.Get<bool>(2), row.GetOrNull<int>(3)), stop);

    private sealed record Sibling(string Id, int Revision, bool IsOnline, int? Order);
}

/// <summary>Where a document goes among its siblings.</summary>
internal enum Way
{
    /// <summary>One place up.</summary>
    Up,

    /// <summary>One place down.</summary>
    Down,

    /// <summary>Before all others.</summary>
    First,

    /// <summary>After all others.</summary>
    Last,
}
