using Portal.Content.Markdown;

namespace Portal.Tests.Content.Markdown;

public class TypographyTests
{
    // In the expectations ~ stands for a space that does not break.
    [Theory]
    [InlineData("Hij zei: \"Kom mee.\"", "Hij zei: “Kom mee.”")]
    [InlineData("\"'Nee', zei hij\"", "“‘Nee’, zei hij”")]
    [InlineData("(\"zo\") en \"zo\"-achtig", "(“zo”) en “zo”-achtig")]
    [InlineData("foto's, zo'n, 's avonds, 't Gooi en de jaren '90", "foto’s, zo’n, ’s avonds, ’t Gooi en de jaren ’90")]
    [InlineData("'s-Hertogenbosch", "’s-Hertogenbosch")]
    [InlineData("de letter 's' en 'snel geld'", "de letter ‘s’ en ‘snel geld’")]
    [InlineData("de jongens' fietsen", "de jongens’ fietsen")]
    public void Quotes_curl_the_way_they_stand(string plain, string set) => AssertSet(plain, set);

    [Theory]
    [InlineData("'Er is niets aan de hand.'", "‘Er is niets aan de hand.’")]
    [InlineData("Ze zei: 'Er was niemand', en liep door.", "Ze zei: ‘Er was niemand’, en liep door.")]
    [InlineData("'Es woont hier', zei hij", "‘Es woont hier’, zei hij")]
    [InlineData("'Ie weet het', zei ze, en 'Em niet'", "‘Ie weet het’, zei ze, en ‘Em niet’")]
    [InlineData("'1 op de 3 jongeren'", "‘1 op de 3~jongeren’")]
    [InlineData("'12 jaar oud', '1.250 euro' en '2024 was anders'", "‘12~jaar oud’, ‘1.250~euro’ en ‘2024 was anders’")]
    [InlineData("'n Klusje'", "‘n Klusje’")]
    [InlineData("''n klusje', zei hij", "‘’n klusje’, zei hij")]
    [InlineData("''s Avonds is het stil', zei hij", "‘’s Avonds is het stil’, zei hij")]
    [InlineData("\"'Er is niets', zei hij\"", "“‘Er is niets’, zei hij”")]
    [InlineData("'Er is 'iets' aan de hand'", "‘Er is ‘iets’ aan de hand’")]
    [InlineData("'Er is 'n klusje', zei hij", "‘Er is ’n klusje’, zei hij")]
    [InlineData("'Er is niets’", "‘Er is niets’")]
    [InlineData("'Er zijn foto's', zei hij", "‘Er zijn foto’s’, zei hij")]
    public void A_quote_that_is_closed_opens_also_before_what_might_be_an_apostrophe(string plain, string set) => AssertSet(plain, set);

    [Theory]
    [InlineData("'s avonds en 'snel geld'", "’s avonds en ‘snel geld’")]
    [InlineData("in de jaren '90 was alles 'anders'", "in de jaren ’90 was alles ‘anders’")]
    [InlineData("'s avonds bij de jongens' huis", "’s avonds bij de jongens’ huis")]
    [InlineData("in '90 stonden de jongens' fietsen hier", "in ’90 stonden de jongens’ fietsen hier")]
    [InlineData("'er was ‘niets’ aan de hand", "’er was ‘niets’ aan de hand")]
    [InlineData("'k heb 'er niet gezien", "’k heb ’er niet gezien")]
    [InlineData("de zomer van '76, die van '03 en de '00'ers", "de zomer van ’76, die van ’03 en de ’00’ers")]
    [InlineData("'t Gooi, 't IJ en zo'n 'klusje'", "’t Gooi, ’t IJ en zo’n ‘klusje’")]
    public void An_apostrophe_stays_one_where_no_quote_closes_it(string plain, string set) => AssertSet(plain, set);

    [Theory]
    [InlineData("laat - heel laat", "laat~– heel laat")]
    [InlineData("Noord-Holland 2024-2027", "Noord-Holland 2024-2027")]
    [InlineData("- geen streep aan het begin", "- geen streep aan het begin")]
    [InlineData("en dan...", "en dan…")]
    public void Dashes_and_ellipses_are_real_ones(string plain, string set) => AssertSet(plain, set);

    [Theory]
    [InlineData("van 8 tot 23 jaar", "van 8 tot 23~jaar")]
    [InlineData("32 gemeenten", "32~gemeenten")]
    [InlineData("736.000 euro en 1,2 miljoen", "736.000~euro en 1,2~miljoen")]
    [InlineData("50 % van € 5", "50~% van €~5")]
    [InlineData("art. 5, nr. 3 en p. 12", "art.~5, nr.~3 en p.~12")]
    [InlineData("paragraaf 3.4", "paragraaf~3.4")]
    [InlineData("J. Jansen en E.J. de Vries met dr. De Boer", "J.~Jansen en E.J. de Vries met dr.~De Boer")]
    public void A_number_stays_with_what_it_counts(string plain, string set) => AssertSet(plain, set);

    [Theory]
    [InlineData("In 2024 kwamen er minder")]
    [InlineData("tussen 12 en 18")]
    [InlineData("Dat waren er 7. Daarna niet")]
    [InlineData("736.000 jongeren")]
    [InlineData("het A4 papier")]
    [InlineData("32 informatiebeveiligingsfunctionarissen")]
    public void Other_spaces_may_break(string plain) => Assert.Equal(plain, Typography.Apply(plain));

    [Theory]
    [InlineData("\"'s Avonds\" - 12 jaar... 50 %, zo'n J. Jansen")]
    [InlineData("“Al gezet” – en ‘klaar’…")]
    [InlineData("'Er is 'iets' aan de hand', in '90, 's avonds, de jongens' fiets")]
    public void Applying_it_twice_changes_nothing(string plain) => Assert.Equal(Typography.Apply(plain), Typography.Apply(Typography.Apply(plain)));

    private static void AssertSet(string plain, string set) => Assert.Equal(set.Replace('~', '\u00A0'), Typography.Apply(plain));
}
