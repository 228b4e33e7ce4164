using System.Collections.Concurrent;
using Microsoft.Playwright;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Support;
using Portal.Content.Types;

namespace Portal.BrowserTests.Printing;

/// <summary>What a reader takes along on paper.</summary>
public sealed class PrintTests
{
    [Fact]
    public Task Every_kennisproduct_is_whole_on_six_sheets_at_most_with_its_address_and_date() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var found = new ConcurrentBag<string>();
        foreach (var product in (await Sites.HostAsync()).Site.Current.All<ResearchSummary>())
        {
            await visit.OpenAsync(product.Path);
            using var paper = await Paper.PrintAsync(visit);
            if (paper.Sheets > 6) found.Add($"{product.Path}: {paper.Sheets} sheets");
            foreach (var text in await paper.MissingAsync(visit)) found.Add($"{product.Path} misses: {text}");
            foreach (var heading in paper.LonelyHeadings()) found.Add($"{product.Path}, {heading}");
            foreach (var origin in new[] { product.Path, "Tekst van", "Afgedrukt op" }.Where(origin => !paper.Says(origin)))
                found.Add($"{product.Path} does not say: {origin}");
        }
        Survey.Passes(found);
    });

    [Fact]
    public Task What_a_text_says_to_a_function_is_one_sheet() => Visit.RunAsync(Look.Wide, async visit =>
    {
        var found = new ConcurrentBag<string>();
        foreach (var product in (await Sites.HostAsync()).Site.Current.All<ResearchSummary>())
            foreach (var uses in product.Properties.Uses.GroupBy(use => use.Audience))
            {
                var path = $"{product.Path}/voor/{uses.Key.Name()}";
                await visit.OpenAsync(path);
                using var paper = await Paper.PrintAsync(visit);
                if (paper.Sheets != 1) found.Add($"{path}: {paper.Sheets} sheets");
                foreach (var text in await paper.MissingAsync(visit)) found.Add($"{path} misses: {text}");
                var said = uses.Select(use => use.Text).Concat(product.Properties.KeyMessages).Append(path);
                foreach (var text in said.Where(text => !paper.Says(text))) found.Add($"{path} does not say: {text}");
                foreach (var medium in new[] { Media.Null, Media.Print })
                    foreach (var text in await ForcedColours.FindAsync(visit, medium))
                        found.Add($"{path}, forced colours, {medium}: {text}");
            }
        Survey.Passes(found);
    });

    [Fact]
    public Task A_reader_finds_the_sheet_for_the_own_function_in_the_text() => Visit.RunAsync(Look.Phone, async visit =>
    {
        await visit.OpenAsync("/kennis/onzichtbare-beelden");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Op één blad voor wijkagenten" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Wat kun jij hiermee?" })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("Voor wijkagenten")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Print dit blad" })).ToBeVisibleAsync();
    });

    [Fact]
    public Task What_is_drawn_is_printed_without_asking_for_backgrounds() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await visit.OpenAsync("/kennis/onzichtbare-beelden");
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        const string printed = "(element, drawn) => getComputedStyle(element, drawn).webkitPrintColorAdjust";
        (string Element, string Drawn)[] parts =
        [
            (".wj-scale__value", "::after"), (".wj-key__list li", "::before"), (".wj-callout__kind", "::before"), (".wj-kind", "::before"),
        ];
        foreach (var (element, drawn) in parts)
            Assert.Equal("exact", await visit.Page.Locator(element).First.EvaluateAsync<string>(printed, drawn));
    });
}
