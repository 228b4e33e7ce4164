namespace Portal.Tests.Map;

/// <summary>A line can be read whole, also beside another one: at most 140 characters.</summary>
public sealed class LineTests
{
    private const int Longest = 140;

    /// <summary>How many longer lines there still are in a folder; it may only become less. Whatever stands not here has none.</summary>
    private static readonly Dictionary<string, int> StillLonger = new(StringComparer.Ordinal)
    {
        ["src/Portal.Content"] = 3,
        ["src/Portal.Content/Import"] = 43,
        ["src/Portal.Content/Markdown"] = 53,
        ["src/Portal.Content/Pages"] = 11,
        ["src/Portal.Content/Publishing"] = 22,
        ["src/Portal.Content/Types"] = 3,
        ["src/Portal.Learning/Reminders"] = 9,
        ["src/Portal.Learning/Reports"] = 8,
        ["src/Portal.Platform/Mail"] = 46,
        ["src/Portal.Platform/Ui"] = 1,
        ["tests/Portal.Bench"] = 64,
        ["tests/Portal.BrowserTests/Accessibility"] = 7,
        ["tests/Portal.BrowserTests/Journeys"] = 8,
        ["tests/Portal.BrowserTests/Learning"] = 42,
        ["tests/Portal.BrowserTests/Members"] = 9,
        ["tests/Portal.BrowserTests/Support"] = 7,
        ["tests/Portal.BrowserTests/Weight"] = 4,
        ["tests/Portal.Tests/Content"] = 109,
        ["tests/Portal.Tests/Learning"] = 2,
        ["tests/Portal.Tests/Members"] = 57,
        ["tests/Portal.Tests/Platform"] = 86,
        ["tests/Portal.Tests/Support"] = 17,
    };

    [Fact]
    public void No_line_of_code_is_longer_than_140_characters()
    {
        var longer = SourceFiles.In("src", ".cs").Concat(SourceFiles.In("tests", ".cs"))
            .Select(file => (file.Path, Lines: LongIn(file))).Where(file => file.Lines.Count > 0).ToLookup(file => FolderOf(file.Path));
        foreach (var folder in longer)
        {
            var (count, known) = (folder.Sum(file => file.Lines.Count), StillLonger.GetValueOrDefault(folder.Key));
            if (count <= known) continue;
            var lines = string.Join('\n', folder.SelectMany(file => file.Lines.Select(line => $"{file.Path}:{line}")));
            Assert.Fail($"{folder.Key} has {count} lines of more than {Longest} characters; {known} are left from before:\n{lines}");
        }
    }

    private static List<int> LongIn(SourceFile file) =>
        [
            .. file.Text.Split('\n').Select((line, at) => (line.TrimEnd('\r').Length, Number: at + 1)).Where(line => line.Length > Longest)
                .Select(line => line.Number),
        ];

    // src/Portal.Content/Publishing: a room's folder.
    private static string FolderOf(string path) => string.Join('/', path.Split('/')[..^1].Take(3));
}
