using System.Collections.Concurrent;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Charts;

/// <summary>Charts of texts; those of reports and polls are measured where a round comes by (<see cref="Round.LookAsync"/>).</summary>
public sealed class BarTests
{
    [Fact]
    public async Task Every_bar_of_every_text_is_as_long_as_its_number_says()
    {
        var host = await Sites.HostAsync();
        var charts = host.Site.Current.Documents.Where(document => document.Body.Contains("chart=bar", StringComparison.Ordinal)).ToList();
        Assert.True(charts.Count >= 8, $"Only {charts.Count} documents with a chart were found.");

        var found = new ConcurrentBag<string>();
        await Task.WhenAll(new[] { Look.Phone, Look.Wide }.Select(look => Visit.RunAsync(look, async visit =>
        {
            foreach (var document in charts)
            {
                await visit.OpenAsync(document.Path);
                await visit.UnfoldAsync();
                foreach (var finding in await Bars.FindAsync(visit)) found.Add($"{document.Path} {look}: {finding}");
            }
        }, $"bars-{look}")));
        Survey.Passes(found);
    }

    [Fact]
    public Task A_number_of_many_characters_takes_no_room_from_its_own_bar_alone() => Visit.RunAsync(Look.Phone, async visit =>
    {
        await visit.OpenAsync(Sites.EveryPart);
        Assert.Equal(3, await visit.Page.Locator(".wj-bars").CountAsync());
        Assert.Empty(await Bars.FindAsync(visit));
    });
}
