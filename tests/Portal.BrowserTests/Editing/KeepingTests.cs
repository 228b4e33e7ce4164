using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>What was typed is on the desk, or safe in the browser.</summary>
public sealed class KeepingTests
{
    [Fact]
    public Task What_is_typed_is_saved_by_itself() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Een zin\n");
        await writer.GoToAsync("zin");
        await writer.TypeAsync(" meer");
        await writer.ExpectAsync(now => now == "Een zin meer\n", "saved by itself");
        await Assertions.Expect(writer.State).ToHaveTextAsync("Bewaard om 15.03.");
        await writer.Page.GetByLabel("Titel").FillAsync("Een andere titel");
        await writer.ExpectAsync(_ => writer.Text.Title == "Een andere titel", "the title too");
    });

    [Fact]
    public Task Who_types_on_without_a_pause_is_saved_all_the_same() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await visit.Page.Clock.InstallAsync();
        var writer = await Writer.OpenAsync(visit, "Een zin\n");
        await writer.GoToAsync("zin");
        for (var second = 0; second < 6; second++)
        {
            await writer.TypeAsync("n");
            await visit.Page.Clock.RunForAsync(1_000);
        }
        await writer.ExpectAsync(now => now.StartsWith("Een zinn", StringComparison.Ordinal), "saved within five seconds");
    });

    [Fact]
    public Task Without_a_connection_the_browser_keeps_it_and_saves_later() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Een zin\n");
        await visit.Context.SetOfflineAsync(true);
        await writer.GoToAsync("zin");
        await writer.TypeAsync(" meer");
        await Assertions.Expect(writer.State).ToHaveTextAsync(
            "Nog niet bewaard: geen verbinding. Wat je typte staat veilig in deze browser.");
        await writer.TypeAsync(" en meer");
        await visit.Context.SetOfflineAsync(false);
        await writer.ExpectAsync(now => now == "Een zin meer en meer\n", "saved when there is a connection again");
        await Assertions.Expect(writer.State).ToContainTextAsync("Bewaard om");
        visit.TakeTroubles();
    });

    [Fact]
    public Task An_ended_session_keeps_what_was_typed_until_somebody_signed_in() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Een zin\n");
        writer.Text.Instead = _ => (401, null);
        await writer.GoToAsync("zin");
        await writer.TypeAsync(" meer");
        await Assertions.Expect(writer.State).ToContainTextAsync("Je bent uitgelogd. Log in (nieuw tabblad), daarna bewaren we verder.");
        Assert.Equal("Een zin\n", writer.Text.Body);
        writer.Text.Instead = null;
        await writer.Page.EvaluateAsync("() => window.dispatchEvent(new Event('focus'))");
        await writer.ExpectAsync(now => now == "Een zin meer\n", "saved after signing in");
        visit.TakeTroubles();
    });

    [Fact]
    public Task A_conflict_shows_both_texts_and_nothing_gets_past_it() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Een zin\n");
        IReadOnlyList<string> chosen = [];
        writer.Text.Instead = form =>
        {
            if (form["choices"].ToString() is not { Length: > 0 } choices) return (409, Conflict());
            chosen = [form["over"].ToString(), choices];
            return null;
        };
        await writer.GoToAsync("zin");
        await writer.TypeAsync(" van mij");
        var alert = writer.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(alert).ToContainTextAsync("Een zin van Bo");
        var publish = writer.Page.GetByRole(AriaRole.Button, new() { Name = "Publiceer" });
        await Assertions.Expect(publish).ToBeDisabledAsync();
        await Assertions.Expect(publish).ToHaveAttributeAsync("title", "Kies eerst welke tekst blijft.");
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Button, new() { Name = "Bewaar", Exact = true })).ToBeDisabledAsync();
        var asked = writer.Text.Asked;
        await writer.GoToAsync("mij");
        await writer.TypeAsync(" alleen");
        Assert.Equal(asked, writer.Text.Asked);
        await alert.GetByRole(AriaRole.Button, new() { Name = "Houd de mijne" }).First.ClickAsync();
        await alert.GetByRole(AriaRole.Button, new() { Name = "Neem die van Bo" }).ClickAsync();
        await writer.ExpectAsync(now => now == "Een zin van mij alleen\n", "saved with the choices");
        Assert.Equal(["7", """[{"block":0,"keep":"mine"},{"key":"title","keep":"theirs"}]"""], chosen);
        await Assertions.Expect(publish).ToBeEnabledAsync();
        visit.TakeTroubles();
    });

    [Fact]
    public Task What_a_closed_page_had_not_saved_is_offered_back() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Een zin\n");
        writer.Text.Instead = _ => (503, null);
        await writer.GoToAsync("zin");
        await writer.TypeAsync(" die nooit aankwam");
        await writer.Page.GetByLabel("Titel").FillAsync("Een titel die nooit aankwam");
        await Assertions.Expect(writer.State).ToContainTextAsync("Wat je typte staat veilig in deze browser.");
        writer.Text.Instead = null;
        await writer.Page.ReloadAsync();
        var offer = writer.Page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(offer).ToContainTextAsync("Er staat tekst in deze browser die nog niet bewaard is.");
        await Assertions.Expect(writer.Field).ToHaveTextAsync("Een zin");
        await offer.GetByRole(AriaRole.Button, new() { Name = "Zet die tekst terug" }).ClickAsync();
        await writer.ExpectAsync(now => now == "Een zin die nooit aankwam\n", "what was given back is saved");
        Assert.Equal("Een titel die nooit aankwam", writer.Text.Title);
        await Assertions.Expect(writer.Field).ToHaveTextAsync("Een zin die nooit aankwam");
        await Assertions.Expect(writer.Page.GetByLabel("Titel")).ToHaveValueAsync("Een titel die nooit aankwam");
        await writer.Page.ReloadAsync();
        await writer.Field.WaitForAsync();
        await Assertions.Expect(offer).ToHaveCountAsync(0);
        visit.TakeTroubles();
    });

    [Fact]
    public Task What_somebody_else_wrote_comes_in_under_what_is_being_typed() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "een\n\ntwee\n\ndrie\n");
        writer.Text.Instead = _ =>
        {
            // The real desk merges by block; this one knows what it comes to.
            writer.Text.ChangeElsewhere("een\n\ntwee van mij\n\ndrie van Bo\n\nvier van Bo\n");
            writer.Text.Instead = null;
            return (200, new JsonObject { ["revision"] = "2", ["document"] = writer.Text.Document() });
        };
        await writer.GoToAsync("twee");
        await writer.TypeAsync(" van mij");
        await Assertions.Expect(writer.Field).ToContainTextAsync("vier van Bo");
        await writer.TypeAsync(" alleen");
        await writer.ExpectAsync(now => now == "een\n\ntwee van mij alleen\n\ndrie van Bo\n\nvier van Bo\n", "both are there");
    });

    [Fact]
    public Task Publishing_first_saves_what_was_typed() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Een zin\n");
        await writer.GoToAsync("zin");
        await writer.TypeAsync(" meer");
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Publiceer" }).ClickAsync();
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Online: revisie 2");
        Assert.Equal("Een zin meer\n", writer.Text.Body);
    });

    [Fact]
    public Task What_cannot_be_written_is_said_and_stays_on_the_page() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Een zin\n");
        writer.Text.Instead = _ => (422, new JsonObject { ["message"] = "Dit blok komt niet goed terug.", ["blocks"] = new JsonArray(0) });
        await writer.GoToAsync("zin");
        await writer.TypeAsync(" meer");
        await Assertions.Expect(writer.State).ToContainTextAsync("Niet bewaard: Dit blok komt niet goed terug.");
        await Assertions.Expect(writer.Field.Locator("p.wj-edittext__refused")).ToHaveCountAsync(1);
        writer.Text.Instead = null;
        await writer.TypeAsync(" en meer");
        await writer.ExpectAsync(now => now == "Een zin meer en meer\n", "the next change is saved");
        visit.TakeTroubles();
    });

    [Fact]
    public Task Without_script_the_text_is_a_field_with_its_source() => Visit.RunAsync(Look.Wide with { Scripts = false }, async visit =>
    {
        var text = TrialText.Put("Een zin\n");
        await visit.OpenAsync(text.Path);
        await Assertions.Expect(visit.Page.GetByLabel("Bron van de tekst")).ToHaveValueAsync("Een zin\n");
        await visit.Page.GetByLabel("Bron van de tekst").FillAsync("Een zin meer\n");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Bewaar", Exact = true }).ClickAsync();
        Assert.Equal("Een zin meer\n", text.Body);
    });

    private static JsonObject Conflict() => new()
    {
        ["revision"] = "7",
        ["conflicts"] = new JsonArray(
            new JsonObject { ["block"] = 0, ["mine"] = "Een zin van mij", ["theirs"] = "Een zin van Bo" },
            new JsonObject { ["key"] = "title", ["mine"] = "Een titel", ["theirs"] = "De titel van Bo" }),
    };
}
