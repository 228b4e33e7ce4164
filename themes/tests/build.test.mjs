// What leaves the build keeps within what a first view may weigh, and asks for nothing that is not there.
import assert from "node:assert/strict";
import { access, readFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { buildAll } from "../build/all.mjs";
import { distFolder } from "../build/inputs.mjs";

let manifest;
const read = (name) => readFile(path.join(distFolder, name));
const brotli = async (name) => brotliCompressSync(await read(name)).length;

before(async () => {
  await buildAll();
  manifest = JSON.parse(await read("manifest.json"));
});

test("every name in the manifest is a file", async () => {
  for (const file of Object.values(manifest.files)) await access(path.join(distFolder, file));
});

test("a style sheet is at most 30 kB, that for more contrast 1,5 kB, the script 8 kB, fonts before first paint 45 kB", async () => {
  for (const theme of Object.values(manifest.themes)) {
    assert.ok((await brotli(theme.css)) <= 30_000, `${theme.css} is too heavy`);
    const fonts = await Promise.all(theme.preload.map(read));
    assert.ok(fonts.reduce((sum, font) => sum + font.length, 0) <= 45_000, "fonts are too heavy");
    assert.ok(theme.preload.length <= 2);
    if (theme.more) assert.ok((await brotli(theme.more)) <= 1_500, `${theme.more} is too heavy`);
  }
  assert.ok((await brotli(manifest.files["site.js"])) <= 8_000, "the script is too heavy");
});

test("the editor's script, which only its page loads, is at most 160 kB", async () => {
  assert.ok((await brotli(manifest.files["editor.js"])) <= 160_000, "the editor is too heavy");
});

test("our own classes use only properties that exist", async () => {
  for (const { css } of Object.values(manifest.themes)) {
    const sheet = (await read(css)).toString();
    const defined = new Set([...sheet.matchAll(/(--wj-[\w-]+):/g)].map((match) => match[1]));
    const missing = [...sheet.matchAll(/var\((--wj-[\w-]+)\)/g)].map((match) => match[1]).filter((name) => !defined.has(name));
    assert.deepEqual([...new Set(missing)], []);
  }
});

test("a style sheet asks for nothing from elsewhere", async () => {
  for (const { css } of Object.values(manifest.themes)) {
    const sheet = (await read(css)).toString();
    const outside = [...sheet.matchAll(/url\("?([^)"]+)/g)].map((match) => match[1]).filter((url) => !/^(fonts\/|data:image\/svg)/.test(url));
    assert.deepEqual(outside, []);
  }
});
