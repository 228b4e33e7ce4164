// What asks something before it does it: a link, a picture, a note, the keys of a block. Each is a <dialog> with one form.
import type { Editor } from "@tiptap/core";
import type { Node as ProseNode } from "@tiptap/pm/model";
import { NodeSelection } from "@tiptap/pm/state";
import { type BlockKey, kindOf, labelOf } from "./blocks";
import { addNote, containerAt, insertBlock, notesOf } from "./commands";
import { make, newId } from "./dom";
import { editExercise } from "./exercise";
import { bindFields } from "./fields";
import { makePoint } from "./focal-point";
import { makePicker } from "./picker";
import { type Keys, keyOf, linkAddress } from "./schema";
import { type Found, makeUpload } from "./upload";

type Button = { label: string; value: string; primary?: boolean };

/**
 * Shows a dialog until a button of it is chosen; the answer is the button's value, or "" when it was left. What has to be done before it
 * closes may say that it stays.
 */
export function ask(
  editor: Editor, title: string, content: (Node | string)[], buttons: Button[], before?: () => Promise<boolean>,
): Promise<{ choice: string; form: HTMLFormElement }> {
  const titleId = newId("titel");
  const form = make(
    "form", { method: "dialog", class: "wj-dialog__form" },
    make("h2", { id: titleId, class: "wj-dialog__title" }, title), ...content,
    make("div", { class: "wj-actions wj-dialog__buttons" }, ...buttons.map(({ label, value, primary }) => make(
      "button", { class: `nl-button nl-button--${primary ? "primary" : "secondary"}`, value, formnovalidate: !primary }, label))),
  );
  const dialog = make("dialog", { class: "wj-dialog", "aria-labelledby": titleId }, form);
  let isBusy = false;
  form.addEventListener("submit", (event) => {
    const choice = (event.submitter as HTMLButtonElement | null)?.value;
    if (!before || !choice) return;
    event.preventDefault();
    if (isBusy) return;
    isBusy = true;
    void before().then((isDone) => {
      isBusy = false;
      if (isDone && dialog.open) dialog.close(choice);
    });
  });
  bindFields(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => dialog.addEventListener("close", () => {
    const choice = dialog.returnValue;
    dialog.remove();
    editor.view.focus();
    done({ choice, form });
  }));
}

const cancel: Button = { label: "Annuleren", value: "" };
const valueOf = (form: HTMLFormElement, name: string) => (new FormData(form).get(name) ?? "").toString().trim();

/** A field as the site's forms have them. */
function field(
  { name, label, help, value = "", required, options, lines, type = "text" }:
  { name: string; label: string; help?: string; value?: string; required?: boolean; options?: [string, string][]; lines?: number; type?: string },
) {
  const [id, helpId] = [newId("veld"), newId("hulp")];
  const common = { id, name, required, "aria-describedby": help && helpId };
  const control = options
    ? make("select", { ...common, class: "utrecht-select utrecht-select--html-select" },
      ...options.map(([option, text]) => make("option", { value: option, selected: option === value }, text)))
    : lines
      ? make("textarea", { ...common, rows: `${lines}`, class: "utrecht-textarea utrecht-textarea--html-textarea" }, value)
      : make("input", { ...common, type, value, class: "utrecht-textbox utrecht-textbox--html-input" });
  return make(
    "div", { class: "utrecht-form-field" },
    make("label", { for: id, class: "utrecht-form-label" }, required ? label : `${label} (niet verplicht)`),
    help && make("div", { id: helpId, class: "utrecht-form-field__description" }, help),
    control,
  );
}

/** What a search of the server gives: documents for links, files for pictures. */
const search = (url: string | undefined) => async (question: string, id?: string): Promise<Found[]> => {
  if (!url) return [];
  const address = new URL(url, location.href);
  address.searchParams.set("q", question.trim());
  if (id) address.searchParams.set("id", id);
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
};

/** A link: a page of the site by its title, kept by its id, or an address elsewhere. */
export async function editLink(editor: Editor, findUrl?: string) {
  const { state } = editor;
  const current: string = editor.getAttributes("link").href ?? "";
  if (current) editor.commands.extendMarkRange("link");
  const { from, to, empty } = editor.state.selection;
  const words = state.doc.textBetween(from, to, " ");
  let chosen: Found | undefined;
  const address = field({
    name: "href", label: "Adres", value: current, required: true,
    help: "Een andere website begint met https://. Kies je een pagina van de site, dan vullen wij dit in.",
  });
  const text = field({ name: "text", label: "Woorden van de link", required: true, help: "Zo dat je weet waar je komt." });
  const content: Node[] = [];
  if (findUrl) {
    const find = search(findUrl);
    const picker = makePicker<Found>({
      label: "Zoek een pagina op titel",
      nothing: "Geen pagina met deze titel.",
      wait: 150,
      find: async (question) => (question.trim() ? (await find(question)).map((found) => ({
        value: found, label: found.title, help: [found.kind, found.path].filter(Boolean).join(", "),
      })) : []),
      pick: ({ value }) => {
        chosen = value;
        address.querySelector("input")!.value = `doc:${value.id}`;
        picker.field.value = value.title;
        picker.field.setAttribute("aria-expanded", "false");
        picker.element.querySelector("ul")!.hidden = true;
        const name = text.querySelector("input");
        if (name && !name.value) name.value = value.title;
      },
    });
    content.push(picker.element);
  }
  content.push(address);
  if (empty) content.push(text);
  const { choice, form } = await ask(editor, current ? "Link wijzigen" : "Link maken", content, [
    { label: "Bewaar de link", value: "save", primary: true },
    ...(current ? [{ label: "Haal de link weg", value: "remove" }] : []), cancel,
  ]);
  if (choice === "remove") return editor.chain().extendMarkRange("link").unsetMark("link").run();
  if (choice !== "save") return;
  const href = fullAddress(valueOf(form, "href"));
  if (!linkAddress.test(href)) return;
  if (!empty) return editor.chain().setTextSelection({ from, to }).setMark("link", { href }).run();
  const label = valueOf(form, "text") || chosen?.title || words || href;
  editor.chain().insertContent({ type: "text", text: label, marks: [{ type: "link", attrs: { href } }] }).run();
}

/** "voorbeeld.nl/x" is meant as an address elsewhere. */
export const fullAddress = (typed: string) => (/^[\w-]+(\.[\w-]+)+(\/|$)/.test(typed) ? `https://${typed}` : typed);

/** Where pictures are found, and where new ones go. */
export type Library = { mediaUrl?: string; uploadUrl?: string };

/** Moves the point of a picture that is in the library already, for all who show it. */
async function sendPoint(id: string, point: string): Promise<void> {
  const [x, y] = point.split(" ");
  const token = document.querySelector<HTMLInputElement>("form[data-editor] input[name=formulier]")?.value ?? "";
  await fetch(`/beheer/media/${id}?handler=Point`, { method: "POST", body: new URLSearchParams({ x, y, formulier: token }) }).catch(() => {});
}

/** A picture of the library, in a figure; new ones, also those that were dropped or pasted; or another one in place of the selected one. */
export async function insertPicture(editor: Editor, { mediaUrl, uploadUrl }: Library, files: File[] = []) {
  const find = search(mediaUrl);
  const { selection } = editor.state;
  const current = selection instanceof NodeSelection && selection.node.type.name === "image" && !files.length ? selection : null;
  let chosen: Found | undefined;
  let sent: Found[] = [];
  const alt = field({ name: "alt", value: current?.node.attrs.alt, label: "Wat is er te zien?", help: "Voor wie de afbeelding niet ziet. Leeg als de afbeelding alleen versiering is." });
  const media = field({ name: "media", value: current?.node.attrs.src.replace(/^media:/, ""), label: "Id van de afbeelding", required: true, help: "Zoals media-foto. Kies je hierboven, dan vullen wij dit in." });
  const picker = makePicker<Found>({
    label: "Zoek een afbeelding op titel",
    nothing: "Geen afbeelding met deze titel.",
    wait: 150,
    find: async (question) => (await find(question)).map((found) => ({
      value: found, label: found.title, help: found.alt, thumb: found.thumb, focus: found.focus,
    })),
    pick: ({ value }) => {
      chosen = value;
      showPoint(value);
      media.querySelector("input")!.value = value.id;
      alt.querySelector("input")!.value = value.alt ?? "";
      picker.field.value = value.title;
      picker.element.querySelector("ul")!.hidden = true;
      picker.field.setAttribute("aria-expanded", "false");
    },
  });
  let point: ReturnType<typeof makePoint> | undefined;
  const pointPlace = make("div", {});
  const showPoint = ({ thumb, focus }: Found) => {
    point = thumb ? makePoint(make("img", { src: thumb, alt: "" }), thumb, focus) : undefined;
    pointPlace.replaceChildren(...(point ? [point.element] : []));
  };
  const known = media.querySelector("input")!.value;
  if (known) void find(known, known).then((all) => all.filter(({ id }) => id === known).forEach(showPoint)).catch(() => {});
  // Who uploads does not choose: a part that is not asked for does not stop the form either.
  const library = make("fieldset", { class: "wj-upload__library" }, ...(mediaUrl ? [picker.element] : []), media, alt, pointPlace);
  const upload = uploadUrl && !current ? makeUpload(uploadUrl, (count) => (library.hidden = library.disabled = count > 0)) : null;
  const asking = ask(editor, current ? "Afbeelding wijzigen" : "Afbeelding invoegen", [
    library, ...(upload ? [upload.element] : []),
    ...(current ? [] : [field({ name: "source", label: "Bron", help: "Wie, welk jaar." })]),
  ], [{ label: "Zet de afbeelding in de tekst", value: "save", primary: true }, cancel], async () => {
    if (!upload || !library.hidden) return true;
    const all = await upload.send();
    sent = all ?? [];
    return !!all;
  });
  if (files.length) upload?.add(files);
  else if (mediaUrl) void picker.ask();
  const { choice, form } = await asking;
  upload?.stop();
  if (choice !== "save") return;
  const source = valueOf(form, "source");
  if (sent.length) return sent.forEach((found) => putIn(editor, found, found.alt ?? "", source));
  const id = valueOf(form, "media").replace(/^media:/, "") || chosen?.id;
  if (!id) return;
  const moved = point?.value();
  if (moved) void sendPoint(id, moved);
  const words = valueOf(form, "alt");
  if (current) editor.chain().setNodeSelection(current.from).updateAttributes("image", { alt: words, src: `media:${id}` }).run();
  else putIn(editor, { id, title: id }, words, source);
}

// As texts have it: a picture stands in a figure, a file to download in a block of its own.
function putIn(editor: Editor, { id, kind }: Found, alt: string, source: string) {
  if (kind && ["pdf", "docx", "xlsx", "pptx"].includes(kind)) {
    return insertBlock(editor, { type: "container", attrs: { name: "file", keys: [["media", id]] }, content: [{ type: "paragraph" }] });
  }
  const picture = { type: "image", attrs: { alt, src: `media:${id}` } };
  const around = containerAt(editor.state);
  if (around?.node.attrs.name === "figure" && isBlank(around.node)) return void editor.commands.insertContent(picture);
  insertBlock(editor, {
    type: "container", attrs: { name: "figure", keys: source ? [["source", source]] : [] }, content: [{ type: "paragraph", content: [picture] }],
  });
}

// Neither words nor a picture.
function isBlank(node: ProseNode): boolean {
  let isBlank = !node.textContent;
  node.descendants((part) => {
    isBlank &&= part.type.name !== "image";
  });
  return isBlank;
}

/** A note: a new one, or one that is there already. */
export async function insertNote(editor: Editor) {
  const { notes } = notesOf(editor.state.doc);
  const known = [...notes].map(([label, { node }]): [string, string] => [label, node.textContent.slice(0, 80) || label]);
  const { choice, form } = await ask(editor, "Voetnoot maken", [
    field({ name: "text", label: "Wat is de bron?", lines: 3, help: "Wie, welk jaar en welke bladzijde, zoals: RIEC Midden-Nederland, 2022, p. 12." }),
    ...(known.length ? [field({ name: "label", label: "Of kies een bron van deze tekst", options: [["", "Een nieuwe bron"], ...known] })] : []),
  ], [{ label: "Zet de voetnoot in de tekst", value: "save", primary: true }, cancel]);
  if (choice !== "save") return true;
  const [label, text] = [valueOf(form, "label"), valueOf(form, "text").replace(/\s+/g, " ")];
  return label ? addNote(editor, { label }) : !text || addNote(editor, { text });
}

/** The keys of the block around the cursor, or of the one at a place: its title, its kind, its source. */
export async function editKeys(editor: Editor, pos?: number, formUrl?: string) {
  const at = pos ?? containerAt(editor.state)?.pos;
  const node = at === undefined ? null : editor.state.doc.nodeAt(at);
  if (at === undefined || node?.type.name !== "container") return;
  const { name, keys } = node.attrs as { name: string; keys: Keys };
  const urls = document.querySelector<HTMLElement>("script[data-editor-blocks]")?.dataset;
  formUrl ??= urls?.formUrl;
  if (name === "exercise" && formUrl) return editExercise(editor, at, formUrl, urls?.tryUrl);
  const fields = await fieldsOf(name, keys, formUrl);
  const { choice, form } = await ask(editor, `Eigenschappen: ${labelOf(name, keys)}`, fields, [
    { label: "Bewaar", value: "save", primary: true }, cancel,
  ]);
  const now = editor.state.doc.nodeAt(at);
  if (choice !== "save" || now?.type.name !== "container" || now.attrs.name !== name) return;
  const given = new Map([...new FormData(form)].map(([key, value]) => [key, value.toString().trim()]));
  const changed: Keys = (now.attrs.keys as Keys).map(([key, value]): [string, string] => [key, given.get(key) ?? value]);
  for (const [key, value] of given) if (!changed.some(([known]) => known === key)) changed.push([key, value]);
  editor.view.dispatch(editor.state.tr.setNodeAttribute(at, "keys", changed.filter(([, value]) => value)));
}

// The server makes the form of a block, filled with these keys; without one it is made here from what the list of blocks says.
async function fieldsOf(name: string, keys: Keys, formUrl?: string): Promise<Node[]> {
  if (formUrl) {
    const address = new URL(formUrl, location.href);
    address.searchParams.set("name", name);
    for (const [key, value] of keys) address.searchParams.append(key, value);
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) {
      return [...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes];
    }
  }
  const described: BlockKey[] = kindOf(name, keys)?.keys ?? [];
  const others = keys.filter(([key]) => !described.some((known) => known.key === key)).map(([key]): BlockKey => ({ key, label: key }));
  return [...described, ...others].map(({ key, ...rest }) => field({ name: key, value: keyOf(keys, key) ?? "", ...rest }));
}

const shortcuts: [keys: string, what: string][] = [
  ["/", "aan het begin van een woord: een blok invoegen"],
  ["Ctrl + B, Ctrl + I", "vet, cursief"],
  ["Ctrl + K", "link"],
  ["Ctrl + Alt + 2, 3, 0", "kop 2, kop 3, gewone tekst"],
  ["Ctrl + Alt + F", "voetnoot"],
  ["Alt + Shift + ↑ of ↓", "blok omhoog of omlaag"],
  ["Ctrl + Enter", "nieuwe alinea onder dit blok"],
  ["Alt + Enter", "eigenschappen van dit blok"],
  ["Tab en Shift + Tab", "in een lijst: dieper en terug; in een tabel: volgende en vorige cel"],
  ["Ctrl + Z, Ctrl + Y", "ongedaan maken, opnieuw"],
  ["Alt + F10", "naar de knoppen; Escape gaat terug naar de tekst"],
  ["Ctrl + Alt + M", "naar de bron en terug"],
  ["Ctrl + S", "nu bewaren"],
];

/** The keys of the editor. */
export const showHelp = (editor: Editor) => ask(editor, "Toetsen", [
  make("dl", { class: "wj-dialog__keys" }, ...shortcuts.flatMap(([keys, what]) => [make("dt", {}, keys), make("dd", {}, what)])),
], [{ label: "Sluiten", value: "", primary: true }]);
