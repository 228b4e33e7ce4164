// What the server merged is laid over what was typed meanwhile: both are there, and what both changed is never decided by itself.
import assert from "node:assert/strict";
import path from "node:path";
import { before, test } from "node:test";
import esbuild from "esbuild";
import { themesFolder } from "../build/inputs.mjs";

let asText, hunksOf, layOver, formerPlaces;

before(async () => {
  const built = await esbuild.build({ entryPoints: [path.join(themesFolder, "scripts", "editor", "merge.ts")], format: "esm", write: false });
  const code = Buffer.from(built.outputFiles[0].contents).toString("base64");
  ({ asText, hunksOf, layOver, formerPlaces } = await import(`data:text/javascript;base64,${code}`));
});

// Applies them as the editor does: the last first.
function apply(mine, theirs, overs) {
  const result = [...mine];
  for (const { from, to, at, count, clash } of [...overs].reverse()) if (!clash) result.splice(from, to - from, ...theirs.slice(at, at + count));
  return result;
}

// A small generator that gives the same every time (mulberry32).
function randomOf(seed) {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

test("a change of theirs comes beside a change of mine", () => {
  const base = ["a", "b", "c", "d"];
  const [mine, theirs] = [["a", "b2", "c", "d"], ["a", "b", "c", "e", "f"]];
  assert.deepEqual(apply(mine, theirs, layOver(base, mine, theirs)), ["a", "b2", "c", "e", "f"]);
});

test("what both wrote in one place is asked, not decided", () => {
  const overs = layOver(["a", "b", "c"], ["a", "mine", "c"], ["a", "theirs", "c"]);
  assert.deepEqual(overs, [{ from: 1, to: 2, at: 1, count: 1, clash: true }]);
});

test("what both wrote alike is nobody's conflict", () => {
  assert.deepEqual(layOver(["a", "b"], ["a", "x"], ["a", "x"]), []);
});

test("two that add at the same place are both heard", () => {
  const [base, mine, theirs] = [["a", "b"], ["a", "mine", "b"], ["a", "theirs", "b"]];
  const merged = apply(mine, theirs, layOver(base, mine, theirs));
  assert.deepEqual([...merged].sort(), ["a", "b", "mine", "theirs"]);
});

test("20,000 pairs of changes: no word of either gets lost without a question", () => {
  const random = randomOf(7);
  let merged = 0;
  for (let round = 0; round < 20_000; round++) {
    const base = Array.from({ length: 2 + random(8) }, (_, index) => `b${index}`);
    const change = (who) => {
      const rows = [...base];
      for (let edits = 1 + random(3); edits > 0; edits--) {
        const at = random(rows.length + 1);
        const kind = random(3);
        if (kind === 0) rows.splice(at, 0, `${who}${round}-${edits}`);
        else if (kind === 1) rows.splice(at, 1);
        else if (rows[at]) rows[at] = `${who}${round}-${edits}`;
      }
      return rows;
    };
    const [mine, theirs] = [change("m"), change("t")];
    const overs = layOver(base, mine, theirs);
    const result = apply(mine, theirs, overs);
    for (const row of mine) {
      const isGoneOfTheirs = !theirs.includes(row) && base.includes(row);
      assert.ok(result.includes(row) || isGoneOfTheirs, `${row} of mine is gone: ${base} | ${mine} | ${theirs} | ${result}`);
    }
    if (overs.some(({ clash }) => clash)) continue;
    merged++;
    for (const row of theirs) assert.ok(result.includes(row) || (base.includes(row) && !mine.includes(row)), `${row} of theirs is gone`);
    for (const row of base) {
      if (!mine.includes(row) || !theirs.includes(row)) assert.ok(!result.includes(row), `${row} is back: ${base} | ${mine} | ${theirs} | ${result}`);
    }
  }
  assert.ok(merged > 8_000, `${merged} merged without a question`);
});

test("each block finds the place it had", () => {
  assert.deepEqual(formerPlaces(["a", "b", "c"], ["a", "x", "b2", "c"]), [0, 1, null, 2]);
  assert.deepEqual(formerPlaces(["a", "b"], ["b"]), [1]);
  assert.deepEqual(hunksOf(["a"], ["a"]), []);
});

test("A space at the edge of a block or of a mark is no other text: the server leaves it out", () => {
  const words = (text, ...marks) => ({ type: "text", text, marks: marks.map((type) => ({ type })) });
  const paragraph = (...content) => ({ type: "paragraph", attrs: { block: 3 }, content });
  assert.equal(asText(paragraph(words("Een zin "))), asText({ type: "paragraph", content: [words("Een zin")] }));
  assert.equal(asText(paragraph(words("vet ", "strong"), words("woord"))), asText(paragraph(words("vet", "strong"), words(" woord"))));
  assert.notEqual(asText(paragraph(words("vet woord", "strong"))), asText(paragraph(words("vet", "strong"), words(" woord"))));
  assert.notEqual(asText(paragraph(words("een"))), asText({ type: "heading", attrs: { level: 2 }, content: [words("een")] }));
  const code = (text) => ({ type: "codeBlock", content: [words(text)] });
  assert.notEqual(asText(code("a\n")), asText(code("a")));
});
