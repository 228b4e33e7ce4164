// What Word and Google Docs put on the clipboard, as plain HTML that the editor's blocks are read from: lists as lists, footnotes as notes,
// tables with a header, and nothing of comments, changes that were taken out, looks and tracking. It needs a DOM and nothing else.

/** What was made of it. */
export type Cleaned = {
  html: string;
  /** Notes that belong at the end of the text. */
  notes: { label: string; text: string }[];
  /** Sentences about what could not come along. */
  told: string[];
};

/** The most characters a body may have; the server's own limit. */
export const longest = 250_000;

const gone = [
  "script", "style", "meta", "link", "title", "xml", "iframe", "object", "embed", "svg", "canvas", "video", "audio", "button", "input", "select",
  "textarea", "template", "noscript", "head", "colgroup", "del", "s > del", ".MsoCommentReference", ".MsoCommentText", "[href^='#_msocom']",
].join(",");

const blocks = "p,div,h1,h2,h3,h4,h5,h6,ul,ol,li,table,blockquote,pre,section,hr";
const ours = new Set([
  "data-pm-slice", "data-container", "data-keys", "data-label", "data-noteref", "data-href", "data-picture", "data-alt", "data-source",
  "data-language", "href", "start",
]);

/** Cleans it; `newLabel` gives a note a name nobody has yet. */
export function cleanPasted(html: string, newLabel: (text: string) => string): Cleaned {
  const told: string[] = [];
  const body = read(html);
  if ((body.textContent ?? "").length > longest) return { html: "", notes: [], told: [tooMuch((body.textContent ?? "").length)] };
  const notes = body.querySelector("[data-pm-slice]") ? ownNotes(body) : [];
  if (!body.querySelector("[data-pm-slice]")) {
    dropComments(body);
    body.querySelectorAll(gone).forEach((element) => element.remove());
    for (const element of all(body, "[data-style]")) if (/display:none|mso-hide:all|mso-element:comment/.test(styleOf(element))) element.remove();
    notes.push(...takeNotes(body, newLabel));
    for (const element of all(body, "*")) if (element.localName.includes(":")) element.remove(); // <o:p>
    wordLists(body);
    marksOfStyles(body);
    nestedLists(body);
    links(body);
    tables(body);
    headings(body);
    strayBreaks(body);
    const pictures = all(body, "img");
    pictures.forEach((picture) => picture.remove());
    if (pictures.length) told.push(withoutPictures(pictures.length));
    signs(body);
    for (const paragraph of all(body, "p,h1,h2,h3,h4,h5,h6,li")) {
      if (!paragraph.textContent?.trim() && !paragraph.querySelector("sup,br,hr") && !paragraph.closest("td,th")) paragraph.remove();
    }
  }
  for (const element of all(body, "*")) {
    for (const { name } of [...element.attributes]) if (!ours.has(name)) element.removeAttribute(name);
  }
  return { html: body.innerHTML, notes, told };
}

/** Signs nobody typed: they come along from word processors and web pages. */
export const plainSigns = (text: string) => text
  .replace(/[\u00a0\u202f]/g, " ")
  .replace(/[\u00ad\u200b\u2060\ufeff]/g, "")
  .replace(/(?<!\p{Extended_Pictographic}\ufe0f?\p{Emoji_Modifier}?)\u200d/gu, "");

export const tooMuch = (length: number) =>
  `Dit is te veel in één keer: ${length.toLocaleString("nl-NL")} tekens. In een tekst passen er ${longest.toLocaleString("nl-NL")}. Verdeel hem over meer pagina's.`;

const withoutPictures = (count: number) =>
  `${count === 1 ? "Eén afbeelding is" : `${count} afbeeldingen zijn`} niet meegekomen. Kies Afbeelding om ${count === 1 ? "hem" : "ze"} uit de mediabibliotheek te halen.`;

// Styles, handlers and addresses are read under another name: they must never be applied or asked for, not even for a moment.
function read(html: string): HTMLElement {
  const inner = /<body[^>]*>([\s\S]*?)(<\/body>|$)/i.exec(html)?.[1] ?? html;
  const plain = inner
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'/])(style|src|srcset|srcdoc|on\w+)\s*=/gi, "$1 data-$2="));
  return new DOMParser().parseFromString(`<!doctype html><html><body>${plain}</body></html>`, "text/html").body;
}

const all = (root: ParentNode, selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
const styleOf = (element: Element) => (element.getAttribute("data-style") ?? "").toLowerCase().replace(/\s+/g, "");

function unwrap(element: Element) {
  element.replaceWith(...element.childNodes);
}

function rename(element: Element, name: string): HTMLElement {
  const other = element.ownerDocument.createElement(name);
  for (const { name: key, value } of [...element.attributes]) other.setAttribute(key, value);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

function dropComments(node: Node) {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === 8) child.remove();
    else dropComments(child);
  }
}

// Copied in this editor: a note goes to the end, if it is not there yet.
function ownNotes(body: HTMLElement) {
  return all(body, "div[data-label]").map((element) => {
    element.remove();
    return { label: element.dataset.label!, text: element.textContent ?? "" };
  });
}

// Word: <div id=ftn1><p>[1] text</p></div> at the end, and <a href="#_ftn1"> where it is referred to.
function takeNotes(body: HTMLElement, newLabel: (text: string) => string) {
  const notes: { label: string; text: string }[] = [];
  for (const element of all(body, "[id^=ftn],[id^=edn]")) {
    if (!/^(ftn|edn)\d+$/.test(element.id)) continue;
    all(element, "a[href^='#_ftnref'],a[href^='#_ednref']").forEach((link) => link.remove());
    const text = plainSigns(element.textContent ?? "").replace(/\s+/g, " ").trim();
    const references = all(body, `a[href$='#_${element.id}']`);
    const list = element.parentElement;
    element.remove();
    if (list !== body && !list?.textContent?.trim()) list?.remove();
    if (!text) {
      references.forEach((link) => link.remove());
      continue;
    }
    const label = newLabel(text);
    notes.push({ label, text });
    for (const link of references) {
      const reference = body.ownerDocument.createElement("sup");
      reference.setAttribute("data-noteref", label);
      reference.textContent = label;
      link.replaceWith(reference);
    }
  }
  return notes;
}

// Word writes an item as a paragraph with "mso-list:l0 level2 lfo1" and its bullet or number as text.
function wordLists(body: HTMLElement) {
  let open: { level: number; list: HTMLElement; last: HTMLElement }[] = [];
  let before: Element | null = null;
  for (const paragraph of all(body, "p,h1,h2,h3,h4,h5,h6")) {
    const level = Number(/mso-list:[^;]*level(\d)/.exec(styleOf(paragraph))?.[1] ?? 0);
    if (!level || paragraph.localName !== "p") continue;
    const marker = all(paragraph, "[data-style]").find((span) => /mso-list:ignore/.test(styleOf(span)));
    const sign = (marker?.textContent ?? "").replace(/[\s\u00a0]+/g, "");
    marker?.remove();
    const number = /^\(?(\d+|[a-z]|[ivxlc]+)[.)]$/i.exec(sign)?.[1];
    if (paragraph.previousElementSibling !== before) open = [];
    while (open.length && open[open.length - 1].level > level) open.pop();
    let here = open[open.length - 1];
    if (!here || here.level < level) {
      const list = body.ownerDocument.createElement(number ? "ol" : "ul");
      if (number && Number(number) > 1) list.setAttribute("start", number);
      if (here) here.last.append(list);
      else paragraph.before(list);
      open.push((here = { level, list, last: list }));
    }
    const item = body.ownerDocument.createElement("li");
    const text = body.ownerDocument.createElement("p");
    text.append(...paragraph.childNodes);
    item.append(text);
    here.list.append(item);
    here.last = item;
    before = open[0].list;
    paragraph.remove();
  }
}

// Google Docs says bold and italic in styles, and wraps all of it in a <b> that is not bold.
function marksOfStyles(body: HTMLElement) {
  for (const element of all(body, "b,strong")) if (/font-weight:(normal|400)/.test(styleOf(element))) unwrap(element);
  for (const element of all(body, "i,em")) if (/font-style:normal/.test(styleOf(element))) unwrap(element);
  for (const element of all(body, "span,font")) {
    const style = styleOf(element);
    if (/font-weight:(bold|[6-9]00)/.test(style)) wrapContent(element, "strong");
    if (/font-style:italic/.test(style)) wrapContent(element, "em");
    unwrap(element);
  }
  all(body, "ins,u,font,center").forEach(unwrap);
}

function wrapContent(element: Element, name: string) {
  if (!element.textContent?.trim()) return;
  const mark = element.ownerDocument.createElement(name);
  mark.append(...element.childNodes);
  element.append(mark);
}

// A list in a list belongs in the item above it.
function nestedLists(body: HTMLElement) {
  for (const list of all(body, "ul > ul, ul > ol, ol > ul, ol > ol")) {
    const item = list.previousElementSibling;
    if (item?.localName === "li") item.append(list);
    else list.before(...list.children), list.remove();
  }
}

function links(body: HTMLElement) {
  for (const link of all(body, "a")) {
    const href = link.getAttribute("href") ?? "";
    const tracked = /^https?:\/\/www\.google\.[a-z.]+\/url\?/i.test(href) ? new URL(href).searchParams : null;
    const address = tracked?.get("q") ?? tracked?.get("url") ?? href;
    if (/^(https?:|mailto:|tel:)/i.test(address)) link.setAttribute("href", withoutTracking(address));
    else unwrap(link); // places in the document it came from, and files on somebody's disk
  }
}

function withoutTracking(address: string): string {
  if (!/[?&](utm_|fbclid|gclid|mc_eid)/.test(address) || !URL.canParse?.(address)) return address;
  const url = new URL(address);
  for (const key of [...url.searchParams.keys()]) if (/^(utm_.*|fbclid|gclid|mc_eid)$/.test(key)) url.searchParams.delete(key);
  return url.toString();
}

// Every row as many cells, the first row a header, one line of text in a cell.
function tables(body: HTMLElement) {
  for (const table of all(body, "table")) {
    if (table.querySelector("table")) {
      unwrapTable(table);
      continue;
    }
    for (const caption of all(table, "caption")) table.before(rename(caption, "p"));
    const rows = all(table, "tr");
    const filled: (HTMLElement | undefined)[][] = rows.map(() => []);
    rows.forEach((row, at) => {
      let column = 0;
      for (const cell of [...row.children].filter((child) => /^t[dh]$/.test(child.localName)) as HTMLElement[]) {
        oneLine(cell);
        while (filled[at][column]) column++;
        const [wide, high] = [span(cell, "colspan"), span(cell, "rowspan")];
        for (let down = 0; down < high && at + down < rows.length; down++) {
          for (let right = 0; right < wide; right++) filled[at + down][column + right] = down || right ? cell.cloneNode(true) as HTMLElement : cell;
        }
        column += wide;
      }
    });
    const width = Math.max(0, ...filled.map((row) => row.length));
    if (rows.length < 2 || width < 2) {
      unwrapTable(table);
      continue;
    }
    rows.forEach((row, at) => {
      row.replaceChildren(...Array.from({ length: width }, (_, column) => {
        const cell = filled[at][column] ?? body.ownerDocument.createElement("td");
        ["colspan", "rowspan"].forEach((name) => cell.removeAttribute(name));
        row.append(cell);
        return cell.localName === (at ? "td" : "th") ? cell : rename(cell, at ? "td" : "th");
      }));
    });
    all(table, "th strong,th b").forEach(unwrap); // a header is bold by itself
  }
}

const span = (cell: Element, name: string) => Math.min(50, Math.max(1, Number(cell.getAttribute(name)) || 1));

function oneLine(cell: HTMLElement) {
  for (const inner of all(cell, `${blocks},br`)) {
    if (inner.localName !== "br" && inner.nextSibling) inner.after(" ");
    if (inner.localName === "br") inner.replaceWith(" ");
    else unwrap(inner);
  }
}

// A table that only lays out: its cells as paragraphs.
function unwrapTable(table: HTMLElement) {
  for (const cell of all(table, "td,th")) {
    if (cell.closest("table") !== table) continue;
    const part = cell.querySelector(blocks) ? [...cell.childNodes] : [rename(cell, "p")];
    table.before(...part);
  }
  table.remove();
}

function headings(body: HTMLElement) {
  for (const title of all(body, "p.MsoTitle")) rename(title, "h2");
  for (const heading of all(body, "h1,h2,h3,h4,h5,h6")) all(heading, "strong,b").forEach(unwrap);
}

// A break between two blocks, or at the end of one, says nothing.
function strayBreaks(body: HTMLElement) {
  for (const line of all(body, "br")) {
    const next = line.nextSibling;
    const isLast = !next || (next.nodeType === 3 && !next.textContent?.trim() && !next.nextSibling);
    const isBetween = !line.parentElement?.closest("p,h1,h2,h3,h4,h5,h6,li,td,th,blockquote,pre")
      && [line.previousElementSibling, line.nextElementSibling].some((near) => !near || near.matches(blocks));
    if (isLast || isBetween || /Apple-interchange-newline/.test(line.className)) line.remove();
  }
}

function signs(node: Node) {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === 3) {
      const plain = plainSigns(child.textContent ?? "");
      if (plain !== child.textContent) child.textContent = plain;
    } else signs(child);
  }
}
