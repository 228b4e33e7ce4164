import { keep, keptAction } from "./keep-answers";

// <form data-answer>: sends the answer and shows what comes of it in place. When that fails the form is sent the plain way. A
// learner's answer (data-keep) that cannot be sent for want of internet is kept in the browser and sent later.
export function answerExercise(form: HTMLFormElement, bind: (part: ParentNode) => void) {
  let busy = false;
  let plain = false;
  let unanswered = "";
  if (form.dataset.keep && keptAction(form.dataset.keep, form.action)) say(form, "kept");
  form.addEventListener("submit", async (event) => {
    if (plain) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const button = event.submitter as HTMLButtonElement | null;
    const fields = new URLSearchParams([...new FormData(form, button)] as [string, string][]);
    if (form.dataset.keep) {
      // The server may have stored what we got no word of. Another answer is then another answer, with an id of its own.
      const what = answerIn(fields);
      if (unanswered && unanswered !== what && crypto.randomUUID) {
        fields.set("antwoord", crypto.randomUUID());
        form.querySelector<HTMLInputElement>('input[name="antwoord"]')!.value = fields.get("antwoord")!;
      }
      unanswered = what;
      fields.set("verstuurd", new Date().toISOString());
    }
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields });
      // Signed out meanwhile: the answer waits in the browser until they are back.
      if (answer.redirected && form.dataset.keep && keep(form.dataset.keep, form.action, fields)) return location.assign(answer.url);
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      showAnswer(form, new DOMParser().parseFromString(await answer.text(), "text/html"), bind);
    } catch (error) {
      busy = false;
      const unreachable = error instanceof TypeError || !navigator.onLine;
      if (unreachable && form.dataset.keep && keep(form.dataset.keep, form.action, fields)) {
        say(form, "kept");
      } else if (navigator.onLine) {
        plain = true;
        setTimeout(() => form.requestSubmit(button)); // within the event itself a second submit is ignored
      } else {
        say(form, "offline");
      }
    }
  });
}

const answerIn = (fields: URLSearchParams) => [...fields].filter(([name]) => name.startsWith("a-")).join("&");

/** Puts what came back in the place of what it answers. */
export function showAnswer(form: HTMLFormElement, page: Document, bind: (part: ParentNode) => void) {
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
  kept: "Je hebt nu geen internet. Je antwoord is bewaard in deze browser. We versturen het zodra je weer verbinding hebt.",
};

function say(form: HTMLFormElement, what: keyof typeof words) {
  let note = form.querySelector<HTMLElement>("[data-offline]");
  if (!note) {
    note = document.createElement("div");
    note.dataset.offline = "";
    note.setAttribute("role", "alert");
    form.prepend(note);
  }
  note.className = what === "kept" ? "wj-saved wj-saved--waiting" : "utrecht-form-field-error-message wj-exercise__error";
  note.textContent = words[what];
}
