using System.Text.Json.Serialization;
using Portal.Content.Types;

namespace Portal.Calendar.Types;

/// <summary>An activiteit: a meeting, training or webinar with a date.</summary>
[DocumentType("activiteit", Label = "Activiteit", Plural = "Agenda", Folder = "agenda", PathPrefix = "/agenda/", IdPrefix = "activiteit-",
    Color = ThemeColor.Brick)]
public sealed record CalendarEvent : ThemedProperties, IChecked
{
    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems()
    {
        if (Ends <= Starts) yield return ("ends", "'ends' moet na 'starts' liggen.");
        if (Mode != EventMode.Online && string.IsNullOrWhiteSpace(Location))
            yield return ("location", "Vul 'location' in, of kies 'mode: online'.");
    }

    /// <summary>What kind of event it is.</summary>
    [Property("Soort activiteit", Required = true)] public required EventKind Kind { get; init; }

    /// <summary>Start, wall-clock time in Europe/Amsterdam.</summary>
    [Property("Begint", Required = true)] public required DateTime Starts { get; init; }

    /// <summary>End, wall-clock time in Europe/Amsterdam.</summary>
    [Property("Eindigt", Required = true)] public required DateTime Ends { get; init; }

    /// <summary>On location, online or both.</summary>
    [Property("Vorm", Required = true)] public required EventMode Mode { get; init; }

    /// <summary>Where, as text.</summary>
    [Property("Plaats", Searched = true)] public string? Location { get; init; }

    /// <summary>Which district it is for, as text.</summary>
    [Property("District")] public string? District { get; init; }

    /// <summary>For whom it is.</summary>
    [Property("Voor wie")] public IReadOnlyList<Audience> Audience { get; init; } = [];

    /// <summary>Id of the organisation that runs it.</summary>
    [Property("Organisator", IsReference = true, ReferenceTo = "organisatie")] public string? Organiser { get; init; }

    /// <summary>How many people there is room for.</summary>
    [Property("Plaatsen")] public int? Capacity { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(Kind.Label(), Summary) { Date = DateOnly.FromDateTime(Starts), Facts = [Location] };
}

/// <summary>What kind of event it is.</summary>
public enum EventKind
{
    /// <summary>A meeting to share knowledge.</summary>
    [JsonStringEnumMemberName("kennisbijeenkomst"), Label("Kennisbijeenkomst")] KnowledgeMeeting,

    /// <summary>A training.</summary>
    [JsonStringEnumMemberName("training"), Label("Training")] Training,

    /// <summary>A webinar.</summary>
    [JsonStringEnumMemberName("webinar"), Label("Webinar")] Webinar,

    /// <summary>A day on one theme.</summary>
    [JsonStringEnumMemberName("themadag"), Label("Themadag")] ThemeDay,

    /// <summary>A meeting of the network.</summary>
    [JsonStringEnumMemberName("netwerkbijeenkomst"), Label("Netwerkbijeenkomst")] NetworkMeeting,
}

/// <summary>How people take part.</summary>
public enum EventMode
{
    /// <summary>On location.</summary>
    [JsonStringEnumMemberName("op_locatie"), Label("Op locatie")] OnLocation,

    /// <summary>Online.</summary>
    [JsonStringEnumMemberName("online"), Label("Online")] Online,

    /// <summary>Both.</summary>
    [JsonStringEnumMemberName("hybride"), Label("Op locatie en online")] Hybrid,
}

/// <summary>A beeldverslag: what happened at an event, in words and pictures.</summary>
[DocumentType("beeldverslag", Label = "Beeldverslag", Plural = "Beeldverslagen", Folder = "verslagen", PathPrefix = "/agenda/verslagen/",
    IdPrefix = "verslag-", Color = ThemeColor.Brick)]
public sealed record EventReport : ThemedProperties
{
    /// <summary>Id of the event.</summary>
    [Property("Activiteit", Required = true, IsReference = true, ReferenceTo = "activiteit")] public required string Event { get; init; }

    /// <summary>Ids of its pictures.</summary>
    [Property("Foto's", IsReference = true, ReferenceTo = "media")] public IReadOnlyList<string> Images { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Summary) { Date = Published };
}
