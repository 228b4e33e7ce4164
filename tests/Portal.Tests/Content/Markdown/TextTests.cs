using Portal.Content.Markdown;
using static Portal.Tests.Content.Markdown.Bodies;

namespace Portal.Tests.Content.Markdown;

public class TextTests
{
    [Fact]
    public void A_heading_is_a_link_to_itself()
    {
        var heading = Html("## Wat opviel").The("h2");
        Assert.Equal("wat-opviel", heading.Id);
        Assert.Equal("nl-heading nl-heading--level-2", heading.ClassName);
        Assert.Equal("#wat-opviel", heading.The("a.wj-anchor").GetAttribute("href"));
    }

    [Fact]
    public void Equal_headings_and_ids_of_the_page_still_get_anchors_of_their_own()
    {
        var ids = Html("## Thuis\n\n## Thuis\n\n## Inhoud\n\n## Thuis 2\n\n## Noot 1").QuerySelectorAll("h2").Select(heading => heading.Id);
        Assert.Equal(["thuis", "thuis-2", "inhoud-2", "thuis-2-2", "kop-noot-1"], ids);
    }

    [Fact]
    public void A_link_or_note_in_a_heading_is_only_text() =>
        Assert.Empty(Html("## Zie [hier](doc:kennis-beelden)[^a]\n\n[^a]: Bron").QuerySelectorAll("h2 a a, h2 sup"));

    [Fact]
    public void The_contents_are_a_tree_of_headings()
    {
        var contents = Render("## Een\n\n### Een A\n\n#### Een A 1\n\n### Een B\n\n## Twee 'x'").Contents;
        Assert.Equal(["Een", "Twee ‘x’"], contents.Select(entry => entry.Title));
        Assert.Equal(["Een A", "Een B"], contents[0].Children.Select(entry => entry.Title));
        Assert.Equal(new TocEntry("een-a-1", "Een A 1", 4, []).Anchor, contents[0].Children[0].Children.Single().Anchor);
    }

    [Fact]
    public void The_text_is_told_per_section_without_markup_notes_and_explanations()
    {
        var sections = Render("Intro met **nadruk**.\n\n## Kop\n\nRonselen kost 5 euro.[^a]\n\n| wie | aantal |\n| --- | ---: |\n| wij | 7 |\n\n[^a]: Bron").Sections;
        Assert.Equal(
            [new TextSection(null, null, 1, "Intro met nadruk."), new TextSection("kop", "Kop", 2, "Ronselen kost 5 euro.\nwie aantal\nwij 7")],
            sections);
    }

    [Fact]
    public void Words_are_counted_as_a_reader_reads_them() => Assert.Equal(8, Render("## Een kop\n\nZo'n 12 RIEC-medewerkers - en *jij* dus.[^a]\n\n[^a]: Niet deze woorden").Words);

    [Fact]
    public void An_empty_body_is_nothing()
    {
        var body = Render(" \n\n");
        Assert.Equal("", body.Html);
        Assert.Empty(body.Sections);
    }

    [Fact]
    public void Raw_html_is_shown_as_text()
    {
        var body = Html("<script>alert(1)</script>\n\nTekst <b onclick=\"x()\">vet</b> &lt;i&gt;\n\n<div style=\"x\">\n\n&#60;img src=x onerror=alert(1)&#62;");
        Assert.Empty(body.QuerySelectorAll("script, b, i, img, div:not(.wj-prose)"));
        Assert.Contains("<script>alert(1)</script>", body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_author_cannot_add_attributes() => Assert.Contains("{#x .y onclick=z}", Html("## Kop {#x .y onclick=z}").Says(), StringComparison.Ordinal);

    [Fact]
    public void Typography_looks_over_the_border_of_an_emphasis_and_not_into_code()
    {
        var paragraph = Html("\"**Nee**\", zei hij - `\"a\" - b...` 12 *jaar*").The("p");
        Assert.Equal("“Nee”, zei hij\u00A0– \"a\" - b... 12\u00A0jaar", paragraph.TextContent);
    }

    [Fact]
    public void Lists_have_the_classes_of_the_design_system()
    {
        var body = Html("- een\n- twee\n  - drie\n\n4. vier\n\n5. vijf");
        Assert.Equal("een", body.The(".wj-prose > ul.utrecht-unordered-list > li.utrecht-unordered-list__item:first-child").InnerHtml);
        Assert.Equal("4", body.The("ol.utrecht-ordered-list").GetAttribute("start"));
        Assert.Equal("vijf", body.The("ol > li:last-child > p.nl-paragraph").Says());
    }

    [Fact]
    public void A_line_under_a_paragraph_is_a_line_and_no_heading()
    {
        var body = Html("Tekst\n---\nMeer");
        Assert.Equal(["P", "HR", "P"], body.The(".wj-prose").Children.Select(element => element.TagName));
    }

    [Fact]
    public void Code_can_be_scrolled_by_keyboard() => Assert.Equal("a < b", Html("```\na < b\n```").The("pre.wj-code[tabindex='0'] > code.nl-code").Says());

    [Fact]
    public void A_table_stands_in_a_scroll_box_named_after_the_heading()
    {
        var body = Html("## Thuis\n\n| groep | aantal |\n| --- | ---: |\n| docenten | 7 |\n\nEn:\n\n| | b |\n| --- | --- |\n| c | d |");
        var boxes = body.QuerySelectorAll("[role=region][tabindex='0']");
        Assert.Equal(["Tabel bij Thuis", "Tabel 2 bij Thuis"], boxes.Select(box => box.GetAttribute("aria-label")));
        Assert.Equal("docenten", boxes[0].The("tbody th[scope=row]").Says());
        Assert.Equal(2, boxes[0].QuerySelectorAll(".utrecht-table__cell--numeric-data").Length);
        Assert.Empty(boxes[1].QuerySelectorAll("tbody th, thead td:not(:empty)"));
    }

    [Fact]
    public void Links_go_where_they_may_and_show_it()
    {
        var body = Html("[in](doc:kennis-beelden#wat-opviel) [uit](https://voorbeeld.nl/a?b=1&c=\"2\") [bestand](media:media-handreiking) [hier](#kop) [pad](/agenda) <info@voorbeeld.nl> [bel](<tel:0800 7000>)\n\n## Kop");
        Assert.Equal(
            ["/kennis/beelden#wat-opviel", "https://voorbeeld.nl/a?b=1&c=%222%22", "/media/handreiking.pdf", "#kop", "/agenda", "mailto:info@voorbeeld.nl", "tel:08007000"],
            body.QuerySelectorAll("p a").Select(link => link.GetAttribute("href")));
        var outside = body.The("a.wj-link--external");
        Assert.Equal("external noopener", outside.GetAttribute("rel"));
        Assert.Null(outside.GetAttribute("target"));
        Assert.Equal("uit (andere website)", outside.Says());
        Assert.Equal("bestand (pdf, 1,2 MB)", body.The("a.wj-link--file").Says());
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt&#58;alert(1))")]
    [InlineData("[x](<java\tscript:alert(1)>)")]
    [InlineData("[x](data:text/html,hoi)")]
    [InlineData("[x](//kwaad.nl)")]
    [InlineData("[x](/\\kwaad.nl)")]
    [InlineData("[x](https:kwaad.nl)")]
    [InlineData("[x](https://gemeente.nl@kwaad.nl)")]
    [InlineData("[x](kennis/beelden)")]
    [InlineData("[x](doc:bestaat-niet)")]
    [InlineData("[x](doc:\"onload=)")]
    [InlineData("[x](#geen-kop)")]
    [InlineData("[x][y]\n\n[y]: vbscript:x")]
    [InlineData("<javascript:x>")]
    public void Anything_else_is_text_and_reported(string markdown)
    {
        Assert.Empty(Html(markdown).QuerySelectorAll("a"));
        Assert.NotEmpty(Issues(markdown));
    }

    [Fact]
    public void References_name_all_the_page_depends_on()
    {
        var body = Render("Ronselen [a](doc:kennis-beelden) [b](doc:weg) [c](media:media-handreiking)\n\n::: related\n- module-signalen\n:::\n\n::: file media=media-foto\n:::");
        Assert.Equal(
            ["begrip-ronselen", "kennis-beelden", "media-foto", "media-handreiking", "module-signalen", "weg"],
            body.References.Order(StringComparer.Ordinal));
    }
}
