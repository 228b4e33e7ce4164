using System.Text.Json;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>What a report of answers is about.</summary>
/// <param name="Report">Which report: <see cref="Gain"/>, <see cref="Sensitivity"/> or <see cref="Question"/>.</param>
/// <param name="District">Whose answers; empty: the whole region.</param>
/// <param name="Module">Id of the module.</param>
/// <param name="Subject">Of a question: the exercise's id.</param>
/// <param name="Version">Of what was asked; empty: whatever was.</param>
internal sealed record AnswerSubject(string Report, string District, string Module, string Subject = "", string Version = "")
{
    public const string Gain = "gain", Sensitivity = "sensitivity", Question = "question";
}

/// <summary>A report of answers as it stands.</summary>
/// <param name="About">What it is about.</param>
/// <param name="People">How many gave the answers; at least ten.</param>
/// <param name="Figures">What is told, in the steps in which it is shown.</param>
internal sealed record AnswerReport<T>(AnswerSubject About, int People, T Figures);

/// <summary>
/// Reports of answers, made by <see cref="MakeAnswerReports"/>. A page reads the newest and counts nothing, so it is the same before and
/// after any one person answers; and a newer one is made only when ten more people are in it, so that no difference of two is about fewer.
/// </summary>
internal sealed class AnswerReports(DbSession session, TimeProvider clock)
{
    /// <summary>True when so many people may be told of, beside the report that stands.</summary>
    /// <param name="shown">How many are in that one; null: there is none.</param>
    /// <param name="people">How many there are now: ten more, or (answers that were forgotten) ten fewer.</param>
    public static bool IsDue(int? shown, int people) =>
        people >= Suppression.FewestForAnswers && (shown is not { } before || Math.Abs(people - before) >= Suppression.FewestForAnswers);

    /// <summary>The newest reports of a kind.</summary>
    /// <param name="report">Which.</param>
    /// <param name="district">Whose answers; null: the whole region.</param>
    /// <param name="module">Id of the module; null: of all.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IReadOnlyList<AnswerReport<T>>> NewestAsync<T>(
        string report, string? district, string? module, CancellationToken stop) => await session.ListAsync(
        """
        select distinct on (module, subject, version) module, subject, version, people, figures::text
        from learning.answer_reports where report = $1 and district = $2 and ($3::text is null or module = $3)
        order by module, subject, version, id desc
        """,
        [report, district ?? "", module],
        row => new AnswerReport<T>(
            new(report, district ?? "", row.Text(0), row.Text(1), row.Text(2)), row.Number(3),
            JsonSerializer.Deserialize<T>(row.Text(4))!),
        stop);

    /// <summary>How many people are in each newest report of a kind.</summary>
    public async Task<IReadOnlyDictionary<AnswerSubject, int>> ShownAsync(string report, CancellationToken stop)
    {
        var all = await session.ListAsync(
            """
            select distinct on (district, module, subject, version) district, module, subject, version, people
            from learning.answer_reports where report = $1 order by district, module, subject, version, id desc
            """,
            [report],
            row => (About: new AnswerSubject(report, row.Text(0), row.Text(1), row.Text(2), row.Text(3)), People: row.Number(4)), stop);
        return all.ToDictionary(one => one.About, one => one.People);
    }

    /// <summary>Adds a report.</summary>
    public Task AddAsync<T>(AnswerSubject about, int people, T figures, CancellationToken stop) => session.ExecuteAsync(
        """
        insert into learning.answer_reports (report, district, module, subject, version, people, figures, made_at)
        values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)
        """,
        [
            about.Report, about.District, about.Module, about.Subject, about.Version, people, JsonSerializer.Serialize(figures),
            clock.GetUtcNow(),
        ],
        stop);
}
