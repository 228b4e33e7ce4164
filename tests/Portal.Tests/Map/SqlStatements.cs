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
        ["which"] =
        [
            "r.problem is not null", "r.stage = 'in_review' and r.reviewer_id = $2", "r.stage = 'concept' and r.started_by = $2",
            "r.started_by = $2 and exists (select from content.remarks m where m.document_id = d.id and m.resolved_at is null)",
        ],
        ["order"] = ["r.changed_at"],
        ["count"] = ["10"],
        ["asked"] =
        [
            "l.kind = any($1) and l.actor = any($2) and l.action = $3 and l.object = $4 and l.words like $5 and l.at >= $6 and l.at < $7",
            "l.actor = $1 and (l.at, l.id) < ($2, $3)",
        ],
    };

    /// <summary>All statements that name a table.</summary>
    public static IEnumerable<SqlStatement> All() => SourceFiles.In("src", ".cs").GroupBy(file => file.Room).SelectMany(Of);

    private static IEnumerable<SqlStatement> Of(IEnumerable<SourceFile> room)
    {
        SourceFile[] files = [.. room];
        var holes = files.SelectMany(file => file.Literals).SelectMany(literal => literal.Holes).ToHashSet(StringComparer.Ordinal);
        return files.SelectMany(file => new Reader(files, holes, file).Statements());
    }

    [GeneratedRegex(@"^\s*(with|select|insert into|update|delete from|lock table|merge into)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Beginning();

    /// <summary>A table with its schema; <c>pg_catalog</c> and the like are no room's.</summary>
    [GeneratedRegex(@"\b(platform|search|members|content|calendar|learning|newsletters)\.[a-z_]+\b", RegexOptions.ExplicitCapture, 1000)]
    public static partial Regex Table();

    /// <summary>Reads one file, and where it says <c>{JobStore.Runs}</c> the file of that class as well.</summary>
    private sealed class Reader(IReadOnlyList<SourceFile> room, HashSet<string> holes, SourceFile file)
    {
        private readonly HashSet<string> ownHoles = [.. file.Literals.SelectMany(literal => literal.Holes).Select(NameOf)];

        public IEnumerable<SqlStatement> Statements() =>
            from literal in file.Literals
            where !IsPart(literal) && Beginning().IsMatch(literal.Parts.FirstOrDefault(part => !string.IsNullOrWhiteSpace(part), ""))
            from sql in Filled(literal)
            where Table().IsMatch(sql)
            select new SqlStatement(file, literal.Line, sql);

        // Half a statement is read where it is used.
        private bool IsPart(Literal literal) =>
            literal.Name is { } name && (ownHoles.Contains(name) || holes.Contains($"{ClassOf(file)}.{name}"));

        private IEnumerable<string> Filled(Literal literal)
        {
            var areParameters = literal.Before.EndsWith("FromSql(", StringComparison.Ordinal)
                || literal.Before.EndsWith("ExecuteSqlAsync(", StringComparison.Ordinal);
            IEnumerable<string> all = [literal.Parts[0]];
            for (var hole = 0; hole < literal.Holes.Count; hole++)
            {
                var after = literal.Parts[hole + 1];
                var fillings = areParameters ? [$"${hole + 1}"] : FillingsOf(literal.Holes[hole]);
                if (fillings.Count == 0) throw new InvalidOperationException(Unknown(literal, literal.Holes[hole]));
                all = [.. all.SelectMany(begun => fillings.Select(filling => begun + filling + after))];
            }
            return all;
        }

        private List<string> FillingsOf(string hole)
        {
            if (Elsewhere.TryGetValue(hole, out var known)) return [.. known];
            if (hole.Split('.') is [var other, var name] && room.FirstOrDefault(candidate => ClassOf(candidate) == other) is { } there)
                return new Reader(room, holes, there).FillingsOf(name);
            var number = Regex.Match(
                file.Text, $@"\bconst (int|long) {Regex.Escape(NameOf(hole))} = (?<value>\w+)", RegexOptions.None, TimeSpan.FromSeconds(1));
            if (number.Success) return [number.Groups["value"].Value];
            // {where} is the end of a statement, given to what runs it: all ends that stand in the file.
            return
            [
                .. file.Literals.Where(literal => literal.Name == NameOf(hole) || (hole == "where" && IsEnd(literal))).SelectMany(Filled),
            ];
        }

        private static bool IsEnd(Literal literal) => literal.Parts[0].TrimStart().StartsWith("where ", StringComparison.Ordinal);

        private string Unknown(Literal literal, string hole) =>
            $"{file.Path}:{literal.Line}: what stands in {{{hole}}}? Give it a name there, or an example in {nameof(SqlStatements)}.";

        // {Matched(scope)} is made by Matched.
        private static string NameOf(string hole) => hole.Split('(')[0];

        private static string ClassOf(SourceFile file) => Path.GetFileNameWithoutExtension(file.Path);
    }
}
