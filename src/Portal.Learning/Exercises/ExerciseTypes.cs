using System.Collections.Frozen;
using Portal.Learning.Exercises.Types;

namespace Portal.Learning.Exercises;

/// <summary>A type of exercise.</summary>
/// <param name="Name">As authors write it.</param>
/// <param name="Label">What to do, in a few words above the question.</param>
/// <param name="Read">Reads its YAML; what does not fit is reported there, and the exercise is then thrown away.</param>
internal sealed record ExerciseType(string Name, string Label, Func<ExerciseHead, YamlPart, Exercise> Read)
{
    /// <summary>There is something right and something wrong.</summary>
    public bool HasKey { get; init; } = true;

    /// <summary>There is something to fill in.</summary>
    public bool HasForm { get; init; } = true;
}

/// <summary>All types.</summary>
internal static class ExerciseTypes
{
    private static readonly FrozenDictionary<string, ExerciseType> ByName = new[]
    {
        TrueFalse.Kind, Types.Single.Kind, Multiple.Kind, ShortAnswer.Kind, Letters.Kind, WordSearch.Kind, Sort.Kind, Match.Kind,
        Order.Kind, Estimate.Kind, Opinion.Kind, Poll.Kind, Spot.Kind, Detection.Kind, Scenario.Kind, Reflection.Kind,
    }.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The type of that name, or null.</summary>
    public static ExerciseType? Find(string name) => ByName.GetValueOrDefault(name);
}
