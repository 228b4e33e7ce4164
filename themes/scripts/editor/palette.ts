// The list of blocks at the cursor: "/" at the start of a word opens it, and so does a button. It is a field of its own, so that it works
// with a screen reader, a touch keyboard and a mouse alike. Escape gives back what was typed.
import type { Editor } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { type BlockKind, findKinds } from "./blocks";
import { make } from "./dom";
import { makePicker } from "./picker";

/** Opens the list; `slash` is what was typed to ask for it. */
export function openPalette(editor: Editor, take: (kind: BlockKind) => void, slash = "") {
  const host = editor.view.dom.parentElement!;
  let isClosed = false;
  const takeAway = () => {
    if (isClosed) return;
    isClosed = true;
    removeEventListener("resize", place);
    box.remove();
  };
  const close = (typed = "") => {
    if (isClosed) return;
    takeAway();
    editor.view.focus();
    if (typed) editor.view.dispatch(editor.state.tr.insertText(typed).scrollIntoView());
  };
  const { element, field, ask } = makePicker<BlockKind>({
    label: "Wat wil je invoegen?",
    find: (question) => findKinds(question).map((kind) => ({ value: kind, label: kind.label, help: kind.help })),
    pick: ({ value }) => {
      close();
      take(value);
    },
    nothing: "Dat blok kennen we niet. Probeer een ander woord.",
  });
  const box = make("div", { class: "wj-palette", role: "dialog", "aria-label": "Blok invoegen" }, element);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(slash);
    // Who goes on with a space meant a slash.
    else if (event.key === " " && !field.value && slash) close(`${slash} `);
    else if (event.key === "Backspace" && !field.value) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget as Node | null) && document.hasFocus()) takeAway();
  });
  host.querySelector(".wj-palette")?.remove();
  host.append(box);
  const place = () => placeAt(box, host, editor.view.coordsAtPos(editor.state.selection.from));
  addEventListener("resize", place);
  place();
  field.focus({ preventScroll: true });
  void ask().then(() => box.scrollIntoView({ block: "nearest" }));
}

// Below the cursor, and within the width of the text.
function placeAt(box: HTMLElement, host: HTMLElement, { left, bottom }: { left: number; bottom: number }) {
  const around = host.getBoundingClientRect();
  box.style.top = `${bottom - around.top + 6}px`;
  box.style.left = `${Math.max(0, Math.min(left - around.left, around.width - box.offsetWidth))}px`;
}

/** Opens the list when "/" is typed where a word could begin. */
export const slashPlugin = (open: (slash: string) => void) => new Plugin({
  key: new PluginKey("slash"),
  props: {
    handleTextInput(view, from, to, text) {
      const { $from } = view.state.selection;
      if (text !== "/" || from !== to || $from.parent.type.name !== "paragraph") return false;
      const before = $from.parent.textBetween(0, $from.parentOffset, "", "x");
      if (before && !/\s$/.test(before)) return false;
      queueMicrotask(() => open("/"));
      return true;
    },
  },
});
