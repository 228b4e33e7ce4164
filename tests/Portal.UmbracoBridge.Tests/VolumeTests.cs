using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Content.Portable;
using Portal.UmbracoBridge.Import;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Package;
using Portal.UmbracoBridge.Tests.Support;

namespace Portal.UmbracoBridge.Tests;

/// <summary>A site of ten thousand documents. Alone, and by processor time: others may be at work on the machine.</summary>
[Collection(nameof(VolumeTests))]
[CollectionDefinition(nameof(VolumeTests), DisableParallelization = true)]
public sealed class VolumeTests
{
    private const int Many = 10_000;

    [Fact]
    public async Task Ten_thousand_documents_are_written_within_30_seconds_and_400_MB_and_it_says_how_far_it_is()
    {
        var site = Given.Site([.. Enumerable.Range(1, Many).Select(NewsItem)]);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var progress = new Watch();
        using var process = Process.GetCurrentProcess();
        var worked = process.TotalProcessorTime;
        var path = Path.GetTempFileName();
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 4096, FileOptions.DeleteOnClose))
        {
            await new PackageWriter(Rooms.Export(site), progress).WriteAsync(file, CancellationToken.None);
            Assert.True(file.Length > 1_000_000);
        }
        process.Refresh();
        var took = process.TotalProcessorTime - worked;
        Assert.True(took < TimeSpan.FromSeconds(30), $"{took}");
        Assert.Equal(Enumerable.Range(1, Many / 500).Select(step => step * 500), progress.Said);
        Assert.True(progress.Most - before < 400_000_000, $"{(progress.Most - before) / 1_000_000} MB");
    }

    [Fact]
    public async Task Ten_thousand_documents_are_made_into_concepts_within_30_seconds_and_200_MB()
    {
        var export = Rooms.Export(Given.Site([.. Enumerable.Range(1, Many).Select(NewsItem)]));
        using var zip = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
        await new PackageWriter(export, null).WriteAsync(zip, CancellationToken.None);
        zip.Position = 0;
        var folder = Directory.CreateTempSubdirectory("portaal-veel");
        try
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            using var process = Process.GetCurrentProcess();
            var (worked, said, most) = (process.TotalProcessorTime, new List<int>(), 0L);
            await using var package = await PackageReader.OpenAsync(zip, new Remarks(), CancellationToken.None);
            var conversion = new Conversion(Rooms.Types, Rooms.Containers, package, null, null, new Remarks());
            await conversion.WriteAsync(
                folder.FullName,
                (_, done, _) =>
                {
                    said.Add(done);
                    if (done % 1_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
                },
                CancellationToken.None);
            process.Refresh();
            var took = process.TotalProcessorTime - worked;
            Assert.Equal(Many, conversion.Documents);
            Assert.True(took < TimeSpan.FromSeconds(30), $"{took}");
            Assert.Equal(Enumerable.Range(1, Many / 100).Select(step => step * 100), said);
            Assert.True(most - before < 200_000_000, $"{(most - before) / 1_000_000} MB");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // As long as a news item of the growth bench: 2.4 kB of text with a link, a list and a callout.
    private static PortableDocument NewsItem(int number)
    {
        var name = number.ToString(CultureInfo.InvariantCulture);
        var text = string.Concat(Enumerable.Repeat($"Alinea {name} over wat er speelt, met **nadruk** en wat meer woorden.\n\n", 28));
        return Given.Document(
            "nieuws", $"nieuws-{name}", $"/nieuws/bericht-{name}",
            new JsonObject { ["title"] = $"Bericht {name}", ["summary"] = "Kort.", ["published"] = "2026-11-21" },
            $"{text}::: callout kind=tip\nKijk bij [het eerste](doc:nieuws-1).\n:::\n\n- een\n- twee\n");
    }

    private sealed class Watch : IProgress<PackageProgress>
    {
        public List<int> Said { get; } = [];

        public long Most { get; private set; }

        public void Report(PackageProgress value)
        {
            Said.Add(value.Done);
            Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: false));
        }
    }
}
