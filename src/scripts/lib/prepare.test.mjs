import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { inTurn } from "./prepare.mjs";

test("two that are started together prepare one after the other", async () => {
  const folder = await mkdtemp(join(tmpdir(), "portal-turn-"));
  const file = join(folder, "lock");
  const story = [];
  const come = (name) => inTurn(async () => {
    story.push(`${name} begins`);
    await new Promise((done) => setTimeout(done, 50));
    story.push(`${name} ends`);
  }, file);
  await Promise.all([come("one"), come("two")]);
  await assert.rejects(inTurn(() => Promise.reject(new Error("failed")), file), /failed/);
  await come("three");
  const [first, , second] = story.map((line) => line.split(" ")[0]);
  assert.deepEqual(story, [first, second, "three"].flatMap((name) => [`${name} begins`, `${name} ends`]));
  await rm(folder, { recursive: true });
});
