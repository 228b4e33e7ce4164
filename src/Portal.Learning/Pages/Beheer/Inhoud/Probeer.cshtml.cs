using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Learning.Exercises;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Beheer.Inhoud;

/// <summary>
/// Tries out an exercise that is being written: POST of <c>source</c> (the block with its fences) shows it as in a quiz, its own form
/// grades. Nothing is stored and nothing counted: the text goes to and fro. With <c>?deel=1</c> only the part of the page, for a script.
/// </summary>
[Authorize(Rights.Writer)]
internal sealed class ProbeerModel(ExerciseReader reader, IAntiforgery antiforgery) : PageModel
{
    private const string Path = "/beheer/inhoud/probeer", AnsweredField = "antwoord";

    /// <summary>No exercise is longer.</summary>
    private const int MostCharacters = 100_000;

    public bool IsPart => Request.Query["deel"] == "1";

    public string Source { get; private set; } = "";

    /// <summary>What is wrong with it: by line for who sees the source, by field for who sees the form (the part of a page).</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    public bool IsAnswered { get; private set; }

    /// <summary>The exercise as a reader sees it, with its form or what came of the answer.</summary>
    public string Shown { get; private set; } = "";

    public void OnGet()
    {
    }

    public void OnPost(string? source)
    {
        Source = (source ?? "").ReplaceLineEndings("\n").Trim('\n') + "\n";
        if (Source.Length > MostCharacters)
        {
            (Source, Problems) = ("", ["Dit is te lang voor één opdracht."]);
            return;
        }
        var (exercise, issues, type) = reader.TryOut(Source);
        Problems =
        [
            .. issues.Select(
                issue => IsPart ? FormWords.Of(issue.Message, type?.Keys ?? []) : $"Regel {issue.Line}: {issue.Message}"),
        ];
        if (exercise is null)
        {
            if (Problems.Count == 0) Problems = ["Hier staat geen opdracht. Begin met een regel ::: exercise."];
            return;
        }
        var answer = Answer.Of(Request.Form);
        var graded = exercise.HasForm && Request.Form.ContainsKey(AnsweredField) ? exercise.Grade(answer) : null;
        IsAnswered = graded?.IsAnswer == true;
        var token = antiforgery.GetAndStoreTokens(HttpContext);
        Shown = exercise.Section(IsAnswered
            ? exercise.Feedback(answer, graded!, headingLevel: 2)
            : exercise.Form(new ExerciseForm(Path + Request.QueryString)
            {
                Answer = answer,
                Error = graded?.Error,
                Hidden = [new(token.FormFieldName, token.RequestToken!), new("source", Source), new(AnsweredField, "1")],
            }));
    }
}
