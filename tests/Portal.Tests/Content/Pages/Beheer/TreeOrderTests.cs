using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Pages.Beheer;

/// <summary>An editor puts documents in another order, and readers see it at once.</summary>
public sealed class TreeOrderTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    private const string Dossiers = "/beheer/inhoud?weergave=boom&soort=dossier";

    private Visitor editor = null!;

    public async Task InitializeAsync() => editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;

    public Task DisposeAsync()
    {
        editor.Dispose();
        return Task.CompletedTask;
    }

    private List<string> Ids =>
    [
        .. editor.Page.QuerySelectorAll(".wj-tree ul > li > .wj-tree__row a").Select(link => link.GetAttribute("href")!.Split('/')[^1]),
    ];

    // The tree is one form: a browser sends what its button says.
    private Task MoveAsync(string id, string way)
    {
        var form = editor.Page.QuerySelector(".wj-tree")!.Closest("form")!;
        var button = editor.Page.QuerySelector($"button[formaction='/beheer/inhoud/{id}/volgorde'][value='{way}']")!;
        return editor.PostAsync(
            button.GetAttribute("formaction")!, ("naar", way),
            ("terug", form.QuerySelector("input[name=terug]")!.GetAttribute("value")!),
            ("formulier", form.QuerySelector("input[name=formulier]")!.GetAttribute("value")!));
    }

    private static List<string> Moved(IEnumerable<string> ids, int from, int to)
    {
        var all = ids.ToList();
        var one = all[from];
        all.RemoveAt(from);
        all.Insert(to, one);
        return all;
    }

    [Fact]
    public async Task Every_way_moves_a_document_for_readers_too()
    {
        await editor.GoAsync(Dossiers);
        var first = Ids;
        Assert.True(first.Count > 4);
        Assert.Null(editor.Page.QuerySelector($"button[formaction='/beheer/inhoud/{first[0]}/volgorde'][value='omhoog']"));
        foreach (var (way, from, to) in new[] { ("omlaag", 1, 2), ("omhoog", 2, 1), ("eerste", 3, 0), ("laatste", 0, first.Count - 1) })
        {
            var before = Ids;
            await MoveAsync(before[from], way);
            Assert.Equal(Moved(before, from, to), Ids);
            Assert.Contains($"staat nu op plaats {to + 1} van {first.Count}.", editor.Text, StringComparison.Ordinal);
            Assert.Equal($"/beheer/inhoud/{before[from]}", editor.Page.GetElementById($"rij-{before[from]}")!.GetAttribute("href"));
            Assert.False(editor.Page.QuerySelector("[role=status]")!.HasAttribute("data-focus"));
        }
        var readers = await portal.Host.PageAsync("/dossiers");
        Assert.Equal(
            Ids.Select(id => "/dossiers/" + id["dossier-".Length..]),
            readers.QuerySelectorAll("main a[href^='/dossiers/']").Select(link => link.GetAttribute("href")).Distinct());
    }

    [Fact]
    public async Task A_draft_beside_what_is_online_moves_along_and_stays_a_draft()
    {
        using var desk = new Desk(portal.Host);
        await editor.GoAsync(Dossiers);
        var id = Ids[1];
        await desk.EditAsync(id, text => text + "\nNog niet online.\n");
        await editor.GoAsync(Dossiers);
        await MoveAsync(id, "omhoog");
        Assert.Equal(id, Ids[0]);
        Assert.DoesNotContain(
            "Nog niet online.", (await portal.Host.PageAsync("/dossiers/" + id["dossier-".Length..])).Body!.TextContent,
            StringComparison.Ordinal);
        var draft = await SourceAsync(id, "drafts r on r.document_id = d.id");
        Assert.Equal(await SourceAsync(id, "versions r on r.id = d.live_version_id"), draft);
    }

    [Fact]
    public async Task Chapters_of_a_module_are_moved_and_an_export_says_so()
    {
        await editor.GoAsync("/beheer/inhoud?weergave=boom&soort=module");
        var chapters = editor.Page.QuerySelectorAll(".wj-tree ul ul").First(list => list.Children.Length > 2)
            .QuerySelectorAll(".wj-tree__row a").Select(link => link.GetAttribute("href")!.Split('/')[^1]).ToList();
        await MoveAsync(chapters[1], "omlaag");
        Assert.True(await OrderAsync(chapters[1]) > await OrderAsync(chapters[2]));
        var folder = Directory.CreateTempSubdirectory("portal-export-");
        await portal.Host.WithAsync<Portal.Content.Import.Exporter>(exporter => exporter.ExportAsync(folder.FullName, default));
        var file = Directory.EnumerateFiles(folder.FullName, "*.md", SearchOption.AllDirectories)
            .First(path => File.ReadAllText(path).Contains($"id: {chapters[1]}\n", StringComparison.Ordinal));
        Assert.Contains($"\norder: {await OrderAsync(chapters[1])}\n", File.ReadAllText(file), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_has_no_order_has_no_buttons_and_what_readers_see_is_an_editors()
    {
        await editor.GoAsync("/beheer/inhoud?weergave=boom&soort=nieuws");
        Assert.Empty(editor.Page.QuerySelectorAll("button[name=naar]"));
        await editor.GoAsync(Dossiers);
        var before = Ids;
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        using (coordinator)
        {
            (var mine, editor) = (editor, coordinator);
            await editor.GoAsync(Dossiers);
            await MoveAsync(before[1], "omhoog");
            Assert.Contains("Een redacteur kan dit verplaatsen.", editor.Text, StringComparison.Ordinal);
            Assert.Equal(before, Ids);
            editor = mine;
        }
    }

    private async Task<int> OrderAsync(string id) => (int)(await portal.Host.SqlAsync(
        """
        select (v.front_matter ->> 'order')::int from content.documents d join content.versions v on v.id = d.live_version_id where d.ref = $1
        """,
        id))!;

    private async Task<string> SourceAsync(string id, string join) => (string)(await portal.Host.SqlAsync(
        $"select r.front_source from content.documents d join content.{join} where d.ref = $1", id))!;
}
