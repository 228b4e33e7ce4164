using Portal.Content.Markdown.Editing;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Content.Editing;

/// <summary>What a second reader says about a draft, block by block.</summary>
internal sealed class Remarks(DbSession session, TimeProvider clock)
{
    private const int LongestOpening = 80;

    /// <summary>The remarks that are still open, in the order of the text.</summary>
    public async Task<IReadOnlyList<Remark>> OpenAsync(OpenDocument open, CancellationToken stop)
    {
        var rows = await session.ListAsync(
            """
            select id, block, opening, body, made_by, made_at from content.remarks
            where document_id = $1 and resolved_at is null order by block nulls first, made_at
            """,
            [open.Document.Id],
            row =>
                (Id: row.Id(0), Block: row.GetOrNull<int>(1), Opening: row.Text(2), Body: row.Text(3), By: row.Text(4), At: row.Moment(5)),
            stop);
        if (rows.Count == 0) return [];
        var openings = Openings(open.Text.Body);
        return rows.ConvertAll(row => new Remark(row.Id, PlaceOf(row.Block, row.Opening, openings), row.Opening, row.Body, row.By, row.At));
    }

    /// <summary>Adds one.</summary>
    public Task AddAsync(OpenDocument open, int? block, string body, string by, CancellationToken stop)
    {
        var openings = Openings(open.Text.Body);
        var place = block is { } number && number >= 0 && number < openings.Count ? block : null;
        return session.ExecuteAsync(
            "insert into content.remarks (id, document_id, block, opening, body, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7)",
            [
                Guid.CreateVersion7(clock.GetUtcNow()), open.Document.Id, place, place is { } at ? openings[at] : "", body, by,
                clock.GetUtcNow(),
            ],
            stop);
    }

    /// <summary>Says that one is dealt with.</summary>
    public Task ResolveAsync(Guid document, Guid id, string by, CancellationToken stop) => session.ExecuteAsync(
        "update content.remarks set resolved_by = $3, resolved_at = $4 where id = $1 and document_id = $2 and resolved_at is null",
        [id, document, by, clock.GetUtcNow()], stop);

    /// <summary>How each block of a text begins.</summary>
    public static IReadOnlyList<string> Openings(string body) => [.. BlockText.Of(body).Blocks.Select(block => Opening(block.Lines))];

    private static string Opening(string lines)
    {
        var words = Platform.OneLine.Of(lines);
        return words.AtMost(LongestOpening);
    }

    // Blocks move: the one that begins as it did, and else the one with that number.
    private static int? PlaceOf(int? block, string opening, IReadOnlyList<string> openings)
    {
        if (block is not { } number) return null;
        if (number < openings.Count && openings[number] == opening) return number;
        for (var at = 0; at < openings.Count; at++)
            if (openings[at] == opening) return at;
        return number < openings.Count ? number : null;
    }
}

/// <summary>A remark.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Block">Number of the block it is about now (0-based); null: the whole.</param>
/// <param name="Opening">How that block began.</param>
/// <param name="Body">What it says.</param>
/// <param name="By">Who said it.</param>
/// <param name="At">When, UTC.</param>
internal sealed record Remark(Guid Id, int? Block, string Opening, string Body, string By, DateTimeOffset At);
