using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

/// <summary>Text that is enlarged, spaced out or squeezed stays whole, and nobody has to scroll sideways (WCAG 1.4.4, 1.4.10, 1.4.12).</summary>
internal static class Reflow
{
    // What sticks out of the window at the right, boxes that scroll by themselves (tables, code) and drawings apart.
    private const string SticksOut = """
        () => {
          const found = [];
          const wide = document.documentElement.scrollWidth;
          if (wide > innerWidth) found.push(`page is ${wide} px wide`);
          const scrolls = (element) =>
            element && (["auto", "scroll"].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
          for (const element of document.querySelectorAll("body *")) {
            const box = element.getBoundingClientRect();
            if (box.right <= innerWidth + 1 || box.width === 0 || !element.innerText?.trim()) continue;
            if (element.closest("svg, .wj-hidden") || scrolls(element)) continue;
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
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
            p { margin-block-end: 2em !important }`);
          document.adoptedStyleSheets.push(sheet);
        }
        """;

    private const string SpaceAsBefore = "() => { document.adoptedStyleSheets.pop(); }";

    /// <summary>What one has to scroll sideways for.</summary>
    public static Task<string[]> SidewaysAsync(Visit visit) => visit.Page.EvaluateAsync<string[]>(SticksOut);

    /// <summary>What one has to scroll sideways for in a window of 320 by 256: one of 1280 by 1024, enlarged four times.</summary>
    public static Task<string[]> SqueezedAsync(Visit visit) => InWindowAsync(visit, 320, 256, () => SidewaysAsync(visit));

    /// <summary>What sticks out or is cut off when the page is twice as large, as a browser enlarges: laid out at half the width.</summary>
    public static Task<string[]> EnlargedAsync(Visit visit) => InWindowAsync(visit, 640, 400, () => WholeAsync(visit));

    /// <summary>What sticks out or is cut off when letters, words and lines stand further apart, on a phone and on a wide screen.</summary>
    public static async Task<string[]> SpacedOutAsync(Visit visit)
    {
        await visit.Page.EvaluateAsync(SpaceOut);
        string[] found = [.. await InWindowAsync(visit, 320, 640, () => WholeAsync(visit)), .. await InWindowAsync(visit, 1280, 800, () => WholeAsync(visit))];
        await visit.Page.EvaluateAsync(SpaceAsBefore);
        return found;
    }

    private static async Task<string[]> WholeAsync(Visit visit) =>
        [.. await SidewaysAsync(visit), .. await visit.Page.EvaluateAsync<string[]>(CutOff)];

    private static async Task<string[]> InWindowAsync(Visit visit, int width, int height, Func<Task<string[]>> measure)
    {
        var before = visit.Look;
        await visit.TurnAsync(before with { Width = width, Height = height });
        string[] found = [.. (await measure()).Select(finding => $"{width} by {height}: {finding}")];
        await visit.TurnAsync(before);
        return found;
    }
}
