using System.Text.Json.Nodes;
using Portal.Content.Yaml;
using Portal.Platform;

namespace Portal.Tests.Content.Editing;

/// <summary>
/// A changed property changes its own value in the YAML and no other byte; on all front matter and exercises of content/.
/// </summary>
public sealed class YamlEditTests
{
    private static readonly string[] Bits =
    [
        "woord", " ", "\"", "'", ":", ": ", "#", " #", "-", "- ", "[", "]", "{", "}", ",", "\\", "\n", "\t", "😀", "é", "|", ">", "&", "*",
        "!", "%", "@", "`", "true", "null", "1", "2026-01-01", "\u00A0", "\u2028", "~", "",
    ];

    [Theory]
    [InlineData("title: Een\norder: 1 # later\n", "order", "2", "title: Een\norder: 2 # later\n")]
    [InlineData("title: Een\n# over de titel\norder: 1\n", "title", "Twee: drie", "title: \"Twee: drie\"\n# over de titel\norder: 1\n")]
    [InlineData("title: 'Een'\n", "title", "Het's", "title: \"Het's\"\n")]
    [InlineData("title: Een\norder: 1\n", "status", "concept", "title: Een\nstatus: concept\norder: 1\n")]
    [InlineData("title: >\n  Een\n  twee\norder: 1\n", "title", "Drie", "title: \"Drie\"\norder: 1\n")]
    [InlineData("title: Een\n\n# los\norder: 1\n", "title", null, "\n# los\norder: 1\n")]
    public void Only_the_value_changes(string yaml, string key, string? value, string expected) =>
        Assert.Equal(expected, YamlEdit.With(yaml, key, value is null ? null : JsonValue.Create(value), ["title", "status", "order"]));

    [Fact]
    public void A_list_that_grows_is_written_in_its_own_way()
    {
        const string yaml = "keywords: [\"een\", \"twee\"]\nrelated:\n  - kennis-a\norder: 1\n";
        var words = YamlEdit.With(yaml, "keywords", new JsonArray("een", "twee", "drie vier"), ["keywords", "related", "order"]);
        Assert.Equal("keywords: [\"een\", \"twee\", \"drie vier\"]\nrelated:\n  - kennis-a\norder: 1\n", words);
        var related = YamlEdit.With(yaml, "related", new JsonArray("kennis-a", "kennis-b"), ["keywords", "related", "order"]);
        Assert.Equal("keywords: [\"een\", \"twee\"]\nrelated:\n  - kennis-a\n  - kennis-b\norder: 1\n", related);
    }

    [Fact]
    public void One_value_in_a_list_of_maps_changes_its_own_line()
    {
        const string yaml = "sources:\n  - title: \"A\" # zie boven\n    year: 2022\n  - title: \"B\"\n";
        var sources = new JsonArray(new JsonObject { ["title"] = "A", ["year"] = 2023 }, new JsonObject { ["title"] = "B" });
        Assert.Equal(yaml.Replace("2022", "2023", StringComparison.Ordinal), YamlEdit.With(yaml, "sources", sources, ["sources"]));
    }

    [Theory]
    [InlineData("title: &a Een\n")]
    [InlineData("title: !!str 1\n")]
    [InlineData("\"title\": Een\n")]
    [InlineData("title: Een\ntitle: Twee\n")]
    [InlineData("- een\n")]
    [InlineData("title: [open\n")]
    public void What_cannot_be_changed_by_value_alone_is_left_to_the_source(string yaml) =>
        Assert.Null(YamlEdit.With(yaml, "title", "Nieuw", ["title"]));

    [Fact]
    public void Every_scalar_of_the_content_can_become_any_text_without_another_line_changing()
    {
        var random = new Random(5);
        var changed = 0;
        foreach (var yaml in Texts())
        {
            var root = YamlTree.Of(yaml)!;
            List<string> keys = [.. root.Pairs.Select(pair => pair.Key.Value)];
            foreach (var key in keys)
            {
                var value = YamlEdit.JsonOf(root)[key]!;
                Assert.Equal(yaml, YamlEdit.With(yaml, key, value.DeepClone(), keys));
                foreach (var place in Places(value))
                {
                    var words = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Bits[random.Next(Bits.Length)]));
                    var text = YamlEdit.With(yaml, key, With(value, place, words), keys);
                    Assert.NotNull(text);
                    var (before, after) = (yaml.Split('\n'), text.Split('\n'));
                    Assert.Equal(before.Length, after.Length);
                    Assert.True(before.Zip(after).Count(pair => pair.First != pair.Second) <= 1, text);
                    changed++;
                }
            }
        }
        Assert.True(changed > 9_000, $"{changed}");
    }

    [Fact]
    public void A_key_that_is_taken_away_can_be_put_back()
    {
        foreach (var yaml in Texts())
        {
            var root = YamlTree.Of(yaml)!;
            List<string> keys = [.. root.Pairs.Select(pair => pair.Key.Value)];
            foreach (var key in keys.Where(_ => keys.Count > 1))
            {
                var value = YamlEdit.JsonOf(root)[key]!;
                var without = YamlEdit.With(yaml, key, null, keys);
                Assert.NotNull(without);
                var back = YamlEdit.With(without, key, value.DeepClone(), keys);
                Assert.NotNull(back);
                Assert.True(JsonNode.DeepEquals(YamlEdit.JsonOf(root), YamlEdit.JsonOf(YamlTree.Of(back)!)), back);
            }
        }
    }

    // Places of the texts in a value: keys and indexes from the outside in.
    private static IEnumerable<object[]> Places(JsonNode value) => value switch
    {
        JsonObject map => map.SelectMany(pair => Places(pair.Value!).Select(rest => (object[])[pair.Key, .. rest])),
        JsonArray list => list.SelectMany((item, at) => Places(item!).Select(rest => (object[])[at, .. rest])),
        _ => [[]],
    };

    private static JsonNode With(JsonNode value, object[] place, string text)
    {
        if (place.Length == 0) return JsonValue.Create(text);
        var copy = value.DeepClone();
        var at = copy;
        foreach (var step in place[..^1]) at = step is string key ? at![key] : at![(int)step];
        if (place[^1] is string last) at![last] = text;
        else at![(int)place[^1]] = text;
        return copy;
    }

    // The front matter of every document, and the YAML of every exercise.
    private static IEnumerable<string> Texts()
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "content"), "*.md", SearchOption.AllDirectories).Order())
        {
            var text = File.ReadAllText(path);
            var end = text.IndexOf("\n---\n", 3, StringComparison.Ordinal);
            yield return text[4..(end + 1)];
            foreach (var part in text[(end + 5)..].Split("\n~~~yaml\n").Skip(1))
                yield return part[..(part.IndexOf("\n~~~", StringComparison.Ordinal) + 1)];
        }
    }
}
