// <a data-leave>: away at once, also with Escape pressed three times quickly; "back" does not lead here again.
export function leavePage(link: HTMLAnchorElement) {
  const leave = () => location.replace(link.href);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let presses: number[] = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    presses = [...presses, event.timeStamp].filter((time) => event.timeStamp - time < 1500);
    if (presses.length < 3) return;
    event.preventDefault(); // Escape also stops a page that loads, and that is where we go
    leave();
  });
}
