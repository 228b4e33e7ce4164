// What must be seen of a picture when it is cropped: pointed at on the picture, or moved with the arrow keys. The two numbers beside it
// are what is sent, and work without this.
import { make, newId } from "./dom";

const middle = 50;
const crops: [look: string, words: string][] = [["square", "Vierkant"], ["wide", "Breed"]];

/**
 * Puts a point on a picture that follows two number fields, and moves them.
 * @param picture What shows the picture; it comes to stand in the element that is returned.
 * @param source Where the picture is, to show pieces of it.
 */
export function makeFocalPoint(picture: HTMLElement, source: string, x: HTMLInputElement, y: HTMLInputElement): HTMLElement {
  const says = make("p", { class: "wj-hidden", role: "status" });
  const point = make("button", { type: "button", class: "wj-focal__point" });
  const frame = make("div", { class: "wj-focal__frame" }, picture, point);
  const pieces = crops.map(([look]) => make("img", { src: source, alt: "", class: `wj-focal__crop wj-focal__crop--${look}` }));
  const numberIn = (field: HTMLInputElement) => {
    const number = Number.parseInt(field.value, 10);
    return Number.isNaN(number) ? middle : Math.min(100, Math.max(0, number));
  };
  const show = () => {
    const [left, top] = [numberIn(x), numberIn(y)];
    point.style.left = `${left}%`;
    point.style.top = `${top}%`;
    point.setAttribute("aria-label", `Belangrijkste punt: ${left} van links, ${top} van boven. Verplaats het met de pijltjes.`);
    pieces.forEach((piece) => (piece.style.objectPosition = `${left}% ${top}%`));
  };
  const move = (left: number, top: number) => {
    for (const [field, value] of [[x, left], [y, top]] as const) {
      field.value = `${Math.round(Math.min(100, Math.max(0, value)))}`;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  const moveTo = ({ clientX, clientY }: PointerEvent) => {
    const around = frame.getBoundingClientRect();
    move((100 * (clientX - around.left)) / around.width, (100 * (clientY - around.top)) / around.height);
  };
  frame.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    frame.setPointerCapture(event.pointerId);
    moveTo(event);
    point.focus();
  });
  frame.addEventListener("pointermove", (event) => frame.hasPointerCapture(event.pointerId) && moveTo(event));
  point.addEventListener("keydown", (event) => {
    const by = event.shiftKey ? 10 : 1;
    const step = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key];
    if (!step) return;
    event.preventDefault();
    move(numberIn(x) + step[0], numberIn(y) + step[1]);
    says.textContent = `${numberIn(x)} van links, ${numberIn(y)} van boven.`;
  });
  for (const field of [x, y]) field.addEventListener("input", show);
  picture.addEventListener("dragstart", (event) => event.preventDefault());
  show();
  return make(
    "div", { class: "wj-focal" },
    make("p", { class: "wj-focal__help" }, "Klik op wat in beeld moet blijven als de afbeelding wordt bijgesneden."),
    make("div", { class: "wj-focal__row" }, frame,
      make("div", { class: "wj-focal__crops" }, ...pieces.map((piece, index) => make("figure", { class: "wj-focal__piece" }, piece, make("figcaption", {}, crops[index][1]))))),
    says,
  );
}

/** Fields for the point of a picture that must be seen: two numbers, and the picture to point at. */
export function makePoint(picture: HTMLElement, source: string, focus?: string) {
  const [left, top] = focus?.split(" ").map((part) => Number.parseInt(part, 10)) ?? [];
  const numbers = [["Van links (0 tot 100)", left], ["Van boven (0 tot 100)", top]].map(([label, value]) => {
    const id = newId("punt");
    const input = make("input", {
      id, type: "text", inputmode: "numeric", value: `${value ?? ""}`, class: "utrecht-textbox utrecht-textbox--html-input",
    });
    const words = make("label", { for: id, class: "utrecht-form-label" }, `${label} (niet verplicht)`);
    return { part: make("div", { class: "utrecht-form-field" }, words, input), input };
  });
  const [x, y] = numbers.map(({ input }) => input);
  const before = `${x.value} ${y.value}`;
  return {
    element: make("div", {}, makeFocalPoint(picture, source, x, y), make("div", { class: "wj-focal__numbers" }, ...numbers.map(({ part }) => part))),
    /** "40 20"; null when nothing was chosen, or nothing else than before. */
    value: () => (/^\d+ \d+$/.test(`${x.value} ${y.value}`) && `${x.value} ${y.value}` !== before ? `${x.value} ${y.value}` : null),
  };
}
