using Portal.Tests.Support;

namespace Portal.Tests.Content.Import;

/// <summary>What an import says of texts, and what becomes of what it lets through.</summary>
public sealed class TextImportTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Dated = "published: 2026-01-01\n";

    // The body begins on line 8.
    public static TheoryData<string, int, string> BadBodies => new()
    {
        { "\n[x](/bestaat-niet)\n", 9, "Op /bestaat-niet staat niets" },
        { "[x](/kennis#bestaat-niet)\n", 8, "Laat #bestaat-niet weg" },
        { "[x](/../../x)\n", 8, "is geen adres" },
        { "[x](/kennis/deal-with-it#nergens)\n", 8, "geen kop #nergens" },
        { "[x](/kennis/deal-with-it/afdrukken)\n", 8, "staat niets" },
        { "[x](/kennis/{slug})\n", 8, "staat niets" },
        { "## A\n\n## A\n", 10, "staat ook op regel 8" },
        { "Tekst.\n\n<!-- intern -->\n", 10, "iedereen zou het lezen" },
        { "| a | b |\n| - | - |\n| c | d | e |\n", 10, "3 cellen" },
        { "## Kop \u202Eterug\n", 8, "leesrichting" },
    };

    public static TheoryData<string, string, int, string> BadFrontMatter => new()
    {
        { "summary: Samenvatting.", "summary: \"Samen <!-- intern -->\"", 5, "iedereen zou het lezen" },
        { "title: Titel", "title: Titel \u202Eterug", 4, "leesrichting" },
        { "title: Titel", "title: \"Titel \\u2067terug\"", 4, "leesrichting" },
        { "summary: Samenvatting.", "summary: Samen\u202Cvatting", 5, "leesrichting" },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_body_that_cannot_go_online_is_named_with_the_line_of_its_file(string body, int line, string message)
    {
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/a.md", News(body));
        var error = Assert.Single((await desk.TryImportAsync()).Errors);
        Assert.Equal(("nieuws/a.md", line), (error.File, error.Line ?? 0));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BadFrontMatter))]
    public async Task So_is_a_title_or_summary(string good, string bad, int line, string message)
    {
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/a.md", News("Tekst.\n").Replace(good, bad, StringComparison.Ordinal));
        var errors = (await desk.TryImportAsync()).Errors;
        Assert.Contains(errors, error => error.Line == line && error.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_may_be_meant_otherwise_is_told_and_imported()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        var text = News("Een<br>twee.\n\n- [ ] drie\n");
        desk.Write("nieuws/a.md", text.Replace("Samenvatting.", "Iets **vets**.", StringComparison.Ordinal));
        var result = await desk.ImportAsync();
        Assert.Equal([5, 8, 10], result.Warnings.Select(warning => warning.Line ?? 0));
        foreach (var warning in result.Warnings)
            Assert.StartsWith($"nieuws/a.md:{warning.Line}: let op: ", warning.ToString(), StringComparison.Ordinal);
        Assert.NotNull(host.Site.Current.Find("nieuws-a"));
    }

    [Fact]
    public async Task The_real_content_comes_in_without_a_warning()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        foreach (var folder in Directory.EnumerateDirectories(Desk.RealContent)) desk.Copy(Path.GetFileName(folder));
        Assert.Empty((await desk.ImportAsync()).Warnings);
    }

    [Theory]
    [InlineData("title: >\n  Een titel\n  over regels\n")]
    [InlineData("title: |\n  Een titel\n\n  over regels\n")]
    [InlineData("title: \"Een titel\n\n  over regels\"\n")]
    [InlineData("title: Een titel\n  over regels\n")]
    public async Task A_title_folded_over_lines_is_one_line(string title)
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        desk.Write("nieuws/a.md", News("Tekst.\n").Replace("title: Titel\n", title, StringComparison.Ordinal));
        await desk.ImportAsync();
        Assert.Equal("Een titel over regels", host.Site.Current.Find("nieuws-a")!.Title);
        Assert.Equal(1, (await desk.ImportAsync()).Unchanged);
    }

    [Fact]
    public async Task A_path_in_a_text_goes_along_with_its_document_and_is_pointed_out_after_a_rename()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        const string quiz = "/quizzen/onlinewereld/afdrukken";
        desk.Write("nieuws/a.md", News($"[lees](/kennis/deal-with-it), [leer](/modules/) of [print]({quiz})\n"));
        Assert.Empty((await desk.ImportAsync()).Warnings);
        Assert.Equal(["/kennis/deal-with-it", "/modules", quiz], await PathsAsync());

        await desk.DoAsync((publisher, change) => publisher.RenameAsync("kennis-deal-with-it", "magazine", change));
        Assert.Equal(["/kennis/magazine", "/modules", quiz], await PathsAsync());
        var warning = Assert.Single((await desk.ImportAsync()).Warnings);
        Assert.Equal(("nieuws/a.md", 8), (warning.File, warning.Line ?? 0));
        Assert.Contains("nu op /kennis/magazine. Verwijs ernaar met doc:kennis-deal-with-it", warning.Message, StringComparison.Ordinal);

        await desk.DoAsync((publisher, change) => publisher.ArchiveAsync("kennis-deal-with-it", change));
        Assert.Equal(["/modules", quiz], await PathsAsync());
        await desk.DoAsync((publisher, change) => publisher.PublishAsync("kennis-deal-with-it", change));
        Assert.Equal(["/kennis/magazine", "/modules", quiz], await PathsAsync());

        async Task<List<string>> PathsAsync() =>
            [.. (await host.PageAsync("/nieuws/a")).QuerySelectorAll(".wj-prose a.nl-link").Select(link => link.GetAttribute("href")!)];
    }

    [Fact]
    public async Task A_path_to_what_is_not_online_yet_is_a_link_as_soon_as_it_is()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        desk.Write("nieuws/a.md", News("[straks](/nieuws/b)\n"));
        desk.Write("nieuws/b.md", Given.Document("nieuws-b", "nieuws", Dated + "status: concept\n"));
        await desk.ImportAsync();
        Assert.Null((await host.PageAsync("/nieuws/a")).QuerySelector("a[href='/nieuws/b']"));
        await desk.DoAsync((publisher, change) => publisher.PublishAsync("nieuws-b", change));
        Assert.NotNull((await host.PageAsync("/nieuws/a")).QuerySelector(".wj-prose a[href='/nieuws/b']"));
    }

    private static string News(string body) => Given.Document("nieuws-a", "nieuws", Dated, body);
}
