// One style sheet per theme: NL Design System components, the theme's properties and our own CSS, each in its layer, so
// that ours wins without !important and the browser asks for one file before it paints.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { transform } from "lightningcss";
import postcss from "postcss";
import { filesUnder, themesFolder } from "./inputs.mjs";
import { settle } from "./settle.mjs";
import { themeProperties } from "./tokens.mjs";

const candidate = ["button", "code", "data-badge", "heading", "link", "mark", "paragraph", "skip-link"];
const utrecht = [
  "alert", "blockquote", "breadcrumb-nav", "custom-checkbox", "data-list", "figure", "form-field", "form-field-description",
  "form-field-error-message", "form-fieldset", "form-label", "img", "nav-list", "ordered-list", "page-footer", "page-header",
  "pagination", "radio-button", "select", "separator", "spotlight-section", "status-badge", "table", "textarea", "textbox",
  "unordered-list",
];

// Classes that stand for a state in a component gallery, or style HTML without classes: no page of ours has them.
const galleryOnly = /--(html-content|hover|active|focus|focus-visible|disabled-hover|level-\d|center|distanced|button|html-button)$/;
const ours = /^(nl-heading--level-\d|nl-button--\w+|utrecht-\w+--html-\w+)$/;

// Chrome 111, Firefox 113, Safari 16.4: layers, :has-free selectors, popovers not needed.
const targets = { chrome: 111 << 16, firefox: 113 << 16, safari: (16 << 16) | (4 << 8) };

const notice = `/*! Portaal Weerbare Jeugd. Third-party parts in this file:
NL Design System components (nl-*): EUPL-1.2, (c) Community for NL Design System. Utrecht components (utrecht-*): EUPL-1.2, (c) Gemeente Utrecht,
Frameless B.V. Mapping of component tokens: @nl-design-system-unstable/voorbeeld-design-tokens, EUPL-1.2. Fonts: Bricolage Grotesque,
(c) The Bricolage Grotesque Project Authors; Atkinson Hyperlegible Next, (c) The Atkinson Hyperlegible Next Project Authors: SIL OFL 1.1, subset. */
`;

/** The CSS all themes share: the components of NL Design System and ours. */
export async function readComponents() {
  const files = [
    ...candidate.map((name) => `@nl-design-system-candidate/${name}-css/dist/${name}.css`),
    ...utrecht.map((name) => `@utrecht/${name}-css/dist/index.min.css`),
  ].map((name) => path.join(themesFolder, "..", "node_modules", name)); // the exports of some packages hide dist/
  const own = await filesUnder(path.join(themesFolder, "styles"), (file) => file.endsWith(".css"));
  const first = ["layers.css", "base.css"].map((name) => path.join(themesFolder, "styles", name));
  const rest = own.filter((file) => !first.includes(file));
  const read = async (list) => (await Promise.all(list.map((file) => readFile(file, "utf8")))).join("\n");
  const [nlds, layers, base, site] = await Promise.all([read(files), read([first[0]]), read([first[1]]), read(rest)]);
  return { layers, nlds: dropGallery(nlds.replace(/@charset "UTF-8";|\/\*# source.*?\*\//g, "")), base, site };
}

export async function buildStyles(theme, { components, drawings, fontFaces }) {
  const { layers, base, site } = components;
  const { properties, dark, more } = await themeProperties(theme, usedIn(`${base}${components.nlds}${site}${drawings}`));
  const nlds = settle(components.nlds, properties, new Map([...dark, ...more]));
  const used = reached(usedIn(`${base}${nlds}${site}${drawings}`), [properties, dark, more]);
  for (const name of used) {
    if (/^--(wj-(color|font|radius|line)|basis)/.test(name) && !properties.has(name)) throw new Error(`${theme.name}: ${name} is used but no token defines it.`);
  }
  const css = `${layers}${fontFaces}
@layer base{${base}}
@layer nlds{${nlds}}
@layer theme{.${theme.class}{color-scheme:${theme.colorScheme};${declarations(properties, used)}}
${dark.size ? `@media screen and (prefers-color-scheme:dark){.${theme.class}{${declarations(dark, used)}}}` : ""}}
@layer site{${site}}`;
  const write = (text) => transform({ filename: `${theme.name}.css`, code: Buffer.from(text), minify: true, targets }).code.toString();
  // A sheet of its own, which a page asks for where more contrast is asked for: nobody else waits for it.
  const contrast = theme.more && write(`@layer theme{.${theme.class}{color-scheme:${theme.more.colorScheme};${declarations(more, used)}}}`);
  return { css: notice + write(css), more: contrast };
}

const usedIn = (css) => new Set([...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]));

/** The names in use, and those they refer to in any of the sets. */
function reached(names, sets) {
  const kept = new Set();
  const keep = (name) => {
    if (kept.has(name)) return;
    kept.add(name);
    for (const set of sets) for (const next of usedIn(set.get(name) ?? "")) keep(next);
  };
  names.forEach(keep);
  return kept;
}

const declarations = (properties, kept) =>
  [...properties].filter(([name]) => kept.has(name)).map(([name, value]) => `${name}:${value};`).join("");

function dropGallery(css) {
  const root = postcss.parse(css);
  root.walkRules((rule) => {
    const wanted = rule.selectors.filter((selector) => !isGallery(selector));
    if (wanted.length) rule.selectors = wanted;
    else rule.remove();
  });
  return root.toString();
}

// Only classes outside brackets count: `:is(:hover, .x--hover)` still matches a real hover.
const isGallery = (selector) =>
  [...selector.replace(/\([^()]*\)/g, "").matchAll(/\.([\w-]+)/g)].some(([, name]) => galleryOnly.test(name) && !ours.test(name));
