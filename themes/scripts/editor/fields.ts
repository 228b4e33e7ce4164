// The fields of a document, with what only a script can do: how long a text is by now, and documents picked by their title. Their names and
// ids stay as the server made them, so that what is sent is the same without it.
import { make } from "./dom";
import { makePicker } from "./picker";

type Found = { id: string; title: string; kind: string };

/** Binds the fields in a form. */
export function bindFields(form: HTMLElement) {
  form.addEventListener("input", (event) => count(event.target as HTMLInputElement));
  form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-reference], [data-references]").forEach(pickInto);
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
