// Fonts for what the server makes as a PDF: TrueType, one weight a file, with every letter the makers drew, because names come with
// letters that no Dutch text has. A maker's letters come in files by script that nothing here can sew together: whoever writes takes
// a letter from the first file that has it. Last come the files of Noto Sans: Latin, Greek and Cyrillic whole.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import subsetFont from "subset-font";

const require = createRequire(import.meta.url);

const fonts = {
  atkinson: { source: "atkinson-hyperlegible-next", sets: ["latin", "latin-ext"] },
  bricolage: { source: "bricolage-grotesque", sets: ["latin", "latin-ext", "vietnamese"] },
  noto: { source: "noto-sans", sets: ["latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"] },
};
const faces = {
  text: [["atkinson", 400], ["noto", 400]],
  strong: [["atkinson", 700], ["noto", 600]],
  heading: [["bricolage", 600], ["noto", 600]],
};

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("");
const glyphs = range(0x20, 0xd7ff) + range(0xf900, 0xfffc);

/** Writes paper/[[font]]-[[weight]]-[[set]].ttf, and paper/faces.json: the files of each face, the first to be asked first. */
export async function buildPaperFonts(output) {
  const filesOf = ([font, wght]) => fonts[font].sets.map((set) => ({ font, wght, set }));
  const files = Object.fromEntries(Object.entries(faces).map(([face, parts]) => [face, parts.flatMap(filesOf)]));
  const names = Object.fromEntries(Object.entries(files).map(([face, list]) => [face, list.map(nameOf)]));
  output.addPlain("paper/faces.json", JSON.stringify(names, null, 2) + "\n");
  const once = new Map(Object.values(files).flat().map((file) => [nameOf(file), file]));
  await Promise.all(
    [...once].map(async ([name, { font, wght, set }]) => {
      const { source } = fonts[font];
      const original = await readFile(require.resolve(`@fontsource-variable/${source}/files/${source}-${set}-wght-normal.woff2`));
      const cut = await subsetFont(original, glyphs, { targetFormat: "truetype", variationAxes: { wght } });
      output.addPlain(`paper/${name}.ttf`, renamed(cut, name));
    }),
  );
}

const nameOf = ({ font, wght, set }) => `${font}-${wght}-${set}`;

/** The font under a name of its own: the files of one maker all carry one name, by which a PDF's writer would take them for one font. */
function renamed(font, name) {
  const count = font.readUInt16BE(4);
  const tables = Array.from({ length: count }, (_, i) => {
    const at = 12 + 16 * i;
    const [tag, begin, length] = [font.toString("latin1", at, at + 4), font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
    return { tag, bytes: tag === "name" ? nameTable(name) : Buffer.from(font.subarray(begin, begin + length)) };
  });
  tables.find(({ tag }) => tag === "head").bytes.writeUInt32BE(0, 8);

  const directory = Buffer.from(font.subarray(0, 12 + 16 * count));
  const body = [];
  let place = directory.length;
  tables.forEach(({ bytes }, i) => {
    const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
    [sumOf(padded), place, bytes.length].forEach((value, n) => directory.writeUInt32BE(value, 12 + 16 * i + 4 + 4 * n));
    body.push(padded);
    place += padded.length;
  });
  const whole = Buffer.concat([directory, ...body]);
  const head = tables.findIndex(({ tag }) => tag === "head");
  whole.writeUInt32BE((0xb1b0afba - sumOf(whole)) >>> 0, directory.readUInt32BE(12 + 16 * head + 8) + 8);
  return whole;
}

/** Family, style, full name and PostScript name in US English for Windows (OpenType, "name", version 0). */
function nameTable(name) {
  const said = [[1, name], [2, "Regular"], [4, name], [6, name]];
  const words = said.map(([id, text]) => ({ id, bytes: Buffer.from(text, "utf16le").swap16() }));
  const header = Buffer.from(Uint16Array.from([0, words.length, 6 + 12 * words.length]).buffer).swap16();
  let place = 0;
  const records = words.map(({ id, bytes }) => {
    const record = Buffer.from(Uint16Array.from([3, 1, 0x409, id, bytes.length, place]).buffer).swap16();
    place += bytes.length;
    return record;
  });
  return Buffer.concat([header, ...records, ...words.map(({ bytes }) => bytes)]);
}

function sumOf(bytes) {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
}
