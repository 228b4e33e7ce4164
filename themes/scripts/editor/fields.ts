// The fields of a document, with what only a script can do: how long a text is by now, and documents picked by their title. Their names and
// ids stay as the server made them, so that what is sent is the same without it.
import { make } from "./dom";
import { makePicker } from "./picker";

type Found = { id: string; title: string; kind: string };

/** Binds a form, and the fields that stand in it now. */
export function bindFields(form: HTMLElement) {
  form.addEventListener("input", (event) => count(event.target as HTMLInputElement));
  bindPickers(form);
}

/** Binds fields that came later. */
export function bindPickers(part: ParentNode) {
  part.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-reference], [data-references]").forEach(pickInto);
}

/** What a button of a list did ("add:p.sources", "up:p.sources[1]"), in a sentence; asked when the fields are as it made them. */
export function sayingOfList({ value, textContent }: HTMLButtonElement, part: ParentNode): string {
  const what = value.slice(0, value.indexOf(":"));
  const list = value.slice(what.length + 1).replace(/\[\w+\]$/, "");
  const row = document.activeElement?.closest("[data-object]");
  const rows = [...part.querySelector(`[data-objects="${CSS.escape(list)}"]`)?.querySelectorAll(":scope > ol > li > [data-object]") ?? []];
  const name = textContent?.split(":").at(-1)?.trim() ?? "";
  if (what === "remove") return `${name} is weg.${rows.length ? ` Er ${rows.length === 1 ? "is" : "zijn"} nog ${rows.length}.` : ""}`;
  const place = rows.indexOf(row!) + 1;
  if (what === "add") return place ? `${row!.querySelector("legend")?.textContent?.trim()} is toegevoegd.` : "Meer passen er niet in.";
  return place ? `Staat nu op plaats ${place} van ${rows.length}.` : "";
}

function count(field: HTMLInputElement) {
  const most = Number(field.dataset?.max);
  const says = most && document.getElementById(`${field.id}-teller`);
  if (!says) return;
  says.textContent = `${field.value.trim().length} van ${most} tekens`;
  says.classList.toggle("wj-field__count--over", field.value.trim().length > most);
}

function pickInto(field: HTMLInputElement | HTMLTextAreaElement) {
  const label = field.closest(".wj-field")?.querySelector("label");
  const says = make("p", { class: "wj-hidden", role: "status" });
  const { element, field: question } = makePicker<Found>({
    label: `Zoek: ${label?.firstChild?.textContent ?? ""}`,
    nothing: "Niets gevonden. Probeer een ander woord.",
    wait: 200,
    find: async (words) => {
      if (!words.trim()) return [];
      const address = `/beheer/inhoud/zoek?q=${encodeURIComponent(words.trim())}&soort=${field.dataset.kind ?? ""}`;
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`${answer.status}`);
      return (await answer.json() as Found[]).map((found) => ({ value: found, label: found.title, help: found.kind }));
    },
    pick: ({ value: { id, title } }) => {
      const ids = field.value.split("\n").map((line) => line.trim()).filter(Boolean);
      field.value = "references" in field.dataset ? [...new Set([...ids, id])].join("\n") : id;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      question.value = "";
      question.dispatchEvent(new Event("input"));
      says.textContent = `${title} is gekozen.`;
    },
  });
  element.append(says);
  field.closest(".wj-field")?.querySelector(".wj-field__find")?.replaceWith(element);
}
