// Fonts: the Latin letters a Dutch page uses, only the weights we set, and a system font stretched to the same
// measures, so that nothing moves when the real one arrives.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import subsetFont from "subset-font";

const require = createRequire(import.meta.url);

const ascii = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("");
const accents = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœĲĳ";
const signs = "\u00a0\u00ad\u2011–—‘’‚“”„«»‹›•·…‰€£§©®°±²³¹½¼¾×÷−≤≥≈¡¿ªº´¨¶†™↑↓";
const glyphs = ascii + accents + signs;

export async function buildFonts(theme, output) {
  const made = await Promise.all(theme.fonts.map((font) => buildFont(font, output)));
  return {
    css: [...made.map((font) => font.css), ...theme.fallbacks.map(fallbackFace)].join("\n"),
    preload: made.filter((font) => font.preload).map((font) => font.file),
  };
}

async function buildFont(font, output) {
  const original = await readFile(require.resolve(font.source));
  const bytes = await subsetFont(original, glyphs, { targetFormat: "woff2", variationAxes: font.axes });
  const file = output.add(`fonts/${font.file}`, bytes);
  const css = `@font-face{font-family:"${font.family}";src:url("${file}") format("woff2");font-weight:${font.weight};font-style:${font.style ?? "normal"};font-display:swap}`;
  return { css, file, preload: font.preload };
}

const fallbackFace = ({ family, local, ...measures }) =>
  `@font-face{font-family:"${family}";src:${local.map((name) => `local("${name}")`).join(",")};` +
  Object.entries(measures).map(([name, value]) => `${name}:${value}`).join(";") + "}";
