namespace Portal.Tests.Map;

/// <summary>A line can be read whole, also beside another one: at most 140 characters.</summary>
public sealed class LineTests
{
    private const int Longest = 140;

    /// <summary>How many longer lines there still are in a folder; it may only become less. Whatever stands not here has none.</summary>
    private static readonly Dictionary<string, int> StillLonger = new(StringComparer.Ordinal)
    {
        ["src/Portal.Calendar/Pages"] = 4,
        ["src/Portal.Content"] = 3,
        ["src/Portal.Content/Import"] = 46,
        ["src/Portal.Content/Markdown"] = 59,
        ["src/Portal.Content/Pages"] = 11,
        ["src/Portal.Content/Publishing"] = 24,
        ["src/Portal.Content/Types"] = 3,
        ["src/Portal.Learning"] = 3,
        ["src/Portal.Learning/Certificates"] = 19,
        ["src/Portal.Learning/Exercises"] = 92,
        ["src/Portal.Learning/Modules"] = 4,
        ["src/Portal.Learning/Pages"] = 80,
        ["src/Portal.Learning/Privacy"] = 24,
        ["src/Portal.Learning/Progress"] = 24,
        ["src/Portal.Learning/Quizzes"] = 9,
        ["src/Portal.Learning/Reminders"] = 9,
        ["src/Portal.Learning/Repetition"] = 14,
        ["src/Portal.Learning/Reports"] = 67,
        ["src/Portal.Learning/Types"] = 2,
        ["src/Portal.Members"] = 11,
        ["src/Portal.Members/Organisations"] = 10,
        ["src/Portal.Members/Pages"] = 24,
        ["src/Portal.Members/People"] = 3,
        ["src/Portal.Members/Privacy"] = 3,
        ["src/Portal.Members/SignIn"] = 11,
        ["src/Portal.Platform/Jobs"] = 27,
        ["src/Portal.Platform/Mail"] = 21,
        ["tests/Portal.Bench"] = 59,
        ["tests/Portal.BrowserTests/Accessibility"] = 15,
        ["tests/Portal.BrowserTests/Journeys"] = 8,
        ["tests/Portal.BrowserTests/Learning"] = 50,
        ["tests/Portal.BrowserTests/Members"] = 9,
        ["tests/Portal.BrowserTests/Support"] = 7,
        ["tests/Portal.BrowserTests/Weight"] = 4,
        ["tests/Portal.Tests/Content"] = 106,
        ["tests/Portal.Tests/Learning"] = 249,
        ["tests/Portal.Tests/Members"] = 61,
        ["tests/Portal.Tests/Platform"] = 52,
        ["tests/Portal.Tests/Search"] = 16,
        ["tests/Portal.Tests/Support"] = 17,
        ["tests/Portal.Tests/Web"] = 18,
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
