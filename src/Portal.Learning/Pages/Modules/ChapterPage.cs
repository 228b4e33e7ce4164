using System.Net;
using Portal.Learning.Exercises;
using Portal.Learning.Progress;

namespace Portal.Learning.Pages.Modules;

/// <summary>A chapter on the page.</summary>
/// <param name="Html">The text, with forms and feedback in their places.</param>
/// <param name="Open">Its exercises that this learner did not answer yet.</param>
/// <param name="References">Ids of the documents its text is made of.</param>
internal sealed record ChapterPage(string Html, IReadOnlyList<Exercise> Open, IEnumerable<string> References);

/// <summary>Makes the page of a chapter.</summary>
internal sealed class ChapterPages(LessonTexts texts, GivenAnswers given, LessonForms forms)
{
    /// <summary>The page of a lesson that is a chapter, with what the learner answered before.</summary>
    public async Task<ChapterPage> OfAsync(Lesson lesson, LessonState state, CancellationToken stop)
    {
        var body = await texts.BodyOfAsync(lesson, stop);
        var exercises = (await texts.SheetOfAsync(lesson.Chapter, stop)).Exercises;
        var known = lesson.Standing is { } standing
            ? await given.OfAsync(standing.Enrolment.Id, null, stop)
            : new Dictionary<string, GivenAnswer>();
        var html = ExerciseSlots.Fill(body.Html, (id, level) => exercises.FirstOrDefault(exercise => exercise.Id == id) is { } exercise
            ? Slot(lesson, exercise, level, state, known.GetValueOrDefault(id))
            : null);
        return new ChapterPage(
            html, [.. exercises.Where(exercise => exercise.HasForm && !known.ContainsKey(exercise.Id))], body.References);
    }

    // What stands in the place of an exercise: what came of it, or its form.
    private string Slot(Lesson lesson, Exercise exercise, int level, LessonState state, GivenAnswer? known)
    {
        var sent = state.Sent?.Exercise == exercise.Id ? state.Sent : null;
        if (sent is { Graded: { IsAnswer: true } graded }) return exercise.Feedback(sent.Answer, graded, level) + Again(lesson, exercise);
        if (sent is null && state.Again != exercise.Id && known is not null && exercise.Grade(known.Answer) is { IsAnswer: true } before)
            return exercise.Feedback(known.Answer, before, level, isNew: false) + Again(lesson, exercise);
        return exercise.Form(
            forms.Of(lesson, exercise, sent?.Id) with { Answer = sent?.Answer ?? Answer.Empty, Error = sent?.Graded?.Error });
    }

    // Somebody who wants to try again gets the form back; a visitor simply reloads the page.
    private string Again(Lesson lesson, Exercise exercise)
    {
        var address = $"{lesson.Path}{(forms.Keeper is null ? "" : $"?opnieuw={exercise.Id}")}#{exercise.Id}";
        var which = $"""<span class="wj-hidden">: {WebUtility.HtmlEncode(exercise.ShortQuestion)}</span>""";
        return $"""<p class="wj-exercise__again"><a class="nl-link" href="{address}">Nog een keer{which}</a></p>""";
    }
}
