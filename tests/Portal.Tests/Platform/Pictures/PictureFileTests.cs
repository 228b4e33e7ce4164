using System.Text;
using NetVips;
using Portal.Platform.Pictures;
using Portal.Tests.Support;

namespace Portal.Tests.Platform.Pictures;

/// <summary>What is known of a picture while somebody waits: no pixel is decoded.</summary>
public sealed class PictureFileTests
{
    public static TheoryData<string, byte[]> Kinds => new()
    {
        { "jpg", TestPictures.Colorful(321, 123).JpegsaveBuffer() },
        { "jpg in rounds", TestPictures.Colorful(321, 123).JpegsaveBuffer(interlace: true, restartInterval: 4) },
        { "png", TestPictures.Colorful(321, 123).PngsaveBuffer() },
        { "lossy webp", TestPictures.Colorful(321, 123).WebpsaveBuffer() },
        { "lossless webp", TestPictures.Colorful(321, 123).WebpsaveBuffer(lossless: true) },
        { "webp with alpha", TestPictures.Plain(321, 123, 1, 2, 3, 4).WebpsaveBuffer() },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_size_stands_in_its_header(string kind, byte[] file)
    {
        Assert.True(PictureFile.TryRead(file, out var picture, out _), kind);
        Assert.Equal((321, 123), (picture.Width, picture.Height));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void One_that_ends_too_early_is_refused_wherever_it_ends(string kind, byte[] file)
    {
        for (var length = 12; length < file.Length; length += Math.Max(1, file.Length / 400))
        {
            Assert.False(PictureFile.TryRead(file[..length], out _, out var refusal), $"{kind}, {length} of {file.Length} bytes");
            Assert.Contains("niet compleet", refusal);
        }
        Assert.False(PictureFile.TryRead(file[..^1], out _, out _));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_stands_behind_a_picture_does_not_count(string kind, byte[] file) =>
        Assert.True(PictureFile.TryRead([.. file, .. "a film of three seconds"u8], out _, out _), kind);

    [Fact]
    public void A_picture_that_lies_on_its_side_has_the_size_it_is_seen_in()
    {
        var lying = TestPictures.FromPhone(TestPictures.Plain(600, 400), 6);
        Assert.All([lying.JpegsaveBuffer(), lying.PngsaveBuffer(), lying.WebpsaveBuffer()], file =>
        {
            Assert.True(PictureFile.TryRead(file, out var picture, out _));
            Assert.Equal((400, 600), (picture.Width, picture.Height));
        });
    }

    [Fact]
    public void Bytes_that_only_begin_like_a_picture_are_refused()
    {
        var chance = new Random(7);
        byte[] webp = [.. "RIFF"u8, 90, 0, 0, 0, .. "WEBPVP8X"u8];
        byte[][] beginnings = [[0xFF, 0xD8, 0xFF, 0xE0], TestPictures.PngThatClaims(9, 9)[..20], webp];
        foreach (var beginning in beginnings)
        {
            for (var round = 0; round < 500; round++)
            {
                var noise = new byte[chance.Next(200)];
                chance.NextBytes(noise);
                if (PictureFile.TryRead([.. beginning, .. noise], out var picture, out var refusal))
                    Assert.InRange(picture.Width, 1, PictureFile.LongestSide);
                else Assert.NotEmpty(refusal);
            }
        }
        Assert.False(PictureFile.TryRead([0xFF, 0xD8, 0xFF, 0xE0, .. new byte[500]], out _, out var broken));
        Assert.Contains("beschadigd", broken);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG")]
    [InlineData("\uFEFF <?xml version='1.0'?>\n<!-- a drawing -->\n<svg></svg>", "SVG")]
    [InlineData("GIF89a\u0001\0\u0001\0", "geen JPEG, PNG of WebP")]
    [InlineData("%PDF-1.7", "geen JPEG, PNG of WebP")]
    [InlineData("gewoon een tekst", "geen JPEG, PNG of WebP")]
    [InlineData("", "leeg")]
    public void Anything_else_is_refused_whatever_its_name(string file, string words)
    {
        Assert.False(PictureFile.TryRead(Encoding.UTF8.GetBytes(file), out _, out var refusal));
        Assert.Contains(words, refusal);
    }

    [Fact]
    public void A_heic_photo_is_refused_with_help()
    {
        Assert.False(PictureFile.TryRead([0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8], out _, out var refusal));
        Assert.Contains("Meest compatibel", refusal);
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_without_looking_into_it()
    {
        Assert.False(PictureFile.TryRead(new byte[16_000_000], out _, out var refusal));
        Assert.Contains("te groot: 16,0 MB", refusal);
    }

    public static TheoryData<string, int> Turned
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach (var format in new[] { ".jpg", ".png", ".webp" })
                foreach (var orientation in new[] { 1, 6, 8 })
                    all.Add(format, orientation);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Turned))]
    public void A_plain_copy_looks_the_same_and_tells_nothing(string format, int orientation)
    {
        var photo = TestPictures.FromPhone(TestPictures.WithRedCorner(600, 400), orientation);
        var original = photo.IccTransform("p3", inputProfile: "srgb").WriteToBuffer(format);
        Assert.Contains("Jansen", Encoding.Latin1.GetString(original));

        var copy = PlainCopy.Of(original);

        var text = Encoding.Latin1.GetString(copy);
        Assert.All(["Jansen", "xmpmeta", "adobe:ns"], trace => Assert.DoesNotContain(trace, text));
        var (before, after) = (Image.NewFromBuffer(original), Image.NewFromBuffer(copy));
        Assert.Equal(before.WriteToMemory<byte>(), after.WriteToMemory<byte>());
        Assert.Equal(before.Get("icc-profile-data"), after.Get("icc-profile-data"));
        Assert.Equal(Studio.RedCorner(before.Autorot().CopyMemory()), Studio.RedCorner(after.Autorot().CopyMemory()));
        Assert.DoesNotContain(after.GetFields(), field => field.Contains("GPS", StringComparison.Ordinal));
        Assert.Equal(copy, PlainCopy.Of(copy));
    }

    [Fact]
    public void A_plain_copy_of_a_film_still_moves()
    {
        var copy = PlainCopy.Of(TestPictures.Film(5));
        Assert.Equal(5 * 60, Image.NewFromBuffer(copy, kwargs: new VOption { { "n", -1 } }).Height);
    }

    [Fact]
    public void A_plain_copy_leaves_out_what_stands_behind_the_picture()
    {
        var photo = TestPictures.Plain(60, 40).JpegsaveBuffer();
        Assert.DoesNotContain("52.38", Encoding.Latin1.GetString(PlainCopy.Of([.. photo, .. "52.38 N"u8])));
    }

    [Fact]
    public void A_plain_copy_leaves_out_a_comment()
    {
        var photo = TestPictures.Plain(60, 40).JpegsaveBuffer();
        byte[] described = [.. photo[..2], 0xFF, 0xFE, 0, 9, .. "Haarlem"u8, .. photo[2..]];
        Assert.Equal(PlainCopy.Of(photo), PlainCopy.Of(described));
    }
}
