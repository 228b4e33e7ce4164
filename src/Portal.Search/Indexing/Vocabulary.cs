using System.Collections.Concurrent;
using System.Numerics;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Portal.Search.Analysis;

namespace Portal.Search.Indexing;

/// <summary>All words that are written in the index, in the order of the alphabet, each with the number of sections it stands in.</summary>
internal sealed class Vocabulary
{
    private const int Piece = 4, MostKept = 20_000;
    private const double LeastAlike = 0.5;

    private readonly IndexReader reader;
    private readonly string[] words;
    private readonly int[] sections;
    private readonly uint[] letters;
    private readonly int[][] byLength;
    private readonly Lazy<Dictionary<string, int[]>> pieces;
    private readonly ConcurrentDictionary<string, IReadOnlyList<(string Word, double Alike)>> like = new(StringComparer.Ordinal);

    private Vocabulary(IndexReader reader, List<string> words, List<int> sections)
    {
        (this.reader, this.words, this.sections) = (reader, [.. words], [.. sections]);
        letters = [.. words.Select(LettersOf)];
        var longest = words.Count == 0 ? 0 : words.Max(word => word.Length);
        var places = Enumerable.Range(0, words.Count).ToLookup(place => words[place].Length);
        pieces = new(() => this.words.Index().SelectMany(word => PiecesOf(word.Item).Select(piece => (piece, word.Index)))
            .GroupBy(one => one.piece, one => one.Index, StringComparer.Ordinal)
            .ToDictionary(one => one.Key, one => one.ToArray(), StringComparer.Ordinal));
        byLength = [.. Enumerable.Range(0, longest + 1).Select(length => places[length].ToArray())];
    }

    /// <summary>Reads them.</summary>
    public static Vocabulary Of(IndexReader reader)
    {
        var (words, sections) = (new List<string>(), new List<int>());
        if (MultiFields.GetTerms(reader, SectionField.Word) is { } terms)
        {
            var each = terms.GetEnumerator();
            while (each.MoveNext())
            {
                var word = each.Term.Utf8ToString();
                if (!word.All(char.IsAsciiLetterLower)) continue;
                words.Add(word);
                sections.Add(each.DocFreq);
            }
        }
        return new Vocabulary(reader, words, sections);
    }

    /// <summary>How many there are.</summary>
    public int Count => words.Length;

    /// <summary>The words that begin so, those that stand in most sections first.</summary>
    /// <param name="beginning">At least one letter.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<string> BeginningWith(string beginning, int most)
    {
        var at = Array.BinarySearch(words, beginning, StringComparer.Ordinal);
        var found = new List<int>();
        for (var place = at < 0 ? ~at : at; place < words.Length && words[place].StartsWith(beginning, StringComparison.Ordinal); place++)
            found.Add(place);
        return [.. found.OrderByDescending(place => sections[place]).Select(place => words[place]).Where(IsStillWritten).Take(most)];
    }

    /// <summary>
    /// The word that was probably meant by one that nobody wrote: few letters away, as Dutch is heard and typed, and written often.
    /// </summary>
    /// <returns>Null: none is near enough.</returns>
    public string? Nearest(string typed)
    {
        var most = MostMistakes(typed.Length);
        if (most == 0) return null;
        var mask = LettersOf(typed);
        var found = new List<(double Cost, int Place)>();
        for (var length = Math.Max(3, typed.Length - most); length <= Math.Min(typed.Length + most, byLength.Length - 1); length++)
        {
            foreach (var place in byLength[length])
            {
                if (BitOperations.PopCount(letters[place] ^ mask) > 2 * most) continue;
                var cost = Spelling.Distance(typed, words[place], most);
                if (cost > most) continue;
                if (words[place][0] != typed[0]) cost += 0.5;
                found.Add((cost - (0.08 * Math.Log(sections[place])), place));
            }
        }
        found.Sort();
        return found.Select(one => words[one.Place]).FirstOrDefault(IsStillWritten);
    }

    /// <summary>
    /// Words that share much of their letters with this one, in the same order: "dreiging" and "bedreigd". The most alike first.
    /// </summary>
    /// <param name="word">A folded word; a short one is like none.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<(string Word, double Alike)> Like(string word, int most)
    {
        if (word.Length <= Piece) return [];
        if (like.TryGetValue(word, out var found)) return found;
        var shared = new Dictionary<int, int>();
        var own = PiecesOf(word).ToHashSet(StringComparer.Ordinal);
        foreach (var piece in own)
            foreach (var place in pieces.Value.GetValueOrDefault(piece, [])) shared[place] = shared.GetValueOrDefault(place) + 1;
        found =
        [
            .. shared.Select(one => (Word: words[one.Key], Alike: 2.0 * one.Value / (own.Count + words[one.Key].Length - Piece + 1)))
                .Where(one => one.Alike >= LeastAlike && one.Word != word).OrderByDescending(one => one.Alike).Take(most),
        ];
        if (like.Count < MostKept) like.TryAdd(word, found);
        return found;
    }

    private static IEnumerable<string> PiecesOf(string word) =>
        word.Length < Piece ? [] : Enumerable.Range(0, word.Length - Piece + 1).Select(start => word.Substring(start, Piece));

    // A mistake in four letters, two in eight: below that everything is near everything.
    private static int MostMistakes(int length) => length switch { < 4 => 0, < 8 => 1, _ => 2 };

    // Words of pages that were taken away stay in the index for a while, and are nobody's business.
    private bool IsStillWritten(string word)
    {
        var live = MultiFields.GetLiveDocs(reader);
        return live is null
            || MultiFields.GetTermDocsEnum(reader, live, SectionField.Word, new BytesRef(word), DocsFlags.NONE)?.NextDoc()
                is not (null or DocIdSetIterator.NO_MORE_DOCS);
    }

    private static uint LettersOf(string word)
    {
        var mask = 0u;
        foreach (var letter in word)
            if (char.IsAsciiLetterLower(letter)) mask |= 1u << (letter - 'a');
        return mask;
    }
}
