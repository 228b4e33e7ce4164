using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Learning.Exercises;
using Portal.Learning.Types;

namespace Portal.Learning.Pages;

/// <summary>A quiz among others, with a look of its own. For <c>_QuizCard</c>.</summary>
/// <param name="Quiz">The quiz.</param>
/// <param name="Exercises">What it asks.</param>
internal sealed record QuizCard(PublishedDocument<Quiz> Quiz, IReadOnlyList<Exercise> Exercises)
{
    private const int MostNamed = 3;
    private static readonly ExerciseType ChoosesOne = Portal.Learning.Exercises.Types.Single.Kind;

    /// <summary>Its colour, as classes name it.</summary>
    public string Color => Quiz.Properties.Color.Name();

    /// <summary>Its drawing has the name of its id; a quiz that has none gets <see cref="AnyDrawing"/>.</summary>
    public string Drawing => Quiz.Id;

    /// <summary>The drawing of every quiz without one of its own.</summary>
    public const string AnyDrawing = "quiz";

    /// <summary>How long it takes and how many questions it has, as far as that is known.</summary>
    public IReadOnlyList<string> Size =>
    [
        .. new[]
        {
            Quiz.Properties.Minutes > 0 ? Words.Count(Quiz.Properties.Minutes, "minuut", "minuten") : null,
            Exercises.Count > 0 ? Words.Count(Exercises.Count, "vraag", "vragen") : null,
        }.OfType<string>(),
    ];

    /// <summary>
    /// What one does, most of it first: "sorteren, stemmen en kiezen"; choosing an answer is in every quiz, so it comes last.
    /// </summary>
    public string Doing => Words.And(
    [
        .. Exercises.Select(exercise => exercise.Head.Kind).Where(kind => kind.Doing.Length > 0).GroupBy(kind => kind.Doing)
            .OrderBy(group => group.Any(kind => kind == ChoosesOne)).ThenByDescending(group => group.Count())
            .Take(MostNamed).Select(group => group.Key),
    ]);
}
