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
          const report = (element, words) =>
            found.push(`${element.localName}.${element.getAttribute("class") ?? ""}: ${words.trim().slice(0, 40)}`);
          for (const element of document.querySelectorAll("body *")) {
            const style = getComputedStyle(element);
            if (style.visibility !== "visible" || !element.getClientRects().length || element.closest(".wj-hidden")) continue;
            const [ground, inSvg] = [groundOf(element), element instanceof SVGElement];
            const words = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data).join("");
            if (words.trim() && (inSvg ? style.fill : style.color) === ground) report(element, words);
            // What is typed or chosen in a field, and what it says while it is empty.
            if (element.matches("input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea")) {
              if (style.color === ground) report(element, element.value);
              if (element.placeholder && getComputedStyle(element, "::placeholder").color === ground) report(element, element.placeholder);
            }
            // Words that the style sheet writes; spaces that only make room for an icon are none.
            for (const part of ["::before", "::after"]) {
              const { content, color, backgroundColor } = getComputedStyle(element, part);
              const written = /^"(.*)"$/.exec(content)?.[1] ?? "";
              const own = /^rgba\(.*, 0\)$/.test(backgroundColor) ? ground : backgroundColor;
              if (/[\p{L}\p{N}]/u.test(written) && color === own) report(element, `${part} ${written}`);
            }
          }
          return found;
        }
        """;

    /// <summary>Text one cannot see in forced colours.</summary>
    /// <param name="visit">The page that is open.</param>
    /// <param name="medium">Where it is looked at: a screen, or paper.</param>
    public static async Task<string[]> FindAsync(Visit visit, Media medium = Media.Null)
    {
        await visit.Page.EmulateMediaAsync(new() { Media = medium, ForcedColors = Microsoft.Playwright.ForcedColors.Active });
        var found = await visit.Page.EvaluateAsync<string[]>(Vanished);
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Null, ForcedColors = Microsoft.Playwright.ForcedColors.None });
        return found;
    }
}
