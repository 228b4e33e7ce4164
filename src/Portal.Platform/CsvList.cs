using CsvHelper;

namespace Portal.Platform;

/// <summary>
/// A list that somebody brings: a line of headings, then a line for each. Reads what Excel writes: a workbook (.xlsx, its first sheet), or
/// CSV with semicolons, commas or tabs, in UTF-8, UTF-16 or Windows-1252 (<see cref="Csv.TextOf"/>).
/// </summary>
public sealed class CsvList : IDisposable
{
    // The separator is found by itself: ; , tab.
    private static readonly CsvReaderOptions Options = new() { TrackLineNumbers = true };

    private readonly CsvReader? csv;
    private readonly List<(long Line, string[] Cells)> rows = [];
    private readonly List<string> headings = [];
    private int at;

    /// <summary>Opens it before its first line.</summary>
    /// <param name="file">The file's bytes.</param>
    public CsvList(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (XlsxReader.IsOldOrLocked(file))
            Problem = "Dit is een oud Excel-bestand (xls), of er zit een wachtwoord op. Bewaar het als xlsx of csv, zonder wachtwoord.";
        else if (!XlsxReader.Is(file))
        {
            csv = CsvReader.FromText(Csv.TextOf(file), Options);
            headings = [.. csv.Headers.Select(HeadingOf)];
        }
        else if (XlsxReader.Read(file) is { } read)
        {
            rows = read;
            if (rows.Count > 0) headings = [.. rows[0].Cells.Select(HeadingOf)];
        }
        else Problem = "Dit bestand kunnen we niet lezen. Bewaar het in Excel als xlsx of csv.";
        if (Problem is null && headings.TrueForAll(heading => heading.Length == 0)) Problem = "Het bestand is leeg.";
    }

    /// <summary>Why nothing can be read from it, Dutch; null when something can.</summary>
    public string? Problem { get; }

    /// <summary>The line that was read, from 1; the line of headings counts.</summary>
    public long Line => csv?.LineNumber ?? rows[at].Line;

    /// <summary>The first column with one of these headings, in small letters; -1 when there is none.</summary>
    public int ColumnOf(IReadOnlyCollection<string> names) => headings.FindIndex(names.Contains);

    /// <summary>Goes to the next line; false at the end.</summary>
    public bool Read() => csv?.Read() ?? ++at < rows.Count;

    /// <summary>What stands in a column of the line, without space around it; empty where line or list has no such column.</summary>
    public string Cell(int column)
    {
        var count = csv?.FieldCount ?? rows[at].Cells.Length;
        return column < 0 || column >= count ? "" : (csv?.GetString(column) ?? rows[at].Cells[column]).Trim();
    }

    /// <inheritdoc/>
    public void Dispose() => csv?.Dispose();

    private static string HeadingOf(string heading) => heading.Trim().ToLowerInvariant();
}
