namespace Portal.Tests.Map;

/// <summary>A line can be read whole, also beside another one: at most 140 characters.</summary>
public sealed class LineTests
{
    private const int Longest = 140;

    /// <summary>How many longer lines there still are in a folder; it may only become less. Whatever stands not here has none.</summary>
    private static readonly Dictionary<string, int> StillLonger = new(StringComparer.Ordinal)
    {
    };

    [Fact]
    public void No_line_of_code_is_longer_than_140_characters()
    {
        var longer = SourceFiles.In("src", ".cs").Concat(SourceFiles.In("tests", ".cs"))
            .Select(file => (file.Path, Lines: LongIn(file))).Where(file => file.Lines.Count > 0).ToLookup(file => FolderOf(file.Path));
        foreach (var folder in longer.Where(folder => folder.Sum(file => file.Lines.Count) > StillLonger.GetValueOrDefault(folder.Key)))
        {
            Assert.Fail($"""
                {folder.Key} has {folder.Sum(file => file.Lines.Count)} lines of more than {Longest} characters, where {StillLonger.GetValueOrDefault(folder.Key)} are left from before:
                {string.Join('\n', folder.SelectMany(file => file.Lines.Select(line => $"{file.Path}:{line}")))}
                """);
        }
    }

    private static List<int> LongIn(SourceFile file) =>
        [.. file.Text.Split('\n').Select((line, at) => (line.TrimEnd('\r').Length, Number: at + 1)).Where(line => line.Length > Longest).Select(line => line.Number)];

    // src/Portal.Content/Publishing: a room's folder.
    private static string FolderOf(string path) => string.Join('/', path.Split('/')[..^1].Take(3));
}
