using static Portal.Tests.Content.Markdown.Bodies;

namespace Portal.Tests.Content.Markdown;

public class NoteTests
{
    private const string Body = "Eerst b.[^b] Dan a.[^a] Weer b.[^b]\n\n[^a]: RIEC, 2022, p. 12\n[^b]: Zie [het onderzoek](doc:kennis-beelden)";

    [Fact]
    public void Notes_are_numbered_in_the_order_of_the_text()
    {
        var body = Html(Body);
        Assert.Equal(["1", "2", "1"], body.QuerySelectorAll("sup.wj-noteref > a[role=doc-noteref]").Select(link => link.TextContent));
        Assert.Equal(["nootref-1", "nootref-2", "nootref-1-2"], body.QuerySelectorAll("sup > a").Select(link => link.Id));
        Assert.StartsWith("Zie het onderzoek", body.The("#noot-1").Says(), StringComparison.Ordinal);
        Assert.StartsWith("RIEC, 2022, p. 12", body.The("#noot-2").Says(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reference_has_a_way_back()
    {
        var back = Html(Body).QuerySelectorAll("#noot-1 a[role=doc-backlink]");
        Assert.Equal(["#nootref-1", "#nootref-1-2"], back.Select(link => link.GetAttribute("href")));
        Assert.Equal(["Terug naar de tekst bij bron 1", "Terug naar de tekst bij bron 1, plaats 2"], back.Select(link => link.GetAttribute("aria-label")));
    }

    [Fact]
    public void The_notes_close_the_page_under_a_heading_outside_the_contents()
    {
        var body = Html("## Kop\n\n" + Body);
        Assert.Equal("wj-notes", body.The(".wj-prose > :last-child").ClassName);
        Assert.Equal("Bronnen bij de tekst", body.The("section[aria-labelledby=noten] > h2#noten").Says());
        Assert.Single(Render("## Kop\n\n" + Body).Contents);
    }

    [Fact]
    public void Two_references_in_a_row_are_two_references()
    {
        var body = Html("Beide.[^a][^b]\n\n[^a]: A\n[^b]: B");
        Assert.Equal("Beide.1, 2", body.The("p").Says());
        Assert.Empty(Issues("Beide.[^a][^b]\n\n[^a]: A\n[^b]: B"));
    }

    [Fact]
    public void A_note_may_refer_to_a_note_and_have_paragraphs()
    {
        var body = Html("Tekst.[^a]\n\n[^a]: Zie ook daar.[^b]\n\n    Nog een alinea.\n\n[^b]: Daar");
        Assert.Equal(["noot-1", "noot-2"], body.QuerySelectorAll(".wj-notes__item").Select(item => item.Id));
        Assert.Equal(2, body.QuerySelectorAll("#noot-1 > p").Length);
    }

    [Fact]
    public void Terms_are_not_explained_in_notes() => Assert.Empty(Html("Tekst.[^a]\n\n[^a]: Over ronselen").QuerySelectorAll(".wj-term"));

    [Fact]
    public void A_missing_an_unused_and_a_double_note_are_reported_where_they_stand()
    {
        Assert.Equal(
            [
                "1: De voetnoot [^x] wordt nergens uitgelegd. Zet onderaan, buiten alle blokken, een regel [^x]: gevolgd door de bron.",
                "4: Naar de voetnoot [^b] verwijst niets. Zet [^b] in de tekst of haal deze regel weg.",
                "5: De voetnoot [^a] staat ook op regel 3. Geef hem een andere naam of haal er een weg.",
            ],
            Issues("Tekst[^a] en[^x].\n\n[^a]: A\n[^b]: B\n[^a]: nog eens"));
        Assert.Contains("en[^x]", Html("Tekst en[^x].").Says(), StringComparison.Ordinal);
    }
}
