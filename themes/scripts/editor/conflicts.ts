// Two people changed the same: both texts beside each other for every place, and a choice. Until it is made nothing on the page can save,
// publish or schedule past it.
import { make, newId } from "./dom";
import type { Conflict } from "./sending";

/** What was chosen for one place. */
export type Choice = { key?: string | null; block?: number | null; keep: "mine" | "theirs" };

/** Shows the alert and waits until every place has its choice. */
export function askConflicts(form: HTMLFormElement, place: HTMLElement, conflicts: Conflict[]): Promise<Choice[]> {
  const other = form.dataset.otherName ?? "de ander";
  const id = newId("conflict");
  const buttons = holdBack(form, id);
  const choices = new Map<Conflict, "mine" | "theirs">();
  return new Promise((done) => {
    const finish = () => {
      if (choices.size < conflicts.length) return;
      alert.remove();
      buttons.forEach((release) => release());
      form.querySelector<HTMLElement>(".wj-edittext, textarea[name=body]")?.focus();
      done(conflicts.map((conflict) => ({ key: conflict.key, block: conflict.block, keep: choices.get(conflict)! })));
    };
    const parts = conflicts.map((conflict) => {
      const titleId = newId("plaats");
      const part = make("section", { class: "wj-conflict", "aria-labelledby": titleId });
      const choose = (keep: "mine" | "theirs") => () => {
        choices.set(conflict, keep);
        part.remove();
        finish();
        alert.querySelector<HTMLElement>("button")?.focus();
      };
      part.append(
        make("h3", { id: titleId, class: "wj-conflict__place" }, conflict.label ?? nameOf(form, conflict)),
        make("div", { class: "wj-conflict__texts" },
          make("div", {}, make("p", { class: "wj-conflict__who" }, "Van jou"), textOf(conflict.mine)),
          make("div", {}, make("p", { class: "wj-conflict__who" }, `Van ${other}`), textOf(conflict.theirs))),
        make("div", { class: "wj-actions" },
          make("button", { type: "button", class: "nl-button nl-button--secondary", onclick: choose("mine") }, "Houd de mijne"),
          make("button", { type: "button", class: "nl-button nl-button--secondary", onclick: choose("theirs") }, `Neem die van ${other}`)),
      );
      return part;
    });
    const alert = make(
      "div", { id, class: "utrecht-alert utrecht-alert--error wj-editor__alert", role: "alert", tabindex: "-1" },
      make("div", { class: "utrecht-alert__content" },
        make("h2", { class: "wj-alert__title" }, "Iemand anders veranderde hetzelfde"),
        make("p", {}, "Kies per plaats welke tekst blijft. Tot dan kun je niet bewaren, publiceren of inplannen. Wat je typte staat veilig in deze browser."),
        ...parts),
    );
    place.after(alert);
    alert.focus();
    finish();
  });
}

const textOf = (text: string) => make("blockquote", { class: "wj-conflict__text" }, text || "(niets)");

const nameOf = (form: HTMLFormElement, { key, block }: Conflict) => {
  const field = key ? form.querySelector<HTMLInputElement>(`[name="${CSS.escape(key)}"]`) : null;
  return field?.labels?.[0]?.textContent?.trim() ?? key ?? (block == null ? "De tekst" : `Blok ${block + 1} van de tekst`);
};

function holdBack(form: HTMLFormElement, reason: string) {
  const all = new Set(document.querySelectorAll<HTMLButtonElement>("button[data-needs-saved], [data-needs-saved] button:not([type=button])"));
  form.querySelectorAll<HTMLButtonElement>("button:not([type=button])").forEach((button) => all.add(button));
  return [...all].filter((button) => !button.disabled).map((button) => {
    const described = button.getAttribute("aria-describedby");
    button.disabled = true;
    button.setAttribute("aria-describedby", [described, reason].filter(Boolean).join(" "));
    button.title = "Kies eerst welke tekst blijft.";
    return () => {
      button.disabled = false;
      button.removeAttribute("title");
      if (described) button.setAttribute("aria-describedby", described);
      else button.removeAttribute("aria-describedby");
    };
  });
}
