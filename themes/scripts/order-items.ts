// <ol data-order>: the numbered selects become buttons to move an item up or down. The selects stay, hidden, and carry the answer.
export function orderItems(list: HTMLElement) {
  const items = () => [...list.children] as HTMLLIElement[];
  const selectOf = (item: Element) => item.querySelector("select")!;
  const nameOf = (item: Element) => item.querySelector(".wj-order__text")!.textContent!.trim();
  const status = document.createElement("p");
  status.className = "wj-hidden";
  status.setAttribute("role", "status");
  list.after(status);

  const number = () =>
    items().forEach((item, at) => {
      selectOf(item).value = String(at + 1);
      const [up, down] = item.querySelectorAll("button");
      up.setAttribute("aria-disabled", String(at === 0));
      down.setAttribute("aria-disabled", String(at === list.children.length - 1));
    });

  const move = (item: HTMLLIElement, by: -1 | 1, button: HTMLButtonElement) => {
    const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    by < 0 ? other.before(item) : other.after(item);
    number();
    list.dispatchEvent(new Event("change", { bubbles: true })); // as a field that one changes says by itself
    button.focus(); // moving it in the document takes the focus away
    status.textContent = `${nameOf(item)}: nu plaats ${items().indexOf(item) + 1} van ${list.children.length}`;
  };

  const chosen = items().map((item) => Number(selectOf(item).value));
  if (new Set(chosen).size === chosen.length && !chosen.includes(0)) {
    list.append(...items().sort((a, b) => Number(selectOf(a).value) - Number(selectOf(b).value)));
  }
  for (const item of items()) {
    selectOf(item).hidden = true;
    const buttons = document.createElement("span");
    buttons.className = "wj-order__buttons";
    for (const [by, word] of [[-1, "hoger"], [1, "lager"]] as const) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = `wj-order__move wj-order__move--${by < 0 ? "up" : "down"}`;
      button.setAttribute("aria-label", `Zet ${word}: ${nameOf(item)}`);
      button.addEventListener("click", () => move(item, by, button));
      buttons.append(button);
    }
    item.append(buttons);
  }
  list.classList.add("wj-order--moving");
  number();
}
