using CsvHelper;

namespace Portal.Platform;

/// <summary>
/// A list that somebody brings as CSV: a line of headings, then a line for each. Reads what Excel writes: semicolons, commas or tabs, in
/// UTF-8, UTF-16 or Windows-1252 (<see cref="Csv.TextOf"/>).
/// </summary>
public sealed class CsvList : IDisposable
{
    // The separator is found by itself: ; , tab.
    private static readonly CsvReaderOptions Options = new() { TrackLineNumbers = true };

    private readonly CsvReader csv;
    private readonly List<string> headings;

    /// <summary>Opens it before its first line.</summary>
    /// <param name="file">The file's bytes.</param>
    public CsvList(byte[] file)
    {
        csv = CsvReader.FromText(Csv.TextOf(file), Options);
        headings = [.. csv.Headers.Select(heading => heading.Trim().ToLowerInvariant())];
    }

    /// <summary>True when not even headings stand in it.</summary>
    public bool IsEmpty => headings.Count == 0;

    /// <summary>The line that was read, from 1; the line of headings counts.</summary>
    public long Line => csv.LineNumber;

    /// <summary>The first column with one of these headings, in small letters; -1 when there is none.</summary>
    public int ColumnOf(IReadOnlyCollection<string> names) => headings.FindIndex(names.Contains);

    /// <summary>Goes to the next line; false at the end.</summary>
    public bool Read() => csv.Read();

    /// <summary>What stands in a column of the line, without space around it; empty where line or list has no such column.</summary>
    public string Cell(int column) => column < 0 || column >= csv.FieldCount ? "" : csv.GetString(column).Trim();

    /// <inheritdoc/>
    public void Dispose() => csv.Dispose();
}
