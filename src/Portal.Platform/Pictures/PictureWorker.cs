using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Portal.Platform.Pictures;

/// <summary>
/// The other side of <see cref="PictureProcess"/>: the host's own program, started for one picture. It limits itself before it sees
/// that picture, says that it is ready, reads it, and answers.
/// </summary>
/// <remarks>
/// In: a length (four bytes, little-endian) and the picture; then the pipe stays open for as long as the host lives. Out: a
/// <see cref="WorkerWord"/> a message, as <see cref="BinaryWriter"/> writes.
/// </remarks>
public static class PictureWorker
{
    /// <summary>The hidden verb.</summary>
    public const string Verb = "picture-worker";

    /// <summary>The argument that lets it go behind everything else.</summary>
    internal const string Behind = "behind";

    /// <summary>What it exits with when it could not even begin.</summary>
    private const int Unable = 70; // EX_SOFTWARE of sysexits.h

    /// <summary>True when the program was started to make a picture. Asked before all else, so that a child starts in no time.</summary>
    public static bool IsAsked(string[] args) => args is [Verb, ..];

    /// <summary>Makes one picture, and gives the program's exit code.</summary>
    public static int Run(string[] args)
    {
        using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        using var output = new BinaryWriter(new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write));
        try
        {
            LimitMyself(int.Parse(args[1], CultureInfo.InvariantCulture), long.Parse(args[2], CultureInfo.InvariantCulture) << 20);
            if (args[3] == Behind) StepBack();
            PictureMaker.Prepare();
            output.Write((byte)WorkerWord.Ready);
            output.Flush();
            var original = Read(input);
            new Thread(() => LeaveWithHost(input)) { IsBackground = true }.Start();
            Answer(output, original);
            return 0;
        }
        catch (Exception e)
        {
            output.Write((byte)WorkerWord.Unable);
            output.Write($"{e.GetType().Name}: {e.Message}");
            return Unable;
        }
    }

    private static void Answer(BinaryWriter output, byte[] original)
    {
        try
        {
            if (TextMaker.Takes(original))
            {
                var pages = TextMaker.Read(original);
                output.Write((byte)WorkerWord.Read);
                output.Write(pages.Count);
                foreach (var page in pages) output.Write(page);
                return;
            }
            var image = PictureMaker.Make(original);
            output.Write((byte)WorkerWord.Made);
            output.Write(image.Width);
            output.Write(image.Height);
            output.Write(image.Color);
            output.Write(image.Variants.Count);
            foreach (var variant in image.Variants)
            {
                output.Write(variant.Format);
                output.Write(variant.Width);
                output.Write(variant.Height);
                output.Write(variant.Bytes.Length);
                output.Write(variant.Bytes);
            }
        }
        catch (BrokenPicture broken)
        {
            output.Write((byte)WorkerWord.Broken);
            output.Write(broken.Message);
        }
        catch (Exception e) when (e is OutOfMemoryException || PictureMaker.SaysNoMemory(e.Message))
        {
            output.Write((byte)WorkerWord.NoMemory);
        }
    }

    private static byte[] Read(FileStream input)
    {
        var length = new byte[4];
        input.ReadExactly(length);
        var original = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
        input.ReadExactly(original);
        return original;
    }

    // Its end of the pipe closes when the host ends, however it ends.
    private static void LeaveWithHost(FileStream input)
    {
        try
        {
            _ = input.ReadByte();
        }
        finally
        {
            Exit(Unable);
        }
    }

    private static void LimitMyself(int processorSeconds, long bytes)
    {
        const int processorTime = 0, data = 2, core = 4; // RLIMIT_ of Linux
        // First the signal that says so; only what ignores that is killed, which could be anybody's doing.
        Limit(processorTime, processorSeconds, processorSeconds + 5);
        Limit(data, bytes, bytes); // what is really held; a limit on addresses would count what .NET only reserves
        Limit(core, 0, 0);
        // Ctrl-C in the terminal is the host's. A session of its own would put it on a par with the host for the scheduler.
        _ = JoinGroup(0, 0);
    }

    // It runs when nobody else wants to, and a reader's request interrupts it at once; a low priority alone would keep the processor for
    // some milliseconds. The threads of libvips inherit it.
    private static void StepBack()
    {
        const int idle = 5; // SCHED_IDLE
        _ = SetScheduler(0, idle, 0);
    }

    private static void Limit(int what, long soft, long hard)
    {
        var limit = new ResourceLimit((ulong)soft, (ulong)hard);
        if (SetLimit(what, in limit) != 0) throw new InvalidOperationException($"Limit {what} could not be set.");
    }

    [DllImport("libc", EntryPoint = "setrlimit")]
    private static extern int SetLimit(int what, in ResourceLimit limit);

    [DllImport("libc", EntryPoint = "setpgid")]
    private static extern int JoinGroup(int process, int group);

    [DllImport("libc", EntryPoint = "sched_setscheduler")]
    private static extern int SetScheduler(int process, int policy, in int priority);

    [DllImport("libc", EntryPoint = "_exit")]
    private static extern void Exit(int code);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ResourceLimit(ulong soft, ulong hard)
    {
        public readonly ulong Soft = soft;
        public readonly ulong Hard = hard;
    }
}

/// <summary>What a worker says.</summary>
internal enum WorkerWord : byte
{
    /// <summary>It stands, and has not seen the picture: what happens before is not the picture's doing.</summary>
    Ready = 1,

    /// <summary>Width, height, colour, and the variants.</summary>
    Made = 2,

    /// <summary>The pages of a document.</summary>
    Read = 6,

    /// <summary>The picture cannot be decoded, and why.</summary>
    Broken = 3,

    /// <summary>The picture needs more memory than a worker may have.</summary>
    NoMemory = 5,

    /// <summary>It could not do its work, and why; that says nothing of the picture.</summary>
    Unable = 4,
}
