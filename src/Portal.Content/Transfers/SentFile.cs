using Portal.Content.Import;
using Portal.Content.Media;
using Portal.Platform;

namespace Portal.Content.Transfers;

/// <summary>A file that somebody sent, alone or in a zip; nothing it says of itself is believed.</summary>
/// <param name="Name">What it is called, with the folders above it.</param>
/// <param name="Length">How long it says it is, in bytes.</param>
/// <param name="ReadAsync">Reads it, if it is that long.</param>
internal sealed record SentFile(string Name, long Length, Func<CancellationToken, Task<byte[]>> ReadAsync)
{
    /// <summary>Why it cannot be, Dutch.</summary>
    public string? Problem { get; init; }
}

/// <summary>Files that somebody sent, each with the place it gets below a folder of its own, and those that cannot have one.</summary>
internal sealed class SentFiles
{
    /// <summary>How many files may come in one go, and how many bytes they may be together.</summary>
    public const int MostFiles = 20_000, MostBytes = 500_000_000;

    private const int LongestPath = 240, DeepestPath = 8, LongestShown = 200;

    private readonly List<(string Path, SentFile File)> files = [];
    private readonly List<ContentError> refused = [];

    private SentFiles() { }

    /// <summary>What is to be kept: a path below the folder, with forward slashes, and the file.</summary>
    public IReadOnlyList<(string Path, SentFile File)> Files => files;

    /// <summary>What was refused, and why.</summary>
    public IReadOnlyList<ContentError> Refused => refused;

    /// <summary>Gives each file its place. The folder that all of them came in is left off.</summary>
    /// <param name="sent">The files.</param>
    /// <param name="places">First folders that mean something in content: <c>kennis</c>, <c>media</c>.</param>
    public static SentFiles Of(IEnumerable<SentFile> sent, IReadOnlySet<string> places)
    {
        var result = new SentFiles();
        foreach (var file in sent.Where(file => !IsLitter(file.Name)))
        {
            if ((file.Problem ?? ProblemOf(file)) is { } problem) result.refused.Add(new(Shown(file.Name), null, problem));
            else result.files.Add((file.Name, file));
        }
        if (result.files.ConvertAll(file => file.Path.Split('/')[0]).Distinct().ToList() is [var only] && !places.Contains(only)
            && result.files.TrueForAll(file => file.Path.Contains('/', StringComparison.Ordinal)))
        {
            var below = result.files.ConvertAll(file => (file.Path[(only.Length + 1)..], file.File));
            result.files.Clear();
            result.files.AddRange(below);
        }
        result.RefuseTwins();
        return result;
    }

    // Two files of one name would be one on some disks; a file that is a folder too is one nowhere.
    private void RefuseTwins()
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var folders = files.SelectMany(file => FoldersOf(file.Path)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        files.RemoveAll(file =>
        {
            if (names.Add(file.Path) && !folders.Contains(file.Path)) return false;
            refused.Add(new(Shown(file.Path), null, "Deze naam komt twee keer voor. Laat er één staan."));
            return true;
        });
    }

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var at = path.IndexOf('/', StringComparison.Ordinal); at >= 0; at = path.IndexOf('/', at + 1)) yield return path[..at];
    }

    // What systems put beside files by themselves.
    private static bool IsLitter(string name)
    {
        var parts = name.Split('/', '\\');
        return name.EndsWith('/') || parts[^1] is "Thumbs.db" or "desktop.ini"
            || parts.Any(part => part == "__MACOSX" || (part.Length > 1 && part[0] == '.' && part[1] != '.'));
    }

    private static string? ProblemOf(SentFile file) => file.Name switch
    {
        "" => "Dit bestand heeft geen naam.",
        var name when name.Any(letter => letter == '\uFFFD' || char.IsControl(letter)) =>
            "De naam van dit bestand is niet te lezen. Geef het een naam van kleine letters, cijfers en streepjes.",
        [var letter, ':', ..] when char.IsAsciiLetter(letter) => Outside,
        ['/', ..] => Outside,
        var name when name.Split('/', '\\').Any(part => part is ".." or "." or "") => Outside,
        var name when name.Contains('\\', StringComparison.Ordinal) =>
            "In deze naam staat een backslash (\\). Scheid mappen met een gewone streep (/), of pak de map opnieuw in.",
        { Length: > LongestPath } => "Deze naam is te lang. Kort hem in.",
        var name when name.Split('/').Length > DeepestPath => "Dit bestand staat in te veel mappen in elkaar.",
        _ when file.Length > FileKind.Largest =>
            $"Het bestand is {file.Length / 1_000_000.0:0.0} MB; hoogstens {FileKind.Largest / 1_000_000} MB past. Maak het kleiner.",
        _ => null,
    };

    private const string Outside = "Dit bestand wil buiten de map staan. Zo’n bestand nemen we niet aan.";

    // It stands on a page: without what moves letters about.
    private static string Shown(string name)
    {
        var plain = string.Concat(name.Select(
            letter => char.IsControl(letter) || Markdown.Unicode.TurnsDirection(letter.ToString()) ? '\uFFFD' : letter));
        return plain.AtMost(LongestShown, "…");
    }
}
