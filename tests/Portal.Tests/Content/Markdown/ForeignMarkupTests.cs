using static Portal.Tests.Content.Markdown.Bodies;

namespace Portal.Tests.Content.Markdown;

/// <summary>What other programs make something of never goes online as text without a word.</summary>
public class ForeignMarkupTests
{
    [Theory]
    [InlineData("Tekst <!-- intern -->", 1)]
    [InlineData("a\n\n<!--\nintern\n-->", 3)]
    [InlineData("::: callout kind=tip\n<!-- x -->\n:::", 2)]
    public void A_comment_is_refused(string markdown, int line)
    {
        var issue = Assert.Single(Renderer.Check(markdown, Context));
        Assert.Equal((line, false), (issue.Line, issue.IsWarning));
        Assert.Contains("iedereen zou het lezen", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\n\nb<br>c", 3, "<br> wordt als tekst getoond")]
    [InlineData("b<BR />c", 1, "een lege regel begint een nieuwe alinea")]
    [InlineData("<b>vet</b>", 1, "schrijf **vet**")]
    [InlineData("x <a href=\"https://a.nl\">y</a>", 1, "schrijf [tekst](adres)")]
    [InlineData("<details><summary>x</summary>", 1, "accordion")]
    [InlineData("| a | b |\n| - | - |\n| c<br>d | e |", 3, "<br>")]
    [InlineData("- [ ] doen", 1, "vakje om af te vinken")]
    [InlineData("1. een\n2. [x] gedaan", 2, "vakje om af te vinken")]
    [InlineData("dit is ~~weg~~ nu", 1, "Doorhalen")]
    [InlineData("> [!NOTE]\n> Let op", 1, "callout")]
    [InlineData("!!! note\n    Let op", 1, "callout")]
    [InlineData("??? tip\n", 1, "callout")]
    [InlineData("a\nb **Let op:**dit is anders", 2, "maken niets vet")]
    [InlineData("Zo *Let op:*dit", 1, "maken niets vet")]
    [InlineData("Zo __Let op:__dit", 1, "maken niets vet")]
    [InlineData("Zo ** vet ** niet", 1, "maken niets vet")]
    [InlineData("Zo **nooit gesloten", 1, "maken niets vet")]
    [InlineData("dit is ==geel== nu", 1, "Markeren")]
    [InlineData("## Kop {#anker}", 1, "accolades")]
    [InlineData("Hoi {{ naam }}", 1, "accolades")]
    [InlineData("Zie [[Andere pagina]]", 1, "dubbele haken")]
    [InlineData("[TOC]", 1, "inhoudsopgave")]
    [InlineData("Zie [hier] (https://voorbeeld.nl/x)", 1, "staat een spatie")]
    [InlineData("Zie [hier] (doc:kennis-beelden)", 1, "staat een spatie")]
    [InlineData("Zie [hier][daar]", 1, "nergens staat [daar]:")]
    [InlineData("Titel\n=====", 2, "Een streep van =")]
    [InlineData("##Kop", 1, "hoort een spatie")]
    [InlineData("• een", 1, "maakt geen lijst")]
    [InlineData("De som $$a+b$$", 1, "formule")]
    [InlineData("a\n\n| a | b |\n| c | d |", 3, "Zet onder de kopregel van een tabel")]
    public void The_rest_is_a_warning_with_its_line(string markdown, int line, string message)
    {
        var issue = Assert.Single(Renderer.Check(markdown, Context));
        Assert.True(issue.IsWarning, issue.Message);
        Assert.Equal(line, issue.Line);
        Assert.Contains(message, issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Schrijf `<br>` of `- [ ]` en `**x**y`.")]
    [InlineData("```html\n<!-- uitleg -->\n<br>\n- [ ] x\n```")]
    [InlineData("Een \\<br> en \\*\\*sterretjes\\*\\*, \\[ \\] en &lt;b&gt;.")]
    [InlineData("**Let op:** dit is *echt* **waar**, en ***heel*** erg. __Ook__ _dit_.")]
    [InlineData("Hij zei f**k en k*t, 2*3*4 = 24, snake_case_woord en a_b@c.nl.")]
    [InlineData("Bel <naam>, als x < y en y > z. Of 5 <6.")]
    [InlineData("- een\n* twee\n+ drie")]
    [InlineData("[a][b] en <https://a.nl/*x*y_z_>\n\n[b]: https://a.nl")]
    [InlineData("Een [link](https://a.nl/a_b_c?**d** \"met titel\") en https://a.nl/__x__y en a==b.")]
    [InlineData("* * *\n\n***\n\n___")]
    [InlineData("#metoo is een begin, #1 ook!!! En dan ???")]
    [InlineData("Wat [hij zei](doc:kennis-beelden) (zie de noot) [^a]\n\n[^a]: Bron [sic]")]
    [InlineData("Naam: ____ en leeftijd: __")]
    public void What_is_meant_as_text_or_is_markdown_gets_none(string markdown) => Assert.Empty(Issues(markdown));

    [Fact]
    public void An_exercise_with_foreign_markup_is_warned_about_at_the_line_of_its_text()
    {
        const string yaml = "answer: true\nif_true: \"Goed<br>zo\"\nif_false: Nee\nsource: Plan, 2024";
        var body = $"::: exercise id=m1-1 type=true_false\nKlopt dit?\n\n~~~yaml\n{yaml}\n~~~\n:::";
        var issue = Assert.Single(Renderer.Check(body, Context));
        Assert.Equal((6, true), (issue.Line, issue.IsWarning));
    }
}
