// Every behaviour of the site, each bound by a data attribute to what it finds on the page. Pages work without this file.
import { answerExercise, showAnswer } from "./answer-exercise";
import { closeMenu } from "./close-menu";
import { copyText } from "./copy-text";
import { countWords } from "./count-words";
import { estimateNumber } from "./estimate-number";
import { explainTerm } from "./explain-term";
import { followContents } from "./follow-contents";
import { afterKept, sendKept } from "./keep-answers";
import { leavePage } from "./leave-page";
import { matchPairs } from "./match-pairs";
import { notesInMargin } from "./notes-in-margin";
import { orderItems } from "./order-items";
import { passkey } from "./passkey";
import { playVideo } from "./play-video";
import { printPage } from "./print-page";
import { printedOn } from "./printed-on";
import { searchWords } from "./search-words";
import { suggestResults } from "./suggest-results";

const behaviours: [selector: string, bind: (element: any) => void][] = [
  ["details[data-menu]", closeMenu],
  ["button[data-copy]", copyText],
  ["textarea[data-count-words]", countWords],
  ["[data-estimate]", estimateNumber],
  ["a[data-term]", explainTerm],
  ["nav[data-toc]", followContents],
  ["form[data-after-kept]", afterKept],
  ["[data-keeper]", (keeper: HTMLElement) => sendKept(keeper.dataset.keeper!, showKept)],
  ["a[data-leave]", leavePage],
  ["[data-match]", matchPairs],
  [".wj-document__text", notesInMargin],
  ["[data-order]", orderItems],
  ["[data-passkey]", passkey],
  ["a[data-video]", playVideo],
  ["button[data-print]", printPage],
  ["[data-printed]", printedOn],
  ["[data-word-search]", searchWords],
  ["input[data-suggest]", suggestResults],
  ["form[data-answer]", (form: HTMLFormElement) => answerExercise(form, bindIn)],
  ["[data-focus]", (element: HTMLElement) => element.focus()],
];

/** Shows what came of an answer that was kept, when its exercise is on this page. */
function showKept(action: string, page: Document) {
  const form = [...document.querySelectorAll<HTMLFormElement>("form[data-answer]")].find((candidate) => candidate.action === action);
  if (form) showAnswer(form, page, bindIn);
}

/** Binds what stands in a part of the page; parts that come later are bound when they come. */
function bindIn(part: ParentNode) {
  for (const [selector, bind] of behaviours) part.querySelectorAll(selector).forEach(bind);
}

bindIn(document);
