using System.Net.Mail;
using System.Text.Json.Serialization;
using Portal.Content.Types;
using Portal.Platform;

namespace Portal.Calendar.Types;

/// <summary>
/// An activiteit: a meeting, training or webinar with a date. What an editor writes stands here; what follows from it (registrations, the
/// address of an online room, attendance) stands in tables and goes by the document's id.
/// </summary>
[DocumentType("activiteit", Label = "Activiteit", Plural = "Agenda", Folder = "agenda", PathPrefix = "/agenda/", IdPrefix = "activiteit-",
    Color = ThemeColor.Brick)]
public sealed record CalendarEvent : ThemedProperties, IChecked
{
    // Longer is a year typed wrong, and would fill the months of a year.
    private const int MostDays = 31;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems()
    {
        if (OverAt <= BeginsAt)
            yield return ("ends", WholeDay ? "'ends' is een dag voor 'starts'. Kies de laatste dag." : "'ends' moet na 'starts' liggen.");
        else if (OverAt > BeginsAt.AddDays(MostDays + 1))
            yield return ("ends", $"Dit duurt langer dan {MostDays} dagen. Kijk de dagen na, of maak er losse activiteiten van.");
        if (Mode != EventMode.Online && string.IsNullOrWhiteSpace(Location))
            yield return ("location", "Vul 'location' in, of kies 'mode: online'.");
        if (Contact is { } contact && !(MailAddress.TryCreate(contact, out var read) && read.Address == contact))
            yield return ("contact", "'contact' is geen mailadres. Vul er een in, of laat het leeg.");
        if (Capacity < 1) yield return ("capacity", "'capacity' is 1 of meer. Laat het leeg als er geen grens is.");
        foreach (var problem in RegistrationProblems()) yield return problem;
    }

    private IEnumerable<(string Key, string Message)> RegistrationProblems()
    {
        if (RegistrationCloses is { } closes && DutchTime.MomentOf(closes) > OverAt)
            yield return ("registration_closes", "'registration_closes' ligt na het einde. Kies een eerder moment, of laat het leeg.");
        if (RegistrationOpens is { } opens && DutchTime.MomentOf(opens) >= RegistrationClosesAt)
            yield return ("registration_opens", "'registration_opens' moet voor het moment liggen waarop aanmelden stopt.");
        foreach (var question in Questions)
        {
            if (question.Kind == AnswerKind.Choice && question.Options.Count < 2)
                yield return ("questions", $"Geef bij ‘{question.Question}’ twee of meer keuzes, of kies een ander soort antwoord.");
            if (question.Kind != AnswerKind.Choice && question.Options.Count > 0)
                yield return ("questions", $"Bij ‘{question.Question}’ staan keuzes. Kies als soort antwoord ‘Een keuze’, of haal ze weg.");
        }
        if (Questions.GroupBy(question => question.Question, StringComparer.OrdinalIgnoreCase).Any(same => same.Count() > 1))
            yield return ("questions", "Een vraag staat er twee keer.");
    }

    /// <summary>What kind of event it is.</summary>
    [Property("Soort activiteit", Required = true)] public required EventKind Kind { get; init; }

    /// <summary>Start, wall-clock time in Europe/Amsterdam; of a time that the autumn change repeats the first (RFC 5545, 3.3.5).</summary>
    [Property("Begint", Required = true)] public required DateTime Starts { get; init; }

    /// <summary>End, wall-clock time in Europe/Amsterdam; of an event of whole days: on its last day.</summary>
    [Property("Eindigt", Required = true, Help = "Bij hele dagen telt alleen de dag: de laatste.")]
    public required DateTime Ends { get; init; }

    /// <summary>It lasts whole days; the times of start and end count for nothing.</summary>
    [Property("Hele dagen", Help = "De tijden bij ‘Begint’ en ‘Eindigt’ tellen dan niet mee.")] public bool WholeDay { get; init; }

    /// <summary>Why it is called off; null: it goes on. It stays online, so that who comes finds that out.</summary>
    [Property("Gaat niet door", MaxLength = 240, Long = true,
        Help = "Schrijf in een zin waarom. Dan staat overal dat het niet doorgaat, ook in de agenda van wie een abonnement heeft.")]
    public string? Cancelled { get; init; }

    /// <summary>On location, online or both.</summary>
    [Property("Vorm", Required = true)] public required EventMode Mode { get; init; }

    /// <summary>Where, as text: town and building.</summary>
    [Property("Plaats", Searched = true, MaxLength = 120, Help = "Plaats en gebouw: Alkmaar, stadskantoor.")]
    public string? Location { get; init; }

    /// <summary>Street, number, postcode and town of the venue.</summary>
    [Property("Adres", MaxLength = 160, Help = "Straat, nummer, postcode en plaats, voor wie een route zoekt.")]
    public string? Address { get; init; }

    /// <summary>How one gets in and hears, with a wheelchair or a hearing aid.</summary>
    [Property("Toegankelijkheid", MaxLength = 400, Long = true,
        Help = "Kan iemand met een rolstoel erin? Is er een ringleiding, ondertiteling, een stille ruimte, een halte dichtbij?")]
    public string? Accessibility { get; init; }

    /// <summary>Which district it is for, as text; null: the whole region.</summary>
    [Property("District", Help = "Leeg: voor de hele regio.")] public string? District { get; init; }

    /// <summary>For whom it is; empty: for everyone.</summary>
    [Property("Voor wie")] public IReadOnlyList<Audience> Audience { get; init; } = [];

    /// <summary>True when only members of the portal may come.</summary>
    [Property("Alleen voor leden", Help = "Wie mee wil doen, heeft een account op dit portaal nodig.", Group = PropertyGroup.TakingPart)]
    public bool MembersOnly { get; init; }

    /// <summary>Id of the organisation that runs it.</summary>
    [Property("Organisator", IsReference = true, ReferenceTo = "organisatie")] public string? Organiser { get; init; }

    /// <summary>How one takes part; null: by a mail to <see cref="Contact"/>.</summary>
    [Property("Aanmelden", Group = PropertyGroup.TakingPart, Help = "Leeg: met een mail naar het adres hieronder.")]
    public RegistrationWay? Registration { get; init; }

    /// <summary>The mail address of who answers questions and takes registrations.</summary>
    [Property("Mailadres voor aanmelden en vragen", MaxLength = 254, Group = PropertyGroup.TakingPart)]
    public string? Contact { get; init; }

    /// <summary>How many people there is room for, of an event on location and online: on location; null: no limit.</summary>
    [Property("Plaatsen", Group = PropertyGroup.TakingPart,
        Help = "Leeg: geen grens. Kan het ook online, dan zijn dit de plaatsen op locatie.")]
    public int? Capacity { get; init; }

    /// <summary>True when who comes too late may wait for a place.</summary>
    [Property("Wachtlijst", Group = PropertyGroup.TakingPart,
        Help = "Is het vol, dan kunnen mensen op een lijst. Komt er een plaats vrij, dan krijgt de eerste daar een mail over.")]
    public bool WaitingList { get; init; }

    /// <summary>True when a contact person may register colleagues.</summary>
    [Property("Groepen", Group = PropertyGroup.TakingPart, Help = "Een contactpersoon kan collega’s uit de eigen organisatie aanmelden.")]
    public bool Groups { get; init; }

    /// <summary>From when on one can register, wall clock; null: from when it is online.</summary>
    [Property("Aanmelden vanaf", Group = PropertyGroup.TakingPart)] public DateTime? RegistrationOpens { get; init; }

    /// <summary>Until when one can register, wall clock; null: until it begins.</summary>
    [Property("Aanmelden tot", Group = PropertyGroup.TakingPart, Help = "Leeg: tot het begint.")]
    public DateTime? RegistrationCloses { get; init; }

    /// <summary>What is asked of who registers, beside name, organisation, function and municipality.</summary>
    [Property("Vragen bij het aanmelden", Item = "Vraag", MaxItems = 8, Group = PropertyGroup.TakingPart,
        Help = "Vraag alleen wat je echt gebruikt. Naar dieet en toegankelijkheid vraagt het portaal al.")]
    public IReadOnlyList<RegistrationQuestion> Questions { get; init; } = [];

    /// <summary>The name that events share which are the same thing on other days, so that one can choose.</summary>
    [Property("Reeks", MaxLength = 80, Help = "Dezelfde naam bij elk moment waaruit iemand kan kiezen, of bij elke keer van een reeks.")]
    public string? Series { get; init; }

    /// <summary>Id of the training of the catalogue that is given then; its page tells of this date.</summary>
    [Property("Training", IsReference = true, ReferenceTo = "training",
        Help = "De training uit de catalogus die je dan geeft. Deze datum staat dan ook bij die training.")]
    public string? Training { get; init; }

    /// <summary>The moment it begins.</summary>
    [JsonIgnore] public DateTimeOffset BeginsAt => DutchTime.MomentOf(WholeDay ? Starts.Date : Starts);

    /// <summary>The moment it is over.</summary>
    [JsonIgnore] public DateTimeOffset OverAt => DutchTime.MomentOf(WholeDay ? Ends.Date.AddDays(1) : Ends);

    /// <summary>The moment from which one can register; null: always.</summary>
    [JsonIgnore] public DateTimeOffset? RegistrationOpensAt => RegistrationOpens is { } opens ? DutchTime.MomentOf(opens) : null;

    /// <summary>The moment at which one cannot register any more.</summary>
    [JsonIgnore] public DateTimeOffset RegistrationClosesAt => RegistrationCloses is { } closes ? DutchTime.MomentOf(closes) : BeginsAt;

    /// <summary>True when the portal takes registrations.</summary>
    [JsonIgnore] public bool TakesRegistrations => Registration == RegistrationWay.Portal;

    /// <summary>Its first day.</summary>
    [JsonIgnore] public DateOnly FirstDay => DateOnly.FromDateTime(Starts);

    /// <summary>Its last day; one that ends at midnight does not touch the day that begins then.</summary>
    [JsonIgnore] public DateOnly LastDay => DateOnly.FromDateTime(WholeDay || Ends.TimeOfDay > TimeSpan.Zero ? Ends : Ends.AddDays(-1));

    /// <inheritdoc/>
    [JsonIgnore] public override IReadOnlyList<string>? Areas => District is null ? [] : [District];

    /// <inheritdoc/>
    [JsonIgnore] public override int? YearOf => Starts.Year;

    /// <inheritdoc/>
    [JsonIgnore] public override DateOnly? FreshOn => LastDay;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(Kind.Label(), Summary)
    {
        Date = FirstDay,
        Facts = [Location, Cancelled is null ? null : "Gaat niet door"],
    };
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

    /// <summary>People practise together what they would do.</summary>
    [JsonStringEnumMemberName("oefening"), Label("Oefening")] Drill,

    /// <summary>A small group that meets again and again to learn from each other's work.</summary>
    [JsonStringEnumMemberName("kenniskring"), Label("Kenniskring")] LearningCircle,
}

/// <summary>How one says that one comes.</summary>
public enum RegistrationWay
{
    /// <summary>On its page.</summary>
    [JsonStringEnumMemberName("portaal"), Label("Op dit portaal")] Portal,

    /// <summary>By a mail to the contact.</summary>
    [JsonStringEnumMemberName("mail"), Label("Met een mail")] Mail,

    /// <summary>Not at all: whoever wants comes.</summary>
    [JsonStringEnumMemberName("niet_nodig"), Label("Niet nodig")] None,
}

/// <summary>Something asked of who registers.</summary>
public sealed record RegistrationQuestion
{
    /// <summary>The question.</summary>
    [Property("Vraag", Required = true, MaxLength = 200)] public required string Question { get; init; }

    /// <summary>How it is answered.</summary>
    [Property("Soort antwoord", Help = "Leeg: een regel tekst.")] public AnswerKind Kind { get; init; }

    /// <summary>What can be chosen.</summary>
    [Property("Keuzes", MaxItems = 12, Help = "Een op een regel; alleen bij ‘Een keuze’.")]
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>True when nobody registers without an answer.</summary>
    [Property("Verplicht")] public bool Required { get; init; }
}

/// <summary>How a question is answered.</summary>
public enum AnswerKind
{
    /// <summary>In a line.</summary>
    [JsonStringEnumMemberName("regel"), Label("Een regel tekst")] Line,

    /// <summary>In some lines.</summary>
    [JsonStringEnumMemberName("tekst"), Label("Een paar regels")] Text,

    /// <summary>With yes or no.</summary>
    [JsonStringEnumMemberName("ja_nee"), Label("Ja of nee")] YesNo,

    /// <summary>With one of a few.</summary>
    [JsonStringEnumMemberName("keuze"), Label("Een keuze")] Choice,
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

    /// <summary>Its photos, each with what was agreed with who is in it.</summary>
    [Property("Foto's", Item = "Foto")] public IReadOnlyList<ReportPhoto> Photos { get; init; } = [];

    /// <summary>Ids of files that were shown.</summary>
    [Property("Presentaties", IsReference = true, ReferenceTo = "media",
        Help = "Bestanden die zijn getoond of uitgedeeld. Liefst een pdf.")]
    public IReadOnlyList<string> Slides { get; init; } = [];

    /// <summary>Films of it.</summary>
    [Property("Video's", Item = "Video")] public IReadOnlyList<ReportVideo> Videos { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Summary) { Date = Published };

    /// <inheritdoc/>
    [JsonIgnore] public override int? YearOf => Published?.Year;

    /// <inheritdoc/>
    [JsonIgnore] public override DateOnly? FreshOn => Published;
}

/// <summary>A photo of an event.</summary>
public sealed record ReportPhoto
{
    /// <summary>Id of the picture.</summary>
    [Property("Foto", Required = true, IsReference = true, ReferenceTo = "media")] public required string Image { get; init; }

    /// <summary>What was agreed with who is in it. Without that it does not go online.</summary>
    [Property("Mensen op de foto", Required = true, Help = "Is iemand te herkennen en is er niets gevraagd? Laat de foto dan weg.")]
    public required PhotoConsent People { get; init; }
}

/// <summary>Why a photo with or without people may be shown (AVG; portretrecht, Auteurswet 19 to 21).</summary>
public enum PhotoConsent
{
    /// <summary>Nobody in it can be recognised.</summary>
    [JsonStringEnumMemberName("niemand_herkenbaar"), Label("Niemand is herkenbaar")] NobodyRecognisable,

    /// <summary>Who is in it was asked, and agreed.</summary>
    [JsonStringEnumMemberName("toestemming_gevraagd"), Label("Toestemming gevraagd en gekregen")] Agreed,
}

/// <summary>A film of an event, on another site.</summary>
public sealed record ReportVideo
{
    /// <summary>What it is called.</summary>
    [Property("Titel", Required = true, MaxLength = 120)] public required string Title { get; init; }

    /// <summary>Where it is.</summary>
    [Property("Adres", Required = true, Help = "Begint met https://. Kopieer het uit de adresbalk.")]
    public required string Url { get; init; }

    /// <summary>How who does not hear it can follow (WCAG 1.2.2). Without captions it does not go online.</summary>
    [Property("Ondertiteling", Required = true, Help = "Zonder ondertiteling kan een video hier niet staan.")]
    public required VideoCaptions Captions { get; init; }
}

/// <summary>Where the captions of a film are.</summary>
public enum VideoCaptions
{
    /// <summary>Always in the picture.</summary>
    [JsonStringEnumMemberName("in_beeld"), Label("Staat in beeld")] InPicture,

    /// <summary>The player has a button for them.</summary>
    [JsonStringEnumMemberName("aan_te_zetten"), Label("Is aan te zetten")] Optional,
}
