using Portal.Platform.Data;

namespace Portal.Content.Media;

/// <summary>The words of a document of the library are to be read.</summary>
/// <param name="Id">The item.</param>
/// <param name="Hash">Its file: another one, that came meanwhile, has a job of its own.</param>
internal sealed record ReadText(string Id, string Hash);

/// <summary>What documents of the library say, page by page, as far as it was read.</summary>
internal sealed class MediaTexts(DbSession session)
{
    /// <summary>Titles and pages of those of these items that have words, by id.</summary>
    public async Task<IReadOnlyDictionary<string, MediaText>> OfAsync(IReadOnlyCollection<string> ids, CancellationToken stop)
    {
        if (ids.Count == 0) return new Dictionary<string, MediaText>();
        var rows = await session.ListAsync(
            """
            select m.ref, m.front_matter ->> 'title', m.name, t.pages from content.media_texts t join content.media m on m.id = t.media_id
            where m.ref = any($1) and m.hash = t.hash and cardinality(t.pages) > 0
            """,
            [ids.ToArray()],
            row => (Id: row.Text(0), Text: new MediaText(row.Text(1), Path.GetExtension(row.Text(2)).TrimStart('.'), row.Get<string[]>(3))),
            stop);
        return rows.ToDictionary(row => row.Id, row => row.Text);
    }

    /// <summary>Keeps what was read; false when the item has another file by now.</summary>
    public async Task<bool> KeepAsync(ReadText read, IReadOnlyList<string> pages, CancellationToken stop) =>
        await session.ExecuteAsync(
            """
            insert into content.media_texts (media_id, hash, pages) select id, hash, $3 from content.media where ref = $1 and hash = $2
            on conflict (media_id) do update set hash = excluded.hash, pages = excluded.pages
            """,
            [read.Id, read.Hash, pages.ToArray()], stop) > 0;

    /// <summary>The documents of which nobody read the words yet.</summary>
    public Task<List<ReadText>> UnreadAsync(CancellationToken stop) => session.ListAsync(
        """
        select m.ref, m.hash from content.media m left join content.media_texts t on t.media_id = m.id and t.hash = m.hash
        where t.media_id is null and m.width is null and m.content_type not like 'image/%'
        """,
        [], row => new ReadText(row.Text(0), row.Text(1)), stop);
}

/// <summary>What a document of the library says.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Type">Its ending, without a dot.</param>
/// <param name="Pages">Its pages, in order.</param>
internal sealed record MediaText(string Title, string Type, IReadOnlyList<string> Pages);
