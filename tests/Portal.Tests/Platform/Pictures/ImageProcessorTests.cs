using System.Text;
using NetVips;
using Portal.Platform.Pictures;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Pictures;

public sealed class ImageProcessorTests : IDisposable
{
    private readonly Studio studio = new();

    public void Dispose() => studio.Dispose();

    [Fact]
    public async Task A_photo_becomes_three_sizes_in_three_formats()
    {
        var image = await studio.MadeAsync(TestPictures.Plain(2000, 1000).JpegsaveBuffer());

        Assert.Equal((2000, 1000, "#3868c8"), (image.Width, image.Height, image.Color)); // colours are counted in bins of 16
        Assert.Equal(
            [
                "480x240 avif", "480x240 jpeg", "480x240 webp", "960x480 avif", "960x480 jpeg", "960x480 webp",
                "1600x800 avif", "1600x800 jpeg", "1600x800 webp",
            ],
            image.Variants.OrderBy(v => v.Width).ThenBy(v => v.Format).Select(v => $"{v.Width}x{v.Height} {v.Format}"));
        Assert.All(image.Variants.Where(v => v.Format == "jpeg"), v => Assert.Equal(PictureKind.Jpeg, PictureFile.Recognise(v.Bytes)));
        Assert.All(image.Variants.Where(v => v.Format == "webp"), v => Assert.Equal(PictureKind.WebP, PictureFile.Recognise(v.Bytes)));
        Assert.All(image.Variants.Where(v => v.Format == "avif"), v => Assert.Equal("ftypavif", Encoding.ASCII.GetString(v.Bytes, 4, 8)));
    }

    [Theory]
    [InlineData(300, new[] { 300 })]
    [InlineData(1200, new[] { 480, 960, 1200 })]
    public async Task A_small_picture_is_never_enlarged(int width, int[] widths)
    {
        var image = await studio.MadeAsync(TestPictures.Plain(width, 200).PngsaveBuffer());
        Assert.Equal(widths, image.Variants.Select(v => v.Width).Distinct().Order());
    }

    [Fact]
    public async Task No_variant_tells_where_or_by_whom_the_photo_was_taken()
    {
        var original = TestPictures.FromPhone(TestPictures.Plain(600, 400), 6).JpegsaveBuffer();
        Assert.All(["Jansen", "xmpmeta", "Exif\0"], trace => Assert.Contains(trace, Encoding.Latin1.GetString(original)));

        var image = await studio.MadeAsync(original);

        Assert.All(image.Variants, variant =>
        {
            var text = Encoding.Latin1.GetString(variant.Bytes);
            Assert.All(["Jansen", "GPS", "Exif\0", "EXIF", "xmpmeta", "XMP ", "ICC_PROFILE"], trace => Assert.DoesNotContain(trace, text));
        });
    }

    [Theory]
    [InlineData(1, "upper left"), InlineData(2, "upper right"), InlineData(3, "lower right"), InlineData(4, "lower left")]
    [InlineData(5, "upper left"), InlineData(6, "upper right"), InlineData(7, "lower right"), InlineData(8, "lower left")]
    public async Task A_photo_stands_upright_however_the_camera_was_held(int orientation, string corner)
    {
        // The red quarter lies upper left as stored; EXIF says where that corner belongs.
        var stored = TestPictures.FromPhone(TestPictures.WithRedCorner(600, 400), orientation).JpegsaveBuffer();

        var image = await studio.MadeAsync(stored);

        Assert.Equal(orientation < 5 ? (600, 400) : (400, 600), (image.Width, image.Height));
        Assert.Equal(corner, Studio.RedCorner(Studio.Decoded(image)));
    }

    public static TheoryData<string, byte[]> Unusual => new()
    {
        { "16 bits a channel", TestPictures.Colorful(700, 500).Colourspace(Enums.Interpretation.Rgb16).PngsaveBuffer() },
        { "grey", TestPictures.Colorful(700, 500).Colourspace(Enums.Interpretation.Bw).PngsaveBuffer() },
        { "a palette", TestPictures.Colorful(700, 500).PngsaveBuffer(palette: true) },
        { "lossless", TestPictures.Colorful(700, 500).WebpsaveBuffer(lossless: true) },
        { "in rounds", TestPictures.Colorful(700, 500).JpegsaveBuffer(interlace: true) },
        { "very high", TestPictures.Plain(40, 16_000).PngsaveBuffer() },
        { "very wide", TestPictures.Plain(16_000, 1).PngsaveBuffer() },
        { "one pixel", TestPictures.Plain(1, 1).PngsaveBuffer() },
    };

    [Theory]
    [MemberData(nameof(Unusual))]
    public async Task Unusual_pictures_are_made_too(string what, byte[] original)
    {
        var image = await studio.MadeAsync(original);
        Assert.All(["avif", "jpeg", "webp"], format => Assert.True(image.Variants.Any(v => v.Format == format), what));
        Assert.Equal(3, Studio.Decoded(image).Bands);
    }

    [Fact]
    public async Task A_picture_in_printing_ink_becomes_one_in_light()
    {
        var ink = TestPictures.WithRedCorner(700, 500).IccTransform("cmyk", inputProfile: "srgb").JpegsaveBuffer();
        Assert.Equal(Enums.Interpretation.Cmyk, Image.NewFromBuffer(ink).Interpretation);

        var light = Studio.Decoded(await studio.MadeAsync(ink));

        Assert.Equal(Enums.Interpretation.Srgb, light.Interpretation);
        Assert.Equal("upper left", Studio.RedCorner(light));
    }

    [Theory]
    [InlineData("jpeg"), InlineData("webp"), InlineData("avif")]
    public async Task Colours_of_another_profile_are_shown_as_they_were(string format)
    {
        // Display P3 reaches further than sRGB: the same number there is another colour than here.
        var seen = TestPictures.Plain(600, 400, 60, 160, 90);
        var wide = seen.IccTransform("p3", inputProfile: "srgb");
        Assert.NotEqual(60, wide.Getpoint(9, 9)[0]);

        var shown = Studio.Decoded(await studio.MadeAsync(wide.PngsaveBuffer()), format);

        Assert.All(shown.Getpoint(300, 200).Zip([60, 160, 90]), pair => Assert.InRange(pair.First - pair.Second, -4, 4));
        Assert.Equal(Image.ProfileLoad("srgb"), (byte[])shown.Get("icc-profile-data"));
    }

    [Fact]
    public async Task A_transparent_picture_is_white_where_its_format_has_no_transparency()
    {
        var image = await studio.MadeAsync(TestPictures.Plain(500, 300, 0, 0, 0, 0).PngsaveBuffer());

        Assert.Equal("#f8f8f8", image.Color); // the bin of white
        Assert.All(Studio.Decoded(image).Getpoint(250, 150), part => Assert.Equal(255, part));
        Assert.Equal(0, Studio.Decoded(image, "webp").Getpoint(250, 150)[3]);
    }

    [Fact]
    public async Task Of_a_film_the_first_picture_is_kept()
    {
        var image = await studio.MadeAsync(TestPictures.Film(20));

        Assert.Equal((80, 60), (image.Width, image.Height));
        Assert.True(Studio.Decoded(image).Getpoint(40, 30) is [< 60, > 120, < 60]);
    }

    [Theory]
    [InlineData(60_000, 1, "60.000 bij 1 beeldpunten")]
    [InlineData(1, 60_000, "1 bij 60.000 beeldpunten")]
    [InlineData(30_000, 30_000, "30.000 bij 30.000 beeldpunten")]
    [InlineData(7_100, 7_100, "hoogstens 50 miljoen")]
    public async Task A_picture_that_is_too_large_in_pixels_is_refused_before_anything_is_decoded(int width, int height, string words)
    {
        var before = GC.GetTotalAllocatedBytes();
        Assert.Contains(words, await studio.RefusedAsync(TestPictures.PngThatClaims(width, height)));
        Assert.True(GC.GetTotalAllocatedBytes() - before < 10_000_000);
        Assert.Empty(studio.Children);
    }

    [Fact]
    public async Task A_picture_that_claims_pixels_it_does_not_have_is_refused()
    {
        Assert.Contains("niet compleet", await studio.RefusedAsync(TestPictures.PngThatClaims(7_000, 7_000)));
        await studio.MadeAsync(TestPictures.Plain(10, 10).PngsaveBuffer());
    }

    public static TheoryData<string, byte[]> WithDamage => new()
    {
        { "PNG", Damaged(TestPictures.Colorful(400, 300).PngsaveBuffer(), "IDAT"u8) },
        { "WebP", Damaged(TestPictures.Colorful(400, 300).WebpsaveBuffer(lossless: true), "VP8L"u8) },
        { "JPEG", Damaged(TestPictures.Colorful(400, 300).JpegsaveBuffer(), [0xFF, 0xC4]) }, // its Huffman table
    };

    [Theory]
    [MemberData(nameof(WithDamage))]
    public async Task A_picture_that_is_all_there_but_damaged_inside_is_refused(string kind, byte[] original)
    {
        Assert.True(PictureFile.TryRead(original, out _, out _), kind);
        Assert.Contains("beschadigd", await studio.RefusedAsync(original));
    }

    // Part of what a part carries is overwritten; where parts begin and end stays.
    private static byte[] Damaged(byte[] file, ReadOnlySpan<byte> part)
    {
        file.AsSpan(file.AsSpan().IndexOf(part) + 16, 12).Fill(0xA5);
        return file;
    }
}
