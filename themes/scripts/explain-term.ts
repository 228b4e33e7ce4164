// <a data-term href="#note">: opens and closes the explanation in place. Without script the same link goes to the note (:target).
export function explainTerm(term: HTMLAnchorElement) {
  const note = document.getElementById(term.hash.slice(1));
  if (!note) return;
  const show = (open: boolean) => {
    note.toggleAttribute("data-open", open);
    term.setAttribute("aria-expanded", String(open));
  };
  const close = () => {
    show(false);
    term.focus();
  };
  term.setAttribute("aria-controls", note.id);
  show(location.hash === term.hash);
  term.addEventListener("click", (event) => {
    event.preventDefault();
    show(!note.hasAttribute("data-open"));
  });
  note.querySelector(".wj-term-note__close")?.addEventListener("click", (event) => {
    event.preventDefault();
    close();
  });
  for (const element of [term, note]) {
    element.addEventListener("keydown", (event) => {
      if ((event as KeyboardEvent).key === "Escape" && note.hasAttribute("data-open")) close();
    });
  }
}
