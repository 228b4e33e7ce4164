using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Xunit.Abstractions;

namespace Portal.BrowserTests.Weight;

/// <summary>What a reader's first page costs: with an empty cache, over the wire, headers and fonts included.</summary>
public sealed class WeightTests(ITestOutputHelper output)
{
    private const int MostBytes = 100_000;
    private const int MostScript = 30_000;
    private const double MostShift = 0.05;

    public static TheoryData<string> Readable => [.. Kind.Readable.Select(kind => kind.Name)];

    [Theory, MemberData(nameof(Readable))]
    public Task A_first_page_weighs_at_most_100_kB_of_which_30_kB_script(string name) => Visit.RunAsync(Look.Wide, async visit =>
    {
        var parts = await Scales.WeighAsync(visit, PathOf(name));
        var weight = parts.Where(part => part.Type != Scales.Part.Author).Sum(part => part.Bytes);
        var script = parts.Where(part => part.Type == "Script").Sum(part => part.Bytes);
        var each = parts.GroupBy(part => part.Type).Select(group => $"{group.Key} {group.Sum(part => part.Bytes)}");
        output.WriteLine($"{name}: {weight} bytes, of which {string.Join(", ", each)}");

        Assert.Contains(parts, part => part.Type == "Font");
        Assert.InRange(weight, 1, MostBytes);
        Assert.InRange(script, 1, MostScript);
    }, $"weight-{name}");

    [Theory, MemberData(nameof(Readable))]
    public Task Text_hardly_moves_when_the_fonts_arrive(string name) => Visit.RunAsync(Look.Wide, async visit =>
    {
        var painted = new TaskCompletionSource();
        await visit.Context.AddInitScriptAsync("""
            window.shift = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value))).observe({ type: "layout-shift", buffered: true });
            """);
        // The fonts come only after the page has been painted without them.
        await visit.Context.RouteAsync("**/*.woff2", async route =>
        {
            await painted.Task;
            await route.ContinueAsync();
        });
        await visit.OpenAsync(PathOf(name), waitUntil: WaitUntilState.DOMContentLoaded);
        await visit.Page.EvaluateAsync("""
            () => new Promise((done) => new PerformanceObserver((list, self) => {
              if (!list.getEntriesByName("first-contentful-paint").length) return;
              self.disconnect();
              done();
            }).observe({ type: "paint", buffered: true }))
            """);
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => [...document.fonts].some((font) => font.status === 'loading')"), "No font was on its way.");
        painted.SetResult();

        var shift = await visit.Page.EvaluateAsync<double>("""
            async () => {
              await document.fonts.ready;
              await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
              return window.shift;
            }
            """);
        output.WriteLine($"{name}: {shift:0.0000}");
        Assert.InRange(shift, 0, MostShift);
    }, $"shift-{name}");

    private static string PathOf(string name) => Kind.All.Single(kind => kind.Name == name).Path;
}
