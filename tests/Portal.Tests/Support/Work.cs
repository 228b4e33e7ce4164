using System.Runtime.InteropServices;

namespace Portal.Tests.Support;

/// <summary>
/// What something costs, as processor time of the thread that does it: the same on a busy machine as on a quiet one, where the clock on the
/// wall says three times as much. Only for work that stays on its thread.
/// </summary>
internal static class Work
{
    private const int OfThisThread = 3; // CLOCK_THREAD_CPUTIME_ID of clock_gettime(2)

    /// <summary>What this costs.</summary>
    public static TimeSpan Of(Action work)
    {
        var before = Now();
        work();
        return Now() - before;
    }

    /// <summary>What this allocates on its thread, in bytes: the same however often and however well it was compiled.</summary>
    public static long BytesOf(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static TimeSpan Now()
    {
        Assert.Equal(0, Read(OfThisThread, out var time));
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Read(int clock, out Timespec time);

    // struct timespec as 64-bit Linux has it.
    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
