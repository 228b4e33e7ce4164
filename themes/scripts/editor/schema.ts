// The blocks, pieces and marks of a body: the names and attributes are those of NodeJson on the server, and the looks those of MARKUP.md.
// Nothing is added to a document that its author did not write: no last paragraph, no lost block. What the server knows no form for
// comes as a `source`.
import { Extension, type Extensions, Mark, mergeAttributes, Node } from "@tiptap/core";

/** Where a link may lead; any other address is left out, and never followed. */
export const linkAddress = /^(https?:\/\/|mailto:|tel:|doc:|media:|\/(?!\/)|#)/i;

/** Blocks that may stand at the top, each of which knows which one it was in the text the page was opened with. */
export const blockNames = [
  "paragraph", "heading", "horizontalRule", "orderedList", "bulletList", "blockquote", "codeBlock", "table", "container", "note", "source",
];

const attribute = (initial: unknown, read: (element: HTMLElement) => unknown = () => initial) => ({
  default: initial, rendered: false, parseHTML: read,
});

const Document = Node.create({ name: "doc", topNode: true, content: "(block | note)*" });
const Text = Node.create({ name: "text", group: "inline" });

const Paragraph = Node.create({
  name: "paragraph",
  group: "block",
  content: "inline*",
  priority: 1000,
  parseHTML: () => [{ tag: "p" }],
  renderHTML: () => ["p", { class: "nl-paragraph" }, 0],
});

const Heading = Node.create({
  name: "heading",
  group: "block",
  content: "inline*",
  defining: true,
  // The title of the page is its h1.
  addAttributes: () => ({ level: attribute(2, (element) => Math.min(4, Math.max(2, Number(element.tagName[1])))) }),
  parseHTML: () => [{ tag: "h1, h2, h3, h4, h5, h6" }],
  renderHTML: ({ node: { attrs } }) => {
    const level = Math.min(6, Math.max(2, attrs.level));
    return [`h${level}`, { class: `nl-heading nl-heading--level-${level}` }, 0];
  },
});

const HorizontalRule = Node.create({
  name: "horizontalRule",
  group: "block",
  parseHTML: () => [{ tag: "hr" }],
  renderHTML: () => ["hr", { class: "utrecht-separator wj-line" }],
});

const BulletList = Node.create({
  name: "bulletList",
  group: "block",
  content: "listItem+",
  addAttributes: () => ({ loose: attribute(false) }),
  parseHTML: () => [{ tag: "ul" }],
  renderHTML: () => ["ul", { class: "utrecht-unordered-list" }, 0],
});

const OrderedList = Node.create({
  name: "orderedList",
  group: "block",
  content: "listItem+",
  addAttributes: () => ({
    start: attribute(1, (element) => Number(element.getAttribute("start") ?? 1) || 1),
    loose: attribute(false),
  }),
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: ({ node }) => ["ol", { class: "utrecht-ordered-list", start: node.attrs.start === 1 ? null : node.attrs.start }, 0],
});

const ListItem = Node.create({
  name: "listItem",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "li" }],
  renderHTML: () => ["li", { class: "utrecht-unordered-list__item" }, 0],
});

const Blockquote = Node.create({
  name: "blockquote",
  group: "block",
  content: "block+",
  defining: true,
  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: () => ["figure", { class: "utrecht-blockquote wj-quote" }, ["blockquote", { class: "utrecht-blockquote__content wj-quote__text" }, 0]],
});

const CodeBlock = Node.create({
  name: "codeBlock",
  group: "block",
  content: "text*",
  marks: "",
  code: true,
  defining: true,
  addAttributes: () => ({ language: attribute("", (element) => element.dataset.language ?? "") }),
  parseHTML: () => [{ tag: "pre", preserveWhitespace: "full" as const }],
  renderHTML: ({ node }) => ["pre", { class: "wj-code", "data-language": node.attrs.language }, ["code", { class: "nl-code" }, 0]],
});

const cell = {
  content: "paragraph+",
  isolating: true,
  addAttributes: () => ({ side: attribute(null), colspan: attribute(1), rowspan: attribute(1), colwidth: attribute(null) }),
};
const cellClass = (name: string, side: string | null) => `${name}${side === "right" ? " utrecht-table__cell--numeric-data" : ""}`;

const Table = Node.create({
  name: "table",
  group: "block",
  content: "tableRow+",
  isolating: true,
  parseHTML: () => [{ tag: "table" }],
  renderHTML: () => [
    "div", { class: "utrecht-table-container utrecht-table-container--overflow-inline" },
    ["table", { class: "utrecht-table utrecht-table--html-table" }, ["tbody", { class: "utrecht-table__body" }, 0]],
  ],
});

const TableRow = Node.create({
  name: "tableRow",
  content: "(tableCell | tableHeader)*",
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: () => ["tr", { class: "utrecht-table__row" }, 0],
});

const TableHeader = Node.create({
  ...cell,
  name: "tableHeader",
  parseHTML: () => [{ tag: "th" }],
  renderHTML: ({ node }) => ["th", { class: cellClass("utrecht-table__header-cell", node.attrs.side), scope: "col" }, 0],
});

const TableCell = Node.create({
  ...cell,
  name: "tableCell",
  parseHTML: () => [{ tag: "td" }],
  renderHTML: ({ node }) => ["td", { class: cellClass("utrecht-table__cell", node.attrs.side) }, 0],
});

/** What the commands for tables know a table by. */
const TableRoles = Extension.create({
  name: "tableRoles",
  extendNodeSchema: ({ name }) => ({
    tableRole: { table: "table", tableRow: "row", tableHeader: "header_cell", tableCell: "cell" }[name as string],
  }),
});

/** A block between colons. Its keys are pairs, in the order in which they were written. */
export type Keys = [key: string, value: string][];
export const keyOf = (keys: Keys, wanted: string) => keys.find(([key]) => key === wanted)?.[1];

const readKeys = (element: HTMLElement): Keys => {
  try {
    const keys: unknown = JSON.parse(element.dataset.keys ?? "[]");
    return Array.isArray(keys) ? keys.filter((pair) => Array.isArray(pair) && pair.length === 2).map(([key, value]) => [`${key}`, `${value}`]) : [];
  } catch {
    return [];
  }
};

export const Container = Node.create({
  name: "container",
  group: "block",
  content: "block*",
  defining: true,
  isolating: true,
  draggable: true,
  addAttributes: () => ({
    name: attribute("callout", (element) => element.dataset.container || "callout"),
    keys: attribute([], readKeys),
  }),
  parseHTML: () => [{ tag: "section[data-container]" }],
  renderHTML: ({ node: { attrs } }) => ["section", { "data-container": attrs.name, "data-keys": JSON.stringify(attrs.keys) }, 0],
});

export const Source = Node.create({
  name: "source",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes: () => ({ lines: attribute("", (element) => element.textContent ?? "") }),
  parseHTML: () => [{ tag: "pre[data-source]", priority: 100, preserveWhitespace: "full" as const }],
  renderHTML: ({ node }) => ["pre", { "data-source": "" }, node.attrs.lines],
});

const Note = Node.create({
  name: "note",
  content: "inline*",
  defining: true,
  isolating: true,
  addAttributes: () => ({ label: attribute("", (element) => element.dataset.label ?? "") }),
  parseHTML: () => [{ tag: "div[data-label]" }],
  renderHTML: ({ node }) => ["div", { class: "wj-editnote", "data-label": node.attrs.label }, 0],
});

const NoteReference = Node.create({
  name: "noteReference",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ label: attribute("", (element) => element.dataset.noteref ?? "") }),
  parseHTML: () => [{ tag: "sup[data-noteref]" }],
  renderHTML: ({ node: { attrs: { label } } }) => ["sup", { class: "wj-noteref", "data-noteref": label, title: `Bron: ${label}` }, label],
  renderText: () => "",
});

export const Image = Node.create({
  name: "image",
  group: "inline",
  inline: true,
  atom: true,
  draggable: true,
  addAttributes: () => ({
    alt: attribute("", (element) => element.dataset.alt ?? ""),
    src: attribute("", (element) => element.dataset.picture ?? ""),
  }),
  // Only our own: a picture from elsewhere stands in no library.
  parseHTML: () => [{ tag: "span[data-picture]" }],
  renderHTML: ({ node: { attrs } }) => ["span", { "data-picture": attrs.src, "data-alt": attrs.alt }],
});

const HardBreak = Node.create({
  name: "hardBreak",
  group: "inline",
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: "br" }],
  renderHTML: () => ["br"],
  renderText: () => "\n",
  addKeyboardShortcuts() {
    return { "Shift-Enter": () => this.editor.commands.insertContent({ type: this.name }) };
  },
});

const Link = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes: () => ({ href: attribute("", (element) => element.dataset.href ?? element.getAttribute("href") ?? "") }),
  parseHTML: () => [{
    tag: "a[href], a[data-href]",
    getAttrs: (element) => linkAddress.test((element as HTMLElement).dataset.href ?? (element as HTMLElement).getAttribute("href") ?? "") && null,
  }],
  renderHTML: ({ mark: { attrs: { href } } }) => [
    "a", { class: "nl-link", "data-href": href, href: linkAddress.test(href) ? href : null, title: href, tabindex: -1 }, 0,
  ],
});

const simpleMark = (name: string, tags: string[], key: string, attributes = {}) => Mark.create({
  name,
  parseHTML: () => tags.map((tag) => ({ tag })),
  renderHTML: ({ HTMLAttributes }) => [tags[0], mergeAttributes(attributes, HTMLAttributes), 0],
  addKeyboardShortcuts() {
    return { [key]: () => this.editor.commands.toggleMark(this.type) };
  },
});

const Strong = simpleMark("strong", ["strong", "b"], "Mod-b");
const Emphasis = simpleMark("em", ["em", "i"], "Mod-i");
const Code = simpleMark("code", ["code"], "Mod-e", { class: "nl-code" });

/** Which block of the text of the revision this one was; null for a new one. Both halves of a split would have it: the second is new. */
const Numbers = Extension.create({
  name: "numbers",
  addGlobalAttributes: () => [{ types: blockNames, attributes: { block: { ...attribute(null), keepOnSplit: false } } }],
});

/** All of it. The order of the marks is that in which the server writes them. */
export const schema: Extensions = [
  Document, Text, Paragraph, Heading, HorizontalRule, BulletList, OrderedList, ListItem, Blockquote, CodeBlock, Table, TableRow, TableHeader,
  TableCell, TableRoles, Container, Source, Note, NoteReference, Image, HardBreak, Link, Strong, Emphasis, Code, Numbers,
];
