// Answers of a learner that could not be sent: kept in this browser, in their order, and sent when there is internet again. Each
// carries the id it was given when it was made, so sending one twice stores it once. Whose they are is a short name that tells
// nothing; on a shared computer somebody else's answers wait until they come back.
type Kept = { whose: string; action: string; body: string };

const storeName = "wj-antwoorden";
let sending = false;

const read = (): Kept[] => {
  try {
    return JSON.parse(localStorage.getItem(storeName) ?? "[]");
  } catch {
    return [];
  }
};

const write = (all: Kept[]) => {
  if (all.length > 0) localStorage.setItem(storeName, JSON.stringify(all));
  else localStorage.removeItem(storeName);
};

/** Keeps an answer; false when this browser keeps nothing. */
export function keep(whose: string, action: string, fields: URLSearchParams): boolean {
  try {
    // A newer answer to the same exercise takes the place of the one that waits.
    write([...read().filter((kept) => kept.whose !== whose || kept.action !== action), { whose, action, body: fields.toString() }]);
    tell(whose);
    return true;
  } catch {
    return false;
  }
}

/** True when an answer to this address waits. */
export const keptAction = (whose: string, action: string) => read().some((kept) => kept.whose === whose && kept.action === action);

/** Sends what waits, now and whenever there is internet again. */
export function sendKept(whose: string, shown: (action: string, page: Document) => void) {
  const send = async () => {
    if (sending) return;
    sending = true;
    try {
      for (let next = mine(); next; next = mine()) {
        const body = new URLSearchParams(next.body);
        // The token of the page that is open now: the old one may be of an earlier session.
        const token = document.querySelector<HTMLInputElement>('input[name="formulier"]');
        if (token) body.set("formulier", token.value);
        const answer = await fetch(next.action, { method: "POST", body });
        if (answer.status >= 500 || answer.status === 429) break;
        if (answer.redirected || answer.status === 400 || answer.status === 401 || answer.status === 403) {
          tell(whose, "Log opnieuw in om je bewaarde antwoorden te versturen.");
          return;
        }
        const { action } = next;
        write(read().filter((kept) => kept.whose !== whose || kept.action !== action));
        if (answer.ok) shown(action, new DOMParser().parseFromString(await answer.text(), "text/html"));
      }
    } catch {
      // Still no internet: the next try comes by itself.
    } finally {
      sending = false;
    }
    tell(whose);
    if (mine()) setTimeout(send, 10_000);
  };
  const mine = () => read().find((kept) => kept.whose === whose);
  addEventListener("online", send);
  tell(whose);
  if (mine()) void send();
}

/** <form data-after-kept>: not sent while answers wait, for they would come too late. */
export function afterKept(form: HTMLFormElement) {
  form.addEventListener("submit", (event) => {
    if (read().length === 0) return;
    event.preventDefault();
    dispatchEvent(new Event("online"));
    document.querySelector<HTMLElement>("[data-kept]")?.focus();
  });
}

// One line at the foot of the page, that says what waits.
function tell(whose: string, message?: string) {
  const count = read().filter((kept) => kept.whose === whose).length;
  let line = document.querySelector<HTMLElement>("[data-kept]");
  if (count === 0) {
    if (line) line.textContent = "Alles is opgeslagen.";
    return;
  }
  if (!line) {
    line = document.createElement("p");
    line.className = "wj-kept";
    line.dataset.kept = "";
    line.tabIndex = -1;
    line.setAttribute("role", "status");
    document.querySelector("main")?.append(line);
  }
  line.textContent = message ?? `${count === 1 ? "1 antwoord staat" : `${count} antwoorden staan`} klaar in deze browser. We versturen ${count === 1 ? "het" : "ze"} zodra je weer internet hebt.`;
}
