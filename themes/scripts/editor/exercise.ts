// An exercise as a form. The server makes it of what the type says of itself and writes the answers into the YAML; this page shows it,
// and lays what comes back into the text. A try-out is a quiz of one question that nobody counts.
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { make, newId } from "./dom";
import { bindFields, bindPickers, sayingOfList } from "./fields";
import type { Keys } from "./schema";

const idOf = (node: Node) => (node.attrs.keys as Keys).find(([key]) => key === "id")?.[1];

/** Where the exercise with that id stands by now. */
function find(editor: Editor, id: string | undefined) {
  let found: { node: Node; pos: number } | undefined;
  editor.state.doc.descendants((node, pos) => {
    if (node.type.name === "container" && node.attrs.name === "exercise" && idOf(node) === id) found ??= { node, pos };
    return !found;
  });
  return found;
}

/** Goes to the exercise that an address names (`#opdracht-m2-03`), as the report on questions does; elsewhere nothing happens. */
export function goToExercise(editor: Editor, hash: string) {
  const found = hash.startsWith("#opdracht-") ? find(editor, decodeURIComponent(hash.slice("#opdracht-".length))) : undefined;
  if (!found) return;
  editor.commands.setNodeSelection(found.pos);
  editor.view.focus();
  const element = editor.view.nodeDOM(found.pos);
  if (element instanceof HTMLElement) element.scrollIntoView({ block: "center" });
}

/** Its YAML: the last block of code in it, with its place in it. */
function yamlIn(exercise: Node) {
  let code: { node: Node; offset: number } | undefined;
  exercise.forEach((node, offset) => {
    if (node.type.name === "codeBlock" && node.attrs.language === "yaml") code = { node, offset };
  });
  return code;
}

/** Opens the form of the exercise at a place. */
export function editExercise(editor: Editor, pos: number, formUrl: string, tryUrl?: string) {
  const exercise = editor.state.doc.nodeAt(pos);
  if (!exercise) return;
  const id = idOf(exercise);
  const titleId = newId("titel");
  const fields = make("div", {}, "Even geduld…");
  const says = make("p", { class: "utrecht-form-field__error-message", role: "alert", hidden: true });
  const spoken = make("p", { class: "wj-hidden", role: "status" });
  const button = (label: string, value: string, look: string) => make("button", { class: `nl-button nl-button--${look}`, name: "klaar", value }, label);
  const leave = make("button", { type: "button", class: "nl-button nl-button--secondary" }, "Annuleren");
  const form = make(
    "form", { method: "post", class: "wj-dialog__form", novalidate: true },
    make("h2", { id: titleId, class: "wj-dialog__title" }, "Opdracht"), fields, says, spoken,
    make("div", { class: "wj-actions wj-dialog__buttons" }, button("Bewaar", "bewaar", "primary"),
      tryUrl && button("Bewaar en probeer", "probeer", "secondary"), leave),
  );
  const dialog = make("dialog", { class: "wj-dialog", "aria-labelledby": titleId }, form);
  leave.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    editor.view.focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const pressed = event.submitter as HTMLButtonElement | null;
    const answer = await post(formUrl, new FormData(form, pressed));
    says.hidden = !!answer;
    if (!answer) says.textContent = "Dat lukt nu niet. Wat je invulde staat hier nog; probeer het zo weer.";
    else if (!answer.headers.get("Content-Type")?.includes("json")) {
      show(fields, await answer.text());
      spoken.textContent = pressed?.name === "do" ? sayingOfList(pressed, fields) : "";
    } else {
      const { keys, yaml } = await answer.json() as { keys: Keys; yaml: string };
      lay(editor, id, keys, yaml);
      dialog.close();
      if (pressed?.value === "probeer" && tryUrl) void tryExercise(editor, id, formUrl, tryUrl);
    }
  });
  bindFields(form);
  document.body.append(dialog);
  dialog.showModal();
  const first = new FormData();
  first.set("blok", "exercise");
  first.set("sleutels", JSON.stringify(exercise.attrs.keys));
  first.set("yaml", yamlIn(exercise)?.node.textContent ?? "");
  void post(formUrl, first).then(async (answer) => {
    if (answer?.ok) show(fields, await answer.text());
    else fields.textContent = "Het formulier van deze opdracht kan nu niet worden gemaakt. Bewerk hem in de bron.";
  });
}

/** Shows the exercise as a reader gets it, and grades what is filled in. */
async function tryExercise(editor: Editor, id: string | undefined, formUrl: string, tryUrl: string) {
  const exercise = find(editor, id)?.node;
  if (!exercise) return;
  const titleId = newId("titel");
  const part = make("div", {}, "Even geduld…");
  const leave = make("button", { type: "button", class: "nl-button nl-button--secondary" }, "Sluit");
  const dialog = make(
    "dialog", { class: "wj-dialog", "aria-labelledby": titleId },
    make("h2", { id: titleId, class: "wj-dialog__title" }, "Probeer de opdracht"), part,
    make("div", { class: "wj-actions wj-dialog__buttons" }, leave),
  );
  const fill = async (answer: Response | null) => {
    if (answer?.ok) show(part, await answer.text());
    else part.textContent = "Proberen lukt nu niet. Probeer het zo nog eens.";
  };
  leave.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    editor.view.focus();
  });
  dialog.addEventListener("submit", async (event) => {
    event.preventDefault();
    await fill(await post(tryUrl, new FormData(event.target as HTMLFormElement, event.submitter)));
  });
  document.body.append(dialog);
  dialog.showModal();
  const blocks = new FormData();
  blocks.set("document", JSON.stringify({ type: "doc", content: [exercise.toJSON()] }));
  const written = await post(`${formUrl}?handler=Bron`, blocks);
  if (!written?.ok) return void fill(null);
  const source = new FormData();
  source.set("source", await written.text());
  await fill(await post(tryUrl, source));
}

// Only what changed: the rest of the text keeps its place, and what is typed meanwhile stays.
function lay(editor: Editor, id: string | undefined, keys: Keys, yaml: string) {
  const found = find(editor, id);
  if (!found) return;
  const { node, pos } = found;
  const { schema, tr } = editor.state;
  const text = yaml.replace(/\n$/, "");
  const code = yamlIn(node);
  if (code && code.node.textContent !== text) {
    const from = pos + 1 + code.offset + 1;
    tr.replaceWith(from, from + code.node.content.size, text ? schema.text(text) : []);
  } else if (!code && text) {
    tr.insert(pos + node.nodeSize - 1, schema.nodes.codeBlock.create({ language: "yaml" }, schema.text(text)));
  }
  if (JSON.stringify(node.attrs.keys) !== JSON.stringify(keys)) tr.setNodeAttribute(pos, "keys", keys);
  if (tr.docChanged) editor.view.dispatch(tr);
}

function show(place: HTMLElement, html: string) {
  place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  bindPickers(place);
  const wanted = ["[autofocus]", "[data-focus]", "[aria-invalid]", "input:not([type=hidden]), textarea:not([hidden]), select"];
  for (const selector of wanted) {
    const found = place.querySelector<HTMLElement>(selector);
    if (found) return found.focus();
  }
}

async function post(url: string, data: FormData): Promise<Response | null> {
  const token = document.querySelector<HTMLInputElement>("form[data-editor] input[name=formulier]");
  if (token) data.set("formulier", token.value);
  const answer = await fetch(url, { method: "POST", body: data }).catch(() => null);
  return answer && (answer.ok || answer.status === 422) && !answer.redirected ? answer : null;
}
