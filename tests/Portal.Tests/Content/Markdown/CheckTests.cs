using static Portal.Tests.Content.Markdown.Bodies;

namespace Portal.Tests.Content.Markdown;

/// <summary>What an author gets to read, and at which line.</summary>
public class CheckTests
{
    [Fact]
    public void A_good_body_has_nothing_to_repair() =>
        Assert.Empty(Issues("""
            Intro met "quotes" en ronselen.[^a]

            ## Kop

            ### Onderkop

            [link](doc:kennis-beelden#wat-opviel) en [module](doc:module-signalen#iets) naar [boven](#kop).

            :::: accordion title="Wat als?"
            ::: figure title="Aantal" source="Plan, 2024" chart=bar
            | wie | aantal |
            | --- | ---: |
            | wij | 12 % |
            :::
            ::::

            ::: exercise id=m1-1 type=reflection
            Vraag?
            :::

            [^a]: Bron, 2024
            """));

    [Theory]
    [InlineData("# Titel", 1, "titel van de pagina")]
    [InlineData("## Een\n\n#### Drie", 3, "slaat een niveau over. Schrijf ###.")]
    [InlineData("### Te laag", 1, "Schrijf ##.")]
    [InlineData("## A\n\n### B\n\n#### C\n\n##### D", 7, "hooguit vier hekjes")]
    [InlineData("## A\n\ntekst\n\n## A", 5, "staat ook op regel 1")]
    [InlineData("## A\n\n##", 3, "leeg")]
    [InlineData("## !?", 1, "geen letters")]
    [InlineData("- a\n\n  ## Kop", 3, "staat niet in een blok, lijst of citaat")]
    [InlineData("::: callout kind=tip\n## Kop\n:::", 2, "staat niet in een blok")]
    [InlineData("## Zie [x](/y)", 1, "link staat niet in een kop")]
    [InlineData("## Kop[^a]\n\n[^a]: b", 1, "voetnoot staat niet in een kop")]
    public void Headings(string markdown, int line, string message) => AssertIssue(markdown, line, message);

    [Theory]
    [InlineData("a\n\n[](/x)", 3, "heeft geen tekst")]
    [InlineData("[x]()", 1, "gaat nergens heen")]
    [InlineData("a\nb [x](ftp://y)", 2, "‘ftp://y’ is geen adres")]
    [InlineData("[x](doc:weg)", 1, "geen document met id weg")]
    [InlineData("[x](doc:kennis-beelden#weg)", 1, "geen kop #weg")]
    [InlineData("[x](media:weg)", 1, "geen bestand met id weg")]
    [InlineData("[x](#weg)", 1, "geen kop #weg")]
    public void Links(string markdown, int line, string message) => AssertIssue(markdown, line, message);

    [Theory]
    [InlineData("a\n\n[x](/bestaat-niet)", 3, "Op /bestaat-niet staat niets")]
    [InlineData("[x](/Agenda)", 1, "Op /Agenda staat niets")]
    [InlineData("[x](/agenda#bestaat-niet)", 1, "Laat #bestaat-niet weg")]
    [InlineData("[x](/kennis/beelden#weg)", 1, "Op /kennis/beelden is geen kop #weg")]
    [InlineData("[x](/kennis/beelden?a=b#weg)", 1, "geen kop #weg")]
    [InlineData("[x](/../../agenda)", 1, "is geen adres")]
    [InlineData("[x](/kennis/%2e%2E/agenda)", 1, "is geen adres")]
    [InlineData("[x](/kennis/./beelden)", 1, "is geen adres")]
    [InlineData("[x](/media/0123456789ab/brief.pdf)", 1, "met media: en zijn id")]
    [InlineData("[x](/kennis/oud)", 1, "staat nu op /kennis/beelden. Verwijs ernaar met doc:kennis-beelden")]
    public void Paths_of_the_portal(string markdown, int line, string message) => AssertIssue(markdown, line, message);

    [Theory]
    [InlineData("/agenda")]
    [InlineData("/agenda/")]
    [InlineData("/agenda?per=maand")]
    [InlineData("/agenda#hoofdinhoud")]
    [InlineData("/kennis/beelden#wat-opviel")]
    public void A_path_of_the_portal_that_is_there_is_fine(string path) => Assert.Empty(Issues($"[x]({path})"));

    [Theory]
    [InlineData("a\n\n![x](media:media-foto)", 3, "staat in een figuur")]
    [InlineData("::: figure\n![](media:media-kaal)\n:::", 2, "geen beschrijving")]
    [InlineData("::: figure\n![x](media:weg)\n:::", 2, "geen bestand met id weg")]
    [InlineData("::: figure\n![x](https://a.nl/b.jpg)\n:::", 2, "uit de mediabibliotheek")]
    [InlineData("::: figure\ntekst\n:::", 1, "geen van beide")]
    [InlineData("::: figure\n![x](media:media-foto)\n\n![x](media:media-foto)\n:::", 1, "Maak van de rest een eigen blok")]
    [InlineData("::: figure\n| a | b |\n| - | - |\n| c | d |\n:::", 1, "mist een titel")]
    [InlineData("::: figure title=x chart=bar\n![x](media:media-foto)\n:::", 1, "wordt gemaakt van een tabel")]
    [InlineData("::: figure title=x chart=bar\n| a | b |\n| - | - |\n| c | veel |\n:::", 2, "‘veel’ is geen getal")]
    [InlineData("::: figure title=x chart=bar\n| a | b | c |\n| - | - | - |\n| c | 1 | 2 |\n:::", 2, "twee kolommen")]
    [InlineData("::: figure title=x chart=bar\n| a | b |\n| - | - |\n| c | 1 |\n| d | 2 % |\n:::", 2, "niet met elkaar te vergelijken")]
    [InlineData("x\n\n| | |\n| - | - |\n| c | d |", 3, "geen kopregel")]
    public void Figures_and_tables(string markdown, int line, string message) => AssertIssue(markdown, line, message);

    [Theory]
    [InlineData("::: kader\nx\n:::", 1, "‘kader’ bestaat niet. Kies uit: accordion, audio, callout")]
    [InlineData("::: callout kind=tip kleur=rood\nx\n:::", 1, "kent geen sleutel kleur. De sleutels zijn: kind, title.")]
    [InlineData("::: related a=b\n- kennis-beelden\n:::", 1, "Het heeft geen sleutels.")]
    [InlineData("::: callout kind=tipje\nx\n:::", 1, "kind=tipje bestaat niet. Kies uit: info, tip")]
    [InlineData("::: callout\nx\n:::", 1, "mist kind. Zet op de eerste regel kind=info.")]
    [InlineData("::: accordion title=\"\"\nx\n:::", 1, "mist title")]
    [InlineData("::: accordion title=“krom”\nx\n:::", 1, "rechte dubbele aanhalingstekens")]
    [InlineData("::: accordion title=twee woorden\nx\n:::", 1, "Vanaf ‘woorden’")]
    [InlineData("::: accordion title=a title=b\nx\n:::", 1, "twee keer")]
    [InlineData("a\n\n::: callout kind=tip\nx", 3, "heeft geen einde. Zet ::: alleen op een regel")]
    [InlineData("::: accordion title=a\n::: callout kind=tip\nx\n:::\n:::", 2, "Geef dat buitenste blok een dubbele punt meer, aan begin en einde: ::::.")]
    [InlineData("x\n\n:::", 3, "sluit niets af")]
    [InlineData(":::: callout kind=tip\n::: callout kind=tip\nx\n:::\n::::", 2, "mag niet in een blok callout staan")]
    [InlineData("- a\n\n  ::: callout kind=tip\n  x\n  :::", 3, "staat niet in een lijst")]
    [InlineData("x\n\n```\ncode", 3, "heeft geen einde")]
    [InlineData("::: file media=weg\nx\n:::", 1, "geen bestand met id weg")]
    [InlineData("::: related\n- kennis-beelden\n- weg\n:::", 3, "geen document met id weg")]
    [InlineData("::: related\ntekst\n:::", 1, "lijst van ids")]
    [InlineData("::: file media=media-handreiking page=weg\nx\n:::", 1, "geen document met id weg")]
    [InlineData("::: video url=\"http://a.nl\" title=t captions=in_beeld\nx\n:::", 1, "https://")]
    [InlineData("::: video url=\"https://a.nl\" title=t captions=in_beeld duration=lang\nx\n:::", 1, "minuten:seconden")]
    [InlineData("::: video url=\"https://a.nl\" title=t captions=geen_spraak\n:::", 1, "tekst van de video ontbreekt")]
    [InlineData("::: video url=\"https://a.nl\" title=t\nx\n:::", 1, "mist captions. Zet op de eerste regel captions=in_beeld.")]
    [InlineData("::: video url=\"https://a.nl\" title=t captions=nee\nx\n:::", 1, "captions=nee bestaat niet.")]
    [InlineData("::: audio url=\"https://a.nl\" title=t\n:::", 1, "tekst van de opname ontbreekt")]
    [InlineData("::: audio url=\"javascript:x\" title=t\nx\n:::", 1, "https://")]
    [InlineData("::: exercise id=m1 type=reflection\na\n:::\n\n::: exercise id=m1 type=reflection\nb\n:::", 5, "id m1 is op deze pagina al in gebruik")]
    [InlineData("::: exercise id=noten type=reflection\na\n:::", 1, "al in gebruik")]
    [InlineData("::: exercise id=M1! type=reflection\na\n:::", 1, "alleen kleine letters")]
    [InlineData("::: exercise id=m1 type=reflection\n---\na\n:::", 1, "vraag ontbreekt")]
    public void Containers(string markdown, int line, string message) => AssertIssue(markdown, line, message);

    [Theory]
    [InlineData("| a | b |\n| - | - |\n| c | d |\n| e | f | g |", 4, "heeft 3 cellen, en de kop van de tabel 2")]
    [InlineData("x\n\na | b\n- | -\nc | d | e", 5, "heeft 3 cellen")]
    public void A_row_of_a_table_with_a_cell_too_many(string markdown, int line, string message) => AssertIssue(markdown, line, message);

    [Theory]
    [InlineData("| a | b |\n| - | - |\n| c \\| d | e |")]
    [InlineData("| a | b |\n| - | - |\n| c |")]
    public void A_row_with_all_its_cells_or_fewer_is_fine(string markdown) => Assert.Empty(Issues(markdown));

    [Theory]
    [InlineData("## Een\n\n## Een", "10: De kop ‘Een’ staat ook op regel 8.")]
    [InlineData("::: accordion title=a\n::: callout kind=tip\nx\n:::\n:::", "9: Dit blok staat in het blok van regel 8.")]
    [InlineData("Tekst.[^a]\n\n[^a]: b\n[^a]: c", "11: De voetnoot [^a] staat ook op regel 10.")]
    public void Every_line_in_a_message_is_one_of_the_file_when_the_body_begins_further_down(string body, string message)
    {
        var issue = Assert.Single(Renderer.Check(body, Context, firstLine: 8));
        Assert.StartsWith(message, $"{issue.Line}: {issue.Message}", StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_within_an_exercise_are_those_of_the_file_too()
    {
        const string body = "::: exercise id=m1-1 type=single\nVraag?\n\n~~~yaml\noptions:\n  - text: Ja\n  - text: Ja\n~~~\n:::\n";
        Assert.Contains(
            Renderer.Check(body, Context, firstLine: 20),
            issue => issue.Line == 26 && issue.Message.Contains("staat ook op regel 25", StringComparison.Ordinal));
    }

    [Fact]
    public void A_limit_names_the_line_of_the_file_too() =>
        Assert.Equal(12, Assert.Single(Renderer.Check($"a\n\n{new string('x', 3000)}", Context, firstLine: 10)).Line);

    [Fact]
    public void Lines_are_right_with_windows_line_ends_too() => AssertIssue("a\r\n\r\n[x](doc:weg)", 3, "geen document");

    private static void AssertIssue(string markdown, int line, string message)
    {
        var issue = Assert.Single(Renderer.Check(markdown, Context));
        Assert.Equal(line, issue.Line);
        Assert.Contains(message, issue.Message, StringComparison.Ordinal);
    }
}
