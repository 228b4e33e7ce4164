using System.Text.Json.Serialization;
using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises;

/// <summary>Something to choose.</summary>
/// <param name="Key">Its value in the form; tells nothing of the key.</param>
/// <param name="Text">What it says.</param>
/// <param name="Right">It is to be chosen.</param>
/// <param name="Feedback">Why it is or is not.</param>
internal sealed record Option(string Key, RichText Text, bool Right, RichText Feedback)
{
    /// <summary>What whoever chooses it does: so that no posture is always the right one. Null: not said.</summary>
    public Posture? Posture { get; private init; }

    /// <summary>It sounds kindest of all.</summary>
    public bool IsSoft { get; private init; }

    /// <summary>Reads a list of options.</summary>
    internal static IReadOnlyList<Option> ReadAll(YamlPart yaml, string exercise, int least, int most)
    {
        var parts = yaml.Parts("options", least, most);
        yaml.RefuseTwins("text", parts);
        return [.. parts.Select(part => Read(part, exercise))];
    }

    /// <summary>As something to choose.</summary>
    internal AnswerChoice Choice => new(Key, Text.Html, Right);

    /// <summary>What became of it.</summary>
    internal PartResult ResultOf(bool chosen) =>
        new(Key, chosen, PartResult.OutcomeOf(Right, chosen), Text.Html) { Feedback = Feedback.Html };

    private static Option Read(YamlPart part, string exercise)
    {
        var text = part.Text("text");
        var option = new Option(
            Shuffle.KeyOf(exercise, "option", text.Plain), text, part.Flag("right", required: false) ?? false, part.Text("feedback"))
        {
            Posture = part.Choice("posture", required: false, "ask", "confer", "act", "wait", "decline") is { } word
                && Enum.TryParse<Posture>(word, ignoreCase: true, out var posture) ? posture : null,
            IsSoft = part.Flag("soft", required: false) ?? false,
        };
        part.RefuseTheRest();
        return option;
    }
}

/// <summary>What somebody does who chooses an option (assessment of situational judgement: no posture may be the key by itself).</summary>
internal enum Posture
{
    /// <summary>Asks.</summary>
    [JsonStringEnumMemberName("ask"), Label("Vraagt")] Ask,

    /// <summary>Confers with somebody.</summary>
    [JsonStringEnumMemberName("confer"), Label("Overlegt")] Confer,

    /// <summary>Acts.</summary>
    [JsonStringEnumMemberName("act"), Label("Handelt")] Act,

    /// <summary>Waits.</summary>
    [JsonStringEnumMemberName("wait"), Label("Wacht af")] Wait,

    /// <summary>Declines.</summary>
    [JsonStringEnumMemberName("decline"), Label("Weigert")] Decline,
}
