// Answers of a learner on their way to the server: kept in this browser from the moment they are sent until the server names them as
// stored, in their order. Each carries the id it was given when it was made, so sending one twice stores it once. Whose they are is a
// short name that tells nothing; on a shared computer somebody else's answers wait until they come back.
type Kept = { whose: string; action: string; body: string };

/** What the server said of an answer; `page` is what it sent along. */
export type Sent = { action: string; stored: boolean; status: number; page: string };

/** Name of the event on the document that tells of one, with a `Sent`. */
export const sentEvent = "wj-sent";

const storeName = "wj-antwoorden";
const tokenName = "formulier";
let sending: Promise<void> | undefined;
let retry: number | undefined;
let trouble: "" | "unreachable" | "signed-out" = "";

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

const mine = (whose: string) => read().filter((kept) => kept.whose === whose);

/** Keeps an answer; false when this browser keeps nothing. */
export function keep(whose: string, action: string, fields: URLSearchParams): boolean {
  const body = new URLSearchParams(fields);
  body.delete(tokenName); // the one of the page that sends it: an old one may be of an earlier session
  try {
    // A newer answer to the same exercise takes the place of the one that waits.
    write([...read().filter((kept) => kept.whose !== whose || kept.action !== action), { whose, action, body: body.toString() }]);
    return true;
  } catch {
    return false;
  }
}

/** True when an answer to this address waits. */
export const waits = (whose: string, action: string) => mine(whose).some((kept) => kept.action === action);

/** Sends what waits, and tries again by itself as long as something does. */
export const flush = (whose: string): Promise<void> => (sending ??= sendAll(whose).finally(() => (sending = undefined)));

/** <span data-keeper="whose">: on a page of theirs what waits is sent, now and whenever there is internet again. */
export function sendKept(keeper: HTMLElement) {
  const whose = keeper.dataset.keeper!;
  addEventListener("online", () => void flush(whose));
  if (mine(whose).length > 0) void flush(whose);
}

/** <form data-after-kept>: not sent while answers wait, for they would come too late. */
export function afterKept(form: HTMLFormElement) {
  const whose = document.querySelector<HTMLElement>("[data-keeper]")?.dataset.keeper;
  form.addEventListener("submit", async (event) => {
    if (!whose || (mine(whose).length === 0 && navigator.onLine)) return;
    event.preventDefault();
    await flush(whose);
    if (mine(whose).length === 0 && navigator.onLine) return form.requestSubmit(event.submitter);
    const line = lineOf();
    if (mine(whose).length === 0) line.textContent = "Je hebt nu geen internet. Alles wat je invulde, is opgeslagen. Probeer het zo nog eens.";
    line.focus();
  });
}

/** An id nobody else makes, also on a page without TLS. */
export function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** True when what is not stored waits because its maker is signed out. */
export const isSignedOut = () => trouble === "signed-out";

/** Where somebody signs in, to come back here. */
export const signInAddress = () => `/inloggen?terug=${encodeURIComponent(location.pathname)}`;

async function sendAll(whose: string) {
  clearTimeout(retry);
  try {
    for (let [next] = mine(whose); next; [next] = mine(whose)) {
      const sent = await send(whose, next);
      if (!sent) break;
      trouble = "";
      const { action, body } = next;
      write(read().filter((kept) => kept.whose !== whose || kept.action !== action || kept.body !== body));
      document.dispatchEvent(new CustomEvent<Sent>(sentEvent, { detail: sent }));
    }
  } catch {
    trouble = "unreachable"; // still no internet: the next try comes by itself
  }
  tell(whose);
  if (mine(whose).length > 0) retry = setTimeout(() => void flush(whose), 10_000);
}

// Only a word that names the answer takes it from the browser. Anything else, whatever its status, may come of a session that ended, a
// server that is away or a network that answers in its place.
async function send(whose: string, { action, body }: Kept): Promise<Sent | undefined> {
  const fields = new URLSearchParams(body);
  const id = fields.get("antwoord");
  for (const isLast of [false, true]) {
    const token = document.querySelector<HTMLInputElement>(`input[name="${tokenName}"]`)?.value;
    if (token) fields.set(tokenName, token);
    const answer = await fetch(action, { method: "POST", body: fields });
    const stored = answer.headers.get("Answer-Stored") === id;
    if (stored || answer.headers.get("Answer-Refused") === id) return { action, stored, status: answer.status, page: await answer.text() };
    // Signed in again meanwhile, in another tab: this page has a token of before.
    if (answer.status === 400 && !isLast && (await renewToken(whose))) continue;
    trouble = answer.status === 400 || answer.status === 401 ? "signed-out" : "unreachable";
    return;
  }
}

// Only of the same person: on a shared computer somebody else may have signed in.
async function renewToken(whose: string): Promise<boolean> {
  const page = new DOMParser().parseFromString(await (await fetch(location.pathname + location.search)).text(), "text/html");
  const token = page.querySelector<HTMLInputElement>(`input[name="${tokenName}"]`)?.value;
  if (!token || page.querySelector<HTMLElement>("[data-keeper]")?.dataset.keeper !== whose) return false;
  document.querySelectorAll<HTMLInputElement>(`input[name="${tokenName}"]`).forEach((field) => (field.value = token));
  return true;
}

// One line at the foot of the page, that says what waits; none as long as all goes well.
function tell(whose: string) {
  const count = mine(whose).length;
  if (count === 0) {
    const line = document.querySelector<HTMLElement>("[data-kept]");
    if (line) line.textContent = "Alles is opgeslagen.";
    return;
  }
  if (!trouble) return;
  const line = lineOf();
  const what = count === 1 ? "1 antwoord staat" : `${count} antwoorden staan`;
  line.textContent = `${what} klaar in deze browser. ${trouble === "signed-out" ? "Je bent niet meer ingelogd. " : `We versturen ${count === 1 ? "het" : "ze"} zodra je weer internet hebt.`}`;
  if (trouble === "signed-out") line.append(signInLink());
}

/** A link to sign in with, and come back. */
export function signInLink() {
  const link = document.createElement("a");
  link.className = "nl-link";
  link.href = signInAddress();
  link.textContent = "Log in en ga verder";
  return link;
}

function lineOf(): HTMLElement {
  const known = document.querySelector<HTMLElement>("[data-kept]");
  if (known) return known;
  const line = document.createElement("p");
  line.className = "wj-kept";
  line.dataset.kept = "";
  line.tabIndex = -1;
  line.setAttribute("role", "status");
  document.querySelector("main")?.append(line);
  return line;
}
