using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Portal.Members.Privacy;

/// <summary>All that the rooms keep of a member, as one zip: everything as JSON for machines, each table as CSV for people.</summary>
internal sealed class PersonalFiles(IEnumerable<IPersonalData> rooms)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // A spreadsheet takes a cell that begins with one of these for a formula.
    private static readonly char[] FormulaSigns = ['=', '+', '-', '@', '\t', '\r'];

    public async Task<byte[]> ZipAsync(Guid memberId, CancellationToken stop)
    {
        var tables = new List<PersonalTable>();
        foreach (var room in rooms) tables.AddRange(await room.ExportAsync(memberId, stop));

        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            await WriteAsync(zip, "gegevens.json", JsonSerializer.Serialize(tables.ToDictionary(table => table.Name, RowsOf), Json), stop);
            foreach (var table in tables) await WriteAsync(zip, $"{table.Name}.csv", Csv(table), stop);
        }
        return bytes.ToArray();
    }

    private static IEnumerable<Dictionary<string, object?>> RowsOf(PersonalTable table) =>
        table.Rows.Select(row => table.Columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second));

    private static string Csv(PersonalTable table)
    {
        var text = new StringBuilder().AppendJoin(';', table.Columns.Select(Cell)).Append("\r\n");
        foreach (var row in table.Rows) text.AppendJoin(';', row.Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            true => "ja",
            false => "nee",
            DateTimeOffset moment => moment.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
        if (value is string && text.Length > 0 && FormulaSigns.Contains(text[0])) text = "'" + text;
        return text.AsSpan().IndexOfAny(";\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // With a byte order mark: Excel reads the file as UTF-8 only then.
    private static async Task WriteAsync(ZipArchive zip, string name, string text, CancellationToken stop)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(stop);
        if (name.EndsWith(".csv", StringComparison.Ordinal)) await entry.WriteAsync(Encoding.UTF8.Preamble.ToArray(), stop);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), stop);
    }
}
