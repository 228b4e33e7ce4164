using Microsoft.Playwright;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>What comes from the clipboard becomes blocks of the site, or stays behind with a sentence.</summary>
public sealed class PastingTests
{
    [Fact]
    public Task Scripts_styles_and_handlers_stay_behind() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Begin\n");
        await writer.GoToAsync("Begin");
        await writer.PressAsync("Enter");
        await writer.PasteAsync("""
            <style>p { color: red }</style><script>document.title = "gekaapt"</script>
            <p style="color:red" onclick="alert(1)">Gewone <b>tekst</b><img src="x" onerror="document.title='gekaapt'"></p>
            <p><a href="javascript:alert(1)">geen link</a> en <a href="https://voorbeeld.nl">wel een</a></p><iframe src="/"></iframe>
            """);
        await writer.SaveAsync();
        Assert.Equal("Begin\n\nGewone **tekst**\n\ngeen link en [wel een](https://voorbeeld.nl)\n", writer.Text.Body);
        Assert.Equal("Een tekst bewerken", await writer.Page.TitleAsync());
        await Assertions.Expect(writer.Page.GetByText("Eén afbeelding is niet meegekomen.")).ToBeAttachedAsync();
    });

    [Fact]
    public Task Two_million_characters_are_refused_in_a_sentence() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Begin\n");
        await writer.GoToAsync("Begin");
        var text = string.Concat(Enumerable.Repeat("Een zin die steeds terugkomt. ", 70_000));
        await writer.PasteAsync("", text);
        await Assertions.Expect(writer.Page.GetByText("Dit is te veel in één keer: 2.100.000 tekens.")).ToBeAttachedAsync();
        await writer.PasteAsync($"<p>{text}</p>");
        await writer.TypeAsync(" hier");
        await writer.SaveAsync();
        Assert.Equal("Begin hier\n", writer.Text.Body);
    });

    [Fact]
    public Task A_note_from_Word_goes_to_the_end_and_is_taken_back_in_one_go() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Begin\n\nEinde\n");
        await writer.GoToAsync("Begin");
        await writer.PressAsync("Enter");
        await writer.PasteAsync("""
            <p class=MsoNormal>Zeven<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"
            ><span class=MsoFootnoteReference>[1]</span></a></p>
            <div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>
            <a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> RIEC, 2022</p></div></div>
            """);
        await writer.SaveAsync();
        Assert.Equal("Begin\n\nZeven[^riec-2022]\n\nEinde\n\n[^riec-2022]: RIEC, 2022\n", writer.Text.Body);
        await writer.GoToAsync("Zeven");
        await writer.PressAsync("Control+z");
        await writer.SaveAsync();
        Assert.Equal("Begin\n\nEinde\n", writer.Text.Body);
    });

    [Fact]
    public Task What_is_copied_in_the_editor_keeps_its_form() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "[x]: https://a.nl\n\n::: callout kind=tip\nMet [link](doc:kennis-x#a)\n:::\n\nEinde\n");
        await writer.GoToAsync("Einde");
        await writer.PressAsync("Control+a");
        var copied = await writer.Field.EvaluateAsync<string>(
            """
            (field) => {
              const data = new DataTransfer();
              field.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, bubbles: true, cancelable: true }));
              return data.getData("text/html");
            }
            """);
        await writer.GoToAsync("Einde");
        await writer.PressAsync("Enter");
        await writer.PasteAsync(copied);
        await writer.SaveAsync();
        Assert.Equal(2, writer.Text.Body.Split("::: callout kind=tip\nMet [link](doc:kennis-x#a)\n:::\n").Length - 1);
        Assert.Equal(2, writer.Text.Body.Split("[x]: https://a.nl\n").Length - 1);
    });
}
