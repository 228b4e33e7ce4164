using System.Globalization;
using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Types;

#pragma warning disable CA5394 // made up, not secrets
namespace Portal.Learning.FirstLook;

/// <summary>Answers as somebody could give them: right with a chance, else wrong in the way the exercise can be.</summary>
internal static class InventedAnswers
{
    /// <summary>An answer that counts as one.</summary>
    /// <param name="exercise">What is asked.</param>
    /// <param name="isRight">The chance that it is right, 0 to 1.</param>
    /// <param name="chance">Where chance comes from.</param>
    public static Answer Of(Exercise exercise, double isRight, Random chance)
    {
        var sure = isRight > 0.75 ? 3 : isRight > 0.5 ? 2 : 1;
        var given = Sure(exercise, exercise.HasKey && chance.NextDouble() < isRight ? exercise.Perfect : Other(exercise, chance), sure);
        return exercise.Grade(given).IsAnswer ? given : Sure(exercise, exercise.Perfect, sure);
    }

    private static Answer Other(Exercise exercise, Random chance) => exercise switch
    {
        _ when exercise.Ballot is { } ballot => Chosen(Pick([.. ballot.Options.Select(option => option.Key)], chance)),
        Opinion opinion => Chosen(Pick(opinion.Keys, chance)),
        Estimate estimate => With(estimate, number => Math.Round(number * (chance.Next(2) == 0 ? 0.6 : 1.5))),
        ShortAnswer => new Answer(exercise.Perfect.Fields.ToDictionary(field => field.Key, _ => (IReadOnlyList<string>)["geen idee"])),
        _ when exercise.Perfect.Fields.Count > 1 => Swapped(exercise.Perfect, chance),
        _ => OneOff(exercise, chance),
    };

    // One choice in it is another one.
    private static Answer OneOff(Exercise exercise, Random chance)
    {
        var choices = exercise.Choices;
        if (choices.Count == 0) return exercise.Perfect;
        if (exercise is not (Multiple or Spot)) return Chosen(Pick([.. choices.Where(one => !one.IsRight).Select(one => one.Key)], chance));
        var wrong = chance.Next(choices.Count);
        string[] kept = [.. choices.Where((one, at) => one.IsRight != (at == wrong)).Select(one => one.Key)];
        return Chosen(kept.Length > 0 ? kept : [choices[(wrong + 1) % choices.Count].Key]);
    }

    // Two of them changed places, once or twice: still an answer to each.
    private static Answer Swapped(Answer perfect, Random chance)
    {
        var fields = perfect.Fields.ToDictionary();
        for (var times = chance.Next(1, 3); times > 0; times--)
        {
            var one = Pick([.. fields.Keys], chance);
            var others = fields.Keys.Where(key => !fields[key].SequenceEqual(fields[one])).ToList();
            if (others.Count == 0) break;
            var other = Pick(others, chance);
            (fields[one], fields[other]) = (fields[other], fields[one]);
        }
        return new Answer(fields);
    }

    private static Answer With(Estimate estimate, Func<double, double> change) => new(estimate.Perfect.Fields.ToDictionary(
        field => field.Key,
        field => (IReadOnlyList<string>)
        [
            change(double.Parse(field.Value[0], CultureInfo.InvariantCulture)).ToString("0.000000", CultureInfo.InvariantCulture),
        ]));

    private static Answer Sure(Exercise exercise, Answer answer, int sure) => !exercise.Certainty ? answer
        : new Answer(new Dictionary<string, IReadOnlyList<string>>(answer.Fields)
        {
            [Answer.CertaintyField] = [sure.ToString(CultureInfo.InvariantCulture)],
        });

    private static Answer Chosen(params string[] keys) => Answer.Of((Poll.Field, keys));

    private static T Pick<T>(IReadOnlyList<T> from, Random chance) => from[chance.Next(from.Count)];
}
