using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Publishing;
using Portal.Content.Types;

namespace Portal.Content.Import;

/// <summary>
/// Writes everything the portal holds to a folder, each document as editors see it, with its draft where there is one: importing it again
/// changes nothing. What lies in the recycle bin stays there.
/// </summary>
public sealed class Exporter(ContentDb db, DocumentTypes types)
{
    /// <summary>Exports to a new or empty folder; gives the number of files written.</summary>
    /// <exception cref="IOException">The folder holds files already, or cannot be written.</exception>
    public async Task<int> ExportAsync(string folder, CancellationToken stop = default)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException($"De map {folder} is niet leeg. Geef een nieuwe of lege map op.");

        // Where they stand first, what they say one at a time: all of it need not fit into memory.
        var slugs = await db.Documents.AsNoTracking().ToDictionaryAsync(document => document.Id, document => document.Slug, stop);
        var rows = from document in db.Documents
                   where document.DeletedAt == null
                   join one in db.Versions on document.LatestVersionId equals one.Id into versions
                   from version in versions.DefaultIfEmpty()
                   join other in db.Drafts on document.Id equals other.DocumentId into drafts
                   from draft in drafts.DefaultIfEmpty()
                   select new { document, version, draft };
        var count = 0;
        await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            var parent = row.document.ParentId is { } id ? slugs[id] : null;
            var path = ContentFile.PathOf(types[row.document.Type], row.document.Slug, parent, row.document.Sample);
            var text = row.draft?.Text ?? ChangeWork.TextOf(row.version!);
            var source = FileState.Of(row.document, row.draft, text.FrontMatter).Write(text.FrontSource, text.FrontMatter);
            await WriteAsync(
                path, stream => stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(ContentFile.Write(source, text.Body)), stop));
        }
        await foreach (var media in db.Media.AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            var path = $"{(media.Sample ? "voorbeeld/" : "")}media/{media.Name}";
            await WriteAsync(path, stream => stream.WriteAsync(media.Bytes, stop));
            await WriteAsync(path + ".yml", stream => stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(media.Source), stop));
        }
        return count;

        async Task WriteAsync(string relativePath, Func<Stream, ValueTask> write)
        {
            var path = Path.Combine(folder, relativePath);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var stream = new FileStream(path, FileMode.CreateNew);
            await write(stream);
            count++;
        }
    }
}
