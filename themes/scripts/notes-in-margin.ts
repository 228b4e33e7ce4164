// On wide screens each footnote also stands in the margin beside its first reference. A copy for the eye only:
// a screen reader and a printer keep the list at the end.
const wide = matchMedia("(min-width: 75rem)");
const gap = 12; // px between two notes in the margin

export function notesInMargin(text: HTMLElement) {
  const notes: [reference: HTMLElement, copy: HTMLElement][] = [];

  const make = () => {
    for (const reference of text.querySelectorAll<HTMLAnchorElement>("a[role='doc-noteref']")) {
      const note = document.getElementById(reference.hash.slice(1));
      if (!note || !/^nootref-\d+$/.test(reference.id)) continue; // a later reference to the same note
      const copy = document.createElement("small");
      copy.className = "wj-margin-note";
      copy.setAttribute("aria-hidden", "true");
      const number = document.createElement("b");
      number.textContent = `${reference.textContent} `;
      copy.append(number, noteText(note));
      text.append(copy);
      notes.push([reference, copy]);
    }
  };

  const place = () => {
    if (!wide.matches) return;
    if (!notes.length) make();
    const origin = text.getBoundingClientRect().top;
    let free = 0;
    for (const [reference, copy] of notes) {
      const inFold = reference.closest("details:not([open])");
      copy.hidden = inFold !== null;
      if (inFold) continue;
      const top = Math.max(free, reference.getBoundingClientRect().top - origin - 4);
      copy.style.top = `${top}px`;
      free = top + copy.offsetHeight + gap;
    }
  };

  place();
  document.fonts?.ready.then(place);
  new ResizeObserver(place).observe(text);
}

function noteText(note: HTMLElement) {
  const clone = note.cloneNode(true) as HTMLElement;
  clone.querySelectorAll("[role='doc-backlink']").forEach((link) => link.remove());
  return clone.textContent!.trim();
}
