using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Learning.Types;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Repetition;

/// <summary>
/// Chooses the questions that come back, once for each enrolment that was completed. Whoever looks first makes them; nothing has to
/// happen at the moment of completion.
/// </summary>
internal sealed class ReviewDecks(
    DbSession session, Enrolments enrolments, AnswerHistory history, ModuleVersions versions, TimeProvider clock)
{
    // Beside practice: of the chapters' questions that went wrong.
    private const int Wrong = 4;

    /// <summary>Makes what this learner does not have yet; a newer cycle of a module takes the place of the older one.</summary>
    public async Task MakeAsync(Guid memberId, CancellationToken stop = default)
    {
        var missing = await MissingAsync(memberId, stop);
        if (missing.Count == 0) return;
        var mine = await enrolments.OfAsync(memberId, stop);
        foreach (var enrolment in mine.Where(enrolment => missing.Contains(enrolment.Id)).OrderBy(enrolment => enrolment.Cycle))
            await session.InTransactionAsync(() => MakeAsync(enrolment, stop), stop);
    }

    private async Task MakeAsync(Enrolment enrolment, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        // Of two that do this at once, the second waits here and then sees that it is done.
        var isNew = await session.ExecuteAsync(
            "insert into learning.review_decks (enrolment_id, made_at) values ($1, $2) on conflict do nothing", [enrolment.Id, now], stop);
        if (isNew == 0) return;

        await session.ExecuteAsync(
            "delete from learning.review_cards where member_id = $1 and module = $2", [enrolment.MemberId, enrolment.Module], stop);
        var chosen = await ChosenAsync(enrolment, stop);
        var first = ReviewPlan.First(DutchTime.DateOf(enrolment.CompletedAt!.Value));
        for (var place = 0; place < chosen.Count; place++)
        {
            // Wrong answers all come back on the first day; situations to practise with are spread, some each few days.
            var due = chosen[place].IsPractice ? first.AddDays(place / ReviewPlan.PracticeAtOnce * ReviewPlan.DaysBetweenPractice) : first;
            await session.ExecuteAsync(
                """
                insert into learning.review_cards (member_id, exercise, module, enrolment_id, place, due_on, made_at)
                values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
                """,
                [enrolment.MemberId, chosen[place].Exercise, enrolment.Module, enrolment.Id, place, due, now], stop);
        }
    }

    // A module with situations to practise with gives those: new ones, for who sees the old ones again learns the sentence. Of the
    // questions of its tests none comes back, for they may be asked again in a test.
    private async Task<IReadOnlyList<(string Exercise, bool IsPractice)>> ChosenAsync(Enrolment enrolment, CancellationToken stop)
    {
        var module = versions.Current(enrolment.Module);
        var practice = module?.Chapters.Where(chapter => chapter.Kind == ChapterKind.Practice)
            .SelectMany(chapter => chapter.Items).Select(item => item.Id).ToList() ?? [];
        var answers = await history.OfAsync(enrolment, stop);
        return practice.Count == 0
            ? [.. Choose(answers).Select(exercise => (exercise, false))]
            :
            [
                .. practice.Select(exercise => (exercise, true)),
                .. Choose(answers.Where(InChapter)).Take(Wrong).Select(exercise => (exercise, false)),
            ];

        bool InChapter(PastAnswer answer) => answer is { Chapter.Kind: ChapterKind.Chapter, IsRight: false };
    }

    /// <summary>
    /// What was wrong the first time comes first, the least right of all in front; then the rest in the order of the module.
    /// </summary>
    internal static IReadOnlyList<string> Choose(IEnumerable<PastAnswer> answers) =>
    [
        .. answers.Where(
            answer =>
                answer is { Number: 1, IsOpen: false, Max: > 0, Asked: { HasKey: true, Traits.ComesBack: true },
                    Chapter.Kind: not ChapterKind.PreTest })
            .OrderBy(answer => answer.Score / answer.Max).Take(ReviewPlan.CardsPerModule).Select(answer => answer.ExerciseId),
    ];

    private async Task<HashSet<Guid>> MissingAsync(Guid memberId, CancellationToken stop) => [.. await session.ListAsync(
        """
        select id from learning.enrolments where member_id = $1 and completed_at is not null
            and not exists (select from learning.review_decks where enrolment_id = enrolments.id)
        """,
        [memberId], row => row.Id(0), stop)];
}
