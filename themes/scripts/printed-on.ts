// <span data-printed>: says on paper when it was printed.
export function printedOn(place: HTMLElement) {
  const show = () => {
    place.textContent = `Afgedrukt op ${new Date().toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" })}.`;
  };
  show();
  addEventListener("beforeprint", show);
}
