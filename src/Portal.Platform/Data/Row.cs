using Npgsql;

namespace Portal.Platform.Data;

/// <summary>
/// The row a query stands at, by column from 0; only for the time of the function that reads it. A column that may be null is asked by a
/// method that says so: any other fails on null, with the column's name.
/// </summary>
public readonly struct Row
{
    private readonly NpgsqlDataReader reader;

    internal Row(NpgsqlDataReader reader) => this.reader = reader;

    /// <summary>A text.</summary>
    public string Text(int column) => reader.GetString(column);

    /// <summary>A text, or null.</summary>
    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A uuid.</summary>
    public Guid Id(int column) => reader.GetGuid(column);

    /// <summary>A whole number (int4, int2).</summary>
    public int Number(int column) => reader.GetInt32(column);

    /// <summary>A timestamptz, in UTC.</summary>
    public DateTimeOffset Moment(int column) => reader.GetFieldValue<DateTimeOffset>(column);

    /// <summary>Anything else that is never null: a number, a bool, a <see cref="DateOnly"/>, an array.</summary>
    public T Get<T>(int column) where T : notnull => reader.GetFieldValue<T>(column);

    /// <summary>A value that may be null.</summary>
    public T? GetOrNull<T>(int column) where T : struct => reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    /// <summary>All columns as they come: null for null, a <see cref="DateTimeOffset"/> in UTC for a timestamptz.</summary>
    public object?[] All()
    {
        var values = new object?[reader.FieldCount];
        for (var column = 0; column < values.Length; column++)
        {
            values[column] = reader.IsDBNull(column) ? null
                : reader.GetValue(column) is DateTime { Kind: DateTimeKind.Utc } moment ? new DateTimeOffset(moment, TimeSpan.Zero)
                : reader.GetValue(column);
        }
        return values;
    }
}
