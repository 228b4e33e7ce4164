// Every behaviour of the site, each bound by a data attribute to what it finds on the page. Pages work without this file.
import { closeMenu } from "./close-menu";
import { copyText } from "./copy-text";
import { countWords } from "./count-words";
import { explainTerm } from "./explain-term";
import { followContents } from "./follow-contents";
import { leavePage } from "./leave-page";
import { notesInMargin } from "./notes-in-margin";
import { playVideo } from "./play-video";
import { printPage } from "./print-page";
import { suggestResults } from "./suggest-results";

const behaviours: [selector: string, bind: (element: any) => void][] = [
  ["details[data-menu]", closeMenu],
  ["button[data-copy]", copyText],
  ["textarea[data-count-words]", countWords],
  ["a[data-term]", explainTerm],
  ["nav[data-toc]", followContents],
  ["a[data-leave]", leavePage],
  [".wj-document__text", notesInMargin],
  ["a[data-video]", playVideo],
  ["button[data-print]", printPage],
  ["input[data-suggest]", suggestResults],
  ["[data-focus]", (element: HTMLElement) => element.focus()],
];

for (const [selector, bind] of behaviours) document.querySelectorAll(selector).forEach(bind);
