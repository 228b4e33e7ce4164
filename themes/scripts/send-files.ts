// <form data-upload data-largest="bytes">: sends its files and shows how far it is. The server answers {to}, where to go on, or {message}.
// Without script it is a form like any other.
export function sendFiles(form: HTMLFormElement) {
  const line = form.querySelector<HTMLElement>("[data-upload-line]")!;
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]")!;
  const bar = Object.assign(document.createElement("progress"), { className: "wj-upload__bar", max: 1, hidden: true });
  bar.setAttribute("aria-label", "Hoe ver het versturen is");
  line.before(bar);
  const say = (message: string) => {
    bar.hidden = true;
    button.disabled = false;
    line.textContent = message;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const files = [...form.querySelectorAll<HTMLInputElement>("input[type=file]")].flatMap((field) => [...field.files ?? []]);
    if (files.length === 0) return say("Kies een map of een zip-bestand.");
    const largest = Number(form.dataset.largest);
    if (files.reduce((sum, file) => sum + file.size, 0) > largest)
      return say(`Dit is te groot: hoogstens ${Math.floor(largest / 1e6)} MB past. Deel het op.`);
    // Not fetch: that does not tell how far it is.
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => (bar.value = total ? loaded / total : 0);
    request.upload.onload = () => (line.textContent = "Verstuurd. We pakken het uit.");
    request.onloadend = () => {
      const answer = read(request.responseText);
      if (answer.to) location.assign(answer.to);
      else say(answer.message ?? messageOf(request.status));
    };
    button.disabled = true;
    bar.hidden = false;
    line.textContent = "Bezig met versturen.";
    request.send(new FormData(form));
  });
}

function read(text: string): { to?: string; message?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

const messageOf = (status: number) =>
  status === 413 ? "Dit is te groot. Deel het op."
  : status === 400 || status === 401 || status === 403 ? "Je bent uitgelogd. Log in op een ander tabblad en probeer het dan nog eens."
  : "Versturen lukt nu niet. Probeer het zo nog eens.";
