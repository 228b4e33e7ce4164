using System.Text.RegularExpressions;

namespace Portal.Tests.Map;

/// <summary>A statement that a room may run, with its holes filled.</summary>
/// <param name="File">Where it stands.</param>
/// <param name="Line">On which line.</param>
/// <param name="Sql">The statement.</param>
internal sealed record SqlStatement(SourceFile File, int Line, string Sql)
{
    public override string ToString() => $"{File.Path}:{Line}";
}

/// <summary>
/// Every SQL statement in the source of the rooms. A hole in one is filled with what has its name in the same file, or with the examples
/// here; a hole that neither knows is an error, so that no statement goes by unseen.
/// </summary>
internal static partial class SqlStatements
{
    /// <summary>What may stand in a hole that is made somewhere else.</summary>
    private static readonly Dictionary<string, string[]> Elsewhere = new(StringComparer.Ordinal)
    {
        ["scope.Sql"] = ["l.organisation_id = $1", "l.district = $1", "$1::text is null"],
        ["Suppression.FewestForAnswers"] = ["10"],
    };

    /// <summary>All statements of these rooms that name a table.</summary>
    public static IEnumerable<SqlStatement> All() => SourceFiles.In("src", ".cs").SelectMany(Of);

    private static IEnumerable<SqlStatement> Of(SourceFile file)
    {
        var literals = file.Literals;
        var holes = literals.SelectMany(literal => literal.Holes).Select(NameOf).ToHashSet(StringComparer.Ordinal);
        foreach (var literal in literals)
        {
            // Half a statement is read where it is used.
            if (literal.Name is { } name && holes.Contains(name)) continue;
            if (!Beginning().IsMatch(literal.Parts.First(part => !string.IsNullOrWhiteSpace(part) || part == literal.Parts[^1]))) continue;
            foreach (var sql in Filled(file, literals, literal).Where(sql => Table().IsMatch(sql))) yield return new SqlStatement(file, literal.Line, sql);
        }
    }

    private static IEnumerable<string> Filled(SourceFile file, IReadOnlyList<Literal> literals, Literal literal)
    {
        IEnumerable<string> all = [literal.Parts[0]];
        var areParameters = literal.Before.EndsWith("FromSql(", StringComparison.Ordinal) || literal.Before.EndsWith("ExecuteSqlAsync(", StringComparison.Ordinal);
        for (var hole = 0; hole < literal.Holes.Count; hole++)
        {
            var after = literal.Parts[hole + 1];
            var fillings = areParameters ? [$"${hole + 1}"] : FillingsOf(file, literals, literal.Holes[hole], literal);
            all = [.. all.SelectMany(begun => fillings.Select(filling => begun + filling + after))];
        }
        return all;
    }

    private static List<string> FillingsOf(SourceFile file, IReadOnlyList<Literal> literals, string hole, Literal of)
    {
        if (Elsewhere.TryGetValue(hole, out var known)) return [.. known];
        if (Regex.Match(file.Text, $@"\bconst (int|long) {Regex.Escape(NameOf(hole))} = (?<value>\w+)", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } number)
            return [number.Groups["value"].Value];
        var named = literals.Where(literal => literal.Name == NameOf(hole)).SelectMany(literal => Filled(file, literals, literal)).ToList();
        // The end of a statement, given to what runs it: all ends that stand in the file.
        if (named.Count == 0 && hole == "where")
            named = [.. literals.Where(literal => literal.Parts[0].StartsWith("where ", StringComparison.Ordinal)).SelectMany(literal => Filled(file, literals, literal))];
        return named.Count > 0 ? named
            : throw new InvalidOperationException($"{file.Path}:{of.Line}: what stands in {{{hole}}}? Give it a name in that file, or an example in {nameof(SqlStatements)}.");
    }

    // {Matched(scope)} is made by Matched.
    private static string NameOf(string hole) => hole.Split('(')[0];

    [GeneratedRegex(@"^\s*(with|select|insert into|update|delete from|lock table|merge into)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Beginning();

    /// <summary>A table with its schema; <c>pg_catalog</c> and the like are no room's.</summary>
    [GeneratedRegex(@"\b(?<schema>platform|search|members|content|calendar|learning|newsletters)\.(?<table>[a-z_]+)\b", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Table();
}
