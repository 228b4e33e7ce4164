// <details data-menu>: Escape and a click elsewhere close it, as people expect of a menu.
export function closeMenu(menu: HTMLDetailsElement) {
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target as Node)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}
