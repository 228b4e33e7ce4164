using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Editing;

/// <summary>What happens to a document, or to what it names, while somebody has it open to write in.</summary>
public sealed class WhileWritingTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Boa = "begrip-boa";

    private PortalHost Host => portal.Host;

    [Fact]
    public async Task Who_had_it_open_all_morning_is_not_asked_about_what_others_wrote_elsewhere()
    {
        var (mine, theirs) = (await OpenAsync("begrip-avg"), await OpenAsync("begrip-avg"));
        mine.Blocks.Add((JsonNode)EditorPage.Paragraph("Mijn alinea."));
        await mine.SaveAsync(Nobody);
        theirs = await OpenAsync("begrip-avg");
        for (var save = 0; save < 45; save++)
        {
            theirs.Blocks.Insert(0, EditorPage.Paragraph($"Alinea nummer {save}."));
            await theirs.SaveAsync(Nobody);
        }
        mine.Blocks[^1] = EditorPage.Paragraph("Mijn alinea, na de koffie.");
        await mine.SaveAsync(Nobody);
        var text = await DraftAsync("begrip-avg");
        Assert.Contains("Mijn alinea, na de koffie.", text, StringComparison.Ordinal);
        Assert.Contains("Alinea nummer 0.", text, StringComparison.Ordinal);
        Assert.Contains("Alinea nummer 44.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_does_not_hold_for_what_was_written_after_it_was_asked()
    {
        var (mine, theirs) = (await OpenAsync("begrip-burner"), await OpenAsync("begrip-burner"));
        theirs.Blocks.Insert(0, EditorPage.Paragraph("Eerste zin van haar."));
        await theirs.SaveAsync(Nobody);
        mine = await OpenAsync("begrip-burner");
        theirs = await OpenAsync("begrip-burner");
        theirs.Blocks[0] = EditorPage.Paragraph("Eerste zin van haar, eens.");
        await theirs.SaveAsync(Nobody);
        mine.Blocks[0] = EditorPage.Paragraph("Eerste zin van mij.");
        var shown = new List<string>();
        await mine.SaveAsync(conflict =>
        {
            shown.Add(conflict.Theirs);
            if (shown.Count == 1)
            {
                // While I choose, she goes on.
                theirs.Blocks[0] = EditorPage.Paragraph("Eerste zin van haar, en anders.");
                theirs.SaveAsync(Nobody).GetAwaiter().GetResult();
            }
            return true;
        });
        Assert.Equal(["Eerste zin van haar, eens.", "Eerste zin van haar, en anders."], shown);
        Assert.StartsWith("Eerste zin van mij.\n", await DraftAsync("begrip-burner"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_asked_about_their_own_words_when_the_answer_to_a_save_was_lost()
    {
        const string id = "begrip-imv";
        var page = await OpenAsync(id);
        page.Blocks.Insert(0, EditorPage.Paragraph("Een zin."));
        await page.SaveAndLoseTheAnswerAsync();
        var other = await OpenAsync(id);
        other.Blocks.Add((JsonNode)EditorPage.Paragraph("Van een ander."));
        await other.SaveAsync(Nobody);
        page.Blocks[0] = EditorPage.Paragraph("Een zin, en nog een.");
        await page.SaveAsync(Nobody);
        var text = await DraftAsync(id);
        Assert.StartsWith("Een zin, en nog een.\n", text, StringComparison.Ordinal);
        Assert.Contains("Van een ander.", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Split("Een zin").Length - 1);
    }

    [Fact]
    public async Task A_parent_that_moves_takes_a_chapter_along_that_somebody_writes_in()
    {
        var chapter = (string)(await Host.SqlAsync(
            "select ref from content.documents where path = '/modules/breder-dan-je-denkt/het-gezin'"))!;
        var module = (string)(await Host.SqlAsync("select ref from content.documents where path = '/modules/breder-dan-je-denkt'"))!;
        var page = await OpenAsync(chapter);
        using var desk = new Desk(Host);
        Assert.True((await desk.TryAsync(new(module) { Place = new NewPlace("breder-verhuisd", null) })).IsDone);
        page.Blocks.Insert(0, EditorPage.Paragraph("Geschreven tijdens de verhuizing."));
        await page.SaveAsync(Nobody);
        Assert.True((await desk.TryAsync(new(chapter) { Step = new Step.Publish() })).IsDone);
        Assert.Equal("/modules/breder-verhuisd/het-gezin", Host.Site.Current.Find(chapter)!.Path);
        Assert.Contains("Geschreven tijdens de verhuizing.", await LiveAsync(chapter), StringComparison.Ordinal);
        Assert.Equal("/modules/breder-verhuisd/het-gezin", (await Host.AskAsync("/modules/breder-dan-je-denkt/het-gezin")).To);
    }

    [Fact]
    public async Task What_was_picked_and_thrown_away_since_is_named_before_it_goes_online()
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        using (editor)
        {
            await NewAsync(editor, "Dit gaat weg");
            await NewAsync(editor, "Dit verwijst ernaar");
            var page = await new EditorPage(Sender(editor), At("nieuws-dit-verwijst-ernaar")).OpenAsync();
            page.Blocks.Add(JsonNode.Parse(
                """
                {"type":"paragraph","content":[
                  {"type":"text","text":"Lees dit","marks":[{"type":"link","attrs":{"href":"doc:nieuws-dit-gaat-weg"}}]}]}
                """)!);
            await page.SaveAsync(Nobody);
            await editor.GoAsync("/beheer/inhoud/nieuws-dit-gaat-weg/weg");
            await editor.PressAsync("Leg in de prullenbak");

            page.Blocks.Add((JsonNode)EditorPage.Paragraph("En verder."));
            await page.SaveAsync(Nobody);
            Assert.Contains(
                "[Lees dit](doc:nieuws-dit-gaat-weg)", await DraftAsync("nieuws-dit-verwijst-ernaar"), StringComparison.Ordinal);
            await editor.GoAsync("/beheer/inhoud/nieuws-dit-verwijst-ernaar/online");
            Assert.Contains(
                editor.Page.QuerySelectorAll(".wj-finding--stop"),
                finding => finding.TextContent.Contains("nieuws-dit-gaat-weg", StringComparison.Ordinal));
            Assert.DoesNotContain(editor.Page.QuerySelectorAll("button"), button => button.TextContent == "Zet online");
        }
    }

    [Fact]
    public async Task An_import_of_the_folder_is_not_undone_by_who_had_the_page_open()
    {
        var page = await OpenAsync(Boa);
        using var desk = new Desk(Host);
        var file = await File.ReadAllTextAsync(Path.Combine(Desk.RealContent, "begrippen/boa.md"));
        desk.Write("begrippen/boa.md", file + "\nUit de map.\n");
        Assert.Equal(["begrippen/boa.md"], (await desk.ImportAsync()).Changed);
        page.Blocks.Insert(0, EditorPage.Paragraph("Getypt toen de map werd ingelezen."));
        // It comes beside it, or it is shown and asked about.
        var shown = "";
        await page.SaveAsync(conflict =>
        {
            shown = conflict.Theirs;
            return true;
        });
        var text = await DraftAsync(Boa);
        Assert.Contains("Uit de map.", text + shown, StringComparison.Ordinal);
        Assert.Contains("Getypt toen de map werd ingelezen.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027-03-28", "2027-03-28T01:30:00Z", "03.30")] // between two and three there is no time
    [InlineData("2027-10-31", "2027-10-31T00:30:00Z", "02.30")] // twice; the first of them
    public async Task Half_past_two_in_the_night_of_a_clock_change_is_one_moment(string day, string moment, string said)
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        using (editor)
        {
            await NewAsync(editor, $"In de nacht van {day}");
            var id = $"nieuws-in-de-nacht-van-{day}";
            await editor.GoAsync("/beheer/inhoud/" + id);
            await editor.PressAsync("Bewaar", ("p.summary", "Een bericht."), ("body", "Een alinea.\n"));
            await editor.GoAsync($"/beheer/inhoud/{id}/online");
            await editor.PressAsync("Zet online", ("wanneer", "later"), ("Dag", day), ("Tijd", "02:30"));
            Assert.Contains($"om {said} komt het online", editor.Text, StringComparison.Ordinal);
            Assert.Equal(
                DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture).UtcDateTime,
                await Host.SqlAsync(
                    "select publish_at from content.drafts r join content.documents d on d.id = r.document_id where d.ref = $1", id));
        }
    }

    private static bool Nobody(EditorConflict conflict) =>
        throw new Xunit.Sdk.XunitException($"Nobody should be asked: ‘{conflict.Mine}’ or ‘{conflict.Theirs}’.");

    private static Uri At(string id) => new("/beheer/inhoud/" + id, UriKind.Relative);

    private static Func<HttpRequestMessage, Task<HttpResponseMessage>> Sender(Visitor visitor) => request =>
    {
        request.Headers.TryAddWithoutValidation("Origin", "http://localhost");
        return visitor.FetchAsync(request);
    };

    private static async Task NewAsync(Visitor editor, string title)
    {
        await editor.GoAsync("/beheer/inhoud/nieuw?soort=nieuws");
        await editor.PressAsync("Begin", ("Titel", title));
    }

    private async Task<EditorPage> OpenAsync(string id)
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        return await new EditorPage(Sender(editor), At(id)).OpenAsync();
    }

    private async Task<string> DraftAsync(string id) => (string)(await Host.SqlAsync(
        "select r.body from content.drafts r join content.documents d on d.id = r.document_id where d.ref = $1", id))!;

    private async Task<string> LiveAsync(string id) => (string)(await Host.SqlAsync(
        "select v.body from content.versions v join content.documents d on d.live_version_id = v.id where d.ref = $1", id))!;
}
