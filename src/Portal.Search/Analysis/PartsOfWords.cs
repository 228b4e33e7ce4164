using System.Collections.Frozen;

namespace Portal.Search.Analysis;

/// <summary>
/// The kept list of what compounds of this field are made of. Written for this portal by hand, from its subject and its texts; no
/// dictionary or word list of others was copied, and it falls under the portal's own licence.
/// </summary>
/// <remarks>
/// Short words that stand in many others by accident ("aar", "lijk", "oor") are left out on purpose; words are folded, as everywhere here.
/// </remarks>
internal static class PartsOfWords
{
    /// <summary>May be any part.</summary>
    public static FrozenSet<string> Kept { get; } = Set("""
        aandacht aanpak aanspreek aanvraag account actie adres advies adviseur afdeling afspraak agenda agent akkoord alcohol ambtenaar
        analyse app arbeid archief arrest arts asiel auto avond baan bank barriere basis bedrijf begeleider begeleiding begroting
        behandel behandeling beheer beleid belasting bende bericht beroep bescherming bestand bestuur bestuurder betaal bevolking bewaar
        bewijs bewoner bezit bezoek bijbaan bijeenkomst boa bom boete bouw breedte breuk brief brigade broer brug budget buddy burger
        buur buurt camera casus cel cent centrum chat cijfer club coach coaching coca cocaine code collega college commissie
        communicatie computer concierge consulent contact container controle coordinator corporatie crimineel criminaliteit crisis
        cultuur cursus cyber dader dag data deal dealer debat delict delinquent denktank deskundige dienst diefstal dienstverlener
        digitaal directeur diploma docent dorp dossier drank dreiging driehoek drugs druk duur dwang eenheid eigenaar eis element emotie
        enquete ervaring evaluatie expert explosief factor familie fase feest feit feiten fiets film financien fonds formulier foto
        fraude front fraudeur functie functionaris gang gast gebied gebouw gebruik gebruiker gedrag gegevens geld gemeente generatie
        gesprek geschiedenis getuige gevaar gevangenis geweld gezag gezin gezins gids gok golf graad grens groep handel handelaar
        handhaver handhaving haven hek helper hennep herkenning herstel hoofd hotel huis huishoud hulp hulpverlener hulpverlening
        identiteit incident indicatie indicator informatie inbraak inbreker initiatief inkomen innovatie inspecteur inspectie instelling
        instantie interventie internet inzet invloed jaar jeugd jongen jongeren jurist justitie kaart kamer kamp kanaal kans kantoor
        kennis kern ketting keten kind kinder klacht klas klimaat klus knooppunt koers koerier kosten krant kring kwartier label lab
        landbouw leer leerling leerplicht leeftijd lectoraat leider leiding les lesgever leven lid lijn lijst link loket loods maand
        maat maatregel maatschappij maatwerk macht makelaar manager markt materiaal media medewerker meester meisjes meld melding mensen
        mentor methode middel middelen milieu minister ministerie misbruik misdaad misdrijf mode model module moeder moment monitor
        motief museum muziek naam narco nazorg nep netwerk niveau nood norm nota nummer observatie officier oefening offerte
        ondermijning onderneming onderwijs onderzoek onderzoeker ontzegging opbrengst opdracht oplichter oplichting opleiding opsporing
        opvang opvoed opvoeder opvoeding organisatie ouder ouders overgang overlast overleg overval pakket pand paneel panel partij
        partner peiling pers personeel persoon perspectief pesten pilot plaats plan platform plegen pleger plein plek plicht ploeg
        podcast podium politie politiek portaal post praktijk preventie privacy probleem procedure proces product professional profiel
        programma project protocol provincie psycholoog publiek punt quiz raad raden radicalisering rap rapport rapportage rechter recht
        rechtbank rechts rechtspraak reclassering recherche rechercheur regel regels regie regio regisseur register rekening rente
        respons resultaat richtlijn risico roof rol ronde rondhang roos route routering runner samenscholing samenwerking scan schaamte
        schade schema school scholen schuld scooter scenario seks sector secretaris signaal situatie slachtoffer sleutel sociaal soort
        specialist speel spel spoor sporen sport spreekuur staat stad stads stage stap stappen station status steek steekpartij stelsel
        sterfte steun stichting stof stoffen straat straf strafrecht strategie stress student subsidie synthese systeem taak taal tafel
        team teken telefoon theater thema therapie tijd tip toezicht toezichthouder toets training trainer traject transport uitbuiter
        uitbuiting uithaal uithaler uitkering uitval uitwisseling vader vak vecht vechtpartij veiligheid verblijf verbinder verbod
        verdachte verdienste verdriet verdieping vereniging vergadering vergoeding vergunning verhaal verhoor verkeer verkoop verkoper
        verlening verlener verslaafde verslag verslaving verstoring vertrouwen vervoer verwijs verzuim video visie voetbal voorlichter
        voorlichting voorziening vorm vraag vragen vriend vrienden vrije waarde wacht wagen wapen wapens weerbaarheid wegen wegwerp wens
        werk werker werkgever werving wervings wet wiet wijk winkel winst woning woon woord zaak zaken zeden zee zetel ziekte zitting
        zone zorg zorgen zuster twee drie vier vijf zes zeven acht tien
        """);

    /// <summary>Are not taken apart, though both halves are words: they have long meant something of their own.</summary>
    public static FrozenSet<string> Whole { get; } = Set("""
        aardappel bijeenkomst boekhouder burgemeester deelnemer dinsdag donderdag draagvlak gastheer handboek handelaar handtekening
        handvat hoofddorp hoofdstuk hoofdzaak huiswerk landgoed leerkracht leerling maandag maatregel medewerker middag middelbaar
        noodzaak omgeving ondernemer oorzaak penningmeester rechtbank schoonmaak slachtoffer spreekuur stadhuis tijdschrift toekomst
        trefwoord vakantie vandaag veiligheid voetbal voorbeeld voorwaarde voorzitter vrijdag vrijwilliger wachtwoord waarheid weekend
        werkgever werknemer wethouder woensdag zaterdag zondag
        """);

    /// <summary>Words of a site that are no parts: small words that begin verbs and nouns, and endings.</summary>
    public static FrozenSet<string> Never { get; } = Set("""
        achter achtig achtige anders binnen boven buiten eigen heden hoger jarig jarige jarigen lager langs lijk lijke lijken lijker
        loosheid matig matige midden mogen naast onder opnieuw rondom samen schap schappen slecht sinds tegen terug tijdens tussen vanaf
        vanuit verder vormig vormige waarts voort
        """);

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
}
