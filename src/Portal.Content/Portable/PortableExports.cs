using System.Runtime.CompilerServices;
using System.Text.Json;
using Portal.Content.Types;
using Portal.Platform.Audit;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Content.Portable;

/// <summary>How far an export is.</summary>
public enum ExportState
{
    /// <summary>It waits to be made, or is being made.</summary>
    Making,

    /// <summary>It can be fetched.</summary>
    Made,

    /// <summary>It cannot be made: its report says why.</summary>
    Refused,
}

/// <summary>An export as its page shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Which format.</param>
/// <param name="State">How far it is.</param>
/// <param name="Name">Of the file.</param>
/// <param name="Report">What came along otherwise, or why it was refused: Dutch sentences.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="MadeAt">When somebody asked for it, UTC.</param>
public sealed record ExportLine(
    Guid Id, string Kind, ExportState State, string Name, IReadOnlyList<string> Report, long Length, DateTimeOffset MadeAt);

/// <summary>Exports that a job makes and somebody fetches later, on whatever host: kept in parts.</summary>
public sealed class PortableExports(DbSession session, JobQueue jobs, AuditLog audit, TimeProvider clock)
{
    /// <summary>How long one is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(2);

    private const int PartBytes = 4_000_000, MostSentences = 5_000;
    private const string Columns = "id, kind, state, name, report::text, length::text, made_at";

    /// <summary>Has one made; gives its id.</summary>
    /// <param name="kind">Which format.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="title">What it is in the log of who did what.</param>
    /// <param name="by">Who asks for it.</param>
    /// <param name="job">The job that makes it.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<Guid> BeginAsync<TJob>(
        string kind, string name, string title, string by, Func<Guid, TJob> job, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(job);
        var (id, now) = (Guid.CreateVersion7(clock.GetUtcNow()), clock.GetUtcNow());
        return session.InTransactionAsync(
            async () =>
            {
                await session.ExecuteAsync(
                    "insert into content.exports (id, kind, state, name, made_at) values ($1, $2, 'making', $3, $4)",
                    [id, kind, name, now], stop);
                await jobs.EnqueueAsync(job(id), new JobOptions { Lane = JobLane.Soon, Key = id.ToString() }, stop);
                await audit.AppendAsync(
                    new AuditLine("content.exported", ContentLines.Export, id.ToString(), by) { Title = title }, stop);
                return id;
            },
            stop);
    }

    /// <summary>An export, or null.</summary>
    public Task<ExportLine?> FindAsync(Guid id, CancellationToken stop) =>
        session.FirstAsync($"select {Columns} from content.exports where id = $1", [id], LineOf, stop);

    /// <summary>The last ones.</summary>
    public Task<List<ExportLine>> LastAsync(int most, CancellationToken stop) => session.ListAsync(
        $"select {Columns} from content.exports order by made_at desc, id desc limit $1", [most], LineOf, stop);

    /// <summary>It was made: keeps the file. A second try takes the place of the first.</summary>
    public Task KeepAsync(Guid id, Stream file, IReadOnlyList<string> report, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(file);
        return session.InTransactionAsync(
            async () =>
            {
                await session.ExecuteAsync("delete from content.export_parts where export_id = $1", [id], stop);
                var (buffer, number, length) = (new byte[PartBytes], 0, 0L);
                while (await file.ReadAtLeastAsync(buffer, PartBytes, throwOnEndOfStream: false, stop) is > 0 and var count)
                {
                    await session.ExecuteAsync(
                        "insert into content.export_parts (export_id, number, bytes) values ($1, $2, $3)",
                        [id, number++, buffer.AsSpan(0, count).ToArray()], stop);
                    length += count;
                }
                await EndAsync(id, ExportState.Made, report, length, stop);
            },
            stop);
    }

    /// <summary>It cannot be made.</summary>
    public Task RefuseAsync(Guid id, IReadOnlyList<string> why, CancellationToken stop) =>
        session.InTransactionAsync(() => EndAsync(id, ExportState.Refused, why, 0, stop), stop);

    /// <summary>The bytes of one, a part at a time.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Guid id, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var number = 0; ; number++)
        {
            var bytes = await session.ValueAsync<byte[]>(
                "select bytes from content.export_parts where export_id = $1 and number = $2", [id, number], stop);
            if (bytes is null) yield break;
            yield return bytes;
        }
    }

    /// <summary>Lets go of those that were kept long enough.</summary>
    public Task TidyAsync(CancellationToken stop) =>
        session.ExecuteAsync("delete from content.exports where made_at < $1", [clock.GetUtcNow() - KeptFor], stop);

    private Task EndAsync(Guid id, ExportState state, IReadOnlyList<string> report, long length, CancellationToken stop) =>
        session.ExecuteAsync(
            "update content.exports set state = $2, report = $3::jsonb, length = $4, done_at = $5 where id = $1",
            [
                id, state.ToString().ToLowerInvariant(), JsonSerializer.Serialize(report.Take(MostSentences), ContentJson.Options), length,
                clock.GetUtcNow(),
            ],
            stop);

    private static ExportLine LineOf(Row row) => new(
        row.Id(0), row.Text(1), Enum.Parse<ExportState>(row.Text(2), ignoreCase: true), row.Text(3),
        JsonSerializer.Deserialize<List<string>>(row.Text(4), ContentJson.Options)!,
        long.Parse(row.Text(5), System.Globalization.CultureInfo.InvariantCulture), row.Moment(6));
}
