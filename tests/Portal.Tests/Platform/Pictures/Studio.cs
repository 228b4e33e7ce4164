using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NetVips;
using Portal.Platform.Pictures;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Pictures;

/// <summary>The real image processor: its child is the real host.</summary>
internal sealed class Studio : IDisposable
{
    private static int opened;
    private readonly PictureOptions options;
    private readonly ImageProcessor images;

    public Studio(Action<PictureOptions>? limits = null)
    {
        // Other tests have children too: this one's are known by their limit.
        options = new PictureOptions
        {
            Program = typeof(Program).Assembly,
            GoesBehind = false,
            Megabytes = 1024 + Interlocked.Increment(ref opened),
        };
        limits?.Invoke(options);
        images = new ImageProcessor(Options.Create(options), Clock, NullLogger<ImageProcessor>.Instance);
    }

    /// <summary>The clock it lives by.</summary>
    public TestClock Clock { get; } = new();

    /// <summary>The children at work, by number: at most one.</summary>
    public IEnumerable<int> Children => ChildProcesses.All($"{PictureWorker.Verb}\0{options.ProcessorSeconds}\0{options.Megabytes}");

    /// <summary>The most memory a child may hold, in bytes.</summary>
    public long Memory => (long)options.Megabytes << 20;

    /// <summary>Waits until the child has begun: its limits are set.</summary>
    public async Task<int> ChildAsync()
    {
        var child = 0;
        await Eventually.Async(
            async () => (child = Children.FirstOrDefault()) != 0
                && (await File.ReadAllTextAsync($"/proc/{child}/limits")).Contains($"{Memory}", StringComparison.Ordinal),
            "the child has begun");
        return child;
    }

    public Task<ImageResult> AskAsync(byte[] original) => images.ProcessAsync(original, default);

    public async Task<ProcessedImage> MadeAsync(byte[] original)
    {
        var result = await AskAsync(original);
        Assert.Equal((null, null), (result.Refusal, result.Later));
        return result.Image!;
    }

    public async Task<string> RefusedAsync(byte[] original)
    {
        var result = await AskAsync(original);
        Assert.Equal((null, null), (result.Image, result.Later));
        return result.Refusal!;
    }

    public async Task<string> PutOffAsync(byte[] original)
    {
        var result = await AskAsync(original);
        Assert.Equal((null, null), (result.Image, result.Refusal));
        return result.Later!;
    }

    /// <summary>The largest variant of a format, decoded.</summary>
    public static Image Decoded(ProcessedImage image, string format = "jpeg") =>
        Image.NewFromBuffer(image.Variants.Where(variant => variant.Format == format).MaxBy(variant => variant.Width)!.Bytes);

    /// <summary>Which corner is red.</summary>
    public static string RedCorner(Image image)
    {
        (string Name, int X, int Y)[] corners =
        [
            ("upper left", image.Width / 4, image.Height / 4), ("upper right", image.Width * 3 / 4, image.Height / 4),
            ("lower left", image.Width / 4, image.Height * 3 / 4), ("lower right", image.Width * 3 / 4, image.Height * 3 / 4),
        ];
        return corners.Single(corner => image.Getpoint(corner.X, corner.Y) is [> 150, _, < 100, ..]).Name;
    }

    public void Dispose() => images.Dispose();
}
