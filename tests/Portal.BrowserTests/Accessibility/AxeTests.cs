using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

public sealed class AxeTests
{
    [Fact]
    public async Task A_page_of_every_kind_is_accessible() => Survey.Passes((await Survey.OfKindsAsync()).Accessible);

    [Fact]
    public async Task Every_address_of_the_site_is_accessible() => Survey.Passes((await Survey.OfAddressesAsync()).Accessible);

    [Fact]
    public async Task No_address_of_the_site_is_wider_than_its_window() => Survey.Passes((await Survey.OfAddressesAsync()).Sideways);
}
