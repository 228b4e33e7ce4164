using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

/// <summary>A page of every kind in colours the reader chose (<see cref="ForcedColours"/>).</summary>
public sealed class ForcedColoursTests
{
    [Fact]
    public async Task No_text_has_the_colour_of_its_ground() => Survey.Passes((await Survey.OfKindsAsync()).ForcedColours);
}
