using Portal.Content.Markdown;
using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Scoring;

namespace Portal.Learning.Quizzes;

/// <summary>What came of a quiz.</summary>
/// <param name="Items">Each exercise with what was answered.</param>
internal sealed record QuizResult(IReadOnlyList<QuizItem> Items)
{
    private IEnumerable<QuizItem> Scored => Items.Where(item => item.Exercise.HasKey);

    /// <summary>"Je had 7 van de 10 vragen goed."</summary>
    public string Sentence
    {
        get
        {
            var (all, right) = (Scored.Count(), Scored.Count(item => item.Graded?.Outcome == Outcome.Right));
            var partly = Scored.Count(item => item.Graded?.Outcome == Outcome.Partly);
            var also = partly == 0 ? "" : $" Bij {partly} had je een deel goed.";
            return all == 0 ? "Bij deze vragen is niets goed of fout."
                : right == all ? (all == 1 ? "Je had het goed." : $"Je had alle {all} vragen goed.")
                : $"Je had {(right == 0 ? "geen" : right)} van de {all} vragen helemaal goed.{also}";
        }
    }

    /// <summary>What else can be said: how sure one was, for those who were asked.</summary>
    public IReadOnlyList<string> Says =>
        Calibration.Of(Items
            .Where(item => item.Exercise.Certainty && item.Answer.Certainty is not null && item.Graded is { IsAnswer: true })
            .Select(item => (item.Answer.Certainty!.Value, item.Graded!.Outcome == Outcome.Right)))?.InWords() ?? [];

    /// <summary>What to read next: first what belongs to questions that were not right.</summary>
    public IReadOnlyList<LinkTarget> ReadMore =>
        [.. Items.OrderByDescending(item => item.Graded?.Outcome is Outcome.Wrong or Outcome.Partly or null)
            .SelectMany(item => item.Exercise.ReadMore).DistinctBy(link => link.Id).Take(5)];

    /// <summary>The result of a quiz.</summary>
    public static QuizResult Of(IEnumerable<Exercise> exercises, QuizAnswers answers) =>
        new([.. exercises.Select((exercise, i) => QuizItem.Of(i + 1, exercise, answers))]);
}

/// <summary>An exercise of a quiz with what was answered.</summary>
/// <param name="Number">Its number in the quiz, from 1.</param>
/// <param name="Exercise">The exercise.</param>
/// <param name="Answer">What was filled in.</param>
/// <param name="Graded">What it is worth; null when it was skipped.</param>
internal sealed record QuizItem(int Number, Exercise Exercise, Answer Answer, Graded? Graded)
{
    /// <summary>How its dot looks on the line, and what it says.</summary>
    public (string ClassName, string Words) Dot => Graded?.Outcome switch
    {
        null when !Exercise.HasForm => ("", "om over na te denken"),
        null => ("", "overgeslagen"),
        Outcome.Right => ("wj-quizline__dot--right", "goed"),
        Outcome.Partly => ("wj-quizline__dot--partly", "deels goed"),
        Outcome.Wrong => ("wj-quizline__dot--wrong", "niet goed"),
        _ => ("wj-quizline__dot--done", "gedaan"),
    };

    /// <summary>What was answered to an exercise.</summary>
    public static QuizItem Of(int number, Exercise exercise, QuizAnswers answers)
    {
        var answer = answers[exercise.Id];
        var graded = answers.Has(exercise.Id) ? exercise.Grade(answer) : null;
        return new(number, exercise, answer, graded is { IsAnswer: true } ? graded : null);
    }
}
