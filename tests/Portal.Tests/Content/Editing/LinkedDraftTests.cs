using System.Text.Json;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Editing;

/// <summary>A page is linked before readers see it, and what names a page is told before it goes.</summary>
public sealed class LinkedDraftTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    private Visitor editor = null!;
    private Desk desk = null!;
    private string word = "";

    public async Task InitializeAsync()
    {
        editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
        desk = new Desk(portal.Host);
        word = $"woord{Guid.NewGuid():N}"[..16];
    }

    public Task DisposeAsync()
    {
        editor.Dispose();
        desk.Dispose();
        return Task.CompletedTask;
    }

    private string IdOf(string name) => $"nieuws-{word}-{name}";

    private void Write(string name, string more = "", string body = "Tekst.\n") => desk.Write(
        $"nieuws/{word}-{name}.md",
        Given.Document(IdOf(name), "nieuws", $"published: 2026-01-01\n{more}", body)
            .Replace("Titel", $"{word} {name}", StringComparison.Ordinal));

    private async Task<string> StatusesAsync(params string[] names)
    {
        var all = new List<int>();
        foreach (var name in names) all.Add(await StatusAsync(name));
        return string.Join(' ', all);
    }

    private async Task<int> StatusAsync(string name) => (await portal.Host.AskAsync($"/nieuws/{word}-{name}")).Status;

    private async Task<List<string>> FoundAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await editor.FetchAsync(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. json.RootElement.EnumerateArray().Select(
            found => $"{found.GetProperty("id").GetString()}: {found.GetProperty("kind").GetString()}")];
    }

    [Fact]
    public async Task A_draft_is_found_and_said_to_be_one()
    {
        Write("concept", "status: concept\n");
        Write("online");
        Write("weg", "status: archived\n");
        await desk.ImportAsync();
        Assert.Equal(
            [$"{IdOf("concept")}: Nieuws, nog niet online", $"{IdOf("online")}: Nieuws"],
            await FoundAsync($"/beheer/inhoud/zoek?q={word}"));
        Assert.Equal([$"{IdOf("concept")}: Nieuws, nog niet online"], await FoundAsync($"/beheer/inhoud/zoek?id={IdOf("concept")}"));
        Assert.Empty(await FoundAsync($"/beheer/inhoud/zoek?q={word}&soort=dossier"));
    }

    [Fact]
    public async Task A_field_that_names_a_draft_shows_its_title()
    {
        Write("concept", "status: concept\n");
        Write("noemt", $"related: [{IdOf("concept")}]\n");
        await desk.ImportAsync();
        await editor.GoAsync($"/beheer/inhoud/{IdOf("noemt")}");
        Assert.Contains($"{word} concept (Nieuws, nog niet online)", editor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("dit bestaat niet", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_linked_and_not_online_yet_goes_online_with_it()
    {
        Write("nieuw", "status: concept\n");
        Write("eerste", "status: concept\n", $"Lees [het vervolg](doc:{IdOf("nieuw")}).\n");
        await desk.ImportAsync();
        await editor.GoAsync($"/beheer/inhoud/{IdOf("eerste")}/online");
        Assert.Contains("Zet het mee online, of eerst", editor.Text, StringComparison.Ordinal);
        Assert.Equal(IdOf("nieuw"), editor.Page.QuerySelector("input[name=mee]")!.GetAttribute("value"));
        await editor.PressAsync("Zet online");
        Assert.Equal("200 200", await StatusesAsync("eerste", "nieuw"));
    }

    [Fact]
    public async Task What_is_not_finished_does_not_go_along()
    {
        Write("nieuw", "status: concept\n", "Tekst.\n");
        Write("eerste", "status: concept\n", $"Lees [het vervolg](/nieuws/{word}-nieuw).\n");
        await desk.ImportAsync();
        await portal.Host.SqlAsync(
            """
            update content.drafts
            set front_source = replace(front_source, 'summary: Samenvatting.', ''), front_matter = front_matter - 'summary'
            where document_id = (select id from content.documents where ref = $1)
            """,
            IdOf("nieuw"));
        await editor.GoAsync($"/beheer/inhoud/{IdOf("eerste")}/online");
        await editor.PressAsync("Zet online");
        Assert.Contains($"‘{word} nieuw’ kan nog niet mee", editor.Text, StringComparison.Ordinal);
        Assert.Equal("404 404", await StatusesAsync("eerste", "nieuw"));
    }

    [Theory]
    [InlineData("weg")]
    [InlineData("offline")]
    public async Task Before_something_goes_it_is_said_what_names_it_and_where(string page)
    {
        Write("doel");
        Write("een-online", body: $"Lees [dit](doc:{IdOf("doel")}).\n");
        Write("een-concept", "status: concept\n", $"Lees [dit](/nieuws/{word}-doel).\n");
        Write("een-bak", $"related: [{IdOf("doel")}]\n");
        Write("niets", body: $"Over {IdOf("doel")}-anders.\n");
        await desk.ImportAsync();
        await desk.DoAsync(async (publisher, change) => Assert.True((await publisher.ApplyAsync(
            new(IdOf("een-bak")) { Step = new Portal.Content.Publishing.Step.Delete() }, change)).IsDone));
        await editor.GoAsync($"/beheer/inhoud/{IdOf("doel")}/{page}");
        var uses = editor.Page.QuerySelectorAll(".utrecht-alert--warning li").Select(
            use => string.Join(' ', use.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(
            [$"{word} een-online", $"{word} een-concept (in een concept)",
            $"{word} een-bak (ligt in de prullenbak en komt dan terug zonder dit)"], uses);
    }

    [Fact]
    public async Task What_stands_under_a_document_counts_as_named_too()
    {
        desk.Write($"paginas/{word}.md", Given.Document($"pagina-{word}", "pagina"));
        desk.Write($"paginas/{word}/onder.md", Given.Document($"pagina-{word}-onder", "pagina"));
        Write("noemt", body: $"Lees [dit](doc:pagina-{word}-onder).\n");
        await desk.ImportAsync();
        await editor.GoAsync($"/beheer/inhoud/pagina-{word}/weg");
        Assert.Contains($"{word} noemt", editor.Page.QuerySelector(".utrecht-alert--warning")!.TextContent, StringComparison.Ordinal);
        await editor.GoAsync("/beheer/inhoud?soort=pagina");
        await editor.PressAsync("Leg in de prullenbak", ("id", $"pagina-{word}"));
        Assert.Contains(
            "In 1 stuk dat online staat, wordt er nog naar verwezen.", editor.Page.QuerySelector("[role=status]")!.TextContent,
            StringComparison.Ordinal);
    }
}
