using System.Diagnostics;
using System.Globalization;
using Portal.Platform.Pictures;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Pictures;

/// <summary>
/// What a child meets: limits, a sudden end, a machine that has no time for it. Only its own doing is held against a picture.
/// </summary>
public sealed class WorkerFaultTests
{
    private static readonly Lazy<byte[]> Photo = new(() => TestPictures.Grain(4000, 3000).JpegsaveBuffer(q: 60));

    [Fact]
    public async Task One_that_is_killed_at_its_work_says_nothing_of_the_picture_and_the_next_one_is_made()
    {
        using var studio = new Studio();
        var asking = studio.PutOffAsync(Photo.Value);
        await SignalAsync("KILL", await studio.ChildAsync());

        Assert.Contains("137", await asking);
        Assert.Equal(9, (await studio.MadeAsync(Photo.Value)).Variants.Count);
    }

    [Fact]
    public async Task One_that_stands_still_for_a_while_gets_there()
    {
        using var studio = new Studio();
        var asking = studio.MadeAsync(Photo.Value);
        var child = await studio.ChildAsync();
        await SignalAsync("STOP", child);
        studio.Clock.Advance(TimeSpan.FromMinutes(19));
        Assert.False(asking.IsCompleted);
        await SignalAsync("CONT", child);

        Assert.Equal(9, (await asking).Variants.Count);
    }

    [Fact]
    public async Task One_that_stands_still_for_ever_is_ended_without_a_verdict()
    {
        using var studio = new Studio();
        var asking = studio.PutOffAsync(Photo.Value);
        var child = await studio.ChildAsync();
        await SignalAsync("STOP", child);
        studio.Clock.Advance(TimeSpan.FromMinutes(21));

        Assert.Contains("20 minutes", await asking);
        Assert.False(Directory.Exists($"/proc/{child}"));
    }

    [Fact]
    public async Task A_picture_that_takes_too_much_processor_time_is_refused()
    {
        using var studio = new Studio(limits => limits.ProcessorSeconds = 1);
        Assert.Contains("te zwaar", await studio.RefusedAsync(Photo.Value));
        await studio.MadeAsync(TestPictures.Plain(10, 10).PngsaveBuffer());
    }

    [Fact]
    public async Task A_picture_that_takes_too_much_memory_is_refused()
    {
        // In rounds and with all its colours: a decoder has to hold six bytes a pixel.
        var original = TestPictures.Plain(7000, 7000).JpegsaveBuffer(interlace: true, subsampleMode: NetVips.Enums.ForeignSubsample.Off);
        using var studio = new Studio(limits => limits.Megabytes = 256);
        Assert.Contains("te zwaar", await studio.RefusedAsync(original));
        await studio.MadeAsync(TestPictures.Plain(10, 10).PngsaveBuffer());
    }

    [Fact]
    public async Task Without_a_program_that_makes_pictures_there_is_no_verdict()
    {
        using var studio = new Studio(limits => limits.Program = typeof(WorkerFaultTests).Assembly); // cannot be run
        await studio.PutOffAsync(TestPictures.Plain(10, 10).PngsaveBuffer());
    }

    [Fact]
    public async Task It_has_nothing_of_the_host_and_leaves_nothing_behind()
    {
        Environment.SetEnvironmentVariable("PORTAL_TEST_SECRET", "geheim");
        using var studio = new Studio(limits => limits.GoesBehind = true);
        var asking = studio.MadeAsync(Photo.Value);
        var child = await studio.ChildAsync();
        await Eventually.Async(async () => await PolicyAsync(child) == "5", "it goes behind everything else (SCHED_IDLE)");
        await SignalAsync("STOP", child);

        var environment = await File.ReadAllTextAsync($"/proc/{child}/environ");
        Assert.DoesNotContain("geheim", environment);
        Assert.DoesNotContain("PATH=", environment);
        var limits = await File.ReadAllTextAsync($"/proc/{child}/limits");
        Assert.Matches(@"Max core file size\s+0\s+0", limits);
        Assert.Matches(@"Max cpu time\s+120\s+125", limits);
        Assert.Matches($@"Max data size\s+{studio.Memory}\s+{studio.Memory}", limits);
        var folder = new FileInfo($"/proc/{child}/cwd").LinkTarget!;
        Assert.StartsWith(Path.Combine(Path.GetTempPath(), "portal-picture-"), folder);

        await SignalAsync("CONT", child);
        await asking;
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task It_ends_when_the_host_does(bool atWork)
    {
        string[] command = [typeof(Program).Assembly.Location, PictureWorker.Verb, "120", "1024", "beside"];
        var start = new ProcessStartInfo(HostProcess.Dotnet, command)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        var input = child.StandardInput.BaseStream;
        if (atWork)
        {
            await input.WriteAsync(BitConverter.GetBytes(Photo.Value.Length));
            await input.WriteAsync(Photo.Value);
            await input.FlushAsync();
        }
        input.Close(); // the kernel does this for a host that is killed

        await child.WaitForExitAsync();
        Assert.Equal(70, child.ExitCode);
    }

    // proc(5): the 41st field of stat.
    private static async Task<string> PolicyAsync(int process) =>
        (await File.ReadAllTextAsync($"/proc/{process}/stat")).Split(") ")[^1].Split(' ')[38];

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
