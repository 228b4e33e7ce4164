namespace Portal.Content.Types;

/// <summary>The description beside a media file (<c>foto.jpg.yml</c>).</summary>
public sealed record MediaProperties
{
    /// <summary>Its name for ever, <c>media-...</c>.</summary>
    [Property("Id", Required = true, MaxLength = 120)] public required string Id { get; init; }

    /// <summary>What it is called in lists and on a download link.</summary>
    [Property("Titel", Required = true, MaxLength = 120)] public required string Title { get; init; }

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

    /// <summary>Its properties, read once.</summary>
    public static IReadOnlyList<DocumentType.PropertyType> Properties { get; } = DocumentType.PropertyType.Of(typeof(MediaProperties));
}
