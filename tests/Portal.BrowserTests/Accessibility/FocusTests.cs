using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

/// <summary>Whoever walks through a page with the Tab key always sees where they are (WCAG 2.4.7, 2.4.11).</summary>
public sealed class FocusTests
{
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
          const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]].map(([x, y]) => [box.left + box.width * x, box.top + Math.min(box.height, innerHeight) * y]);
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
          const name = `${element.localName}.${element.className} "${(element.innerText || element.ariaLabel || element.name || "").trim().slice(0, 40)}"`;
          return { name, shows: focused.some((value, i) => value !== plain[i]) && (thick || focused[0] === plain[0]), inView: box.bottom > 0 && box.top < innerHeight && onTop };
        }
        """;

    [Theory]
    [InlineData("weerbare-jeugd", false, 1280)]
    [InlineData("weerbare-jeugd", true, 1280)]
    [InlineData("contrast", false, 1280)]
    [InlineData("weerbare-jeugd", false, 320)]
    public Task The_focus_is_seen_on_everything_one_can_reach_with_the_keyboard(string theme, bool dark, int width) =>
        Visit.RunAsync(new Look(theme, width, width == 320 ? 640 : 800, dark), async visit =>
        {
            var wrong = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var kind in Kind.All)
            {
                await visit.OpenAsync(kind.Path, kind.Status);
                var stops = 0;
                // Starts at the top whatever the page focused by itself; stops when the focus comes round.
                await visit.Page.EvaluateAsync("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }");
                for (; stops < 400; stops++)
                {
                    await visit.Page.Keyboard.PressAsync("Tab");
                    if (await visit.Page.EvaluateAsync<Stop?>(LookAtFocus) is not { } stop) break;
                    if (!stop.Shows) wrong.Add($"{stop.Name} shows no focus (first seen on {kind.Path})");
                    if (!stop.InView) wrong.Add($"{stop.Name} is out of sight on {kind.Path}");
                }
                Assert.True(stops > 5, $"{kind.Path}: only {stops} stops.");
            }
            Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        });

    private sealed class Stop
    {
        public string Name { get; set; } = "";

        public bool Shows { get; set; }

        public bool InView { get; set; }
    }
}
