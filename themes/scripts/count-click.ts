// <div data-asked>: tells the server at which place of the results somebody clicked: the number, and nothing else.
export function countClicks(results: HTMLElement) {
  const main = results.closest("main") ?? document.body;
  main.addEventListener("click", (event) => {
    const link = (event.target as HTMLElement).closest("a");
    if (!link) return;
    const entries = [...results.querySelectorAll(".wj-entry__title a")];
    const place = link.closest(".wj-answer, .wj-promoted") ? 0 : entries.indexOf(link) + 1 + Number(results.dataset.before);
    if (place > 0 && !entries.includes(link)) return;
    navigator.sendBeacon(`/api/zoeken/klik?plaats=${place}`);
  });
}
