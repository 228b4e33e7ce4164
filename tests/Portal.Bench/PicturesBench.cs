using System.Diagnostics;
using System.Globalization;
using NetVips;
using Portal.Platform;
using Portal.Platform.Pictures;

namespace Portal.Bench;

/// <summary>A photo of 12 megapixels: how long its files take, what the child holds meanwhile, and what readers notice of it.</summary>
internal static class PicturesBench
{
    private const string Path = "/kennis/onzichtbare-beelden";
    private const int Connections = 16;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(4);

    public static async Task<bool> RunAsync(int rounds)
    {
        var photo = Photo();
        await using var services = new ServiceCollection().AddLogging().AddPlatform(new ConfigurationManager())
            .Configure<PictureOptions>(pictures => pictures.Program = typeof(PicturesBench).Assembly).BuildServiceProvider();
        var images = services.GetRequiredService<IImageProcessor>();
        return await MakeAsync(images, photo, rounds) & await ReadAsync(images, photo, rounds);
    }

    private static async Task<bool> MakeAsync(IImageProcessor images, byte[] photo, int rounds)
    {
        var (times, memory) = (new List<double>(), new List<double>());
        ProcessedImage? image = null;
        for (var round = 0; round < rounds; round++)
        {
            using var done = new CancellationTokenSource();
            var watching = MemoryOfChildAsync(done.Token);
            var clock = Stopwatch.StartNew();
            image = (await images.ProcessAsync(photo, default)).Image;
            times.Add(clock.Elapsed.TotalSeconds);
            await done.CancelAsync();
            memory.Add(await watching);
        }
        var size = image!.Variants.Sum(variant => variant.Bytes.Length) / 1000;
        var what = $"photo of 12 megapixels, {photo.Length / 1000} kB, to {image.Variants.Count} files of {size} kB";
        Table.Row(what, "", $"{times.Min():0.00} to {times.Max():0.00} s", met: true);
        return Table.Row("the most memory its child held (VmHWM)", "<= 200 MB", $"{memory.Max():0} MB", memory.Max() <= 200);
    }

    // By turns, so that what disturbs the machine disturbs both.
    private static async Task<bool> ReadAsync(IImageProcessor images, byte[] photo, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        var port = PortalProcess.FreePort();
        using var portal = PortalProcess.Start(PortalProcess.Dll("Portal.Web"), new()
        {
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["PORTAL_DATA"] = folder,
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
        });
        try
        {
            await PortalProcess.ReadyAsync(portal, port, "/readyz");
            var request = $"GET {Path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\n\r\n";
            await Load.RunAsync(port, request, 200, Connections, Each);
            var (alone, beside) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                alone.Add((await Load.RunAsync(port, request, 200, Connections, Each)).P95);
                using var enough = new CancellationTokenSource();
                var making = OneAfterAnotherAsync(images, photo, enough.Token);
                beside.Add((await Load.RunAsync(port, request, 200, Connections, Each)).P95);
                await enough.CancelAsync();
                await making;
            }
            var ratio = beside.Zip(alone, (with, without) => with / without).Order().ElementAt(rounds / 2);
            return Table.Row(
                $"p95 of {Path}, {Connections} connections, alone and while photos are made (medians)", "<= 2x",
                $"{Median(alone):0.00} and {Median(beside):0.00} ms: {ratio:0.00}x", ratio <= 2);
        }
        finally
        {
            await PortalProcess.StopAsync(portal);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task OneAfterAnotherAsync(IImageProcessor images, byte[] photo, CancellationToken enough)
    {
        try
        {
            while (true) await images.ProcessAsync(photo, enough);
        }
        catch (OperationCanceledException)
        {
            // enough
        }
    }

    // The kernel keeps the highest mark; asked for until the child is gone.
    private static async Task<double> MemoryOfChildAsync(CancellationToken done)
    {
        var most = 0.0;
        while (!done.IsCancellationRequested)
        {
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{Environment.ProcessId}/task"))
                foreach (var child in (await ReadAsync(thread + "/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    if ((await ReadAsync($"/proc/{child}/cmdline")).Contains(PictureWorker.Verb, StringComparison.Ordinal))
                        most = Math.Max(most, HighestMark(await ReadAsync($"/proc/{child}/status")));
            await Task.Delay(10, CancellationToken.None);
        }
        return most;
    }

    private static double HighestMark(string status) =>
        status.Split('\n').FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } line
            ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) / 1024
            : 0;

    private static async Task<string> ReadAsync(string file)
    {
        try
        {
            return await File.ReadAllTextAsync(file);
        }
        catch (IOException)
        {
            return ""; // it has just ended
        }
    }

    // Smooth with some grain, as a photo is, and held upright.
    private static byte[] Photo()
    {
        using var grain = Image.Gaussnoise(4000, 3000, sigma: 12, mean: 128, seed: 1).Bandjoin(
            Image.Gaussnoise(4000, 3000, sigma: 12, mean: 128, seed: 2), Image.Gaussnoise(4000, 3000, sigma: 12, mean: 128, seed: 3));
        using var smooth = grain.Gaussblur(0.8).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb)
            .Mutate(metadata => metadata.Set(GValue.GIntType, "orientation", 6));
        return smooth.JpegsaveBuffer(q: 88);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
