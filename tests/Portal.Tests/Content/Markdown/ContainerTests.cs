using Portal.Content.Markdown;
using Portal.Content.Types;
using static Portal.Tests.Content.Markdown.Bodies;

namespace Portal.Tests.Content.Markdown;

public class ContainerTests
{
    [Theory]
    [InlineData("info", "Goed om te weten")]
    [InlineData("tip", "Tip")]
    [InlineData("warning", "Let op")]
    [InlineData("case", "Bedachte casus")]
    [InlineData("check", "Nog te toetsen")]
    [InlineData("monday", "Wat doe je maandag?")]
    public void A_callout_says_in_words_what_it_is(string kind, string word)
    {
        var callout = Html($"::: callout kind={kind} title=\"Begin 'klein'\"\nTekst.\n:::").The(".wj-callout[role=note]");
        Assert.True(callout.ClassList.Contains($"wj-callout--{kind}"));
        Assert.Equal([word, "Begin ‘klein’", "Tekst."], callout.Children.Select(line => line.TextContent));
        Assert.Empty(callout.QuerySelectorAll("h2, h3, h4"));
    }

    [Fact]
    public void An_accordion_opens_without_script()
    {
        var details = Html(":::: accordion title=\"Wat als?\"\nTekst.\n\n::: callout kind=tip\nBinnen.\n:::\n::::").The("details.wj-details");
        Assert.Equal("Wat als?", details.The("summary.wj-details__summary").Says());
        Assert.Equal("Binnen.", details.The(".wj-details__body .wj-callout > p:last-child").Says());
    }

    [Fact]
    public void A_quote_names_who_said_it()
    {
        var quote = Html("::: quote by=\"Jongerenwerker\" source=\"gesprek, 2022\"\nEigen woorden.\n:::").The("figure.wj-quote");
        Assert.Equal("Eigen woorden.", quote.The("blockquote").Says());
        Assert.Equal("Jongerenwerker gesprek, 2022", quote.The("figcaption").Says());
        Assert.Empty(Html("> Citaat").QuerySelectorAll("figcaption"));
    }

    [Fact]
    public void A_file_shows_its_type_and_size()
    {
        var card = Html("::: file media=media-handreiking\nWat je *kunt* doen.\n:::").The(".wj-file");
        Assert.Equal("/media/handreiking.pdf", card.The("a.wj-file__link[download]").GetAttribute("href"));
        Assert.Equal("Wat je <em>kunt</em> doen.", card.The("p.wj-file__about").InnerHtml);
        Assert.Equal("pdf, 1,2 MB", card.The("p.wj-file__meta").Says());
    }

    [Fact]
    public void A_file_tells_its_language_and_leads_to_the_page_that_says_the_same()
    {
        var english = Context.Media("media-handreiking")! with { Language = FileLanguage.English };
        var context = Context with { Media = _ => english };
        var card = Html("::: file media=media-handreiking page=kennis-beelden\n:::", context).The(".wj-file");
        Assert.Equal("bestand-media-handreiking", card.Id);
        Assert.Equal("en", card.The(".wj-file__link").GetAttribute("hreflang"));
        Assert.Equal("pdf, 1,2 MB, Engels", card.The(".wj-file__meta").Says());
        Assert.Equal("/kennis/beelden", card.The(".wj-file__page a").GetAttribute("href"));
    }

    [Fact]
    public void Sound_is_a_link_with_its_text()
    {
        var sound = Html("::: audio url=\"https://podcast.example/1\" title=\"Een gesprek\" duration=\"12:30\"\nTranscript.\n:::")
            .The("figure.wj-video");
        Assert.Equal("https://podcast.example/1", sound.The("a").GetAttribute("href"));
        Assert.Equal("Geluid, 12:30 minuten, speelt af bij podcast.example", sound.The(".wj-video__meta").Says());
        Assert.Contains("Transcript.", sound.The("details").Says(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docx", 340_400, "Word, 340 kB")]
    [InlineData("application/pdf", 12_000_000, "pdf, 12 MB")]
    [InlineData("image/webp", 12, "afbeelding, 1 kB")]
    [InlineData("xlsx", 999_900, "Excel, 1 MB")]
    public void Sizes_are_told_as_people_say_them(string type, long bytes, string words)
    {
        var media = new MediaTarget("media-x", "X", "", false, "/x", type, bytes, null, null, null, []);
        Assert.Equal(words, Html("::: file media=media-x\n:::", new RenderContext { Media = _ => media }).The(".wj-file__meta").Says());
    }

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=abc_DEF-123", "https://www.youtube-nocookie.com/embed/abc_DEF-123", "YouTube")]
    [InlineData("https://www.youtube.com/watch?t=3&v=abc_DEF-123", "https://www.youtube-nocookie.com/embed/abc_DEF-123", "YouTube")]
    [InlineData("https://youtu.be/abc_DEF-123?si=x", "https://www.youtube-nocookie.com/embed/abc_DEF-123", "YouTube")]
    [InlineData("https://vimeo.com/123456", "https://player.vimeo.com/video/123456?dnt=1", "Vimeo")]
    [InlineData("https://www.youtube.com.kwaad.nl/watch?v=abc_DEF-123", null, "youtube.com.kwaad.nl")]
    [InlineData("https://www.politie.nl/video/1", null, "politie.nl")]
    public void A_video_is_a_link_until_somebody_plays_it(string url, string? embed, string site)
    {
        var video = Html($"::: video url=\"{url}\" title=\"Zo \"\" gaat\" duration=\"3:20\"\nTranscript.\n:::".Replace("Zo \"\" gaat", "Zo gaat het", StringComparison.Ordinal)).The("figure.wj-video");
        Assert.Empty(video.QuerySelectorAll("iframe, img, script, video"));
        var link = video.The("a.wj-video__open[rel='external noopener']");
        Assert.Equal((url, embed, "Zo gaat het"), (link.GetAttribute("href"), link.GetAttribute("data-video"), link.GetAttribute("data-title")));
        Assert.Equal($"Video, 3:20 minuten, speelt af bij {site}", link.The(".wj-video__meta").Says());
        Assert.Equal(embed is null ? 0 : 1, video.QuerySelectorAll("figcaption").Length);
        Assert.Equal("Transcript.", video.The("details .wj-details__body").Says());
    }

    [Fact]
    public void Related_documents_are_cards_and_lost_ones_are_left_out()
    {
        var cards = Html("::: related\n- kennis-beelden\n- bestaat-niet\n- module-signalen\n:::").QuerySelectorAll("ul.wj-related > li");
        Assert.Equal(2, cards.Length);
        Assert.Equal("Onderzoek", cards[0].The(".wj-kind.wj-kind--petrol").Says());
        Assert.Equal("Beelden van “aanwas”", cards[0].The("a.wj-related__link[href='/kennis/beelden']").Says());
        Assert.Equal("Wat het onderzoek vond.", cards[0].The("p.wj-related__about").Says());
        Assert.Empty(cards[1].QuerySelectorAll("p"));
    }

    [Fact]
    public void A_bar_chart_is_its_own_table_in_dutch_numbers()
    {
        var chart = Html("::: figure title=\"Bedragen\" source=\"Plan, 2024\" chart=bar\n| wie | euro |\n| --- | ---: |\n| wij | 1250,5 |\n| zij | 5.002 |\n| niemand | 0 |\n:::").The("figure.wj-chart");
        Assert.Equal("fig-1", chart.The("table.wj-bars").GetAttribute("aria-labelledby"));
        Assert.Equal("Bedragen", chart.The("figcaption#fig-1").Says());
        Assert.Equal(["1.250,5", "5.002", "0"], chart.QuerySelectorAll(".wj-bars__value").Select(value => value.TextContent));
        var bars = chart.QuerySelectorAll("svg[aria-hidden=true] > .wj-bars__length");
        Assert.Equal(["25%", "100%", "0%"], bars.Select(bar => bar.GetAttribute("width")));
        Assert.Equal(["wij", "zij", "niemand"], chart.QuerySelectorAll("th[scope=row]").Select(label => label.TextContent));
        Assert.Equal("Bron: Plan, 2024", chart.The("p.wj-figure__source").Says());
        Assert.Empty(chart.QuerySelectorAll("[style]"));
    }

    [Theory]
    [InlineData("20 %", "5 %", "20%", "5%")] // of a hundred: whoever looks at half a track thinks of half
    [InlineData("20", "5", "100%", "25%")]
    [InlineData("150 %", "30 %", "100%", "20%")]
    [InlineData("0", "0", "0%", "0%")]
    public void Bars_of_a_table_have_one_scale(string first, string second, string firstBar, string secondBar)
    {
        var chart = Html($"::: figure title=\"T\" chart=bar\n| wie | wat |\n| --- | ---: |\n| wij | {first} |\n| zij | {second} |\n:::");
        Assert.Equal([firstBar, secondBar], chart.QuerySelectorAll(".wj-bars__length").Select(bar => bar.GetAttribute("width")));
        Assert.All(chart.QuerySelectorAll(".wj-bars__track"), track => Assert.Equal("100%", track.GetAttribute("width")));
    }

    [Fact]
    public void A_table_that_cannot_be_bars_stays_a_table()
    {
        var body = Html("::: figure title=\"T\" chart=bar\n| wie | wat |\n| --- | --- |\n| wij | veel |\n:::");
        Assert.Equal("fig-1", body.The("figure > [role=region]").GetAttribute("aria-labelledby"));
    }

    [Fact]
    public void A_picture_comes_in_the_format_and_width_that_fits()
    {
        var figure = Html("::: figure source=\"Gemeente, 2023\"\n![](media:media-foto)\nOp weg naar *school*.\n:::").The("figure.wj-figure");
        Assert.Equal("/media/480.avif 480w, /media/960.avif 960w", figure.The("picture > source[type='image/avif']").GetAttribute("srcset"));
        var image = figure.The("picture > img.wj-figure__image[loading=lazy]");
        Assert.Equal(("/media/960.webp", "1600", "1067", "Twee fietsen"), (image.GetAttribute("src"), image.GetAttribute("width"), image.GetAttribute("height"), image.GetAttribute("alt")));
        Assert.Equal("Op weg naar <em>school</em>. <span class=\"wj-figure__source\">Bron: Gemeente, 2023. Foto: Jan de Boer</span>", figure.The("figcaption").InnerHtml);
    }

    [Fact]
    public void The_authors_words_for_a_picture_go_before_those_of_the_library_unless_it_only_decorates()
    {
        Assert.Equal("Hier", Html("::: figure\n![Hier](media:media-foto)\n:::").The("img").GetAttribute("alt"));
        Assert.Equal("", Html("::: figure\n![Hier](media:media-lijn)\n:::").The("img").GetAttribute("alt"));
    }

    [Fact]
    public void A_picture_from_elsewhere_is_never_fetched() => Assert.Equal("spion", Html("::: figure\n![spion](https://kwaad.nl/pixel.gif)\n:::").Says());

    [Fact]
    public void A_room_above_adds_its_own_container()
    {
        var body = Html("::: exercise id=m2-01 type=reflection\nWat zou jij doen?\n\n- Kijk\n---\nZij keken.\n:::\n\n::: exercise id=m2-02 type=reflection\nEn dan?\n:::");
        var exercises = body.QuerySelectorAll("section.wj-exercise--reflection");
        Assert.Equal(["m2-01", "m2-02"], exercises.Select(exercise => exercise.Id));
        Assert.Equal(["Opdracht: om over na te denken", "Opdracht 2: om over na te denken"], exercises.Select(exercise => exercise.GetAttribute("aria-label")));
        Assert.Equal("Kijk", exercises[0].The(".wj-exercise__question li").Says());
        Assert.Equal("Zij keken.", exercises[0].The("details.wj-exercise__others .wj-details__body").Says());
        Assert.Empty(exercises[1].QuerySelectorAll("details"));
        Assert.Contains("m2-01", Renderer.AnchorsIn("::: exercise id=m2-01 type=reflection\nVraag?\n:::"));
    }

    [Fact]
    public void What_is_wrong_is_shown_rather_than_lost()
    {
        Assert.Equal("Tekst.", Html("::: bestaatniet a=b\nTekst.\n:::").Says());
        Assert.Equal("Tekst.", Html("::: file media=bestaat-niet\nTekst.\n:::").Says());
        Assert.Contains("Tekst.", Html("::: video url=\"javascript:x\" title=\"t\"\nTekst.\n:::").Says(), StringComparison.Ordinal);
        Assert.Equal("Kop", Html("::: callout kind=tip\n### Kop\n:::").The("p > strong").Says());
    }
}
