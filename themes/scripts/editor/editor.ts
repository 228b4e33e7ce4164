// The editor of a document, on the page that asks for it: @section Head { <script type="module" src="@Files.Url("editor.js")"></script> }
// Without it, or when it cannot start, the textarea with the source stays, and the form works as any form.
//
// What the page has:
//   <form method="post" data-editor data-document-id="…" data-account="short name of who is signed in, tells nothing"
//         data-find-url="…?q=" data-media-url="…?q= or ?id="  data-block-form-url="…?name="      each optional; JSON [{id,title,kind,path,thumb,alt}]
//         data-sign-in-url="…" data-other-name="…" data-preview-url="…">                         each optional
//     <input type="hidden" name="revision" value="…">
//     <div data-editor-fields>… fields of the properties …</div>   a script of theirs tells of a change with a bubbling "change" event;
//                                                             a button name="do" changes the fields: the server makes this part anew
//                                                             (it is asked for with `do` and deel=velden, and saves nothing then)
//     <div data-editor-bar>…</div>                            optional: a bar that stays in sight, above the buttons of the text
//     <div data-editor-place>                                 optional: what the script shows comes here; else beside the field
//       <div class="utrecht-form-field"><label for="body">Tekst</label><textarea id="body" name="body">…</textarea></div>
//     </div>
//     <script type="application/json" data-editor-document>{ "type": "doc", "content": […] }</script>
//     <script type="application/json" data-editor-blocks>[…]</script>                            optional: see blocks.ts
//     <button type="submit" data-save>Bewaar</button>         saves in place
//     <button type="submit" formaction="…">…</button>         any other one first saves, then goes
//   </form>
//   Told by events: "wj-document" on the form (detail: a document) puts another text in place; "wj-findings" on the document brings what
//   the checks say.
//   <ul data-editor-findings></ul>                            optional, anywhere: what the checks say, with a jump to the block
//   <p data-nothing-found>…</p>                             optional, anywhere: shown while the checks say nothing
//   <p data-editor-others></p>                                optional, anywhere: who else is here
//   <form method="post" action="…"><button data-needs-saved>Publiceer</button></form>            anywhere: waits for the save
//
// What it sends (multipart, Accept: application/json): the fields, `revision`, and `document` (or `body` in the source view); besides
//   view=source | view=text     the answer carries `body`, or `document`: the same text in the other shape
//   over, choices               after a 409: its revision, and [{key|block, keep: "mine"|"theirs"}], to be merged from `revision` again
//   unsure                      what was sent on this revision before and got no answer: [{fields: [[name, value]], document | body}]
// The answers: 200 {revision, at?, findings?, blocks?, document?, fields?, body?, others?}. `document` and `fields` only when they differ
// from what was sent (somebody else's work was merged): the page lays them under what was typed meanwhile. `blocks`: the numbers of the
// blocks sent, when these are not 0, 1, 2 ... 409 {revision, conflicts: [{key|block, label?, mine, theirs}]}, 422 {message, blocks}, 401.
import type { Editor, JSONContent } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { makeBeside } from "./beside";
import { readKinds } from "./blocks";
import { make } from "./dom";
import { askConflicts } from "./conflicts";
import { goToExercise } from "./exercise";
import { bindFields, bindPickers, sayingOfList } from "./fields";
import { Keeper } from "./keep";
import { asText, formerPlaces, layOver } from "./merge";
import { type Conflict, fieldsOf, type Finding, pageOf } from "./sending";
import type { Snapshot } from "./store";
import { isEmpty, makeText, markRefused, ofServer, type TextEditor, withRoom } from "./text";

const notKept = new Set(["revision", "body", "document", "formulier"]);

function bind(form: HTMLFormElement) {
  const source = form.querySelector<HTMLTextAreaElement>("textarea[name=body]");
  const given = form.querySelector("script[data-editor-document]")?.textContent;
  if (!source || !given) return;
  const field = source.closest<HTMLElement>(".utrecht-form-field") ?? source;
  const place = form.querySelector<HTMLElement>("[data-editor-place]") ?? field.parentElement!;

  const line = make("p", { class: "wj-editor__state", role: "status", tabindex: "-1" });
  const offer = make("div", {});
  const spoken = make("p", { class: "wj-hidden", role: "status", "data-editor-spoken": true });
  let isSource = false;
  let isReading = false;
  let keeper: Keeper;
  const say = (text: string) => {
    spoken.textContent = "";
    requestAnimationFrame(() => (spoken.textContent = text));
  };

  readKinds(form);
  bindFields(form);
  const beside = form.dataset.previewUrl ? makeBeside(form, form.dataset.previewUrl) : null;
  const text = makeText(JSON.parse(given), {
    findUrl: form.dataset.findUrl,
    mediaUrl: form.dataset.mediaUrl,
    uploadUrl: form.dataset.uploadUrl,
    blockFormUrl: form.dataset.blockFormUrl,
    say,
    toSource: () => void switchView(true),
    save: () => void keeper.save(),
  });
  const { editor } = text;
  const backToText = make("button", { type: "button", class: "nl-button nl-button--secondary wj-editor__back", hidden: true }, "Terug naar de tekst");
  backToText.addEventListener("click", () => void switchView(false));

  const showSource = (shown: boolean) => {
    isSource = shown;
    text.element.hidden = shown;
    field.hidden = backToText.hidden = !shown;
    (shown ? source : editor.view).focus();
  };
  const switchView = (toSource: boolean) => keeper.save({ view: toSource ? "source" : "text" });

  const read = (): Snapshot => {
    isReading = true;
    const all = new FormData(form);
    isReading = false;
    const fields = [...all].filter(([name, value]) => typeof value === "string" && !notKept.has(name)) as [string, string][];
    return isSource ? { fields, body: source.value } : { fields, document: text.getDocument() };
  };

  form.addEventListener("formdata", ({ formData }) => {
    if (isSource || isReading) return;
    formData.delete("body");
    formData.set("document", JSON.stringify(text.getDocument()));
  });

  field.before(line, offer, spoken, text.element, backToText);

  keeper = new Keeper({
    form,
    line,
    read,
    async act(button) {
      const part = form.querySelector<HTMLElement>("[data-editor-fields]");
      if (!part) return;
      // Once more for what was typed on the way.
      for (let round = 0; round < 4; round++) {
        const sent = JSON.stringify(read().fields);
        const made = await pageOf(form.action, fieldsOf(form, { [button.name]: button.value, deel: "velden" }));
        if (!made) return say("Dat lukt nu niet. Wat je invulde staat er nog; probeer het zo weer.");
        if (sent !== JSON.stringify(read().fields)) continue;
        fill(part, made.body);
        part.querySelector<HTMLElement>("[autofocus]")?.focus();
        say(sayingOfList(button, part));
        return keeper.changed();
      }
    },
    saved(saved, sent, isUntouched, fresh) {
      beside?.refresh();
      showFindings(saved.findings, text);
      showReading(saved.reading);
      showOthers(saved.others);
      if (fresh) takeFields(form, fresh, sent, read().fields);
      if (saved.body !== undefined && !isSource) {
        source.value = saved.body;
        if (isUntouched) showSource(true);
      } else if (saved.document && isSource) {
        if (!isUntouched) return;
        text.setDocument(saved.document);
        showSource(false);
      } else if (!isSource && sent.document) {
        if (saved.document) takeDocument(form, line, text, sent.document, saved.document, () => keeper.changed());
        number(editor, saved.document ?? sent.document, saved.document ? undefined : saved.blocks);
      } else if (isSource && saved.body !== undefined && isUntouched) {
        source.value = saved.body;
      }
    },
    refused(blocks) {
      const tops = topBlocks(editor);
      markRefused(editor, blocks.flatMap((block) => tops[block]?.pos ?? []));
    },
  });

  editor.on("transaction", ({ transaction }) => {
    if (transaction.docChanged && !transaction.getMeta(ofServer)) keeper.changed();
  });
  for (const event of ["input", "change"]) {
    form.addEventListener(event, ({ target }) => {
      if (!text.element.contains(target as globalThis.Node) && (target !== source || isSource)) keeper.changed();
    });
  }
  // Another document in place of this one, for whatever on the page brings one: an earlier version, say.
  form.addEventListener("wj-document", (event) => {
    text.setDocument((event as CustomEvent<JSONContent>).detail);
    keeper.changed();
  });
  form.addEventListener("keydown", (event) => {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key === "s" && !event.defaultPrevented) void keeper.save();
    else if (isSource && isCommand && event.altKey && event.code === "KeyM") void switchView(false);
    else return;
    event.preventDefault();
  });
  field.hidden = true;
  form.classList.add("wj-editing");
  stayBelow(form.querySelector<HTMLElement>("[data-editor-bar]"), text.element);
  void keeper.offerLeftBehind(offer);
  goToExercise(editor, location.hash);
}

// Where the page keeps a bar of its own in sight, the buttons of the text stay below it.
function stayBelow(bar: HTMLElement | null, editor: HTMLElement) {
  if (!bar) return;
  new ResizeObserver(() => {
    const height = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
    editor.style.setProperty("--wj-editor-top", `${height}px`);
  }).observe(bar);
}

// The part of the page with the fields, as the server makes it now; the focus stays where it was.
function replaceFields(form: HTMLFormElement, page: Document): boolean {
  const [old, fresh] = [form.querySelector("[data-editor-fields]"), page.querySelector("[data-editor-fields]")];
  if (old && fresh) fill(old, fresh);
  return !!old && !!fresh;
}

function fill(old: Element, fresh: Element) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const open = new Map([...old.querySelectorAll("details[id]")].map((part) => [part.id, (part as HTMLDetailsElement).open]));
  fresh.querySelectorAll<HTMLDetailsElement>("details[id]").forEach((part) => (part.open = open.get(part.id) ?? part.open));
  old.replaceChildren(...fresh.childNodes);
  bindPickers(old);
  if (focused?.id) document.getElementById(focused.id)?.focus();
}

// What somebody else wrote in the fields comes in; what was typed here since it was sent is typed once more.
function takeFields(form: HTMLFormElement, page: Document, sent: Snapshot, now: [string, string][]) {
  const valuesOf = (fields: [string, string][], name: string) => fields.filter(([key]) => key === name).map(([, value]) => value);
  if (!replaceFields(form, page)) throw new Error("The page has no part with the fields.");
  for (const name of new Set(now.map(([key]) => key))) {
    const values = valuesOf(now, name);
    if (JSON.stringify(values) === JSON.stringify(valuesOf(sent.fields, name))) continue;
    setField([...form.querySelectorAll<HTMLInputElement>(`[data-editor-fields] [name="${CSS.escape(name)}"]`)], values);
  }
}

function setField(controls: HTMLInputElement[], values: string[]) {
  const left = [...values];
  for (const control of controls) {
    if (control.type === "submit" || control.type === "button") continue;
    if (control.type === "hidden") left.splice(left.indexOf(control.value), left.includes(control.value) ? 1 : 0);
    else if (control.type === "checkbox" || control.type === "radio") control.checked = left.includes(control.value);
    else control.value = left.shift() ?? control.value;
  }
}

type Top = { node: Node; pos: number; text: string };

/** The blocks at the top that say something. */
function topBlocks({ state: { doc } }: Editor): Top[] {
  const tops: Top[] = [];
  doc.forEach((node, pos) => {
    const json = node.toJSON();
    if (!isEmpty(json)) tops.push({ node, pos, text: asText(json) });
  });
  return tops;
}

/** What the server merged comes under what was typed since; where both changed the same, somebody chooses. */
function takeDocument(
  form: HTMLFormElement, line: HTMLElement, text: TextEditor, sent: JSONContent, merged: JSONContent, changed: () => void,
) {
  const { editor } = text;
  const schema = editor.schema;
  const nodesOf = (doc: JSONContent) => (doc.content ?? []).map((block) => schema.nodeFromJSON(withRoom(block)));
  const theirs = nodesOf(merged);
  const mine = topBlocks(editor);
  const overs = layOver(nodesOf(sent).map((node) => asText(node.toJSON())), mine.map((top) => top.text), theirs.map((node) => asText(node.toJSON())));
  const apply = (tr: Transaction, { from, to, at, count }: { from: number; to: number; at: number; count: number }) => {
    const start = from < mine.length ? mine[from].pos : editor.state.doc.content.size;
    const end = to > from ? mine[to - 1].pos + mine[to - 1].node.nodeSize : start;
    tr.replaceWith(tr.mapping.map(start), tr.mapping.map(end), theirs.slice(at, at + count));
  };
  const tr = editor.state.tr.setMeta(ofServer, true).setMeta("addToHistory", false);
  overs.filter(({ clash }) => !clash).reverse().forEach((over) => apply(tr, over));
  if (tr.docChanged) editor.view.dispatch(tr);
  const clashes = overs.filter(({ clash }) => clash);
  if (!clashes.length) return;
  const say = (nodes: Node[]) => nodes.map((node) => node.textContent).join("\n");
  const conflicts: Conflict[] = clashes.map(({ from, to, at, count }) => ({
    block: from, mine: say(mine.slice(from, to).map(({ node }) => node)), theirs: say(theirs.slice(at, at + count)),
  }));
  void askConflicts(form, line, conflicts).then((choices) => {
    choices.forEach(({ keep }, index) => {
      if (keep === "mine") return;
      // By what it says: places may have moved while it was asked.
      const wanted = mine.slice(clashes[index].from, clashes[index].to).map((top) => top.text);
      const now = topBlocks(editor);
      const at = now.findIndex((_, place) => wanted.every((one, step) => now[place + step]?.text === one));
      if (at < 0 || !wanted.length) return;
      const last = now[at + wanted.length - 1];
      const { at: place, count } = clashes[index];
      editor.view.dispatch(editor.state.tr.replaceWith(now[at].pos, last.pos + last.node.nodeSize, theirs.slice(place, place + count)));
    });
    changed();
  });
}

/** Each block gets its number in the text of the new revision. */
function number(editor: Editor, saved: JSONContent, numbers?: (number | null)[]) {
  const now = topBlocks(editor);
  const old = (saved.content ?? []).map((block) => asText(editor.schema.nodeFromJSON(withRoom(block)).toJSON()));
  const tr = editor.state.tr.setMeta(ofServer, true).setMeta("addToHistory", false);
  formerPlaces(old, now.map((top) => top.text)).forEach((place, index) => {
    const block = place === null ? null : numbers ? numbers[place] ?? null : place;
    if (now[index].node.attrs.block !== block) tr.setNodeAttribute(now[index].pos, "block", block);
  });
  if (tr.docChanged) editor.view.dispatch(tr);
}

const elementOf = ({ editor }: TextEditor, block: number) => {
  const top = topBlocks(editor).find(({ node }) => node.attrs.block === block);
  return top && { top, element: editor.view.nodeDOM(top.pos) as HTMLElement | null };
};

function showFindings(findings: Finding[] | undefined, text: TextEditor) {
  const list = document.querySelector<HTMLElement>("[data-editor-findings]");
  if (!findings) return;
  document.dispatchEvent(new CustomEvent("wj-findings", { detail: findings }));
  document.querySelectorAll<HTMLElement>("[data-nothing-found]").forEach((words) => (words.hidden = findings.length > 0));
  if (!list) return;
  list.replaceChildren(...findings.map(({ level, key, block, line, message }) => {
    const jump = () => {
      const found = block == null ? null : elementOf(text, block);
      const field = key ? document.querySelector<HTMLElement>(`form[data-editor] [name="${CSS.escape(key)}"]`) : null;
      if (found) {
        text.editor.chain().setTextSelection(found.top.pos + 1).focus().run();
        found.element?.scrollIntoView({ block: "center" });
      } else field?.focus();
    };
    return make(
      "li", { class: `wj-finding wj-finding--${level}` },
      make("strong", { class: "wj-finding__level" }, level === "stop" ? "Moet" : "Tip"), " ", message, " ",
      line != null && block == null && `(regel ${line}) `,
      (block != null || key) && make("button", { type: "button", class: "wj-finding__jump", onclick: jump }, "Ga ernaartoe"));
  }));
}

function showReading(words: string | undefined) {
  const place = document.querySelector<HTMLElement>("[data-editor-reading]");
  if (place && words !== undefined) place.textContent = words;
}

function showOthers(others: string[] | undefined) {
  const place = document.querySelector<HTMLElement>("[data-editor-others]");
  const words = others?.length ? `Ook hier: ${others.join(", ")}` : "";
  if (place && others && place.textContent !== words) place.textContent = words;
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-editor]")) {
  try {
    bind(form);
  } catch (error) {
    // The way without script is still there, whole.
    console.warn("The editor does not start; the text can be changed as source.", error);
  }
}
