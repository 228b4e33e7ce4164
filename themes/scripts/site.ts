// Every behaviour of the site, each bound by a data attribute to what it finds on the page. Pages work without this file.
import { answerExercise, showSent } from "./answer-exercise";
import { closeMenu } from "./close-menu";
import { copyText } from "./copy-text";
import { countWords } from "./count-words";
import { estimateNumber } from "./estimate-number";
import { explainTerm } from "./explain-term";
import { followContents } from "./follow-contents";
import { afterKept, type Sent, sendKept, sentEvent } from "./keep-answers";
import { leavePage } from "./leave-page";
import { matchPairs } from "./match-pairs";
import { notesInMargin } from "./notes-in-margin";
import { openLink } from "./open-link";
import { orderItems } from "./order-items";
import { passkey } from "./passkey";
import { pickRows } from "./pick-rows";
import { playVideo } from "./play-video";
import { printPage } from "./print-page";
import { printedOn } from "./printed-on";
import { searchWords } from "./search-words";
import { suggestResults } from "./suggest-results";
import { takeTest } from "./take-test";
import { watchProgress } from "./watch-progress";

const behaviours: [selector: string, bind: (element: any) => void][] = [
  ["details[data-menu]", closeMenu],
  ["button[data-copy]", copyText],
  ["textarea[data-count-words]", countWords],
  ["[data-estimate]", estimateNumber],
  ["a[data-term]", explainTerm],
  ["nav[data-toc]", followContents],
  ["form[data-after-kept]", afterKept],
  ["a[data-leave]", leavePage],
  ["[data-match]", matchPairs],
  [".wj-document__text", notesInMargin],
  ["form[data-open-link]", openLink],
  ["[data-order]", orderItems],
  ["[data-passkey]", passkey],
  ["form[data-pick-rows]", pickRows],
  ["a[data-video]", playVideo],
  ["button[data-print]", printPage],
  ["[data-printed]", printedOn],
  ["[data-word-search]", searchWords],
  ["input[data-suggest]", suggestResults],
  ["[data-test]", (test: HTMLElement) => takeTest(test, bindIn)],
  ["form[data-answer]", (form: HTMLFormElement) => answerExercise(form, bindIn)],
  ["[data-watch]", (part: HTMLElement) => watchProgress(part, bindIn)],
  ["[data-keeper]", sendKept],
  ["[data-focus]", (element: HTMLElement) => element.focus()],
];

/** Binds what stands in a part of the page; parts that come later are bound when they come. */
function bindIn(part: ParentNode) {
  for (const [selector, bind] of behaviours) part.querySelectorAll(selector).forEach(bind);
}

document.addEventListener(sentEvent, (event) => showSent((event as CustomEvent<Sent>).detail, bindIn));
bindIn(document);
