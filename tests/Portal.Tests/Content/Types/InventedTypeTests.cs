using System.Text.Json.Serialization;
using AngleSharp.Dom;
using Portal.Content.Import;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Types;

/// <summary>A proef: a document type that the portal has never heard of.</summary>
[DocumentType("proef", Label = "Proef", Plural = "Proeven", Folder = "proeven", PathPrefix = "/proeven/", IdPrefix = "proef-",
    Color = ThemeColor.Lilac)]
public sealed record Trial : ThemedProperties
{
    /// <summary>What came of it.</summary>
    [Property("Uitkomst", Required = true, Searched = true)] public required string Outcome { get; init; }

    /// <summary>Where it is told.</summary>
    [Property("Bronnen", Item = "Bron", Group = PropertyGroup.Sources)] public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Summary) { Facts = [Outcome] };
}

/// <summary>A new document type costs its record and one line at the door; all the rest follows.</summary>
public sealed class InventedTypeTests : IAsyncLifetime
{
    private PortalHost host = null!;

    public async Task InitializeAsync() => host = await PortalHost.StartAsync(services: all =>
    {
        new MembersHost().Prepare(all);
        all.AddDocumentType<Trial>();
    });

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task It_is_made_edited_previewed_published_found_listed_and_exported()
    {
        var (editor, _) = await MembersHost.On(host).SignedInAsAsync(Rights.Editor);
        using (editor)
        {
            await editor.GoAsync("/beheer/inhoud/nieuw");
            await editor.GoAsync(editor.Page.QuerySelector("a[href$='soort=proef']")!.GetAttribute("href")!);
            await editor.PressAsync("Begin", ("Titel", "Warme sokken"));
            Assert.Equal("/beheer/inhoud/proef-warme-sokken", editor.At);
            Assert.Contains("‘Uitkomst’ is nog leeg.", editor.Text, StringComparison.Ordinal);
            await editor.PressAsync(
                "Bewaar", ("p.summary", "Over voeten in de winter."), ("p.outcome", "Ze werden kniebroekwarm."),
                ("body", "## Wat we deden\n\nWe breiden zwamvlokwol.\n"));

            await editor.GoAsync("/beheer/inhoud/proef-warme-sokken/voorbeeld");
            await editor.GoAsync(new Uri(editor.Page.QuerySelector("iframe")!.GetAttribute("src")!, UriKind.RelativeOrAbsolute) is
            { IsAbsoluteUri: true } whole ? whole.PathAndQuery : editor.Page.QuerySelector("iframe")!.GetAttribute("src")!);
            Assert.Equal("Warme sokken", editor.Page.QuerySelector("h1")!.TextContent);
            Assert.Contains("zwamvlokwol", editor.Text, StringComparison.Ordinal);
            Assert.Equal(404, (await host.AskAsync("/proeven/warme-sokken")).Status);

            await editor.GoAsync("/beheer/inhoud/proef-warme-sokken/online");
            await editor.PressAsync("Zet online");
            await editor.GoAsync("/beheer/inhoud?soort=proef");
            Assert.Equal("Warme sokken", editor.Page.QuerySelector(".wj-rows th[scope=row] a")!.TextContent);
            await editor.GoAsync("/beheer/inhoud?weergave=boom&soort=proef");
            Assert.NotNull(editor.Page.QuerySelector(".wj-tree a[href='/beheer/inhoud/proef-warme-sokken']"));
        }

        var page = await host.PageAsync("/proeven/warme-sokken");
        Assert.Equal("Warme sokken", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("Over voeten in de winter.", page.QuerySelector(".wj-head__lead")!.TextContent);
        Assert.Equal("Proef", page.QuerySelector(".wj-kind--lilac")!.TextContent);
        Assert.Contains("zwamvlokwol", page.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".wj-crumbs a[href='/proeven']"));
        var list = await host.PageAsync("/proeven");
        Assert.Equal("Proeven", list.QuerySelector("h1")!.TextContent);
        Assert.NotNull(list.QuerySelector("main a[href='/proeven/warme-sokken']"));
        foreach (var word in new[] { "zwamvlokwol", "kniebroekwarm" })
            Assert.NotNull((await host.PageAsync($"/zoeken?q={word}&type=proef")).QuerySelector("main a[href^='/proeven/warme-sokken']"));

        var folder = Directory.CreateTempSubdirectory("portal-export-").FullName;
        await host.WithAsync<Exporter>(exporter => exporter.ExportAsync(folder));
        var file = await File.ReadAllTextAsync(Path.Combine(folder, "proeven", "warme-sokken.md"));
        Assert.Contains("Ze werden kniebroekwarm.", file, StringComparison.Ordinal);
        var again = await host.WithAsync<Importer, ImportResult>(importer => importer.ImportAsync(folder, new ImportOptions(false, true)));
        Assert.Empty(again.Errors);
        Directory.Delete(folder, recursive: true);
    }
}
