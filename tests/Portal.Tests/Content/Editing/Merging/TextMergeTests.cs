using Portal.Content.Editing.Merging;
using Portal.Content.Markdown.Editing;

namespace Portal.Tests.Content.Editing.Merging;

/// <summary>Two texts that were made of a third come together, and no word of either is lost without a question.</summary>
public sealed class TextMergeTests
{
    private static readonly IReadOnlyDictionary<Place, bool> Nothing = new Dictionary<Place, bool>();

    [Fact]
    public void What_one_put_in_beside_what_the_other_changed_stands_beside_it()
    {
        const string old = "De eerste alinea.\n\nDe tweede alinea.\n\nDe derde alinea.\n";
        const string theirs = "De eerste alinea, anders.\n\nIets nieuws ertussen.\n\nDe tweede alinea, anders.\n\n"
            + "De derde alinea, anders.\n";
        const string mine = "De eerste alinea.\n\nDe tweede alinea.\n\nDe derde alinea.\n\nEen slot.\n";
        var merged = TextMerge.Merge(old, mine, theirs, Nothing);
        Assert.Empty(merged.Conflicts);
        Assert.Equal(theirs + "\nEen slot.\n", merged.Text);
    }

    [Fact]
    public void Who_changed_the_same_block_is_asked_and_nobody_else()
    {
        const string old = "De eerste alinea.\n\nDe tweede alinea.\n\nDe derde alinea.\n";
        var merged = TextMerge.Merge(
            old, old.Replace("tweede", "tweede van mij", StringComparison.Ordinal),
            "Nieuw bovenaan.\n\n" + old.Replace("eerste", "eerste van haar", StringComparison.Ordinal)
                .Replace("tweede", "tweede van haar", StringComparison.Ordinal),
            Nothing);
        var conflict = Assert.Single(merged.Conflicts);
        Assert.Equal(("De tweede van mij alinea.", "De tweede van haar alinea."), (conflict.Mine, conflict.Theirs));
    }

    [Fact]
    public void No_word_is_lost_or_doubled_whatever_two_do_to_a_text()
    {
        var random = new Random(11);
        var asked = 0;
        for (var round = 0; round < 4_000; round++)
        {
            var old = Enumerable.Range(0, random.Next(2, 9)).Select(block => $"Blok {block} van ronde {round}: o{block}x.").ToList();
            var (mine, theirs) = (Changed(old, 'm', random), Changed(old, 't', random));
            var merged = TextMerge.Merge(TextOf(old), TextOf(mine), TextOf(theirs), Nothing);
            asked += merged.Conflicts.Count;
            // What was asked about is said in the question; all else is in the text, once.
            var shown = merged.Text + string.Concat(merged.Conflicts.Select(conflict => conflict.Mine));
            foreach (var word in Own(mine).Concat(Own(theirs))) Assert.Contains(word, shown, StringComparison.Ordinal);
            Assert.Empty(Own([merged.Text]).GroupBy(word => word).Where(group => group.Count() > 1).Select(group => group.Key));
        }
        Assert.InRange(asked, 1, 4_000);
    }

    private static List<string> Changed(List<string> old, char who, Random random)
    {
        var now = new List<string>(old);
        for (var edit = 0; edit < random.Next(1, 4); edit++)
        {
            var (at, word) = (random.Next(now.Count), $"{who}{edit}x");
            switch (random.Next(4))
            {
                case 0:
                    now.Insert(at, $"Erbij van {who}: {word}.");
                    break;
                case 1 when now.Count > 1 && Own([now[at]]).Count == 0:
                    now.RemoveAt(at);
                    break;
                default:
                    now[at] += $" En {word}.";
                    break;
            }
        }
        return now;
    }

    private static string TextOf(List<string> blocks) => string.Join("\n\n", blocks) + "\n";

    private static List<string> Own(List<string> blocks) =>
        [.. blocks.SelectMany(block => block.Split([' ', '\n', '.'])).Where(word => word is ['m' or 't', _, 'x'])];
}
