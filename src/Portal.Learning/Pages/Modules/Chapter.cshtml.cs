using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Primitives;
using Portal.Content.Markdown;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Learning.Exercises;
using Portal.Learning.Progress;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Learning.Pages.Modules;

/// <summary>
/// One chapter or test, in full focus. A visitor reads and practises, and nothing is kept; of a member what they do is stored, and
/// a test is done.
/// </summary>
/// <remarks>
/// A visitor's post carries no antiforgery token, because that needs a cookie and visitors get none; it changes nothing. A member's
/// token is checked in <see cref="OnPostAsync"/>.
/// </remarks>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(LearningRoom.AnswerRateLimit)]
public sealed class ChapterModel(
    LiveSite live, PageTags tags, CurrentMember member, Lessons lessons, GivenAnswers given, Enrolments enrolments, Answers answers, Readings readings,
    Tests tests, TestPages testPages, IAntiforgery antiforgery) : SitePage(live, tags)
{
    internal const string StepField = "stap", IdField = "antwoord", SentAtField = "verstuurd", AttemptField = "poging";

    /// <summary>What is shown.</summary>
    public Lesson Lesson { get; private set; } = null!;

    /// <summary>The text with forms and feedback in their places; empty for a test.</summary>
    public string Html { get; private set; } = "";

    /// <summary>The test, where the lesson is one.</summary>
    public TestPage? Test { get; private set; }

    /// <summary>What belongs with the module, under its last chapter.</summary>
    public RelatedPart Related { get; private set; } = new([], []);

    /// <summary>What the member should know now, in Dutch; null when nothing.</summary>
    public string? Notice { get; private set; }

    /// <summary>Exercises of this chapter that a learner has not answered yet.</summary>
    public IReadOnlyList<Exercise> Open { get; private set; } = [];

    /// <summary>Whether somebody is signed in.</summary>
    public bool IsMember => member.IsSignedIn;

    /// <summary>The chapter, with what the learner answered before.</summary>
    /// <param name="slug">Of the module.</param>
    /// <param name="chapter">Slug of the chapter.</param>
    /// <param name="opnieuw">Exercise to do once more.</param>
    /// <param name="open">Set when the chapter was finished with exercises left open.</param>
    /// <param name="nog">Set on the way to one more go at a test.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnGetAsync(string slug, string chapter, string? opnieuw, bool open, bool nog, CancellationToken stop)
    {
        if (!await FindAsync(slug, chapter, stop)) return Missing();
        if (Lesson.IsTest) return await ShowTestAsync(new TestState { Again = nog }, stop);
        if (open) Notice = "left-open";
        return await ShowAsync(new Slot { Again = opnieuw }, stop);
    }

    /// <summary>An answer, the end of a chapter, the begin or the end of a test.</summary>
    public async Task<IActionResult> OnPostAsync(string slug, string chapter, string? opdracht, CancellationToken stop)
    {
        if (!await FindAsync(slug, chapter, stop)) return Missing();
        var form = await Request.ReadFormAsync(stop);
        if (!IsMember) return await PractiseAsync(opdracht, Answer.Of(form), stop);
        if (!await antiforgery.IsRequestValidAsync(HttpContext)) return BadRequest();
        try
        {
            if (Lesson.Standing is null) await BeginAsync(stop);
            switch (form[StepField].ToString())
            {
                case "klaar":
                    return await FinishAsync(stop);
                case "begin":
                    await tests.StartAsync(member.Id, Lesson.Module.Id, Lesson.Chapter.Id, IdIn(form[AttemptField]) ?? Guid.CreateVersion7(), stop);
                    return LocalRedirect(Lesson.Path);
                case "lever-in":
                    return await HandInAsync(form, stop);
                default:
                    return await AnswerAsync(opdracht, form, stop);
            }
        }
        catch (RuleBroken broken)
        {
            Notice = broken.Message;
            await FindAsync(slug, chapter, stop);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Lesson.IsTest ? await ShowTestAsync(new(), stop) : await ShowAsync(new(), stop);
        }
    }

    private async Task BeginAsync(CancellationToken stop)
    {
        await enrolments.StartAsync(member.Id, Lesson.Module.Id, stop);
        Lesson = (await lessons.FindAsync(Request.RouteValues["slug"]!.ToString()!, Lesson.Chapter.Slug, member.Id, stop))!;
    }

    private async Task<IActionResult> PractiseAsync(string? exercise, Answer answer, CancellationToken stop)
    {
        if (Lesson.IsTest) return Redirect(Lesson.Path);
        var found = (await lessons.SheetOfAsync(Lesson.Chapter, stop)).Exercises.FirstOrDefault(candidate => candidate.Id == exercise);
        return found is null ? NotFound() : await ShowAsync(new Slot { Sent = exercise, Answer = answer, Graded = found.Grade(answer) }, stop);
    }

    private async Task<IActionResult> AnswerAsync(string? exercise, IFormCollection form, CancellationToken stop)
    {
        if (exercise is null || IdIn(form[IdField]) is not { } id) return BadRequest();
        var answer = Answer.Of(form);
        var sentAt = DateTimeOffset.TryParse(form[SentAtField], System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : (DateTimeOffset?)null;
        var sent = new SentAnswer(id, Lesson.Chapter.Id, exercise, answer, answer.Certainty, sentAt, IdIn(form[AttemptField]));
        var result = await answers.StoreAsync(member.Id, Lesson.Module.Id, sent, stop);
        if (result.Outcome is AnswerOutcome.Unknown) return NotFound();
        if (result.Outcome is AnswerOutcome.Conflict or AnswerOutcome.Closed) Response.StatusCode = StatusCodes.Status409Conflict;
        Notice = result.Outcome switch
        {
            AnswerOutcome.Conflict => "Bij deze vraag stond al een ander antwoord van je. Dat is bewaard; hieronder zie je het.",
            AnswerOutcome.Closed => "Deze toets heb je al ingeleverd. Dit antwoord telt niet meer mee.",
            _ => null,
        };
        await FindAsync(Request.RouteValues["slug"]!.ToString()!, Lesson.Chapter.Slug, stop);
        if (Lesson.IsTest) return await ShowTestAsync(new TestState { Sent = exercise, Invalid = result.Outcome == AnswerOutcome.Invalid ? (answer, result.Graded!, id) : null }, stop);
        return await ShowAsync(result.Outcome == AnswerOutcome.Conflict ? new Slot() : new Slot { Sent = exercise, Answer = answer, Graded = result.Graded, Id = id }, stop);
    }

    private async Task<IActionResult> FinishAsync(CancellationToken stop)
    {
        if (await readings.FinishAsync(member.Id, Lesson.Module.Id, Lesson.Chapter.Id, stop) is null) return NotFound();
        await FindAsync(Request.RouteValues["slug"]!.ToString()!, Lesson.Chapter.Slug, stop);
        var standing = Lesson.Standing!;
        if (!standing.Work.IsDone(Lesson.Chapter)) return LocalRedirect($"{Lesson.Path}?open=true");
        var next = Lesson.Next is { } after && !standing.IsDone(after) ? after : standing.Next;
        return LocalRedirect(next is null || next.Id == Lesson.Chapter.Id ? $"{Lesson.Module.Path}/klaar" : Lesson.PathOf(next));
    }

    private async Task<IActionResult> HandInAsync(IFormCollection form, CancellationToken stop)
    {
        if (IdIn(form[AttemptField]) is not { } attempt) return BadRequest();
        var answered = await given.OfAsync(Lesson.Standing!.Enrolment.Id, attempt, stop);
        var left = Lesson.Chapter.Items.Count(item => !answered.ContainsKey(item.Id));
        if (left > 0 && form["toch"] != "ja") return await ShowTestAsync(new TestState { AsksToHandIn = true }, stop);
        await tests.SubmitAsync(member.Id, Lesson.Module.Id, attempt, stop);
        return LocalRedirect(Lesson.Path);
    }

    private async Task<bool> FindAsync(string slug, string chapter, CancellationToken stop)
    {
        if (await lessons.FindAsync(slug, chapter, member.IdOrNull, stop) is not { } lesson) return false;
        Lesson = lesson;
        Tags.Use(["hoofdstuk", lesson.Module.Id]);
        ViewData["Title"] = Typography.Apply($"{lesson.Chapter.Title} - {lesson.Module.Title}");
        ViewData["Description"] = Typography.Apply(lesson.Document?.Common.Listing.About ?? lesson.Module.Common.Listing.About);
        if (lesson.Document is not null) ViewData["Document"] = lesson.Document;
        return true;
    }

    private async Task<IActionResult> ShowTestAsync(TestState state, CancellationToken stop)
    {
        Test = await testPages.OfAsync(Lesson, state, HiddenFields(), stop);
        return Page();
    }

    private async Task<IActionResult> ShowAsync(Slot slot, CancellationToken stop)
    {
        var body = await lessons.BodyOfAsync(Lesson, stop);
        var exercises = (await lessons.SheetOfAsync(Lesson.Chapter, stop)).Exercises;
        var known = Lesson.Standing is { } standing ? await given.OfAsync(standing.Enrolment.Id, null, stop) : new Dictionary<string, GivenAnswer>();
        Open = [.. exercises.Where(exercise => exercise.HasForm && !known.ContainsKey(exercise.Id))];
        Html = ExerciseSlots.Fill(body.Html, (id, level) => exercises.FirstOrDefault(exercise => exercise.Id == id) is { } exercise
            ? Filled(exercise, level, slot, known.GetValueOrDefault(id))
            : null);
        Tags.Use([Lesson.Chapter.Id, .. body.References, PageTags.Glossary]);
        if (Lesson.Next is null || Lesson.Next.Kind == Types.ChapterKind.EndTest)
            Related = new(Show(Site.RelatedTo(Lesson.Module)), Show(Lesson.Module.Common.Themes.Select(Site.Find).OfType<PublishedDocument>()));
        return Page();
    }

    private string Filled(Exercise exercise, int level, Slot slot, GivenAnswer? known)
    {
        var isSent = slot.Sent == exercise.Id;
        if (isSent && slot.Graded is { IsAnswer: true } graded) return exercise.Feedback(slot.Answer, graded, level) + Again(exercise);
        if (!isSent && slot.Again != exercise.Id && known is not null && exercise.Grade(known.Answer) is { IsAnswer: true } before)
            return exercise.Feedback(known.Answer, before, level, isNew: false) + Again(exercise);
        return exercise.Form(new ExerciseForm($"{Lesson.Path}?opdracht={exercise.Id}#{exercise.Id}")
        {
            Answer = isSent ? slot.Answer : Answer.Empty,
            Error = isSent ? slot.Graded?.Error : null,
            Hidden = IsMember ? [.. HiddenFields(), new(IdField, (isSent ? slot.Id : null)?.ToString() ?? Guid.CreateVersion7().ToString())] : [],
            Keep = Keeper,
        });
    }

    // Somebody who wants to try again gets the form back; a visitor simply reloads the page.
    private string Again(Exercise exercise) => $"""
        <p class="wj-exercise__again"><a class="nl-link" href="{Lesson.Path}{(IsMember ? $"?opnieuw={exercise.Id}" : "")}#{exercise.Id}">Nog een keer<span class="wj-hidden">: {exercise.KindLabel.ToLowerInvariant()}</span></a></p>
        """;

    /// <summary>Names the member to the browser that keeps answers for them; null for a visitor.</summary>
    public string? Keeper => member.IdOrNull is { } id ? TestPages.KeeperOf(id) : null;

    private IReadOnlyList<KeyValuePair<string, string>> HiddenFields()
    {
        if (!IsMember) return [];
        var token = antiforgery.GetAndStoreTokens(HttpContext);
        return [new(token.FormFieldName, token.RequestToken!)];
    }

    private static Guid? IdIn(StringValues value) => Guid.TryParse(value, out var id) ? id : null;

    // What happens in the place of one exercise.
    private sealed record Slot
    {
        public string? Sent { get; init; }

        public Answer Answer { get; init; } = Answer.Empty;

        public Graded? Graded { get; init; }

        public Guid? Id { get; init; }

        public string? Again { get; init; }
    }
}
