using System.Text.Json.Nodes;
using Portal.BrowserTests.Support;
using Portal.Content.Markdown.Editing;
using Portal.Platform;

namespace Portal.BrowserTests.Editing;

/// <summary>What the browser's editor makes of everything in content/, and of one word more in each kind of block.</summary>
public sealed class CorpusTests
{
    private const int AtATime = 40;

    // Each document is laid into the editor, and read as the form would send it.
    private const string ThereAndBack = """
        (documents) => {
          const form = document.querySelector("form[data-editor]");
          return documents.map((text) => {
            form.dispatchEvent(new CustomEvent("wj-document", { detail: JSON.parse(text) }));
            return new FormData(form).get("document");
          });
        }
        """;

    [Fact]
    public Task Every_text_of_the_content_comes_through_the_editor_without_another_byte() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit, "Begin\n");
        // Nothing of it is to be saved here.
        writer.Text.Instead = form => (200, new JsonObject { ["revision"] = form["revision"].ToString() });
        var wrong = new List<string>();
        var seen = 0;
        foreach (var bodies in Bodies().Chunk(AtATime))
        {
            var texts = bodies.Select(body => BlockText.Of(body.Text)).ToArray();
            var sent = texts.Select(text => NodeJson.Write(text.Blocks.Select(block => block.Node)).ToJsonString()).ToArray();
            var back = await visit.Page.EvaluateAsync<string[]>(ThereAndBack, sent);
            for (var i = 0; i < back.Length; i++, seen++)
            {
                var saved = BodyEdit.Apply(texts[i], NodeJson.Read(JsonNode.Parse(back[i])));
                if (saved.Refused.Count > 0 || saved.Text != bodies[i].Text) wrong.Add(bodies[i].File);
            }
        }
        Assert.True(seen > 300, $"{seen} texts");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {seen}:\n{string.Join('\n', wrong)}");
    });

    [Fact]
    public Task One_word_typed_in_each_kind_of_block_changes_its_own_line() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit);
        string[] words =
        [
            "Kopje", "schuin", "puntdiep", "stapeen", "Aangehaald", "groep", "docenten", "Kadertekst", "kaderpunt", "meldingen",
            "Uitklaptekst", "Opdrachtvraag", "antwoordeen", "Slotzin", "Midden-Nederland",
        ];
        foreach (var word in words)
        {
            var before = writer.Text.Body;
            await writer.GoToAsync(word);
            await writer.TypeAsync("anders");
            await writer.SaveAsync();
            await writer.ExpectAsync(now => now.Contains(word + "anders", StringComparison.Ordinal), $"{word} is saved");
            var line = Assert.Single(Writer.ChangedLines(before, writer.Text.Body));
            Assert.Contains(word + "anders", line, StringComparison.Ordinal);
        }
    });

    [Fact]
    public Task A_text_saved_untouched_is_the_same_text_and_no_new_revision() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var writer = await Writer.OpenAsync(visit);
        await writer.GoToAsync("Slotzin");
        await writer.TypeAsync(" en");
        await writer.PressAsync("Control+z");
        await writer.SaveAsync();
        Assert.Equal(Writer.EveryKind, writer.Text.Body);
        Assert.Equal(1, writer.Text.Revision);
    });

    private static IEnumerable<(string File, string Text)> Bodies()
    {
        var folder = Path.Combine(Checkout.Root, "content");
        foreach (var path in Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var text = File.ReadAllText(path);
            yield return (Path.GetRelativePath(folder, path), text[(text.IndexOf("\n---\n", 3, StringComparison.Ordinal) + 5)..]);
        }
    }
}
