using System.Collections.Concurrent;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

/// <summary>Text that is enlarged, spaced out or squeezed stays whole, and nobody has to scroll sideways (WCAG 1.4.4, 1.4.10, 1.4.12).</summary>
public sealed class ReflowTests
{
    // What sticks out of the window at the right, boxes that scroll by themselves (tables, code) and drawings apart.
    private const string SticksOut = """
        () => {
          const found = [];
          const wide = document.documentElement.scrollWidth;
          if (wide > innerWidth) found.push(`page is ${wide} px wide`);
          const scrolls = (element) => element && (["auto", "scroll"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
          for (const element of document.querySelectorAll("body *")) {
            const box = element.getBoundingClientRect();
            if (box.right <= innerWidth + 1 || box.width === 0 || !element.innerText?.trim() || element.closest("svg, .wj-hidden") || scrolls(element)) continue;
            if (getComputedStyle(element).visibility === "hidden" || element.children.length > 0) continue;
            found.push(`${element.localName}.${element.className} ends at ${Math.round(box.right)}: ${element.innerText.slice(0, 40)}`);
          }
          return found;
        }
        """;

    // Text that its own box cuts off.
    private const string CutOff = """
        () => [...document.querySelectorAll("body *")].filter((element) => {
          const style = getComputedStyle(element);
          if (!["hidden", "clip"].includes(style.overflowX) && !["hidden", "clip"].includes(style.overflowY)) return false;
          if (element.closest("svg, .wj-hidden") || style.clipPath !== "none" || element.clientWidth <= 1 || !element.innerText?.trim()) return false;
          return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
        }).map((element) => `${element.localName}.${element.className}: ${element.innerText.slice(0, 40)}`)
        """;

    private const string SpaceOut = """
        () => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
          document.adoptedStyleSheets.push(sheet);
        }
        """;

    [Fact]
    public Task Nobody_scrolls_sideways_in_a_window_of_320_by_256() =>
        OnEveryKindAsync(new Look(Width: 320, Height: 256), visit => visit.Page.EvaluateAsync<string[]>(SticksOut));

    // As a browser enlarges: a page of 1280 at 200 per cent is laid out as one of 640.
    [Fact]
    public Task Nobody_scrolls_sideways_when_the_page_is_twice_as_large() => OnEveryKindAsync(new Look(Width: 640, Height: 400), async visit =>
    {
        return [.. await visit.Page.EvaluateAsync<string[]>(SticksOut), .. await visit.Page.EvaluateAsync<string[]>(CutOff)];
    });

    [Fact]
    public Task Spaced_out_text_is_not_cut_off_on_a_phone() => SpacedOutAsync(Look.Phone);

    [Fact]
    public Task Spaced_out_text_is_not_cut_off_on_a_wide_screen() => SpacedOutAsync(Look.Wide);

    private static Task SpacedOutAsync(Look look) => OnEveryKindAsync(look, async visit =>
    {
        await visit.Page.EvaluateAsync(SpaceOut);
        return [.. await visit.Page.EvaluateAsync<string[]>(SticksOut), .. await visit.Page.EvaluateAsync<string[]>(CutOff)];
    });

    private static async Task OnEveryKindAsync(Look look, Func<Visit, Task<string[]>> measure)
    {
        var found = new ConcurrentBag<string>();
        foreach (var theme in new[] { "weerbare-jeugd", "contrast" })
        {
            await Visit.RunAsync(look with { Theme = theme }, async visit =>
            {
                foreach (var kind in Kind.All)
                {
                    await visit.OpenAsync(kind.Path, kind.Status);
                    foreach (var finding in await measure(visit)) found.Add($"{kind.Path} {visit.Look}: {finding}");
                }
            });
        }
        Assert.True(found.IsEmpty, string.Join('\n', found.Order(StringComparer.Ordinal)));
    }
}
