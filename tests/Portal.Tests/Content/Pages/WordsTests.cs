using Portal.Content.Pages;

namespace Portal.Tests.Content.Pages;

/// <summary>Sentences that pages put together read as one writes them.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("Geld en spullen", ".")]
    [InlineData("Wat is een signaal?", "")]
    [InlineData("Bel 112!", "")]
    [InlineData("En dan…", "")]
    [InlineData("Zij vroeg: ‘Mag dat?’", "")]
    [InlineData("<strong>Mag dat?</strong>", "")]
    [InlineData("<strong>Dat mag</strong>", ".")]
    [InlineData("", ".")]
    public void A_title_with_a_mark_of_its_own_gets_no_second_one(string title, string stop) =>
        Assert.Equal(stop, Words.StopAfter(title));
}
