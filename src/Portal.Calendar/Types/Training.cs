using System.Text.Json.Serialization;
using Portal.Content.Types;

namespace Portal.Calendar.Types;

/// <summary>
/// A document that one learns from, and that therefore stands in the catalogue of trainings: a room above this one has its own kind of
/// them. Its record is a <see cref="ThemedProperties"/>.
/// </summary>
public interface ICourse
{
    /// <summary>For whom it is; empty: for everyone.</summary>
    IReadOnlyList<Audience> Audience { get; }

    /// <summary>How long it takes, in minutes; 0: that is not known.</summary>
    int Minutes { get; }

    /// <summary>In a room with others, by oneself on a screen, or both.</summary>
    TrainingForm Form { get; }
}

/// <summary>
/// A training of the catalogue: what one learns, for whom, from whom. When it is given stands in the agenda, in events that name it.
/// </summary>
[DocumentType(Training.TypeName, Label = "Training", Plural = "Trainingen", Folder = "trainingen", PathPrefix = "/trainingen/",
    IdPrefix = Training.TypeName + "-", SharesNames = true, Color = ThemeColor.Moss)]
public sealed record Training : ThemedProperties, ICourse, IChecked
{
    /// <summary>Name of the type.</summary>
    public const string TypeName = "training";

    /// <inheritdoc/>
    [Property("Vorm", Required = true)] public required TrainingForm Form { get; init; }

    /// <inheritdoc/>
    [Property("Duur in minuten", Help = "Leeg: dat is niet bekend.")] public int Minutes { get; init; }

    /// <inheritdoc/>
    [Property("Voor welke functies", Help = "Leeg: voor iedereen.")] public IReadOnlyList<Audience> Audience { get; init; } = [];

    /// <summary>Who it is for, where that says more than the functions do.</summary>
    [Property("Voor wie, in een zin", MaxLength = 240, Long = true, Searched = true)] public string? ForWhom { get; init; }

    /// <summary>What you can do afterwards.</summary>
    [Property("Wat je leert", Searched = true, Help = "Wat kun je na deze training?")]
    public IReadOnlyList<string> Goals { get; init; } = [];

    /// <summary>Who made it.</summary>
    [Property("Van wie", MaxLength = 160, Searched = true)] public string? Provider { get; init; }

    /// <summary>Id of the organisation to turn to for it.</summary>
    [Property("Organisator", IsReference = true, ReferenceTo = "organisatie")] public string? Organiser { get; init; }

    /// <summary>Id of the module of this portal that is its e-learning.</summary>
    [Property("Module van dit portaal", IsReference = true, ReferenceTo = "module", Help = "De e-learning die bij deze training hoort.")]
    public string? Module { get; init; }

    /// <summary>Where its e-learning or its own page stands, outside this portal.</summary>
    [Property("Link", Help = "De e-learning of de pagina van de maker. Begint met https://.")] public string? Url { get; init; }

    /// <summary>Where this is said.</summary>
    [Property("Bronnen", Item = "Bron", Group = PropertyGroup.Sources)] public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>How long it takes, in words; null: that is not known.</summary>
    [JsonIgnore] public string? Length => LengthOf(Minutes);

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Summary) { Facts = [Form.Label(), Length] };

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems()
    {
        if (Minutes is < 0 or > 6000) yield return ("minutes", "'minutes' is een getal van 0 tot en met 6000.");
        if (Form != TrainingForm.Live && Module is null && Url is null)
            yield return ("module", "Zeg waar de e-learning staat: vul 'module' of 'url' in, of kies 'form: live'.");
    }

    /// <summary>"45 minuten", "3 uur", "2 uur en 30 minuten", with spaces that do not break; null for 0.</summary>
    public static string? LengthOf(int minutes) => ((minutes / 60, minutes % 60) switch
    {
        (0, 0) => null,
        (var hours, 0) => $"{hours} uur",
        ( < 2, _) => $"{minutes} {(minutes == 1 ? "minuut" : "minuten")}",
        var (hours, rest) => $"{hours} uur en {rest} {(rest == 1 ? "minuut" : "minuten")}",
    })?.Replace(' ', '\u00A0');
}

/// <summary>How one learns.</summary>
public enum TrainingForm
{
    /// <summary>With others and a trainer, in a room or online.</summary>
    [JsonStringEnumMemberName("live"), Label("Live")] Live,

    /// <summary>By oneself, on a screen.</summary>
    [JsonStringEnumMemberName("e_learning"), Label("E-learning")] ELearning,

    /// <summary>Both.</summary>
    [JsonStringEnumMemberName("beide"), Label("Live en e-learning")] Both,
}
