using Microsoft.Playwright;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>Everything of the editor goes by keyboard alone.</summary>
public sealed class EditorKeyboardTests
{
    [Fact]
    public Task The_buttons_are_one_stop_that_arrows_walk_and_Escape_leaves() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit);
        await writer.GoToAsync("Slotzin");
        await writer.PressAsync("Alt+F10");
        Assert.Equal("kind", await FocusedToolAsync(writer));
        await writer.PressAsync("ArrowRight");
        Assert.Equal("bold", await FocusedToolAsync(writer));
        await writer.PressAsync("End");
        Assert.Equal("help", await FocusedToolAsync(writer));
        await writer.PressAsync("ArrowRight");
        Assert.Equal("kind", await FocusedToolAsync(writer));
        Assert.Equal(1, await writer.Page.Locator(".wj-editbar").First.Locator("[tabindex='0']").CountAsync());
        await writer.PressAsync("Escape");
        await Assertions.Expect(writer.Field).ToBeFocusedAsync();
    });

    [Fact]
    public Task Bold_is_a_button_that_says_whether_it_is_on() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Een woord\n");
        await writer.GoToAsync("woord");
        await writer.PressAsync("Control+Shift+ArrowLeft");
        await writer.PressAsync("Control+b");
        await Assertions.Expect(Tool(writer, "Vet")).ToHaveAttributeAsync("aria-pressed", "true");
        await writer.SaveAsync();
        Assert.Equal("Een **woord**\n", writer.Text.Body);
    });

    [Fact]
    public Task A_slash_opens_the_list_of_blocks_and_Enter_puts_one_in() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Eerst\n");
        await writer.GoToAsync("Eerst");
        await writer.PressAsync("Enter");
        await writer.TypeAsync("/");
        var field = writer.Page.GetByRole(AriaRole.Combobox, new() { Name = "Wat wil je invoegen?" });
        await Assertions.Expect(field).ToBeFocusedAsync();
        await writer.TypeAsync("waarschuwing");
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Option)).ToHaveTextAsync(["Let opWaar het mis kan gaan."]);
        await writer.PressAsync("Enter");
        await Assertions.Expect(writer.Field).ToBeFocusedAsync();
        await writer.TypeAsync("Kijk uit");
        await writer.SaveAsync();
        Assert.Equal("Eerst\n\n::: callout kind=warning\nKijk uit\n:::\n", writer.Text.Body);
    });

    [Fact]
    public Task Who_meant_a_slash_keeps_it() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Tien km\n");
        await writer.GoToAsync("km");
        await writer.TypeAsync(" /");
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await writer.PressAsync("Space");
        await Assertions.Expect(writer.Field).ToBeFocusedAsync();
        await writer.TypeAsync("uur, en/of meer /");
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await writer.PressAsync("Escape");
        await writer.SaveAsync();
        Assert.Equal("Tien km / uur, en/of meer /\n", writer.Text.Body);
    });

    [Fact]
    public Task A_block_moves_up_and_down_and_says_its_place() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "een\n\n- twee\n- drie\n\nvier\n");
        await writer.GoToAsync("vier");
        await writer.PressAsync("Alt+Shift+ArrowUp");
        await Assertions.Expect(writer.Page.GetByText("Nu op plaats 2 van 3.")).ToBeAttachedAsync();
        await writer.SaveAsync();
        Assert.Equal("een\n\nvier\n\n- twee\n- drie\n", writer.Text.Body);
        await writer.GoToAsync("drie");
        await writer.PressAsync("Alt+Shift+ArrowUp");
        await writer.SaveAsync();
        Assert.Equal("een\n\nvier\n\n- drie\n- twee\n", writer.Text.Body);
    });

    [Fact]
    public Task A_note_is_named_by_its_words_and_goes_with_its_last_reference_when_asked() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Zeven docenten.\n");
        await writer.GoToAsync("docenten.");
        await writer.PressAsync("Control+Alt+f");
        await writer.Page.GetByLabel("Wat is de bron?").FillAsync("Politie Noord-Holland, 2024");
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Zet de voetnoot in de tekst" }).ClickAsync();
        await writer.SaveAsync();
        const string Label = "[^politie-noord-holland]";
        Assert.Equal($"Zeven docenten.{Label}\n\n{Label}: Politie Noord-Holland, 2024\n", writer.Text.Body);
        await writer.GoToAsync("docenten.");
        await writer.PressAsync("Delete");
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Haal de bron ook weg" }).ClickAsync();
        await writer.SaveAsync();
        Assert.Equal("Zeven docenten.\n", writer.Text.Body);
    });

    [Fact]
    public Task A_link_is_picked_by_title_and_kept_by_id() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Lees dit\n");
        await writer.GoToAsync("dit");
        await writer.PressAsync("Control+Shift+ArrowLeft");
        await writer.PressAsync("Control+k");
        await writer.TypeAsync("beelden");
        await Assertions.Expect(writer.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await writer.PressAsync("Enter");
        await Assertions.Expect(writer.Page.GetByLabel("Adres", new() { Exact = true })).ToHaveValueAsync("doc:kennis-beelden");
        await writer.Page.GetByRole(AriaRole.Button, new() { Name = "Bewaar de link" }).ClickAsync();
        await writer.SaveAsync();
        Assert.Equal("Lees [dit](doc:kennis-beelden)\n", writer.Text.Body);
    });

    [Fact]
    public Task A_table_grows_and_shrinks_and_keeps_its_header() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "| groep | aantal |\n| --- | --- |\n| docenten | 7 |\n");
        await writer.GoToAsync("groep");
        await Assertions.Expect(Tool(writer, "Rij erboven")).ToHaveAttributeAsync("aria-disabled", "true");
        await Tool(writer, "Rij eronder").ClickAsync();
        await writer.GoToAsync("aantal");
        await Tool(writer, "Getallen rechts").ClickAsync();
        await writer.GoToAsync("7");
        await writer.PressAsync("Enter");
        await writer.TypeAsync("12");
        await writer.SaveAsync();
        Assert.Equal("| groep | aantal |\n| --- | ---: |\n|  |  |\n| docenten | 7 |\n|  | 12 |\n", writer.Text.Body);
        await writer.GoToAsync("docenten");
        await Tool(writer, "Rij weg").ClickAsync();
        await Tool(writer, "Kolom weg").ClickAsync();
        await writer.SaveAsync();
        Assert.Equal("| aantal |\n| ---: |\n|  |\n| 12 |\n", writer.Text.Body);
    });

    [Fact]
    public Task The_source_is_one_key_away_and_so_is_the_way_back() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Een zin\n");
        await writer.GoToAsync("zin");
        await writer.TypeAsync(" meer");
        await writer.PressAsync("Control+Alt+m");
        var source = writer.Page.GetByLabel("Bron van de tekst");
        await Assertions.Expect(source).ToBeFocusedAsync();
        await Assertions.Expect(source).ToHaveValueAsync("Een zin meer\n");
        await source.FillAsync("## Kop\n\nEen zin meer\n");
        await writer.PressAsync("Control+Alt+m");
        await Assertions.Expect(writer.Field).ToBeFocusedAsync();
        await Assertions.Expect(writer.Field.Locator("h2")).ToHaveTextAsync("Kop");
        Assert.Equal("## Kop\n\nEen zin meer\n", writer.Text.Body);
    });

    [Fact]
    public Task Keys_of_a_block_are_changed_in_a_dialog() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit);
        await writer.GoToAsync("Kadertekst");
        await writer.PressAsync("Alt+Enter");
        await writer.Page.GetByLabel("Titel (niet verplicht)").FillAsync("Kijk \"goed\"");
        await writer.PressAsync("Enter");
        await writer.SaveAsync();
        Assert.Contains("::: callout kind=warning title=\"Kijk “goed”\"\nKadertekst\n", writer.Text.Body, StringComparison.Ordinal);
    });

    private static Task<string> FocusedToolAsync(Writer writer) =>
        writer.Page.EvaluateAsync<string>("() => document.activeElement.dataset.tool ?? document.activeElement.localName");

    private static ILocator Tool(Writer writer, string name) => writer.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
