using Portal.Content.Markdown;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Versions;
using Portal.Learning.Exercises;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Platform.Data;

namespace Portal.Learning.Pages.Modules;

/// <summary>The text and exercises of lessons, of the version that counts for the reader.</summary>
internal sealed class LessonTexts(Bodies bodies, VersionReader reader, ExerciseReader exercises, ModuleVersions versions, DbSession session)
{
    /// <summary>The text of a lesson, with marks where exercises go.</summary>
    public async Task<RenderedBody> BodyOfAsync(Lesson lesson, CancellationToken stop) =>
        lesson.Document is { } document && document.Place.VersionId == lesson.Chapter.VersionId
            ? bodies.Of(document)
            : bodies.Of(await reader.BodyAsync(lesson.Chapter.Id, lesson.Chapter.VersionId, session, stop));

    /// <summary>The exercises of a chapter, with the texts between them.</summary>
    public async Task<ExerciseSheet> SheetOfAsync(ChapterStructure chapter, CancellationToken stop) =>
        exercises.SheetOf(await reader.BodyAsync(chapter.Id, chapter.VersionId, session, stop));

    /// <summary>The sheet of a test as it was asked in an attempt.</summary>
    public async Task<ExerciseSheet> SheetOfAsync(Attempt attempt, CancellationToken stop)
    {
        var module = await versions.ReadAsync(attempt.ModuleVersionId, session, stop);
        var text = module.Find(attempt.Chapter)!.Questions;
        return exercises.SheetOf(await reader.BodyAsync(text.Id, text.VersionId, session, stop)).OfForm(attempt.Form);
    }
}
