using System.Reflection;
using System.Text.RegularExpressions;

namespace Portal.Tests.Map;

/// <summary>
/// Within a room arrows do not go round either: a folder can be read after those it uses. The room's door and options, which name every
/// folder, and its context in Data, which maps the rows of every folder, count for nothing.
/// </summary>
public sealed partial class FolderTests
{
    [Fact]
    public void Folders_of_a_room_use_each_other_in_one_direction()
    {
        var wrong = new List<string>();
        foreach (var room in SourceFiles.Rooms)
        {
            var arrows = ArrowsIn(room);
            foreach (var circle in CirclesIn(arrows.Keys))
            {
                var inside = arrows.Where(arrow => circle.Contains(arrow.Key.From) && circle.Contains(arrow.Key.To))
                    .Select(arrow => $"  {arrow.Key.From} -> {arrow.Key.To}: {string.Join(", ", arrow.Value)}");
                wrong.Add($"{room}: {string.Join(", ", circle)}\n{string.Join('\n', inside)}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    /// <summary>Which folder uses which, and in which files it says so.</summary>
    private static Dictionary<(string From, string To), List<string>> ArrowsIn(string room)
    {
        var names = Assembly.Load($"Portal.{room}").GetTypes().Where(type => type.Namespace is not null)
            .SelectMany(type => NamesOf(type, room)).ToHashSet();
        var folders = names.Select(name => name.Folder).ToHashSet(StringComparer.Ordinal);
        var arrows = new Dictionary<(string From, string To), List<string>>();
        foreach (var file in SourceFiles.In($"src/Portal.{room}", ".cs", ".cshtml"))
        {
            var from = file.Path.Split('/') is [_, _, var folder, _, ..] ? folder : "";
            if (from == "Data" || !folders.Contains(from)) continue;
            var code = Comment().Replace(file.Text, "");
            var to = Using().Matches(code).Where(match => match.Groups["room"].Value == room).Select(match => match.Groups["folder"].Value)
                .Concat(Qualified().Matches(code).Where(match => names.Contains((match.Groups["folder"].Value, match.Groups["next"].Value)))
                    .Select(match => match.Groups["folder"].Value));
            foreach (var used in to.Distinct().Where(used => used != from && folders.Contains(used)))
            {
                if (!arrows.TryGetValue((from, used), out var files)) arrows[(from, used)] = files = [];
                files.Add(Path.GetFileName(file.Path));
            }
        }
        return arrows;
    }

    // For Portal.Members.Pages.Account.IndexModel: Pages with Account, so that Pages.Account.IndexModel is known for what it is.
    private static IEnumerable<(string Folder, string Next)> NamesOf(Type type, string room)
    {
        if (type.Namespace!.Split('.') is not ["Portal", var own, var folder, .. var rest] || own != room) yield break;
        yield return (folder, rest.Length > 0 ? rest[0] : type.Name.Split('`')[0]);
    }

    // Folders that reach each other; each circle once.
    private static IEnumerable<string[]> CirclesIn(IEnumerable<(string From, string To)> arrows)
    {
        var next = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To);
        var reached = next.ToDictionary(folder => folder.Key, folder => ReachedFrom(folder.Key, next));
        return reached.Keys.Where(folder => reached[folder].Contains(folder))
            .Select(folder => reached[folder].Where(other => reached.TryGetValue(other, out var back) && back.Contains(folder)))
            .Select(circle => circle.Order(StringComparer.Ordinal).ToArray())
            .DistinctBy(circle => string.Join(' ', circle));
    }

    private static HashSet<string> ReachedFrom(string folder, ILookup<string, string> next)
    {
        var (reached, waiting) = (new HashSet<string>(StringComparer.Ordinal), new Stack<string>([folder]));
        while (waiting.TryPop(out var at))
            foreach (var other in next[at].Where(reached.Add)) waiting.Push(other);
        return reached;
    }

    [GeneratedRegex(
        @"^\s*@?using (static |\w+ = )?Portal\.(?<room>\w+)\.(?<folder>\w+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w.])(Portal\.\w+\.)?(?<folder>[A-Z]\w*)\.(?<next>[A-Z]\w*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Qualified();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Comment();
}
