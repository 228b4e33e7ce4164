// What was asked before in this browser: kept here and nowhere else, and only by who asked for it. <div data-asked="question"> on a page
// with results keeps its question; <section data-recent hidden> on the empty search page begins with keeping, shows what is kept (asked
// often first, then the latest) and forgets it.
type Asked = { question: string; times: number };

const storeName = "wj-zoekvragen";
const mostKept = 30;
const mostShown = 6;
const often = 3;

/** What is kept, the latest first; null when nobody asked for keeping it. */
const read = (): Asked[] | null => {
  try {
    const kept = JSON.parse(localStorage.getItem(storeName) ?? "null");
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.question === "string" && typeof one?.times === "number") : null;
  } catch {
    return null;
  }
};

/** False when this browser keeps nothing. */
const write = (all: Asked[]): boolean => {
  try {
    localStorage.setItem(storeName, JSON.stringify(all));
    return true;
  } catch {
    return false;
  }
};

/** The questions to offer: those asked often, then the latest. */
export const recentQuestions = (): string[] => {
  const all = read() ?? [];
  const first = all.filter(({ times }) => times >= often).sort((one, other) => other.times - one.times);
  return [...new Set([...first, ...all].map(({ question }) => question))].slice(0, mostShown);
};

/** <div data-asked="question">: keeps a question that found something. */
export function keepQuestion(element: HTMLElement) {
  const all = read();
  if (all === null) return;
  const question = element.dataset.asked!.trim();
  const same = ({ question: known }: Asked) => known.toLowerCase() === question.toLowerCase();
  const times = (all.find(same)?.times ?? 0) + 1;
  write([{ question, times }, ...all.filter((one) => !same(one))].slice(0, mostKept));
}

/** <section data-recent hidden><p/><ul/><button/></section>: says what is kept, with one button that begins or ends it. */
export function showRecent(section: HTMLElement) {
  const [note, list, button] = [section.querySelector("p")!, section.querySelector("ul")!, section.querySelector("button")!];
  const show = () => {
    const isKept = read() !== null;
    const questions = recentQuestions();
    list.replaceChildren(...questions.map(itemOf));
    note.textContent = isKept
      ? `${questions.length === 0 ? "Je zoekvragen komen hier te staan. " : ""}Ze staan alleen in deze browser.`
      : "Deze browser kan je laatste zoekvragen onthouden. Ze gaan niet naar ons toe.";
    button.textContent = isKept ? "Wis ze en onthoud niets" : "Onthoud mijn zoekvragen";
  };
  button.addEventListener("click", () => {
    if (read() !== null) localStorage.removeItem(storeName);
    else if (!write([])) return void (note.textContent = "Deze browser bewaart niets. Kijk bij de instellingen.");
    show();
  });
  show();
  section.hidden = false;
}

const itemOf = (question: string) => {
  const [item, link] = [document.createElement("li"), document.createElement("a")];
  [item.className, link.className] = ["utrecht-unordered-list__item", "nl-link"];
  link.href = `/zoeken?q=${encodeURIComponent(question)}`;
  link.textContent = question;
  item.append(link);
  return item;
};
