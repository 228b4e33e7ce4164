using Portal.Content.Markdown;

namespace Portal.Learning.Exercises;

/// <summary>Something to choose.</summary>
/// <param name="Key">Its value in the form; tells nothing of the key.</param>
/// <param name="Text">What it says.</param>
/// <param name="Right">It is to be chosen.</param>
/// <param name="Feedback">Why it is or is not.</param>
internal sealed record Option(string Key, RichText Text, bool Right, RichText Feedback)
{
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
            Shuffle.KeyOf(exercise, "option", text.Plain), text, part.Flag("right", required: false) ?? false, part.Text("feedback"));
        part.RefuseTheRest();
        return option;
    }
}
