using System.Text.Json.Serialization;
using Portal.Content.Types;

namespace Portal.Newsletters.Types;

/// <summary>An edition of the newsletter, as it can be read on the site.</summary>
[DocumentType("nieuwsbrief", Label = "Nieuwsbrief", Plural = "Nieuwsbrieven", Folder = "nieuwsbrieven", PathPrefix = "/nieuwsbrieven/",
    IdPrefix = "nieuwsbrief-", Color = ThemeColor.Sun)]
public sealed record Newsletter : ThemedProperties, IChecked
{
    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems()
    {
        if (Published is null) yield return ("published", "Een nieuwsbrief heeft een datum nodig: vul 'published' in.");
    }

    /// <summary>The edition's number.</summary>
    [Property("Nummer")] public int? Number { get; init; }

    /// <summary>The opening lines.</summary>
    [Property("Intro", Multiline = true)] public string? Intro { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Summary) { Date = Published };
}
