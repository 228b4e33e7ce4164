using System.Collections.Frozen;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

/// <summary>
/// axe-core with every rule of WCAG 2.2 A and AA and its best practices (without these tags it leaves target-size out), on the page as it
/// stands. What axe cannot decide by itself counts as found too, unless a person looked at it and wrote it down in <c>reviewed.txt</c>.
/// </summary>
/// <remarks>
/// The script itself is run, without the Playwright wrapper around it: that opens a second tab for every page and takes four times as long.
/// The portal under test serves it (<see cref="Sites"/>), so that Chromium compiles its 560 kB once and not for every page.
/// </remarks>
internal static class Axe
{
    /// <summary>Where the portal under test serves the script.</summary>
    public const string Path = "/axe.js";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly FrozenSet<string> Reviewed = File
        .ReadLines(System.IO.Path.Combine(AppContext.BaseDirectory, "Accessibility", "reviewed.txt"))
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => string.Join(" | ", line.Split(" | ")[..2])).ToFrozenSet();

    private const string Run = """
        async ([path, colours]) => {
          if (!window.axe) {
            const script = document.createElement("script");
            await new Promise((done, failed) => {
              Object.assign(script, { src: path, onload: done, onerror: () => failed(new Error("axe does not come")) });
              document.head.append(script);
            });
            script.remove();
          }
          const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
          // Our pseudo-elements are lines and edges, never a ground beneath text: without this axe would measure nothing inside the footer.
          // The rest are axe's own values, which it forgets when one is given.
          const options = {
            ignorePseudo: true, pseudoSizeThreshold: 0.25, ignoreUnicode: true, ignoreLength: false, boldValue: 700, boldTextPt: 14, largeTextPt: 18,
            contrastRatio: { normal: { expected: 4.5 }, large: { expected: 3 } }, shadowOutlineEmMax: 0.2, textStrokeEmMin: 0.03,
          };
          const checks = { "color-contrast": { options } };
          const rules = { "color-contrast": { enabled: colours } };
          const result = await axe.run(document, { runOnly: tags, resultTypes: ["violations", "incomplete"], checks, rules });
          const own = ({ localName, classList }) => classList.length ? `${localName}.${classList[classList.length - 1]}` : localName;
          const name = (element) => {
            if (!element || element.classList.length) return element ? own(element) : "?";
            const near = element.parentElement?.closest("[class]");
            return near ? `${own(near)} ${element.localName}` : element.localName;
          };
          const list = (items, undecided) => items.flatMap((item) => item.nodes.map((node) => ({
            rule: item.id, undecided, element: name(document.querySelector(node.target[0])), html: node.html.slice(0, 160),
            why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; "),
          })));
          return JSON.stringify([...list(result.violations, false), ...list(result.incomplete, true)]);
        }
        """;

    /// <summary>The script, of axe's own package.</summary>
    public static string Script { get; } = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong with the page, one line an element.</summary>
    /// <param name="visit">Where the page is open.</param>
    /// <param name="colours">False: contrast, half of the work, is left out.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(Visit visit, bool colours = true)
    {
        var found = JsonSerializer.Deserialize<Finding[]>(
            await visit.Page.EvaluateAsync<string>(Run, new object[] { Path, colours }), Json)!;
        return
        [
            .. from finding in found
               where !finding.Undecided || !Reviewed.Contains(finding.Key)
               select $"{finding.Key} | {visit.At} {visit.Look}: {finding.Why} {finding.Html}",
        ];
    }

    private sealed record Finding(string Rule, bool Undecided, string Element, string Html, string Why)
    {
        public string Key => $"{Rule} | {Element}";
    }
}
