using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Calendar.Questions;

/// <summary>A line of numbers.</summary>
/// <param name="Label">What was counted.</param>
/// <param name="Number">How many.</param>
internal sealed record FigureLine(string Label, int Number);

/// <summary>
/// How many questions came, also of those that are gone. What a theme or a municipality asked is shown from five on: fewer could be one
/// person. The rest stands together, and when that is fewer than five as well, it is not shown.
/// </summary>
internal sealed class QuestionFigures(DbSession session, IProfileChoices choices)
{
    /// <summary>Fewer are not shown by themselves.</summary>
    public const int Fewest = 5;

    /// <summary>By month and kind, the last first.</summary>
    public async Task<IReadOnlyList<(DateOnly Month, IReadOnlyDictionary<QuestionKind, int> Numbers)>> MonthsAsync(
        IReadOnlyList<QuestionKind> kinds, int most, CancellationToken stop)
    {
        var rows = await session.ListAsync(
            """
            select month, kind, asked from calendar.question_totals where list = 'all' and kind = any($1)
            order by month desc, kind limit $2
            """,
            [kinds.Select(kind => kind.Key()).ToArray(), most * kinds.Count],
            row => (Month: row.Get<DateOnly>(0), Kind: QuestionKinds.Of(row.Text(1))!.Value, Number: row.Number(2)), stop);
        return
        [
            .. rows.GroupBy(row => row.Month).Take(most).Select(month => (
                month.Key, (IReadOnlyDictionary<QuestionKind, int>)month.ToDictionary(row => row.Kind, row => row.Number))),
        ];
    }

    /// <summary>What advice was asked about, most first.</summary>
    public Task<IReadOnlyList<FigureLine>> ThemesAsync(CancellationToken stop) =>
        LinesAsync("theme", choices.Themes.ToDictionary(one => one.Id, one => one.Label), "Andere thema’s, of geen", stop);

    /// <summary>From which municipality advice was asked, most first.</summary>
    public Task<IReadOnlyList<FigureLine>> MunicipalitiesAsync(CancellationToken stop) => LinesAsync(
        "municipality", choices.Municipalities.ToDictionary(one => one.Id, one => one.Label), "Andere gemeenten, of geen", stop);

    private async Task<IReadOnlyList<FigureLine>> LinesAsync(
        string list, Dictionary<string, string> labels, string others, CancellationToken stop)
    {
        var rows = await session.ListAsync(
            "select value, sum(asked)::int from calendar.question_totals where list = $1 group by value order by 2 desc, 1", [list],
            row => (Value: row.Text(0), Number: row.Number(1)), stop);
        return Shown(rows, labels, others);
    }

    /// <summary>
    /// The lines as they may be shown. Where what is left over would be one value of fewer than five, the smallest line goes with it:
    /// otherwise the total of all questions would tell it.
    /// </summary>
    internal static IReadOnlyList<FigureLine> Shown(
        IEnumerable<(string Value, int Number)> counted, IReadOnlyDictionary<string, string> labels, string others)
    {
        var rows = counted.OrderByDescending(row => row.Number).ToList();
        var shown = rows.Where(row => row.Number >= Fewest && labels.ContainsKey(row.Value)).ToList();
        var rest = rows.Where(row => !shown.Contains(row)).Sum(row => row.Number);
        while (rest is > 0 and < Fewest && shown.Count > 0)
        {
            rest += shown[^1].Number;
            shown.RemoveAt(shown.Count - 1);
        }
        return
        [
            .. shown.Select(row => new FigureLine(labels[row.Value], row.Number)),
            .. rest >= Fewest ? new[] { new FigureLine(others, rest) } : [],
        ];
    }
}
