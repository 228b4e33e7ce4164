using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Portal.Tests.Support;

/// <summary>
/// Many who write on one page at once. Every word they type is unlike every other, and it is written down which of them were saved and
/// which of those somebody took away on purpose: all others must be there in the end, once.
/// </summary>
internal sealed partial class EditorCrowd
{
    private const int Shared = 3;
    private readonly ConcurrentDictionary<string, bool> saved = new(), deleted = new();

    /// <summary>How many words were saved.</summary>
    public int Saved => saved.Count;

    /// <summary>A text with a paragraph for each of them and some for all.</summary>
    public static async Task PrepareAsync(EditorPage page, int editors)
    {
        page.Blocks.Clear();
        foreach (var number in Enumerable.Range(1, editors)) page.Blocks.Add((JsonNode)EditorPage.Paragraph(OwnOf(number)));
        foreach (var number in Enumerable.Range(1, Shared)) page.Blocks.Add((JsonNode)EditorPage.Paragraph($"Samen {number}:"));
        await page.SaveAsync(_ => true);
    }

    /// <summary>The first words of somebody's own paragraph.</summary>
    public static string OwnOf(int number) => $"Alinea van redacteur {number}:";

    /// <summary>A word that nobody else types.</summary>
    public static string Word(int editor, int number) => string.Create(CultureInfo.InvariantCulture, $"w{editor}x{number}");

    /// <summary>Words that a browser said are saved.</summary>
    public void Save(IEnumerable<string> words)
    {
        foreach (var word in words) saved[word] = true;
    }

    /// <summary>Writes and saves: mostly in one's own paragraph, now and then a new one, one that all write in, or one less.</summary>
    /// <param name="page">The page, open.</param>
    /// <param name="number">Which of them it is.</param>
    /// <param name="rounds">How often it saves, at most.</param>
    /// <param name="pace">Waits before each save; null: goes on at once. False: it was the last one.</param>
    public async Task WriteAsync(EditorPage page, int number, int rounds, Func<Random, Task<bool>>? pace = null)
    {
        var random = new Random(number);
        for (var round = 1; round <= rounds; round++)
        {
            Change(page.Blocks, number, Word(number, round), random.Next(100), random);
            var goesOn = pace is null || await pace(random);
            var sent = WordsIn(EditorPage.WordsOf(page.Blocks)).ToList();
            await page.SaveAsync(conflict =>
            {
                var keepsMine = random.Next(2) == 0;
                var (kept, gone) = keepsMine ? (conflict.Mine, conflict.Theirs) : (conflict.Theirs, conflict.Mine);
                foreach (var word in WordsIn(gone).Except(WordsIn(kept))) deleted[word] = true;
                return keepsMine;
            });
            Save(sent);
            if (!goesOn) return;
        }
    }

    /// <summary>Saved words that are not in this text, and that nobody took away.</summary>
    public IReadOnlyList<string> LostFrom(string text) => [.. saved.Keys.Where(word => !deleted.ContainsKey(word)).Except(WordsIn(text))];

    /// <summary>Words that this text holds more than once.</summary>
    public static IReadOnlyList<string> DoubledIn(string text) =>
        [.. WordsIn(text).GroupBy(word => word).Where(group => group.Count() > 1).Select(group => group.Key)];

    private void Change(JsonArray blocks, int number, string word, int dice, Random random)
    {
        var own = At(blocks, OwnOf(number));
        if (dice < 60) Append(blocks[own]!, word);
        else if (dice < 75) blocks.Insert(own + 1, EditorPage.Paragraph($"{AddedBy(number)} {word}"));
        else if (dice < 90) Append(blocks[At(blocks, $"Samen {random.Next(Shared) + 1}:")]!, word);
        else if (blocks.FirstOrDefault(block => EditorPage.WordsOf(block).StartsWith(AddedBy(number), StringComparison.Ordinal)) is { } gone)
        {
            foreach (var taken in WordsIn(EditorPage.WordsOf(gone))) deleted[taken] = true;
            blocks.Remove(gone);
        }
    }

    private static string AddedBy(int number) => $"Erbij van {number}:";

    private static int At(JsonArray blocks, string begin)
    {
        for (var at = 0; at < blocks.Count; at++)
            if (EditorPage.WordsOf(blocks[at]).StartsWith(begin, StringComparison.Ordinal)) return at;
        throw new InvalidOperationException($"The paragraph ‘{begin}’ is gone.");
    }

    private static void Append(JsonNode paragraph, string word) =>
        paragraph["content"]!.AsArray().Add((JsonNode)new JsonObject { ["type"] = "text", ["text"] = " " + word });

    private static IEnumerable<string> WordsIn(string text) => Words().Matches(text).Select(found => found.Value);

    [GeneratedRegex(@"\bw\d+x\d+\b", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Words();
}
