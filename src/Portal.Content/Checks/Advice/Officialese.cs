using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Portal.Content.Checks.Advice;

/// <summary>
/// Words of letters and policy papers, with plainer ones: those that Dutch guides for plain language (level B1) name again and again. Only
/// words that can nearly always be exchanged stand here.
/// </summary>
internal static class Officialese
{
    private static readonly FrozenDictionary<string, string> Plain = Read(
        """
        aangaande: over
        aanstonds: straks
        aanvangen: beginnen
        abusievelijk: per ongeluk
        additioneel: extra
        additionele: extra
        adequaat: goed
        adequate: goede
        alsdan: dan
        daar waar: waar
        evenwel: toch
        is voornemens: is van plan
        zijn voornemens: zijn van plan
        mits: alleen als
        naar aanleiding van: na
        op grond van: volgens
        voor wat betreft: over
        met betrekking tot: over
        met ingang van: vanaf
        ten einde: om
        in het kader van: voor
        door middel van: met
        zodoende: zo
        dusdanig: zo
        te allen tijde: altijd
        betreft het: gaat het om
        alsmede: en ook
        alsook: en ook
        alvorens: voordat
        anderszins: op een andere manier
        behoudens: behalve
        benevens: naast
        benodigd: nodig
        benodigde: nodige
        berusten op: steunen op
        bewerkstelligen: zorgen voor
        bezien: bekijken
        conform: volgens
        continueren: doorgaan met
        dermate: zo
        derhalve: dus
        desalniettemin: toch
        desbetreffende: deze
        desgewenst: als je wilt
        dezerzijds: van ons
        dienaangaande: daarover
        dientengevolge: daardoor
        doch: maar
        doorgang vinden: doorgaan
        echelon: laag
        eensdeels: aan de ene kant
        effectueren: uitvoeren
        eveneens: ook
        evident: duidelijk
        evidente: duidelijke
        faciliteren: mogelijk maken
        geenszins: helemaal niet
        gelieve: wil je
        geruime tijd: lang
        gewag maken van: noemen
        hetgeen: wat
        hieromtrent: hierover
        heden: nu
        hedendaags: van nu
        hedendaagse: van nu
        ingevolge: volgens
        indien: als
        inzake: over
        inzichtelijk maken: laten zien
        implementeren: invoeren
        implementatie: invoering
        jegens: tegenover
        jongstleden: laatst
        krachtens: volgens
        louter: alleen
        middels: met
        mitsdien: daarom
        mitsgaders: en ook
        namens dezen: voor
        navenant: net zo
        niettegenstaande: ondanks
        nochtans: toch
        omtrent: over
        onderhavig: dit
        onderhavige: deze
        onverwijld: meteen
        onverminderd: nog steeds
        op korte termijn: snel
        operationaliseren: uitwerken
        optimaliseren: verbeteren
        opteren voor: kiezen voor
        participeren: meedoen
        pogen: proberen
        prioriteren: kiezen wat eerst komt
        reeds: al
        slechts: alleen
        spoedig: snel
        teneinde: om
        ten aanzien van: over
        ten behoeve van: voor
        ten gevolge van: door
        ten tijde van: tijdens
        ter zake: hierover
        terzake: hierover
        thans: nu
        tevens: ook
        tezamen: samen
        trachten: proberen
        uit hoofde van: vanwege
        uitdien hoofde: daarom
        vanuit het oogpunt van: als je let op
        veelal: vaak
        verscheidene: meer
        verstrekken: geven
        verzoeken: vragen
        vigerend: geldend
        vigerende: geldende
        voorts: verder
        voorafgaand aan: voor
        vooralsnog: voorlopig
        weshalve: daarom
        zorgdragen: zorgen
        zorg dragen: zorgen
        zodanig: zo
        zulks: dat
        """);

    // The longest first, whole words only.
    private static readonly Regex Any = new(
        "(?<![\\p{L}\\p{N}-])(?:" + string.Join('|', Plain.Keys.OrderByDescending(word => word.Length).Select(Regex.Escape))
            + ")(?![\\p{L}\\p{N}-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.InfiniteTimeSpan);

    /// <summary>The words in a text, each with its plainer one.</summary>
    public static IEnumerable<(string Word, string Instead)> In(string text) =>
        Any.Matches(text).Select(match => (match.Value, Plain[match.Value]));

    private static FrozenDictionary<string, string> Read(string list) =>
        list.Split('\n').Select(line => line.Trim().Split(": "))
            .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
}
