using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>The editor in each of its states, for everybody.</summary>
public sealed class EditorStateTests
{
    [Fact]
    public Task Writing_is_accessible_in_every_state() => Round.WalkAsync(async round =>
    {
        var writer = await Writer.OpenAsync(round.Visit);
        await round.LookAsync("open");
        await writer.GoToAsync("docenten");
        await round.LookAsync("in-a-table");
        await writer.GoToAsync("Kadertekst");
        await writer.PressAsync("Alt+Enter");
        await round.LookAsync("keys-of-a-block");
        await writer.PressAsync("Escape");
        await writer.PressAsync("Control+k");
        await writer.TypeAsync("beelden");
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await round.LookAsync("link");
        await writer.PressAsync("Escape");
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Afbeelding", Exact = true }).ClickAsync();
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await round.LookAsync("picture");
        await writer.PressAsync("Escape");
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Toetsen", Exact = true }).ClickAsync();
        await round.LookAsync("help");
    });

    // Wide, and with nothing beneath: what a list covers axe cannot judge.
    [Fact]
    public Task Lists_that_open_are_accessible() => Round.WalkAsync(async round =>
    {
        var writer = await Writer.OpenAsync(round.Visit, "Slotzin\n");
        await writer.GoToAsync("Slotzin");
        await writer.PressAsync("Enter");
        await writer.TypeAsync("/let");
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await round.LookAsync("list-of-blocks");
        await writer.PressAsync("Escape");
        await writer.PressAsync("Alt+F10");
        await writer.PressAsync("ArrowDown");
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Menuitemradio).First).ToBeVisibleAsync();
        await round.LookAsync("kinds-of-text");
    }, width: 1280);

    [Fact]
    public Task What_goes_wrong_is_said_accessibly() => Round.WalkAsync(async round =>
    {
        var writer = await Writer.OpenAsync(round.Visit);
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Wijzig de bron" }).ClickAsync();
        await round.LookAsync("source-of-a-block");
        await writer.PressAsync("Escape");
        await writer.GoToAsync("Slotzin");
        await writer.PressAsync("Control+Alt+m");
        await Assertions.Expect(writer.Page.GetByLabel("Bron van de tekst")).ToBeFocusedAsync();
        await round.LookAsync("source");
        await writer.PressAsync("Control+Alt+m");
        await Assertions.Expect(writer.Field).ToBeFocusedAsync();
        writer.Text.Instead = _ => (401, null);
        await writer.GoToAsync("Slotzin");
        await writer.TypeAsync(" een");
        await Assertions.Expect(writer.State).ToContainTextAsync("uitgelogd");
        await round.LookAsync("signed-out");
        writer.Text.Instead = _ => (409, new JsonObject
        {
            ["revision"] = "7",
            ["conflicts"] = new JsonArray(new JsonObject { ["block"] = 1, ["mine"] = "Van mij", ["theirs"] = "Van Bo" }),
        });
        await writer.Page.EvaluateAsync("() => window.dispatchEvent(new Event('focus'))");
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Van Bo");
        await round.LookAsync("conflict");
        round.Visit.TakeTroubles();
    });

    [Fact]
    public Task Every_stop_of_the_Tab_key_shows_itself() => Visit.RunAsync(Look.Phone, async visit =>
    {
        await Writer.OpenAsync(visit);
        Assert.Empty(await Focus.FindAsync(visit));
    });
}
