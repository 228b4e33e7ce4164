using System.Text;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NetVips;
using Portal.Content.Media;
using Portal.Platform.Jobs;
using Portal.Platform.Pictures;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Media;

/// <summary>A picture from its import to its variants. Nothing waits for them; readers never get what a photo says of its maker.</summary>
public sealed class PictureTests
{
    private const string Page = "/nieuws/fietsen";

    [Fact]
    public async Task A_page_shows_a_picture_as_it_came_and_its_variants_when_they_are_made()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        WritePage(desk, TestPictures.FromPhone(TestPictures.WithRedCorner(1200, 800), 6).JpegsaveBuffer());
        await desk.ImportAsync();

        var first = await ImageAsync(host);
        Assert.Equal(("800", "1200"), (first.GetAttribute("width"), first.GetAttribute("height")));
        Assert.Equal("Twee fietsen", first.GetAttribute("alt"));
        Assert.Null(first.GetAttribute("srcset"));
        Assert.NotEqual("PICTURE", first.ParentElement!.TagName);
        var original = first.GetAttribute("src")!;
        using (var answer = await host.Client.GetAsync(new Uri(original, UriKind.Relative)))
        {
            Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
            Assert.DoesNotContain("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            Assert.All(["Jansen", "GPS", "xmpmeta"], trace => Assert.DoesNotContain(trace, Encoding.Latin1.GetString(bytes)));
            Assert.Equal((800, 1200), SizeOf(Image.NewFromBuffer(bytes).Autorot()));
        }

        await host.WorkAsync();

        await Eventually.Async(async () => (await ImageAsync(host)).ParentElement!.TagName == "PICTURE", "the page shows the variants");
        var last = await ImageAsync(host);
        Assert.Equal(("800", "1200"), (last.GetAttribute("width"), last.GetAttribute("height")));
        var sources = last.ParentElement!.QuerySelectorAll("source");
        Assert.Equal(["image/avif", "image/webp"], sources.Select(source => source.GetAttribute("type")));
        foreach (var address in AddressesIn(last))
        {
            using var variant = await host.Client.GetAsync(new Uri(address, UriKind.Relative));
            Assert.True(variant.IsSuccessStatusCode, address);
        }
        // Whoever still has the page from before.
        Assert.Equal((302, last.GetAttribute("src")), await host.AskAsync(original));
    }

    [Fact]
    public async Task Another_host_hears_of_the_variants()
    {
        await using var host = await PortalHost.StartAsync();
        await using var other = await PortalHost.StartAsync(host.ConnectionString);
        using var desk = new Desk(host);
        WritePage(desk, TestPictures.Plain(60, 40).PngsaveBuffer(), "png");
        await desk.ImportAsync();
        await Eventually.Async(async () => (await other.AskAsync(Page)).Status == 200, "the other host has the page");

        await host.WorkAsync();

        await Eventually.Async(async () => (await ImageAsync(other)).ParentElement!.TagName == "PICTURE", "its page shows the variants");
    }

    [Fact]
    public async Task A_picture_whose_pixels_are_broken_is_kept_from_readers_and_named_where_it_can_be_mended()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        var whole = TestPictures.Colorful(300, 200).PngsaveBuffer();
        var broken = whole.ToArray();
        broken.AsSpan(whole.AsSpan().IndexOf("IDAT"u8) + 16, 12).Fill(0xA5);
        WritePage(desk, broken, "png");
        await desk.ImportAsync(); // its header is sound, and nobody waits for the rest
        var address = (await ImageAsync(host)).GetAttribute("src")!;

        await host.WorkAsync();

        await Eventually.Async(async () => (await FigureAsync(host)).QuerySelector("img") is null, "the page does not show it");
        Assert.Equal("Twee fietsen", (await FigureAsync(host)).TextContent.Trim());
        Assert.Equal(404, (await host.AskAsync(address)).Status);
        Assert.Contains(host.Log, line => line.Message.Contains("media-fietsen", StringComparison.Ordinal));
        var failed = Assert.Single(await host.WithAsync<JobBoard, IReadOnlyList<JobLine>>(board => board.FailedAsync(9, default)));
        Assert.Contains("media-fietsen: Deze afbeelding is beschadigd", failed.Problem, StringComparison.Ordinal);
        var error = Assert.Single((await desk.TryImportAsync()).Errors);
        Assert.Equal("media/fietsen.png", error.File);
        Assert.Contains("sla haar opnieuw op", error.Message, StringComparison.Ordinal);

        WritePage(desk, whole, "png");
        await desk.ImportAsync();
        await host.WorkAsync();
        await Eventually.Async(async () => (await FigureAsync(host)).QuerySelector("picture") is not null, "the mended picture is shown");
    }

    [Fact]
    public async Task A_machine_that_has_no_time_for_pictures_opens_all_the_same_and_makes_them_later()
    {
        var darkroom = new Darkroom { Result = ImageResult.NotNow("it was not done within 20 minutes") };
        await using var empty = await PortalHost.StartAsync();
        using var desk = new Desk(empty);
        WritePage(desk, TestPictures.Plain(600, 400).JpegsaveBuffer());

        // A first start, on an empty database.
        await using var host = await PortalHost.StartAsync(content: desk.Folder, services: darkroom.Replace);
        await host.WorkAsync();

        Assert.Equal(1, darkroom.Asked);
        Assert.Equal("600", (await ImageAsync(host)).GetAttribute("width"));
        Assert.Equal(200, (await host.AskAsync((await ImageAsync(host)).GetAttribute("src")!)).Status);

        darkroom.Result = null;
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.WorkAsync();
        await Eventually.Async(async () => (await ImageAsync(host)).ParentElement!.TagName == "PICTURE", "the page shows the variants");
    }

    [Fact]
    public async Task Variants_of_a_file_that_was_replaced_meanwhile_are_not_shown()
    {
        var darkroom = new Darkroom();
        await using var host = await PortalHost.StartAsync(services: darkroom.Replace);
        using var desk = new Desk(host);
        WritePage(desk, TestPictures.Plain(60, 40).PngsaveBuffer(), "png");
        await desk.ImportAsync();
        darkroom.Before = async () =>
        {
            darkroom.Before = null;
            WritePage(desk, TestPictures.Plain(90, 30).PngsaveBuffer(), "png");
            await desk.ImportAsync();
        };

        await host.WorkAsync();

        Assert.Equal(2, darkroom.Asked);
        Assert.Equal(90, await host.SqlAsync(
            "select max(v.width) from content.media_variants v join content.media m on m.id = v.media_id where m.ref = 'media-fietsen'"));
        Assert.Equal(0L, await host.SqlAsync("select count(*) from platform.jobs"));
        Assert.Equal("90", (await ImageAsync(host)).GetAttribute("width"));
    }

    [Fact]
    public async Task Variants_are_made_once()
    {
        var darkroom = new Darkroom();
        await using var host = await PortalHost.StartAsync(services: darkroom.Replace);
        using var desk = new Desk(host);
        WritePage(desk, TestPictures.Plain(60, 40).PngsaveBuffer(), "png");
        await desk.ImportAsync();
        await host.WorkAsync();
        var item = await host.WithAsync<Portal.Content.Data.ContentDb, MediaItem>(
            db => Task.FromResult(db.Media.Single(item => item.Ref == "media-fietsen")));

        await host.RunJobAsync(new MakeVariants(item.Id, item.Hash));
        desk.Write("media/fietsen.png.yml", "id: media-fietsen\ntitle: Fietsen\nalt: Drie fietsen\n");
        await desk.ImportAsync();
        await host.WorkAsync();

        Assert.Equal(1, darkroom.Asked);
    }

    [Theory]
    [InlineData("fietsen.jpg", "<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG-bestanden kunnen we niet plaatsen")]
    [InlineData("fietsen.jpg", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "Sla de foto op als JPEG")]
    [InlineData("fietsen.png", "", "leeg")]
    public async Task What_can_be_told_from_the_bytes_is_told_at_import(string name, string content, string words)
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        desk.Write($"media/{name}", Encoding.Latin1.GetBytes(content));
        desk.Write($"media/{name}.yml", "id: media-fietsen\ntitle: Fietsen\nalt: Twee fietsen\n");
        Assert.Contains(words, Assert.Single((await desk.TryImportAsync()).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_is_not_all_there_is_told_at_import()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        WritePage(desk, TestPictures.Colorful(300, 200).JpegsaveBuffer()[..^40]);
        var error = (await desk.TryImportAsync()).Errors[0];
        Assert.Equal("media/fietsen.jpg", error.File);
        Assert.Contains("niet compleet", error.Message, StringComparison.Ordinal);
    }

    private static void WritePage(Desk desk, byte[] picture, string ending = "jpg")
    {
        desk.Write($"media/fietsen.{ending}", picture);
        desk.Write($"media/fietsen.{ending}.yml", "id: media-fietsen\ntitle: Fietsen\nalt: Twee fietsen\n");
        desk.Write("nieuws/fietsen.md", Given.Document(
            "nieuws-fietsen", "nieuws", "published: 2026-01-01\n", "::: figure\n![](media:media-fietsen)\n:::\n"));
    }

    private static async Task<IElement> FigureAsync(PortalHost host) => (await host.PageAsync(Page)).QuerySelector("figure")!;

    private static async Task<IElement> ImageAsync(PortalHost host) => (await FigureAsync(host)).QuerySelector("img")!;

    private static (int, int) SizeOf(Image image) => (image.Width, image.Height);

    private static IEnumerable<string> AddressesIn(IElement image) =>
        image.ParentElement!.Children.SelectMany(part => part.GetAttribute("srcset")!.Split(", ").Select(one => one.Split(' ')[0]));

    /// <summary>Makes one variant at once, or gives the result it is told to.</summary>
    private sealed class Darkroom : IImageProcessor
    {
        public int Asked { get; private set; }

        public ImageResult? Result { get; set; }

        public Func<Task>? Before { get; set; }

        public void Replace(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IImageProcessor>(this));

        public async Task<ImageResult> ProcessAsync(byte[] original, CancellationToken stop)
        {
            Asked++;
            if (Before is not null) await Before();
            if (Result is not null) return Result;
            Assert.True(PictureFile.TryRead(original, out var picture, out _));
            return ImageResult.Made(new ProcessedImage(
                picture.Width, picture.Height, "#102030",
                [new("webp", picture.Width, picture.Height, original), new("jpeg", picture.Width, picture.Height, [.. original, 1])]));
        }
    }
}
