using System.Net;
using AngleSharp.Dom;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Pages.Beheer;

/// <summary>An editor finds a document back, whatever its state, and makes what may stand somewhere.</summary>
public sealed class ContentListTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    private Visitor editor = null!;

    public async Task InitializeAsync() => editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;

    public Task DisposeAsync()
    {
        editor.Dispose();
        return Task.CompletedTask;
    }

    private List<string> Titles => [.. editor.Page.QuerySelectorAll(".wj-rows th[scope=row] a").Select(link => link.TextContent)];

    private static string WordsOf(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private IElement RowOf(string id) => editor.Page.QuerySelector($".wj-rows a[href='/beheer/inhoud/{id}']")!.Closest("tr")!;

    [Fact]
    public async Task The_list_holds_all_content_a_page_at_a_time_by_title()
    {
        await editor.GoAsync("/beheer/inhoud");
        Assert.Equal(50, Titles.Count);
        var all = await portal.Host.SqlAsync("select count(*) from content.documents where deleted_at is null and archived_at is null");
        Assert.Contains($"{all} documenten", editor.Text, StringComparison.Ordinal);
        var first = Titles;
        await editor.GoAsync(editor.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Empty(Titles.Intersect(first));
        foreach (var list in new[] { "inhoud", "adressen", "adressen/geschiedenis" })
        {
            foreach (var number in new[] { 999, int.MaxValue })
            {
                await editor.GoAsync($"/beheer/{list}?p={number}");
                Assert.Equal(HttpStatusCode.NotFound, editor.Status);
            }
        }
    }

    [Fact]
    public async Task It_is_narrowed_by_kind_state_and_words_of_the_title()
    {
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/schets.md", Given.Document("nieuws-schets", "nieuws", "published: 2026-01-01\nstatus: concept\n")
            .Replace("Titel", "Een schets_100%", StringComparison.Ordinal));
        desk.Write("nieuws/straks.md", Given.Document(
            "nieuws-straks", "nieuws", "published: 2026-01-01\nstatus: scheduled\npublish_at: 2037-01-01T09:00\n"));
        desk.Write("nieuws/weg.md", Given.Document("nieuws-weg", "nieuws", "published: 2026-01-01\nstatus: archived\n"));
        await desk.ImportAsync();

        await editor.GoAsync("/beheer/inhoud?soort=nieuws&status=concept");
        Assert.Equal(["Een schets_100%"], Titles);
        Assert.Contains("Concept", RowOf("nieuws-schets").TextContent, StringComparison.Ordinal);
        await editor.GoAsync("/beheer/inhoud?status=gepland");
        Assert.Equal("Gepland 1 januari 2037", WordsOf(RowOf("nieuws-straks").QuerySelectorAll("td")[1]));
        await editor.GoAsync("/beheer/inhoud?status=archief");
        Assert.Contains("Gearchiveerd", RowOf("nieuws-weg").TextContent, StringComparison.Ordinal);
        await editor.GoAsync("/beheer/inhoud?soort=nieuws");
        Assert.Null(editor.Page.QuerySelector("a[href='/beheer/inhoud/nieuws-weg']"));
        await editor.GoAsync("/beheer/inhoud?zoek=SCHETS_100%25");
        Assert.Equal(["Een schets_100%"], Titles);
        await editor.GoAsync("/beheer/inhoud?zoek=%25");
        Assert.Equal(["Een schets_100%"], Titles);
        await editor.GoAsync("/beheer/inhoud?soort=dossier");
        Assert.Equal(portal.Host.Site.Current.Documents.Count(document => document.Type.Name == "dossier"), Titles.Count);
    }

    [Fact]
    public async Task What_is_online_and_being_changed_shows_both()
    {
        using var desk = new Desk(portal.Host);
        await desk.EditAsync("kennis-deal-with-it", text => text.Replace("\n## ", "\n## Nu: ", StringComparison.Ordinal));
        await editor.GoAsync("/beheer/inhoud?soort=kennisproduct&status=online");
        Assert.Equal(["Online", "Concept"],
            RowOf("kennis-deal-with-it").QuerySelectorAll(".wj-state").Select(state => state.TextContent));
        await editor.GoAsync("/beheer/inhoud?volgorde=gewijzigd");
        Assert.Equal("/beheer/inhoud/kennis-deal-with-it", editor.Page.QuerySelector(".wj-rows tbody a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_must_be_checked_first_stands_first()
    {
        await editor.GoAsync("/beheer/inhoud?volgorde=controleren");
        var soonest = portal.Host.Site.Current.Documents.Where(document => document.Common.ReviewBy is not null)
            .Min(document => document.Common.ReviewBy);
        var first = editor.Page.QuerySelector(".wj-rows tbody a")!.GetAttribute("href")!.Split('/')[^1];
        Assert.Equal(soonest, portal.Host.Site.Current.Find(first)!.Common.ReviewBy);
    }

    [Fact]
    public async Task The_tree_shows_chapters_under_their_module_and_offers_what_may_stand_there()
    {
        await editor.GoAsync("/beheer/inhoud?weergave=boom");
        Assert.Null(editor.Page.QuerySelector("a[href='/beheer/inhoud/module-signalen-zien']"));
        await editor.GoAsync("/beheer/inhoud?weergave=boom&soort=module");
        var module = editor.Page.QuerySelector("a[href='/beheer/inhoud/module-signalen-zien']")!.Closest("li")!;
        var chapters = portal.Host.Site.Current.Documents.Count(document => document.Place.ParentId == "module-signalen-zien");
        Assert.Equal(chapters, module.QuerySelectorAll("li").Length);
        Assert.Equal(["/beheer/inhoud/nieuw?soort=hoofdstuk&onder=module-signalen-zien"],
            module.QuerySelectorAll(".wj-tree__new").Select(link => link.GetAttribute("href")));
        await editor.GoAsync("/beheer/inhoud?weergave=boom&soort=dossier");
        Assert.Empty(editor.Page.QuerySelectorAll(".wj-tree__new"));
    }

    [Theory]
    [InlineData("/beheer/inhoud?soort=onzin")]
    [InlineData("/beheer/inhoud?status=onzin")]
    [InlineData("/beheer/inhoud?volgorde=onzin")]
    [InlineData("/beheer/inhoud?p=abc")]
    public async Task A_list_that_does_not_exist_is_not_found(string path)
    {
        await editor.GoAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
    }

    [Fact]
    public async Task A_list_without_anything_says_so()
    {
        await editor.GoAsync("/beheer/inhoud?zoek=zwxqzwxq");
        Assert.Contains("Hier staat niets", editor.Text, StringComparison.Ordinal);
    }
}
