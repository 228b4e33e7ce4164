using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

/// <summary>Whoever walks through a page with the Tab key always sees where they are (WCAG 2.4.7, 2.4.11).</summary>
internal static class Focus
{
    private const int MostStops = 400;
    private const int FewestStops = 6;

    // The outline of what has the focus, compared with that of the same element without; and whether it is in view and on top.
    private const string LookAtFocus = """
        () => {
          const element = document.activeElement;
          if (!element || element === document.body) return null;
          const ring = (target) => {
            const style = getComputedStyle(target);
            return `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor} ${style.boxShadow}`;
          };
          const near = [element, element.parentElement, element.closest("li, article, div, form")].filter(Boolean);
          const focused = near.map(ring);
          const box = element.getBoundingClientRect();
          // Of a field for much text a browser brings the line into view that one writes in, not the whole field.
          const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
          const points = [0.5, 0.1, 0.9].map((x) => [box.left + box.width * x, middle]);
          const lines = [...element.getClientRects()].map((line) => [line.left + line.width / 2, line.top + line.height / 2]);
          const onTop = [...points, ...lines].some(([x, y]) => {
            const top = document.elementFromPoint(x, y);
            return top && (element.contains(top) || top.contains(element) || top.closest("label")?.control === element);
          });
          const outline = getComputedStyle(element);
          const thick = outline.outlineStyle !== "none" && parseFloat(outline.outlineWidth) >= 2;
          element.blur();
          const plain = near.map(ring);
          element.focus({ preventScroll: true });
          const words = (element.innerText || element.ariaLabel || element.name || "").trim().slice(0, 40);
          const name = `${element.localName}.${element.className} "${words}"`;
          const shows = focused.some((value, i) => value !== plain[i]) && (thick || focused[0] === plain[0]);
          return { name, shows, inView: box.bottom > 0 && box.top < innerHeight && onTop };
        }
        """;

    /// <summary>The stops of the Tab key, from the top of the page to its end, at which one does not see where one is.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(Visit visit)
    {
        var found = new List<string>();
        var stops = 0;
        // Starts at the top whatever the page focused by itself; stops when the focus comes round.
        await visit.Page.EvaluateAsync("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }");
        for (; stops < MostStops; stops++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            if (await visit.Page.EvaluateAsync<Stop?>(LookAtFocus) is not { } stop) break;
            if (!stop.Shows) found.Add($"{stop.Name} shows no focus");
            if (!stop.InView) found.Add($"{stop.Name} is out of sight");
        }
        if (stops < FewestStops) found.Add($"only {stops} stops");
        return found;
    }

    private sealed class Stop
    {
        public string Name { get; set; } = "";

        public bool Shows { get; set; }

        public bool InView { get; set; }
    }
}
