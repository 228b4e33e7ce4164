// The buttons above the text (WAI-ARIA toolbar): one stop of the Tab key, arrows walk, Escape goes back to the text.
import type { Editor } from "@tiptap/core";
import { redoDepth, undoDepth } from "@tiptap/pm/history";
import { blockAt, inTable, tableActions } from "./commands";
import { icon, make } from "./dom";

/** A button: what it does, whether it is on, and whether it does anything here. */
export type Tool = {
  id: string;
  label: string;
  icon?: string;
  keys?: string;
  run: (editor: Editor) => void;
  isOn?: (editor: Editor) => boolean;
  can?: (editor: Editor) => boolean;
};

const kinds: { label: string; is: (editor: Editor) => boolean; run: (editor: Editor) => void }[] = [
  { label: "Tekst", is: (editor) => editor.isActive("paragraph"), run: (editor) => editor.chain().focus().setNode("paragraph").run() },
  ...[2, 3, 4].map((level) => ({
    label: `Kop ${level}`,
    is: (editor: Editor) => editor.isActive("heading", { level }),
    run: (editor: Editor) => void editor.chain().focus().setNode("heading", { level }).run(),
  })),
  { label: "Code", is: (editor) => editor.isActive("codeBlock"), run: (editor) => editor.chain().focus().setNode("codeBlock").run() },
];

/** The toolbar, and the one that stands below it while the cursor is in a table. */
export function makeToolbar(editor: Editor, groups: Tool[][], textId: string) {
  const updates: (() => void)[] = [];
  const bar = make("div", { class: "wj-editbar", role: "toolbar", "aria-label": "Opmaak", "aria-controls": textId });
  const kind = kindMenu(editor, updates);
  bar.append(kind.group, ...groups.map((tools) => group(editor, tools, updates)));
  const table = make("div", { class: "wj-editbar wj-editbar--table", role: "toolbar", "aria-label": "Tabel", "aria-controls": textId, hidden: true });
  table.append(group(editor, tableActions.map(({ id, label, run, can }) => ({
    id, label, run: (to: Editor) => {
      run(to);
      to.view.focus();
    }, can: (to: Editor) => inTable(to.state) && (!can || can(to.state)),
  })), updates));
  rove(editor, bar);
  rove(editor, table);
  // Not between pressing and letting go: what is pointed at would move away beneath it.
  let isPressed = false;
  const update = () => {
    if (!isPressed) table.hidden = !inTable(editor.state);
    updates.forEach((one) => one());
  };
  editor.on("transaction", update);
  document.addEventListener("pointerdown", () => (isPressed = true), true);
  for (const event of ["pointerup", "pointercancel", "dragend"]) {
    document.addEventListener(event, () => {
      isPressed = false;
      setTimeout(update);
    }, true);
  }
  update();
  return { element: make("div", { class: "wj-editbars" }, bar, table, kind.menu), bar };
}

function group(editor: Editor, tools: Tool[], updates: (() => void)[]) {
  return make("div", { class: "wj-editbar__group", role: "group" }, ...tools.map((tool) => {
    const button = make("button", {
      type: "button", class: "wj-editbar__button", "data-tool": tool.id, tabindex: "-1",
      title: tool.icon ? `${tool.label}${tool.keys ? ` (${tool.keys})` : ""}` : null,
      "aria-label": tool.icon ? tool.label : null,
      onmousedown: (event) => event.preventDefault(), // the text keeps its selection
      onclick: () => button.getAttribute("aria-disabled") !== "true" && tool.run(editor),
    }, tool.icon ? icon(tool.icon) : tool.label);
    updates.push(() => {
      if (tool.isOn) button.setAttribute("aria-pressed", String(tool.isOn(editor)));
      if (tool.can) button.setAttribute("aria-disabled", String(!tool.can(editor)));
    });
    return button;
  }));
}

// A button that opens a menu of kinds; it says which one the cursor stands in.
function kindMenu(editor: Editor, updates: (() => void)[]) {
  const name = make("span", {}, "Tekst");
  const menu = make("ul", { class: "wj-editmenu", role: "menu", "aria-label": "Soort tekst", hidden: true });
  const button = make("button", {
    type: "button", class: "wj-editbar__button wj-editbar__button--menu", "data-tool": "kind", tabindex: "-1", "aria-haspopup": "menu",
    "aria-expanded": "false", onmousedown: (event) => event.preventDefault(), onclick: () => (menu.hidden ? open() : close()),
  }, make("span", { class: "wj-hidden" }, "Soort tekst: "), name);
  const items = kinds.map((kind) => make("li", {
    role: "menuitemradio", class: "wj-editmenu__item", tabindex: "-1", "aria-checked": "false",
    onmousedown: (event) => event.preventDefault(), onclick: () => {
      close();
      kind.run(editor);
    },
  }, kind.label));
  menu.append(...items);
  const open = () => {
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    // Outside the row of buttons, which may scroll: there it would be cut off.
    const [around, here] = [menu.offsetParent!.getBoundingClientRect(), button.getBoundingClientRect()];
    menu.style.left = `${Math.max(0, here.left - around.left)}px`;
    menu.style.top = `${here.bottom - around.top}px`;
    (items.find((item) => item.getAttribute("aria-checked") === "true") ?? items[0]).focus();
  };
  const close = () => {
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
  };
  menu.addEventListener("focusout", (event) => !menu.contains(event.relatedTarget as Node | null) && close());
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement as HTMLLIElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) items[(to + items.length) % items.length].focus();
    else if (event.key === "Enter" || event.key === " ") items[at]?.click();
    else if (event.key === "Escape") {
      close();
      button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    open();
  });
  updates.push(() => {
    const now = kinds.findIndex((kind) => kind.is(editor));
    name.textContent = kinds[now]?.label ?? "Tekst";
    items.forEach((item, index) => item.setAttribute("aria-checked", String(index === now)));
  });
  return { group: make("div", { class: "wj-editbar__group" }, button), menu };
}

function rove(editor: Editor, bar: HTMLElement) {
  const stops = () => [...bar.querySelectorAll<HTMLButtonElement>(".wj-editbar__button")];
  const stop = (button: HTMLButtonElement) => stops().forEach((one) => (one.tabIndex = one === button ? 0 : -1));
  stop(stops()[0]);
  bar.addEventListener("focusin", ({ target }) => {
    const button = (target as Element).closest<HTMLButtonElement>(".wj-editbar__button");
    if (button) stop(button);
  });
  bar.addEventListener("keydown", (event) => {
    const all = stops();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === "Escape") editor.view.focus();
    else if (at < 0) return;
    else {
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
      if (to === undefined) return;
      all[(to + all.length) % all.length].focus();
    }
    event.preventDefault();
  });
}

/** Whether there is something to take back, or to do again. */
export const history = {
  canUndo: ({ state }: Editor) => undoDepth(state) > 0,
  canRedo: ({ state }: Editor) => redoDepth(state) > 0,
};

/** True when the cursor stands in a block that can be moved or taken away. */
export const hasBlock = ({ state }: Editor) => blockAt(state) !== undefined;
