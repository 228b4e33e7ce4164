import assert from "node:assert/strict";
import { test } from "node:test";
import { findBrowser } from "./browser.mjs";

const nothing = () => false;

test("the browser that is there is used, and nothing is fetched", async () => {
  const have = (path) => path === "/usr/bin/chromium";
  assert.equal(await findBrowser({ env: {}, have, ways: [() => assert.fail("it fetched one")] }), "/usr/bin/chromium");
});

test("CHROMIUM goes before all others, and one that is not there is said", async () => {
  const have = (path) => path !== "/opt/nergens";
  assert.equal(await findBrowser({ env: { CHROMIUM: "/opt/mijn" }, have }), "/opt/mijn");
  await assert.rejects(findBrowser({ env: { CHROMIUM: "/opt/nergens" }, have }), /CHROMIUM=\/opt\/nergens is er niet/);
});

test("where there is none the ways to get one are tried in turn", async () => {
  const ways = [async () => ({ why: "geen netwerk" }), async () => { throw new Error("kapot"); }, async () => ({ path: "/cache/chromium" })];
  assert.equal(await findBrowser({ env: {}, have: nothing, ways }), "/cache/chromium");
});

test("when none works one sentence says what to do", async () => {
  const ways = [async () => ({ why: "apt-get: geen netwerk" }), async () => ({})];
  await assert.rejects(findBrowser({ env: {}, have: nothing, ways }), (error) => {
    assert.match(error.message, /^De tests hebben Chromium nodig en konden het niet ophalen \(apt-get: geen netwerk\)\. Installeer het \(Debian/);
    return !error.message.includes("\n");
  });
});
