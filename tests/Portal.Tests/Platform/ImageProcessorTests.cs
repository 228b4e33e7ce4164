using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Platform.Workers;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

public sealed class ImageProcessorTests : IAsyncLifetime
{
    private readonly ImageProcessor images = new(NullLogger<ImageProcessor>.Instance);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await images.DisposeAsync();

    [Fact]
    public async Task A_photo_becomes_three_sizes_in_three_formats()
    {
        var image = await MadeAsync(await Pictures.MakeAsync("plain(2000, 1000).jpeg()"));

        Assert.Equal((2000, 1000, "#3868c8"), (image.Width, image.Height, image.Color)); // colours are counted in bins of 16
        Assert.Equal(
            ["480x240 avif", "480x240 jpeg", "480x240 webp", "960x480 avif", "960x480 jpeg", "960x480 webp", "1600x800 avif", "1600x800 jpeg", "1600x800 webp"],
            image.Variants.OrderBy(v => v.Width).ThenBy(v => v.Format).Select(v => $"{v.Width}x{v.Height} {v.Format}"));
        Assert.All(image.Variants.Where(v => v.Format == "jpeg"), v => Assert.Equal(ImageFile.Jpeg, ImageFiles.Recognise(v.Bytes)));
        Assert.All(image.Variants.Where(v => v.Format == "webp"), v => Assert.Equal(ImageFile.WebP, ImageFiles.Recognise(v.Bytes)));
        Assert.All(image.Variants.Where(v => v.Format == "avif"), v => Assert.Equal("ftypavif", Encoding.ASCII.GetString(v.Bytes, 4, 8)));
    }

    [Theory]
    [InlineData(300, new[] { 300 })]
    [InlineData(1200, new[] { 480, 960, 1200 })]
    public async Task A_small_picture_is_never_enlarged(int width, int[] widths)
    {
        var image = await MadeAsync(await Pictures.MakeAsync($"plain({width}, 200).png()"));
        Assert.Equal(widths, image.Variants.Select(v => v.Width).Distinct().Order());
    }

    [Fact]
    public async Task No_variant_tells_where_or_by_whom_the_photo_was_taken()
    {
        var original = await Pictures.MakeAsync("""
            plain(600, 400).withMetadata({ exif: { IFD0: { Artist: "Jansen", Copyright: "Jansen" }, IFD3: { GPSLatitude: "52/1 22/1 0/1", GPSLatitudeRef: "N" } } })
              .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>').jpeg()
            """);
        Assert.Contains("Jansen", Encoding.Latin1.GetString(original));
        Assert.Contains("xmpmeta", Encoding.Latin1.GetString(original));

        var image = await MadeAsync(original);

        Assert.All(image.Variants, variant =>
        {
            var text = Encoding.Latin1.GetString(variant.Bytes);
            Assert.All(["Jansen", "GPS", "Exif\0", "EXIF", "xmpmeta", "XMP ", "ICC_PROFILE"], trace => Assert.DoesNotContain(trace, text));
        });
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public async Task A_photo_stands_upright_however_the_camera_was_held(int orientation)
    {
        // The red quarter lies upper left as stored; EXIF says where that corner belongs.
        var stored = await Pictures.MakeAsync($"stripes(600, 400).withMetadata({{ orientation: {orientation} }}).jpeg()");

        var image = await MadeAsync(stored);

        Assert.Equal(orientation < 5 ? (600, 400) : (400, 600), (image.Width, image.Height));
        var corner = await RedCornerAsync(image.Variants.Single(v => v.Format == "jpeg" && v.Width == image.Variants.Max(w => w.Width)).Bytes);
        Assert.Equal(orientation switch { 1 or 5 => "upper left", 2 or 6 => "upper right", 3 or 7 => "lower right", _ => "lower left" }, corner);
    }

    [Theory]
    [InlineData("plain(700, 500).toColourspace('cmyk').jpeg()")]
    [InlineData("plain(700, 500).toColourspace('rgb16').png()")]
    [InlineData("plain(700, 500).greyscale().png()")]
    [InlineData("plain(700, 500).png({ palette: true })")]
    [InlineData("plain(700, 500).webp({ lossless: true })")]
    [InlineData("plain(40, 30000).png()")]
    [InlineData("plain(1, 1).png()")]
    public async Task Unusual_pictures_are_made_too(string expression)
    {
        var image = await MadeAsync(await Pictures.MakeAsync(expression));
        Assert.All(["avif", "jpeg", "webp"], format => Assert.Contains(image.Variants, v => v.Format == format));
    }

    [Fact]
    public async Task A_transparent_picture_is_white_where_its_format_has_no_transparency()
    {
        var image = await MadeAsync(await Pictures.MakeAsync("plain(500, 300, { r: 0, g: 0, b: 0, alpha: 0 }, 4).png()"));
        Assert.Equal("#f8f8f8", image.Color); // the bin of white
    }

    [Theory]
    [InlineData(20_000, 20_000)]
    [InlineData(60_000, 60_000)]
    [InlineData(7_100, 7_100)]
    public async Task A_picture_of_too_many_pixels_is_refused(int width, int height) =>
        Assert.Contains("hoogstens 50 miljoen", await RefusedAsync(Pictures.PngThatClaims(width, height)));

    [Fact]
    public async Task A_decompression_bomb_that_keeps_to_the_limit_is_refused_or_made_but_never_kills()
    {
        var result = await images.ProcessAsync(Pictures.PngThatClaims(7_000, 7_000), default);
        Assert.Contains("niet compleet", result.Refusal!);
        await MadeAsync(await Pictures.MakeAsync("plain(10, 10).png()"));
    }

    [Fact]
    public async Task A_film_in_webp_is_refused() =>
        Assert.Contains("Bewegende", await RefusedAsync(await Pictures.MakeAsync(
            "sharp(Array.from({ length: 200 }, (_, i) => ({ create: { width: 8, height: 8, channels: 3, background: { r: i, g: 0, b: 0 } } })), { join: { animated: true } }).webp()")));

    [Fact]
    public async Task A_truncated_photo_is_refused()
    {
        var whole = await Pictures.MakeAsync("sharp({ create: { width: 900, height: 600, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 30 } } }).jpeg()");
        Assert.Contains("niet compleet", await RefusedAsync(whole[..(whole.Length / 2)]));
    }

    [Fact]
    public async Task Bytes_that_only_begin_like_a_picture_are_refused() =>
        Assert.Contains("beschadigd", await RefusedAsync([0xFF, 0xD8, 0xFF, 0xE0, .. new byte[500]]));

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("\uFEFF <?xml version='1.0'?>\n<!-- a drawing -->\n<svg></svg>")]
    public async Task A_drawing_in_svg_is_refused_whatever_its_name(string drawing) =>
        Assert.Contains("SVG", await RefusedAsync(Encoding.UTF8.GetBytes(drawing)));

    [Fact]
    public async Task A_heic_photo_is_refused_with_help() =>
        Assert.Contains("Meest compatibel", await RefusedAsync([0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8]));

    [Theory]
    [InlineData("GIF89a\u0001\0\u0001\0")]
    [InlineData("%PDF-1.7")]
    [InlineData("gewoon een tekst")]
    public async Task Anything_else_is_refused(string file) =>
        Assert.Contains("geen JPEG, PNG of WebP", await RefusedAsync(Encoding.Latin1.GetBytes(file)));

    [Fact]
    public async Task A_worker_that_is_killed_at_its_work_is_started_again_and_nobody_notices()
    {
        var photo = await Pictures.MakeAsync("sharp({ create: { width: 4000, height: 3000, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 30 } } }).jpeg({ quality: 60 })");
        var making = MadeAsync(photo);
        await Task.Delay(600);

        using (var worker = ChildProcesses.Running("images.mjs")) worker.Kill();

        Assert.Equal(9, (await making).Variants.Count);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_without_looking_into_it() =>
        Assert.Contains("te groot: 16,0 MB", await RefusedAsync(new byte[16 << 20]));

    [Fact]
    public async Task An_empty_file_is_refused() => Assert.Contains("leeg", await RefusedAsync([]));

    private async Task<ProcessedImage> MadeAsync(byte[] original)
    {
        var result = await images.ProcessAsync(original, default);
        Assert.Null(result.Refusal);
        return result.Image!;
    }

    private async Task<string> RefusedAsync(byte[] original)
    {
        var result = await images.ProcessAsync(original, default);
        Assert.Null(result.Image);
        return result.Refusal!;
    }

    private static async Task<string> RedCornerAsync(byte[] jpeg)
    {
        var quarters = await Pictures.MakeAsync(
            $"sharp(Buffer.from('{Convert.ToBase64String(jpeg)}', 'base64')).resize({{ width: 2, height: 2, fit: 'fill', kernel: 'nearest' }}).toColourspace('srgb').raw()");
        var red = Enumerable.Range(0, 4).Single(i => quarters[3 * i] > 150 && quarters[3 * i + 2] < 100);
        return red switch { 0 => "upper left", 1 => "upper right", 2 => "lower left", _ => "lower right" };
    }
}
