// <form data-answer>: sends the answer and shows what comes of it in place. When that fails the form is sent the plain way.
export function answerExercise(form: HTMLFormElement, bind: (part: ParentNode) => void) {
  let busy = false;
  let plain = false;
  form.addEventListener("submit", async (event) => {
    if (plain) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const button = event.submitter as HTMLButtonElement | null;
    const fields = new URLSearchParams([...new FormData(form, button)] as [string, string][]);
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      busy = false;
      if (navigator.onLine) {
        plain = true;
        form.requestSubmit(button);
      } else {
        say("Je hebt nu geen internet. Wat je invulde staat er nog; probeer het zo nog eens.");
      }
    }
  });

  const show = (page: Document) => {
    const places = document.querySelectorAll<HTMLElement>("[data-place]");
    const inPlace = [...places].some((place) => place.contains(form));
    const old = inPlace ? [...places] : [form.closest<HTMLElement>(".wj-exercise")!];
    for (const part of old) {
      const fresh = page.querySelector(inPlace ? `[data-place="${part.dataset.place}"]` : `#${part.id}`);
      if (!fresh) throw new Error("elsewhere");
      part.replaceWith(document.adoptNode(fresh));
      bind(fresh);
      if (!fresh.querySelector("[data-focus]")) fresh.querySelector<HTMLElement>("[data-focus-new]")?.focus();
    }
    if (inPlace) {
      history.replaceState(null, "", form.action);
      document.title = page.title;
    }
  };

  const say = (message: string) => {
    let error = form.querySelector<HTMLElement>("[data-offline]");
    if (!error) {
      error = document.createElement("div");
      error.className = "utrecht-form-field-error-message wj-exercise__error";
      error.dataset.offline = "";
      error.setAttribute("role", "alert");
      form.prepend(error);
    }
    error.textContent = message;
  };
}
