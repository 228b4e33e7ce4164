using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Versions;
using Portal.Platform.Commands;
using Portal.Platform.Data;
using Portal.Search;

namespace Portal.Content.Publishing;

/// <summary>
/// Builds the search index anew from what is online, in one transaction: readers search the old one until the new one is whole.
/// Runs as the verb <c>reindex</c>, and at start when the analysis of words has changed since.
/// </summary>
internal sealed class Reindexer(ContentDb db, DbSession session, SearchIndex index, SectionIndex sections) : ICommandVerb
{
    /// <summary>Builds the index anew when it was made by another analysis.</summary>
    public async Task BringUpToDateAsync(CancellationToken stop)
    {
        if (!await index.IsCurrentAsync(stop)) await RebuildAsync(stop);
    }

    public async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        var count = await RebuildAsync(stop);
        Console.WriteLine($"{count} {(count == 1 ? "document" : "documenten")} opnieuw in de zoekindex gezet.");
        return 0;
    }

    private Task<int> RebuildAsync(CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            await index.ClearAsync(stop);
            var online = await (from document in db.Documents
                                join version in db.Versions on document.LiveVersionId equals version.Id
                                where document.ParentId == null
                                    || db.Documents.Any(parent => parent.Id == document.ParentId && parent.LiveVersionId != null)
                                select new { document, version }).AsNoTracking().ToListAsync(stop);
            await sections.WriteAsync(online.Select(row => (row.document, (DocumentVersion?)row.version)), stop);
            return online.Count;
        },
        stop);
}
