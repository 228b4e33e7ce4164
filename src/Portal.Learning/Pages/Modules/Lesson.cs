using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Content.Versions;
using Portal.Learning.Exercises;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Learning.Types;
using Portal.Platform.Data;

namespace Portal.Learning.Pages.Modules;

/// <summary>A chapter as this reader sees it: a visitor what is online, a learner what they are pinned to.</summary>
/// <param name="Module">The module as it is online.</param>
/// <param name="Structure">The module as this reader does it.</param>
/// <param name="Chapter">The chapter in it.</param>
/// <param name="Document">The chapter as it is online; null when it is not (any more).</param>
/// <param name="Standing">Where the learner stands; null for a visitor, and for a member who did not begin.</param>
public sealed record Lesson(
    PublishedDocument<LearningModule> Module, ModuleStructure Structure, ChapterStructure Chapter, PublishedDocument<Chapter>? Document, Standing? Standing)
{
    /// <summary>The address.</summary>
    public string Path => PathOf(Chapter);

    /// <summary>True when this is a test.</summary>
    public bool IsTest => Chapter.Kind != ChapterKind.Chapter;

    /// <summary>The chapter before this one, or null.</summary>
    public ChapterStructure? Previous => At > 0 ? Structure.Chapters[At - 1] : null;

    /// <summary>The chapter after this one, or null.</summary>
    public ChapterStructure? Next => At + 1 < Structure.Chapters.Count ? Structure.Chapters[At + 1] : null;

    /// <summary>Place among the chapters and tests, from 0.</summary>
    public int At => Structure.Chapters.ToList().FindIndex(chapter => chapter.Id == Chapter.Id);

    /// <summary>"Hoofdstuk 2 van 7", "Eindtoets".</summary>
    public string Place => Chapter.Kind switch
    {
        ChapterKind.PreTest => "Begintoets",
        ChapterKind.EndTest => "Eindtoets",
        _ => $"Hoofdstuk {Structure.Required.TakeWhile(chapter => chapter.Id != Chapter.Id).Count() + 1} van {Structure.Required.Count()}",
    };

    /// <summary>The address of a chapter of this module.</summary>
    public string PathOf(ChapterStructure chapter) => $"{Module.Path}/{chapter.Slug}";

    /// <summary>A name for the line and the links below: the title up to its colon.</summary>
    public static string ShortNameOf(string title) => title.Split(':')[0];
}

/// <summary>Finds lessons, and the text and exercises of the version that counts.</summary>
public sealed class Lessons(
    LiveSite live, ModuleVersions versions, Standings standings, Bodies bodies, VersionReader reader, ExerciseReader exercises, DbSession session)
{
    /// <summary>The module at a slug, or null.</summary>
    public PublishedDocument<LearningModule>? ModuleAt(string slug) => live.Current.At($"/modules/{slug}") as PublishedDocument<LearningModule>;

    /// <summary>The lesson at an address; null when there is none for this reader.</summary>
    /// <param name="slug">Of the module.</param>
    /// <param name="chapter">Slug of the chapter.</param>
    /// <param name="memberId">Null for a visitor.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<Lesson?> FindAsync(string slug, string chapter, Guid? memberId, CancellationToken stop)
    {
        if (ModuleAt(slug) is not { } module) return null;
        var standing = memberId is { } member ? await standings.FindAsync(member, module.Id, stop) : null;
        var online = versions.Current(module.Id)!;
        // A chapter that came after the learner began can be read, though it is no part of what they do.
        foreach (var structure in standing is null ? [online] : new[] { standing.Module, online })
        {
            if (structure.Chapters.FirstOrDefault(candidate => candidate.Slug == chapter) is { } found)
                return new Lesson(module, structure, found, live.Current.Find<Chapter>(found.Id), structure == standing?.Module ? standing : null);
        }
        return null;
    }

    /// <summary>The text of a lesson, with marks where exercises go.</summary>
    public async Task<RenderedBody> BodyOfAsync(Lesson lesson, CancellationToken stop) =>
        lesson.Document is { } document && document.Place.VersionId == lesson.Chapter.VersionId
            ? bodies.Of(document)
            : bodies.Of(await reader.BodyAsync(lesson.Chapter.Id, lesson.Chapter.VersionId, session, stop));

    /// <summary>The exercises of a chapter as asked in the version that counts, with the texts between them.</summary>
    public async Task<ExerciseSheet> SheetOfAsync(ChapterStructure chapter, CancellationToken stop) =>
        exercises.SheetOf(await reader.BodyAsync(chapter.Id, chapter.VersionId, session, stop));

    /// <summary>The sheet of a test as it was asked in an attempt.</summary>
    public async Task<(ModuleStructure Module, ChapterStructure Chapter, ExerciseSheet Sheet)> SheetOfAsync(Attempt attempt, CancellationToken stop)
    {
        var module = await versions.ReadAsync(attempt.ModuleVersionId, session, stop);
        var chapter = module.Find(attempt.Chapter)!;
        return (module, chapter, await SheetOfAsync(chapter, stop));
    }
}
