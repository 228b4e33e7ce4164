using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Markdown;
using Portal.Content.Markdown.Containers;
using Portal.Content.Media;
using Portal.Content.Tree;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Platform.Data;
using Portal.Search;
using Portal.Search.Indexing;

namespace Portal.Content.Publishing;

/// <summary>Writes what is online into the search index, one row a section, and the glossary's variants as synonyms.</summary>
public sealed partial class SectionIndex(
    SearchIndex index, ContentDb db, DbSession session, DocumentTypes types, MarkdownRenderer renderer)
{
    private readonly MediaTexts texts = new(session);
    private readonly PageFilters filters = new(types);
    private readonly PageSections sections = new(types, renderer);
    private AreaMap areas = new([]);

    // How many documents are read and written together.
    private const int AtOnce = 500;

    /// <summary>Builds the index anew when it was made by another analysis of words, or never.</summary>
    internal async Task BringUpToDateAsync(CancellationToken stop)
    {
        if (!await index.IsCurrentAsync(stop)) await RebuildAsync(stop);
    }

    /// <summary>
    /// Builds the index anew from what is online, in one transaction: readers search the old one until the new one is whole. Gives how many
    /// documents it holds.
    /// </summary>
    internal Task<int> RebuildAsync(CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            await index.ClearAsync(stop);
            await index.NameAsync(PageFilters.Standing, stop);
            return await WriteOnlineAsync(null, stop);
        },
        stop);

    /// <summary>Writes documents anew as they are online: what they offer to download says something else.</summary>
    internal Task RenewAsync(IReadOnlyCollection<string> ids, CancellationToken stop) => ids.Count == 0
        ? Task.CompletedTask : session.InTransactionAsync(() => WriteOnlineAsync(ids, stop), stop);

    // Those of these ids, or all, that are online; gives how many.
    private async Task<int> WriteOnlineAsync(IReadOnlyCollection<string>? ids, CancellationToken stop)
    {
        var online = await (from document in db.Documents
                            join version in db.Versions on document.LiveVersionId equals version.Id
                            where (ids == null || ids.Contains(document.Ref)) && (document.ParentId == null
                                || db.Documents.Any(parent => parent.Id == document.ParentId && parent.LiveVersionId != null))
                            select new { document, version }).AsNoTracking().ToListAsync(stop);
        await WriteAsync(online.Select(row => (row.document, (DocumentVersion?)row.version)), stop);
        return online.Count;
    }

    /// <summary>Writes the rows of documents that are online and takes out those of documents that are not.</summary>
    /// <param name="changed">The documents, each with the version that readers see, or null when they see none.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <param name="written">Is told how many were written, now and then.</param>
    internal async Task WriteAsync(
        IEnumerable<(Document Document, DocumentVersion? Live)> changed, CancellationToken stop, Action<int>? written = null)
    {
        var parts = changed.Chunk(AtOnce).ToList();
        var online = parts.SelectMany(part => part).Where(pair => pair.Live is not null)
            .Select(pair => (pair.Document.Type, Version: pair.Live!)).ToList();
        if (online.Count > 0)
            await index.LearnAsync(online.SelectMany(one => (string[])[one.Version.FrontMatter, one.Version.Body]), stop);
        areas = await AreasAsync(online, stop);
        var reading = parts.Count == 0 ? null : await BeginAsync(parts[0], stop);
        for (var next = 1; reading is not null; next++)
        {
            var (read, rows) = await reading;
            reading = next < parts.Count ? await BeginAsync(parts[next], stop) : null; // while the database is at work on these
            await index.ReplaceAsync([.. read.Select(one => one.Id)], rows, stop);
            foreach (var one in read) await WriteNamesAsync(one, stop);
            written?.Invoke(read.Count);
        }
    }

    // Where everything is; of no area when nothing that is written speaks of one.
    private async Task<AreaMap> AreasAsync(List<(string Type, DocumentVersion Version)> online, CancellationToken stop)
    {
        if (!online.Exists(one => filters.MayBePlaced(one.Type))) return new([]);
        var organisation = types.Of<Organisation>().Name;
        var known = await (from document in db.Documents
                           join version in db.Versions on document.LiveVersionId equals version.Id
                           where document.Type == organisation
                           select version.FrontMatter).ToListAsync(stop);
        return new(known.Concat(online.Where(one => one.Type == organisation).Select(one => one.Version.FrontMatter))
            .Select(frontMatter => (Organisation)types[organisation].Read(frontMatter)));
    }

    // What they offer to download is asked for; the rest goes on beside the caller.
    private async Task<Task<(List<Indexed> Read, SearchRows Rows)>> BeginAsync(
        (Document Document, DocumentVersion? Live)[] some, CancellationToken stop)
    {
        var offered = some.Select(pair => pair.Live).OfType<DocumentVersion>().SelectMany(FilesOf).Select(file => file.Id);
        var files = await texts.OfAsync([.. offered.Distinct()], stop);
        return Task.Run(() => Read(some, files), stop);
    }

    private (List<Indexed> Read, SearchRows Rows) Read(
        (Document Document, DocumentVersion? Live)[] some, IReadOnlyDictionary<string, MediaText> files)
    {
        var read = some.AsParallel().AsOrdered().Select(pair => Read(pair.Document, pair.Live, files)).ToList();
        return (read, index.Prepare([.. read.SelectMany(one => one.Sections)]));
    }

    // Files a document offers: in a list of its own or a block, which have an anchor, or in a link. What names a picture is asked for in vain.
    private static IEnumerable<(string Id, bool IsCard)> FilesOf(DocumentVersion version) =>
        FilesIn(version.FrontMatter).Concat(FilesIn(version.Body)).DistinctBy(file => file.Id);

    private static IEnumerable<(string Id, bool IsCard)> FilesIn(string text) => text.Contains("media-", StringComparison.Ordinal)
        ? FileName().Matches(text).Select(match => (match.Groups["id"].Value, match.Groups["link"].Length == 0)) : [];

    [GeneratedRegex(
        """((?<link>media:)|media=|")(?<id>media-[a-z0-9-]+)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        Timeout.Infinite)]
    private static partial Regex FileName();

    private Indexed Read(Document document, DocumentVersion? version, IReadOnlyDictionary<string, MediaText> files)
    {
        var type = types[document.Type];
        if (version is null) return new(document, type, null, []);
        var json = JsonNode.Parse(version.FrontMatter)!.AsObject();
        var properties = type.Read(version.FrontMatter);
        return new(
            document, type, properties, type.IsPart ? [] : [.. Sections(document, type, properties, json, version, files)]);
    }

    private async Task WriteNamesAsync(Indexed one, CancellationToken stop)
    {
        if (one.Type.Info.IsGlossary || one.Type.IsPart)
        {
            var (words, leadsTo) = one.Properties is { } said ? (said.SameWords, said.LeadsTo) : ([], []);
            await index.ReplaceSynonymsAsync(one.Id, words, leadsTo, stop);
        }
        if (one.Type.IsPart)
        {
            var (questions, pages) = one.Properties?.FirstAnswers ?? ([], []);
            await index.ReplacePromotedAsync(one.Id, questions, [.. pages.Select(Key.Of)], stop);
        }
        if (filters.NamedBy(one.Document.Ref, one.Type, one.Properties) is not { } named) return;
        if (named.Value is { } value) await index.NameAsync([value], stop);
        else await index.ForgetAsync(named.Filter, named.Name, stop);
    }

    private IEnumerable<SearchDocument> Sections(
        Document document, DocumentType type, DocumentProperties properties, JsonObject json, DocumentVersion version,
        IReadOnlyDictionary<string, MediaText> files)
    {
        var number = -1;
        foreach (var row in sections.Of(document.Id, document.Path, document.Sample, type, properties, json, version.Body, areas))
        {
            number = row.Section;
            yield return row;
        }
        var head = sections.Head(document.Id, document.Path, document.Sample, type, properties, json, areas);
        foreach (var (id, isCard) in FilesOf(version))
        {
            if (!files.TryGetValue(id, out var file)) continue;
            var anchor = isCard ? FileCard.AnchorOf(id) : null;
            for (var page = 0; page < file.Pages.Count; page++)
                if (file.Pages[page].Length > 0)
                    yield return head with
                    {
                        Section = ++number,
                        Anchor = anchor,
                        Heading = $"{file.Title} ({file.Type}), bladzijde {page + 1}",
                        Body = file.Pages[page],
                    };
        }
    }

    private sealed record Indexed(
        Document Document, DocumentType Type, DocumentProperties? Properties, IReadOnlyList<SearchDocument> Sections)
    {
        public Guid Id => Document.Id;
    }
}
