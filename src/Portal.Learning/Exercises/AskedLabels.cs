using Portal.Content.Types;

namespace Portal.Learning.Exercises;

/// <summary>What things are told apart as, where that is something else than a signal and none.</summary>
/// <param name="Signal">What those that count are: "Vandaag overleggen".</param>
/// <param name="Ordinary">What the others are: "Kan wachten".</param>
internal sealed record AskedLabels(string Signal, string Ordinary)
{
    private const int Longest = 40;

    /// <summary>What is asked where an author says nothing else.</summary>
    public static AskedLabels Usual { get; } = new("Reden tot zorg", "Geen reden tot zorg");

    /// <summary>The labels under <c>asks</c>; null where there are none.</summary>
    internal static AskedLabels? Read(YamlPart yaml)
    {
        if (yaml.Part("asks") is not { } asks) return null;
        var labels = new AskedLabels(Label("signal", Usual.Signal), Label("ordinary", Usual.Ordinary));
        asks.RefuseTheRest();
        return labels;

        string Label(string key, string usual)
        {
            var label = asks.Plain(key) ?? usual;
            if (label.Length > Longest)
                asks.Report(key, $"'asks.{key}' heeft {label.Length} tekens; dat past niet op een knop. Gebruik er hoogstens {Longest}.");
            return label;
        }
    }
}

/// <summary>The labels, for a form.</summary>
internal sealed record AskedLabelKeys
{
    /// <inheritdoc cref="AskedLabels.Signal"/>
    [Property("Bij wat telt", Required = true)] public required string Signal { get; init; }

    /// <inheritdoc cref="AskedLabels.Ordinary"/>
    [Property("Bij wat niet telt", Required = true)] public required string Ordinary { get; init; }
}
