namespace Portal.Learning.ItemBank;

/// <summary>
/// A reader of words alone: naive Bayes with add-one smoothing. What it can tell apart, can be told without knowing the field.
/// </summary>
internal sealed class WordModel
{
    private readonly Dictionary<string, (int Yes, int No)> words = new(StringComparer.Ordinal);
    private (int Yes, int No) texts;
    private (int Yes, int No) all;

    /// <summary>Learns a text; or, with a count of -1, forgets it.</summary>
    public void Learn(string text, bool yes, int count = 1)
    {
        texts = Add(texts, yes, count);
        foreach (var word in Words.In(text))
        {
            words[word] = Add(words.GetValueOrDefault(word), yes, count);
            all = Add(all, yes, count);
        }
    }

    /// <summary>How much likelier yes is than no, as a logarithm.</summary>
    public double Leaning(string text)
    {
        var size = words.Count + 1.0;
        return Math.Log((texts.Yes + 1.0) / (texts.No + 1.0)) + Words.In(text).Sum(word =>
        {
            var (yes, no) = words.GetValueOrDefault(word);
            return Math.Log((yes + 1) / (all.Yes + size)) - Math.Log((no + 1) / (all.No + size));
        });
    }

    private static (int Yes, int No) Add((int Yes, int No) counts, bool yes, int count) =>
        yes ? (counts.Yes + count, counts.No) : (counts.Yes, counts.No + count);
}
