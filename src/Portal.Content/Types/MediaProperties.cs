using System.Text.Json.Serialization;

namespace Portal.Content.Types;

/// <summary>The description beside a media file (<c>foto.jpg.yml</c>).</summary>
public sealed record MediaProperties
{
    /// <summary>Its name for ever, <c>media-...</c>.</summary>
    [Property("Id", Required = true, MaxLength = 120, IsManaged = true)] public required string Id { get; init; }

    /// <summary>What it is called in lists and on a download link.</summary>
    [Property("Titel", Required = true, MaxLength = 120)] public required string Title { get; init; }

    /// <summary>Where it lies in the library, for who looks for it there; null: in no folder.</summary>
    [Property("Map", MaxLength = 60, Help = "Een naam, zoals ‘Bijeenkomsten 2026’. Leeg: in geen map.")]
    public string? Folder { get; init; }

    /// <summary>The language a document is in; null: nobody said.</summary>
    [Property("Taal van een document", Help = "Staat bij de download, zodat een lezer weet wat hij opent.")]
    public FileLanguage? Language { get; init; }

    /// <summary>What the image shows, for who cannot see it.</summary>
    [Property("Beschrijving van het beeld", Help = "Wat er te zien is, voor wie het niet ziet.")] public string Alt { get; init; } = "";

    /// <summary>True when the image says nothing that the text does not.</summary>
    [Property("Alleen versiering")] public bool Decorative { get; init; }

    /// <summary>Who made it.</summary>
    [Property("Maker")] public string? Credit { get; init; }

    /// <summary>Where it comes from.</summary>
    [Property("Bron")] public string? Source { get; init; }

    /// <summary>True when the people in the picture agreed to be in it.</summary>
    [Property("Toestemming van wie in beeld is")] public bool Consent { get; init; }

    /// <summary>What must be seen when the picture is cropped: how far from its left side, in hundredths.</summary>
    [Property("Belangrijkste punt, van links",
        Help = "Een getal van 0 (links) tot 100 (rechts). Dit punt blijft in beeld als de afbeelding wordt bijgesneden.")]
    public int? FocusX { get; init; }

    /// <summary>The same from its upper side.</summary>
    [Property("Belangrijkste punt, van boven", Help = "Een getal van 0 (boven) tot 100 (onder).")]
    public int? FocusY { get; init; }

    /// <summary>What is wrong with the values together, Dutch; null when nothing is.</summary>
    internal string? Problem(bool isImage) => this switch
    {
        _ when isImage && Alt.Length == 0 && !Decorative =>
            "De afbeelding heeft geen beschrijving. Schrijf wat er te zien is, of kies ‘Alleen versiering’ (decorative: true).",
        { FocusX: < 0 or > 100 } or { FocusY: < 0 or > 100 } => "Het belangrijkste punt is een getal van 0 tot en met 100.",
        { FocusX: null, FocusY: not null } or { FocusX: not null, FocusY: null } =>
            "Vul van het belangrijkste punt beide getallen in, of geen van beide.",
        _ => null,
    };

    /// <summary>Its properties, read once.</summary>
    public static IReadOnlyList<DocumentType.PropertyType> Properties { get; } = DocumentType.PropertyType.Of(typeof(MediaProperties));
}

/// <summary>The language of a document to download, by its code (BCP 47).</summary>
public enum FileLanguage
{
    /// <summary>Dutch.</summary>
    [JsonStringEnumMemberName("nl"), Label("Nederlands")] Dutch,

    /// <summary>English.</summary>
    [JsonStringEnumMemberName("en"), Label("Engels")] English,

    /// <summary>Arabic.</summary>
    [JsonStringEnumMemberName("ar"), Label("Arabisch")] Arabic,

    /// <summary>Turkish.</summary>
    [JsonStringEnumMemberName("tr"), Label("Turks")] Turkish,

    /// <summary>Polish.</summary>
    [JsonStringEnumMemberName("pl"), Label("Pools")] Polish,

    /// <summary>Ukrainian.</summary>
    [JsonStringEnumMemberName("uk"), Label("Oekraïens")] Ukrainian,

    /// <summary>French.</summary>
    [JsonStringEnumMemberName("fr"), Label("Frans")] French,

    /// <summary>German.</summary>
    [JsonStringEnumMemberName("de"), Label("Duits")] German,

    /// <summary>Spanish.</summary>
    [JsonStringEnumMemberName("es"), Label("Spaans")] Spanish,
}
