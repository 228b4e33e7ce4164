using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Content.Types;

/// <summary>
/// For whom something is meant: the function of a professional, by the name that stands in front matter and addresses. What it is called
/// is said by the site (<c>PublishedSite.Audiences</c>): the standing ones, and what an editor made of them or added.
/// </summary>
/// <param name="Key">The name: <c>wijkagent</c>.</param>
[JsonConverter(typeof(AudienceJson))]
public readonly record struct Audience(string Key)
{
    /// <summary>Parents, only where something is written for them.</summary>
    public static Audience Parent { get; } = new("ouder");

    /// <summary>Everyone.</summary>
    public static Audience Everyone { get; } = new("iedereen");

    /// <summary>The value as it stands in front matter and addresses.</summary>
    public string Name() => Key;
}

/// <summary>Writes an audience as its name.</summary>
internal sealed class AudienceJson : JsonConverter<Audience>
{
    /// <inheritdoc/>
    public override Audience Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("An audience is a text."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Audience value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Key);
}

/// <summary>An audience, and what it is called.</summary>
/// <param name="Audience">Which.</param>
/// <param name="Label">What a reader calls one of them: "Docent of mentor".</param>
/// <param name="Plural">More of them, as in the middle of a sentence: "docenten".</param>
public sealed record AudienceTerm(Audience Audience, string Label, string Plural)
{
    /// <summary>Those that a portal knows by itself, in the order in which they are shown.</summary>
    public static IReadOnlyList<AudienceTerm> Standing { get; } =
    [
        Of("docent", "Docent of mentor", "docenten"), Of("jongerenwerker", "Jongerenwerker", "jongerenwerkers"),
        Of("wijkagent", "Wijkagent", "wijkagenten"), Of("boa", "Boa", "boa's"),
        Of("beleidsmedewerker", "Beleidsmedewerker", "beleidsmedewerkers"), Of("zorgprofessional", "Zorgprofessional", "zorgprofessionals"),
        Of("leerplichtambtenaar", "Leerplichtambtenaar", "leerplichtambtenaren"),
        Of("jeugdbeschermer", "Jeugdbeschermer", "jeugdbeschermers"),
        new(Audience.Parent, "Ouder", "ouders"), new(Audience.Everyone, "Iedereen", "iedereen"),
    ];

    private static AudienceTerm Of(string key, string label, string plural) => new(new Audience(key), label, plural);
}

/// <summary>What an audience is called, or one more: its title is the word for one of them.</summary>
[DocumentType("doelgroep", Label = "Doelgroep", Plural = "Doelgroepen", Folder = "doelgroepen", PathPrefix = "/beheer/woorden/doelgroepen/",
    IdPrefix = AudienceWords.Prefix, SummaryOptional = true, SeenAt = "/kennis")]
internal sealed record AudienceWords : DocumentProperties
{
    /// <summary>What stands before the name of the audience in the id.</summary>
    public const string Prefix = "doelgroep-";

    /// <summary>More of them.</summary>
    [Property("Meervoud", Required = true, MaxLength = 60, Group = PropertyGroup.Main, Help = "Zoals midden in een zin: jongerenwerkers.")]
    public required string Plural { get; init; }
}
