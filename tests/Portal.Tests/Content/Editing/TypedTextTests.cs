using System.Text.Json.Nodes;
using Portal.Content.Markdown.Editing;

namespace Portal.Tests.Content.Editing;

/// <summary>What is easily typed and hard to write down: it stands in the text as it was meant, and comes back as it was typed.</summary>
public sealed class TypedTextTests
{
    private const string Fence = """
        [{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"een"}]},
          {"type":"codeBlock","attrs":{"language":"yaml"},"content":[{"type":"text","text":"a: 1\nb: |\n  ~~~"}]}]}]}]
        """;

    private const string Pipe = """
        [{"type":"table","content":[
          {"type":"tableRow","content":[{"type":"tableHeader","content":[{"type":"paragraph","content":[{"type":"text","text":"a|b"}]}]}]},
          {"type":"tableRow","content":[{"type":"tableCell","content":[
            {"type":"paragraph","content":[{"type":"text","text":"een | twee"}]}]}]}]}]
        """;

    private const string Bold = """
        [{"type":"paragraph","content":[
          {"type":"text","text":"vet woord ","marks":[{"type":"strong"}]},{"type":"text","text":"en gewoon"}]}]
        """;

    private const string Emoji = """
        [{"type":"heading","attrs":{"level":2},"content":[{"type":"text","text":"🎉 👩‍👧 feest","marks":[{"type":"strong"}]}]}]
        """;

    [Theory]
    [InlineData(Bold, "**vet woord** en gewoon\n")]
    [InlineData(Pipe, "| a\\|b |\n| --- |\n| een \\| twee |\n")]
    [InlineData(Emoji, "## **🎉 👩‍👧 feest**\n")]
    public void Stands_in_the_text_as_it_was_meant(string typed, string written) => Assert.Equal(written, Written(typed));

    [Fact]
    public void Code_in_a_list_stays_in_its_item_with_all_its_lines()
    {
        var text = Written(Fence);
        var item = Assert.IsType<ListNode>(Assert.Single(BlockText.Of(text).Blocks).Node).Items[0];
        Assert.Equal("a: 1\nb: |\n  ~~~", Assert.IsType<CodeNode>(item.Content[1]).Text.TrimEnd('\n'));
    }

    private static string Written(string typed)
    {
        var nodes = NodeJson.Read(new JsonObject { ["type"] = "doc", ["content"] = JsonNode.Parse(typed) });
        var saved = BodyEdit.Apply(BlockText.Of(""), nodes);
        Assert.Empty(saved.Refused);
        Assert.Equal(nodes.Select(node => node.Form), BlockText.Of(saved.Text).Blocks.Select(block => block.Node.Form));
        return saved.Text;
    }
}
