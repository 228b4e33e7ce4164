using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Portal.Platform.Pictures;

/// <summary>How a child ended.</summary>
/// <param name="Image">What it made.</param>
/// <param name="Broken">What its decoder said of the picture.</param>
/// <param name="Spent">The picture cost it its life: which limit or fault.</param>
/// <param name="Lost">It ended by what has nothing to do with the picture.</param>
internal sealed record ChildEnd(ProcessedImage? Image = null, string? Broken = null, string? Spent = null, string? Lost = null)
{
    /// <summary>What it read: the words of a document, page by page.</summary>
    public IReadOnlyList<string>? Pages { get; init; }
}

/// <summary>
/// One picture in a child process: an empty environment, a folder of its own, limits on processor time and memory. A bomb, or a picture
/// that takes over its decoder, has no more than that.
/// </summary>
internal static class PictureProcess
{
    private const int MostAnswer = 64 << 20;
    private const int LongestLogLine = 500;

    // What a process dies of by its own doing or by its limits: illegal instruction, trap, abort, bus, floating point, segment, processor
    // time, file size, system call. Any other signal comes from outside.
    private static readonly int[] OwnSignals = [4, 5, 6, 7, 8, 11, 24, 25, 31];

    private static readonly Dictionary<string, string> Environment = new()
    {
        ["DOTNET_EnableDiagnostics"] = "0", // no files and sockets for debuggers
        ["DOTNET_EnableWriteXorExecute"] = "0", // starts in half the time
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
        ["DOTNET_gcServer"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_TieredPGO"] = "0",
        ["MALLOC_ARENA_MAX"] = "2",
        ["VIPS_WARNING"] = "0", // what a decoder thinks of a file is in its answer
    };

    /// <summary>Runs a child to its end.</summary>
    public static async Task<ChildEnd> RunAsync(
        byte[] original, PictureOptions options, TimeProvider clock, ILogger log, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("portal-picture-");
        try
        {
            using var child = Start(options, folder.FullName);
            using var patience = new CancellationTokenSource(options.Patience, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
            try
            {
                return await SpeakAsync(child, original, log, either.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return new ChildEnd(Lost: $"it was not done within {options.Patience.TotalMinutes:0} minutes");
            }
            finally
            {
                if (!child.HasExited) child.Kill();
                await child.WaitForExitAsync(CancellationToken.None);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(PictureOptions options, string folder)
    {
        var command = options.Command();
        var start = new ProcessStartInfo(command[0])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var part in command.Skip(1)) start.ArgumentList.Add(part);
        start.ArgumentList.Add(PictureWorker.Verb);
        start.ArgumentList.Add(options.ProcessorSeconds.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(options.Megabytes.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(options.GoesBehind ? PictureWorker.Behind : "beside");
        start.Environment.Clear();
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        start.Environment["TMPDIR"] = folder;
        return Process.Start(start)!;
    }

    // Its standard input stays open until it has ended: that is how it knows that the host lives.
    private static async Task<ChildEnd> SpeakAsync(Process child, byte[] original, ILogger log, CancellationToken stop)
    {
        var complaints = LogErrorsAsync(child, log, stop);
        var asking = AskAsync(child.StandardInput.BaseStream, original, stop);
        var said = await HearAsync(child.StandardOutput.BaseStream, stop);
        await asking;
        await child.WaitForExitAsync(stop);
        await complaints;
        return EndOf(said, child.ExitCode);
    }

    private static async Task AskAsync(Stream input, byte[] original, CancellationToken stop)
    {
        try
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32LittleEndian(length, original.Length);
            await input.WriteAsync(length, stop);
            await input.WriteAsync(original, stop);
            await input.FlushAsync(stop);
        }
        catch (IOException)
        {
            // It is gone; its exit code tells why.
        }
    }

    private static async Task<byte[]> HearAsync(Stream output, CancellationToken stop)
    {
        using var said = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await output.ReadAsync(buffer, stop)) > 0)
            if (said.Length < MostAnswer) said.Write(buffer, 0, read);
        return said.ToArray();
    }

    private static async Task LogErrorsAsync(Process child, ILogger log, CancellationToken stop)
    {
        while (await child.StandardError.ReadLineAsync(stop) is { } line)
            log.LogWarning("Picture worker {ProcessId}: {Line}", child.Id, line.AtMost(LongestLogLine));
    }

    private static ChildEnd EndOf(byte[] said, int exitCode)
    {
        var ready = false;
        using var reader = new BinaryReader(new MemoryStream(said));
        try
        {
            ready = (WorkerWord)reader.ReadByte() == WorkerWord.Ready;
            switch ((WorkerWord)reader.ReadByte())
            {
                case WorkerWord.Made when ready:
                    return new ChildEnd(Image: ReadImage(reader));
                case WorkerWord.Read when ready:
                    return new ChildEnd { Pages = ReadPages(reader) };
                case WorkerWord.Broken when ready:
                    return new ChildEnd(Broken: reader.ReadString());
                case WorkerWord.NoMemory when ready:
                    return new ChildEnd(Spent: "it took too much memory");
                case WorkerWord.Unable:
                    return new ChildEnd(Lost: reader.ReadString());
            }
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException or FormatException or ArgumentException)
        {
            // It ended before it had said all; that tells more than what is missing.
        }
        var signal = exitCode - 128;
        return ready && OwnSignals.Contains(signal)
            ? new ChildEnd(Spent: signal == 24 ? "it took too much processor time" : $"it died of signal {signal}")
            : new ChildEnd(Lost: $"it ended with exit code {exitCode}{(ready ? "" : " before it was ready")}");
    }

    // What the child says is what a picture of a stranger may have made it say.
    private static ProcessedImage ReadImage(BinaryReader reader)
    {
        var (width, height, color) = (Side(), Side(), reader.ReadString());
        var variants = new List<ImageVariant>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (format, wide, high, length) = (reader.ReadString(), Side(), Side(), reader.ReadInt32());
            if (length < 0 || length > reader.BaseStream.Length) throw new InvalidDataException();
            variants.Add(new ImageVariant(format, wide, high, reader.ReadBytes(length)));
        }
        var isSound = color.Length == 7 && variants.Count is > 0 and <= 9 && variants.TrueForAll(IsWhatItSays);
        if (!isSound) throw new InvalidDataException();
        return new ProcessedImage(width, height, color, variants);

        int Side() => reader.ReadInt32() is > 0 and <= PictureFile.LongestSide and var side ? side : throw new InvalidDataException();
    }

    private static List<string> ReadPages(BinaryReader reader)
    {
        if (reader.ReadInt32() is not (>= 0 and <= TextMaker.MostPages + 1 and var count)) throw new InvalidDataException();
        var pages = new List<string>(count);
        for (var left = count; left > 0; left--)
        {
            var page = reader.ReadString();
            if (page.Length > TextMaker.LongestPage + 1 || page.Contains('\0', StringComparison.Ordinal)) throw new InvalidDataException();
            pages.Add(page);
        }
        return pages;
    }

    private static bool IsWhatItSays(ImageVariant variant) => variant.Format switch
    {
        "jpeg" => PictureFile.Recognise(variant.Bytes) == PictureKind.Jpeg,
        "webp" => PictureFile.Recognise(variant.Bytes) == PictureKind.WebP,
        "avif" => variant.Bytes.AsSpan().IndexOf("ftypavif"u8) == 4,
        _ => false,
    };
}
