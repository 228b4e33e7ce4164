// What changed between two rows of blocks, and how one change comes over another: for what the server sends back while typing goes on.

import type { JSONContent } from "@tiptap/core";

/**
 * All that a block says, as text to compare by. Its number is no part of it, and white space is as the server keeps it: none at the edges,
 * and in no mark. Who pauses behind a space has not written something else than what comes back.
 */
export const asText = (block: JSONContent): string => JSON.stringify(sayingOf(block));

function sayingOf({ type, attrs, content }: JSONContent): unknown {
  const { block: _, ...others } = attrs ?? {};
  const isWords = type !== "codeBlock" && content?.some((part) => part.type === "text");
  return [type, others, isWords ? wordsOf(content!) : content?.map((part) => (part.type === "text" ? part.text : sayingOf(part)))];
}

function wordsOf(content: JSONContent[]): [words: string, marks: string][] {
  const runs: [words: string, marks: string][] = [];
  for (const part of content) {
    const marks = part.type === "text" ? (part.marks ?? []).map(({ type, attrs }) => JSON.stringify([type, attrs])).sort().join() : "-";
    for (const piece of part.type === "text" ? part.text!.split(/(\s+)/) : [JSON.stringify(sayingOf(part))]) {
      const its = /^\s/.test(piece) ? "" : marks;
      const last = runs.at(-1);
      if (last && last[1] === its && its !== "-") last[0] += piece;
      else if (piece) runs.push([piece, its]);
    }
  }
  if (runs.length) {
    runs[0][0] = runs[0][0].trimStart();
    runs[runs.length - 1][0] = runs[runs.length - 1][0].trimEnd();
  }
  return runs.filter(([words]) => words);
}

/** Blocks `from` up to `to` of the old row became `count` blocks, which begin at `at` in the new one. */
export type Hunk = { from: number; to: number; at: number; count: number };

const most = 4_000_000; // of comparisons; above it everything between the equal ends is one change

/** The differences between two rows, by their longest common part. */
export function hunksOf(old: string[], now: string[]): Hunk[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let [oldEnd, nowEnd] = [old.length, now.length];
  while (oldEnd > start && nowEnd > start && old[oldEnd - 1] === now[nowEnd - 1]) oldEnd--, nowEnd--;
  const [rows, columns] = [oldEnd - start, nowEnd - start];
  if (!rows && !columns) return [];
  if (!rows || !columns || rows * columns > most) return [{ from: start, to: oldEnd, at: start, count: columns }];
  const longest = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      longest[i][j] = old[start + i] === now[start + j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const hunks: Hunk[] = [];
  let [i, j, from, at] = [0, 0, 0, 0];
  const close = () => {
    if (i > from || j > at) hunks.push({ from: start + from, to: start + i, at: start + at, count: j - at });
  };
  while (i < rows && j < columns) {
    if (old[start + i] === now[start + j]) {
      close();
      [from, at] = [++i, ++j];
    } else if (longest[i + 1][j] >= longest[i][j + 1]) i++;
    else j++;
  }
  [i, j] = [rows, columns];
  close();
  return hunks;
}

const touches = (one: Hunk, other: Hunk) => (one.from < other.to && other.from < one.to)
  || (one.from === one.to && other.from < one.from && one.from < other.to)
  || (other.from === other.to && one.from < other.from && other.from < one.to);

/** Where a place of the old row is in the new one, when nothing there changed; before what was put in there, or behind it. */
const moved = (at: number, hunks: Hunk[], isBefore: boolean) =>
  hunks.reduce((sum, { from, to, count }) => (to <= at && !(isBefore && from === to && from === at) ? sum + count - (to - from) : sum), at);

/** A change of theirs, in the places of mine; `clash` when mine changed the same. */
export type Over = { from: number; to: number; at: number; count: number; clash: boolean };

/** Their changes, laid over mine; both began at the same row. */
export function layOver(base: string[], mine: string[], theirs: string[]): Over[] {
  const own = hunksOf(base, mine);
  return hunksOf(base, theirs)
    .filter((hunk) => !own.some((other) => isSame(hunk, theirs, other, mine)))
    .map((hunk) => {
      const against = own.filter((other) => touches(hunk, other));
      if (!against.length) {
        const from = moved(hunk.from, own, hunk.from === hunk.to);
        return { ...hunk, from, to: from + (hunk.to - hunk.from), clash: false };
      }
      const [first, last] = [against[0], against[against.length - 1]];
      const from = first.at - Math.max(0, first.from - hunk.from);
      return { ...hunk, from, to: last.at + last.count + Math.max(0, hunk.to - last.to), clash: true };
    });
}

const isSame = (one: Hunk, rows: string[], other: Hunk, others: string[]) =>
  one.from === other.from && one.to === other.to && one.count === other.count
  && rows.slice(one.at, one.at + one.count).every((row, index) => row === others[other.at + index]);

/** For each block of the new row: which one of the old it was, or null. */
export function formerPlaces(old: string[], now: string[]): (number | null)[] {
  const hunks = hunksOf(old, now);
  const places: (number | null)[] = [];
  let [from, at] = [0, 0];
  for (const hunk of [...hunks, { from: old.length, to: old.length, at: now.length, count: 0 }]) {
    while (at < hunk.at) places[at++] = from++;
    for (let index = 0; index < hunk.count; index++) places[at++] = hunk.from + index < hunk.to ? hunk.from + index : null;
    from = hunk.to;
  }
  return places;
}
