// What the search page needs beside the behaviours of every page.
import { countClicks } from "./count-click";
import { keepQuestion, showRecent } from "./recent-questions";

document.querySelectorAll<HTMLElement>("[data-asked]").forEach((results) => {
  countClicks(results);
  keepQuestion(results);
});
document.querySelectorAll<HTMLElement>("[data-recent]").forEach(showRecent);
