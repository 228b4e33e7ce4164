namespace Portal.Content.Types;

/// <summary>
/// A sentence of the interface that a region may want to say in its own way: the standing text, and the name under which an own one is
/// kept (<see cref="OwnTexts"/>). What belongs to a form, a rule or a promise is not among them: it would no longer be true by being said.
/// </summary>
/// <param name="Key">Its name, for good.</param>
/// <param name="Where">Where it stands, Dutch; texts of one place stand together.</param>
/// <param name="What">Which of that place it is, Dutch.</param>
/// <param name="Standing">What the site says by itself.</param>
public sealed record SiteText(string Key, string Where, string What, string Standing)
{
    /// <summary>The most characters of an own text.</summary>
    public const int Longest = 400;

    private const string Everywhere = "Elke pagina", Home = "Voorpagina", Lists = "Overzichten", Engines = "In zoekmachines";
    private const string Lost = "Als iets er niet is";

    /// <summary>What the portal is called.</summary>
    public static SiteText Name { get; } = new("naam", Everywhere, "Naam van het portaal", "Weerbare Jeugd");

    /// <summary>What the portal is, at the foot.</summary>
    public static SiteText About { get; } = new("voet-over", Everywhere, "Zin in de voet",
        "Kennis en leren voor iedereen in Noord-Holland die met jongeren werkt. "
        + "Van gemeenten, politie, justitie, zorg en onderwijs samen.");

    /// <summary>What to do in danger.</summary>
    public static SiteText Emergency { get; } = new("voet-gevaar", Everywhere, "Bij acuut gevaar", "Acuut gevaar? Bel 112.");

    /// <summary>Where to report without a name; on pages of modules.</summary>
    public static SiteText Anonymous { get; } = new("voet-anoniem", Everywhere, "Anoniem melden, bij modules", "Anoniem melden: 0800-7000");

    /// <summary>Title of the themes at the foot.</summary>
    public static SiteText Themes { get; } = new("voet-themas", Everywhere, "Kop boven de thema’s in de voet", "Thema’s");

    /// <summary>Title of the links at the foot.</summary>
    public static SiteText Help { get; } = new("voet-hulp", Everywhere, "Kop boven de links in de voet", "Hulp en over ons");

    /// <summary>Above the search field.</summary>
    public static SiteText Search { get; } = new("voorpagina-zoek", Home, "Boven het zoekveld", "Wat wil je weten?");

    /// <summary>Above the functions.</summary>
    public static SiteText Roles { get; } = new("voorpagina-functies", Home, "Boven de functies", "Ik werk als");

    /// <summary>Above what is new.</summary>
    public static SiteText New { get; } = new("voorpagina-nieuw", Home, "Boven wat nieuw is", "Nieuw");

    /// <summary>Above what comes.</summary>
    public static SiteText Coming { get; } = new("voorpagina-binnenkort", Home, "Boven de agenda", "Binnenkort");

    /// <summary>When nothing comes.</summary>
    public static SiteText NothingComing { get; } = new("voorpagina-agenda-leeg", Home, "Als de agenda leeg is",
        "Er staat nu niets op de agenda.");

    /// <summary>What stands under /kennis.</summary>
    public static SiteText Knowledge { get; } = new("kennis-inleiding", Lists, "Kennis",
        "Onderzoek, plannen en handreikingen, samengevat in gewone taal. Bij elk stuk staat hoe sterk het bewijs is.");

    /// <summary>What stands under /dossiers.</summary>
    public static SiteText Dossiers { get; } = new("dossiers-inleiding", Lists, "Dossiers",
        "Elk dossier begint met een vraag uit de praktijk en brengt alles bij elkaar wat we erover hebben.");

    /// <summary>What stands under /bronnen.</summary>
    public static SiteText Sources { get; } = new("bronnen-inleiding", Lists, "Bronnen en interventies",
        "Trainingen, lespakketten, spellen en meldpunten van anderen. Wij schrijven op wat het is en wat we er niet van weten.");

    /// <summary>What stands under /begrippen.</summary>
    public static SiteText Terms { get; } = new("begrippen-inleiding", Lists, "Begrippen",
        "Woorden die je in dit werk tegenkomt, elk in één zin uitgelegd.");

    /// <summary>What stands under /nieuws.</summary>
    public static SiteText News { get; } = new("nieuws-inleiding", Lists, "Nieuws", "Wat er nieuw is in het netwerk en op dit portaal.");

    /// <summary>What stands under /organisaties.</summary>
    public static SiteText Organisations { get; } = new("organisaties-inleiding", Lists, "Organisaties",
        "Wie doet wat in de regio, en waarvoor kun je er terecht?");

    /// <summary>What stands under /agenda.</summary>
    public static SiteText Agenda { get; } = new("agenda-inleiding", Lists, "Agenda", "Trainingen, webinars en bijeenkomsten in de regio.");

    /// <summary>What stands under /trainingen.</summary>
    public static SiteText Trainings { get; } = new("trainingen-inleiding", Lists, "Trainingen",
        "Met een groep, of alleen achter je scherm. Kies je functie of een thema, en zie wat er voor jou is.");

    /// <summary>What search engines show of /nieuws.</summary>
    public static SiteText NewsForEngines { get; } = new("nieuws-zoekmachine", Engines, "Nieuws",
        "Nieuws van het netwerk Weerbare Jeugd in Noord-Holland.");

    /// <summary>What search engines show of /organisaties.</summary>
    public static SiteText OrganisationsForEngines { get; } = new("organisaties-zoekmachine", Engines, "Organisaties",
        "Wie doet wat in Noord-Holland, en waarvoor kun je er terecht?");

    /// <summary>What search engines show of /agenda.</summary>
    public static SiteText AgendaForEngines { get; } = new("agenda-zoekmachine", Engines, "Agenda",
        "Trainingen, webinars en bijeenkomsten over jongeren en criminaliteit in Noord-Holland.");

    /// <summary>What search engines show of /trainingen.</summary>
    public static SiteText TrainingsForEngines { get; } = new("trainingen-zoekmachine", Engines, "Trainingen",
        "Trainingen en e-learnings over jongeren en criminaliteit, voor wie in Noord-Holland met jongeren werkt.");

    /// <summary>What a page says that was never there.</summary>
    public static SiteText Missing { get; } = new("niet-gevonden", Lost, "Een pagina die er niet is",
        "Misschien klopt het adres niet, of is de pagina verhuisd. De lijn maakt een lus: hieronder kun je verder.");

    /// <summary>What a page says that was taken away.</summary>
    public static SiteText Gone { get; } = new("weggehaald", Lost, "Een pagina die is weggehaald",
        "De inhoud klopte niet meer. We hebben er niets voor in de plaats gezet.");

    /// <summary>All of them, in the order of the site.</summary>
    public static IReadOnlyList<SiteText> All { get; } =
    [
        Name, About, Emergency, Anonymous, Themes, Help, Search, Roles, New, Coming, NothingComing, Knowledge, Dossiers, Sources, Terms,
        News, Organisations, Agenda, Trainings, NewsForEngines, OrganisationsForEngines, AgendaForEngines, TrainingsForEngines, Missing,
        Gone,
    ];

    /// <summary>The one of that name, or null.</summary>
    public static SiteText? Find(string key) => All.FirstOrDefault(text => text.Key == key);
}
