// How blocks look that are more than text: a container in its frame with its name and its keys, lines of source, a picture.
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { labelOf } from "./blocks";
import type { Found } from "./upload";
import { icon, make } from "./dom";
import { Container, Image, type Keys, keyOf, Source } from "./schema";

type Attributes = { name: string; keys: Keys };

// The classes of the reader's page for the part in the middle.
const looks: Record<string, (keys: Keys) => string> = {
  callout: (keys) => `utrecht-spotlight-section wj-callout wj-callout--${keyOf(keys, "kind") ?? "info"}`,
  figure: () => "utrecht-figure wj-figure",
  accordion: () => "wj-details wj-details__body",
  quote: () => "utrecht-blockquote wj-quote wj-quote__text",
  file: () => "wj-editblock__plain",
  video: () => "wj-editblock__plain",
  related: () => "wj-editblock__plain",
  exercise: () => "wj-exercise__question",
};

/** What a block's keys say, as words beside its name. */
const summary = ({ name, keys }: Attributes) => keys.filter(([key]) => !(name === "callout" && key === "kind")).map(([key, value]) => {
  if (key === "title") return value;
  if (key === "id" || key === "type") return value;
  return { source: "bron", by: "door", media: "bestand", url: "adres", duration: "duur", chart: "grafiek" }[key] + ": " + value;
}).join(" · ");

type Handlers = {
  /** Asks for what a container's first line says. */
  editKeys: (editor: Editor, pos: number) => void;
  /** Where a picture is looked up by its id. */
  mediaUrl?: string;
};

/** The nodes with their views. */
export const withViews = ({ editKeys, mediaUrl }: Handlers) => [
  Container.extend({
    addNodeView() {
      return ({ node, getPos, editor }) => {
        let { name, keys } = node.attrs as Attributes;
        const label = make("span", { class: "wj-editblock__name" });
        const says = make("span", { class: "wj-editblock__says" });
        const button = make("button", {
          type: "button", class: "wj-editblock__button", onclick: () => {
            const pos = getPos();
            if (pos !== undefined) editKeys(editor, pos);
          },
        }, "Eigenschappen");
        const bar = make("div", { class: "wj-editblock__bar", contenteditable: "false", "data-drag-handle": true }, label, says, button);
        const contentDOM = make("div");
        const dom = make("section", {}, bar, contentDOM);
        const show = () => {
          const word = labelOf(name, keys);
          dom.className = `wj-editblock wj-editblock--${name}`;
          label.textContent = word;
          says.textContent = summary({ name, keys });
          button.setAttribute("aria-label", `Eigenschappen van ${word}`);
          contentDOM.className = `wj-editblock__text ${looks[name]?.(keys) ?? ""}`;
        };
        show();
        return {
          dom,
          contentDOM,
          update(next: Node) {
            if (next.type.name !== "container") return false;
            ({ name, keys } = next.attrs as Attributes);
            show();
            return true;
          },
          stopEvent: (event: Event) => button.contains(event.target as globalThis.Node),
          ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target),
        };
      };
    },
  }),

  Source.extend({
    addNodeView() {
      return ({ node, getPos, editor }) => {
        let lines: string = node.attrs.lines;
        const code = make("code", { class: "nl-code" });
        const shown = make("pre", { class: "wj-code", tabindex: "0", "aria-label": "Bron van dit blok" }, code);
        const button = make("button", { type: "button", class: "wj-editblock__button", onclick: () => open() }, "Wijzig de bron");
        const bar = make(
          "div", { class: "wj-editblock__bar", "data-drag-handle": true },
          make("span", { class: "wj-editblock__name" }, "Bron"),
          make("span", { class: "wj-editblock__says" }, "Voor deze regels is er geen gewone vorm. Ze blijven precies zoals ze zijn."), button,
        );
        const dom = make("section", { class: "wj-editblock wj-editblock--source", contenteditable: "false" }, bar, shown);
        const show = () => (code.textContent = lines);
        const open = () => {
          const area = make("textarea", {
            class: "utrecht-textarea utrecht-textarea--html-textarea wj-editblock__source", "aria-label": "Bron van dit blok",
            rows: `${Math.min(20, lines.split("\n").length + 1)}`, spellcheck: "false",
          });
          area.value = lines;
          const close = (changed: boolean) => {
            const pos = getPos();
            form.replaceWith(shown);
            button.hidden = false;
            button.focus();
            const text = area.value.endsWith("\n") ? area.value : `${area.value}\n`;
            if (changed && pos !== undefined && text !== lines) editor.view.dispatch(editor.state.tr.setNodeAttribute(pos, "lines", text));
          };
          const form = make(
            "div", { class: "wj-editblock__form" }, area,
            make("div", { class: "wj-actions" },
              make("button", { type: "button", class: "nl-button nl-button--primary", onclick: () => close(true) }, "Klaar"),
              make("button", { type: "button", class: "nl-button nl-button--secondary", onclick: () => close(false) }, "Annuleren")),
          );
          area.addEventListener("keydown", (event) => event.key === "Escape" && close(false));
          shown.replaceWith(form);
          button.hidden = true;
          area.focus();
        };
        show();
        return {
          dom,
          update(next: Node) {
            if (next.type.name !== "source") return false;
            lines = next.attrs.lines;
            show();
            return true;
          },
          stopEvent: (event: Event) => event.target !== dom && !(event.target as Element).closest("[data-drag-handle]")
            || button.contains(event.target as globalThis.Node),
          ignoreMutation: () => true,
        };
      };
    },
  }),

  Image.extend({
    addNodeView() {
      return ({ node }) => {
        const words = make("span", { class: "wj-editpicture__alt" });
        const dom = make("span", { class: "wj-editpicture", contenteditable: "false" }, icon("picture"), words);
        const show = ({ attrs: { alt, src } }: Node) => {
          words.textContent = alt || (src ? "Versiering" : "Afbeelding");
          dom.title = src;
          void thumbOf(mediaUrl, src).then((thumb) => {
            if (!thumb || dom.querySelector("img")) return;
            dom.querySelector("svg")?.replaceWith(make("img", { src: thumb, alt: "", class: "wj-editpicture__image" }));
          });
        };
        show(node);
        return {
          dom,
          update(next: Node) {
            if (next.type.name !== "image" || next.attrs.src !== node.attrs.src) return false;
            show(next);
            return true;
          },
          ignoreMutation: () => true,
        };
      };
    },
  }),
];

const thumbs = new Map<string, Promise<string | undefined>>();

// Pictures are kept by the id of the library, which no browser can open.
function thumbOf(url: string | undefined, src: string): Promise<string | undefined> {
  if (!url || !src.startsWith("media:")) return Promise.resolve(undefined);
  if (!thumbs.has(src)) {
    const address = new URL(url, location.href);
    const id = src.slice("media:".length);
    address.searchParams.set("q", id);
    address.searchParams.set("id", id);
    const asked = fetch(address, { headers: { Accept: "application/json" } }).then((answer) => answer.json());
    thumbs.set(src, asked.then((found: Found[]) => found.find((one) => one.id === id)?.thumb).catch(() => undefined));
  }
  return thumbs.get(src)!;
}
