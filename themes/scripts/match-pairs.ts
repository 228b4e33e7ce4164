// <ul data-match>: instead of selects, pick a card and then click the place where it goes. The selects stay, hidden, and carry the answer.
export function matchPairs(list: HTMLElement) {
  const selects = [...list.querySelectorAll("select")];
  const pool = document.createElement("div");
  const status = document.createElement("p");
  pool.className = "wj-pool";
  pool.setAttribute("role", "group");
  pool.setAttribute("aria-label", "Kaartjes: kies er een en klik dan waar het bij hoort");
  status.className = "wj-hidden";
  status.setAttribute("role", "status");
  list.before(pool);
  list.after(status);

  let picked: HTMLButtonElement | undefined;
  const pick = (card?: HTMLButtonElement) => {
    picked?.setAttribute("aria-pressed", "false");
    picked = card;
    picked?.setAttribute("aria-pressed", "true");
    list.classList.toggle("wj-pairs--picking", !!picked);
  };

  const cards = [...selects[0].options].slice(1).map((option) => {
    const card = document.createElement("button");
    card.type = "button";
    card.className = "wj-pool__card";
    card.value = option.value;
    card.textContent = option.text;
    card.setAttribute("aria-pressed", "false");
    card.addEventListener("click", () => {
      pick(picked === card ? undefined : card);
      status.textContent = picked ? `Gekozen: ${card.textContent}. Kies nu waar het bij hoort.` : "";
    });
    return card;
  });
  pool.append(...cards);

  const places = selects.map((select) => {
    const place = document.createElement("button");
    const name = document.getElementById(select.getAttribute("aria-labelledby")!)!.textContent!.trim();
    place.type = "button";
    place.className = "wj-pairs__place";
    place.addEventListener("click", () => {
      if (picked) {
        for (const other of selects) if (other.value === picked.value) other.value = "";
        select.value = picked.value;
        status.textContent = `${picked.textContent} ligt nu bij ${name}`;
        pick();
      } else if (select.value) {
        const card = cards.find((one) => one.value === select.value)!;
        select.value = "";
        status.textContent = `${card.textContent} ligt weer bij de kaartjes`;
      } else {
        status.textContent = "Kies eerst een kaartje.";
      }
      show();
      list.dispatchEvent(new Event("change", { bubbles: true })); // as a field that one changes says by itself
    });
    select.hidden = true;
    select.after(place);
    return { select, place, name };
  });

  const show = () => {
    for (const { select, place, name } of places) {
      const text = select.value ? select.selectedOptions[0].text : "Leg hier een kaartje";
      place.textContent = text;
      place.classList.toggle("wj-pairs__place--full", !!select.value);
      place.setAttribute("aria-label", `${name}: ${text}`);
    }
    for (const card of cards) card.hidden = selects.some((select) => select.value === card.value);
  };
  show();
}
