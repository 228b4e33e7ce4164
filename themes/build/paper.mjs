// Fonts for what the server makes as a PDF: TrueType, one weight a file, with every Latin letter the makers drew, because names come
// with letters that no Dutch text has. A maker's basic and extended letters are two files that nothing here can sew together: whoever
// writes takes the letter from the file that has it.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import subsetFont from "subset-font";

const require = createRequire(import.meta.url);

const text = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-{set}-wght-normal.woff2";
const heading = "@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-{set}-wght-normal.woff2";
const faces = [
  { name: "text", source: text, wght: 400, sets: ["latin", "latin-ext"] },
  { name: "strong", source: text, wght: 700, sets: ["latin", "latin-ext"] },
  { name: "heading", source: heading, wght: 600, sets: ["latin", "latin-ext", "vietnamese"] },
];

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("");
const glyphs = range(0x20, 0x24f) + range(0x2b0, 0x36f) + range(0x1e00, 0x1eff) + range(0x2010, 0x20bf) + range(0x2100, 0x2300);

/** Writes paper/[[name]]-[[set]].ttf under their own names: the server reads them, no browser asks for them. */
export async function buildPaperFonts(output) {
  await Promise.all(
    faces.flatMap(({ name, source, wght, sets }) =>
      sets.map(async (set) => {
        const original = await readFile(require.resolve(source.replace("{set}", set)));
        output.addPlain(`paper/${name}-${set}.ttf`, await subsetFont(original, glyphs, { targetFormat: "truetype", variationAxes: { wght } }));
      }),
    ),
  );
}
