using System.Text.Json.Serialization;
using Portal.Content.Types;

namespace Portal.Newsletters.Types;

/// <summary>An edition of the newsletter, as it can be read on the site and is sent by mail.</summary>
[DocumentType(Newsletter.TypeName, Label = "Nieuwsbrief", Plural = "Nieuwsbrieven", Folder = "nieuwsbrieven",
    PathPrefix = "/nieuwsbrieven/", IdPrefix = "nieuwsbrief-", Color = ThemeColor.Sun, CoordinatorsPublish = true)]
public sealed record Newsletter : ThemedProperties, IChecked
{
    /// <summary>Name of the type.</summary>
    public const string TypeName = "nieuwsbrief";

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems()
    {
        if (Published is null) yield return ("published", "Een nieuwsbrief heeft een datum nodig: vul 'published' in.");
    }

    /// <summary>The edition's number.</summary>
    [Property("Nummer")] public int? Number { get; init; }

    /// <summary>What stands in a list of mails; null: the title.</summary>
    [Property("Onderwerp van de mail", MaxLength = 90, Group = PropertyGroup.Main, Help = "Laat leeg voor de titel.")]
    public string? Subject { get; init; }

    /// <summary>What stands beside the subject there; null: the summary.</summary>
    [Property("Regel na het onderwerp", MaxLength = 120, Group = PropertyGroup.Main,
        Help = "Wat een lezer in de lijst met mail naast het onderwerp ziet.")]
    public string? Preview { get; init; }

    /// <summary>The opening lines.</summary>
    [Property("Intro", Multiline = true, Group = PropertyGroup.Main)] public string? Intro { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Summary) { Date = Published };

    /// <inheritdoc/>
    [JsonIgnore] public override int? YearOf => Published?.Year;

    /// <inheritdoc/>
    [JsonIgnore] public override DateOnly? FreshOn => Published;
}
