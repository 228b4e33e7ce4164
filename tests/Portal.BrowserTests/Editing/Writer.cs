using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>Somebody at work on a <see cref="TrialText"/>.</summary>
internal sealed class Writer(Visit visit, TrialText text)
{
    /// <summary>A text with every kind of block; each has a word of its own to find it by.</summary>
    public const string EveryKind = """
        ## Kopje

        Alinea met **vet**, *schuin*, een [verwijzing](doc:kennis-onzichtbare-beelden#thuis) en een noot.[^riec]

        - punteen
        - punttwee
          - puntdiep

        1. stapeen
        2. staptwee

        > Aangehaald

        | groep | aantal |
        | --- | ---: |
        | docenten | 7 |
        | ouders | 12 |

        ::: callout kind=warning title="Pas op"
        Kadertekst

        - kaderpunt
        :::

        ::: figure title="Cijfers per groep" source="RIEC, 2022" chart=bar
        | soort | tal |
        | --- | ---: |
        | meldingen | 9 |
        :::

        ::: accordion title="Wat als?"
        Uitklaptekst
        :::

        ::: exercise id=t-01 type=single
        Opdrachtvraag

        ~~~yaml
        options:
          - text: antwoordeen
        ~~~
        :::

        [x]: https://voorbeeld.nl

        Slotzin

        [^riec]: RIEC Midden-Nederland, 2022

        """;

    public IPage Page => visit.Page;

    public ILocator Field => Page.GetByRole(AriaRole.Textbox, new() { Name = "Tekst", Exact = true });

    /// <summary>The line that says how it stands.</summary>
    public ILocator State => Page.Locator(".wj-editor__state");

    /// <summary>A text on the desk, and somebody who opens it.</summary>
    public static async Task<Writer> OpenAsync(Visit visit, string body = EveryKind)
    {
        var text = TrialText.Put(body);
        await visit.OpenAsync(text.Path);
        var writer = new Writer(visit, text);
        await writer.Field.WaitForAsync();
        return writer;
    }

    public TrialText Text => text;

    /// <summary>Puts the cursor at the end of the block with this word.</summary>
    public async Task GoToAsync(string word)
    {
        await Field.EvaluateAsync(
            """
            (field, word) => {
              const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(word);
                if (at < 0) continue;
                field.focus();
                document.getSelection().collapse(walker.currentNode, at + word.length);
                return;
              }
              throw new Error(`There is no ${word} in the text.`);
            }
            """, word);
        await SettleAsync(Page);
    }

    /// <summary>The editor hears of another selection by an event of the browser, which comes later.</summary>
    public static Task SettleAsync(IPage page) => page.EvaluateAsync(
        """
        () => new Promise((done) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => done(true);
          port2.postMessage(0);
        })
        """);

    /// <summary>Types as a person does.</summary>
    public Task TypeAsync(string words) => Page.Keyboard.TypeAsync(words);

    public Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    /// <summary>Saves with the button and waits until the desk has it.</summary>
    public async Task SaveAsync()
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = "Bewaar", Exact = true }).ClickAsync();
        await Assertions.Expect(State).ToContainTextAsync("Bewaard om");
    }

    /// <summary>Waits until the text on the desk is so.</summary>
    public Task ExpectAsync(Func<string, bool> isSo, string what) => Eventually.Async(() => isSo(text.Body), what + "\n" + text.Body);

    /// <summary>Pastes as a browser does: an event with this on the clipboard.</summary>
    public Task PasteAsync(string html, string plain = "") => Field.EvaluateAsync(
        """
        (field, [html, plain]) => {
          const data = new DataTransfer();
          if (html) data.setData("text/html", html);
          data.setData("text/plain", plain);
          field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """, new[] { html, plain });

    /// <summary>The lines in which two texts differ, when they have as many.</summary>
    public static IReadOnlyList<string> ChangedLines(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        Assert.Equal(old.Length, now.Length);
        return [.. old.Zip(now).Where(pair => pair.First != pair.Second).Select(pair => pair.Second)];
    }
}
