namespace Portal.BrowserTests.Support;

/// <summary>One page of every kind, with as much on it as there is.</summary>
/// <param name="Name">A word for it, as in file names.</param>
/// <param name="Path">Its address.</param>
/// <param name="Status">What it answers.</param>
internal sealed record Kind(string Name, string Path, int Status = 200)
{
    /// <summary>All kinds of page.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new("home", "/"),
        new("kennis", "/kennis"),
        new("kennis-filter", "/kennis?voor=docent"),
        new("kennisproduct", "/kennis/onzichtbare-beelden"),
        new("kennisproduct-voor", "/kennis/onzichtbare-beelden/voor/docent"),
        new("dossiers", "/dossiers"),
        new("dossier", "/dossiers/lokale-aanpak"),
        new("bronnen", "/bronnen"),
        new("bron", "/bronnen/buit-voor-professionals"),
        new("begrippen", "/begrippen"),
        new("begrip", "/begrippen/ronselen"),
        new("nieuws", "/nieuws"),
        new("nieuwsbericht", "/nieuws/terugblik-netwerkbijeenkomst"),
        new("nieuwsbrieven", "/nieuwsbrieven"),
        new("nieuwsbrief", "/nieuwsbrieven/2026-1"),
        new("nieuwsbrief-aanmelden", "/nieuwsbrieven/aanmelden"),
        new("modules", "/modules"),
        new("module", "/modules/signalen-zien"),
        new("hoofdstuk", "/modules/signalen-zien/thuis"),
        new("quizzen", "/quizzen"),
        new("agenda", "/agenda"),
        new("agenda-maand", "/agenda?maand=2027-01&weergave=maand"),
        new("activiteit-afgelast", "/agenda/webinar-ineens-geld"),
        new("activiteit", "/agenda/training-buit-voor-professionals"),
        new("trainingen", "/trainingen"),
        new("training", "/trainingen/buit-voor-professionals"),
        new("training-wens", "/trainingen/leren-op-locatie/wens"),
        new("beeldverslag", "/agenda/verslagen/netwerkbijeenkomst-signalen-bundelen"),
        new("organisaties", "/organisaties"),
        new("organisatie", "/organisaties/riec-midden-nederland"),
        new("pagina", "/wie-helpt-waarmee"),
        new("advies-vragen", "/maatwerkadvies"),
        new("fout-melden", "/contact/fout?pagina=/kennis"),
        new("alle-onderdelen", Sites.EveryPart),
        new("kleuren", "/weergave"),
        new("zoeken", "/zoeken"),
        new("zoekresultaten", "/zoeken?q=ronselen"),
        new("zoeken-niets", "/zoeken?q=xqzwv"),
        new("weg-404", "/bestaat-niet", 404),
        new("weggehaald-410", Sites.Gone, 410),
        new("storing-500", Sites.Broken, 500),
    ];

    /// <summary>Pages that somebody reads: all that answer with what was asked for.</summary>
    public static IEnumerable<Kind> Readable => All.Where(kind => kind.Status == 200);
}
