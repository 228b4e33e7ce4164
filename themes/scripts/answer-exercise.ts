import { flush, isSignedOut, keep, newId, type Sent, signInLink, waits } from "./keep-answers";

// <form data-answer>: sends the answer and shows what comes of it in place. When that fails the form is sent the plain way. A
// learner's answer (data-keep) goes by what this browser keeps, until the server names it as stored.
export function answerExercise(form: HTMLFormElement, bind: (part: ParentNode) => void) {
  let busy = false;
  let unanswered = "";
  if (form.dataset.keep && waits(form.dataset.keep, form.action)) say(form, isSignedOut() ? "signedOut" : "kept");
  form.addEventListener("submit", async (event) => {
    if (form.dataset.plain !== undefined) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const button = event.submitter as HTMLButtonElement | null;
    const fields = new URLSearchParams([...new FormData(form, button)] as [string, string][]);
    if (form.dataset.keep) {
      // The server may have stored what we got no word of. Another answer is then another answer, with an id of its own.
      const what = answerIn(fields);
      if (unanswered && unanswered !== what) {
        fields.set("antwoord", newId());
        form.querySelector<HTMLInputElement>('input[name="antwoord"]')!.value = fields.get("antwoord")!;
      }
      unanswered = what;
      fields.set("verstuurd", new Date().toISOString());
      if (keep(form.dataset.keep, form.action, fields)) {
        await flush(form.dataset.keep);
        if (waits(form.dataset.keep, form.action)) say(form, isSignedOut() ? "signedOut" : "kept");
        busy = false;
        return;
      }
    }
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      showAnswer(form, new DOMParser().parseFromString(await answer.text(), "text/html"), bind);
    } catch {
      busy = false;
      if (navigator.onLine) sendPlainly(form, button);
      else say(form, "offline");
    }
  });
}

/** What came of an answer that this browser kept, when its exercise is on this page. */
export function showSent(sent: Sent, bind: (part: ParentNode) => void) {
  const form = [...document.querySelectorAll<HTMLFormElement>("form[data-answer]")].find((candidate) => candidate.action === sent.action);
  if (!form) return;
  try {
    if (sent.status >= 400) throw new Error("told elsewhere on the page");
    showAnswer(form, new DOMParser().parseFromString(sent.page, "text/html"), bind);
  } catch {
    sendPlainly(form, null); // once more, the plain way: the page says why not
  }
}

function sendPlainly(form: HTMLFormElement, button: HTMLButtonElement | null) {
  form.dataset.plain = "";
  setTimeout(() => form.requestSubmit(button)); // within the event itself a second submit is ignored
}

/** The fields of an answer that hold something. */
export const answerIn = (fields: URLSearchParams) =>
  [...fields].filter(([name, value]) => name.startsWith("a-") && value.trim() !== "").join("&");

// Puts what came back in the place of what it answers.
function showAnswer(form: HTMLFormElement, page: Document, bind: (part: ParentNode) => void) {
  const places = document.querySelectorAll<HTMLElement>("[data-place]");
  const inPlace = [...places].some((place) => place.contains(form));
  const old = inPlace ? [...places] : [form.closest<HTMLElement>(".wj-exercise")!, ...document.querySelectorAll<HTMLElement>("[data-fresh]")];
  for (const part of old) {
    const fresh = page.querySelector<HTMLElement>(inPlace ? `[data-place="${part.dataset.place}"]` : `#${part.id}`);
    if (!fresh) throw new Error("elsewhere");
    part.replaceWith(document.adoptNode(fresh));
    bind(fresh);
    if (!fresh.querySelector("[data-focus]")) fresh.querySelector<HTMLElement>("[data-focus-new]")?.focus();
  }
  if (inPlace) {
    history.replaceState(null, "", form.action);
    document.title = page.title;
  }
}

const words = {
  offline: "Je hebt nu geen internet. Wat je invulde staat er nog; probeer het zo nog eens.",
  kept: "Je antwoord is nog niet verstuurd. Het is bewaard in deze browser. We versturen het zodra je weer verbinding hebt.",
  signedOut: "Je bent niet meer ingelogd. Je antwoord is bewaard in deze browser. ",
};

function say(form: HTMLFormElement, what: keyof typeof words) {
  let note = form.querySelector<HTMLElement>("[data-offline]");
  if (!note) {
    note = document.createElement("div");
    note.dataset.offline = "";
    note.setAttribute("role", "alert");
    form.prepend(note);
  }
  note.className = what === "offline" ? "utrecht-form-field-error-message wj-exercise__error" : "wj-saved wj-saved--waiting";
  const text = document.createElement("span");
  text.textContent = words[what];
  if (what === "signedOut") text.append(signInLink());
  note.replaceChildren(text);
}
