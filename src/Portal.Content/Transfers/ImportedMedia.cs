using Microsoft.EntityFrameworkCore;
using Portal.Content.Checks;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Media;
using Portal.Content.Types;
using Portal.Platform.Data;
using Portal.Platform.Pictures;

namespace Portal.Content.Transfers;

/// <summary>Brings files back to what they were before an import; new ones go, where no text needs them.</summary>
internal sealed class ImportedMedia(ContentDb db, MediaLibrary library, WhereUsed uses, DbSession session)
{
    /// <summary>Undoes what an import did to files, in the caller's transaction.</summary>
    public async Task<UndoReport> UndoAsync(Guid import, CancellationToken stop)
    {
        var (back, away, stayed) = (0, 0, new List<StayedHere>());
        foreach (var file in await FilesAsync(import, stop))
        {
            if (await WhyNotAsync(file, stop) is { } why) stayed.Add(new(file.Id, why));
            else if (file.IsNew)
            {
                await library.DeleteAsync(file.Id, stop);
                away++;
            }
            else
            {
                await RestoreAsync(import, file, stop);
                back++;
            }
        }
        return new UndoReport(back, away, Some<StayedHere>.Of(stayed));
    }

    private async Task<string?> WhyNotAsync(ImportedFile file, CancellationToken stop)
    {
        var now = await db.Media.AsNoTracking().Where(item => item.Ref == file.Id).Select(item => new { item.Hash, item.Source })
            .FirstOrDefaultAsync(stop);
        if (now is null) return "Iemand heeft dit bestand intussen weggegooid.";
        if (now.Hash != file.AfterHash || now.Source != file.AfterSource) return "Iemand heeft dit bestand intussen gewijzigd.";
        if (file.IsNew)
            return (await uses.OfMediaForSureAsync(file.Id, stop)).Count > 0 ? "Er is een stuk dat dit bestand gebruikt." : null;
        var isTaken = await db.Media.AnyAsync(item => item.Name == file.Name && item.Sample == file.Sample && item.Ref != file.Id, stop);
        return isTaken ? "De naam van het bestand van ervoor is intussen van een ander bestand." : null;
    }

    private async Task RestoreAsync(Guid import, ImportedFile file, CancellationToken stop)
    {
        var bytes = await session.ValueAsync<byte[]>(
            "select bytes from content.import_media where import_id = $1 and ref = $2", [import, file.Id], stop);
        var kind = FileKind.Named(Path.GetExtension(file.Name!).TrimStart('.'))!;
        PictureFile? picture = null;
        if (bytes is not null) PictureFile.TryRead(bytes, out picture, out _);
        var front = FrontMatter.Read(file.Source!, MediaProperties.Properties);
        var item = new NewMedia(file.Id, file.Name!, kind, kind.IsImage ? picture : null, file.Hash!, file.Source!, front.Json)
        {
            Sample = file.Sample!.Value,
        };
        if (bytes is null) await library.DescribeAsync(item, stop);
        else await library.PutAsync(item, new MemoryStream(bytes), stop);
    }

    private Task<List<ImportedFile>> FilesAsync(Guid import, CancellationToken stop) => session.ListAsync(
        """
        select ref, is_new, after_hash, after_source, name, sample, hash, source from content.import_media
        where import_id = $1 order by ref
        """,
        [import],
        row => new ImportedFile(
            row.Text(0), row.Get<bool>(1), row.Text(2), row.Text(3), row.TextOrNull(4), row.GetOrNull<bool>(5), row.TextOrNull(6),
            row.TextOrNull(7)),
        stop);

    // A file as the import found it, and what the import made of it.
    private sealed record ImportedFile(
        string Id, bool IsNew, string AfterHash, string AfterSource, string? Name, bool? Sample, string? Hash, string? Source);
}
