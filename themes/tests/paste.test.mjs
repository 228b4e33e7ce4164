// What the editor makes of the clipboard of Word and of Google Docs, before its schema reads it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import esbuild from "esbuild";
import { DOMParser } from "linkedom";
import { themesFolder } from "../build/inputs.mjs";

let cleanPasted, plainSigns;

before(async () => {
  globalThis.DOMParser = DOMParser;
  const built = await esbuild.build({
    entryPoints: [path.join(themesFolder, "scripts", "editor", "clean-pasted.ts")], bundle: true, format: "esm", write: false,
  });
  ({ cleanPasted, plainSigns } = await import(`data:text/javascript;base64,${Buffer.from(built.outputFiles[0].contents).toString("base64")}`));
});

const pasted = async (name) => clean(await readFile(path.join(themesFolder, "tests", "pasted", name), "utf8"));
const clean = (html) => {
  const { html: out, ...rest } = cleanPasted(html, (text) => text.toLowerCase().split(" ")[0]);
  return { html: out.replace(/\s+/g, " ").replace(/> </g, "><").trim(), ...rest };
};

test("Word: headings, marks and signs", async () => {
  const { html } = await pasted("word.html");
  assert.match(html, /^<h1>Signalen van jonge aanwas<\/h1>/);
  assert.match(html, /<p>Docenten zien <b>veel<\/b> en <i>weten<\/i> weinig\.<sup data-noteref="riec">riec<\/sup><\/p>/);
  assert.doesNotMatch(html, /[\u00a0\u00ad]|<p><\/p>|class=|style|o:p/);
});

test("Word: lists keep their levels and their numbers", async () => {
  const { html } = await pasted("word.html");
  assert.match(html, /<ul><li><p>Eerste punt<\/p><ul><li><p>Punt daaronder<\/p><\/li><\/ul><\/li><li><p>Tweede punt<\/p><\/li><\/ul>/);
  assert.match(html, /<ol><li><p>Vraag<\/p><\/li><li><p>Luister<\/p><\/li><\/ol>/);
});

test("Word: what was taken out stays out, comments too, and what was put in stays in", async () => {
  const { html } = await pasted("word.html");
  assert.match(html, /<p>Dit is toegevoegd en besproken\.<\/p>/);
  assert.doesNotMatch(html, /geschrapt|JJ1|Klopt dit/);
});

test("Word: footnotes become notes", async () => {
  const { html, notes } = await pasted("word.html");
  assert.deepEqual(notes, [{ label: "riec", text: "RIEC Midden-Nederland, 2022, p. 12" }]);
  assert.doesNotMatch(html, /_ftn|<hr|\[1\]/);
});

test("Word: a table has a header, whole rows and one line in a cell", async () => {
  const { html } = await pasted("word.html");
  const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) => row);
  assert.deepEqual(rows, [
    "<th>Groep</th><th>Groep</th><th>Aantal</th>",
    "<td>Docenten</td><td>mbo niveau 2</td><td>7</td>",
    "<td>Docenten</td><td>vmbo</td><td>12</td>",
  ]);
});

test("Word: a picture on somebody's disk is left out, with a sentence", async () => {
  const { html, told } = await pasted("word.html");
  assert.doesNotMatch(html, /img|file:/);
  assert.deepEqual(told, ["Eén afbeelding is niet meegekomen. Kies Afbeelding om hem uit de mediabibliotheek te halen."]);
});

test("Google Docs: marks from styles, links without tracking, no stray breaks", async () => {
  const { html } = await pasted("docs.html");
  assert.match(html, /^<h1>Wat je ziet<\/h1>/);
  assert.match(html, /<p>Let op <strong>dure spullen<\/strong> en <em>nieuwe vrienden<\/em>, zie <a href="https:\/\/voorbeeld.nl\/pagina\?a=1">deze pagina<\/a>\.<\/p>/);
  assert.doesNotMatch(html, /<br|google|<b>/);
});

test("Google Docs: a list in a list stands in its item, merged cells are repeated", async () => {
  const { html } = await pasted("docs.html");
  assert.match(html, /<ul><li><p>Een<\/p><ul><li><p>Een punt een<\/p><\/li><\/ul><\/li><li><p>Twee<\/p><\/li><\/ul>/);
  assert.match(html, /<tr><th>Kop<\/th><th>Kop<\/th><\/tr><tr><td>a ?<\/td><td>b<\/td><\/tr>/);
});

test("a table that only lays out becomes paragraphs", () => {
  assert.equal(clean("<table><tr><td>Een</td><td>Twee</td></tr></table>").html, "<p>Een</p><p>Twee</p>");
});

test("emoji of several parts stay whole", () => {
  assert.equal(plainSigns("👩‍👧 en 👩🏽‍⚕️ a\u200bb\u00adc\u200dd\u00a0e"), "👩‍👧 en 👩🏽‍⚕️ abcd e");
});

test("what was copied in the editor itself is left as it is", () => {
  const own = '<section data-container="callout" data-keys="[]" data-pm-slice="1 1 []"><p>Met <br>een regel</p></section>';
  assert.equal(clean(own).html, own);
});

test("more text than a page may have is refused whole", () => {
  const { html, told } = clean(`<p>${"a ".repeat(130_000)}</p>`);
  assert.equal(html, "");
  assert.match(told[0], /^Dit is te veel in één keer: 260\.000 tekens\./);
});
