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
internal sealed record Lesson(
    PublishedDocument<LearningModule> Module, ModuleStructure Structure, ChapterStructure Chapter, PublishedDocument<Chapter>? Document,
    Standing? Standing)
{
    /// <summary>The address.</summary>
    public string Path => PathOf(Chapter);

    /// <summary>True when this is a test.</summary>
    public bool IsTest => Chapter.IsTest;

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
        ChapterKind.Practice => "Oefenen",
        _ => $"Hoofdstuk {Structure.Required.TakeWhile(chapter => chapter.Id != Chapter.Id).Count() + 1} van {Structure.Required.Count()}",
    };

    /// <summary>Where somebody goes on who says that this chapter is done: nowhere yet while an exercise of it is open.</summary>
    public string Onward
    {
        get
        {
            if (!Standing!.Work.IsDone(Chapter)) return $"{Path}?open=true";
            var next = Next is { } after && !Standing.IsDone(after) ? after : Standing.Next;
            return next is null || next.Id == Chapter.Id ? $"{Module.Path}/klaar" : PathOf(next);
        }
    }

    /// <summary>Where the answer to an exercise is sent.</summary>
    public string PathTo(Exercise exercise) => $"{Path}/oefening/{exercise.Id}";

    /// <summary>The address of a chapter of this module.</summary>
    public string PathOf(ChapterStructure chapter) => $"{Module.Path}/{chapter.Slug}";

    /// <summary>A name for the line and the links below: the title up to its colon.</summary>
    public static string ShortNameOf(string title) => title.Split(':')[0];
}

/// <summary>A chapter or test in which a learner is about to do something.</summary>
/// <param name="Module">The module as it is online.</param>
/// <param name="Chapter">The chapter as this learner does it.</param>
/// <param name="Enrolment">The learner in the module.</param>
internal sealed record ChapterToDo(PublishedDocument<LearningModule> Module, ChapterStructure Chapter, Enrolment Enrolment);

/// <summary>Finds lessons by their address.</summary>
internal sealed class Lessons(LiveSite live, ModuleVersions versions, Enrolments enrolments, Standings standings, DbSession session)
{
    /// <summary>The module at a slug, or null.</summary>
    public PublishedDocument<LearningModule>? ModuleAt(string slug) =>
        live.Current.At($"/modules/{slug}") as PublishedDocument<LearningModule>;

    /// <summary>The lesson at an address, to be shown; null when there is none for this reader.</summary>
    /// <param name="slug">Of the module.</param>
    /// <param name="chapter">Slug of the chapter.</param>
    /// <param name="memberId">Null for a visitor.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<Lesson?> FindAsync(string slug, string chapter, Guid? memberId, CancellationToken stop)
    {
        if (ModuleAt(slug) is not { } module) return null;
        var standing = memberId is { } member ? await standings.FindAsync(member, module.Id, stop) : null;
        if (standing is not null && At(chapter, standing.Module) is { } pinned) return LessonOf(standing.Module, pinned, standing);
        // A chapter that came after the learner began can be read, though it is no part of what they do.
        var online = versions.Current(module.Id)!;
        return At(chapter, online) is { } found ? LessonOf(online, found, null) : null;

        Lesson LessonOf(ModuleStructure structure, ChapterStructure at, Standing? where) =>
            new(module, structure, at, live.Current.Find<Chapter>(at.Id), where);
    }

    /// <summary>
    /// The chapter at an address, for a learner to do something in; who did not begin the module begins it now. Null when there is no such
    /// chapter. Where the learner stands is not read: that is another place after what they do.
    /// </summary>
    public async Task<ChapterToDo?> ToDoAsync(string slug, string chapter, Guid memberId, CancellationToken stop)
    {
        if (ModuleAt(slug) is not { } module) return null;
        if (await enrolments.FindAsync(memberId, module.Id, stop) is { } known
            && At(chapter, await versions.ReadAsync(known.ModuleVersionId, session, stop)) is { } pinned)
            return new ChapterToDo(module, pinned, known);
        if (At(chapter, versions.Current(module.Id)!) is not { } online) return null;
        return new ChapterToDo(module, online, await enrolments.StartAsync(memberId, module.Id, stop));
    }

    private static ChapterStructure? At(string slug, ModuleStructure module) =>
        module.Chapters.FirstOrDefault(chapter => chapter.Slug == slug);
}
