// <button data-print hidden>: prints; what is folded is unfolded for the paper.
export function printPage(button: HTMLButtonElement) {
  button.hidden = false;
  button.addEventListener("click", () => print());
  const folded = () => document.querySelectorAll<HTMLDetailsElement>("main details:not([open])");
  let opened: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    opened = [...folded()];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
