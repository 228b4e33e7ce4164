using static Portal.Tests.Content.Markdown.Bodies;

namespace Portal.Tests.Content.Markdown;

/// <summary>An address that stands in a text as it is, is a link.</summary>
public class BareAddressTests
{
    [Theory]
    [InlineData("Kijk op https://voorbeeld.nl.", "https://voorbeeld.nl", "https://voorbeeld.nl")]
    [InlineData("(zie https://dorp.nl/a_b/(d)?e=1&f=2#g)", "https://dorp.nl/a_b/(d)?e=1&f=2#g", "https://dorp.nl/a_b/(d)?e=1&f=2#g")]
    [InlineData("\"https://voorbeeld.nl/x\", zei hij", "https://voorbeeld.nl/x", "https://voorbeeld.nl/x")]
    [InlineData("**https://voorbeeld.nl/x**: kijk", "https://voorbeeld.nl/x", "https://voorbeeld.nl/x")]
    [InlineData("Ga naar\nhttps://voorbeeld.nl/x\nen kijk", "https://voorbeeld.nl/x", "https://voorbeeld.nl/x")]
    [InlineData("http://voorbeeld.nl/...", "http://voorbeeld.nl/", "http://voorbeeld.nl/")]
    [InlineData("www.voorbeeld.nl/pad, en meer", "https://www.voorbeeld.nl/pad", "www.voorbeeld.nl/pad")]
    [InlineData("Mail naar info@voorbeeld.nl.", "mailto:info@voorbeeld.nl", "info@voorbeeld.nl")]
    [InlineData("Jan_de.Boer+x@sub.dorp-stad.nl, of bel", "mailto:Jan_de.Boer+x@sub.dorp-stad.nl", "Jan_de.Boer+x@sub.dorp-stad.nl")]
    [InlineData("- <info@voorbeeld.nl>", "mailto:info@voorbeeld.nl", "info@voorbeeld.nl")]
    [InlineData("Tekst.[^a]\n\n[^a]: Plan, https://voorbeeld.nl/plan", "https://voorbeeld.nl/plan", "https://voorbeeld.nl/plan")]
    public void It_leads_where_it_says(string markdown, string href, string words)
    {
        var link = Html(markdown).The("a.nl-link");
        Assert.Equal(href, link.GetAttribute("href"));
        Assert.Equal(words, link.Says().Replace(" (andere website)", "", StringComparison.Ordinal));
        Assert.Empty(Issues(markdown));
    }

    [Theory]
    [InlineData("`https://voorbeeld.nl`")]
    [InlineData("## Over https://voorbeeld.nl")]
    [InlineData("https://localhost/x, https://10.0.0.1/x en https://")]
    [InlineData("https://gemeente.nl@kwaad.nl/x")]
    [InlineData("ftp://voorbeeld.nl en xhttps://voorbeeld.nl")]
    [InlineData("@naam, a@b, info@, bestand@2x.1 en a@b..nl")]
    public void What_is_none_stays_text(string markdown) => Assert.Empty(Html(markdown).QuerySelectorAll("a.nl-link"));

    [Fact]
    public void In_the_text_of_a_link_it_is_no_second_link()
    {
        var link = Html("[https://voorbeeld.nl en a@b.nl](doc:kennis-beelden)").The("a");
        Assert.Equal("/kennis/beelden", link.GetAttribute("href"));
        Assert.Equal("https://voorbeeld.nl en a@b.nl", link.Says());
    }

    [Fact]
    public void The_text_around_it_keeps_its_typography_and_the_address_its_own_signs()
    {
        var text = Html("'Kijk' - op https://voorbeeld.nl/a--b'c of \"zo\" na 12 jaar").The("p").TextContent;
        Assert.Equal("‘Kijk’\u00A0– op https://voorbeeld.nl/a--b'c (andere website) of “zo” na 12\u00A0jaar", text);
    }

    [Fact]
    public void A_mail_address_and_a_web_address_in_one_sentence_are_two_links() =>
        Assert.Equal(
            ["mailto:a@voorbeeld.nl", "https://voorbeeld.nl/@naam", "mailto:b@voorbeeld.nl"],
            Html("a@voorbeeld.nl, https://voorbeeld.nl/@naam of b@voorbeeld.nl").QuerySelectorAll("a")
                .Select(link => link.GetAttribute("href")!));
}
