using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Portal.Platform;

namespace Portal.Members.Privacy;

/// <summary>All that the rooms keep of a member, as one zip: everything as JSON for machines, each table as CSV for people.</summary>
internal sealed class PersonalFiles(IEnumerable<IPersonalData> rooms)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task<byte[]> ZipAsync(Guid memberId, CancellationToken stop)
    {
        var tables = new List<PersonalTable>();
        foreach (var room in rooms) tables.AddRange(await room.ExportAsync(memberId, stop));

        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            await WriteAsync(
                zip, "gegevens.json", JsonSerializer.SerializeToUtf8Bytes(tables.ToDictionary(table => table.Name, RowsOf), Json), stop);
            foreach (var table in tables) await WriteAsync(zip, $"{table.Name}.csv", Csv.Write(table.Columns, table.Rows), stop);
        }
        return bytes.ToArray();
    }

    private static IEnumerable<Dictionary<string, object?>> RowsOf(PersonalTable table) =>
        table.Rows.Select(row => table.Columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second));

    private static async Task WriteAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken stop)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(stop);
        await entry.WriteAsync(bytes, stop);
    }
}
