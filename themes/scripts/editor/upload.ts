// Files on their way into the library: each with its progress, and with the words of what it shows before it may stand in a text.
import { make, newId } from "./dom";
import { makePoint } from "./focal-point";
import { renewToken, tokenName } from "./sending";

/** What the library takes. */
const accepted = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.pptx";
const largest = 25_000_000;
const isPicture = (name: string) => !/\.(pdf|docx|xlsx|pptx)$/i.test(name);

/** A file of the library. */
export type Found = { id: string; title: string; kind?: string; path?: string; thumb?: string; alt?: string; focus?: string };

type Row = { file: File; element: HTMLElement; alt: HTMLInputElement; decorative: HTMLInputElement; bar: HTMLProgressElement; line: HTMLElement; sent?: Found; point?: () => string | null };

/**
 * The part of a dialog or page where files are chosen, and what becomes of them.
 * @param more Fields that go along with each file.
 */
export function makeUpload(url: string, changed: (count: number) => void, more: () => Record<string, string> = () => ({})) {
  const [fieldId, helpId] = [newId("bestanden"), newId("hulp")];
  const rows: Row[] = [];
  let running: XMLHttpRequest | null = null;
  let isStopped = false;
  const list = make("ul", { class: "wj-upload__list", role: "list" });
  const input = make("input", {
    id: fieldId, type: "file", multiple: true, accept: accepted, class: "wj-filefield", "aria-describedby": helpId, onchange: () => {
      add([...input.files ?? []]);
      input.value = "";
    },
  });
  const element = make(
    "div", { class: "wj-upload", ondragover: (event) => event.preventDefault(), ondrop: (event) => {
      event.preventDefault();
      add([...(event as DragEvent).dataTransfer?.files ?? []]);
    } },
    make("label", { for: fieldId, class: "utrecht-form-label" }, "Upload van je computer"),
    make("div", { id: helpId, class: "utrecht-form-field__description" }, "Kies een of meer bestanden, of sleep ze hierheen. Een afbeelding is JPEG, PNG of WebP."),
    input, list,
  );

  function add(files: File[]) {
    for (const file of files) {
      const [altId, boxId, lineId] = [newId("alt"), newId("versiering"), newId("stand")];
      const alt = make("input", {
        id: altId, type: "text", required: isPicture(file.name), autocomplete: "off", "aria-describedby": lineId,
        class: "utrecht-textbox utrecht-textbox--html-input",
      });
      const decorative = make("input", {
        id: boxId, type: "checkbox", class: "utrecht-custom-checkbox utrecht-custom-checkbox--html-input",
        onchange: () => (alt.disabled = decorative.checked),
      });
      const words = make(
        "div", { hidden: !isPicture(file.name) },
        make("label", { for: altId, class: "utrecht-form-label" }, "Wat is er te zien?"), alt,
        make("div", { class: "wj-choice" }, decorative, make("label", { for: boxId }, "Alleen versiering")),
      );
      const bar = make("progress", { class: "wj-upload__bar", max: "1", value: "0", hidden: true, "aria-label": `Upload van ${file.name}` });
      const line = make("p", { id: lineId, class: "wj-upload__line", role: "status" });
      const away = make("button", {
        type: "button", class: "nl-button nl-button--subtle wj-button--small", onclick: () => {
          rows.splice(rows.indexOf(row), 1);
          row.element.remove();
          input.focus();
          changed(rows.length);
        },
      }, "Haal weg", make("span", { class: "wj-hidden" }, `: ${file.name}`));
      const row: Row = {
        file, alt, decorative, bar, line,
        element: make("li", { class: "wj-upload__row" }, make("p", { class: "wj-upload__name" }, file.name), words, bar, line, away),
      };
      if (isPicture(file.name) && file.size <= largest) void showPoint(row, words);
      if (file.size > largest) line.textContent = "Dit bestand is groter dan 25 MB. Maak het kleiner.";
      rows.push(row);
      list.append(row.element);
    }
    changed(rows.length);
    list.querySelector<HTMLInputElement>("input:not(:disabled)")?.focus();
  }

  // Drawn small: what is chosen may be as large as a camera makes it. What cannot be drawn is for the server to judge.
  async function showPoint(row: Row, place: HTMLElement) {
    const bitmap = await createImageBitmap(row.file, { resizeWidth: 480, resizeQuality: "medium" }).catch(() => null);
    if (!bitmap || !row.element.isConnected) return;
    const canvas = make("canvas", { width: `${bitmap.width}`, height: `${bitmap.height}` });
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
    const shown = make("img", { src: canvas.toDataURL("image/jpeg", 0.8), alt: "" });
    const { element, value } = makePoint(shown, shown.src);
    row.point = value;
    const summary = make("summary", { class: "wj-fields__title" }, "Belangrijkste punt (mag leeg)");
    place.append(make("details", { class: "wj-fields" }, summary, element));
  }

  /** Sends what has not been sent; all of it as the library has it, or null when something was refused: it says so. */
  async function send(): Promise<Found[] | null> {
    for (const row of rows) {
      if (isStopped) break;
      const refusal = await sendRow(row);
      if (refusal !== null) return fail(row, refusal);
    }
    return isStopped ? null : rows.map((row) => row.sent!);
  }

  /** Sends all of them, whatever becomes of one; says after each how many it tried. Gives how many were refused: those say so. */
  async function sendAll(tried: (count: number, all: number) => void): Promise<number> {
    const refused: Row[] = [];
    for (const [at, row] of rows.entries()) {
      const refusal = await sendRow(row);
      if (refusal !== null) refused.push(row);
      if (refusal !== null) say(row, refusal);
      tried(at + 1, rows.length);
    }
    refused[0]?.line.focus();
    return refused.length;
  }

  // Why it was refused; null when the library has it.
  async function sendRow(row: Row): Promise<string | null> {
    if (row.sent) return null;
    if (row.file.size > largest) return row.line.textContent!;
    row.bar.hidden = false;
    row.line.textContent = "Bezig met uploaden.";
    const { found, message } = await sendOne(row);
    row.bar.hidden = true;
    if (!found) return message;
    row.sent = found;
    row.line.textContent = message || "Staat in de bibliotheek.";
    return null;
  }

  function say(row: Row, message: string) {
    row.line.textContent = message;
    row.alt.closest("div")!.hidden = false;
    row.line.setAttribute("tabindex", "-1");
  }

  function fail(row: Row, message: string) {
    say(row, message);
    row.line.focus();
    return null;
  }

  async function sendOne(row: Row): Promise<{ found?: Found; message: string }> {
    for (const isLast of [false, true]) {
      const body = new FormData();
      body.set(tokenName, document.querySelector<HTMLInputElement>(`input[name="${tokenName}"]`)?.value ?? "");
      body.set("bestand", row.file);
      body.set("alt", row.alt.disabled ? "" : row.alt.value);
      const point = row.point?.();
      if (point) body.set("punt", point);
      if (row.decorative.checked) body.set("versiering", "true");
      for (const [name, value] of Object.entries(more())) body.set(name, value);
      const { status, text } = await post(body, (part) => (row.bar.value = part));
      // Signed in again meanwhile: this page has a token of before.
      const form = document.querySelector<HTMLFormElement>("form[data-editor]");
      if (status === 400 && !isLast && form && (await renewToken(form))) continue;
      if (status === 413) return { message: "Dit bestand is groter dan 25 MB. Maak het kleiner." };
      if (status === 400 || status === 401) return { message: "Je bent uitgelogd. Log in op een ander tabblad en probeer het dan nog eens." };
      try {
        const [answer] = JSON.parse(text);
        return { found: answer.id ? answer : undefined, message: answer.message };
      } catch {
        return { message: "Uploaden lukt nu niet. Probeer het zo nog eens." };
      }
    }
    return { message: "Uploaden lukt nu niet. Probeer het zo nog eens." };
  }

  // Not fetch: that does not tell how far it is.
  const post = (body: FormData, progress: (part: number) => void) => new Promise<{ status: number; text: string }>((done) => {
    const request = (running = new XMLHttpRequest());
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onloadend = () => done({ status: request.status, text: request.responseText });
    request.send(body);
  });

  return {
    element, add, send, sendAll,
    stop: () => {
      isStopped = true;
      running?.abort();
    },
  };
}
