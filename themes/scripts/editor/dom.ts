// Small helpers to make elements with; the icons of the toolbar are drawn as the site's line: round ends, two wide.
type Attributes = Record<string, string | boolean | null | undefined | EventListener>;

/** An element; `on...` is a listener, true an empty attribute, and false, null or undefined none at all. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K, attributes: Attributes = {}, ...children: (Node | string | null | undefined | false)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}

let made = 0;
/** An id no other element has. */
export const newId = (word: string) => `wj-${word}-${++made}`;

const paths: Record<string, string> = {
  bold: "M6 4h5a3.5 3.5 0 0 1 0 7H6zM6 11h6a4 4 0 0 1 0 8H6z",
  italic: "M10 4h7M5 20h7M14 4 9 20",
  code: "m8 7-5 5 5 5M16 7l5 5-5 5",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  bullets: "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01",
  numbers: "M10 6h10M10 12h10M10 18h10M4 4l1-1v5M3.5 13c0-2 3-2 3 0 0 1-3 2-3 4h3",
  table: "M4 5h16v14H4zM4 10h16M10 5v14",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01",
  note: "M5 4h10l4 4v12H5zM9 11h6M9 15h6",
  plus: "M12 5v14M5 12h14",
  undo: "M9 6 4 11l5 5M4 11h10a5 5 0 0 1 0 10h-3",
  redo: "m15 6 5 5-5 5M20 11H10a5 5 0 0 0 0 10h3",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  remove: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  source: "M4 5h16M4 10h9M4 15h16M4 20h9",
  help: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18h.01",
};

/** A picture of the toolbar; words beside or behind it say what it is. */
export function icon(name: string) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const look = {
    viewBox: "0 0 24 24", width: "20", height: "20", fill: "none", stroke: "currentColor", "stroke-width": "2",
    "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", focusable: "false",
  };
  for (const [key, value] of Object.entries(look)) svg.setAttribute(key, value);
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}

/** Without accents, capitals and spaces around it: to find by. */
export const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** "14.03": an hour as it is written here. */
export const hourOf = (moment: Date) => moment.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam" }).replace(":", ".");
