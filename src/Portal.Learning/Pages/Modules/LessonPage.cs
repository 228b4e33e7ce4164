using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Content.Markdown;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Learning.Pages.Modules;

/// <summary>What every page of a lesson is made of.</summary>
internal sealed record LessonParts(
    LiveSite Live, PageTags Tags, CurrentMember Member, Lessons Lessons, LessonTexts Texts, LessonForms Forms, ChapterPages Chapters,
    TestPages Tests);

/// <summary>
/// One chapter or test, in full focus: to read it, and for each thing one can do in it a page of its own that shows the lesson again. A
/// visitor reads and practises, and nothing is kept; of a member what they do is stored, and a test is done.
/// </summary>
[EnableRateLimiting(LearningRoom.AnswerRateLimit)]
internal abstract class LessonPage(LessonParts parts) : ContentPage(parts.Live, parts.Tags)
{
    /// <summary>What the page is made of.</summary>
    protected LessonParts Parts { get; } = parts;

    /// <summary>What is shown.</summary>
    public Lesson Lesson { get; private set; } = null!;

    /// <summary>The chapter; null for a test.</summary>
    public ChapterPage? Text { get; private set; }

    /// <summary>The test, where the lesson is one.</summary>
    public TestPage? Test { get; private set; }

    /// <summary>What belongs with the module, under its last chapter.</summary>
    public RelatedPart Related { get; private set; } = new([], []);

    /// <summary>Why what was asked did not happen, in Dutch; null when it did.</summary>
    public string? Notice { get; protected set; }

    /// <summary>An answer that could not be stored as it came, to be sent once more; null when there is none.</summary>
    public UnsentAnswer? Unsent { get; private set; }

    /// <summary>The chapter was finished with exercises left open.</summary>
    public bool IsLeftOpen { get; private set; }

    /// <summary>Whether somebody is signed in.</summary>
    public bool IsMember => Parts.Member.IsSignedIn;

    /// <summary>Names the member to the browser that keeps answers for them; null for a visitor.</summary>
    public string? Keeper => Parts.Forms.Keeper;

    /// <summary>The lesson at an address, as it is for whoever asks.</summary>
    protected Task<Lesson?> FindAsync(string slug, string chapter, CancellationToken stop) =>
        Parts.Lessons.FindAsync(slug, chapter, Parts.Member.IdOrNull, stop);

    /// <summary>Shows a lesson.</summary>
    protected async Task<IActionResult> ShowAsync(Lesson lesson, LessonState state, CancellationToken stop)
    {
        Lesson = lesson;
        Tags.Use([Chapter.TypeName, lesson.Module.Id]);
        ViewData["Title"] = Typography.Apply($"{lesson.Chapter.Title} - {lesson.Module.Title}");
        ViewData["Description"] = Typography.Apply(lesson.Document?.Common.Listing.About ?? lesson.Module.Common.Listing.About);
        if (lesson.Document is not null)
        {
            ViewData["Document"] = lesson.Document;
            CountRead(lesson.Document);
        }
        if (lesson.IsTest)
        {
            Test = await Parts.Tests.OfAsync(lesson, state, stop);
            return Page();
        }
        Text = await Parts.Chapters.OfAsync(lesson, state, stop);
        IsLeftOpen = state.LeftOpen && Text.Open.Count > 0;
        Tags.Use([lesson.Chapter.Id, .. Text.References, PageTags.Glossary]);
        if (lesson.Next is null or { Kind: ChapterKind.EndTest })
            Related = new(
                Show(Site.RelatedTo(lesson.Module)), Show(lesson.Module.Common.Themes.Select(Site.Find).OfType<PublishedDocument>()));
        return Page();
    }

    /// <summary>Shows, in the place of the lesson, an answer that was not stored.</summary>
    protected async Task<IActionResult> ShowUnsentAsync(
        string slug, string chapter, UnsentAnswer unsent, int status, CancellationToken stop)
    {
        if (await FindAsync(slug, chapter, stop) is not { } lesson) return StatusCode(status);
        (Lesson, Unsent, Response.StatusCode) = (lesson, unsent with { Page = lesson.Path }, status);
        ViewData["Title"] = UnsentAnswer.Title;
        return Page();
    }

    /// <summary>
    /// What a member does in a lesson. Where they stand is read once, afterwards, when the lesson is shown again; a rule that stands in the
    /// way is said on it (409).
    /// </summary>
    protected async Task<IActionResult> DoAsync(
        string slug, string chapter, Func<Guid, ChapterToDo, Task<IActionResult>> change, CancellationToken stop)
    {
        var member = Parts.Member.Id;
        if (await Parts.Lessons.ToDoAsync(slug, chapter, member, stop) is not { } todo) return ToLesson(slug, chapter);
        try
        {
            return await change(member, todo);
        }
        catch (RuleBroken broken)
        {
            Notice = broken.Message;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await ShowAgainAsync(slug, chapter, new LessonState(), stop);
        }
    }

    /// <summary>The lesson as it is after what was done in it.</summary>
    protected async Task<IActionResult> ShowAgainAsync(string slug, string chapter, LessonState state, CancellationToken stop) =>
        await FindAsync(slug, chapter, stop) is { } lesson ? await ShowAsync(lesson, state, stop) : ToLesson(slug, chapter);

    /// <summary>To a question of the test that is open.</summary>
    protected RedirectToPageResult ToQuestion(string slug, string chapter, int question) =>
        RedirectToPage("/Modules/Chapter", null, new { slug, chapter, vraag = question }, TestQuestion.AnchorOf(question));

    /// <summary>To the overview of the test that is open.</summary>
    protected RedirectToPageResult ToOverview(string slug, string chapter) =>
        RedirectToPage("/Modules/Chapter", null, new { slug, chapter, overzicht = "true" }, TestPage.OverviewName);

    /// <summary>To where the lesson is read; what is not there (any more) is told there.</summary>
    protected RedirectToPageResult ToLesson(string slug, string chapter, string? exercise = null) => RedirectToPage(
        "/Modules/Chapter", null, new { slug, chapter }, exercise is null ? null : Uri.EscapeDataString(exercise));
}
