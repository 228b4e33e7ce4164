using Portal.Content.Checks;
using Portal.Content.Checks.Advice;
using Portal.Content.Types;
using Portal.Tests.Content.Markdown;

namespace Portal.Tests.Content.Checks;

/// <summary>What a writer is told of a text, and what not: each rule with texts that are wrong and texts that only look so.</summary>
public sealed class WritingAdviceTests
{
    private static readonly DocumentTypes Types = new([DocumentType.Of<NewsItem>(), DocumentType.Of<GlossaryTerm>()]);

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "heading-long", "## " + string.Join(' ', Enumerable.Repeat("woorden", 12)) + "\n", "95 tekens" },
        { "heading-stop", "## Wat je ziet.\n", "geen punt" },
        {
            "headings-missing",
            string.Join("\n\n", Enumerable.Repeat("Dit zijn tien woorden die samen een zin van tien vormen.", 60)),
            "geen kop"
        },
        { "link-text-vague", "[Klik hier](https://halt.nl/ouders).", "‘Klik hier’" },
        { "link-text-vague", "Lees er [meer](doc:kennis-beelden) over.", "‘meer’" },
        { "link-text-address", "Kijk op https://www.halt.nl/ouders/tips.", "een adres en geen tekst" },
        { "link-text-address", "[halt.nl/ouders/tips](https://www.halt.nl/ouders/tips)", "een adres en geen tekst" },
        { "link-text-same", "[Het onderzoek](doc:kennis-beelden) en [het onderzoek](doc:module-signalen).", "twee plekken" },
        { "link-offline", "Lees [dit plan](doc:kennis-concept).", "nog niet online" },
        { "alt-text", "::: figure\n![](media:media-bestand)\nEen bijschrift.\n:::", "naam van een bestand" },
        { "alt-text", "::: figure\n![](media:media-foto-van)\nEen bijschrift.\n:::", "‘Foto van’" },
        { "alt-text", "::: figure\n![afbeelding](media:media-foto)\nEen bijschrift.\n:::", "zegt niet wat" },
        { "caption-missing", "::: figure\n![](media:media-foto)\n:::", "geen bijschrift" },
        { "file-page", "::: file media=media-handreiking\nUitleg.\n:::", "‘Handreiking’ (pdf)" },
        { "file-language", "::: file media=media-handreiking page=kennis-beelden\nUitleg.\n:::", "in welke taal" },
        { "table-header-empty", "| | aantal |\n| --- | --- |\n| a | b |", "Kolom 1" },
        { "sentence-long", "Deze zin heeft " + string.Join(' ', Enumerable.Repeat("heel", 22)) + " veel woorden.", "27 woorden" },
        {
            "paragraph-long",
            string.Concat(Enumerable.Repeat("Dit zijn tien woorden die samen een zin van tien vormen. ", 11)),
            "121 woorden"
        },
        { "passive", "Jongeren worden vaak via vrienden benaderd.", "worden … benaderd" },
        { "passive", "Dit is wat er dan gedaan wordt.", "gedaan wordt" },
        { "passive", "Het signaal kan worden doorgegeven.", "worden doorgegeven" },
        { "passive", "Het plan is door de gemeente geschreven.", "Begin de zin met wie het doet" },
        { "exclamation", "Bel dan meteen!", "Schrijf een punt" },
        { "word-formal", "Middels dit plan werken we samen.", "‘met’" },
        { "word-formal", "Dit is ten behoeve van ouders.", "‘voor’" },
        { "abbreviation", "De XYZ doet mee.", "‘XYZ’ is nergens uitgelegd" },
        { "capitals", "Doe dit NOOIT alleen.", "‘NOOIT’" },
        { "capitals", "Dit is SCHREEUWEN.", "‘SCHREEUWEN’" },
        { "glossary-form", "De ronselaars kwamen terug.", "doc:begrip-ronselen" },
        { "figure-source", "Van de leerlingen herkent 37% dit.", "‘37%’" },
        { "figure-source", "Het kost 1,5 miljoen euro.", "miljoen" },
        { "figure-source", "Er zijn 12.500 leerlingen.", "‘12.500’" },
        { "source-year", "Van de leerlingen herkent 37% dit.[^a]\n\n[^a]: Gemeente Nijkerk, hoofdstuk 1.", "geen jaar" },
    };

    public static TheoryData<string> Right =>
    [
        "## Wat je ziet en hoort\n\nEen jongere heeft nieuwe spullen.",
        "## Wat zie je?\n\nKijk goed.",
        "Kijk op www.halt.nl of mail naar info@halt.nl.",
        "Lees [de tips voor ouders](https://www.halt.nl/ouders/tips).",
        "[Beelden](doc:kennis-beelden) en nog eens [beelden](doc:kennis-beelden).",
        "::: figure\n![](media:media-foto)\nTwee fietsen voor de school.\n:::",
        "::: figure\n![](media:media-lijn)\n:::", // decorative
        "| wie | aantal |\n| --- | --- |\n| a | b |",
        "Hij wordt 18 jaar. Het werd snel bekend. Zij worden vrienden.",
        "Het aantal is veranderd. Zij zijn gekomen. De school is gesloten op zondag.",
        "Dat is het gevolg van geweld door jongeren.",
        "Wie verslaafd wordt, raakt vrienden kwijt.",
        "Hij wordt moe, want het gebied verandert.",
        "Om dat te worden, moet je veel geven.",
        string.Concat(Enumerable.Repeat("Dit is een zin. ", 9)) + "Mensen worden bedreigd.", // one in ten
        "Je hebt 70 procent goed nodig.",
        "Lees over [BUIT](doc:kennis-beelden).",
        "Zij riep: “Kom mee!” en liep weg.",
        "::: quote by=\"Een wijkagent\"\nDit wordt middels brieven gedaan! NOOIT meer.\n:::",
        "::: callout kind=case title=\"Drie briefjes\"\nMilan wordt gebeld. Hij krijgt 1.000 euro.\n:::",
        "Het RIEC helpt. De NL-term staat in de EU-lijst van 2024.",
        "Het Openbaar Ministerie (OM) beslist. Het OM kan ook wachten.",
        "DON, voluit DrugsOndermijning Nijkerk, begon klein. In deel II staat meer over A4 en B1.",
        "De methode heet `MELD-ALTIJD` in het systeem.",
        "Wie ronselt, is strafbaar. Ronselen mag niet.",
        "Van de leerlingen herkent 37% dit.[^a]\n\n[^a]: Gemeente Nijkerk, 2026, hoofdstuk 1.",
        "In 2024 herkende 37% dit, schrijft de gemeente.",
        "Bel 0900-8844 of 14 023. Kijk in artikel 12 en op bladzijde 1.",
        "Dit kost 20-30 minuten in groep 7 en 8. De klas heeft 28 leerlingen.",
        "Zo ging het:[^a]\n\n- 12% zag het\n- 14% niet\n\n[^a]: SCP, 2023.",
        "::: figure title=\"Wie\" source=\"SCP, 2023\"\n| wie | deel |\n| --- | --- |\n| a | 12% |\n:::",
        "Dhr. De Boer, o.a. van Halt, schreef dit op p. 12. Het is kort.",
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_could_be_better_is_told_with_its_rule(string rule, string body, string message)
    {
        var finding = Assert.Single(Advice("Een korte samenvatting.", body), one => one.Rule == rule);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.Equal((FindingLevel.Advice, null), (finding.Level, finding.Key));
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void What_is_well_written_is_left_alone(string body) => Assert.Empty(Advice("Een korte samenvatting.", body));

    [Theory]
    [InlineData("summary-long", "Een zin. Nog een zin. En nog een zin. En de laatste zin.")]
    [InlineData(
        "summary-sentence-long",
        "Een zin van heel heel heel heel heel heel heel heel heel heel heel heel heel heel heel heel heel heel heel heel heel heel heel lang.")]
    [InlineData(
        "summary-hard",
        "Interdisciplinaire informatiedeling binnen gemeentelijke veiligheidsorganisaties intensiveren. Indicatoren, metingen en "
        + "verantwoording ondersteunen bestuurlijke besluitvorming over de interventies, professionalisering, financiering, evaluatie, "
        + "communicatie en participatie van de ketenpartners.")]
    public void A_summary_that_few_would_read_is_told_at_its_key(string rule, string summary)
    {
        var finding = Assert.Single(Advice(summary, "Tekst.\n"));
        Assert.Equal((rule, "summary"), (finding.Rule, finding.Key));
    }

    [Fact]
    public void Advice_names_the_line_it_is_about()
    {
        var findings = Advice("Een korte samenvatting.", "Eerst.\n\nBel meteen!\n\n- Dit is derhalve een punt.\n- Klik [hier](/agenda).\n");
        Assert.Equal([("exclamation", 3), ("word-formal", 5), ("link-text-vague", 6)],
            findings.OrderBy(finding => finding.Line).Select(finding => (finding.Rule, finding.Line ?? 0)));
    }

    [Theory]
    [InlineData("criminaliteit", 5)]
    [InlineData("situatie", 4)]
    [InlineData("beïnvloeden", 4)]
    [InlineData("jeugd", 1)]
    [InlineData("nieuwe", 2)]
    [InlineData("ijs", 1)]
    [InlineData("bv", 1)]
    public void Syllables_are_counted_by_the_vowels_one_hears(string word, int count) =>
        Assert.Equal(count, Readability.SyllablesIn(word));

    [Fact]
    public void A_plain_text_reads_more_easily_than_a_policy_paper_and_a_short_one_is_not_measured()
    {
        var plain = Readability.Of(
            "Een jongen krijgt geld. Hij moet er iets voor doen. Dat durft hij thuis niet te zeggen. Wat doe je dan?");
        var policy = Readability.Of(
            "De intensivering van interdisciplinaire samenwerkingsverbanden impliceert een herpositionering van gemeentelijke " +
            "verantwoordelijkheden betreffende criminaliteitspreventie en informatiedeling.");
        Assert.Equal("leest makkelijk", plain.Label);
        Assert.Equal("leest moeilijk", policy.Label);
        Assert.Null(Readability.Of("Twee woorden.").Score);
    }

    private static List<Finding> Advice(string summary, string body)
    {
        var text = new DraftText(
            "nieuws-a", "nieuws", "a", null, "/nieuws/a", false,
            $"id: nieuws-a\ntype: nieuws\ntitle: Titel\npublished: 2026-01-01\nsummary: \"{summary}\"\n", body + "\n");
        var findings = new DraftCheck(Types, Bodies.Renderer, []).Check(text, new Around());
        Assert.All(findings, finding => Assert.True(finding.Level == FindingLevel.Advice, finding.Message));
        return [.. findings];
    }
}
