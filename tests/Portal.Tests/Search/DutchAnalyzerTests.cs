using Portal.Search.Analysis;

namespace Portal.Tests.Search;

public sealed class DutchAnalyzerTests
{
    [Theory]
    [InlineData("Jongeren op straat", "jongeren op straat")]
    [InlineData("C# en .NET op A4", "c# en .net op a4")]
    [InlineData("C++, dus", "c++ dus")]
    [InlineData("AVG/GDPR", "avg gdpr")]
    [InlineData("de foto's, thema’s en euro's", "de foto thema en euro")]
    [InlineData("1.250,00 en 736.000 en 3,5", "1250 en 736000 en 3.5")]
    [InlineData("paragraaf 3.4", "paragraaf 3.4")]
    [InlineData("e-learning", "elearning e learning")]
    [InlineData("18-jarige", "18jarige 18 jarige")]
    [InlineData("Zorg- en Veiligheidshuis", "zorg en veiligheidshuis")]
    [InlineData("12-10-2026", "2026-10-12 12 10 2026")]
    [InlineData("2026-10-12", "2026-10-12 2026 10 12")]
    [InlineData("Mail info@voorbeeld.nl.", "mail info@voorbeeld.nl info voorbeeld nl")]
    [InlineData("https://www.voorbeeld.nl/pad/", "voorbeeld.nl/pad https www voorbeeld nl pad")]
    [InlineData("Coördinatie, ÉÉN, ĳs, straße, cœur, ﬁets", "coordinatie een ijs strasse coeur fiets")]
    [InlineData("e\u0301e\u0301n", "een")]
    [InlineData("af\u00ADbreken", "afbreken")]
    [InlineData("", "")]
    [InlineData(" \t\n\0 % \\ ' :* ! & | ( ) \u200B \uD800 😀", "")]
    public void Words_are_found_as_a_reader_would_type_them(string text, string words) =>
        Assert.Equal(words, string.Join(' ', DutchAnalyzer.Analyze(text).Select(token => token.Surface)));

    [Fact]
    public void Every_word_says_where_it_stands()
    {
        const string text = "Eén e-learning over foto's.";

        Assert.Equal(
            ["Eén", "e-learning", "e", "learning", "over", "foto's"],
            DutchAnalyzer.Analyze(text).Select(token => text.Substring(token.Start, token.Length)));
        Assert.Equal([1, 2, 2, 3, 4, 5], DutchAnalyzer.Analyze(text).Select(token => token.Position));
    }

    [Fact]
    public void Words_that_are_cut_out_are_those_of_the_pattern()
    {
        string[] pieces =
        [
            "jongeren", "Op", "é", "e\u0301", "a\u00ADb", "1.250,50", "18", "-", "\u2010", "\u2011", "'s", "’s", "'", "@", ".", ".nl",
            "net", "www.", "www", "http://", "https:", "c#", "C++", "f", "#", "+", "_", "%", " ", "  ", "\n", "\u00A0", ",", "(", ")", "\"",
            "\u200B", "\uD800", "😀", "①",
            "12-10-2026", "2026-10", "/", ":", "x".PadRight(70, 'y'), "ĳ", "ﬁ", "\u0903", "_a", "%b", "+c", ".d", "ß", "K", "ſ", "٣",
        ];
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.Equal(Tokenizer.WordsByPattern(text).Select(Shown), Tokenizer.Words(text).Select(Shown));
        }

        static string Shown(Tokenizer.Word word) => $"{word.Text} {word.Start} {word.Length} {string.Join('|', word.Parts.Select(Shown))}";
    }

    [Theory]
    [InlineData("Wat is ronselen?", "Ronselen")]
    [InlineData("Over ons", "over ons")]
    [InlineData("signaalkaarten", "De signaalkaart")]
    public void Titles_and_questions_share_a_subject(string one, string other) =>
        Assert.Equal(DutchAnalyzer.Subject(one), DutchAnalyzer.Subject(other));

    [Fact]
    public void A_character_that_is_none_is_no_reason_to_fail() => Assert.NotEmpty(DutchAnalyzer.Analyze("www.\uFFFE\uFFFF\uD800.nl"));

    [Fact]
    public void A_very_long_word_is_cut() => Assert.Equal(80, DutchAnalyzer.Analyze(new string('a', 100_000)).Single().Surface.Length);
}
