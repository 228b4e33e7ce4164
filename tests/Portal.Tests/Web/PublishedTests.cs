using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Portal.Platform;
using Portal.Tests.Learning;
using Portal.Tests.Learning.Certificates;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>
/// What <c>dotnet publish</c> gives, far from the checkout, on a machine with .NET and nothing else: an empty PATH, and a PostgreSQL of
/// its own.
/// </summary>
public sealed partial class PublishedTests(PublishedTests.Folder published, TestDatabase db)
    : IClassFixture<PublishedTests.Folder>, IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("content")]
    [InlineData("themes/dist")]
    public void All_that_ships_lies_beside_the_program(string folder)
    {
        var (here, there) = (FilesIn(Path.Combine(Checkout.Root, folder)), FilesIn(Path.Combine(published.Program, folder)));
        Assert.NotEmpty(there);
        Assert.Equal(here.Where(file => file != ".stamp"), there);
    }

    [Fact]
    public void What_the_container_starts_is_there()
    {
        var container = File.ReadAllText(Path.Combine(Checkout.Root, "src/deploy/Containerfile"));
        var started = Regex.Match(
            container, "ENTRYPOINT .*\"/opt/portaal/(?<file>.+)\"]", RegexOptions.None, TimeSpan.FromSeconds(10)).Groups["file"].Value;
        Assert.True(File.Exists(Path.Combine(published.Program, started)), started);
        // The runtime that the image has, and no other.
        Assert.Contains(
            "\"Microsoft.AspNetCore.App\"", File.ReadAllText(Path.Combine(published.Program, "Portal.Web.runtimeconfig.json")),
            StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(published.Program, "runtimes/linux-x64/native/libvips.so.42")), "libvips is not published");
    }

    [Fact]
    public async Task It_runs_without_Node_from_the_first_start_to_a_certificate()
    {
        await WriteContentAsync(published.Content);
        await using var host = await HostProcess.StartAsync(published.Data, "Development", published.Program, new Dictionary<string, string>
        {
            ["PATH"] = published.Empty,
            ["ConnectionStrings__Portal"] = db.ConnectionString,
            ["Portal__Content"] = published.Content,
            ["Members__FirstLook"] = "false",
        });
        using var visitor = HostProcess.Visit(() => host.Address);
        await visitor.GoAsync("/");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        using var style = await FetchAsync(visitor, visitor.Page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!);
        Assert.Equal("text/css", style.Content.Headers.ContentType!.MediaType);

        await SignInByMailAsync(visitor);
        await PassAsync(visitor);
        await visitor.GoAsync($"{SmallModule.Path}/klaar");
        var proof = visitor.Page.QuerySelectorAll("a").Single(link => link.TextContent == "Bekijk je bewijs").GetAttribute("href")!;
        using var answer = await FetchAsync(visitor, $"{proof}/pdf");
        var paper = new PdfLook(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(["Document", "P", "H1"], paper.Structure().Take(3));
        Assert.Contains("Štěpán Иванов", paper.Text(), StringComparison.Ordinal);
        await SeePictureAsync(visitor);
    }

    // It came by the first import; its variants are made by the program itself, as a child.
    private static async Task SeePictureAsync(Visitor visitor)
    {
        async Task<IElement> LookAsync()
        {
            await visitor.GoAsync("/nieuws/fiets");
            return visitor.Page.QuerySelector("figure img")!;
        }

        await Eventually.Async(async () => (await LookAsync()).ParentElement!.TagName == "PICTURE", "the page shows the variants");
        var picture = await LookAsync();
        var smallest = picture.ParentElement!.QuerySelector("source")!.GetAttribute("srcset")!.Split(' ')[0];
        foreach (var address in (string[])[picture.GetAttribute("src")!, smallest])
        {
            using var image = await FetchAsync(visitor, address);
            Assert.StartsWith("image/", image.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        }
    }

    private async Task SignInByMailAsync(Visitor visitor)
    {
        await visitor.GoAsync("/inloggen");
        await visitor.PressAsync("Stuur mij een link", ("LinkEmail", "stepan@toets.example"));
        var mails = Directory.CreateDirectory(Path.Combine(published.Data, "mail"));
        await Eventually.Async(() => Task.FromResult(mails.EnumerateFiles("2*.eml").Any()), "a link is sent");
        var mail = await File.ReadAllTextAsync(mails.EnumerateFiles("2*.eml").Single().FullName);
        await visitor.GoAsync(Link().Match(mail).Groups["path"].Value);
        await visitor.PressAsync(
            "Maak mijn account",
            ("Form.Name", "Štěpán Иванов"),
            ("Form.Municipality", "org-gemeente-proef"),
            ("Form.Domain", "onderwijs"),
            ("Form.Function", "docent"));
        Assert.Equal("/account", visitor.At);
    }

    private static async Task PassAsync(Visitor visitor)
    {
        await visitor.GoAsync(SmallModule.Path);
        await visitor.PressAsync("Begin");
        await visitor.PressAsync("Klaar met dit hoofdstuk");
        await visitor.PressAsync("Begin met de eindtoets");
        await SmallModule.AnswerTestAsync(visitor, "proef-1", right: true);
        await visitor.PressAsync("Lever de toets in");
    }

    private static async Task WriteContentAsync(string folder)
    {
        async Task WriteAsync(string name, string text)
        {
            var file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text.TrimEnd('\n') + "\n");
        }

        await WriteAsync("organisaties/gemeente-proef.md", Given.Document("org-gemeente-proef", "organisatie", "kind: gemeente\n"));
        await WriteAsync("modules/proef/index.md", Given.Document(SmallModule.Id, "module", "number: 9\nminutes: 20\npass_mark: 50\n"));
        await WriteAsync("modules/proef/een.md", SmallModule.Chapter("een", 1, "Lees dit.\n"));
        var test = SmallModule.Chapter("toets", 2, "Laat het zien.\n\n" + SmallModule.Single("proef-1"), "kind: end_test\n");
        await WriteAsync("modules/proef/toets.md", test);
        await WriteAsync("nieuws/fiets.md", Given.Document(
            "nieuws-fiets", "nieuws", "published: 2026-01-01\n", "::: figure\n![](media:media-fiets)\n:::\n"));
        await WriteAsync("media/fiets.png.yml", "id: media-fiets\ntitle: Fiets\nalt: Een fiets\n");
        await File.WriteAllBytesAsync(Path.Combine(folder, "media/fiets.png"), TestPictures.Plain(60, 40).PngsaveBuffer());
    }

    private static Task<HttpResponseMessage> FetchAsync(Visitor visitor, string path) =>
        visitor.FetchAsync(new HttpRequestMessage(HttpMethod.Get, path));

    private static List<string> FilesIn(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);
        return [.. files.Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"http://localhost:\d+(?<path>/inloggen/\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    /// <summary>The published program in a folder with no checkout above it; made from what is built.</summary>
    public sealed class Folder : IAsyncLifetime
    {
        private readonly string root = Directory.CreateTempSubdirectory("portal-published-").FullName;

        public string Program => Path.Combine(root, "portal");

        public string Data => Path.Combine(root, "data");

        public string Content => Path.Combine(root, "content");

        public string Empty => Directory.CreateDirectory(Path.Combine(root, "empty")).FullName;

        public async Task InitializeAsync()
        {
            var built = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
            string[] quietly = ["--no-build", "--nologo", "--verbosity", "quiet", "-nodeReuse:false"];
            var start = new ProcessStartInfo(
                HostProcess.Dotnet, ["publish", "src/Portal.Web", "--configuration", built, "--output", Program, .. quietly])
            {
                WorkingDirectory = Checkout.Root,
                UseShellExecute = false,
                RedirectStandardOutput = true,
            };
            using var publish = Process.Start(start)!;
            var said = await publish.StandardOutput.ReadToEndAsync();
            await publish.WaitForExitAsync();
            Assert.True(publish.ExitCode == 0, said);
        }

        public Task DisposeAsync()
        {
            Directory.Delete(root, recursive: true);
            return Task.CompletedTask;
        }
    }
}
