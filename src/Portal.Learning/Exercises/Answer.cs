using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Portal.Learning.Exercises;

/// <summary>
/// What somebody filled in: the fields of the form as they were posted, whatever they hold. Only <see cref="Exercise.Grade"/> says
/// what it is worth.
/// </summary>
/// <param name="Fields">The values by field; a field may have several, or be missing.</param>
internal sealed record Answer(IReadOnlyDictionary<string, IReadOnlyList<string>> Fields)
{
    /// <summary>What the fields of an exercise begin with in a form, so that they never meet the page's own fields.</summary>
    public const string FieldPrefix = "a-";

    /// <summary>More than any form of ours posts. What goes over a limit is left out, and so grades as not answered.</summary>
    private const int MaxFields = 200, MaxValues = 40, MaxLength = 500;

    /// <summary>The field that holds how sure one was.</summary>
    internal const string CertaintyField = "zeker";

    /// <summary>Nothing filled in.</summary>
    public static Answer Empty { get; } = new(new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>True when there is nothing in it but blanks.</summary>
    public bool IsEmpty => Fields.Where(pair => pair.Key != CertaintyField).All(pair => pair.Value.All(string.IsNullOrWhiteSpace));

    /// <summary>How sure one was: 1 a guess, 2 fairly, 3 very; null when it was not asked or not said.</summary>
    public int? Certainty => CertaintyOf(CertaintyField);

    /// <summary>The answer in a posted form; the page's own fields are left out.</summary>
    public static Answer Of(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Of(form.Where(field => field.Key.StartsWith(FieldPrefix, StringComparison.Ordinal))
            .Select(field => (field.Key[FieldPrefix.Length..], field.Value.OfType<string>())));
    }

    /// <summary>An answer of fields without their prefix.</summary>
    public static Answer Of(params IEnumerable<(string Field, IEnumerable<string> Values)> fields)
    {
        var kept = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (field, values) in fields.Take(MaxFields))
        {
            if (field.Length is > 0 and <= MaxLength)
                kept.TryAdd(field, [.. values.Where(value => value.Length <= MaxLength).Take(MaxValues).Select(Storable)]);
        }
        return new Answer(kept);
    }

    /// <summary>The values of a field, blanks left out; none when it is missing.</summary>
    public IReadOnlyList<string> All(string field) =>
        Fields.TryGetValue(field, out var values)
            ? [.. values.Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value.Trim())]
            : [];

    /// <summary>The value of a field that should have one; null when it is missing, blank or there are several that differ.</summary>
    public string? One(string field) => All(field).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;

    /// <summary>How sure one was by that field, see <see cref="Certainty"/>.</summary>
    public int? CertaintyOf(string field) => One(field) switch { "1" => 1, "2" => 2, "3" => 3, _ => null };

    /// <summary>As JSON: an object of lists of strings, fields in ordinal order.</summary>
    public string ToJson() => JsonSerializer.Serialize(Fields.OrderBy(field => field.Key, StringComparer.Ordinal).ToDictionary());

    /// <summary>The answer that <see cref="ToJson"/> wrote; anything else is an empty answer.</summary>
    public static Answer FromJson(string json)
    {
        try
        {
            var fields = JsonSerializer.Deserialize<Dictionary<string, List<string?>?>>(json);
            return fields is null ? Empty : Of(fields.Select(field => (field.Key, (field.Value ?? []).OfType<string>())));
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    /// <inheritdoc/>
    public bool Equals(Answer? other) => other is not null && ToJson() == other.ToJson();

    /// <inheritdoc/>
    public override int GetHashCode() => ToJson().GetHashCode(StringComparison.Ordinal);

    // PostgreSQL's jsonb takes no NUL, and JSON no lone surrogate.
    private static string Storable(string value) =>
        value.Any(c => c == '\0' || char.IsSurrogate(c))
            ? string.Concat(value.EnumerateRunes().Where(rune => rune.Value is not (0 or 0xFFFD)))
            : value;
}
