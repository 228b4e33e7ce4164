using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Data;

namespace Portal.Calendar.Questions;

/// <summary>Questions about one thing that wait for an answer.</summary>
/// <param name="About">A theme; where the asker gave none, what kind of question it is.</param>
/// <param name="Count">How many wait.</param>
/// <param name="Since">Since when the first one waits, UTC.</param>
/// <param name="Path">The list of them.</param>
/// <param name="FirstPath">The one that waits longest.</param>
public sealed record WaitingGroup(string About, int Count, DateTimeOffset Since, string Path, string FirstPath);

/// <summary>What the inbox has waiting, by theme, for who may read it: of the kinds that they answer.</summary>
public sealed class WaitingQuestions(DbSession session, CurrentMember current, IProfileChoices choices)
{
    /// <summary>The most first; nothing for who answers no questions.</summary>
    public async Task<IReadOnlyList<WaitingGroup>> ByThemeAsync(CancellationToken stop)
    {
        var kinds = QuestionKinds.SeenBy(current);
        if (kinds.Count == 0) return [];
        var themes = choices.Themes.ToDictionary(theme => theme.Id, theme => theme.Label);
        return await session.ListAsync(
            """
            select theme, case when theme is null then kind end, count(*)::int, min(waiting_since),
                (array_agg(id order by waiting_since, number))[1]
            from calendar.questions where closed_at is null and waiting_since is not null and kind = any($1)
            group by 1, 2 order by 3 desc, 4
            """,
            [kinds.Select(kind => kind.Key()).ToArray()],
            row => row.TextOrNull(0) is { } theme
                ? Group(row, themes.GetValueOrDefault(theme, theme), $"thema={Uri.EscapeDataString(theme)}")
                : Group(row, QuestionKinds.Of(row.Text(1))!.Value.Label(), $"soort={row.Text(1)}"),
            stop);
    }

    private static WaitingGroup Group(Row row, string about, string chosen) =>
        new(about, row.Number(2), row.Moment(3), $"/beheer/vragen?{chosen}", $"/beheer/vragen/{row.Id(4)}");
}
