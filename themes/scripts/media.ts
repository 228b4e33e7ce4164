// Pages that take files. Of a picture of the library the most important point is pointed at on the picture itself; a folder or zip that
// is sent shows how far it is.
import { make } from "./editor/dom";
import { makeFocalPoint } from "./editor/focal-point";
import { makeUpload } from "./editor/upload";
import { sendFiles } from "./send-files";

document.querySelectorAll<HTMLFormElement>("form[data-upload]").forEach(sendFiles);
document.querySelectorAll<HTMLFormElement>("form[data-add-files]").forEach(addFiles);

// As many files as somebody chooses, one after the other, each with its words and its progress.
function addFiles(form: HTMLFormElement) {
  const line = form.querySelector<HTMLElement>("[data-add-line]")!;
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]")!;
  const folder = form.querySelector<HTMLInputElement>("[name=in-map]")!;
  let count = 0;
  const upload = makeUpload(form.action, (now) => (count = now), () => ({ "in-map": folder.value }));
  form.querySelector("[data-add-plain]")!.replaceWith(upload.element);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    if (count === 0) return void (line.textContent = "Kies eerst een of meer bestanden.");
    button.disabled = true;
    const refused = await upload.sendAll((done, all) => (line.textContent = `${done} van ${all} verstuurd.`));
    button.disabled = false;
    const stored = count - refused;
    line.replaceChildren(
      stored === 1 ? "1 bestand staat in de bibliotheek." : `${stored} bestanden staan in de bibliotheek.`,
      refused === 0 ? " " : ` ${refused} niet: bij het bestand staat waarom. `,
      make("a", { class: "nl-link", href: location.href }, "Bekijk de lijst"),
    );
  });
}

for (const place of document.querySelectorAll<HTMLElement>("[data-focal-point]")) {
  const image = place.querySelector("img");
  const [x, y] = ["x", "y"].map((side) => document.querySelector<HTMLInputElement>(`input[name="p.focus_${side}"]`));
  if (!image || !x || !y) continue;
  const picture = image.closest("picture") ?? image;
  const here = document.createComment("");
  picture.before(here);
  here.replaceWith(makeFocalPoint(picture, image.src, x, y));
}
