// Writes the theme's choices straight into the CSS of the components: `var(--nl-link-color, …)` becomes `var(--basis-…)`.
// A browser then reads some hundred custom properties instead of a thousand; the result is the same, computed value for computed value.
import postcss from "postcss";
import parseValue from "postcss-value-parser";

const isChoice = (name) => /^--(nl|utrecht)-/.test(name);

/** `properties` are those of the theme; `moving` those that change in the dark and so must stay properties. */
export function settle(css, properties, moving) {
  const root = postcss.parse(css);
  const setByComponents = new Set();
  root.walkDecls(/^--/, (declaration) => setByComponents.add(declaration.prop));
  const settled = (name) => isChoice(name) && !moving.has(name) && !setByComponents.has(name);

  root.walkDecls((declaration) => {
    if (!declaration.value.includes("var(")) return;
    const value = write(declaration.value);
    // As with a var() that has no value at all: an own property is not there, another one is unset.
    declaration.value = value ?? (declaration.prop.startsWith("--") ? "initial" : "unset");
  });
  return root.toString();

  function write(value) {
    const parsed = parseValue(value);
    let known = true;
    parsed.walk((node) => {
      if (node.type !== "function" || node.value !== "var") return;
      const name = node.nodes[0].value;
      const comma = node.nodes.findIndex((part) => part.type === "div" && part.value === ",");
      const fallback = comma < 0 ? null : write(parseValue.stringify(node.nodes.slice(comma + 1)).trim());
      if (settled(name)) {
        const chosen = properties.has(name) ? write(properties.get(name)) : fallback;
        if (chosen === null) known = false;
        else Object.assign(node, { type: "word", value: chosen, nodes: undefined });
      } else {
        Object.assign(node, { type: "word", value: `var(${name}${fallback === null ? "" : `,${fallback}`})`, nodes: undefined });
      }
      return false;
    });
    return known ? parsed.toString() : null;
  }
}
