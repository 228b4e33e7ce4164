using System.Text.Json.Serialization;

namespace Portal.Content.Types;

/// <summary>A theme: an introduction and, by itself, all that names it.</summary>
[DocumentType("dossier", Label = "Dossier", Plural = "Dossiers", Folder = "dossiers", PathPrefix = "/dossiers/", IdPrefix = "dossier-",
    IsTheme = true)]
public sealed record Dossier : DocumentProperties
{
    /// <summary>Place in the list, low first.</summary>
    [Property("Volgorde")] public int Order { get; init; }

    /// <summary>Its colour and drawing.</summary>
    [Property("Kleur")] public ThemeColor Color { get; init; }

    /// <summary>The theme as one question a professional would ask.</summary>
    [Property("Vraag", MaxLength = 160, Searched = true)] public string? Question { get; init; }

    /// <summary>Where the introduction comes from.</summary>
    [Property("Bronnen", Item = "Bron", Group = PropertyGroup.Sources)] public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Question ?? Summary);

    /// <inheritdoc/>
    [JsonIgnore]
    public override int ThemeOrder => Order;
}

/// <summary>A bron: something others made that a professional can use.</summary>
[DocumentType("bron", Label = "Bron", Plural = "Bronnen", Folder = "bronnen", PathPrefix = "/bronnen/", IdPrefix = "bron-",
    SharesNames = true, Color = ThemeColor.Moss)]
public sealed record Intervention : ThemedProperties, IChecked
{
    /// <summary>What it is.</summary>
    [Property("Vorm", Required = true)] public required InterventionKind Kind { get; init; }

    /// <summary>Who offers it.</summary>
    [Property("Van wie", Searched = true)] public string? Provider { get; init; }

    /// <summary>For whom it is useful.</summary>
    [Property("Voor wie")] public IReadOnlyList<Audience> Audience { get; init; } = [];

    /// <summary>Age of the youngsters it is about, as text.</summary>
    [Property("Leeftijd")] public string? AgeGroup { get; init; }

    /// <summary>What it asks of whom uses it; null where no source says so.</summary>
    [Property("Kosten", Help = "Alleen als een bron het zegt.")] public Costs? Costs { get; init; }

    /// <summary>Its own site, only where a source gives it.</summary>
    [Property("Link")] public string? Url { get; init; }

    /// <summary>The five questions of the regional plan; required for what is meant to change something.</summary>
    [Property("Vijf vragen", Help = "Schrijf 'niet bekend' waar de bron zwijgt.")]
    public FiveQuestions? FiveQuestions { get; init; }

    /// <summary>Where this is said.</summary>
    [Property("Bronnen", Item = "Bron", Group = PropertyGroup.Sources, Required = true, MinItems = 1)]
    public required IReadOnlyList<Source> Sources { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems()
    {
        if (MeantToChange && FiveQuestions is null)
            yield return ("five_questions", $"Een {Kind.Label().ToLowerInvariant()} beantwoordt de vijf vragen. Schrijf 'niet bekend' waar de bron zwijgt.");
    }

    private bool MeantToChange => Kind is InterventionKind.Intervention or InterventionKind.Method or InterventionKind.TeachingMaterial
        or InterventionKind.Game or InterventionKind.Training;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(Kind.Label(), Summary) { Facts = [Costs?.Label()] };
}

/// <summary>What using an <see cref="Intervention"/> costs.</summary>
public enum Costs
{
    /// <summary>Nothing.</summary>
    [JsonStringEnumMemberName("gratis"), Label("Gratis")] Free,

    /// <summary>Nothing for a part of it, or for some.</summary>
    [JsonStringEnumMemberName("deels"), Label("Deels gratis")] PartlyFree,

    /// <summary>Money.</summary>
    [JsonStringEnumMemberName("betaald"), Label("Kost geld")] Paid,
}

/// <summary>What an <see cref="Intervention"/> is.</summary>
public enum InterventionKind
{
    /// <summary>An intervention.</summary>
    [JsonStringEnumMemberName("interventie"), Label("Interventie", Plural = "interventies")] Intervention,

    /// <summary>A way of working.</summary>
    [JsonStringEnumMemberName("methodiek"), Label("Methodiek", Plural = "methodieken")] Method,

    /// <summary>Lessons.</summary>
    [JsonStringEnumMemberName("lespakket"), Label("Lespakket", Plural = "lespakketten")] TeachingMaterial,

    /// <summary>A game.</summary>
    [JsonStringEnumMemberName("spel"), Label("Spel", Plural = "spellen")] Game,

    /// <summary>A training.</summary>
    [JsonStringEnumMemberName("training"), Label("Training", Plural = "trainingen")] Training,

    /// <summary>A tool.</summary>
    [JsonStringEnumMemberName("tool"), Label("Hulpmiddel", Plural = "hulpmiddelen")] Tool,

    /// <summary>A website.</summary>
    [JsonStringEnumMemberName("website"), Label("Website", Plural = "websites")] Website,

    /// <summary>A place to report.</summary>
    [JsonStringEnumMemberName("meldpunt"), Label("Meldpunt", Plural = "meldpunten")] ReportingPoint,

    /// <summary>A study.</summary>
    [JsonStringEnumMemberName("onderzoek"), Label("Onderzoek", Plural = "onderzoeken")] Study,

    /// <summary>A campaign.</summary>
    [JsonStringEnumMemberName("campagne"), Label("Campagne", Plural = "campagnes")] Campaign,

    /// <summary>A network.</summary>
    [JsonStringEnumMemberName("netwerk"), Label("Netwerk", Plural = "netwerken")] Network,

    /// <summary>A guide.</summary>
    [JsonStringEnumMemberName("handreiking"), Label("Handreiking", Plural = "handreikingen")] Guide,
}

/// <summary>The five questions to ask of every intervention; "niet bekend" is an answer.</summary>
public sealed record FiveQuestions
{
    /// <summary>For whom is it?</summary>
    [Property("Voor wie is het?", Required = true, Long = true)] public required string ForWhom { get; init; }

    /// <summary>Which problem does it take on?</summary>
    [Property("Welk probleem pakt het aan?", Required = true, Long = true)] public required string Problem { get; init; }

    /// <summary>Why would it help?</summary>
    [Property("Waarom zou het helpen?", Required = true, Long = true)] public required string WhyItHelps { get; init; }

    /// <summary>Which alternative does it offer the youngster?</summary>
    [Property("Welk alternatief biedt het?", Required = true, Long = true)] public required string Alternative { get; init; }

    /// <summary>With what is it combined?</summary>
    [Property("In welke combinatie?", Required = true, Long = true)] public required string Combination { get; init; }
}

/// <summary>A begrip: one term, explained in one sentence; texts explain it in place and search knows its variants.</summary>
[DocumentType("begrip", Label = "Begrip", Plural = "Begrippen", Folder = "begrippen", PathPrefix = "/begrippen/", IdPrefix = "begrip-",
    SummaryOptional = true, SharesNames = true, IsGlossary = true)]
public sealed record GlossaryTerm : DocumentProperties
{
    /// <summary>One plain sentence.</summary>
    [Property("Uitleg", Required = true, MaxLength = 240, Multiline = true, Searched = true)]
    public required string Definition { get; init; }

    /// <summary>Other spellings, inflections, abbreviations and words with the same meaning.</summary>
    [Property("Andere woorden")] public IReadOnlyList<string> Variants { get; init; } = [];

    /// <summary>Ids of terms to read beside it.</summary>
    [Property("Zie ook", IsReference = true, ReferenceTo = "begrip")] public IReadOnlyList<string> SeeAlso { get; init; } = [];

    /// <summary>False: listed, but not explained inside texts.</summary>
    [Property("Uitleggen in teksten")] public bool Explain { get; init; } = true;

    /// <summary>Where the explanation comes from.</summary>
    [Property("Bronnen", Item = "Bron", Group = PropertyGroup.Sources)] public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Definition);

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> OtherNames => Variants;

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> SameWords => [Title, .. Variants];
}

/// <summary>News of the network.</summary>
[DocumentType("nieuws", Label = "Nieuws", Plural = "Nieuws", Folder = "nieuws", PathPrefix = "/nieuws/", IdPrefix = "nieuws-",
    CoordinatorsPublish = true, Color = ThemeColor.Sun)]
public sealed record NewsItem : ThemedProperties, IChecked
{
    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems()
    {
        if (Published is null) yield return ("published", "Nieuws heeft een datum nodig: vul 'published' in.");
    }

    /// <summary>Where it comes from.</summary>
    [Property("Bronnen", Item = "Bron", Group = PropertyGroup.Sources)] public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Summary) { Date = Published };

    /// <inheritdoc/>
    [JsonIgnore] public override int? YearOf => Published?.Year;

    /// <inheritdoc/>
    [JsonIgnore] public override DateOnly? FreshOn => Published;
}

/// <summary>A plain page: about, privacy, who helps with what.</summary>
[DocumentType("pagina", Label = "Pagina", Plural = "Pagina's", Folder = "paginas", PathPrefix = "/", IdPrefix = "pagina-",
    Parent = "pagina", ParentOptional = true)]
public sealed record Page : DocumentProperties
{
    /// <summary>Place in lists, low first.</summary>
    [Property("Volgorde")] public int Order { get; init; }

    /// <summary>Where it comes from.</summary>
    [Property("Bronnen", Item = "Bron", Group = PropertyGroup.Sources)] public IReadOnlyList<Source> Sources { get; init; } = [];
}

/// <summary>A partner, district, basisteam or municipality.</summary>
[DocumentType("organisatie", Label = "Organisatie", Plural = "Organisaties", Folder = "organisaties", PathPrefix = "/organisaties/",
    IdPrefix = "org-", SharesNames = true)]
public sealed record Organisation : DocumentProperties
{
    /// <summary>What kind of organisation it is.</summary>
    [Property("Soort organisatie", Required = true)] public required OrganisationKind Kind { get; init; }

    /// <summary>In which domain it works.</summary>
    [Property("Domein")] public Domain? Domain { get; init; }

    /// <summary>Id of the organisation or area it is part of.</summary>
    [Property("Onderdeel van", IsReference = true, ReferenceTo = "organisatie", Acyclic = true)] public string? PartOf { get; init; }

    /// <summary>Its own site.</summary>
    [Property("Website")] public string? Url { get; init; }

    /// <summary>What you can go to them for, one sentence.</summary>
    [Property("Waarvoor kun je er terecht", MaxLength = 240, Searched = true, Long = true)] public string? Role { get; init; }

    /// <summary>True where the sources do not confirm it.</summary>
    [Property("Te controleren")] public bool ToVerify { get; init; }

    /// <summary>True for a part of the region: a district, a municipality or the area of a police team.</summary>
    [JsonIgnore] public bool IsArea => Kind is OrganisationKind.District or OrganisationKind.Municipality or OrganisationKind.Team;

    /// <summary>What the area is called: "Zaanstad", of "Gemeente Zaanstad".</summary>
    [JsonIgnore] public string AreaName => NameOfArea(Title);

    /// <summary>What an area is called, of the name of its organisation.</summary>
    public static string NameOfArea(string title) =>
        Array.Find(AreaKinds, kind => title.StartsWith(kind, StringComparison.Ordinal)) is { } kind ? title[kind.Length..] : title;

    private static readonly string[] AreaKinds = ["Gemeente ", "District ", "Basisteam "];

    /// <inheritdoc/>
    [JsonIgnore] public override IReadOnlyList<string>? Areas => Kind == OrganisationKind.District || PartOf is not null ? [Id] : null;
}

/// <summary>What kind of organisation it is.</summary>
public enum OrganisationKind
{
    /// <summary>A partner.</summary>
    [JsonStringEnumMemberName("partner"), Label("Partner")] Partner,

    /// <summary>A police district.</summary>
    [JsonStringEnumMemberName("district"), Label("District")] District,

    /// <summary>A police team.</summary>
    [JsonStringEnumMemberName("basisteam"), Label("Basisteam")] Team,

    /// <summary>A municipality.</summary>
    [JsonStringEnumMemberName("gemeente"), Label("Gemeente")] Municipality,

    /// <summary>A network.</summary>
    [JsonStringEnumMemberName("netwerk"), Label("Netwerk")] Network,
}

/// <summary>The four domains of the network.</summary>
public enum Domain
{
    /// <summary>Safety.</summary>
    [JsonStringEnumMemberName("veiligheid"), Label("Veiligheid")] Safety,

    /// <summary>Care.</summary>
    [JsonStringEnumMemberName("zorg"), Label("Zorg")] Care,

    /// <summary>Social.</summary>
    [JsonStringEnumMemberName("sociaal"), Label("Sociaal")] Social,

    /// <summary>Education.</summary>
    [JsonStringEnumMemberName("onderwijs"), Label("Onderwijs")] Education,
}
