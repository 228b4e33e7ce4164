import { answerIn } from "./answer-exercise";
import { flush, isSignedOut, keep, newId, type Sent, sentEvent, signInLink, waits } from "./keep-answers";

type State = { name: string; words: string; inOverview: string };

// <div data-test="whose">: a test, one question a screen. All screens are in the page; which one is shown changes here, so one goes on
// without internet as well. Each answer is kept the moment it is chosen; without this script, at the step to the next question.
export function takeTest(test: HTMLElement, bind: (part: ParentNode) => void) {
  const whose = test.dataset.test!;
  const screens = new Map([...test.querySelectorAll<HTMLElement>("[data-screen]")].map((screen) => [screen.dataset.screen!, screen]));
  const forms = [...test.querySelectorAll<HTMLFormElement>("form[data-question]")];
  const numberOf = (form: HTMLFormElement) => form.closest<HTMLElement>("[data-screen]")!.dataset.screen!;

  const show = (to: string) => {
    for (const [name, screen] of screens) screen.hidden = name !== to;
    for (const dot of test.querySelectorAll<HTMLElement>("[data-dot]")) {
      const isHere = dot.dataset.dot === to;
      dot.classList.toggle("wj-quizline__dot--here", isHere);
      if (isHere) dot.setAttribute("aria-current", "step");
      else dot.removeAttribute("aria-current");
    }
    test.scrollIntoView();
    screens.get(to)!.querySelector<HTMLElement>("h2")!.focus({ preventScroll: true });
    if (to === "overzicht") void renewOverview();
  };
  const go = (to: string) => {
    history.pushState(null, "", to === "overzicht" ? "?overzicht=true" : `?vraag=${to}`);
    show(to);
  };
  addEventListener("popstate", () => {
    const asked = new URLSearchParams(location.search).get("vraag") ?? "overzicht";
    if (screens.has(asked)) show(asked);
  });

  const mark = (number: string, state: State) => {
    const saved = screens.get(number)!.querySelector<HTMLElement>("[data-saved]")!;
    saved.dataset.saved = state.name;
    if (saved.textContent !== state.words) saved.textContent = state.words; // said again only when it says something else
    if (state.name === "waiting" && isSignedOut()) saved.append(" ", signInLink());
    for (const part of test.querySelectorAll<HTMLElement>(`[data-dot="${number}"], [data-item="${number}"]`)) {
      part.dataset.state = state.name;
      part.querySelector<HTMLElement>("[data-words]")!.textContent = state.inOverview;
    }
  };

  // As the server has it now. What it said before may be untrue since: as long as it cannot be asked, the page says just that.
  const overview = screens.get("overzicht")!;
  const renewOverview = async () => {
    await flush(whose);
    let fresh: HTMLElement | null = null;
    try {
      const page = new DOMParser().parseFromString(await (await fetch("?overzicht=true")).text(), "text/html");
      fresh = page.querySelector<HTMLElement>('[data-screen="overzicht"]');
      // Handed in meanwhile, in another tab.
      if (!fresh && page.querySelector("[data-keeper]")) return location.reload();
    } catch {
      // No internet.
    }
    const parts = ["[data-summary]", "[data-hand-in]"].map((part) => [overview.querySelector(part)!, fresh?.querySelector(part)] as const);
    if (fresh && !isWaiting()) {
      for (const [old, now] of parts) {
        old.replaceChildren(...(now?.childNodes ?? []));
        bind(old);
      }
    } else {
      parts[0][0].replaceChildren();
      parts[1][0].textContent = "Niet al je antwoorden zijn verstuurd. Ze zijn bewaard in deze browser. Inleveren kan zodra je weer verbinding hebt.";
    }
  };
  const isWaiting = () => forms.some((form) => waits(whose, form.action));

  for (const form of forms) {
    const contents = () => new URLSearchParams([...new FormData(form)] as [string, string][]);
    let saved = form.closest("[data-screen]")!.querySelector<HTMLElement>("[data-saved]")!.dataset.saved === "open" ? "" : answerIn(contents());
    let pause: number | undefined;
    const save = async () => {
      clearTimeout(pause);
      const fields = contents();
      const what = answerIn(fields);
      if (what === saved || form.dataset.plain !== undefined) return;
      fields.set("antwoord", newId());
      fields.set("verstuurd", new Date().toISOString());
      if (!keep(whose, form.action, fields)) {
        form.dataset.plain = ""; // this browser keeps nothing: each step is a page of the server
        return;
      }
      saved = what;
      await flush(whose);
      if (waits(whose, form.action)) mark(numberOf(form), waiting());
    };
    form.addEventListener("change", () => void save());
    form.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(save, 700);
    });
    form.addEventListener("submit", (event) => {
      const to = (event.submitter as HTMLButtonElement | null)?.value ?? "";
      void save();
      if (form.dataset.plain !== undefined || !screens.has(to) || to === numberOf(form)) return;
      event.preventDefault();
      go(to);
    });
    if (waits(whose, form.action)) mark(numberOf(form), waiting());
  }

  test.addEventListener("click", (event) => {
    const link = (event.target as HTMLElement).closest<HTMLElement>("a[data-to]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.dataset.to!);
  });
  document.addEventListener(sentEvent, (event) => {
    const sent = (event as CustomEvent<Sent>).detail;
    const form = forms.find((candidate) => candidate.action === sent.action);
    if (!form) return;
    if (sent.stored) {
      mark(numberOf(form), JSON.parse(sent.page));
      if (!overview.hidden && !isWaiting()) setTimeout(renewOverview); // after this round of sending
    } else location.reload(); // handed in meanwhile, in another tab: the page says so
  });
}

const waiting = (): State => ({
  name: "waiting",
  words: isSignedOut()
    ? "Je bent niet meer ingelogd. Je antwoord is bewaard in deze browser."
    : "Bewaard in deze browser. We versturen het zodra je weer internet hebt.",
  inOverview: "nog niet verstuurd",
});
