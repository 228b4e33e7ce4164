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
    public void Applying_it_twice_changes_nothing(string plain) => Assert.Equal(Typography.Apply(plain), Typography.Apply(Typography.Apply(plain)));

    private static void AssertSet(string plain, string set) => Assert.Equal(set.Replace('~', '\u00A0'), Typography.Apply(plain));
}
