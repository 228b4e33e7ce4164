using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Publishing;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Platform.Data;

namespace Portal.Learning.Pages.Leren;

/// <summary>
/// What the learner answered: a list of modules, and for one module (<c>?module=signalen-zien</c>, an earlier round with
/// <c>&amp;ronde=1</c>) every exercise with the answer and its explanation. Nobody else can open it.
/// </summary>
[Authorize(Rights.Member)]
internal sealed class AnswersModel(
    Enrolments enrolments, Progress.Tests tests, AnswerHistory history, ModuleVersions versions, DbSession session, LiveSite live,
    CurrentMember current) : PageModel
{
    /// <summary>All rounds of all modules, newest first, without their answers.</summary>
    public IReadOnlyList<AnswerRound> Rounds { get; private set; } = [];

    /// <summary>The round that is open, with its answers; null on the list.</summary>
    public AnswerRound? Round { get; private set; }

    /// <summary>Shows the list, or one round.</summary>
    public async Task<IActionResult> OnGetAsync(string? module, int? ronde, CancellationToken stop)
    {
        var mine = await enrolments.OfAsync(current.Id, stop);
        if (module is not null)
        {
            var found = mine.Where(enrolment => SlugOf(enrolment) == module && (ronde is null || enrolment.Cycle == ronde))
                .MaxBy(enrolment => enrolment.Cycle);
            if (found is null) return NotFound();
            Round = await RoundOfAsync(found, ChaptersOf(await history.OfAsync(found, stop)), stop);
            return Page();
        }
        var rounds = new List<AnswerRound>();
        foreach (var enrolment in mine) rounds.Add(await RoundOfAsync(enrolment, [], stop));
        Rounds = rounds;
        return Page();
    }

    /// <summary>Where a round is shown.</summary>
    public static string PathOf(Enrolment enrolment) => $"/leren/antwoorden?module={SlugOf(enrolment)}&ronde={enrolment.Cycle}";

    // The id without its kind: it stays when the module's address changes or the module goes offline.
    private static string SlugOf(Enrolment enrolment) =>
        enrolment.Module.StartsWith(LearningModule.IdPrefix, StringComparison.Ordinal)
            ? enrolment.Module[LearningModule.IdPrefix.Length..]
            : enrolment.Module;

    private async Task<AnswerRound> RoundOfAsync(Enrolment enrolment, IReadOnlyList<AnsweredChapter> chapters, CancellationToken stop)
    {
        var title = live.Current.Find<LearningModule>(enrolment.Module)?.Title
            ?? (await versions.ReadAsync(enrolment.ModuleVersionId, session, stop)).Title;
        return new AnswerRound(enrolment, title, chapters, TestScores.Of(await tests.OfAsync(enrolment.Id, stop)));
    }

    private static IReadOnlyList<AnsweredChapter> ChaptersOf(IEnumerable<PastAnswer> answers)
    {
        var seen = new Dictionary<string, int>();
        return [.. answers.Where(answer => !answer.IsOpen).GroupBy(answer => answer.Chapter?.Title ?? "Uit een eerdere versie")
            .Select(chapter => new AnsweredChapter(
            chapter.Key,
            [
                .. chapter.GroupBy(answer => answer.ExerciseId)
                    .Select(exercise => new AnsweredExercise([.. exercise], NumberOf(exercise.Last()))),
            ]))];

        int NumberOf(PastAnswer answer) => seen[answer.Asked?.Type ?? ""] = seen.GetValueOrDefault(answer.Asked?.Type ?? "") + 1;
    }
}
