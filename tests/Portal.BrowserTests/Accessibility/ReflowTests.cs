using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

/// <summary>A page of every kind in windows and with letters it was not drawn for (<see cref="Reflow"/>).</summary>
public sealed class ReflowTests
{
    [Fact]
    public async Task Nobody_scrolls_sideways() => Survey.Passes((await Survey.OfKindsAsync()).Sideways);

    [Fact]
    public async Task Nobody_scrolls_sideways_in_a_window_of_320_by_256() => Survey.Passes((await Survey.OfKindsAsync()).Squeezed);

    [Fact]
    public async Task Nothing_is_cut_off_when_the_page_is_twice_as_large() => Survey.Passes((await Survey.OfKindsAsync()).Enlarged);

    [Fact]
    public async Task Spaced_out_text_is_not_cut_off_on_a_phone_nor_on_a_wide_screen() => Survey.Passes((await Survey.OfKindsAsync()).SpacedOut);
}
