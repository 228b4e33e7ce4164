// Draws a certificate on one A4 sheet: a JSON line in with what it says, a JSON line out with the PDF in base64. Runs apart from the
// portal (see NodeWorker.cs). The same certificate gives the same bytes. Places are in points from the upper left corner.
import { readdir, readFile } from "node:fs/promises";
import { join, parse } from "node:path";
import { createInterface } from "node:readline";
import * as fontkit from "fontkit";
import PDFDocument from "pdfkit";

const page = { width: 841.89, height: 595.28, left: 66, top: 60, gap: 44, side: 168 };
const ink = "#1b2a33";
const petrol = "#0b5563";
const grey = "#56646c";

// Leading is the distance between lines, as a multiple of the size.
const styles = {
  brand: { face: "heading", size: 15, colour: petrol, leading: 1.35 },
  kind: { face: "heading", size: 22, colour: petrol, leading: 1.35 },
  holder: { face: "heading", size: 44, colour: ink, leading: 1.1 },
  plain: { face: "text", size: 14, colour: ink, leading: 1.35 },
  title: { face: "heading", size: 26, colour: ink, leading: 1.16 },
  above: { face: "strong", size: 13, colour: ink, leading: 1.35 },
  goal: { face: "text", size: 13, colour: ink, leading: 1.35 },
  label: { face: "strong", size: 10.5, colour: grey, leading: 1.3 },
  value: { face: "text", size: 12, colour: ink, leading: 1.3 },
  small: { face: "text", size: 8.5, colour: grey, leading: 1.35 },
};
const leadingOf = ({ size, leading }) => size * leading;

// A face is several files, each with letters of its own (themes/build/paper.mjs); the basic ones (text-latin) come before the extended
// ones (text-latin-ext). Read once: a worker ends a minute after its last question.
const faces = {};

async function readFaces(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ttf"));
  names.sort((one, other) => one.length - other.length || (one < other ? -1 : 1));
  for (const name of names) {
    const face = (faces[name.split("-")[0]] ??= { files: [], letters: new Map() });
    face.files.push({ name: parse(name).name, font: fontkit.create(await readFile(join(folder, name))) });
  }
}

// A letter that no file has loses its marks, or becomes a question mark.
function writable(face, letter) {
  if (!face.letters.has(letter)) {
    const fileOf = (sign) => face.files.find(({ font }) => font.hasGlyphForCodePoint(sign.codePointAt(0)));
    const sign = [letter, [...letter.normalize("NFD")][0], /\s/.test(letter) ? " " : "?"].find(fileOf);
    face.letters.set(letter, { sign, file: fileOf(sign) });
  }
  return face.letters.get(letter);
}

// Every letter from the file that has it.
function runsOf(face, text) {
  const runs = [];
  for (const letter of text.normalize()) {
    const { sign, file } = writable(face, letter);
    if (runs.at(-1)?.file === file) runs.at(-1).text += sign;
    else runs.push({ file, text: sign });
  }
  return runs;
}

const forXml = (text) => text.replace(/[\0-\x08\v\f\x0e-\x1f]/g, "").replace(/[&<>]/g, (sign) => `&#${sign.codePointAt(0)};`);

class Pdf extends PDFDocument {
  // pdfkit 0.20 writes these words into the XML of the metadata as they are.
  _addInfo() {
    const info = this.info;
    this.info = Object.fromEntries(Object.entries(info).map(([name, said]) => [name, typeof said === "string" ? forXml(said) : said]));
    super._addInfo();
    this.info = info;
  }
}

/** One sheet on which every mark belongs to something that is read aloud, or to decoration that is passed over (PDF/UA-1). */
class Sheet {
  constructor({ title, author, subject, madeAt }) {
    this.pdf = new Pdf({
      size: [page.width, page.height],
      margin: 0,
      font: null,
      pdfVersion: "1.7",
      lang: "nl",
      tagged: true,
      displayTitle: true,
      info: { Title: title, Author: author, Subject: subject, Creator: author, CreationDate: new Date(madeAt) },
    });
    // pdfkit's subset "PDF/UA" says this too, but adds to each font a list of glyphs (CIDSet) that leaves out the two dots of an ë.
    this.pdf.appendXML('<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>');
    for (const { name, font } of Object.values(faces).flatMap((face) => face.files)) this.pdf.registerFont(name, font);
    this.widths = new Map();
    this.root = this.pdf.struct("Document");
    this.pdf.addStructure(this.root);
  }

  /** A part that is read aloud: with marks of its own, or with parts in it. */
  part(parent, tag, options = {}, draw = null) {
    const part = this.pdf.struct(tag, options, draw);
    parent.add(part);
    return part;
  }

  decorate(draw) {
    this.pdf.markContent("Artifact", { type: "Layout" });
    draw(this.pdf);
    this.pdf.endMarkedContent();
  }

  /** Text in lines of at most this width; gives where the next may begin. */
  write(tag, text, style, x, y, width, parent = this.root) {
    const lines = this.linesFor(text, style, width);
    this.part(parent, tag, {}, () => this.draw(lines, style, x, y));
    return y + lines.length * leadingOf(style);
  }

  /** The same as a link. */
  link(text, address, words, style, x, y, width) {
    const lines = this.linesFor(text, style, width);
    const height = lines.length * leadingOf(style);
    const link = this.part(this.part(this.root, "P"), "Link", { alt: words });
    link.add(() => this.draw(lines, style, x, y));
    const wide = Math.max(...lines.map((line) => this.widthOf(line, style)));
    this.pdf.link(x, y, wide, height, address, { structParent: link, Contents: new String(words) });
    return y + height;
  }

  draw(lines, style, x, y) {
    this.pdf.fillColor(style.colour);
    lines.forEach((line, n) => {
      // The letters stand in the middle of the line's height, as in a browser.
      const baseline = y + n * leadingOf(style) + (leadingOf(style) + 0.7 * style.size) / 2;
      let at = x;
      // A line ends with a space, or what is copied runs its words together.
      for (const { file, text } of runsOf(faces[style.face], n < lines.length - 1 ? `${line} ` : line)) {
        this.pdf.font(file.name, style.size).text(text, at, baseline, { lineBreak: false, baseline: "alphabetic" });
        at += this.pdf.widthOfString(text);
      }
    });
  }

  widthOf(text, { face, size }) {
    const key = `${face} ${text}`;
    if (!this.widths.has(key)) {
      const runs = runsOf(faces[face], text);
      this.widths.set(key, runs.reduce((sum, run) => sum + this.pdf.font(run.file.name, 1).widthOfString(run.text), 0));
    }
    return this.widths.get(key) * size;
  }

  // A word that is wider than a line is cut.
  linesOf(text, style, width) {
    const fits = (line) => this.widthOf(line, style) <= width;
    const lines = [];
    let line = "";
    for (const word of text.split(" ").filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word;
      if (fits(longer)) {
        line = longer;
        continue;
      }
      if (line) lines.push(line);
      line = word;
      while (!fits(line)) {
        const letters = [...line];
        let count = 1;
        while (count < letters.length - 1 && fits(letters.slice(0, count + 1).join(""))) count++;
        lines.push(letters.slice(0, count).join(""));
        line = letters.slice(count).join("");
      }
    }
    return line ? [...lines, line] : lines;
  }

  // A title's lines are about as long: it should not end in one lone word.
  linesFor(text, style, width) {
    let lines = this.linesOf(text, style, width);
    if (style.face !== "heading") return lines;
    for (let narrower = width * 0.96; narrower > width / 2; narrower *= 0.96) {
      const next = this.linesOf(text, style, narrower);
      if (next.length > lines.length) break;
      lines = next;
    }
    return lines;
  }

  /** The same style, as much smaller as these texts need to stay within this height. */
  fit(style, texts, width, height, between = 0, smallest = 6) {
    const heightIn = (tried) => texts.reduce((sum, text) => sum + this.linesOf(text, tried, width).length * leadingOf(tried) + between, 0);
    while (style.size > smallest && heightIn(style) > height + 0.1) style = { ...style, size: style.size - 0.5 };
    return style;
  }

  async file() {
    this.pdf.end();
    const parts = [];
    for await (const part of this.pdf) parts.push(part);
    return Buffer.concat(parts);
  }
}

// A drawing of the theme, of paths and circles, as wide as the sheet. The browser's colours are var(--wj-color-line,#0b5563).
function drawLine(pdf, svg) {
  const attributesOf = (shape) => Object.fromEntries([...shape.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, said]) => [name, said]));
  const colourOf = (said) => /#[0-9a-f]{6}/i.exec(said)[0];
  const [, , wide] = attributesOf(/<svg [^>]*>/.exec(svg)[0]).viewBox.split(" ").map(Number);
  pdf.save().scale(page.width / wide).lineCap("round").lineJoin("round");
  for (const [shape] of svg.matchAll(/<(?:path|circle) [^>]*>/g)) {
    const { d, stroke, "stroke-width": thick, cx, cy, r, fill } = attributesOf(shape);
    if (d) pdf.path(d).lineWidth(Number(thick)).stroke(colourOf(stroke));
    else pdf.circle(Number(cx), Number(cy), Number(r)).fill(colourOf(fill));
  }
  pdf.restore();
}

function tellStory(sheet, { brand, kind, holder, earned, title, goalsTitle, goals }) {
  const width = page.width - 2 * page.left - page.gap - page.side;
  const fitted = (style, text, lines) => sheet.fit(style, [text], width, lines * leadingOf(style));
  let y = sheet.write("P", brand, styles.brand, page.left, page.top, width);
  y = sheet.write("H1", kind, styles.kind, page.left, y + 40, width);
  y = sheet.write("P", holder, fitted(styles.holder, holder, 2), page.left, y + 4, width);
  y = sheet.write("P", earned, styles.plain, page.left, y + 10, width);
  y = sheet.write("H2", title, fitted(styles.title, title, 3), page.left, y + 4, width);
  if (goals.length === 0) return;

  const indent = 14;
  const between = 2;
  y = sheet.write("H3", goalsTitle, styles.above, page.left, y + 24, width) + between;
  const style = sheet.fit(styles.goal, goals, width - indent, page.height - page.top - y, between, 4);
  const list = sheet.part(sheet.root, "L");
  for (const goal of goals) {
    sheet.decorate((pdf) => pdf.circle(page.left + 2, y + leadingOf(style) / 2, 2).fill(petrol));
    y = sheet.write("LBody", goal, style, page.left + indent, y, width - indent, sheet.part(list, "LI")) + between;
  }
}

function tellFacts(sheet, { qr, check, facts }) {
  const x = page.width - page.left - page.side;
  const size = 124;
  const top = page.top + 4;
  sheet.part(sheet.root, "Figure", { alt: qr.words, bbox: [x, top, x + size, top + size] }, () => {
    // Without the quiet zone: that is the paper itself. A little higher than a row, or a thin light line shows between two rows.
    const quiet = 4;
    const square = size / (qr.size - 2 * quiet);
    for (const [column, row, length] of qr.strokes) sheet.pdf.rect(x + (column - quiet) * square, top + (row - quiet) * square, length * square, 1.02 * square);
    sheet.pdf.fill(ink);
  });

  let y = sheet.write("P", check.words, styles.small, x, page.top + size + 12, page.side);
  y = sheet.link(check.shown, check.address, check.linkWords, { ...styles.small, colour: petrol }, x, y, page.side);
  y = sheet.write("P", check.reference, styles.small, x, y, page.side) + 16;

  // Four facts and as many accreditations as a module is likely to have; what is more, shrinks.
  const factor = Math.min(1, 7 / facts.length);
  const smaller = (style) => ({ ...style, size: style.size * factor });
  for (const { name, value } of facts) {
    y = sheet.write("P", `${name}:`, smaller(styles.label), x, y, page.side);
    y = sheet.write("P", value, smaller(styles.value), x, y, page.side) + 7 * factor;
  }
}

async function make({ fonts, line, information, story, side }) {
  if (Object.keys(faces).length === 0) await readFaces(fonts);
  const sheet = new Sheet(information);
  sheet.decorate((pdf) => drawLine(pdf, line));
  tellStory(sheet, story);
  tellFacts(sheet, side);
  return (await sheet.file()).toString("base64");
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { id, ask } = JSON.parse(line);
  let reply;
  try {
    reply = { id, answer: await make(ask) };
  } catch (error) {
    reply = { id, error: String(error?.message ?? error) };
  }
  process.stdout.write(JSON.stringify(reply) + "\n");
}
