using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Publishing;
using Portal.Content.Types;

namespace Portal.Content.Import;

/// <summary>
/// Everything the portal holds, as files: each document as editors see it, with its draft where there is one, and each media file with its
/// description. Importing them again changes nothing. What lies in the recycle bin stays there.
/// </summary>
public sealed class Exporter(ContentDb db, DocumentTypes types)
{
    // Between two parts no connection is held: who takes the files may be on a slow line.
    private const int AtOnce = 200;

    /// <summary>Exports to a new or empty folder; gives the number of files written.</summary>
    /// <exception cref="IOException">The folder holds files already, or cannot be written.</exception>
    public async Task<int> ExportAsync(string folder, CancellationToken stop = default)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException($"De map {folder} is niet leeg. Geef een nieuwe of lege map op.");

        var count = 0;
        await foreach (var (name, bytes, _) in FilesAsync(stop))
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using var stream = new FileStream(path, FileMode.CreateNew);
            await stream.WriteAsync(bytes, stop);
            count++;
        }
        return count;
    }

    /// <summary>The files one by one, documents by address and then media by name: all of them need not fit into memory.</summary>
    internal async IAsyncEnumerable<ExportedFile> FilesAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var slugs = await db.Documents.AsNoTracking().ToDictionaryAsync(document => document.Id, document => document.Slug, stop);
        var documents = await db.Documents.Where(document => document.DeletedAt == null).OrderBy(document => document.Path)
            .Select(document => document.Id).ToListAsync(stop);
        foreach (var some in documents.Chunk(AtOnce))
        {
            var rows = from document in db.Documents
                       where some.Contains(document.Id)
                       join one in db.Versions on document.LatestVersionId equals one.Id into versions
                       from version in versions.DefaultIfEmpty()
                       join other in db.Drafts on document.Id equals other.DocumentId into drafts
                       from draft in drafts.DefaultIfEmpty()
                       orderby document.Path
                       select new { document, version, draft };
            foreach (var row in await rows.AsNoTracking().ToListAsync(stop))
            {
                var parent = row.document.ParentId is { } id ? slugs.GetValueOrDefault(id) : null;
                var path = ContentFile.PathOf(types[row.document.Type], row.document.Slug, parent, row.document.Sample);
                var text = row.draft?.Text ?? ChangeWork.TextOf(row.version!);
                var source = FileState.Of(row.document, row.draft, text.FrontMatter).Write(text.FrontSource, text.FrontMatter);
                yield return new(path, Encoding.UTF8.GetBytes(ContentFile.Write(source, text.Body)), row.document.ChangedAt);
            }
        }
        foreach (var id in await db.Media.OrderBy(media => media.Name).Select(media => media.Id).ToListAsync(stop))
        {
            // Taken away meanwhile: then it is not of the portal any more.
            if (await db.Media.AsNoTracking().FirstOrDefaultAsync(media => media.Id == id, stop) is not { } media) continue;
            var path = $"{(media.Sample ? "voorbeeld/" : "")}media/{media.Name}";
            yield return new(path, media.Bytes, media.ChangedAt);
            yield return new(path + ".yml", Encoding.UTF8.GetBytes(media.Source), media.ChangedAt);
        }
    }
}

/// <summary>A file of an export.</summary>
/// <param name="Path">Relative to the folder, with forward slashes.</param>
/// <param name="Bytes">What it holds.</param>
/// <param name="ChangedAt">When that was changed last, UTC.</param>
internal sealed record ExportedFile(string Path, ReadOnlyMemory<byte> Bytes, DateTimeOffset ChangedAt);
