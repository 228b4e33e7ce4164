using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Platform.Data;

/// <summary>Stores many rows that are new at once, as one COPY a table instead of a statement with its parameters a row.</summary>
public static class ManyRows
{
    /// <summary>Below this a COPY of its own is no gain.</summary>
    public const int Many = 100;

    /// <summary>
    /// Stores rows that are new and many, in the session's transaction, without the context hearing of them: to watch them would cost more
    /// than they do.
    /// </summary>
    public static Task CopyManyAsync<T>(this ModuleDb db, DbSession session, IEnumerable<T> rows, CancellationToken stop = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(db);
        return CopyAsync(db.Model.FindEntityType(typeof(T))!, rows, session, stop);
    }

    /// <summary>
    /// Saves all changes of a context, in the session's transaction. Rows that are new and many are no longer watched afterwards; their
    /// keys must be made before, and what refers to them must be checked at the end of the transaction.
    /// </summary>
    public static async Task SaveManyAsync(this ModuleDb db, DbSession session, CancellationToken stop = default)
    {
        var added = db.ChangeTracker.Entries().Where(row => row.State == EntityState.Added).ToLookup(row => row.Metadata);
        foreach (var rows in added.Where(rows => rows.Count() >= Many))
        {
            await CopyAsync(rows.Key, rows.Select(row => row.Entity), session, stop);
            foreach (var row in rows) row.State = EntityState.Detached;
        }
        await db.SaveChangesAsync(stop);
    }

    private static async Task CopyAsync(IEntityType table, IEnumerable<object> rows, DbSession session, CancellationToken stop)
    {
        if (!session.HasTransaction) throw new InvalidOperationException("Many rows are stored inside a transaction.");
        var columns = table.GetProperties()
            .Select(property => (
                Read: property.PropertyInfo!, Column: property.GetColumnName(), Type: property.GetColumnType(),
                property.GetTypeMapping().Converter))
            .ToList();
        var names = string.Join(", ", columns.Select(column => column.Column));
        var connection = await session.OpenAsync(stop);
        await using var writer = await connection.BeginBinaryImportAsync(
            $"copy {table.GetSchema()}.{table.GetTableName()} ({names}) from stdin (format binary)", stop);
        if (session.WaitsForAsLongAsItTakes) writer.Timeout = TimeSpan.Zero;
        foreach (var row in rows)
        {
            await writer.StartRowAsync(stop);
            foreach (var (read, _, type, converter) in columns)
            {
                var value = read.GetValue(row);
                if (converter is not null) value = converter.ConvertToProvider(value);
                if (value is null) await writer.WriteNullAsync(stop);
                else await writer.WriteAsync(value, type, stop);
            }
        }
        await writer.CompleteAsync(stop);
    }
}
