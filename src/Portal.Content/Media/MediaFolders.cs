using Microsoft.EntityFrameworkCore;
using Portal.Content.Checks;
using Portal.Content.Data;
using Portal.Content.Types;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Content.Media;

/// <summary>Puts items of the library into a folder. It stands in an item's description, so an export and an import keep it.</summary>
internal sealed class MediaFolders(ContentDb db, DbSession session, MediaLibrary library, AuditLog audit)
{
    /// <summary>How many can be moved in one go.</summary>
    public const int Most = 200;

    /// <summary>Moves items; gives how many now lie there, and why others do not: a Dutch sentence, or nothing.</summary>
    /// <param name="ids">The items.</param>
    /// <param name="folder">The folder; empty: none.</param>
    /// <param name="by">Who moves them.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<(int Moved, string Why)> MoveAsync(
        IReadOnlyCollection<string> ids, string folder, Guid by, CancellationToken stop)
    {
        var (moved, why) = (0, "");
        foreach (var id in ids.Distinct().Take(Most))
        {
            if (await MoveAsync(id, folder, by, stop) is { } problem) why = problem;
            else moved++;
        }
        return (moved, why);
    }

    private async Task<string?> MoveAsync(string id, string folder, Guid by, CancellationToken stop)
    {
        // Somebody else who describes it in the same instant is met once or twice at most.
        for (var tries = 0; tries < 5; tries++)
        {
            var source = await db.Media.AsNoTracking().Where(item => item.Ref == id).Select(item => item.Source).FirstOrDefaultAsync(stop);
            if (source is null) return "Wat intussen is weggegooid, kan niet naar een map.";
            if (Uploads.WithFolder(source, folder) is not { } described)
                return "Van een bestand kan de map alleen op zijn eigen pagina worden veranderd.";
            if (described == source) return null;
            var front = FrontMatter.Read(described, MediaProperties.Properties);
            if (front.Errors is [var error, ..]) return error.Message;
            var before = FrontMatter.Read(source, MediaProperties.Properties).Json;
            var line = new AuditLine("media.moved", ContentLines.Media, id, by.ToString())
            {
                Title = front.Json["title"]?.ToString() ?? id,
                Facts = [new(ContentLines.Folder, before["folder"]?.ToString(), front.Json["folder"]?.ToString())],
            };
            var isMoved = await session.InTransactionAsync(
                async () =>
                {
                    if (!await library.DescribeAsync(id, source, described, front.Json, stop)) return false;
                    await audit.AppendAsync(line, stop);
                    return true;
                },
                stop);
            if (isMoved) return null;
        }
        return "Een bestand wordt net door iemand anders beschreven. Probeer het zo nog eens.";
    }
}
