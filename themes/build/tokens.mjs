// Design tokens to custom properties. The mapping of NL Design System components to basis tokens is read from the reference
// theme in npm; brand, basis and site tokens are ours. Only what the shipped CSS asks for is kept.
import { register } from "@tokens-studio/sd-transforms";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import StyleDictionary from "style-dictionary";
import { themesFolder } from "./inputs.mjs";

const require = createRequire(import.meta.url);

await register(StyleDictionary);
StyleDictionary.registerTransform({ name: "name/path", type: "name", transform: (token) => propertyName(token.path) });

const propertyName = (tokenPath) => tokenPath.map((part) => part.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase()).join("-");

/**
 * The custom properties of a theme, those that change in the dark, and those that change where more contrast is asked for: there it looks
 * like the theme that it names as `more`. `asked` are the names used in the CSS.
 */
export async function themeProperties(theme, asked) {
  const { properties, dark } = await ownProperties(theme, asked);
  if (!theme.more) return { properties, dark, more: new Map() };
  const { properties: most } = await ownProperties(theme.more, asked);
  // What the dark changes is said again: it may be dark as well.
  return { properties, dark, more: new Map([...most].filter(([name, value]) => properties.get(name) !== value || dark.has(name))) };
}

async function ownProperties(theme, asked) {
  const own = [path.join(themesFolder, "common.tokens.json"), ...["brand", "basis", "site"].map((set) => path.join(theme.folder, `${set}.tokens.json`))];
  const light = { ...componentTokens(), ...(await flatten(own)) };
  const properties = await resolve(reachable(light, asked));
  if (!theme.dark) return { properties, dark: new Map() };
  const night = { ...light, ...(await flatten([path.join(theme.folder, theme.dark)])) };
  const dark = await resolve(reachable(night, asked));
  return { properties, dark: new Map([...dark].filter(([name, value]) => properties.get(name) !== value)) };
}

function componentTokens() {
  const sets = require("@nl-design-system-unstable/voorbeeld-design-tokens/figma/voorbeeld.tokens.json");
  const tokens = {};
  for (const [name, { todo = {}, ...set }] of Object.entries(sets)) {
    if (!name.startsWith("components/")) continue;
    collect(todo, [], tokens); // named for a component that its set does not have yet
    collect(set, [], tokens);
  }
  return tokens;
}

async function flatten(files) {
  const tokens = {};
  for (const file of files) collect(JSON.parse(await readFile(file, "utf8")), [], tokens);
  return tokens;
}

function collect(node, at, tokens) {
  for (const [key, child] of Object.entries(node)) {
    if (key.startsWith("$") || typeof child !== "object") continue;
    if (child.$value !== undefined) tokens[[...at, key].join(".")] = { $type: child.$type, $value: child.$value };
    else collect(child, [...at, key], tokens);
  }
}

const references = (token) => [...JSON.stringify(token.$value).matchAll(/\{([^}]+)\}/g)].map((match) => match[1]);

function reachable(tokens, asked) {
  const kept = {};
  const follow = (name, from) => {
    if (kept[name]) return;
    if (!tokens[name]) throw new Error(`Token {${name}} does not exist; ${from} refers to it.`);
    kept[name] = tokens[name];
    for (const next of references(tokens[name])) follow(next, name);
  };
  for (const name of Object.keys(tokens)) if (asked.has(`--${propertyName(name.split("."))}`)) follow(name, "the CSS");
  return kept;
}

async function resolve(flat) {
  const tokens = {};
  for (const [name, token] of Object.entries(flat)) {
    const parts = name.split(".");
    const parent = parts.slice(0, -1).reduce((node, part) => (node[part] ??= {}), tokens);
    parent[parts.at(-1)] = token;
  }
  const dictionary = new StyleDictionary({
    tokens,
    preprocessors: ["tokens-studio"],
    log: { verbosity: "silent", warnings: "disabled" },
    platforms: {
      css: {
        transformGroup: "tokens-studio",
        transforms: ["name/path"],
        files: [{ destination: "theme.css", format: "css/variables", options: { outputReferences: true } }],
      },
    },
  });
  const [{ output }] = await dictionary.formatPlatform("css");
  return new Map([...output.matchAll(/^\s*(--[\w-]+):\s*(.*?);/gm)].map((match) => [match[1], match[2]]));
}
