using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Types;

namespace Portal.Content.Import;

/// <summary>Writes everything the portal holds to a folder, each document as it was written: importing it again changes nothing.</summary>
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
                   join version in db.Versions on document.LatestVersionId equals version.Id
                   select new { document, version.FrontSource, version.Body };
        var count = 0;
        await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            var parent = row.document.ParentId is { } id ? slugs[id] : null;
            var path = ContentFile.PathOf(types[row.document.Type], row.document.Slug, parent, row.document.Sample);
            await WriteAsync(path, stream => stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(ContentFile.Write(row.FrontSource, row.Body)), stop));
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
