using Portal.Content;

namespace Portal.Tests.Content;

public class SlugTests
{
    [Theory]
    [InlineData("Wat opviel", "wat-opviel")]
    [InlineData("Coöperatie en reële risico's", "cooperatie-en-reele-risicos")]
    [InlineData("Wat doe je ’s avonds?", "wat-doe-je-s-avonds")]
    [InlineData("IJmond en Ĳmuiden", "ijmond-en-ijmuiden")]
    [InlineData("(On)zichtbaar - 12\u00A0jaar – en dan…", "on-zichtbaar-12-jaar-en-dan")]
    [InlineData("Straße, Æble, Łódź", "strasse-aeble-lodz")]
    [InlineData("  --  ", "")]
    [InlineData("日本語", "")]
    public void A_slug_keeps_the_words_a_reader_would_type(string text, string slug) => Assert.Equal(slug, Slug.Of(text));

    [Fact]
    public void A_slug_of_a_slug_is_the_same_slug() => Assert.Equal("on-zichtbare-beelden-2", Slug.Of(Slug.Of("(On)zichtbare beelden 2")));

    [Fact]
    public void Typographic_signs_do_not_change_an_anchor() =>
        Assert.Equal(Slug.Of("Foto's - en 'dan' 12 jaar..."), Slug.Of(Portal.Content.Markdown.Typography.Apply("Foto's - en 'dan' 12 jaar...")));

    [Fact]
    public void A_long_title_is_cut_after_a_whole_word()
    {
        var slug = Slug.Of(string.Join(' ', Enumerable.Repeat("samenwerking", 20)));
        Assert.Equal("samenwerking-samenwerking-samenwerking-samenwerking-samenwerking-samenwerking", slug);
    }

    [Fact]
    public void Broken_characters_are_separators_and_no_reason_to_fail() => Assert.Equal("a-b", Slug.Of("a\ud83d\0b"));

    [Theory]
    [InlineData("wat-opviel", true)]
    [InlineData("2026", true)]
    [InlineData("Wat-opviel", false)]
    [InlineData("wat--opviel", false)]
    [InlineData("-wat", false)]
    [InlineData("wat_opviel", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_slug_is_recognised(string? text, bool isSlug) => Assert.Equal(isSlug, Slug.IsSlug(text));
}
