using Microsoft.AspNetCore.Mvc;
using Portal.Learning.Progress;

namespace Portal.Learning.Pages.Modules;

/// <summary>A chapter or test, to read.</summary>
internal sealed class ChapterModel(LessonParts parts, Answers answers) : AnswerPage(parts, answers)
{
    /// <summary>The chapter, with what the learner answered before.</summary>
    /// <param name="slug">Of the module.</param>
    /// <param name="chapter">Slug of the chapter.</param>
    /// <param name="opnieuw">Exercise to do once more.</param>
    /// <param name="open">Set when the chapter was finished with exercises left open.</param>
    /// <param name="nog">Set on the way to one more go at a test.</param>
    /// <param name="vraag">Question of an open test, from 1.</param>
    /// <param name="overzicht">Set for the overview of an open test.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnGetAsync(
        string slug, string chapter, string? opnieuw, bool open, bool nog, int? vraag, bool overzicht, CancellationToken stop) =>
        await FindAsync(slug, chapter, stop) is { } lesson
            ? await ShowAsync(
                lesson,
                new LessonState { Again = opnieuw, LeftOpen = open, OneMoreGo = nog, Question = vraag, Overview = overzicht }, stop)
            : Missing();

    /// <summary>
    /// An answer that was kept in a browser when answers were still sent here, <c>?opdracht=m2-03</c>: it is taken as one sent to
    /// <see cref="AnswerModel"/>. A browser may keep one for as long as it likes.
    /// </summary>
    public Task<IActionResult> OnPostAsync(string slug, string chapter, string? opdracht, CancellationToken stop) =>
        AnswerAsync(slug, chapter, opdracht, stop);
}
