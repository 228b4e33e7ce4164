using Portal.Platform.Data;

namespace Portal.Platform.Backup;

/// <summary>A table as the catalog has it.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name in it.</param>
/// <param name="Columns">The columns that hold something of their own, in order; a generated one follows from others.</param>
internal sealed record StoredTable(string Schema, string Name, IReadOnlyList<string> Columns)
{
    /// <summary>Its name in SQL.</summary>
    public string Sql => Quoted(Schema, Name);

    /// <summary>Table and columns in SQL, for COPY.</summary>
    public string SqlWithColumns => $"{Sql} ({string.Join(", ", Columns.Select(Quote))})";

    /// <summary>A name with its schema in SQL, as it is.</summary>
    public static string Quoted(string schema, string name) => $"{Quote(schema)}.{Quote(name)}";

    /// <summary>A name in SQL, as it is.</summary>
    public static string Quote(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    /// <inheritdoc/>
    public bool Equals(StoredTable? other) =>
        other is not null && (Schema, Name) == (other.Schema, other.Name) && Columns.SequenceEqual(other.Columns, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Schema, Name);
}

/// <summary>What the rooms have in the database, asked of PostgreSQL's catalog: nobody keeps a list that may miss one.</summary>
internal sealed class StoredTables(DbSession session, IEnumerable<ModuleSchema> schemas)
{
    private readonly string[] rooms = [.. schemas.Select(schema => schema.Name).Append("platform").Distinct(StringComparer.Ordinal)];

    /// <summary>All tables, by name.</summary>
    public Task<List<StoredTable>> TablesAsync(CancellationToken stop) => session.ListAsync(
        """
        select n.nspname::text, c.relname::text,
            coalesce(array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = ''), '{}')
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relkind = 'r' and n.nspname = any($1)
        group by n.nspname, c.relname order by n.nspname, c.relname
        """,
        [rooms], row => new StoredTable(row.Text(0), row.Text(1), row.Get<string[]>(2)), stop);

    /// <summary>All sequences, those of identity columns too, and where they stand: past what a snapshot sees, never before it.</summary>
    public async Task<List<SequenceState>> SequencesAsync(CancellationToken stop)
    {
        var names = await session.ListAsync(
            """
            select n.nspname::text, c.relname::text
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'S' and n.nspname = any($1) order by n.nspname, c.relname
            """,
            [rooms], row => (Schema: row.Text(0), Name: row.Text(1)), stop);
        var states = new List<SequenceState>();
        foreach (var (schema, name) in names)
        {
            states.Add((await session.FirstAsync(
                "select last_value, is_called from " + StoredTable.Quoted(schema, name), [],
                row => new SequenceState(schema, name, row.Get<long>(0), row.Get<bool>(1)), stop))!);
        }
        return states;
    }

    /// <summary>What ran on this database, by schema and file.</summary>
    public Task<List<AppliedMigration>> MigrationsAsync(CancellationToken stop) => session.ListAsync(
        "select schema, file, checksum from platform.migrations order by schema collate \"C\", file collate \"C\"", [],
        row => new AppliedMigration(row.Text(0), row.Text(1), row.Text(2)), stop);

    /// <summary>
    /// Rules that rows are held to among themselves and on their way in, for whoever fills all tables at once: statements that lift them,
    /// and statements that put them back as they were, by which PostgreSQL checks all rows.
    /// </summary>
    public async Task<(List<string> Lift, List<string> PutBack)> RulesAsync(CancellationToken stop)
    {
        var keys = await session.ListAsync(
            """
            select n.nspname::text, c.relname::text, k.conname::text, pg_catalog.pg_get_constraintdef(k.oid)
            from pg_catalog.pg_constraint k
            join pg_catalog.pg_class c on c.oid = k.conrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where k.contype = 'f' and k.conparentid = 0 and n.nspname = any($1)
            """,
            [rooms], row => (On: Alter(row), Name: row.Text(2), Rule: row.Text(3)), stop);
        var triggers = await session.ListAsync(
            """
            select n.nspname::text, c.relname::text, t.tgname::text,
                case t.tgenabled when 'A' then 'enable always' when 'R' then 'enable replica' else 'enable' end
            from pg_catalog.pg_trigger t
            join pg_catalog.pg_class c on c.oid = t.tgrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where not t.tgisinternal and t.tgenabled <> 'D' and n.nspname = any($1)
            """,
            [rooms], row => (On: Alter(row), Name: row.Text(2), How: row.Text(3)), stop);
        return (
            [
                .. keys.Select(key => $"{key.On}drop constraint {StoredTable.Quote(key.Name)}"),
                .. triggers.Select(trigger => $"{trigger.On}disable trigger {StoredTable.Quote(trigger.Name)}"),
            ],
            [
                .. keys.Select(key => $"{key.On}add constraint {StoredTable.Quote(key.Name)} {key.Rule}"),
                .. triggers.Select(trigger => $"{trigger.On}{trigger.How} trigger {StoredTable.Quote(trigger.Name)}"),
            ]);
    }

    private static string Alter(Row row) => $"alter table {StoredTable.Quoted(row.Text(0), row.Text(1))} ";
}
