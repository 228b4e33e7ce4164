// <div data-word-search>: click or choose the first and the last letter of a word; it is written behind a clue. Typing it works as well.
type Cell = { row: number; column: number; element: HTMLTableCellElement };

export function searchWords(box: HTMLElement) {
  const table = box.querySelector("table")!;
  const grid: Cell[][] = [...table.rows].map((line, row) => [...line.cells].map((element, column) => ({ row, column, element })));
  const fields = [...document.querySelectorAll<HTMLInputElement>(`[id="${box.dataset.wordSearch}-woorden"] input`)];
  const status = document.createElement("p");
  status.className = "wj-grid__status";
  status.setAttribute("role", "status");
  status.textContent = "Klik op de eerste en dan op de laatste letter van een woord. Of typ het woord hieronder.";
  box.append(status);
  table.setAttribute("role", "grid");

  let active = fields[0];
  let first: Cell | undefined;
  let at = grid[0][0];
  for (const field of fields) field.addEventListener("focus", () => (active = field));

  const nameOf = (field: HTMLInputElement) => field.labels![0].textContent!.trim();
  const goTo = (cell?: Cell) => {
    if (!cell) return;
    at.element.tabIndex = -1;
    at = cell;
    at.element.tabIndex = 0;
    at.element.focus();
  };

  const start = (cell?: Cell) => {
    first?.element.removeAttribute("aria-selected");
    first = cell;
    first?.element.setAttribute("aria-selected", "true");
  };

  const between = (from: Cell, to: Cell) => {
    const [down, right] = [to.row - from.row, to.column - from.column];
    const length = Math.max(Math.abs(down), Math.abs(right));
    if (down && right && Math.abs(down) !== Math.abs(right)) return undefined;
    return Array.from({ length: length + 1 }, (_, i) => grid[from.row + Math.sign(down) * i][from.column + Math.sign(right) * i]);
  };

  const choose = (cell: Cell) => {
    if (!first) {
      start(cell);
      status.textContent = `Begin: ${cell.element.textContent}. Kies nu de laatste letter.`;
      return;
    }
    const cells = between(first, cell);
    start();
    if (!cells || cells.length < 2) {
      status.textContent = cells ? "Je begint opnieuw." : "Die letters liggen niet op één lijn. Kies opnieuw een eerste letter.";
      return;
    }
    const word = cells.map(({ element }) => element.textContent).join("").toLowerCase();
    const field = active.value ? (fields.find((one) => !one.value) ?? active) : active;
    field.value = word;
    for (const { element } of cells) element.classList.add("wj-grid__found");
    status.textContent = `${word} staat nu bij: ${nameOf(field)}`;
    field.dispatchEvent(new Event("change", { bubbles: true })); // as when one types it
  };

  for (const cell of grid.flat()) {
    const { row, column, element } = cell;
    element.setAttribute("role", "gridcell");
    element.tabIndex = cell === at ? 0 : -1;
    element.setAttribute("aria-label", `rij ${row + 1}, kolom ${column + 1}, ${element.textContent}`);
    element.addEventListener("click", () => {
      goTo(cell);
      choose(cell);
    });
  }
  table.addEventListener("keydown", (event) => {
    const { row, column } = at;
    const way = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (way) goTo(grid[row + way[0]]?.[column + way[1]]);
    else if (event.key === "Home") goTo(grid[row][0]);
    else if (event.key === "End") goTo(grid[row].at(-1));
    else if (event.key === "Enter" || event.key === " ") choose(at);
    else if (event.key === "Escape" && first) start();
    else return;
    event.preventDefault();
  });
}
