using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

/// <summary>A page of every kind, walked through with the Tab key (<see cref="Focus"/>).</summary>
public sealed class FocusTests
{
    [Fact]
    public async Task The_focus_is_seen_on_everything_one_can_reach_with_the_keyboard() => Survey.Passes((await Survey.OfKindsAsync()).Focus);
}
