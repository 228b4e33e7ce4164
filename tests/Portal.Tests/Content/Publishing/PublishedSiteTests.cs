using Portal.Content.Publishing;

namespace Portal.Tests.Content.Publishing;

public sealed class PublishedSiteTests
{
    [Fact]
    public void Titles_stand_as_in_a_Dutch_dictionary() =>
        Assert.Equal(
            ["agent", "Boa", "école", "Eenzaam", "'s Avonds", "Zeden"],
            new[] { "Zeden", "'s Avonds", "école", "Boa", "Eenzaam", "agent" }.Order(PublishedSite.Alphabet));
}
