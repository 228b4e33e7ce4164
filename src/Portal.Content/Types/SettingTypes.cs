using System.Text.Json.Serialization;

namespace Portal.Content.Types;

/// <summary>Words that search takes for one another, or that lead to others one way, beside what the glossary says.</summary>
[DocumentType("zoekwoorden", Label = "Zoekwoorden", Plural = "Zoekwoorden", Folder = "zoekwoorden", PathPrefix = "/zoeken/woorden/",
    IdPrefix = "zoekwoorden-", SummaryOptional = true, SeenAt = "/zoeken")]
internal sealed record SearchWords : DocumentProperties, IChecked
{
    /// <summary>The words, each as people type it.</summary>
    [Property("Woorden die mensen typen", Required = true, MinItems = 1, MaxItems = 30, IsAsked = true, Group = PropertyGroup.Main,
        Help = "Is de lijst hieronder leeg, dan betekenen ze hetzelfde: wie met het ene woord zoekt, vindt ook wat met het andere "
            + "geschreven is. De titel zelf zoekt niet mee.")]
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>What is searched for as well, one way: who searches for one of these does not find the words above.</summary>
    [Property("Zoek dan ook naar", MaxItems = 10, Group = PropertyGroup.Main,
        Help = "Zoals het in de teksten staat. Wie een woord van hierboven typt, vindt ook dit. Andersom niet.")]
    public override IReadOnlyList<string> LeadsTo { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> SameWords => Words;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems()
    {
        if (Words.Count < 2 && LeadsTo.Count == 0)
            yield return ("words", "Een woord alleen zoekt niets anders. Zet er een tweede woord bij, of vul in waar het heen leidt.");
    }
}

/// <summary>What search shows first for a question, whatever the words of the pages are.</summary>
[DocumentType("aanbevolen", Label = "Aanbevolen resultaat", Plural = "Aanbevolen resultaten", Folder = "aanbevolen",
    PathPrefix = "/zoeken/aanbevolen/", IdPrefix = "aanbevolen-", SummaryOptional = true, SeenAt = "/zoeken")]
internal sealed record PromotedResult : DocumentProperties
{
    /// <summary>The questions, each as people type it.</summary>
    [Property("Bij deze vragen", Required = true, MinItems = 1, MaxItems = 30, IsAsked = true, Group = PropertyGroup.Main,
        Help = "Zoals iemand het typt: ‘aangifte doen’. Kleine woorden en vormen van een woord maken niet uit.")]
    public required IReadOnlyList<string> Questions { get; init; }

    /// <summary>Ids of the pages, the first first.</summary>
    [Property("Deze pagina’s eerst", Required = true, MinItems = 1, MaxItems = 3, IsReference = true, Group = PropertyGroup.Main)]
    public required IReadOnlyList<string> Pages { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override (IReadOnlyList<string> Questions, IReadOnlyList<string> Pages) FirstAnswers => (Questions, Pages);
}

/// <summary>The menu at the top of every page and the links at its foot.</summary>
[DocumentType(SiteMenu.Name, Label = "Menu en voet", Plural = "Menu en voet", Folder = "instellingen", PathPrefix = "/beheer/",
    FixedPath = "/beheer/woorden/menu", IdPrefix = SiteMenu.Name, SummaryOptional = true, SeenAt = "/")]
public sealed record SiteMenu : DocumentProperties, IChecked
{
    /// <summary>The name of the type, and the id of its one document.</summary>
    public const string Name = "menu";

    /// <summary>At the top.</summary>
    [Property("Hoofdmenu", Required = true, MinItems = 1, MaxItems = 8, Item = "Link", Group = PropertyGroup.Main,
        Help = "Staat boven elke pagina. Meer dan zes links passen niet naast elkaar.")]
    public required IReadOnlyList<MenuLink> Main { get; init; }

    /// <summary>At the foot, beside the themes.</summary>
    [Property("Hulp en over ons", MaxItems = 14, Item = "Link", Group = PropertyGroup.Main, Help = "Staat in de voet, naast de thema’s.")]
    public IReadOnlyList<MenuLink> Help { get; init; } = [];

    /// <summary>The last line of the foot.</summary>
    [Property("Laatste regel", MaxItems = 6, Item = "Link", Group = PropertyGroup.Main,
        Help = "Staat onderaan de voet: privacy, voorwaarden.")]
    public IReadOnlyList<MenuLink> End { get; init; } = [];

    /// <summary>What a portal shows that nobody gave another menu.</summary>
    public static SiteMenu Standing { get; } = new()
    {
        Id = Name,
        Type = Name,
        Title = "Menu en voet",
        Main = Links(
            ("Kennis", "/kennis"), ("Dossiers", "/dossiers"), ("Leren", "/modules"), ("Agenda", "/agenda"), ("Nieuws", "/nieuws"),
            ("Zoeken", "/zoeken")),
        Help = Links(
            ("Wie helpt waarmee", "/wie-helpt-waarmee"), ("Advies op maat", "/maatwerkadvies"), ("Informatie delen", "/informatie-delen"),
            ("Bronnen en interventies", "/bronnen"), ("Begrippen", "/begrippen"), ("Organisaties", "/organisaties"),
            ("Nieuwsbrieven", "/nieuwsbrieven"), ("Nieuwsbrief krijgen", "/nieuwsbrieven/aanmelden"), ("Over ons", "/over-ons"),
            ("Contact", "/contact")),
        End = Links(("Toegankelijkheid", "/toegankelijkheid"), ("Privacy", "/privacy"), ("Voorwaarden", "/voorwaarden")),
    };

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems()
    {
        // The law asks for both on every page (AVG 13, Besluit digitale toegankelijkheid overheid).
        foreach (var path in new[] { "/privacy", "/toegankelijkheid" })
            if (!Help.Concat(End).Concat(Main).Any(link => link.To == path))
                yield return ("end", $"Op elke pagina moet een link naar {path} staan. Zet hem in de laatste regel.");
    }

    private static IReadOnlyList<MenuLink> Links(params (string Text, string To)[] links) =>
        [.. links.Select(link => new MenuLink { Text = link.Text, To = link.To })];
}

/// <summary>A link of a menu.</summary>
public sealed record MenuLink
{
    /// <summary>Its words.</summary>
    [Property("Tekst", Required = true, MaxLength = 40)] public required string Text { get; init; }

    /// <summary>Where it leads: a page of the portal, or another site.</summary>
    [Property("Adres", Required = true, IsAddress = true, Help = "Van een pagina hier: /kennis. Van een andere site: https://...")]
    public required string To { get; init; }
}

/// <summary>How the region can be reached; what is empty is left out.</summary>
[DocumentType(RegionContact.Name, Label = "Contactgegevens", Plural = "Contactgegevens", Folder = "instellingen", PathPrefix = "/beheer/",
    FixedPath = "/beheer/woorden/contactgegevens", IdPrefix = RegionContact.Name, SummaryOptional = true, SeenAt = "/contact")]
public sealed record RegionContact : DocumentProperties, IChecked
{
    /// <summary>The name of the type, and the id of its one document.</summary>
    public const string Name = "contactgegevens";

    /// <summary>Who runs the portal.</summary>
    [Property("Organisatie", MaxLength = 80, Group = PropertyGroup.Main)] public string? Organisation { get; init; }

    /// <summary>E-mail address.</summary>
    [Property("E-mailadres", MaxLength = 120, Group = PropertyGroup.Main, Help = "Van een team, niet van een persoon: iedereen ziet het.")]
    public string? Email { get; init; }

    /// <summary>Telephone number, as people write it.</summary>
    [Property("Telefoon", MaxLength = 30, Group = PropertyGroup.Main)] public string? Phone { get; init; }

    /// <summary>When somebody answers.</summary>
    [Property("Bereikbaar", MaxLength = 120, Group = PropertyGroup.Main, Help = "Bijvoorbeeld: op werkdagen van 9.00 tot 17.00 uur.")]
    public string? Hours { get; init; }

    /// <summary>Postal or visiting address.</summary>
    [Property("Adres", MaxLength = 160, Long = true, Group = PropertyGroup.Main)] public string? Address { get; init; }

    /// <summary>The number for a link (RFC 3966).</summary>
    [JsonIgnore]
    public string PhoneLink => "tel:" + string.Concat((Phone ?? "").Where(letter => char.IsAsciiDigit(letter) || letter == '+'));

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems()
    {
        if (Email is { Length: > 0 } && Platform.Mail.Address.Of(Email) is null)
            yield return ("email", Platform.Mail.Address.Refusal);
        if (Phone is { Length: > 0 } && Phone.Any(letter => !char.IsAsciiDigit(letter) && letter is not ('+' or '-' or ' ' or '(' or ')')))
            yield return ("phone", "Schrijf in het nummer alleen cijfers, spaties, streepjes en haakjes.");
    }
}

/// <summary>Sentences of the interface that the region says in its own way (<see cref="SiteText"/>).</summary>
[DocumentType(OwnTexts.Name, Label = "Teksten van de site", Plural = "Teksten van de site", Folder = "instellingen",
    PathPrefix = "/beheer/", FixedPath = "/beheer/teksten", IdPrefix = OwnTexts.Name, SummaryOptional = true, SeenAt = "/")]
internal sealed record OwnTexts : DocumentProperties, IChecked
{
    /// <summary>The name of the type, and the id of its one document.</summary>
    public const string Name = "teksten";

    /// <summary>What is said otherwise.</summary>
    [Property("Eigen teksten", Item = "Tekst", Group = PropertyGroup.Main,
        Help = "Wat hier niet staat, zegt de site met haar vaste tekst.")]
    public IReadOnlyList<OwnText> Texts { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems()
    {
        foreach (var (key, count) in Texts.CountBy(text => text.Key))
        {
            if (SiteText.Find(key) is null) yield return ("texts", $"Er is geen tekst met de naam ‘{key}’. Kies er een van de lijst.");
            if (count > 1) yield return ("texts", $"De tekst ‘{key}’ staat er twee keer. Haal er een weg.");
        }
    }
}

/// <summary>A sentence of one's own.</summary>
internal sealed record OwnText
{
    /// <summary>Which sentence it is said for (<see cref="SiteText.Key"/>).</summary>
    [Property("Naam", Required = true, MaxLength = 60)] public required string Key { get; init; }

    /// <summary>What the site says.</summary>
    [Property("Tekst", Required = true, MaxLength = SiteText.Longest, Long = true)] public required string Text { get; init; }
}
