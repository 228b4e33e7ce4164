// <input data-suggest="/api/zoeken">: first results while typing, and before that what was asked here earlier (WAI-ARIA combobox).
// Enter without a choice searches as usual.
import { recentQuestions } from "./recent-questions";

type Hit = { url: string; anchor?: string; title: string };
const wait = 180; // ms after the last key
const address = ({ url, anchor }: Hit) => (anchor ? `${url}#${anchor}` : url);

export function suggestResults(input: HTMLInputElement) {
  const form = input.form!;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  list.id = `${input.id}-suggesties`;
  list.className = "wj-suggest__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggesties");
  list.hidden = true;
  status.className = "wj-hidden";
  status.setAttribute("role", "status");
  form.classList.add("wj-suggest");
  form.append(list, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) {
    input.setAttribute(name, value);
  }

  let hits: Hit[] = [];
  let chosen = -1;
  let timer = 0;
  let asking: AbortController | undefined;

  const asked = (): Hit[] =>
    recentQuestions().map((question) => ({ url: `/zoeken?q=${encodeURIComponent(question)}`, title: question }));

  const show = (next: Hit[]) => {
    hits = next;
    choose(-1);
    list.replaceChildren(...hits.map(option));
    list.hidden = hits.length === 0;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    status.textContent = hits.length ? `${hits.length} suggesties, kies met de pijltjes` : "";
  };

  const option = (hit: Hit, index: number) => {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.className = "wj-suggest__option";
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.textContent = hit.title;
    item.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the field focused, so the list stays
    item.addEventListener("click", () => location.assign(address(hit)));
    return item;
  };

  const choose = (index: number) => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = index;
    list.children[chosen]?.setAttribute("aria-selected", "true");
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `${list.id}-${chosen}`);
  };

  const ask = async () => {
    asking?.abort();
    const question = input.value.trim();
    if (question.length === 0) return show(asked());
    if (question.length < 2) return show([]);
    asking = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.suggest}?n=6&begin=1&q=${encodeURIComponent(question)}`, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).hits);
    } catch {
      // Too late or no network: the form itself still searches.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, wait);
  });
  input.addEventListener("blur", () => show([]));
  // Not on focus alone: a page may begin with the field, and nobody asked for a list then.
  input.addEventListener("click", () => input.value === "" && show(asked()));
  input.addEventListener("keydown", (event) => {
    if (!hits.length && event.key === "ArrowDown" && input.value === "") show(asked());
    if (!hits.length) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose(((chosen + 1 + step + hits.length + 1) % (hits.length + 1)) - 1);
    else if (event.key === "Enter" && chosen >= 0) location.assign(address(hits[chosen]));
    else if (event.key === "Escape") show([]);
    else return;
    event.preventDefault();
  });
}
