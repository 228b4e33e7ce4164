using System.Globalization;
using Portal.Content.Types;
using Portal.Platform.Data;

namespace Portal.Content.Portable;

/// <summary>Reads all content of the database, at one moment.</summary>
public sealed class PortableReader(DbSession session, DocumentTypes types)
{
    /// <summary>Reads it; the bytes of files are read one file at a time, when they are asked for.</summary>
    public Task<PortableSite> ReadAsync(CancellationToken stop = default) => session.InTransactionAsync(
        async () =>
        {
            await session.ExecuteAsync("set transaction isolation level repeatable read", [], stop); // one picture of all tables
            var redirects = await session.ListAsync(
                "select r.path, d.ref from content.redirects r join content.documents d on d.id = r.document_id order by r.path", [],
                row => KeyValuePair.Create(row.Text(0), row.Text(1)), stop);
            var own = await session.ListAsync(
                "select path, target from content.own_redirects order by path", [],
                row => KeyValuePair.Create(row.Text(0), row.Text(1)), stop);
            return new PortableSite
            {
                Documents = await DocumentsAsync(stop),
                Media = await MediaAsync(stop),
                FormerAddresses = redirects,
                OwnRedirects = own,
                OpenAsync = OpenAsync,
            };
        },
        stop);

    // Of what is online the text that readers see; of the rest what editors have.
    private Task<List<PortableDocument>> DocumentsAsync(CancellationToken stop) => session.ListAsync(
        """
        select d.ref, d.type, d.path, p.ref, d.sample, d.live_version_id is not null and (p.id is null or p.live_version_id is not null),
            case when d.live_version_id is null and r.document_id is not null then r.front_matter else v.front_matter end::text,
            case when d.live_version_id is null and r.document_id is not null then r.body else v.body end,
            d.created_at, case when r.stage = 'scheduled' then r.publish_at end, d.offline_at
        from content.documents d
            left join content.documents p on p.id = d.parent_id
            left join content.versions v on v.id = coalesce(d.live_version_id, d.latest_version_id)
            left join content.drafts r on r.document_id = d.id
        where d.deleted_at is null and (v.id is not null or r.document_id is not null)
        order by d.path collate "C", d.ref collate "C"
        """,
        [],
        row => new PortableDocument(
            row.Text(0), types[row.Text(1)], row.Text(2), row.TextOrNull(3), row.Get<bool>(4), row.Get<bool>(5), row.Text(6), row.Text(7))
        {
            CreatedAt = row.Moment(8),
            PublishAt = row.GetOrNull<DateTimeOffset>(9),
            OfflineAt = row.GetOrNull<DateTimeOffset>(10),
        },
        stop);

    private Task<List<PortableMedia>> MediaAsync(CancellationToken stop) => session.ListAsync(
        """
        select ref, name, content_type, octet_length(bytes)::text, hash, width::text, height::text, front_matter::text
        from content.media order by name collate "C", ref collate "C"
        """,
        [],
        row => new PortableMedia(
            row.Text(0), row.Text(1), row.Text(2), long.Parse(row.Text(3), CultureInfo.InvariantCulture), row.Text(4),
            NumberOf(row.TextOrNull(5)), NumberOf(row.TextOrNull(6)), row.Text(7)),
        stop);

    private static int? NumberOf(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);

    private async Task<Stream?> OpenAsync(PortableMedia media, CancellationToken stop) =>
        await session.ValueAsync<byte[]>("select bytes from content.media where ref = $1 and hash = $2", [media.Id, media.Hash], stop)
            is { } bytes ? new MemoryStream(bytes, writable: false) : null;
}
