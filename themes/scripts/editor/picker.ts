// A field with choices below it (WAI-ARIA combobox with a listbox): arrows choose, Enter takes, Escape leaves.
import { make, newId } from "./dom";

export type Choice<T> = { value: T; label: string; help?: string; thumb?: string; focus?: string };

export type PickerOptions<T> = {
  label: string;
  placeholder?: string;
  /** What fits the question; may take its time. */
  find: (question: string) => Choice<T>[] | Promise<Choice<T>[]>;
  pick: (choice: Choice<T>) => void;
  /** What is said when nothing fits. */
  nothing: string;
  /** Milliseconds after the last key. */
  wait?: number;
};

// What must be seen stays in sight; as a property, for the policy of the site allows no styles in attributes.
function thumbOf(src: string, focus?: string) {
  const image = make("img", { src, alt: "", class: "wj-picker__thumb", loading: "lazy" });
  if (focus) image.style.objectPosition = focus;
  return image;
}

/** The field, its list and a way to ask again. */
export function makePicker<T>({ label, placeholder, find, pick, nothing, wait = 0 }: PickerOptions<T>) {
  const [fieldId, listId] = [newId("veld"), newId("keuzes")];
  const field = make("input", {
    id: fieldId, type: "text", role: "combobox", class: "utrecht-textbox utrecht-textbox--html-input wj-picker__field", placeholder,
    autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId,
  });
  const list = make("ul", { id: listId, role: "listbox", class: "wj-picker__list", "aria-label": label, hidden: true });
  const status = make("p", { class: "wj-picker__nothing", role: "status" });
  const element = make("div", { class: "wj-picker" }, make("label", { for: fieldId, class: "utrecht-form-label" }, label), field, list, status);

  let choices: Choice<T>[] = [];
  let chosen = -1;
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const choose = (index: number) => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = index;
    const item = list.children[chosen];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) field.setAttribute("aria-activedescendant", item.id);
    else field.removeAttribute("aria-activedescendant");
  };

  const show = (next: Choice<T>[]) => {
    choices = next;
    chosen = -1;
    list.replaceChildren(...choices.map((choice, index) => make(
      "li",
      {
        id: `${listId}-${index}`, role: "option", class: "wj-picker__option", "aria-selected": "false",
        onmousedown: (event) => event.preventDefault(), onclick: () => pick(choice),
      },
      choice.thumb && thumbOf(choice.thumb, choice.focus),
      make("span", { class: "wj-picker__label" }, choice.label),
      choice.help && make("span", { class: "wj-picker__help" }, choice.help),
    )));
    list.hidden = choices.length === 0;
    field.setAttribute("aria-expanded", String(choices.length > 0));
    status.textContent = choices.length ? "" : nothing;
    choose(choices.length ? 0 : -1);
  };

  const ask = async () => {
    const number = ++asked;
    try {
      const found = await find(field.value);
      if (number === asked) show(found);
    } catch {
      if (number === asked) show([]);
      status.textContent = "Zoeken lukt nu niet. Probeer het zo nog eens.";
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (wait) timer = setTimeout(ask, wait);
    else void ask();
  });
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length) choose((chosen + step + choices.length) % choices.length);
    else if (event.key === "Enter" && !event.isComposing) {
      if (choices[chosen]) pick(choices[chosen]);
    } else return;
    event.preventDefault();
  });
  return { element, field, ask };
}
