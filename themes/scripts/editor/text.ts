// The editor itself: schema, keys, what typing turns into blocks, and its toolbar. It knows no form and no server.
import { Editor, Extension, getSchema, type JSONContent, markInputRule, textblockTypeInputRule, wrappingInputRule } from "@tiptap/core";
import { dropCursor } from "@tiptap/pm/dropcursor";
import { gapCursor } from "@tiptap/pm/gapcursor";
import { history as historyPlugin, redo, undo } from "@tiptap/pm/history";
import { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, Selection, TextSelection } from "@tiptap/pm/state";
import { goToNextCell, tableEditing } from "@tiptap/pm/tables";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import type { BlockKind } from "./blocks";
import {
  blockAt, cellBelow, containerAt, endOfText, headersInPlace, inTable, insertBlock, moveBlock, notesOf, removeBlock, writeBelow,
} from "./commands";
import { editKeys, editLink, insertNote, insertPicture, showHelp } from "./dialogs";
import { make, newId } from "./dom";
import { openPalette, slashPlugin } from "./palette";
import { pastePlugin } from "./paste";
import { Container, Image, schema, Source } from "./schema";
import { hasBlock, history, makeToolbar, type Tool } from "./toolbar";
import { withViews } from "./views";

/** Name of the mark on a change that is none of the author's: numbers of blocks, or what came from the server. */
export const ofServer = "ofServer";

/** Where the dialogs look things up, and what is told. */
export type TextOptions = {
  findUrl?: string;
  mediaUrl?: string;
  uploadUrl?: string;
  blockFormUrl?: string;
  /** Says something aloud, without taking the focus. */
  say: (text: string) => void;
  /** The author asks for the source, or to save now. */
  toSource: () => void;
  save: () => void;
};

/** A text being edited. */
export type TextEditor = { editor: Editor; element: HTMLElement; getDocument: () => JSONContent; setDocument: (json: JSONContent) => void };

/**
 * An editor with a document in it.
 * @throws {RangeError} The document has a form this editor does not know; better no editor than one that loses it.
 */
export function makeText(json: JSONContent, options: TextOptions): TextEditor {
  const withoutViews = schema.filter((part) => part !== Container && part !== Source && part !== Image);
  const keysOf = (editor: Editor, pos?: number) => void editKeys(editor, pos, options.blockFormUrl);
  const extensions = [...withoutViews, ...withViews({ editKeys: keysOf, mediaUrl: options.mediaUrl }), behaviour(options, keysOf)];
  Node.fromJSON(getSchema(extensions), json).check();

  const textId = newId("tekst");
  const host = make("div", { class: "wj-editor__page" });
  const editor: Editor = new Editor({
    element: host,
    extensions,
    content: withRoom(json),
    injectCSS: false,
    editorProps: {
      attributes: {
        id: textId, class: "wj-prose wj-edittext", role: "textbox", "aria-multiline": "true", "aria-label": "Tekst", lang: "nl",
        spellcheck: "true",
      },
      // The cursor keeps clear of what stays in sight above it.
      scrollThreshold: { top: 160, bottom: 40, left: 0, right: 0 },
      scrollMargin: { top: 180, bottom: 60, left: 0, right: 0 },
      // From where a note is referred to, to the note; Enter there goes back.
      handleClickOn(view, _, node) {
        const note = node.type.name === "noteReference" ? notesOf(view.state.doc).notes.get(node.attrs.label) : null;
        if (!note) return false;
        view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, note.pos + note.node.nodeSize - 1)).scrollIntoView());
        return true;
      },
      handleDoubleClickOn(_, __, node) {
        if (node.type.name === "image") void insertPicture(editor, options);
        return node.type.name === "image";
      },
      handleDOMEvents: {
        // Below the last block there is room for another one.
        mousedown: (view, event) => {
          const last = view.dom.lastElementChild;
          if (event.target !== view.dom || !last || event.clientY <= last.getBoundingClientRect().bottom) return false;
          const at = endOfText(view.state.doc);
          const before = view.state.doc.resolve(at).nodeBefore;
          if (before?.type.name === "paragraph") return false;
          const tr = view.state.tr.insert(at, view.state.schema.nodes.paragraph.create());
          view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)));
          event.preventDefault();
          view.focus();
          return true;
        },
      },
    },
  });
  const toolbar = makeToolbar(editor, tools(options, keysOf), textId);
  const offer = offerNotes(editor);
  const element = make("div", { class: "wj-editor" }, toolbar.element, offer, host);
  host.addEventListener("keydown", (event) => {
    if (event.key !== "F10" || !event.altKey) return;
    event.preventDefault();
    toolbar.bar.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  });
  return {
    editor,
    element,
    getDocument: () => withoutRoom(editor.getJSON()),
    setDocument: (next) => {
      const doc = Node.fromJSON(editor.schema, withRoom(next));
      doc.check();
      editor.view.dispatch(editor.state.tr.replaceWith(0, editor.state.doc.content.size, doc.content).setMeta(ofServer, true));
    },
  };
}

/** An empty text or block has a paragraph to type in; the server knows no empty paragraphs. */
export function withRoom(node: JSONContent): JSONContent {
  if (node.type !== "doc" && node.type !== "container") return node;
  const content = (node.content ?? []).map(withRoom);
  return { ...node, content: content.length ? content : [{ type: "paragraph" }] };
}

/** A block in which nobody wrote anything: the server leaves it out. */
export function isEmpty({ type, content = [], attrs }: JSONContent): boolean {
  if (type === "paragraph" || type === "heading" || type === "note") return !content.some((part) => part.type !== "text" || part.text?.trim());
  if (type === "source") return !attrs?.lines;
  return ["bulletList", "orderedList", "listItem", "blockquote"].includes(type!) && content.every(isEmpty);
}

/** The document without the blocks nobody wrote anything in. */
export const withoutRoom = (doc: JSONContent): JSONContent => ({ ...doc, content: (doc.content ?? []).filter((block) => !isEmpty(block)) });

function insertKind(editor: Editor, kind: BlockKind, options: TextOptions, keysOf: (editor: Editor, pos?: number) => void) {
  if (kind.name === "picture") return void insertPicture(editor, options);
  if (kind.name === "note") return void insertNote(editor);
  if (!kind.template) return;
  insertBlock(editor, kind.template);
  // What a block cannot do without is asked for at once: of an exercise, all of it.
  const block = containerAt(editor.state);
  const asks = kind.name === "exercise" || kind.keys?.some((key) => key.required && key.key !== "kind");
  if (kind.template.type === "container" && block && asks) keysOf(editor, block.pos);
}

function tools(options: TextOptions, keysOf: (editor: Editor, pos?: number) => void): Tool[][] {
  const { findUrl, say, toSource } = options;
  const toggle = (name: string) => (editor: Editor) => void editor.chain().focus().toggleMark(name).run();
  const list = (name: string) => (editor: Editor) => void editor.chain().focus().toggleList(name, "listItem").run();
  const move = (by: -1 | 1) => (editor: Editor) => {
    say(moveBlock(editor, by) ?? (by < 0 ? "Dit blok staat al bovenaan." : "Dit blok staat al onderaan."));
    editor.view.focus();
  };
  return [
    [
      { id: "bold", label: "Vet", icon: "bold", keys: "Ctrl+B", run: toggle("strong"), isOn: (editor) => editor.isActive("strong") },
      { id: "italic", label: "Cursief", icon: "italic", keys: "Ctrl+I", run: toggle("em"), isOn: (editor) => editor.isActive("em") },
      { id: "link", label: "Link", icon: "link", keys: "Ctrl+K", run: (editor) => void editLink(editor, findUrl), isOn: (editor) => editor.isActive("link") },
    ],
    [
      { id: "bullets", label: "Lijst", icon: "bullets", run: list("bulletList"), isOn: (editor) => editor.isActive("bulletList") },
      { id: "numbers", label: "Genummerde lijst", icon: "numbers", run: list("orderedList"), isOn: (editor) => editor.isActive("orderedList") },
    ],
    [
      {
        id: "insert", label: "Blok invoegen", icon: "plus", keys: "/",
        run: (editor) => openPalette(editor, (kind) => insertKind(editor, kind, options, keysOf)),
      },
      { id: "picture", label: "Afbeelding", icon: "picture", run: (editor) => void insertPicture(editor, options) },
      { id: "note", label: "Voetnoot", icon: "note", keys: "Ctrl+Alt+F", run: (editor) => void insertNote(editor) },
    ],
    [
      { id: "up", label: "Blok omhoog", icon: "up", keys: "Alt+Shift+↑", run: move(-1), can: hasBlock },
      { id: "down", label: "Blok omlaag", icon: "down", keys: "Alt+Shift+↓", run: move(1), can: hasBlock },
      {
        id: "remove", label: "Blok weg", icon: "remove", can: hasBlock, run: (editor) => {
          if (removeBlock(editor)) say("Het blok is weg. Ongedaan maken kan met Ctrl+Z.");
          editor.view.focus();
        },
      },
    ],
    [
      { id: "undo", label: "Ongedaan maken", icon: "undo", keys: "Ctrl+Z", run: ({ state, view }) => void undo(state, view.dispatch), can: history.canUndo },
      { id: "redo", label: "Opnieuw", icon: "redo", keys: "Ctrl+Y", run: ({ state, view }) => void redo(state, view.dispatch), can: history.canRedo },
    ],
    [
      { id: "source", label: "Bron", icon: "source", keys: "Ctrl+Alt+M", run: toSource },
      { id: "help", label: "Toetsen", icon: "help", run: (editor) => void showHelp(editor) },
    ],
  ];
}

const refused = new PluginKey<DecorationSet>("refused");

/** Shows at which places the server refused a block. */
export function markRefused({ state, view }: Editor, places: number[]) {
  if (places.length || refused.getState(state) !== DecorationSet.empty) view.dispatch(state.tr.setMeta(refused, places));
}

const refusedPlugin = () => new Plugin<DecorationSet>({
  key: refused,
  state: {
    init: () => DecorationSet.empty,
    apply(tr, set) {
      const places: number[] | undefined = tr.getMeta(refused);
      if (!places) return set.map(tr.mapping, tr.doc);
      if (!places.length) return DecorationSet.empty;
      return DecorationSet.create(tr.doc, places.map((pos) => Decoration.node(
        pos, pos + tr.doc.nodeAt(pos)!.nodeSize, { class: "wj-edittext__refused" })));
    },
  },
  props: { decorations: (state) => refused.getState(state) },
});

function behaviour(options: TextOptions, keysOf: (editor: Editor, pos?: number) => void) {
  const { findUrl, say, toSource, save } = options;
  return Extension.create({
    name: "behaviour",
    priority: 200,
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        historyPlugin({ newGroupDelay: 800 }),
        dropCursor({ width: 3, class: "wj-editor__drop", color: false }),
        gapCursor(),
        pastePlugin({ say, takeFiles: (files) => void insertPicture(editor, options, files) }),
        tableEditing(),
        refusedPlugin(),
        slashPlugin((slash) => openPalette(editor, (kind) => insertKind(editor, kind, options, keysOf), slash)),
        new Plugin({
          appendTransaction: (transactions, _, state) => {
            if (!transactions.some((tr) => tr.docChanged)) return null;
            return headersInPlace(state) ?? roomInEmpty(state);
          },
        }),
      ];
    },
    addInputRules() {
      const { nodes, marks } = this.editor.schema;
      return [
        textblockTypeInputRule({ find: /^(#{2,4})\s$/, type: nodes.heading, getAttributes: ([, signs]) => ({ level: signs.length }) }),
        wrappingInputRule({ find: /^\s*[-*]\s$/, type: nodes.bulletList }),
        wrappingInputRule({ find: /^(\d{1,3})\.\s$/, type: nodes.orderedList, getAttributes: ([, first]) => ({ start: Number(first) }) }),
        wrappingInputRule({ find: /^>\s$/, type: nodes.blockquote }),
        markInputRule({ find: /(?:^|\s)(\*\*(?!\s)([^*]+)\*\*)$/, type: marks.strong }),
        markInputRule({ find: /(?:^|[\s(])(\*(?![\s*])([^*]+)\*)$/, type: marks.em }),
        markInputRule({ find: /(?:^|\s)(`([^`]+)`)$/, type: marks.code }),
      ];
    },
    addKeyboardShortcuts() {
      const { editor } = this;
      const move = (by: -1 | 1) => () => {
        say(moveBlock(editor, by) ?? (by < 0 ? "Dit blok staat al bovenaan." : "Dit blok staat al onderaan."));
        return true;
      };
      const does = (run: () => unknown) => () => {
        run();
        return true;
      };
      const cell = (by: -1 | 1) => inTable(editor.state) && goToNextCell(by)(editor.state, editor.view.dispatch);
      return {
        Enter: () => cellBelow(editor) || backFromNote(editor) || editor.commands.splitListItem("listItem") || outOfBlock(editor),
        Backspace: () => outOfEmpty(editor),
        Tab: () => cell(1) || editor.commands.sinkListItem("listItem"),
        "Shift-Tab": () => cell(-1) || (editor.isActive("listItem") && editor.commands.liftListItem("listItem")),
        "Mod-z": ({ editor: { state, view } }) => undo(state, view.dispatch),
        "Mod-y": ({ editor: { state, view } }) => redo(state, view.dispatch),
        "Mod-Shift-z": ({ editor: { state, view } }) => redo(state, view.dispatch),
        "Mod-k": does(() => editLink(editor, findUrl)),
        "Mod-s": does(save),
        "Mod-Enter": () => writeBelow(editor),
        "Mod-Alt-f": does(() => insertNote(editor)),
        "Mod-Alt-m": does(toSource),
        "Mod-Alt-0": () => editor.commands.setNode("paragraph"),
        "Mod-Alt-2": () => editor.commands.setNode("heading", { level: 2 }),
        "Mod-Alt-3": () => editor.commands.setNode("heading", { level: 3 }),
        "Mod-Alt-4": () => editor.commands.setNode("heading", { level: 4 }),
        "Alt-Enter": does(() => (editor.isActive("image") ? insertPicture(editor, options) : keysOf(editor))),
        "Alt-Shift-ArrowUp": move(-1),
        "Alt-Shift-ArrowDown": move(1),
      };
    },
  });
}

// An emptied text or block keeps a paragraph to type in.
function roomInEmpty(state: Editor["state"]) {
  const tr = state.tr;
  if (state.doc.childCount === 0) tr.insert(0, state.schema.nodes.paragraph.create());
  state.doc.descendants((node, pos) => {
    if (node.type.name === "container" && node.childCount === 0) tr.insert(tr.mapping.map(pos + 1), state.schema.nodes.paragraph.create());
    return !node.isTextblock;
  });
  return tr.docChanged ? tr : null;
}

// A note is one piece of text: Enter goes back to where it is referred to.
function backFromNote(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  if ($from.parent.type.name !== "note") return false;
  const [pos] = notesOf(editor.state.doc).references.get($from.parent.attrs.label) ?? [];
  if (pos !== undefined) editor.chain().setTextSelection(pos + 1).scrollIntoView().run();
  return true;
}

// Enter on an empty last line goes on below the block.
function outOfBlock(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  const block = $from.depth > 1 ? $from.node(-1) : null;
  if (!empty || block?.type.name !== "container" || $from.parent.type.name !== "paragraph" || $from.parent.content.size > 0) return false;
  if (block.childCount < 2 || $from.index(-1) !== block.childCount - 1) return false;
  const [from, to, after] = [$from.before(), $from.after(), $from.after(-1)];
  const tr = editor.state.tr.insert(after, editor.state.schema.nodes.paragraph.create()).delete(from, to);
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after - (to - from) + 1)).scrollIntoView());
  return true;
}

// Backspace in a block with nothing in it takes the block away.
function outOfEmpty(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  const block = blockAt(editor.state);
  const inside = $from.depth > 1 ? $from.node(-1) : null;
  if (!empty || !block || inside?.type.name !== "container" || inside.childCount !== 1 || $from.parent.content.size > 0) return false;
  const pos = $from.before(-1);
  const tr = editor.state.tr.replaceWith(pos, pos + inside.nodeSize, editor.state.schema.nodes.paragraph.create());
  editor.view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(pos + 1))));
  return true;
}

// A note nobody refers to any more: it may go too, but nobody decides that for the author.
function offerNotes(editor: Editor): HTMLElement {
  const place = make("div", { class: "wj-editor__offer", role: "status" });
  let before = new Set(notesOf(editor.state.doc).references.keys());
  let offered = "";
  editor.on("update", () => {
    const { notes, references } = notesOf(editor.state.doc);
    const lonely = [...before].find((label) => !references.has(label) && notes.has(label));
    before = new Set(references.keys());
    if (offered && (references.has(offered) || !notes.has(offered))) {
      offered = "";
      place.replaceChildren();
    }
    if (!lonely) return;
    offered = lonely;
    const close = () => {
      place.replaceChildren();
      editor.view.focus();
    };
    place.replaceChildren(
      make("p", {}, `Naar de bron “${notes.get(lonely)!.node.textContent.slice(0, 60)}” verwijst nu niets meer.`),
      make("button", {
        type: "button", class: "nl-button nl-button--secondary", onclick: () => {
          const { notes: now } = notesOf(editor.state.doc);
          const note = now.get(lonely);
          if (note) editor.view.dispatch(editor.state.tr.delete(note.pos, note.pos + note.node.nodeSize));
          close();
        },
      }, "Haal de bron ook weg"),
      make("button", { type: "button", class: "nl-button nl-button--subtle", onclick: close }, "Laat staan"),
    );
  });
  return place;
}
