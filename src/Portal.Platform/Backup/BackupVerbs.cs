using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Platform.Commands;
using Portal.Platform.Data;

namespace Portal.Platform.Backup;

/// <summary><c>backup &lt;bestand&gt; [--encrypt] [--key-file &lt;bestand&gt;]</c></summary>
internal sealed class BackupVerb(BackupTaker taker, DbSession session, ILogger<BackupVerb> log) : ICommandVerb
{
    public Task<int> RunAsync(string[] args, CancellationToken stop) => BackupConsole.RunAsync("backup", args, async asked =>
    {
        if (Path.Exists(asked.File)) throw new RuleBroken($"{asked.File} bestaat al. Er is niets gekopieerd.");
        var secret = asked.Encrypt ? asked.Secret(twice: true) : null;
        var half = asked.File + ".part"; // whole, or not there: what is half-made never has the name
        Manifest manifest;
        try
        {
            await using var file = Create(half);
            manifest = await WriteAsync(file, secret, stop);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            File.Delete(half);
            throw;
        }
        File.Move(half, asked.File);
        await RecordAsync(asked.File, manifest.TakenAt, secret is not null, stop);
        var size = BackupConsole.Size(new FileInfo(asked.File).Length);
        Console.WriteLine($"De kopie staat in {asked.File} ({size}): {BackupConsole.Of(manifest)}.");
        Console.WriteLine("Niet erin: de instellingen van deze machine, met het certificaat van Portal__KeyCertificate. Bewaar die apart.");
        if (secret is null)
            Console.WriteLine("De kopie is niet versleuteld en bevat persoonsgegevens en sleutels. Versleutelen kan met --encrypt.");
    });

    // The backup is whole, whatever becomes of this line: it is for the page on how the portal stands.
    private async Task RecordAsync(string file, DateTimeOffset takenAt, bool isSealed, CancellationToken stop)
    {
        try
        {
            await session.ExecuteAsync(
                "insert into platform.backups (taken_at, place, machine, bytes, is_sealed) values ($1, $2, $3, $4, $5)",
                [takenAt.ToUniversalTime(), Path.GetFullPath(file), Environment.MachineName, new FileInfo(file).Length, isSealed], stop);
            await session.ExecuteAsync(
                "delete from platform.backups where taken_at < $1", [takenAt.ToUniversalTime().AddYears(-1)], stop);
        }
        catch (NpgsqlException e)
        {
            log.LogWarning("That a backup was made cannot be written down: {Reason}", e.Message);
        }
    }

    private async Task<Manifest> WriteAsync(FileStream file, byte[]? secret, CancellationToken stop)
    {
        using var progress = new ProgressLine();
        if (secret is null) return await taker.WriteAsync(file, progress, stop);
        await using var seal = (SealingStream)SealedFile.Seal(file, secret);
        var manifest = await taker.WriteAsync(seal, progress, stop);
        seal.End();
        return manifest;
    }

    private static FileStream Create(string path)
    {
        File.Delete(path);
        return new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }
}

/// <summary><c>restore &lt;bestand&gt; [--key-file &lt;bestand&gt;]</c></summary>
internal sealed class RestoreVerb(BackupRestorer restorer) : ICommandVerb
{
    public Task<int> RunAsync(string[] args, CancellationToken stop) => BackupConsole.RunAsync("restore", args, async asked =>
    {
        await using var file = File.OpenRead(asked.File);
        if (!file.CanSeek) throw new RuleBroken($"{asked.File} is geen gewoon bestand.");
        await using var plain = SealedFile.IsSealed(file) ? SealedFile.Open(file, asked.Secret(twice: false)) : file;
        using var progress = new ProgressLine();
        var manifest = await restorer.RestoreAsync(plain, progress, stop);
        progress.Dispose();
        Console.WriteLine(
            $"Teruggezet: {BackupConsole.Of(manifest)}, zoals het was op {manifest.TakenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.");
    });
}

/// <summary>What both verbs say alike.</summary>
internal static class BackupConsole
{
    public static async Task<int> RunAsync(string verb, string[] args, Func<BackupArguments, Task> work)
    {
        if (BackupArguments.Read(args) is not { } asked || (verb == "restore" && args.Contains("--encrypt")))
        {
            Console.Error.WriteLine($"Gebruik: {verb} <bestand>{(verb == "backup" ? " [--encrypt]" : "")} [--key-file <bestand>]");
            return 2;
        }
        try
        {
            await work(asked);
            return 0;
        }
        catch (Exception e) when (e is RuleBroken or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
        }
        catch (NpgsqlException e)
        {
            Console.Error.WriteLine($"De database werkt niet mee: {e.Message}");
        }
        return 1;
    }

    public static string Of(Manifest manifest) => string.Create(
        DutchTime.Culture, $"{manifest.Tables.Count} tabellen, {manifest.Tables.Sum(table => table.Rows):N0} rijen");

    public static string Size(long bytes) => bytes switch
    {
        < 1_000_000 => string.Create(DutchTime.Culture, $"{bytes / 1000d:N0} kB"),
        < 1_000_000_000 => string.Create(DutchTime.Culture, $"{bytes / 1e6:N1} MB"),
        _ => string.Create(DutchTime.Culture, $"{bytes / 1e9:N2} GB"),
    };
}

/// <summary>How far it is, in one line of a terminal that is written over and wiped at the end. A pipe or a log gets none of it.</summary>
internal sealed class ProgressLine : IProgress<CopyStep>, IDisposable
{
    private const int EachBytes = 4_000_000;
    private readonly bool isSeen = !Console.IsErrorRedirected;
    private (string What, int Table, long Bytes) shown;
    private int width;

    public void Report(CopyStep value)
    {
        var now = (value.What, value.Table, value.Bytes / EachBytes);
        if (!isSeen || now == shown) return;
        shown = now;
        var line = string.Create(CultureInfo.InvariantCulture, $"{value.What}: {value.Table} van {value.Tables}, {value.Name}");
        Write(value.Bytes >= EachBytes ? $"{line}, {BackupConsole.Size(value.Bytes)}" : line);
    }

    public void Dispose()
    {
        if (width > 0) Write("");
        width = 0;
    }

    private void Write(string line)
    {
        Console.Error.Write($"\r{line.PadRight(width)}{(line.Length == 0 ? "\r" : "")}");
        width = line.Length;
    }
}
