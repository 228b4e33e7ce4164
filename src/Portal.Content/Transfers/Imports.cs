using System.Text.Json;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;

namespace Portal.Content.Transfers;

/// <summary>
/// Imports that come by the browser: what was sent is kept, a job looks what would be done, and only then somebody lets it be done or
/// throws it away. The files are kept until then; what it takes to undo it, for a month.
/// </summary>
internal sealed class Imports(DbSession session, JobQueue jobs, DocumentTypes types, TimeProvider clock)
{
    /// <summary>How long files are kept that nobody decides about, and how long an import can be undone.</summary>
    public static readonly TimeSpan FilesKeptFor = TimeSpan.FromDays(2), UndoKeptFor = TimeSpan.FromDays(30);

    private const int LongestName = 120;

    /// <summary>First folders of paths that mean something.</summary>
    private HashSet<string> Places => [.. types.All.Select(type => type.Info.Folder.Split('/')[0]), "media", "voorbeeld"];

    /// <summary>Keeps what was sent, and has it looked at; gives its id.</summary>
    /// <param name="name">Of the folder or zip.</param>
    /// <param name="sent">The files.</param>
    /// <param name="by">Who sent them.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <exception cref="RuleBroken">There is nothing in it, or a file of a zip is not what it says.</exception>
    public Task<Guid> TakeAsync(string name, IEnumerable<SentFile> sent, string by, CancellationToken stop)
    {
        var files = SentFiles.Of(sent, Places);
        if (files.Files.Count + files.Refused.Count == 0) throw new RuleBroken("Hier zitten geen bestanden in.");
        var (id, now) = (Guid.CreateVersion7(clock.GetUtcNow()), clock.GetUtcNow());
        return session.InTransactionAsync(
            async () =>
            {
                await session.ExecuteAsync(
                    """
                    insert into content.imports (id, name, state, refused, made_by, made_at)
                    values ($1, $2, 'looking', $3::jsonb, $4, $5)
                    """,
                    [id, NameOf(name), Write(files.Refused), by, now], stop);
                foreach (var (path, file) in files.Files) await PutAsync(id, path, await file.ReadAsync(stop), stop);
                await EnqueueAsync(id, ImportState.Looking, stop);
                return id;
            },
            stop);
    }

    /// <summary>Keeps what another room made files of, and has it looked at; gives its id.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="files">The files, each with its path.</param>
    /// <param name="by">Who sent them.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<Guid> KeepAsync(string name, IAsyncEnumerable<(string Path, byte[] Bytes)> files, string by, CancellationToken stop)
    {
        var (id, now) = (Guid.CreateVersion7(clock.GetUtcNow()), clock.GetUtcNow());
        return session.InTransactionAsync(
            async () =>
            {
                await session.ExecuteAsync(
                    "insert into content.imports (id, name, state, made_by, made_at) values ($1, $2, 'looking', $3, $4)",
                    [id, NameOf(name), by, now], stop);
                await foreach (var (path, bytes) in files.WithCancellation(stop)) await PutAsync(id, path, bytes, stop);
                await EnqueueAsync(id, ImportState.Looking, stop);
                return id;
            },
            stop);
    }

    /// <summary>A file of an import, or null.</summary>
    public Task<byte[]?> FileAsync(Guid id, string path, CancellationToken stop) => session.ValueAsync<byte[]>(
        "select bytes from content.import_files where import_id = $1 and path = $2", [id, path], stop);

    /// <summary>Puts another file in the place of one and has it looked at again; false when it is not in the state for that.</summary>
    public Task<bool> ReplaceAsync(Guid id, string path, byte[] bytes, string by, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            if (!await BeginAsync(id, ImportState.Looked, ImportState.Looking, null, by, stop)) return false;
            await session.ExecuteAsync("delete from content.import_files where import_id = $1 and path = $2", [id, path], stop);
            await PutAsync(id, path, bytes, stop);
            return true;
        },
        stop);

    private Task PutAsync(Guid id, string path, byte[] bytes, CancellationToken stop) => session.ExecuteAsync(
        "insert into content.import_files (import_id, path, bytes) values ($1, $2, $3)", [id, path, bytes], stop);

    /// <summary>An import, or null.</summary>
    public Task<ImportLine?> FindAsync(Guid id, CancellationToken stop) => session.FirstAsync(
        """
        select id, name, state, force, made_by, made_at, done_at, looked::text, result::text, undone::text, decided_by
        from content.imports where id = $1
        """,
        [id],
        row => LineOf(row) with
        {
            Looked = Read<ImportReport>(row.TextOrNull(7)),
            Result = Read<ImportReport>(row.TextOrNull(8)),
            Undone = Read<UndoReport>(row.TextOrNull(9)),
            DecidedBy = row.TextOrNull(10),
        },
        stop);

    /// <summary>The last ones, without what they did.</summary>
    public Task<List<ImportLine>> LastAsync(int most, CancellationToken stop) => session.ListAsync(
        "select id, name, state, force, made_by, made_at, done_at from content.imports order by made_at desc, id desc limit $1", [most],
        LineOf, stop);

    /// <summary>Lets it be looked at again, done or undone; false when it is not in the state for that (any more).</summary>
    /// <param name="id">The import.</param>
    /// <param name="from">How far it must be.</param>
    /// <param name="to">What it is at from now on.</param>
    /// <param name="force">Also over what was edited in the portal; null: as it was said before.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<bool> BeginAsync(
        Guid id, ImportState from, ImportState to, bool? force, string by, CancellationToken stop) =>
        session.InTransactionAsync(
            async () =>
            {
                var begun = await session.ExecuteAsync(
                    """
                    update content.imports set state = $3, force = coalesce($4, force), decided_by = $5 where id = $1 and state = $2
                    """,
                    [id, Name(from), Name(to), force, by], stop);
                if (begun > 0) await EnqueueAsync(id, to, stop);
                return begun > 0;
            },
            stop);

    /// <summary>Throws away what was sent, of one that was not done; false when it was, or is being.</summary>
    public async Task<bool> DropAsync(Guid id, CancellationToken stop) =>
        await session.ExecuteAsync("delete from content.imports where id = $1 and state = 'looked'", [id], stop) > 0;

    /// <summary>Throws away files that nobody decided about, and what is too old to be undone.</summary>
    public Task TidyAsync(CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            await session.ExecuteAsync(
                "delete from content.imports where state in ('looking', 'looked') and made_at < $1", [now - FilesKeptFor], stop);
            await session.ExecuteAsync(
                """
                delete from content.undo_steps u using content.imports i
                where i.id = u.act and i.state in ('done', 'undone') and i.done_at < $1
                """,
                [now - UndoKeptFor], stop);
            await session.ExecuteAsync(
                "delete from content.imports where state in ('done', 'undone') and done_at < $1", [now - UndoKeptFor], stop);
        },
        stop);

    /// <summary>The key of the job that is at it.</summary>
    internal static string KeyOf(Guid id, ImportState state) => $"{id} {Name(state)}";

    /// <summary>A state as the database has it.</summary>
    internal static string Name(ImportState state) => state.ToString().ToLowerInvariant();

    internal static string Write<T>(T value) => JsonSerializer.Serialize(value, ContentJson.Options);

    internal static T? Read<T>(string? json) where T : class =>
        json is null ? null : JsonSerializer.Deserialize<T>(json, ContentJson.Options);

    private Task EnqueueAsync(Guid id, ImportState state, CancellationToken stop) =>
        jobs.EnqueueAsync(new WorkOnImport(id, state), new JobOptions { Lane = JobLane.Soon, Key = KeyOf(id, state) }, stop);

    private static ImportLine LineOf(Row row) => new(
        row.Id(0), row.Text(1), Enum.Parse<ImportState>(row.Text(2), ignoreCase: true), row.Get<bool>(3), row.Text(4), row.Moment(5),
        row.GetOrNull<DateTimeOffset>(6));

    private static string NameOf(string name)
    {
        var plain = string.Concat(name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter))).Trim();
        return plain.Length == 0 ? "map" : plain.AtMost(LongestName);
    }
}
