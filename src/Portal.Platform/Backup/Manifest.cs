using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Portal.Platform.Backup;

/// <summary>
/// What a backup says of itself: <c>manifest.json</c>. Camel case, moments in UTC by ISO 8601, checksums SHA-256 in lower-case
/// hexadecimals.
/// </summary>
/// <param name="Format">1: as the room's README says.</param>
/// <param name="Program">The portal's version that made it.</param>
/// <param name="Server">PostgreSQL's version it was made of.</param>
/// <param name="TakenAt">The moment it shows.</param>
/// <param name="Migrations">What made the tables; a portal with others does not restore it.</param>
/// <param name="Tables">All tables, each in an entry of its own.</param>
/// <param name="Sequences">Where numbering stood.</param>
internal sealed record Manifest(
    int Format, string Program, string Server, DateTimeOffset TakenAt, IReadOnlyList<AppliedMigration> Migrations,
    IReadOnlyList<TableContents> Tables, IReadOnlyList<SequenceState> Sequences)
{
    /// <summary>
    /// Where the chain of the audit log stood (<see cref="Audit.AuditHead.Mark"/>); null: it had no line. Kept with a backup it shows
    /// whether the log of the portal goes on from there.
    /// </summary>
    public string? Audit { get; init; }

    /// <summary>The entry it stands in.</summary>
    public const string Entry = "manifest.json";

    /// <summary>The entry of its own checksum, in one line as <c>sha256sum</c> writes and reads it.</summary>
    public const string ChecksumEntry = "manifest.json.sha256";

    /// <summary>The format this program writes, and the only one it reads.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>This program's version, with the commit it was built of where the build knew one.</summary>
    public static string ThisProgram { get; } =
        typeof(Manifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?";

    /// <summary>The JSON.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>The line of <see cref="ChecksumEntry"/>.</summary>
    public static byte[] ChecksumOf(byte[] json) =>
        Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(json))}  {Entry}\n");

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Manifest Read(byte[] json) => JsonSerializer.Deserialize<Manifest>(json, Json) ?? throw new JsonException("null");
}

/// <summary>A migration that made a part of the tables (<c>platform.migrations</c>).</summary>
internal sealed record AppliedMigration(string Schema, string File, string Checksum);

/// <summary>A table in a backup.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name in it.</param>
/// <param name="Columns">The columns, in the order of the entry; those the database computes itself are not among them.</param>
/// <param name="Entry">The entry with its rows: PostgreSQL's text format of COPY, UTF-8, a row a line.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Bytes">How many bytes, uncompressed.</param>
/// <param name="Sha256">Of those bytes.</param>
internal sealed record TableContents(
    string Schema, string Name, IReadOnlyList<string> Columns, string Entry, long Rows, long Bytes, string Sha256)
{
    /// <summary>What it is, whatever is in it.</summary>
    public StoredTable Table => new(Schema, Name, Columns);
}

/// <summary>Where a sequence stood.</summary>
internal sealed record SequenceState(string Schema, string Name, long LastValue, bool IsCalled)
{
    /// <summary>Its name in SQL.</summary>
    public string Sql => StoredTable.Quoted(Schema, Name);
}
