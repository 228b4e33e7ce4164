// The draft as readers will get it, beside what is being written: in a frame of the width of a phone or of a desktop, light or dark. The
// colours are those of the frame alone. It is made anew after each save, while it is in sight.
import { make, newId } from "./dom";

const widths: [width: number, label: string][] = [[375, "Telefoon"], [1280, "Groot scherm"]];
const colours: [scheme: string, label: string][] = [["", "Zoals je apparaat"], ["light", "Licht"], ["dark", "Donker"]];

/** A button in the bar that shows the preview and hides it; `refresh` after a save. */
export function makeBeside(form: HTMLFormElement, address: string) {
  const grid = form.querySelector<HTMLElement>("[data-editor-grid]");
  const bar = form.querySelector<HTMLElement>("[data-editor-bar]");
  if (!grid || !bar) return { refresh: () => {} };
  const panelId = newId("voorbeeld");
  let panel: HTMLElement | undefined;
  let frame: HTMLIFrameElement | undefined;
  let fit = () => {};

  const open = () => {
    let [width] = widths[0];
    const window = (frame = make("iframe", { class: "wj-beside__frame", src: address, title: "Voorbeeld van wat je schrijft" }));
    const place = make("div", { class: "wj-beside__window" }, window);
    fit = () => {
      const scale = Math.min(1, place.clientWidth / width);
      window.style.width = `${width}px`;
      window.style.height = `${place.clientHeight / scale}px`;
      window.style.transform = `scale(${scale})`;
    };
    const choices = <T>(name: string, all: [T, string][], take: (value: T) => void) => {
      const buttons = all.map(([value, label], index) => make("button", {
        type: "button", class: "wj-choices__one", "aria-pressed": String(index === 0), onclick: () => {
          buttons.forEach((one, at) => one.setAttribute("aria-pressed", String(at === index)));
          take(value);
        },
      }, label));
      return make("div", { class: "wj-choices", role: "group", "aria-label": name }, ...buttons);
    };
    panel = make(
      "section", { id: panelId, class: "wj-beside", "aria-label": "Voorbeeld" },
      make("div", { class: "wj-beside__bar" },
        choices("Breedte", widths, (value) => {
          width = value;
          fit();
        }),
        choices("Kleuren", colours, (value) => (window.style.colorScheme = value))),
      place,
    );
    grid.append(panel);
    grid.classList.add("wj-desk__grid--beside");
    new ResizeObserver(() => fit()).observe(place);
  };
  const close = () => {
    panel?.remove();
    panel = frame = undefined;
    grid.classList.remove("wj-desk__grid--beside");
  };
  const toggle = make("button", {
    type: "button", class: "nl-button nl-button--secondary wj-beside__toggle", "aria-expanded": "false", "aria-controls": panelId, onclick: () => {
      if (panel) close();
      else open();
      toggle.setAttribute("aria-expanded", String(!!panel));
    },
  }, "Voorbeeld ernaast");
  bar.querySelector("[value=voorbeeld]")?.after(toggle);
  return { refresh: () => frame?.contentWindow?.location.reload() };
}
