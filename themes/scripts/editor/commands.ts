// What an author does to blocks, apart from typing in them: put one in, move it, take it away; notes; rows and columns.
import type { Editor, JSONContent } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, Selection, TextSelection } from "@tiptap/pm/state";
import {
  addColumnAfter, addColumnBefore, addRow, addRowAfter, CellSelection, deleteColumn, deleteRow, deleteTable, isInTable, selectedRect,
} from "@tiptap/pm/tables";

/** A block among its brothers. */
type Unit = { node: Node; parent: Node; index: number; pos: number; depth: number };

/** The blocks around the selection, from the inside out. */
export function unitsAt({ selection }: EditorState): Unit[] {
  const { $from } = selection;
  const units: Unit[] = [];
  if (selection instanceof NodeSelection && selection.node.isBlock) {
    units.push({ node: selection.node, parent: $from.parent, index: $from.index(), pos: $from.pos, depth: $from.depth + 1 });
  }
  for (let depth = $from.depth; depth > 0; depth--) {
    units.push({ node: $from.node(depth), parent: $from.node(depth - 1), index: $from.index(depth - 1), pos: $from.before(depth), depth });
  }
  return units;
}

const holdsBlocks = (parent: Node) => parent.type.name === "doc" || parent.type.name === "container";

/** The container the selection stands in. */
export const containerAt = (state: EditorState) => unitsAt(state).find(({ node }) => node.type.name === "container");

/** The innermost block that stands in the text or in a container. */
export const blockAt = (state: EditorState) => unitsAt(state).find(({ parent }) => holdsBlocks(parent));

/** Moves the innermost block or item that can go that way; says its new place, or null when none can. */
export function moveBlock(editor: Editor, by: -1 | 1): string | null {
  const { state } = editor;
  const unit = unitsAt(state).find(({ node, parent, index }) =>
    (holdsBlocks(parent) || node.type.name === "listItem") && index + by >= 0 && index + by < parent.childCount);
  if (!unit) return null;
  const { node, parent, index, pos } = unit;
  const step = by * parent.child(index + by).nodeSize;
  const tr = state.tr.delete(pos, pos + node.nodeSize).insert(pos + step, node);
  const { anchor, head } = state.selection;
  const inside = (at: number) => Math.min(pos + node.nodeSize, Math.max(pos, at)) + step;
  tr.setSelection(state.selection instanceof NodeSelection
    ? NodeSelection.create(tr.doc, inside(state.selection.from))
    : TextSelection.between(tr.doc.resolve(inside(anchor)), tr.doc.resolve(inside(head))));
  editor.view.dispatch(tr.scrollIntoView());
  return `Nu op plaats ${index + by + 1} van ${parent.childCount}.`;
}

/** Takes the innermost block away. */
export function removeBlock(editor: Editor): boolean {
  const block = blockAt(editor.state);
  if (!block) return false;
  const tr = editor.state.tr.delete(block.pos, block.pos + block.node.nodeSize);
  editor.view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(block.pos, tr.doc.content.size)))).scrollIntoView());
  return true;
}

// What the checks say may stand in what; elsewhere a block comes below the one it cannot stand in.
const mayHold = (container: string, node: Node) => {
  const name = node.type.name === "container" ? `${node.attrs.name}` : "";
  if (node.type.name === "heading") return false;
  if (!name) return true;
  if (container === "exercise") return ["callout", "figure", "quote", "video", "file"].includes(name);
  return name !== "exercise" && name !== container && (container === "callout" || container === "accordion");
};

/** Puts a block where the cursor is: in place of an empty paragraph, else below the block that is there. */
export function insertBlock(editor: Editor, content: JSONContent) {
  const { state } = editor;
  const node = state.schema.nodeFromJSON(content);
  const units = unitsAt(state).filter(({ parent }) => holdsBlocks(parent));
  const block = units.find(({ parent }) => parent.type.name === "doc" || mayHold(parent.attrs.name, node));
  const tr = state.tr;
  let at = block ? block.pos + block.node.nodeSize : state.doc.content.size;
  if (block?.node.type.name === "note") at = endOfText(state.doc);
  if (block && block.node.type.name === "paragraph" && block.node.content.size === 0) {
    tr.replaceWith((at = block.pos), block.pos + block.node.nodeSize, node);
  } else {
    tr.insert(at, node);
  }
  const $inside = tr.doc.resolve(at + 1);
  tr.setSelection(node.isAtom ? NodeSelection.create(tr.doc, at) : Selection.near($inside, 1));
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
}

/** A new paragraph below the block at the top that the selection stands in. */
export function writeBelow(editor: Editor): boolean {
  const { state } = editor;
  const top = unitsAt(state).find(({ parent }) => parent.type.name === "doc");
  const at = top ? top.pos + top.node.nodeSize : state.doc.content.size;
  const tr = state.tr.insert(at, state.schema.nodes.paragraph.create());
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  return true;
}

/** Where the notes at the end begin. */
export function endOfText(doc: Node): number {
  let at = doc.content.size;
  for (let i = doc.childCount - 1; i >= 0 && doc.child(i).type.name === "note"; i--) at -= doc.child(i).nodeSize;
  return at;
}

/** The notes of a text and where each is referred to. */
export function notesOf(doc: Node) {
  const notes = new Map<string, { pos: number; node: Node }>();
  const references = new Map<string, number[]>();
  doc.descendants((node, pos) => {
    if (node.type.name === "note") notes.set(node.attrs.label, { pos, node });
    if (node.type.name !== "noteReference") return;
    references.set(node.attrs.label, [...(references.get(node.attrs.label) ?? []), pos]);
  });
  return { notes, references };
}

/** A name for a note, from its first words: "riec-midden-nederland". */
export function newLabel(text: string, taken: ReadonlySet<string>): string {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter(Boolean);
  let label = "";
  for (const word of words) {
    if (label && label.length + word.length > 24) break;
    label += (label && "-") + word.slice(0, 24);
  }
  label ||= "bron";
  for (let number = 1; ; number++) {
    const name = number === 1 ? label : `${label}-${number}`;
    if (!taken.has(name)) return name;
  }
}

/** Refers to a note that is there, or to a new one with this text. */
export function addNote(editor: Editor, note: { label: string } | { text: string }): boolean {
  const { state } = editor;
  const { $to } = state.selection;
  const { notes, references } = notesOf(state.doc);
  if (!$to.parent.inlineContent || $to.parent.type.spec.code || $to.parent.type.name === "note") return false;
  const label = "label" in note ? note.label : newLabel(note.text, new Set([...notes.keys(), ...references.keys()]));
  const tr = state.tr.insert($to.pos, state.schema.nodes.noteReference.create({ label }));
  if ("text" in note) tr.insert(tr.doc.content.size, state.schema.nodes.note.create({ label }, state.schema.text(note.text)));
  tr.setSelection(TextSelection.create(tr.doc, $to.pos + 1));
  editor.view.dispatch(tr.scrollIntoView());
  return true;
}

/** What can be done in a table. The first row is its header, and stays. */
export const tableActions: { id: string; label: string; run: (editor: Editor) => boolean; can?: (state: EditorState) => boolean }[] = [
  {
    id: "row-above", label: "Rij erboven", can: (state) => selectedRect(state).top > 0,
    run: ({ state, view }) => {
      const rect = selectedRect(state);
      view.dispatch(addRow(state.tr, rect, rect.top));
      return true;
    },
  },
  { id: "row-below", label: "Rij eronder", run: ({ state, view }) => addRowAfter(state, view.dispatch) },
  {
    id: "row-away", label: "Rij weg", run: ({ state, view }) => deleteRow(state, view.dispatch),
    can: (state) => selectedRect(state).top > 0 && selectedRect(state).map.height > 2,
  },
  { id: "column-left", label: "Kolom links", run: ({ state, view }) => addColumnBefore(state, view.dispatch) },
  { id: "column-right", label: "Kolom rechts", run: ({ state, view }) => addColumnAfter(state, view.dispatch) },
  {
    id: "column-away", label: "Kolom weg", run: ({ state, view }) => deleteColumn(state, view.dispatch),
    can: (state) => selectedRect(state).map.width > 1,
  },
  { id: "column-side", label: "Getallen rechts", run: alignColumn },
  { id: "table-away", label: "Tabel weg", run: ({ state, view }) => deleteTable(state, view.dispatch) },
];

/** True when the cursor stands in a table. */
export const inTable = (state: EditorState) => isInTable(state);

function alignColumn({ state, view }: Editor): boolean {
  const { map, table, tableStart, left } = selectedRect(state);
  const side = table.nodeAt(map.map[left])?.attrs.side === "right" ? null : "right";
  const tr = state.tr;
  for (let row = 0; row < map.height; row++) tr.setNodeAttribute(tableStart + map.map[row * map.width + left], "side", side);
  view.dispatch(tr);
  return true;
}

/** From a cell to the one below it; below the last row comes a new one. */
export function cellBelow(editor: Editor): boolean {
  if (!isInTable(editor.state) || editor.state.selection instanceof CellSelection) return false;
  const { bottom, map } = selectedRect(editor.state);
  if (bottom === map.height) addRowAfter(editor.state, editor.view.dispatch);
  const { left, map: now, tableStart } = selectedRect(editor.state);
  const pos = tableStart + now.map[bottom * now.width + left];
  editor.view.dispatch(editor.state.tr.setSelection(Selection.near(editor.state.doc.resolve(pos + 2))).scrollIntoView());
  return true;
}

/** First rows are headers and the others are not, whatever was pasted or taken away. */
export function headersInPlace(state: EditorState) {
  const tr = state.tr;
  const { tableHeader, tableCell } = state.schema.nodes;
  state.doc.descendants((table, tablePos) => {
    if (table.type.name !== "table") return table.type.name !== "paragraph";
    table.forEach((row, rowAt, rowIndex) => row.forEach((cell, cellAt) => {
      const wanted = rowIndex === 0 ? tableHeader : tableCell;
      if (cell.type !== wanted) tr.setNodeMarkup(tablePos + 1 + rowAt + 1 + cellAt, wanted, cell.attrs);
    }));
    return false;
  });
  return tr.docChanged ? tr : null;
}
