using System.Globalization;
using Portal.Calendar.Questions;

namespace Portal.Tests.Calendar.Questions;

/// <summary>What could be data of a youngster is found, and what professionals write about their work is left alone.</summary>
public sealed class YoungsterCheckTests
{
    private static readonly DateOnly Today = new(2026, 11, 29);

    [Theory]
    [InlineData("123456782", true)]
    [InlineData("111222333", true)]
    [InlineData("123456783", false)]
    [InlineData("000000000", false)]
    [InlineData("12345678", false)]
    public void A_citizen_service_number_is_known_by_its_eleven_test(string digits, bool isOne) =>
        Assert.Equal(isOne, YoungsterCheck.IsServiceNumber(digits));

    [Theory]
    [InlineData("Zijn nummer is 123456782.")]
    [InlineData("123 456 782")]
    [InlineData("1234.56.782")]
    [InlineData("1234-56-782")]
    [InlineData("klas 3 123456782 en verder")]
    [InlineData("012345672 1 jaar geleden")]
    [InlineData("BSN: 12345672 (zonder de nul)")] // 012345672
    [InlineData("１２３４５６７８２")] // double width
    [InlineData("١٢٣٤٥٦٧٨٢")] // Arabic digits
    public void A_citizen_service_number_is_refused_however_it_is_written(string text) =>
        Assert.Contains(YoungsterCheck.Find(text, null, Today), finding => finding.Refuses);

    [Theory]
    [InlineData("Bel 06-12345678.")]
    [InlineData("Bel 0229 25 22 00")]
    [InlineData("+31 6 12 34 56 78")]
    [InlineData("020 123 45 67")]
    public void A_telephone_number_is_asked_about_and_never_taken_for_a_citizen_service_number(string text)
    {
        var finding = Assert.Single(YoungsterCheck.Find(text, null, Today));
        Assert.Equal(("een telefoonnummer", false), (finding.What, finding.Refuses));
    }

    [Theory]
    [InlineData("Mohammed (14)")]
    [InlineData("We zien dat Mohammed (14) vaak weg is.")]
    [InlineData("Mohammed B., 14 jaar")]
    [InlineData("Sanne van 15 komt niet meer.")]
    [InlineData("Jan de Vries is 16 jaar")]
    [InlineData("M.K. (15)")]
    [InlineData("M. K. (15)")]
    [InlineData("een jongen van 15 uit klas 3B genaamd Ali")]
    [InlineData("een jongen van 15 uit klas 3B")]
    [InlineData("een leerling genaamd Sanne")]
    [InlineData("leerling M.K. spijbelt")]
    [InlineData("met de initialen A.B.")]
    [InlineData("geboren op 3 maart 2011")]
    [InlineData("geb. 03-03-2011")]
    [InlineData("03-03-2011")]
    [InlineData("3/3/2011")]
    [InlineData("2011-03-03")]
    [InlineData("mail zijn moeder: ouder@voorbeeld.nl")]
    public void What_could_be_a_youngster_is_asked_about(string text)
    {
        var findings = YoungsterCheck.Find(text, "ik@gemeente.example", Today);
        Assert.NotEmpty(findings);
        Assert.DoesNotContain(findings, finding => finding.Refuses);
    }

    [Fact]
    public void A_birthday_is_named_once_and_another_date_beside_it_too() => Assert.Equal(
        ["geb. 03-03-2011", "04-04-2012"],
        YoungsterCheck.Find("Hij is geb. 03-03-2011, zijn zusje 04-04-2012.", null, Today).Select(finding => finding.Words));

    [Theory]
    [InlineData("")]
    [InlineData("Wij willen een signaaloverleg beginnen voor jongeren van 12 tot en met 18 jaar.")]
    [InlineData("In onze gemeente zijn 14 jongeren in beeld, en het worden er meer.")]
    [InlineData("Jongeren (14) en leerlingen (15 jaar) in klas 3.")]
    [InlineData("Op 12-01-2027 is er een training; in 2024 deden 30 mensen mee.")]
    [InlineData("Bel 112, 0900-8844 of 0800-7000. In 14 020 zit het niet.")]
    [InlineData("Mijn adres is IK@gemeente.example.")]
    [InlineData("Zie https://voorbeeld.nl/123456782 en art. 12, eerste lid.")]
    [InlineData("Het budget is 120000 euro, factuur 2026-000123.")]
    [InlineData("👋 Hoi! Hoe doen andere gemeenten dit?")]
    public void What_professionals_write_is_left_alone(string text) =>
        Assert.Empty(YoungsterCheck.Find(text, "ik@gemeente.example", Today));

    [Fact]
    public void A_yes_holds_for_what_was_shown_and_not_for_what_comes_to_stand_there_later()
    {
        var first = YoungsterCheck.Find("Mohammed (14)", null, Today);
        var second = YoungsterCheck.Find("Mohammed (14) en Sanne (15)", null, Today);
        Assert.Equal(YoungsterCheck.Mark(first), YoungsterCheck.Mark(YoungsterCheck.Find("Echt: Mohammed (14)!", null, Today)));
        Assert.NotEqual(YoungsterCheck.Mark(first), YoungsterCheck.Mark(second));
    }

    [Theory]
    [InlineData('A')]
    [InlineData('a')]
    [InlineData('1')]
    [InlineData('.')]
    [InlineData('@')]
    [InlineData(' ')]
    public void A_long_text_of_one_sign_is_read_to_its_end(char sign)
    {
        var text = new string(sign, 8000);
        foreach (var odd in new[] { text, $"A{text}", string.Concat(Enumerable.Repeat($"{sign} ", 4000)), $"Aa {text} (" })
            Assert.InRange(YoungsterCheck.Find(odd, null, Today).Count, 0, 8);
    }

    [Fact]
    public void Words_that_are_shown_are_short()
    {
        var name = string.Concat(Enumerable.Repeat("Jan ", 100));
        Assert.All(
            YoungsterCheck.Find($"{name}(14)", null, Today),
            finding => Assert.InRange(new StringInfo(finding.Words).LengthInTextElements, 1, 61));
    }
}
