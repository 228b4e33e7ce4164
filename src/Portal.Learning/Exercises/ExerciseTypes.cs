using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Types;
using Portal.Learning.Exercises.Types;

namespace Portal.Learning.Exercises;

/// <summary>A type of exercise, with all that other code asks of one.</summary>
/// <param name="Name">As authors write it.</param>
/// <param name="Label">What to do, in a few words above the question.</param>
/// <param name="Read">Reads its YAML; what does not fit is reported there, and the exercise is then thrown away.</param>
internal sealed record ExerciseType(string Name, string Label, Func<ExerciseHead, YamlPart, Exercise> Read)
{
    /// <summary>The YAML it has, its own keys first; none where it has no YAML.</summary>
    public IReadOnlyList<DocumentType.PropertyType> Keys { get; private init; } = [];

    /// <summary>What it begins as when an author puts one in.</summary>
    public string Template { get; private init; } = "";

    /// <summary>What it asks of whom, one sentence for authors.</summary>
    public string Help { get; private init; } = "";

    /// <summary>What one does, as in a list of what a quiz is made of: "sorteren"; empty where there is no word for it.</summary>
    public string Doing { get; init; } = "";

    /// <summary>There is something right and something wrong.</summary>
    public bool HasKey { get; init; } = true;

    /// <summary>There is something to fill in.</summary>
    public bool HasForm { get; init; } = true;

    /// <summary>It is answered so soon that it can come back as the question of a day.</summary>
    public bool ComesBack { get; init; } = true;

    /// <summary>
    /// One tells signals from what is none, so that a group's sensitivity can be measured (<see cref="Exercise.CountsOf"/>).
    /// </summary>
    public bool TellsSignals { get; init; }

    /// <summary>What goes on where it is answered step by step: "Verder in het gesprek"; null where one answer is all.</summary>
    public string? NextStep { get; init; }

    /// <summary>What is said to an answer that is neither right nor wrong.</summary>
    public string Thanks { get; init; } = "Dit vind jij";

    /// <summary>
    /// Reads what it has instead of YAML, the Markdown after a line of dashes as HTML; null: its YAML is read by <see cref="Read"/>.
    /// </summary>
    public Func<ExerciseHead, string, Exercise>? ReadOthers { get; init; }

    /// <summary>The type with what authors need of it.</summary>
    /// <typeparam name="T">The record that describes its YAML.</typeparam>
    /// <param name="help">What it asks, one sentence.</param>
    /// <param name="yaml">What its YAML begins as.</param>
    public ExerciseType WrittenAs<T>(string help, string yaml) where T : ExerciseKeys => this with
    {
        Keys = [.. DocumentType.PropertyType.Of<T>().OrderBy(key => key.Member.DeclaringType != typeof(T))],
        Help = help,
        Template = $"Schrijf hier de vraag.\n\n~~~yaml\n{yaml.ReplaceLineEndings("\n").TrimEnd('\n')}\n~~~\n",
    };

    /// <summary>The type with what authors need of it, where it has no YAML.</summary>
    /// <param name="help">What it asks, one sentence.</param>
    /// <param name="text">What its text begins as.</param>
    public ExerciseType WrittenAs(string help, string text) => this with { Help = help, Template = text };
}

/// <summary>All types there are, as rooms registered them.</summary>
internal sealed class ExerciseTypes(IEnumerable<ExerciseType> types)
{
    private readonly FrozenDictionary<string, ExerciseType> byName = types.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>Those of this room.</summary>
    public static IReadOnlyList<ExerciseType> Own { get; } =
    [
        TrueFalse.Kind, Types.Single.Kind, Multiple.Kind, ShortAnswer.Kind, Letters.Kind, WordSearch.Kind, Sort.Kind, Match.Kind,
        Order.Kind, Estimate.Kind, Opinion.Kind, Poll.Kind, Spot.Kind, Detection.Kind, Scenario.Kind, Reflection.Kind,
    ];

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names => [.. byName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>All of them, in the order they were registered.</summary>
    public IReadOnlyList<ExerciseType> All { get; } = [.. types];

    /// <summary>The type of that name, or null.</summary>
    public ExerciseType? Find(string name) => byName.GetValueOrDefault(name);
}

/// <summary>Registration of types of exercise.</summary>
internal static class ExerciseTypeRegistration
{
    /// <summary>Registers a type.</summary>
    public static IServiceCollection AddExerciseType(this IServiceCollection services, ExerciseType type) => services.AddSingleton(type);
}
