// Every pair of colours a page puts together, in each theme and in the dark: WCAG 2.2 1.4.3 (text 4.5) and 1.4.11 (shapes 3).
import assert from "node:assert/strict";
import { test } from "node:test";
import { readThemes } from "../build/all.mjs";
import { themeProperties } from "../build/tokens.mjs";

const hues = ["petrol", "brick", "sun", "moss", "lilac"];
const grounds = ["paper", "surface", "sand"];
const tints = hues.map((hue) => `${hue}-tint`);

const text = [
  ...[...grounds, ...tints].flatMap((ground) => [["ink", ground], ["muted", ground], ["action", ground]]),
  ...grounds.map((ground) => ["action-hover", ground]),
  ...hues.flatMap((hue) => [[hue, `${hue}-tint`], [hue, "paper"], [hue, "surface"]]),
  ["on-action", "action"], ["on-action", "action-hover"], ["on-marker", "marker"],
  ["on-deep", "deep"], ["deep-muted", "deep"], ["paper", "brick"], ["lilac-tint", "lilac"], ["lilac-tint", "ink"],
];
const shapes = [
  ...grounds.flatMap((ground) => [["line", ground], ["border", ground], ["focus", ground]]),
  ...tints.map((tint) => ["focus", tint]),
  ["line", "petrol-tint"], ["brick-shape", "paper"], ["petrol-shape", "paper"], ["moss-shape", "paper"], ["lilac-shape", "paper"],
  ["lilac-shape", "surface"], ["petrol-shape", "surface"],
];

const themes = await readThemes();
for (const name of ["weerbare-jeugd", "contrast"]) {
  const theme = themes.find((one) => one.name === name);
  const asked = new Set([...text, ...shapes].flat().map((colour) => `--wj-color-${colour}`));
  const { properties, dark, more } = await themeProperties(theme, asked);
  const modes = {
    light: properties,
    ...(dark.size && { dark: new Map([...properties, ...dark]) }),
    ...(more.size && { "more contrast": new Map([...properties, ...more]), "more contrast, dark": new Map([...properties, ...dark, ...more]) }),
  };
  for (const [mode, colours] of Object.entries(modes)) {
    test(`${name}, ${mode}: text reads on its ground`, () => check(colours, text, 4.5));
    test(`${name}, ${mode}: lines and shapes stand out`, () => check(colours, shapes, 3));
  }
}

function check(colours, pairs, least) {
  const weak = pairs
    .map(([front, ground]) => ({ front, ground, ratio: contrast(value(colours, front), value(colours, ground)) }))
    .filter(({ ratio }) => ratio < least)
    .map(({ front, ground, ratio }) => `${front} on ${ground}: ${ratio.toFixed(2)}`);
  assert.deepEqual(weak, [], `less than ${least}`);
}

function value(colours, name) {
  let found = colours.get(`--wj-color-${name}`);
  for (let reference; (reference = /^var\((--[\w-]+)\)$/.exec(found)); ) found = colours.get(reference[1]);
  return found;
}

function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex) {
  const [r, g, b] = hex.match(/^#(..)(..)(..)/).slice(1).map((part) => {
    const channel = parseInt(part, 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
