using System.Collections.Concurrent;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

public sealed class AxeTests
{
    [Fact]
    public async Task A_page_of_every_kind_is_accessible_in_both_themes_light_and_dark_narrow_and_wide()
    {
        var found = new ConcurrentBag<string>();
        await Task.WhenAll(Look.All.Select(look => Visit.RunAsync(look, async visit =>
        {
            foreach (var kind in Kind.All)
            {
                await visit.OpenAsync(kind.Path, kind.Status);
                foreach (var finding in await Axe.FindAsync(visit)) found.Add(finding);
                await visit.ShootAsync(kind.Name);
            }
        })));
        Assert.True(found.IsEmpty, Lines(found));
    }

    [Fact]
    public async Task Every_address_of_the_site_is_accessible()
    {
        var host = await Sites.HostAsync();
        var addresses = new ConcurrentQueue<string>(await SiteMap.ReadAsync(host));
        Assert.True(addresses.Count > 300, $"Only {addresses.Count} addresses.");

        var found = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Visit.RunAsync(Look.Wide, async visit =>
        {
            while (addresses.TryDequeue(out var path))
            {
                await visit.OpenAsync(path);
                foreach (var finding in await Axe.FindAsync(visit)) found.Add(finding);
            }
        })));
        Assert.True(found.IsEmpty, Lines(found));
    }

    private static string Lines(IEnumerable<string> found) => string.Join('\n', found.Order(StringComparer.Ordinal));
}
