// Pasting and dropping: cleaned before the editor's schema reads it, notes to the end of the text, and a sentence about what stayed behind.
import { Plugin, Selection } from "@tiptap/pm/state";
import { cleanPasted, longest, plainSigns, tooMuch } from "./clean-pasted";
import { newLabel, notesOf } from "./commands";

type Options = {
  say: (text: string) => void;
  /** Files that were pasted or dropped. */
  takeFiles: (files: File[]) => void;
};

export function pastePlugin({ say, takeFiles }: Options) {
  let waiting: { label: string; text: string }[] = [];
  const filesOf = (data: DataTransfer | null) => (data?.types.includes("text/html") ? [] : [...(data?.files ?? [])]);
  return new Plugin({
    props: {
      transformPastedHTML(html, view) {
        const { notes, references } = notesOf(view.state.doc);
        const taken = new Set([...notes.keys(), ...references.keys()]);
        const cleaned = cleanPasted(html, (text) => {
          const label = newLabel(text, taken);
          taken.add(label);
          return label;
        });
        waiting = cleaned.notes.filter(({ label }) => !notes.has(label));
        if (cleaned.told.length) say(cleaned.told.join(" "));
        return cleaned.html;
      },
      transformPastedText(text) {
        if (text.length <= longest) return plainSigns(text);
        say(tooMuch(text.length));
        return "";
      },
      handlePaste(_, event) {
        const files = filesOf(event.clipboardData);
        if (files.length) takeFiles(files);
        return files.length > 0;
      },
      handleDrop(view, event) {
        const files = filesOf(event.dataTransfer);
        if (files.length) {
          event.preventDefault();
          // They come where they were dropped.
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
          if (at) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))));
          takeFiles(files);
        }
        return files.length > 0;
      },
    },
    // In one go with what was pasted, so that it is taken back in one go too.
    appendTransaction(transactions, _, { doc, tr, schema }) {
      if (!waiting.length || !transactions.some((one) => one.docChanged)) return null;
      const { notes, references } = notesOf(doc);
      for (const { label, text } of waiting) {
        if (text && references.has(label) && !notes.has(label)) tr.insert(tr.doc.content.size, schema.nodes.note.create({ label }, schema.text(text)));
      }
      waiting = [];
      return tr.docChanged ? tr : null;
    },
  });
}
