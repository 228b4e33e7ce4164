using System.Diagnostics;
using System.Text;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Import;

/// <summary>Files that no editor writes by mistake, or only on a bad day: named, and nothing falls over.</summary>
public sealed class HostileFileTests(RunningPortal portal) : IClassFixture<RunningPortal>, IDisposable
{
    private const string Dated = "published: 2026-01-01\n";
    private const string Description = "id: media-brief\ntitle: Brief\n";
    private readonly Desk desk = new(portal.Host);

    public void Dispose() => desk.Dispose();

    public static TheoryData<string, string, int, string> Files => new()
    {
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", Dated + "keywords: " + new string('[', 20_000) + "\n"), 7, "te veel lagen" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", Dated + "keywords: " + string.Concat(Enumerable.Repeat("{a: ", 20_000)) + "\n"), 7, "te veel lagen" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", Dated + "keywords: [\"\\uD800\"]\n"), 7, "geen geldige YAML" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", Dated + "keywords: [\"a\\0b\"]\n"), 7, "stuurteken" },
        { "nieuws/a.md", Given.Document("nieuws-a", "nieuws", Dated + "keyword: [a]\n"), 7, "Bedoel je 'keywords'?" },
        { "nieuws/a.md", "---\nid: nieuws-a\ntype: nieuws\nsummary: Iets.\npublished: 2026-01-01\n---\nTekst.\n", 2, "'title' ontbreekt" },
        { "nieuws/a.md", "---\ntype: nieuws\ntitle: Iets\nsummary: Iets.\npublished: 2026-01-01\n---\nTekst.\n", 2, "'id' ontbreekt" },
        { "begrippen/boa.md", Given.Document("begrip-anders", "begrip", "definition: Iets.\n"), 2, "Het adres /begrippen/boa" },
        { "media/brief.pdf.yml", "\uFEFF" + Description, 1, "zonder BOM" },
        { "media/brief.pdf.yml", Description.Replace("\n", "\r\n", StringComparison.Ordinal), 1, "LF" },
        { "media/brief.pdf.yml", "id: media-brief\ntitle: a\0b\n", 1, "nulteken" },
        { "media/brief.pdf.yml", "id: brief\ntitle: Brief\n", 1, "begint met 'media-'" },
        { "media/brief.pdf.yml", "id: media-netwerkbijeenkomst-kring\ntitle: Brief\nkleur: rood\n", 3, "'kleur' bestaat hier niet" },
        { "media/Brief.PDF", "%PDF-1.7\n", 1, "kleine letters" },
        { "media/netwerkbijeenkomst-kring.png.yml", "id: media-anders\ntitle: Iets\nalt: Iets\n", 1, "geef dit bestand een andere naam" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Is_named_with_its_line_and_nothing_is_imported(string path, string text, int line, string message)
    {
        desk.Write("nieuws/goed.md", Given.Document("nieuws-goed", "nieuws", Dated));
        desk.Write("media/brief.pdf", "%PDF-1.7\n");
        desk.Write("media/brief.pdf.yml", Description);
        if (path.Contains("kring", StringComparison.Ordinal)) desk.Copy("voorbeeld/media/netwerkbijeenkomst-kring.png", "media/netwerkbijeenkomst-kring.png");
        desk.Write(path, text);

        var errors = (await desk.TryImportAsync()).Errors;
        Assert.Contains(errors, error => error.File == path && error.Line == line && error.Message.Contains(message, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from content.documents where ref = 'nieuws-goed'"));
    }

    [Theory]
    [InlineData("nieuws/pijp.md", "nieuws/pijp.md")]
    [InlineData("media/pijp.png", "media/pijp.png")]
    [InlineData("media/brief.pdf.yml", "media/brief.pdf.yml")] // beside a file that is one
    public async Task A_pipe_is_refused_and_nobody_waits_for_what_comes_through_it(string path, string named)
    {
        desk.Write("nieuws/goed.md", Given.Document("nieuws-goed", "nieuws", Dated));
        desk.Write("media/brief.pdf", "%PDF-1.7\n");
        using (var made = Process.Start("mkfifo", [Path.Combine(desk.Folder, path)])) await made.WaitForExitAsync();

        var errors = (await desk.TryImportAsync().WaitAsync(Patience.Limit)).Errors;

        Assert.Contains(errors, error => error.File == named && error.ToString().StartsWith($"{named}: Dit is geen gewoon", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_text_that_is_no_UTF_8_is_named()
    {
        desk.Write("nieuws/a.md", [.. Encoding.UTF8.GetBytes(Given.Document("nieuws-a", "nieuws", Dated)), 0xFF, 0xFE, (byte)'\n']);
        Assert.Contains((await desk.TryImportAsync()).Errors, error => error is { File: "nieuws/a.md", Line: 1 } && error.Message.Contains("UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_files_with_one_id_or_one_address_are_named()
    {
        desk.Write("nieuws/a.md", Given.Document("nieuws-a", "nieuws", Dated));
        desk.Write("nieuws/b.md", Given.Document("nieuws-a", "nieuws", Dated));
        desk.Write("voorbeeld/nieuws/a.md", Given.Document("nieuws-c", "nieuws", Dated));
        var errors = (await desk.TryImportAsync()).Errors;
        Assert.Contains(errors, error => error.File == "nieuws/b.md" && error.Message.Contains("nieuws/a.md", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.File == "voorbeeld/nieuws/a.md" && error.Message.Contains("Het adres /nieuws/a", StringComparison.Ordinal));
    }
}
