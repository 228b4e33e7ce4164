using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Charts;

/// <summary>A drawn length says what the number beside it says: bars are proportional, and those of a table have one scale.</summary>
internal static class Bars
{
    // In a table all tracks are as wide as each other and as the whole: 100% of percentages, else the largest number. A bar begins where
    // its track does, ends at its share of it, and nothing of it is cut off.
    private const string Measure = """
        () => {
          const found = [];
          for (const table of document.querySelectorAll("table")) {
            const bars = [...table.querySelectorAll(".wj-bars__bar")].filter((svg) => svg.getClientRects().length).map((svg) => {
              const words = svg.parentElement.querySelector(".wj-bars__value").textContent;
              const [frame, track, bar] = [svg, svg.querySelector(".wj-bars__track"), svg.querySelector(".wj-bars__length")]
                .map((part) => part.getBoundingClientRect());
              return { words, number: Number(words.replace(/[^\d,]/g, "").replace(",", ".")), frame, track, bar };
            });
            if (bars.length === 0) continue;
            const largest = Math.max(...bars.map((one) => one.number));
            const whole = bars[0].words.includes("%") ? Math.max(100, largest) : largest;
            const differs = (a, b) => Math.abs(a - b) > 0.6;
            for (const { words, number, frame, track, bar } of bars) {
              const wanted = whole === 0 ? 0 : (number / whole) * track.width;
              const px = (length) => `${length.toFixed(1)} px`;
              if (track.width < 40) found.push(`${words}: a track of ${px(track.width)}`);
              const first = bars[0].track.width; // a browser gives columns whole pixels
              if (Math.abs(track.width - first) > 1.25) found.push(`${words}: a track of ${px(track.width)} beside one of ${px(first)}`);
              if (differs(frame.left, track.left) || differs(frame.width, track.width)) found.push(`${words}: the track is cut off`);
              if (wanted > 0 && differs(bar.left, track.left)) found.push(`${words}: begins at ${px(bar.left - track.left)}`);
              if (differs(bar.width, wanted)) found.push(`${words}: ${px(bar.width)} long, not ${px(wanted)}`);
            }
          }
          return found;
        }
        """;

    /// <summary>Bars that say something else than their number.</summary>
    public static Task<string[]> FindAsync(Visit visit) => visit.Page.EvaluateAsync<string[]>(Measure);

    // What is drawn differs from its track, and the track from what lies under it or by a line around it.
    private const string Unseen = """
        () => [...document.querySelectorAll(".wj-bars__bar")].filter((svg) => svg.getClientRects().length).flatMap((svg) => {
          const fill = (part) => getComputedStyle(svg.querySelector(part)).fill;
          const words = svg.parentElement.querySelector(".wj-bars__value").textContent;
          const { outlineStyle, outlineWidth } = getComputedStyle(svg);
          const found = fill(".wj-bars__length") === fill(".wj-bars__track") ? [`${words}: bar and track have one colour`] : [];
          return outlineStyle === "none" || parseFloat(outlineWidth) === 0 ? [...found, `${words}: no line around the track`] : found;
        })
        """;

    /// <summary>Bars that cannot be told from their track, or tracks of which the end cannot be seen.</summary>
    public static Task<string[]> UnseenAsync(Visit visit) => visit.Page.EvaluateAsync<string[]>(Unseen);
}
