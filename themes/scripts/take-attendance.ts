// <div data-attendance="whose">: the list of who is there, for at the door. What is tapped shows at once, is kept in this browser until the
// server names it as stored, and is sent in its order, now or when there is internet again. Each tap has an id, so that sending it twice
// stores it once, and says how long ago it was: of two phones the last tap counts, whichever sends first and whatever their clocks say.
import { newId, signInLink } from "./keep-answers";

type Kept = { whose: string; id: string; who: string; at: number; present: boolean; name: string; action: string; fields: Record<string, string> };

const storeName = "wj-aanwezig";
const tokenName = "formulier";
const pause = 15_000; // ms between looks at what others did
const again = 10_000; // ms until what could not be sent is tried again
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function takeAttendance(root: HTMLElement) {
  const whose = root.dataset.attendance!;
  const page = location.pathname;
  const find = <T extends HTMLElement>(mark: string, part: ParentNode = root) => part.querySelector<T>(`[data-attend-${mark}]`)!;
  const [list, search, unsent, said, none] = ["list", "search", "unsent", "said", "none"].map((mark) => find(mark));
  const isPart = list.hasAttribute("data-attend-part"); // too many for one page: the portal counts and searches
  const rows = () => [...list.querySelectorAll<HTMLElement>("[data-who]")];
  let sending: Promise<void> | undefined;
  let retry: number | undefined;
  let trouble: "" | "unreachable" | "signed-out" = "";
  let refusal = "";
  let changes = 0; // what is read from the server before the last of them is old

  const read = (): Kept[] => {
    try {
      return JSON.parse(localStorage.getItem(storeName) ?? "[]");
    } catch {
      return [];
    }
  };
  const write = (all: Kept[]) => {
    changes++;
    if (all.length > 0) localStorage.setItem(storeName, JSON.stringify(all));
    else localStorage.removeItem(storeName);
  };
  const mine = () => read().filter((kept) => kept.whose === whose);

  // False when this browser keeps nothing: then the form goes the usual way.
  function keep(tap: Omit<Kept, "whose" | "at">): boolean {
    try {
      write([...read(), { ...tap, whose, at: Date.now() }]);
      return true;
    } catch {
      return false;
    }
  }

  function show(row: HTMLElement, present: boolean, waits: boolean) {
    row.dataset.there = String(present);
    row.classList.toggle("wj-attendee--waits", waits);
    row.querySelector("[data-state]")!.textContent = [present ? "is er" : "", waits ? "nog niet verstuurd" : ""].filter(Boolean).join(", ");
    const button = row.querySelector<HTMLButtonElement>("button")!;
    button.value = `${row.dataset.who} ${present ? 0 : 1}`;
    button.classList.toggle("nl-button--primary", !present);
    button.classList.toggle("nl-button--subtle", present);
    button.querySelector("[data-verb]")!.textContent = present ? "Toch niet" : "Aanwezig";
  }

  function add(who: string, name: string, about: string): HTMLElement {
    const row = find<HTMLTemplateElement>("new").content.firstElementChild!.cloneNode(true) as HTMLElement;
    row.dataset.who = who;
    row.id = `wie-${who}`;
    row.querySelector("button")!.id = `tik-${who}`;
    row.querySelectorAll("[data-name]").forEach((part) => (part.textContent = name));
    row.querySelector("[data-about]")!.textContent = about;
    list.querySelector("ul")!.append(row);
    return row;
  }

  // What waits stands over what the server said: it is later.
  function tell() {
    const kept = mine();
    const waiting = new Set(kept.map((tap) => tap.who));
    for (const tap of kept.filter((tap) => tap.action.startsWith(page))) {
      const row = rows().find((row) => row.dataset.who === tap.who) ?? add(tap.who, tap.name, tap.fields.Organisatie ?? "");
      show(row, tap.present, true);
    }
    for (const row of rows()) if (!waiting.has(row.dataset.who!)) show(row, row.dataset.there === "true", false);
    filter();
    tellUnsent(kept.length);
    if (isPart) return;
    const there = rows().filter((row) => row.dataset.there === "true").length;
    const strong = document.createElement("strong");
    strong.textContent = String(there);
    find("count").replaceChildren(strong, ` van ${rows().length} ${rows().length === 1 ? "is" : "zijn"} er`);
  }

  function tellUnsent(count: number) {
    if (count === 0) {
      if (!unsent.hidden) unsent.textContent = refusal || "Alles is verstuurd.";
    } else if (trouble) {
      unsent.hidden = false;
      const what = count === 1 ? "1 wijziging is" : `${count} wijzigingen zijn`;
      const then = trouble === "signed-out" ? "Je bent niet meer ingelogd. " : "Dat gebeurt vanzelf zodra je weer internet hebt. Laat deze pagina open.";
      unsent.textContent = `${what} nog niet verstuurd. ${then}`;
      if (trouble === "signed-out") unsent.append(signInLink());
    }
    unsent.classList.toggle("wj-attend__unsent--waits", count > 0);
  }

  function filter() {
    if (isPart) return;
    const words = plain((search as HTMLInputElement).value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const row of rows()) {
      const text = plain(`${row.querySelector("[data-name]")!.textContent} ${row.querySelector("[data-about]")!.textContent}`);
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) found++;
    }
    none.hidden = found > 0 || rows().length === 0;
  }

  const flush = (): Promise<void> => (sending ??= sendAll().finally(() => (sending = undefined)));

  async function sendAll() {
    clearTimeout(retry);
    let sent = 0;
    try {
      for (let [next] = mine(); next; [next] = mine()) {
        if (!(await send(next))) break;
        trouble = "";
        sent++;
        const { id } = next;
        write(read().filter((kept) => kept.id !== id));
      }
    } catch {
      trouble = "unreachable"; // no internet: the next try comes by itself
    }
    tell();
    if (mine().length > 0) retry = setTimeout(() => void flush(), again);
    else if (sent > 0) void refresh();
  }

  // Only a word that names the tap takes it from the browser (see Beheer/Agenda/Aanwezig.cshtml.cs).
  async function send(kept: Kept): Promise<boolean> {
    for (const isLast of [false, true]) {
      const fields = new URLSearchParams({ ...kept.fields, tap: kept.id, geleden: String(Math.max(0, Date.now() - kept.at)) });
      fields.set(tokenName, root.querySelector<HTMLInputElement>(`input[name="${tokenName}"]`)?.value ?? "");
      const answer = await fetch(kept.action, { method: "POST", body: fields });
      if (answer.headers.get("Tap-Stored") === kept.id) return true;
      if (answer.headers.get("Tap-Refused") === kept.id) {
        refusal = `Niet opgeslagen: ${kept.name}. ${await answer.text()}`;
        unsent.hidden = false;
        return true;
      }
      // Signed in again meanwhile, in another tab: this page has a token of before.
      if (answer.status === 400 && !isLast && (await fresh())) continue;
      trouble = answer.status === 400 || answer.redirected ? "signed-out" : "unreachable";
      return false;
    }
    return false;
  }

  // The page as it is now, of the same coordinator: on a shared phone somebody else may have signed in.
  async function fresh(): Promise<HTMLElement | undefined> {
    const answer = await fetch(isPart ? page + location.search : page, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const other = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector<HTMLElement>("[data-attendance]");
    if (other?.dataset.attendance !== whose) return;
    const token = other.querySelector<HTMLInputElement>(`input[name="${tokenName}"]`)?.value ?? "";
    root.querySelectorAll<HTMLInputElement>(`input[name="${tokenName}"]`).forEach((field) => (field.value = token));
    return other;
  }

  async function refresh() {
    try {
      const before = changes;
      const other = await fresh();
      if (!other || before !== changes) return;
      // Who is at a button keeps their place there.
      const at = list.contains(document.activeElement) ? document.activeElement!.id : "";
      list.replaceChildren(...find("list", other).childNodes);
      tell();
      if (at) document.getElementById(at)?.focus();
    } catch {
      // no connection for a moment
    }
  }

  function tap(button: HTMLButtonElement): boolean {
    const row = button.closest<HTMLElement>("[data-who]")!;
    const [who, present] = [row.dataset.who!, button.value.endsWith("1")];
    const name = row.querySelector("[data-name]")!.textContent!;
    const fields = { wie: who, present: String(present) };
    if (!keep({ id: newId(), who, present, name, action: `${page}?handler=tik`, fields })) return false;
    say(`${name} ${present ? "is er" : "is er toch niet"}.`);
    return true;
  }

  function walkIn(form: HTMLFormElement): boolean {
    const [name, address] = ["Naam", "Adres"].map((field) => form.elements.namedItem(field) as HTMLInputElement);
    name.setCustomValidity(name.value.trim() ? "" : "Vul een naam in.");
    address.setCustomValidity(/^(\s*|\s*\S+@\S+\.\S+\s*)$/.test(address.value) ? "" : "Dit is geen e-mailadres. Schrijf het zoals naam@organisatie.nl");
    for (const field of [name, address]) field.oninput = () => field.setCustomValidity("");
    if (!form.reportValidity()) return true;
    const fields: Record<string, string> = {};
    for (const field of ["Naam", "Adres", "Organisatie", "wie"]) fields[field] = (form.elements.namedItem(field) as HTMLInputElement).value.trim();
    if (!keep({ id: fields.wie, who: fields.wie, present: true, name: fields.Naam, action: `${page}?handler=binnen`, fields })) return false;
    form.reset();
    (form.elements.namedItem("wie") as HTMLInputElement).value = newId();
    say(`${fields.Naam} staat op aanwezig.`);
    name.focus();
    return true;
  }

  function say(sentence: string) {
    said.textContent = sentence;
    refusal = "";
  }

  root.addEventListener("submit", (event) => {
    const [form, button] = [event.target as HTMLFormElement, event.submitter as HTMLButtonElement | null];
    const isKept = button?.name === "tik" ? tap(button) : form.matches("[data-attend-walk-in]") ? walkIn(form) : undefined;
    if (form.matches("[role=search]") && !isPart) event.preventDefault(); // what is typed narrows the list already
    if (!isKept) return;
    event.preventDefault();
    tell();
    void flush();
  });
  if (!isPart) search.addEventListener("input", filter);
  addEventListener("online", () => void flush());
  // Without internet the page does not come back; what was tapped does.
  addEventListener("beforeunload", (event) => {
    if (!navigator.onLine) event.preventDefault();
  });
  setInterval(() => {
    if (document.visibilityState === "visible" && mine().length === 0) void refresh();
  }, pause);
  tell();
  if (mine().length > 0) void flush();
  else if (location.search) void refresh(); // the whole list, narrowed here
}
