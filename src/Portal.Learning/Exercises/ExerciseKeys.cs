using System.Text.Json.Serialization;
using Portal.Content.Types;

namespace Portal.Learning.Exercises;

/// <summary>The YAML that an exercise of any type may have, described for the editor's form as the front matter of documents is.</summary>
internal abstract record ExerciseKeys
{
    /// <inheritdoc cref="Exercise.Source"/>
    [Property("Bron", Long = true, Group = PropertyGroup.Sources, Help = "Waar het goede antwoord vandaan komt: titel, jaar en plaats.")]
    public string? Source { get; init; }

    /// <inheritdoc cref="Exercise.SourceLine"/>
    [Property("Plek in de bron", Group = PropertyGroup.Sources,
        Help = "Waar het goede antwoord staat: paragraaf en regels. Alleen voor wie het nakijkt; lezers zien dit niet.")]
    public string? SourceLine { get; init; }

    /// <inheritdoc cref="Exercise.ReadMore"/>
    [Property("Lees verder", IsReference = true, MaxItems = 5, Group = PropertyGroup.Sources)]
    public IReadOnlyList<string> ReadMore { get; init; } = [];

    /// <inheritdoc cref="Exercise.Why"/>
    [Property("Om te onthouden", Long = true, Help = "Dit ziet iedereen na het antwoord, goed of fout.")]
    public string? Why { get; init; }

    /// <inheritdoc cref="Exercise.Caveat"/>
    [Property("Kanttekening", Long = true, Help = "Wat het antwoord niet zegt.")]
    public string? Caveat { get; init; }

    /// <inheritdoc cref="Exercise.Feed"/>
    [Property("Berichten vooraf", Item = "Bericht", MaxItems = 8, Help = "Berichten van een tijdlijn, om te lezen voor de vraag.")]
    public IReadOnlyList<FeedKeys> Feed { get; init; } = [];

    /// <summary>Nobody sees it yet.</summary>
    [Property("Wie ziet deze opdracht?")]
    public ExerciseStatus? Status { get; init; }
}

/// <summary>And what one of a type with right and wrong answers may have.</summary>
internal abstract record GradedKeys : ExerciseKeys
{
    /// <inheritdoc cref="Exercise.Points"/>
    [Property("Punten", Help = "Leeg is 1 punt.")] public int? Points { get; init; }

    /// <inheritdoc cref="ItemPlace.Form"/>
    [Property("Vorm van de toets", Help = "A of B. Alleen in een eindtoets met twee vormen.")] public string? Form { get; init; }

    /// <inheritdoc cref="ItemPlace.Twin"/>
    [Property("Tweeling", Help = "Een naam die ook bij de vraag op dezelfde plek in de andere vorm staat.")]
    public string? Twin { get; init; }

    /// <inheritdoc cref="ItemPlace.Goal"/>
    [Property("Leerdoel", Help = "Het nummer van het leerdoel van de module, vanaf 1.")] public int? Goal { get; init; }

    /// <inheritdoc cref="ItemPlace.Way"/>
    [Property("Manier van vragen", Help = "De kolom in het toetsplan van de module.")] public AskedWay? Way { get; init; }
}

/// <summary>And of a type that can ask how sure one is.</summary>
internal abstract record SureKeys : GradedKeys
{
    /// <inheritdoc cref="Exercise.Certainty"/>
    [Property("Vraag ook hoe zeker iemand is")] public bool Certainty { get; init; }
}

/// <summary>A post on a mocked-up feed.</summary>
internal sealed record FeedKeys
{
    /// <summary>Who posted it.</summary>
    [Property("Van wie", Required = true)] public required string From { get; init; }

    /// <summary>What it says.</summary>
    [Property("Tekst", Required = true, Long = true)] public required string Text { get; init; }

    /// <summary>When, in words.</summary>
    [Property("Wanneer", Help = "In woorden: gisteren, 21:14.")] public string? Time { get; init; }

    /// <summary>What its picture shows, in words.</summary>
    [Property("Op de foto", Long = true)] public string? About { get; init; }
}

/// <summary>Something to choose, with what is said of it.</summary>
internal sealed record OptionKeys
{
    /// <summary>What it says.</summary>
    [Property("Antwoord", Required = true, Long = true)] public required string Text { get; init; }

    /// <summary>It is to be chosen.</summary>
    [Property("Dit is goed")] public bool Right { get; init; }

    /// <summary>Why it is or is not.</summary>
    [Property("Uitleg", Required = true, Long = true, Help = "Waarom dit goed of fout is.")] public required string Feedback { get; init; }

    /// <inheritdoc cref="Option.Posture"/>
    [Property("Wat doet wie dit kiest?", Help = "Om na te kijken dat niet steeds dezelfde houding goed is.")]
    public Posture? Posture { get; init; }

    /// <inheritdoc cref="Option.IsSoft"/>
    [Property("Dit klinkt het vriendelijkst", Help = "Om na te kijken dat het vriendelijkste antwoord niet steeds het goede is.")]
    public bool Soft { get; init; }
}

/// <summary>Who sees an exercise.</summary>
internal enum ExerciseStatus
{
    /// <summary>Nobody.</summary>
    [JsonStringEnumMemberName("concept"), Label("Nog niemand")] Concept,
}
