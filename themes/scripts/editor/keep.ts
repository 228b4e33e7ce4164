// Nothing that was typed gets lost: every change is kept in this browser at once, and sent to the server soon after. One request at a time;
// the revision of an answer is taken over even when typing went on, so that one's own saves never stand in each other's way.
import { askConflicts, type Choice } from "./conflicts";
import { hourOf, make } from "./dom";
import { type Answer, type Conflict, fieldsOf, fieldsOfKept, pageOf, send, type Saved, unsureOf } from "./sending";
import { holdOpen, type Kept, leftBehind, put, remove, sayingOf, type Snapshot } from "./store";

const pause = 1_500; // ms after the last change
const longestWait = 5_000; // ms while typing goes on
const slowest = 30_000; // ms between two tries when the server does not answer
const mostFailures = 5; // after as many the tries come no slower

/** What the form tells the keeper, and what the keeper tells the form. */
export type Page = {
  form: HTMLFormElement;
  /** The line that says how it stands. */
  line: HTMLElement;
  read: () => Snapshot;
  /** The server has it; `isUntouched` when nothing was typed meanwhile, `fresh` the page anew when somebody else's fields were merged. */
  saved: (saved: Saved, sent: Snapshot, isUntouched: boolean, fresh: Document | null) => void;
  /** A button that changes the fields themselves ("do"), such as one that adds a row. */
  act: (button: HTMLButtonElement) => Promise<void>;
  /** These blocks cannot be written; none: it is said of the whole. */
  refused: (blocks: number[]) => void;
};

type Trouble = "" | "unreachable" | "signed-out" | "conflict" | "refused" | "forbidden" | "gone" | "outdated";

/** The keeper of one form. */
export class Keeper {
  #page: Page;
  #key = `wj-bewerken-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  #whose: string;
  #version = 0; // counts changes
  #savedVersion = 0;
  #keptVersion = 0;
  #savedAs: string; // what the server has, as text
  #unsure: Snapshot[] = []; // sent since then, without an answer: the server may have it or not
  #storing: Promise<void> | undefined;
  #sending: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #firstChange = 0;
  #failures = 0;
  #failedAt = 0;
  #trouble: Trouble = "";
  #keepsNothing = false;
  #leaving = false;
  #again = false;

  constructor(page: Page) {
    this.#page = page;
    this.#whose = `${page.form.dataset.documentId}|${page.form.dataset.account ?? ""}`;
    this.#savedAs = sayingOf(page.read());
    holdOpen(this.#key);
    addEventListener("beforeunload", (event) => {
      if (!this.#leaving && !this.isSaved && this.#keptVersion !== this.#version) event.preventDefault();
    });
    addEventListener("online", () => this.#tryAgain());
    addEventListener("focus", () => this.#tryAgain());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#tryAgain();
      else if (!this.isSaved) void this.save();
    });
    this.#gateSubmits();
  }

  /** True when the server has all that was typed. */
  get isSaved() {
    return this.#version === this.#savedVersion;
  }

  /** Something was typed, chosen or moved. */
  changed() {
    if (this.isSaved) this.#firstChange = Date.now();
    this.#version++;
    if (this.#trouble === "refused") this.#trouble = "";
    void this.#store();
    if (!this.#trouble) this.#say("Nog niet bewaard.", { quiet: true });
    this.#schedule();
  }

  /** Saves now; true when the server has everything afterwards. With `more` it also asks something of the server. */
  async save(more?: Record<string, string>): Promise<boolean> {
    await this.#sending;
    let asked = more;
    // Once more when typing went on meanwhile, but not for ever.
    for (let round = 0; round < 3 && (asked || !this.isSaved); round++) {
      if (this.#trouble === "conflict") return false;
      await this.#send(asked);
      if (this.#trouble) return false;
      asked = undefined;
    }
    if (this.isSaved && !this.#trouble) this.#say(`Bewaard om ${hourOf(new Date())}.`);
    return this.isSaved;
  }

  /** Offers back what was left behind in this browser on an earlier visit. */
  async offerLeftBehind(place: HTMLElement) {
    let kept: Kept[];
    try {
      kept = await leftBehind(this.#whose, this.#key);
    } catch {
      return;
    }
    const next = kept.shift();
    if (!next) return;
    if (sayingOf(next) === this.#savedAs) {
      await remove(next.key);
      return this.offerLeftBehind(place);
    }
    const when = new Date(next.at);
    const day = when.toDateString() === new Date().toDateString() ? "vandaag" : when.toLocaleDateString("nl-NL", { day: "numeric", month: "long" });
    const decide = (keep: boolean) => async () => {
      if (keep && !(await this.#restore(next))) return;
      await remove(next.key).catch(() => {});
      if (keep) return this.#reload();
      place.replaceChildren();
      this.#page.line.focus();
      await this.offerLeftBehind(place);
    };
    place.replaceChildren(make(
      "div", { class: "utrecht-alert utrecht-alert--warning wj-editor__alert", role: "alert" },
      make("div", { class: "utrecht-alert__content" },
        make("p", {}, make("strong", {}, "Er staat tekst in deze browser die nog niet bewaard is.")),
        make("p", {}, `Je typte die ${day} om ${hourOf(when)} uur.`),
        make("div", { class: "wj-actions" },
          make("button", { type: "button", class: "nl-button nl-button--primary", onclick: decide(true) }, "Zet die tekst terug"),
          make("button", { type: "button", class: "nl-button nl-button--secondary", onclick: decide(false) }, "Gooi die tekst weg"))),
    ));
  }

  // What was left behind is saved as if its page were still open: what others wrote since is merged, never overwritten.
  async #restore(kept: Kept): Promise<boolean> {
    if (!(await this.save())) return false;
    let more: Record<string, string> = {};
    for (;;) {
      const answer = await send(this.#page.form, () => fieldsOfKept(this.#page.form, kept, more));
      if (answer.kind === "saved") return true;
      if (answer.kind !== "conflict") {
        this.#say(this.#wordsFor(answer), { alarm: true });
        return false;
      }
      const choices = await askConflicts(this.#page.form, this.#page.line, answer.conflicts);
      more = { over: answer.revision, choices: JSON.stringify(choices) };
    }
  }

  #reload() {
    this.#leaving = true;
    location.reload();
  }

  // On disk in this browser; one write at a time, the newest last.
  #store(): Promise<void> {
    return (this.#storing ??= (async () => {
      while (this.#keptVersion !== this.#version && !this.isSaved) {
        const version = this.#version;
        try {
          await put({
            ...this.#page.read(), key: this.#key, whose: this.#whose, revision: this.#revision.value, at: Date.now(), unsure: this.#unsure,
          });
          this.#keptVersion = version;
          this.#keepsNothing = false;
        } catch {
          this.#keepsNothing = true;
          break;
        }
      }
    })().finally(() => (this.#storing = undefined)));
  }

  #schedule() {
    if (this.#sending || this.#trouble === "conflict" || this.#trouble === "outdated") return;
    clearTimeout(this.#timer);
    // Who types on while the server is away does not put off the next try.
    const wait = this.#failures
      ? this.#failedAt + Math.min(slowest, 1_000 * 2 ** this.#failures) - Date.now()
      : Math.min(pause, this.#firstChange + longestWait - Date.now());
    this.#timer = setTimeout(() => void this.#send(), Math.max(0, wait));
  }

  #tryAgain() {
    if (!["unreachable", "signed-out", "forbidden", "gone"].includes(this.#trouble)) return;
    this.#failures = 0;
    void this.#send();
  }

  #send(more: Record<string, string> = {}): Promise<void> {
    if (this.#sending) return this.#sending;
    clearTimeout(this.#timer);
    const { form, read } = this.#page;
    const sent = read();
    const version = this.#version;
    const text = sayingOf(sent);
    // Typed and taken back: there is nothing to save.
    if (text === this.#savedAs && Object.keys(more).length === 0 && !this.#trouble) {
      this.#done(version);
      return Promise.resolve();
    }
    this.#again = false;
    const before = unsureOf(this.#unsure);
    // The first of them and the last.
    this.#unsure = [...this.#unsure.slice(0, 1), sent];
    this.#sending = (async () => {
      const answer = await send(form, () => fieldsOf(form, { ...before, ...more }), document.visibilityState === "hidden");
      if (answer.kind === "saved") this.#unsure = [];
      else if (answer.kind !== "unreachable") this.#unsure = this.#unsure.filter((one) => one !== sent);
      await this.#take(answer, sent, text, version);
    })().finally(() => {
      this.#sending = undefined;
      if (this.#again) this.#schedule();
    });
    return this.#sending;
  }

  // The answer's revision is taken over whatever was typed meanwhile.
  async #take(answer: Answer, sent: Snapshot, text: string, version: number) {
    const before = this.#trouble;
    this.#trouble = answer.kind === "saved" ? "" : answer.kind;
    switch (answer.kind) {
      case "saved": {
        // Fields of somebody else come with the page; without them their values would be taken for changes of one's own.
        const fresh = answer.saved.fields ? await pageOf(location.href) : null;
        if (answer.saved.fields && !fresh) {
          this.#trouble = "unreachable";
          this.#say(this.#wordsFor({ kind: "unreachable" }), { alarm: true });
          break;
        }
        const isUntouched = version === this.#version;
        try {
          this.#page.refused([]);
          this.#page.saved(answer.saved, sent, isUntouched, fresh);
        } catch {
          // Something in it that this page does not know: with the revision of before nothing of it can be overwritten.
          this.#trouble = "outdated";
          return this.#say(`Dit venster is verouderd. Laad de pagina opnieuw.${this.#whereItIs}`, { alarm: true });
        }
        this.#failures = 0;
        this.#revision.value = `${answer.saved.revision}`;
        this.#savedAs = isUntouched ? sayingOf(this.#page.read()) : text;
        this.#done(version);
        this.#say(`Bewaard om ${hourOf(answer.saved.at ? new Date(answer.saved.at) : new Date())}.`, { quiet: !before });
        if (!this.isSaved) {
          this.#firstChange = Date.now();
          void this.#store();
          this.#again = true;
        }
        return;
      }
      case "conflict":
        this.#say("Niet bewaard: iemand anders veranderde hetzelfde. Kies hieronder wat blijft staan.", { alarm: true });
        void this.#askConflicts(answer.revision, answer.conflicts);
        return;
      case "refused":
        this.#page.refused(answer.blocks);
        this.#say(this.#wordsFor(answer), { alarm: before !== "refused", isTrouble: true });
        if (answer.blocks.length && version === this.#version) return;
        break; // of the whole, and perhaps of the moment: it is tried again
      case "signed-out": {
        const path = `${location.pathname}${location.search}`;
        const href = this.#page.form.dataset.signInUrl ?? `/inloggen?terug=${encodeURIComponent(path)}`;
        this.#say("Je bent uitgelogd. ", { alarm: before !== "signed-out", isTrouble: true });
        this.#page.line.append(
          make("a", { class: "nl-link", href, target: "_blank", rel: "noopener" }, "Log in (nieuw tabblad)"), `, daarna bewaren we verder.${this.#whereItIs}`);
        break;
      }
      case "forbidden":
      case "gone":
        // It may come back out of the bin, and the right with it; or a server between here and there answered for one that was away.
        this.#failures = mostFailures;
        this.#say(this.#wordsFor(answer), { alarm: before !== answer.kind, isTrouble: true });
        break;
      case "unreachable":
        this.#say(this.#wordsFor(answer), { alarm: before !== "unreachable", isTrouble: true });
    }
    this.#failures = Math.min(mostFailures, this.#failures + 1);
    this.#failedAt = Date.now();
    this.#again = true;
  }

  #wordsFor(answer: Answer) {
    const why = {
      saved: "", conflict: "", "signed-out": "Niet bewaard: je bent uitgelogd.", forbidden: "Niet bewaard: je mag deze pagina niet meer wijzigen.",
      gone: "Niet bewaard: deze pagina bestaat niet meer.", unreachable: "Nog niet bewaard: geen verbinding.",
      refused: answer.kind === "refused" ? `Niet bewaard: ${answer.message}` : "",
    }[answer.kind];
    return why + this.#whereItIs;
  }

  get #whereItIs() {
    return this.#keepsNothing ? " Deze browser bewaart niets: laat dit venster open." : " Wat je typte staat veilig in deze browser.";
  }

  #done(version: number) {
    this.#savedVersion = version;
    if (this.isSaved) void Promise.resolve(this.#storing).then(() => this.isSaved && remove(this.#key)).catch(() => {});
  }

  get #revision() {
    return this.#page.form.elements.namedItem("revision") as HTMLInputElement;
  }

  // Said aloud when it is news: not every save of somebody who goes on typing.
  #say(text: string, { quiet = false, alarm = false, isTrouble = alarm } = {}) {
    const { line } = this.#page;
    line.setAttribute("aria-live", quiet ? "off" : alarm ? "assertive" : "polite");
    line.classList.toggle("wj-editor__state--trouble", isTrouble);
    if (line.textContent !== text) line.textContent = text;
  }

  async #askConflicts(revision: string, conflicts: Conflict[]) {
    const choices = await askConflicts(this.#page.form, this.#page.line, conflicts);
    this.#trouble = "";
    this.#say("Bezig met bewaren.");
    await this.#send({ over: revision, choices: JSON.stringify(choices satisfies Choice[]) });
  }

  // Whatever publishes, plans or leaves goes by the server's text: it first gets all of it.
  #gateSubmits() {
    document.addEventListener("submit", (event) => {
      const form = event.target as HTMLFormElement;
      const submitter = event.submitter as HTMLButtonElement | null;
      const isOwn = form === this.#page.form;
      if (form.method === "dialog" || (!isOwn && !submitter?.matches("[data-needs-saved]") && !form.matches("[data-needs-saved]"))) return;
      const changesFields = isOwn && submitter?.name === "do";
      if (this.isSaved && !this.#trouble && !(isOwn && isPlainSave(submitter)) && !changesFields) {
        this.#leaving = true;
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      if (changesFields) return void this.#page.act(submitter!);
      void this.save().then((isSaved) => {
        if (!isSaved) this.#page.line.scrollIntoView({ block: "nearest" });
        else if (!(isOwn && isPlainSave(submitter))) form.requestSubmit(submitter);
      });
    }, true);
  }
}

// A button of the form that only saves: no other address, no name of its own.
const isPlainSave = (button: HTMLButtonElement | null) => !button || button.matches("[data-save]") || (!button.name && !button.hasAttribute("formaction"));
