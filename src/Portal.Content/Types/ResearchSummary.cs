using System.Text.Json.Serialization;
using Portal.Platform;

namespace Portal.Content.Types;

/// <summary>A kennisproduct: what a study, plan or guide says, in plain words, with what it is worth and what it is not.</summary>
[DocumentType("kennisproduct", Label = "Kennisproduct", Plural = "Kennisproducten", Folder = "kennis", PathPrefix = "/kennis/",
    IdPrefix = "kennis-", RequiredHeadings = ["Aanbevelingen", "Beperkingen"])]
public sealed record ResearchSummary : ThemedProperties, IChecked
{
    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems()
    {
        if (ReviewedOn is null || ReviewBy is null)
            yield return ("reviewed_on", "Vul 'reviewed_on' en 'review_by' in: wanneer is dit gecontroleerd, en wanneer weer?");
        else if (ReviewBy <= ReviewedOn)
            yield return ("review_by", "'review_by' moet na 'reviewed_on' liggen.");
    }

    /// <summary>A second line under the title.</summary>
    [Property("Ondertitel", MaxLength = 160)] public string? Subtitle { get; init; }

    /// <summary>What kind of product it is.</summary>
    [Property("Vorm", Required = true)] public required ResearchKind Kind { get; init; }

    /// <summary>For whom it is useful.</summary>
    [Property("Voor wie", Required = true, MinItems = 1)] public required IReadOnlyList<Audience> Audience { get; init; }

    /// <summary>Three to five sentences: what to remember.</summary>
    [Property("Kernboodschappen", Required = true, MinItems = 3, MaxItems = 5, Searched = true,
        Help = "Drie tot vijf zinnen om te onthouden.")]
    public required IReadOnlyList<string> KeyMessages { get; init; }

    /// <summary>Who published it.</summary>
    [Property("Uitgever")] public string? Publisher { get; init; }

    /// <summary>Who wrote it.</summary>
    [Property("Auteurs")] public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Year of publication.</summary>
    [Property("Jaar")] public int? Year { get; init; }

    /// <summary>Which area it speaks of.</summary>
    [Property("Gebied")] public string? Region { get; init; }

    /// <summary>Which period it speaks of.</summary>
    [Property("Periode")] public string? Period { get; init; }

    /// <summary>How it was made.</summary>
    [Property("Methode", Multiline = true)] public string? Method { get; init; }

    /// <summary>Who or what was studied, and how many.</summary>
    [Property("Onderzoeksgroep", Multiline = true)] public string? Sample { get; init; }

    /// <summary>Three separate scales; never one score.</summary>
    [Property("Bewijs", Required = true)] public required Evidence Evidence { get; init; }

    /// <summary>What a function can do with it tomorrow.</summary>
    [Property("Wat kun je hiermee", MinItems = 3, Item = "Functie")] public IReadOnlyList<Use> Uses { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    [Property("Bronnen", Item = "Bron", Group = PropertyGroup.Sources, Required = true, MinItems = 1)]
    public required IReadOnlyList<Source> Sources { get; init; }

    /// <summary>How to cite it, APA, one line.</summary>
    [Property("Zo verwijs je", Required = true, Long = true, Group = PropertyGroup.Sources,
        Help = "Op de manier van APA, op een regel.")]
    public required string Citation { get; init; }

    /// <summary>Media ids of files to download.</summary>
    [Property("Bestanden", IsReference = true, ReferenceTo = "media", Group = PropertyGroup.Sources)]
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore] public override IReadOnlyList<string>? Areas => Region is null ? null : [Region];

    /// <inheritdoc/>
    [JsonIgnore] public override int? YearOf => Year;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(Kind.Label(), Summary)
    {
        Facts = [Year?.ToString(DutchTime.Culture), Region],
        Note = $"Zekerheid: {Evidence.Certainty.Name()}. Effect: {Evidence.Effect.Name()}. Kosten: {Evidence.Cost.Name()}.",
    };
}

/// <summary>What kind of product a <see cref="ResearchSummary"/> describes.</summary>
public enum ResearchKind
{
    /// <summary>An intervention.</summary>
    [JsonStringEnumMemberName("interventie"), Label("Interventie")] Intervention,

    /// <summary>A guide.</summary>
    [JsonStringEnumMemberName("handreiking"), Label("Handreiking")] Guide,

    /// <summary>A study.</summary>
    [JsonStringEnumMemberName("onderzoek"), Label("Onderzoek")] Study,

    /// <summary>An example from practice.</summary>
    [JsonStringEnumMemberName("praktijkvoorbeeld"), Label("Praktijkvoorbeeld")] Practice,

    /// <summary>A fact sheet.</summary>
    [JsonStringEnumMemberName("factsheet"), Label("Factsheet")] FactSheet,

    /// <summary>A plan of a government or network.</summary>
    [JsonStringEnumMemberName("plan"), Label("Plan")] Plan,

    /// <summary>A magazine.</summary>
    [JsonStringEnumMemberName("magazine"), Label("Magazine")] Magazine,
}

/// <summary>
/// How much a product is worth as evidence, as the Youth Endowment Fund's toolkit does it: certainty, effect and cost apart, each
/// with a sentence that says why, each may be unknown.
/// </summary>
public sealed record Evidence
{
    /// <summary>How sure we can be of what it says.</summary>
    [Property("Zekerheid", Required = true)] public required Certainty Certainty { get; init; }

    /// <summary>Why.</summary>
    [Property("Waarom deze zekerheid", Long = true)] public string CertaintyNote { get; init; } = "";

    /// <summary>What the approach does for youngsters.</summary>
    [Property("Effect", Required = true)] public required Effect Effect { get; init; }

    /// <summary>Why.</summary>
    [Property("Waarom dit effect", Long = true)] public string EffectNote { get; init; } = "";

    /// <summary>What it takes.</summary>
    [Property("Kosten", Required = true)] public required Cost Cost { get; init; }

    /// <summary>Why.</summary>
    [Property("Waarom deze kosten", Long = true)] public string CostNote { get; init; } = "";

    /// <summary>The verdict of the NJi database of effective youth interventions, only where a source names it.</summary>
    [Property("Oordeel NJi")] public string? NjiLevel { get; init; }
}

/// <summary>How sure we can be.</summary>
public enum Certainty
{
    /// <summary>Not known.</summary>
    [JsonStringEnumMemberName("onbekend"), Label("Onbekend")] Unknown,

    /// <summary>Low.</summary>
    [JsonStringEnumMemberName("laag"), Label("Laag")] Low,

    /// <summary>Fair.</summary>
    [JsonStringEnumMemberName("redelijk"), Label("Redelijk")] Fair,

    /// <summary>High.</summary>
    [JsonStringEnumMemberName("hoog"), Label("Hoog")] High,
}

/// <summary>What an approach does, harm included.</summary>
public enum Effect
{
    /// <summary>Not known.</summary>
    [JsonStringEnumMemberName("onbekend"), Label("Onbekend")] Unknown,

    /// <summary>Harmful.</summary>
    [JsonStringEnumMemberName("schadelijk"), Label("Schadelijk")] Harmful,

    /// <summary>None.</summary>
    [JsonStringEnumMemberName("geen"), Label("Geen")] None,

    /// <summary>Small.</summary>
    [JsonStringEnumMemberName("klein"), Label("Klein")] Small,

    /// <summary>Moderate.</summary>
    [JsonStringEnumMemberName("matig"), Label("Matig")] Moderate,

    /// <summary>Large.</summary>
    [JsonStringEnumMemberName("groot"), Label("Groot")] Large,
}

/// <summary>What an approach takes, in classes.</summary>
public enum Cost
{
    /// <summary>Not known.</summary>
    [JsonStringEnumMemberName("onbekend"), Label("Onbekend")] Unknown,

    /// <summary>Low.</summary>
    [JsonStringEnumMemberName("laag"), Label("Laag")] Low,

    /// <summary>Middle.</summary>
    [JsonStringEnumMemberName("midden"), Label("Midden")] Middle,

    /// <summary>High.</summary>
    [JsonStringEnumMemberName("hoog"), Label("Hoog")] High,
}

/// <summary>What one function can do with a product.</summary>
public sealed record Use
{
    /// <summary>The function.</summary>
    [Property("Functie", Required = true)] public required Audience Audience { get; init; }

    /// <summary>What to do, one or two sentences.</summary>
    [Property("Wat kun je doen", Required = true, Long = true)] public required string Text { get; init; }
}
