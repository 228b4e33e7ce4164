using System.Globalization;
using System.Text;

namespace Portal.Tests.Search.Gold;

/// <summary>Reads <c>queries.txt</c>; how it is written stands at its head.</summary>
public static class GoldFile
{
    private const int BestGrade = 3, Helps = 2;

    /// <summary>The kinds of question there are, as the file names them.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["inflection", "compound", "accent", "typo", "synonym", "phrase", "question", "name", "title", "definition", "professional"];

    /// <summary>Reads the questions.</summary>
    /// <param name="lines">The file's.</param>
    /// <param name="places">All passages there are.</param>
    /// <exception cref="FormatException">Lines are wrong; it names all of them, each with its number.</exception>
    public static IReadOnlyList<GoldQuery> Read(IEnumerable<string> lines, IReadOnlySet<Place> places)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(places);
        var problems = new List<string>();
        var blocks = Blocks(lines, places, problems);
        var known = new Dictionary<string, Block>(StringComparer.OrdinalIgnoreCase);
        foreach (var block in blocks)
            if (!known.TryAdd(block.Query, block)) problems.Add($"line {block.Line}: \"{block.Query}\" is asked twice");
        foreach (var block in blocks) Check(block, known, problems);
        if (problems.Count > 0) throw new FormatException(string.Join('\n', problems));
        return [.. blocks.Select(block => new GoldQuery(
            block.Query, block.Kind!, IsTest(block.Like ?? block.Query), block.Like,
            block.Like is null ? block.Grades : known[block.Like].Grades))];
    }

    /// <summary>The half a question belongs to, by its own letters alone: the same on every machine, whatever else is asked.</summary>
    public static string HalfOf(string query) => IsTest(query) ? "test" : "tuning";

    // FNV-1a over what was typed, in small letters; its middle bits, for the last one only counts odd letters.
    private static bool IsTest(string query)
    {
        var hash = 2166136261u;
        foreach (var letter in Encoding.UTF8.GetBytes(query.ToLowerInvariant())) hash = unchecked((hash ^ letter) * 16777619u);
        return (hash >> 16) % 2 == 1;
    }

    private static List<Block> Blocks(IEnumerable<string> lines, IReadOnlySet<Place> places, List<string> problems)
    {
        var blocks = new List<Block>();
        var number = 0;
        foreach (var line in lines.Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            if (line.StartsWith("query:", StringComparison.Ordinal)) blocks.Add(new Block(line["query:".Length..].Trim(), number));
            else if (blocks.Count == 0
                || (!blocks[^1].TakeField(line) && !TakeGrade(blocks[^1], line, places, problems, number)))
                problems.Add($"line {number}: \"{line}\" is neither a field nor a grade with a place");
        }
        return blocks;
    }

    private static bool TakeGrade(Block block, string line, IReadOnlySet<Place> places, List<string> problems, int number)
    {
        if (line.Split(' ', 2) is not [var grade, var address]
            || !int.TryParse(grade, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || value is < 1 or > BestGrade) return false;
        var place = Place.Parse(address.Trim());
        if (!places.Contains(place)) problems.Add($"line {number}: {place} is no passage of the portal (any more)");
        if (!block.Grades.TryAdd(place, value)) problems.Add($"line {number}: {place} has a grade already");
        return true;
    }

    private static void Check(Block block, Dictionary<string, Block> known, List<string> problems)
    {
        void Wrong(string what) => problems.Add($"line {block.Line}: \"{block.Query}\" {what}");

        if (block.Query.Length == 0) Wrong("asks nothing");
        if (!Kinds.Contains(block.Kind)) Wrong($"needs a kind: {string.Join(", ", Kinds)}");
        var half = HalfOf(block.Like ?? block.Query);
        if (block.Half != half) Wrong($"belongs to the half: {half}");
        if (block.Like is null)
        {
            if (block.Kind == "typo") Wrong("is a typing error, and needs the question that it is like");
            if (!block.Grades.Values.Any(grade => grade >= Helps)) Wrong("has no passage that helps");
        }
        else if (!known.TryGetValue(block.Like, out var other) || other.Query != block.Like)
            Wrong($"is like \"{block.Like}\", which nobody asks");
        else if (other.Like is not null) Wrong($"is like \"{block.Like}\", which is itself like another");
        else if (block.Grades.Count > 0) Wrong("has the answers of the question it is like, and none of its own");
    }

    private sealed class Block(string query, int line)
    {
        public string Query => query;

        public int Line => line;

        public string? Kind { get; private set; }

        public string? Half { get; private set; }

        public string? Like { get; private set; }

        public Dictionary<Place, int> Grades { get; } = [];

        public bool TakeField(string text)
        {
            switch (text.Split(':', 2))
            {
                case ["kind", var kind]: Kind = kind.Trim(); return true;
                case ["half", var half]: Half = half.Trim(); return true;
                case ["like", var like]: Like = like.Trim(); return true;
                default: return false;
            }
        }
    }
}
