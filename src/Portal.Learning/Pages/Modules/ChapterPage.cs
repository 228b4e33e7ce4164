using System.Globalization;
using System.Net;
using System.Text;
using Portal.Learning.Exercises;
using Portal.Learning.Progress;
using Portal.Learning.Types;

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
        var sheet = await texts.SheetOfAsync(lesson.Chapter, stop);
        var exercises = sheet.Exercises;
        var known = lesson.Standing is { } standing
            ? await given.OfAsync(standing.Enrolment.Id, null, stop)
            : new Dictionary<string, GivenAnswer>();
        if (lesson.Chapter.Kind == ChapterKind.Practice && exercises.Count > 0)
            return new ChapterPage(OneSeries(lesson, sheet.Texts[0], exercises, state, known), [], body.References);
        var html = ExerciseSlots.Fill(body.Html, (id, level) => exercises.FirstOrDefault(exercise => exercise.Id == id) is { } exercise
            ? Slot(lesson, exercise, level, state, known.GetValueOrDefault(id))
            : null);
        return new ChapterPage(
            html, [.. exercises.Where(exercise => exercise.HasForm && !known.ContainsKey(exercise.Id))], body.References);
    }

    // Sixty situations on one page are no page: of a chapter to practise with one exercise is shown, the first that was not done.
    private string OneSeries(
        Lesson lesson, string introduction, IReadOnlyList<Exercise> exercises, LessonState state,
        IReadOnlyDictionary<string, GivenAnswer> known)
    {
        var asked = state.Sent?.Exercise ?? state.Again;
        var all = exercises.ToList();
        var at = asked is not null ? all.FindIndex(exercise => exercise.Id == asked) : (state.Question ?? 0) - 1;
        if (at < 0 || at >= all.Count) at = Math.Max(0, all.FindIndex(exercise => !known.ContainsKey(exercise.Id)));
        var shown = all[at];
        var html = new StringBuilder(introduction)
            .Append("""<h2 class="wj-section__title wj-gap-s" id="reeks">""")
            .Append(CultureInfo.InvariantCulture, $"Reeks {at + 1} van {all.Count}</h2>")
            .Append(shown.Section(Slot(lesson, shown, 3, state, known.GetValueOrDefault(shown.Id))))
            .Append("""<p class="wj-actions">""");
        if (at + 1 < all.Count)
            html.Append(
                CultureInfo.InvariantCulture, $"""<a class="nl-link" href="{lesson.Path}?vraag={at + 2}#reeks">Volgende reeks</a>""");
        if (at > 0)
            html.Append(CultureInfo.InvariantCulture, $"""<a class="nl-link" href="{lesson.Path}?vraag={at}#reeks">Vorige reeks</a>""");
        return html.Append("</p>").ToString();
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
