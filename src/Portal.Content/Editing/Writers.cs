using System.Globalization;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Data;

namespace Portal.Content.Editing;

/// <summary>Who writes: their names, and who has a document open at the same time.</summary>
internal sealed class Writers(DbSession session, MemberDirectory members, TimeProvider clock)
{
    // Who typed nothing for so long has probably gone.
    private static readonly TimeSpan Present = TimeSpan.FromMinutes(3);

    /// <summary>Notes that a member has a document open; gives the names of the others who have.</summary>
    public async Task<IReadOnlyList<string>> MeetAsync(Guid document, Guid member, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await session.ExecuteAsync(
            """
            insert into content.writers (document_id, member_id, seen_at) values ($1, $2, $3)
            on conflict (document_id, member_id) do update set seen_at = excluded.seen_at
            """,
            [document, member, now], stop);
        await session.ExecuteAsync("delete from content.writers where seen_at < $1", [now - TimeSpan.FromDays(1)], stop);
        var others = await session.ListAsync(
            "select member_id from content.writers where document_id = $1 and member_id <> $2 and seen_at > $3",
            [document, member, now - Present], row => row.Id(0), stop);
        return others.Count == 0 ? [] : [.. (await members.FindAsync(others, stop)).Select(other => other.Name)];
    }

    /// <summary>Who can be asked to read somebody's draft, by name.</summary>
    /// <param name="except">Who asks.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IReadOnlyList<MemberCard>> ReadersAsync(Guid except, CancellationToken stop) =>
    [
        .. (await members.WithRoleAsync(Rights.Editor, stop)).Concat(await members.WithRoleAsync(Rights.Coordinator, stop))
            .DistinctBy(card => card.Id).Where(card => card.Id != except).OrderBy(card => card.Name, PublishedSite.Alphabet),
    ];

    /// <summary>The names of who changed something, by what is kept of them: a member's id, or the word of what did it by itself.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(IEnumerable<string> who, CancellationToken stop)
    {
        var all = who.Distinct().ToList();
        var ids = all.Select(one => Guid.TryParse(one, CultureInfo.InvariantCulture, out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty).ToList();
        var cards = ids.Count == 0 ? [] : (await members.FindAsync(ids, stop)).ToDictionary(card => card.Id.ToString(), card => card.Name);
        return all.ToDictionary(one => one, one => one switch
        {
            _ when cards.TryGetValue(one, out var name) => name,
            "import" => "ingelezen uit een map",
            "planning" => "de planning",
            _ when Guid.TryParse(one, CultureInfo.InvariantCulture, out _) => "een oud-medewerker",
            _ => one,
        });
    }
}
