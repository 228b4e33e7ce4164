using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Content.Markdown;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Learning.Exercises;
using Portal.Learning.Quizzes;
using Portal.Learning.Types;
using Portal.Platform.Pages;

namespace Portal.Learning.Pages.Quizzen;

/// <summary>
/// A quiz: a first screen, one question a screen (<c>?vraag=3</c>) with its explanation after the answer, the result. Works without
/// script and without account.
/// </summary>
/// <remarks>
/// No antiforgery token, because that needs a cookie and visitors get none: a post changes nothing that belongs to anybody. It grades
/// what it carries itself, and adds one to a count at most; a rate limit keeps that honest.
/// </remarks>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(LearningRoom.QuizRateLimit)]
internal sealed class ShowModel(LiveSite live, ExerciseReader reader, QuizCounts counts, PageTags tags) : SitePage(live, tags)
{
    private const string StateField = "stand", TicketField = "kaartje", StepField = "stap", AnswerStep = "antwoord", NextStep = "verder";

    /// <summary>The quiz.</summary>
    public PublishedDocument<Quiz> Document { get; private set; } = null!;

    /// <summary>Its questions with the texts around them.</summary>
    public ExerciseSheet Sheet { get; private set; } = null!;

    /// <summary>What was answered so far.</summary>
    public QuizAnswers Answers { get; private set; } = new();

    /// <summary>Which question is shown, from 1; null on the first screen and on the last.</summary>
    public int? Number { get; private set; }

    /// <summary>The question that is shown.</summary>
    public Exercise? Exercise => Number is { } number ? Sheet.Exercises[number - 1] : null;

    /// <summary>What stands under the question: the form, or what there is to learn from the answer.</summary>
    public string Below { get; private set; } = "";

    /// <summary>The question is done; one can go on.</summary>
    public bool MayGoOn { get; private set; }

    /// <summary>The last screen.</summary>
    public QuizResult? Result { get; private set; }

    /// <summary>The first screen, or a question to begin with.</summary>
    public IActionResult OnGet(int? vraag)
    {
        if (!Find()) return Missing();
        if (vraag is null)
        {
            CountRead(Document);
            Tags.Use([Document.Id, .. Sheet.Exercises.SelectMany(exercise => exercise.ReadMore).Select(link => link.Id)]);
            return Page();
        }
        if (vraag < 1 || vraag > Sheet.Exercises.Count) return Redirect(Document.Path);
        return Ask(vraag.Value, Answer.Empty, null, Guid.CreateVersion7());
    }

    /// <summary>An answer, or the way on to the next question or the result.</summary>
    public async Task<IActionResult> OnPostAsync(int? vraag, CancellationToken stop)
    {
        if (!Find()) return Missing();
        if (vraag is not { } number || number < 1 || number > Sheet.Exercises.Count + 1) return Redirect(Document.Path);
        var form = await Request.ReadFormAsync(stop);
        Answers = QuizAnswers.Unpack(form[StateField]);
        if (number > Sheet.Exercises.Count)
        {
            Result = QuizResult.Of(Sheet.Exercises, Answers);
            return Page();
        }
        var ticket = Guid.TryParse(form[TicketField], out var known) ? known : Guid.CreateVersion7();
        if (form[StepField] != AnswerStep) return Ask(number, Answer.Empty, null, Guid.CreateVersion7());
        return await JudgeAsync(number, Answer.Of(form), ticket, stop);
    }

    /// <summary>The line of the quiz: a dot for each question.</summary>
    public IReadOnlyList<QuizItem> Line => QuizResult.Of(Sheet.Exercises, Answers).Items;

    /// <summary>What the form to go on carries.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> NextFields => [new(StateField, Answers.Pack()), new(StepField, NextStep)];

    private async Task<IActionResult> JudgeAsync(int number, Answer answer, Guid ticket, CancellationToken stop)
    {
        var exercise = Sheet.Exercises[number - 1];
        var graded = exercise.Grade(answer);
        if (!graded.IsAnswer) return Ask(number, answer, graded.Error, ticket);

        await counts.AddAsync(ticket, exercise, graded, stop);
        Answers.Set(exercise.Id, answer);
        (Number, MayGoOn) = (number, true);
        Below = exercise.Feedback(answer, graded, headingLevel: 2);
        if (exercise.Ballot is { } ballot) Below += PollChart.Of(exercise, ballot, await counts.ResultOfAsync(exercise.Id, stop));
        return Page();
    }

    private PageResult Ask(int number, Answer answer, string? error, Guid ticket)
    {
        var exercise = Sheet.Exercises[number - 1];
        (Number, MayGoOn) = (number, !exercise.HasForm);
        Below = exercise.Form(new ExerciseForm($"{Document.Path}?vraag={number}")
        {
            Answer = answer,
            Error = error,
            Hidden = [new(StateField, Answers.Pack()), new(TicketField, ticket.ToString()), new(StepField, AnswerStep)],
        });
        return Page();
    }

    private bool Find()
    {
        if (Site.At(Request.Path.Value!) is not PublishedDocument<Quiz> found) return false;
        Document = found;
        Sheet = reader.SheetOf(found.Body);
        ViewData["Title"] = Typography.Apply(found.Title);
        ViewData["Description"] = Typography.Apply(found.Common.Summary);
        return true;
    }
}
