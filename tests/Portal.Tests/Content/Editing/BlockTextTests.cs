using System.Text.Json.Nodes;
using Portal.Content.Markdown.Editing;
using Portal.Platform;

namespace Portal.Tests.Content.Editing;

/// <summary>Bodies as an editor sees them, on everything in content/: nothing of it may change that nobody changed.</summary>
public sealed class BlockTextTests
{
    [Fact]
    public void All_blocks_together_are_the_text()
    {
        foreach (var (file, body) in Bodies())
        {
            var text = BlockText.Of(body);
            Assert.True(body == text.Head + string.Concat(text.Blocks.Select(block => block.Lines + block.Tail)), file);
        }
    }

    [Fact]
    public void Every_block_of_the_content_has_a_form()
    {
        var source = Bodies().SelectMany(body => BlockText.Of(body.Text).Blocks.Where(block => block.Node is SourceNode)
            .Select(block => $"{body.File}: {block.Lines}")).ToList();
        Assert.True(source.Count == 0, $"{source.Count}\n{string.Join('\n', source.Take(20))}");
    }

    [Fact]
    public void What_comes_back_from_the_browser_untouched_keeps_every_byte()
    {
        foreach (var (file, body) in Bodies())
        {
            var text = BlockText.Of(body);
            var sent = NodeJson.Write(text.Blocks.Select(block => block.Node)).ToJsonString();
            var saved = BodyEdit.Apply(text, NodeJson.Read(JsonNode.Parse(sent)));
            Assert.True(saved.Text == body && saved.Refused.Count == 0, file);
        }
    }

    [Fact]
    public void A_block_written_anew_stands_as_its_author_wrote_it()
    {
        var wrong = new List<string>();
        foreach (var (file, body) in Bodies())
        {
            foreach (var block in BlockText.Of(body).Blocks)
                if (NodeWriter.Write(block.Node) is var written && written != block.Lines) wrong.Add($"{file}:\n{block.Lines}{written}");
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count}\n{string.Join('\n', wrong.Take(10))}");
    }

    [Fact]
    public void One_other_word_changes_one_line()
    {
        var random = new Random(3);
        var changed = 0;
        foreach (var (file, body) in Bodies())
        {
            var text = BlockText.Of(body);
            for (var at = 0; at < text.Blocks.Count; at++)
            {
                if (OneWord.In(text.Blocks[at].Node, random) is not { } other) continue;
                List<Node> sent = [.. text.Blocks.Select(block => block.Node)];
                sent[at] = other;
                var saved = BodyEdit.Apply(text, sent);
                Assert.Empty(saved.Refused);
                var (before, after) = (body.Split('\n'), saved.Text.Split('\n'));
                Assert.True(before.Length == after.Length, $"{file}, block {at}:\n{NodeWriter.Write(other)}");
                Assert.True(before.Zip(after).Count(pair => pair.First != pair.Second) == 1, $"{file}, block {at}");
                changed++;
            }
        }
        Assert.True(changed > 2_000, $"{changed}");
    }

    [Theory]
    [InlineData("- een\n- twee\n", "* drie\n", "two lists of bullets stay two")]
    [InlineData("1. een\n2. twee\n", "1) drie\n", "two numbered lists stay two")]
    public void A_list_that_comes_beside_another_one_gets_a_sign_of_its_own(string list, string second, string why)
    {
        var text = BlockText.Of(list);
        var other = BlockText.Of(list.Split('\n')[0].Replace("een", "drie", StringComparison.Ordinal) + "\n");
        var saved = BodyEdit.Apply(text, [text.Blocks[0].Node, other.Blocks[0].Node]);
        Assert.Empty(saved.Refused);
        Assert.True(saved.Text == $"{list}\n{second}", why);
    }

    [Theory]
    [InlineData("[x]: https://a.nl\n\n[een woord][x]\n")]
    [InlineData("Tekst met een <https://a.nl> adres.\n")]
    [InlineData("::: callout kind=tip\nEen open blok.\n")]
    [InlineData("| a | b |\n| --- | --- |\n| 1 |\n")]
    [InlineData("- a\n\n\n      code\n")]
    [InlineData("Tekst\n<div>\n")]
    [InlineData("\n\n  \n")]
    [InlineData("~~~yaml\nopen\n")]
    [InlineData("[^a]: Een noot.\n[^a]: Nog een.\n")]
    [InlineData("Tekst zonder einde")]
    public void What_has_no_form_of_its_own_is_kept_as_it_was_typed(string body)
    {
        var text = BlockText.Of(body);
        Assert.Equal(body, text.Head + string.Concat(text.Blocks.Select(block => block.Lines + block.Tail)));
        Assert.Equal(body, BodyEdit.Apply(text, [.. text.Blocks.Select(block => block.Node)]).Text);
    }

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
