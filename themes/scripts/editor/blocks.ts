// The blocks an author can put into a text, by their Dutch names. A page may bring its own list:
// <script type="application/json" data-editor-blocks>[{ "name", "label", "help", "words", "keys", "template" }]</script>
import type { JSONContent } from "@tiptap/core";
import { folded } from "./dom";
import { type Keys, keyOf } from "./schema";

/** A key of a block: what its first line says of it. */
export type BlockKey = { key: string; label: string; help?: string; required?: boolean; options?: [value: string, label: string][] };

/** A block to choose from. */
export type BlockKind = {
  /** Its name between the colons, or that of another node. */
  name: string;
  label: string;
  help?: string;
  /** Other words somebody would look for it with. */
  words?: string;
  keys?: BlockKey[];
  /** What it begins as: a node as in the document's JSON. */
  template?: JSONContent;
};

const paragraph: JSONContent = { type: "paragraph" };
const container = (name: string, keys: Keys = [], content: JSONContent[] = [paragraph]): JSONContent => (
  { type: "container", attrs: { name, keys }, content });
const cell = (type: string): JSONContent => ({ type, content: [paragraph] });
const row = (type: string): JSONContent => ({ type: "tableRow", content: [cell(type), cell(type)] });

/** A table of two columns: its header and two rows. */
export const newTable: JSONContent = { type: "table", content: [row("tableHeader"), row("tableCell"), row("tableCell")] };

const title: BlockKey = { key: "title", label: "Titel" };
const source: BlockKey = { key: "source", label: "Bron", help: "Wie, welk jaar en welke bladzijde." };
const callouts: [kind: string, label: string, help: string, words: string][] = [
  ["info", "Goed om te weten", "Uitleg naast de tekst.", "info kader tekstvak"],
  ["tip", "Tip", "Iets dat je meteen kunt doen.", "advies kader tekstvak"],
  ["warning", "Let op", "Waar het mis kan gaan.", "waarschuwing kader tekstvak gevaar"],
  ["case", "Bedachte casus", "Een voorbeeld dat niet echt gebeurd is.", "voorbeeld verhaal kader"],
  ["check", "Nog te toetsen", "Wat nog niet zeker is.", "controleren onzeker kader"],
  ["monday", "Wat doe je maandag?", "Wat de lezer morgen kan doen.", "doen actie kader"],
];
const calloutKeys: BlockKey[] = [
  { key: "kind", label: "Soort", required: true, options: callouts.map(([kind, label]) => [kind, label]) }, title,
];

const builtIn: BlockKind[] = [
  { name: "paragraph", label: "Tekst", help: "Gewone tekst.", words: "alinea paragraaf", template: paragraph },
  { name: "heading", label: "Kop 2", help: "Begin van een nieuw deel.", words: "titel h2 tussenkop", template: { type: "heading", attrs: { level: 2 } } },
  { name: "heading", label: "Kop 3", help: "Deel van een deel.", words: "titel h3 tussenkop", template: { type: "heading", attrs: { level: 3 } } },
  {
    name: "bulletList", label: "Lijst", help: "Punten onder elkaar.", words: "opsomming bullets punten",
    template: { type: "bulletList", content: [{ type: "listItem", content: [paragraph] }] },
  },
  {
    name: "orderedList", label: "Genummerde lijst", help: "Stappen in hun volgorde.", words: "opsomming nummers stappen",
    template: { type: "orderedList", content: [{ type: "listItem", content: [paragraph] }] },
  },
  { name: "table", label: "Tabel", help: "Rijen en kolommen, met koppen erboven.", words: "cijfers kolommen rijen", template: newTable },
  { name: "picture", label: "Afbeelding", help: "Uit de mediabibliotheek.", words: "foto plaatje beeld figuur" },
  { name: "note", label: "Voetnoot", help: "De bron van wat je schrijft.", words: "bron noot verwijzing" },
  ...callouts.map(([kind, label, help, words]) => ({
    name: "callout", label, help, words: `${words} callout`, keys: calloutKeys, template: container("callout", [["kind", kind]]),
  })),
  {
    name: "quote", label: "Citaat", help: "Wat iemand zei, met wie het was.", words: "quote uitspraak aanhaling",
    keys: [{ key: "by", label: "Wie zei het?" }, source], template: container("quote"),
  },
  {
    name: "figure", label: "Figuur met tabel of grafiek", help: "Cijfers met een titel en een bron.", words: "grafiek staafdiagram cijfers chart",
    keys: [title, source, { key: "chart", label: "Tonen als", options: [["", "Tabel"], ["bar", "Staafgrafiek"]] }],
    template: container("figure", [], [newTable]),
  },
  {
    name: "accordion", label: "Uitklapper", help: "Tekst die na een klik opent.", words: "accordion vraag antwoord faq",
    keys: [{ ...title, required: true }], template: container("accordion"),
  },
  {
    name: "file", label: "Bestand", help: "Een download uit de mediabibliotheek.", words: "pdf word download document",
    keys: [
      { key: "media", label: "Bestand", required: true, help: "Het id uit de mediabibliotheek, zoals media-handreiking." },
      { key: "page", label: "Dezelfde inhoud als webpagina", help: "Het id van de pagina waar hetzelfde staat." },
    ],
    template: container("file"),
  },
  {
    name: "video", label: "Video", help: "Een video, met de tekst ervan.", words: "film youtube vimeo",
    keys: [
      { key: "url", label: "Adres van de video", required: true, help: "Kopieer het uit de adresbalk." },
      { ...title, required: true },
      { key: "captions", label: "Ondertiteling: in_beeld, aan_te_zetten of geen_spraak", required: true },
      { key: "duration", label: "Duur", help: "Minuten en seconden, zoals 3:20." },
    ],
    template: container("video"),
  },
  {
    name: "audio", label: "Geluid", help: "Een podcast of opname, met de tekst ervan.", words: "audio podcast opname interview",
    keys: [
      { key: "url", label: "Adres van de opname", required: true, help: "Kopieer het uit de adresbalk." },
      { ...title, required: true },
      { key: "duration", label: "Duur", help: "Minuten en seconden, zoals 3:20." },
    ],
    template: container("audio"),
  },
  {
    name: "related", label: "Lees ook", help: "Andere pagina's over dit onderwerp.", words: "related verwant zie ook",
    template: container("related", [], [{ type: "bulletList", content: [{ type: "listItem", content: [paragraph] }] }]),
  },
  { name: "horizontalRule", label: "Lijn", help: "Een scheiding tussen twee delen.", words: "streep scheiding", template: { type: "horizontalRule" } },
];

let kinds = builtIn;

/** Takes over the list of the page, if it brings one. What it does not name of the plain blocks stays. */
export function readKinds(form: ParentNode) {
  const given = form.querySelector("script[data-editor-blocks]")?.textContent;
  if (!given) return;
  const list: BlockKind[] = JSON.parse(given);
  // An id of its own for each exercise that is put in.
  for (const kind of list.filter(({ name }) => name === "exercise")) {
    const { template } = kind;
    Object.defineProperty(kind, "template", { get: () => withOwnId(template!) });
  }
  const named = new Set(list.map(({ name }) => name));
  kinds = [...builtIn.filter(({ name }) => !named.has(name)), ...list];
}

const withOwnId = (template: JSONContent): JSONContent => ({
  ...template,
  attrs: {
    ...template.attrs,
    keys: (template.attrs!.keys as Keys).map(([key, value]) => [key, key === "id" ? `o-${Math.random().toString(36).slice(2, 10)}` : value]),
  },
});

/** All kinds whose name or words hold every word of a question; those whose name begins with it come first. */
export function findKinds(question: string): BlockKind[] {
  const words = folded(question).split(/\s+/);
  const found = kinds.filter((kind) => {
    const text = folded(`${kind.label} ${kind.words ?? ""} ${kind.name}`);
    return words.every((word) => text.includes(word));
  });
  const first = (kind: BlockKind) => (folded(kind.label).startsWith(folded(question)) ? 0 : 1);
  return found.sort((a, b) => first(a) - first(b));
}

/** Among several of one name: the one whose own key it has (the kind of a callout). */
export function kindOf(name: string, keys: Keys = []): BlockKind | undefined {
  const same = kinds.filter((kind) => kind.name === name);
  return same.find(({ template }) => ((template?.attrs?.keys ?? []) as Keys).every(([key, value]) => keyOf(keys, key) === value)) ?? same[0];
}

/** The word for a block, as its author knows it. */
export const labelOf = (name: string, keys: Keys = []) => (
  { exercise: "Opdracht", figure: "Figuur" }[name] ?? kindOf(name, keys)?.label ?? name);
