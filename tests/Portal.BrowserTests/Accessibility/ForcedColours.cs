using Microsoft.Playwright;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

/// <summary>Whoever has chosen the colours of all programs (Windows' contrast themes) can read everything here in them.</summary>
internal static class ForcedColours
{
    // Text in the colour of its own ground; and that the colours were forced at all.
    private const string Vanished = """
        () => {
          const found = matchMedia("(forced-colors: active)").matches ? [] : ["the colours are not forced"];
          const groundOf = (element) => {
            for (let at = element; at; at = at.parentElement) {
              const colour = getComputedStyle(at).backgroundColor;
              if (!/^rgba\(.*, 0\)$/.test(colour)) return colour;
            }
            return null;
          };
          for (const element of document.querySelectorAll("body *")) {
            if (![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
            const { color, visibility } = getComputedStyle(element);
            if (visibility !== "visible" || !element.getClientRects().length || element.closest(".wj-hidden") || color !== groundOf(element)) continue;
            found.push(`${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`);
          }
          return found;
        }
        """;

    /// <summary>Text one cannot see in forced colours.</summary>
    public static async Task<string[]> FindAsync(Visit visit)
    {
        await visit.Page.EmulateMediaAsync(new() { ForcedColors = Microsoft.Playwright.ForcedColors.Active });
        var found = await visit.Page.EvaluateAsync<string[]>(Vanished);
        await visit.Page.EmulateMediaAsync(new() { ForcedColors = Microsoft.Playwright.ForcedColors.None });
        return found;
    }
}
