using System.Collections.Frozen;

namespace Portal.Search.Analysis;

/// <summary>What no rule gives: strong verbs, vowel-changing and classical plurals. A line is a word and its forms.</summary>
internal static class IrregularWords
{
    /// <summary>Prefixes that leave the verb in a main clause ("hij meldt zich aan"), the longest first.</summary>
    public static string[] SeparablePrefixes { get; } =
    [
        "samen", "tegen", "terug", "binnen", "rond", "deel", "door", "mede", "voor", "weg", "aan", "bij", "mee", "toe", "uit", "af", "in",
        "na", "om", "op", "over", "onder",
    ];

    private static readonly string[] FixedPrefixes = ["ver", "ont", "her", "mis", "be", "er"];

    private static readonly FrozenDictionary<string, string> Nouns = FormsOf("""
        bad baden
        basis bases
        blad bladen bladeren
        centrum centra centrums
        crisis crises crisissen
        criterium criteria
        curriculum curricula
        dag dagen dagje dagjes
        dak daken
        datum data datums
        ei eieren eitje eitjes
        examen examens
        forum fora forums
        gat gaten gaatje gaatjes
        gevoel gevoelens
        gezinslid gezinsleden
        glas glazen glaasje glaasjes
        god goden
        graf graven
        groepslid groepsleden
        bendelid bendeleden
        familielid familieleden
        kernlid kernleden
        raadslid raadsleden
        teamlid teamleden
        hof hoven
        hol holen
        jongen jongens jongetje jongetjes
        kind kinderen kindje kindjes
        koe koeien
        lam lammeren
        lid leden
        lied liederen
        lot loten
        medicus medici
        medium media mediums
        meisje meisjes
        museum musea museums
        oudere ouderen
        pad paden
        politicus politici
        rad raderen
        schip schepen
        slot sloten
        smid smeden
        stad steden
        vat vaten
        volk volken volkeren
        weg wegen
        """);

    private static readonly FrozenDictionary<string, string> Verbs = FormsOf("""
        bakken gebakken
        beginnen begon begonnen
        bederven bedierf bedorven
        bedriegen bedroog bedrogen
        bevelen beval bevalen bevolen
        bidden gebeden
        bieden bood boden geboden
        bijten beet beten gebeten
        binden bond bonden gebonden
        blazen blies bliezen geblazen
        blijken bleek bleken gebleken
        blijven bleef bleven gebleven
        breken brak braken gebroken
        brengen bracht brachten gebracht
        buigen boog bogen gebogen
        denken dacht dachten gedacht
        doen deed deden gedaan doet doe
        dragen droeg droegen gedragen
        drijven dreef dreven gedreven
        dringen drong drongen gedrongen
        drinken dronk dronken gedronken
        duiken dook doken gedoken
        dwingen dwong dwongen gedwongen
        eten at aten gegeten
        gaan ging gingen gegaan gaat ga
        gelden gold golden gegolden
        genezen genas genazen
        genieten genoot genoten
        geven gaf gaven gegeven
        gieten goot goten gegoten
        glijden gleed gleden gegleden
        graven groef groeven gegraven
        grijpen greep grepen gegrepen
        hangen hing hingen gehangen
        helpen hielp hielpen geholpen
        houden hield hielden gehouden
        kiezen koos kozen gekozen
        kijken keek keken gekeken
        klinken klonk klonken geklonken
        komen kwam kwamen gekomen
        kopen kocht kochten gekocht
        krijgen kreeg kregen gekregen
        krimpen kromp krompen gekrompen
        kruipen kroop kropen gekropen
        laten liet lieten gelaten
        lezen las lazen gelezen
        liegen loog logen gelogen
        liggen lag lagen gelegen
        lijden leed leden geleden
        lijken leek leken geleken
        lopen liep liepen gelopen
        meten mat maten gemeten
        nemen nam namen genomen
        ontwerpen ontwierp ontwierpen
        prijzen prees prezen geprezen
        raden ried rieden geraden
        rijden reed reden gereden
        roepen riep riepen geroepen
        schenken schonk schonken geschonken
        schieten schoot schoten geschoten
        schrijven schreef schreven geschreven
        schrikken schrok schrokken geschrokken
        schuiven schoof schoven geschoven
        slaan sloeg sloegen geslagen slaat sla
        slapen sliep sliepen geslapen
        sluipen sloop slopen geslopen
        sluiten sloot sloten gesloten
        snijden sneed sneden gesneden
        spreken sprak spraken gesproken
        springen sprong sprongen gesprongen
        staan stond stonden gestaan staat sta
        steken stak staken gestoken
        stelen stal stalen gestolen
        sterven stierf stierven gestorven
        stijgen steeg stegen gestegen
        strijden streed streden gestreden
        treden trad traden getreden
        treffen trof troffen getroffen
        trekken trok trokken getrokken
        vallen viel vielen gevallen
        verdwijnen verdween verdwenen
        vergeten vergat vergaten
        verliezen verloor verloren
        verschijnen verscheen verschenen
        vangen ving vingen gevangen
        varen voer voeren gevaren
        vechten vocht vochten gevochten
        vinden vond vonden gevonden
        vliegen vloog vlogen gevlogen
        vriezen vroor vroren gevroren
        weten wist wisten geweten
        wegen woog wogen gewogen
        werpen wierp wierpen geworpen
        werven wierf wierven geworven
        wijken geweken
        wijzen wees wezen gewezen
        winnen won wonnen gewonnen
        zeggen zei zeiden gezegd zegt
        zenden zond zonden gezonden
        zien zag zagen gezien ziet zie
        zingen zong zongen gezongen
        zinken zonk zonken gezonken
        zitten zat zaten gezeten
        zoeken zocht zochten gezocht
        zuigen zoog zogen gezogen
        zwemmen zwom zwommen gezwommen
        zwijgen zweeg zwegen gezwegen
        """);

    /// <summary>The singular of an irregular noun, "pleegkinderen" included, or null.</summary>
    public static string? NounOf(string form) =>
        Nouns.TryGetValue(form, out var noun) ? noun
        : form.Length > 10 && form.EndsWith("kinderen", StringComparison.Ordinal) ? form[..^"eren".Length]
        : null;

    /// <summary>The infinitive of a strong verb's form, with the prefix it has: "begrepen" gives "begrijpen"; or null.</summary>
    public static string? VerbOf(string form)
    {
        if (Verbs.TryGetValue(form, out var verb)) return verb;
        foreach (var prefix in SeparablePrefixes)
            if (form.StartsWith(prefix, StringComparison.Ordinal) && Verbs.TryGetValue(form[prefix.Length..], out verb))
                return prefix + verb;
        foreach (var prefix in FixedPrefixes)
            if (form.StartsWith(prefix, StringComparison.Ordinal) && InfinitiveWithoutGe(form[prefix.Length..]) is { } bare)
                return prefix + bare;
        return null;
    }

    /// <summary>After a fixed prefix the participle has no ge-: "gesproken", but "besproken".</summary>
    private static string? InfinitiveWithoutGe(string form) =>
        Verbs.TryGetValue(form, out var verb) || Verbs.TryGetValue("ge" + form, out verb) ? verb : null;

    private static FrozenDictionary<string, string> FormsOf(string table) => table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' '))
        .SelectMany(words => words.Select(form => (Form: form, Word: words[0])))
        .DistinctBy(pair => pair.Form)
        .ToFrozenDictionary(pair => pair.Form, pair => pair.Word);
}
