using Portal.Platform;

namespace Portal.Content.Addresses;

/// <summary>
/// A list of redirects as CSV: a line of headings (van, naar), then a line each. Reads what Excel writes: semicolons, commas or tabs, in
/// UTF-8, UTF-16 or Windows-1252.
/// </summary>
internal static class RedirectList
{
    /// <summary>The most lines in one list.</summary>
    public const int Most = 2_000;

    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = 1_000_000;

    private static readonly string[] FromHeadings = ["van", "oud", "oud adres", "from", "source", "bron"];
    private static readonly string[] ToHeadings = ["naar", "nieuw", "nieuw adres", "to", "target", "doel"];

    /// <summary>Reads a list; with a problem of the whole there are no lines.</summary>
    public static (IReadOnlyList<RedirectLine> Lines, string? Problem) Read(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length > MostBytes) return ([], "Het bestand is te groot. Maak er een paar bestanden van.");
        using var csv = new CsvList(file);
        if (csv.Problem is { } problem) return ([], problem);
        var (from, to) = (csv.ColumnOf(FromHeadings), csv.ColumnOf(ToHeadings));
        if (from < 0 || to < 0) return ([], "Zet boven de kolommen ‘van’ en ‘naar’.");
        var lines = new List<RedirectLine>();
        while (csv.Read())
        {
            if (lines.Count == Most) return ([], $"Er staan meer dan {Most} regels in het bestand. Maak er een paar bestanden van.");
            lines.Add(new RedirectLine((int)csv.Line, Cell(csv, from), Cell(csv, to)));
        }
        return lines.Count == 0 ? ([], "Er staat geen enkel adres in het bestand.") : (lines, null);
    }

    // What our own list writes before a cell that a spreadsheet would take for a formula is no part of an address.
    private static string Cell(CsvList csv, int column) => csv.Cell(column).TrimStart('\'');
}
