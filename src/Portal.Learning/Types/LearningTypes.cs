using System.Text.Json.Serialization;
using Portal.Content.Types;

namespace Portal.Learning.Types;

/// <summary>A module: chapters that teach one thing, on the triad Herkennen - Handelen - Samenwerken.</summary>
[DocumentType("module", Label = "Module", Plural = "Modules", Folder = "modules", PathPrefix = "/modules/", IdPrefix = "module-", IsFolder = true)]
public sealed record LearningModule : ThemedProperties
{
    /// <summary>Its place among the modules.</summary>
    [Property("Nummer")] public int Number { get; init; }

    /// <summary>How long it takes, in minutes.</summary>
    [Property("Duur in minuten")] public int Minutes { get; init; }

    /// <summary>For whom it is.</summary>
    [Property("Voor wie")] public IReadOnlyList<Audience> Audience { get; init; } = [];

    /// <summary>What you can do afterwards.</summary>
    [Property("Leerdoelen", Searched = true)] public IReadOnlyList<string> Goals { get; init; } = [];

    /// <summary>Its colour.</summary>
    [Property("Kleur")] public ThemeColor Color { get; init; }

    /// <summary>What may be hard to read, said before the first chapter.</summary>
    [Property("Let op vooraf", Multiline = true)] public string? ContentWarning { get; init; }

    /// <summary>Where it comes from.</summary>
    [Property("Bronnen")] public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Summary) { Facts = [Minutes > 0 ? $"{Minutes} minuten" : null] };
}

/// <summary>A chapter of a module; the module is its folder.</summary>
[DocumentType("hoofdstuk", Label = "Hoofdstuk", Plural = "Hoofdstukken", Folder = "modules", PathPrefix = "/modules/", IdPrefix = "hoofdstuk-",
    Parent = "module", SummaryOptional = true)]
public sealed record Chapter : DocumentProperties
{
    /// <summary>Place in the module, low first.</summary>
    [Property("Volgorde", Required = true)] public int Order { get; init; }

    /// <summary>How long it takes, in minutes.</summary>
    [Property("Duur in minuten")] public int Minutes { get; init; }

    /// <summary>Where it comes from.</summary>
    [Property("Bronnen")] public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Summary) { Facts = [Minutes > 0 ? $"{Minutes} minuten" : null] };
}

/// <summary>A quiz for everyone.</summary>
[DocumentType("quiz", Label = "Quiz", Plural = "Quizzen", Folder = "quizzen", PathPrefix = "/quizzen/", IdPrefix = "quiz-")]
public sealed record Quiz : ThemedProperties
{
    /// <summary>How long it takes, in minutes.</summary>
    [Property("Duur in minuten")] public int Minutes { get; init; }

    /// <summary>Its colour.</summary>
    [Property("Kleur")] public ThemeColor Color { get; init; } = ThemeColor.Lilac;

    /// <summary>Where it comes from.</summary>
    [Property("Bronnen")] public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Summary) { Facts = [Minutes > 0 ? $"{Minutes} minuten" : null] };
}
