import assert from "node:assert/strict";
import { test } from "node:test";
import { findChromium } from "./chromium.mjs";

/** A machine with these files and these ways to get a browser; keeps which were tried. */
function machineWith({ files = [], chosen, debian, npm, playwright, broken = [] }) {
  const tried = [];
  const way = (name, path) => async () => {
    tried.push(name);
    if (path === "fails") throw new Error("no network");
    if (path) files.push(path);
    return path;
  };
  return {
    tried, chosen, exists: (path) => files.includes(path), say: () => {},
    run: async (command) => (broken.includes(command) ? { code: 127, output: "error while loading shared libraries" } : { code: 0, output: "Chromium 153.0" }),
    fromDebian: way("debian", debian), fromNpm: way("npm", npm), fromPlaywright: way("playwright", playwright),
  };
}

test("the browser that is here is used, the lightest first", async () => {
  const here = machineWith({ files: ["/usr/bin/chromium", "/usr/bin/chromium-headless-shell"] });
  assert.equal(await findChromium(here), "/usr/bin/chromium-headless-shell");
  assert.deepEqual(here.tried, []);
});

test("a browser that was chosen is used, or missed in one sentence", async () => {
  assert.equal(await findChromium(machineWith({ chosen: "/opt/c", files: ["/opt/c", "/usr/bin/chromium"] })), "/opt/c");
  await assert.rejects(findChromium(machineWith({ chosen: "/opt/c" })), /CHROMIUM wijst naar \/opt\/c/);
});

test("without one it comes from Debian, else from npm, else from Playwright", async () => {
  const debian = machineWith({ debian: "/usr/bin/chromium", npm: "/n" });
  assert.equal(await findChromium(debian), "/usr/bin/chromium");
  assert.deepEqual(debian.tried, ["debian"]);

  const npm = machineWith({ npm: "/n" });
  assert.equal(await findChromium(npm), "/n");
  assert.deepEqual(npm.tried, ["debian", "npm"]);

  const playwright = machineWith({ debian: "fails", npm: "/n", playwright: "/p", broken: ["/n"] });
  assert.equal(await findChromium(playwright), "/p");
  assert.deepEqual(playwright.tried, ["debian", "npm", "playwright"]);
});

test("where nothing can be had, one sentence says what to do", async () => {
  const here = machineWith({ npm: "fails" });
  await assert.rejects(findChromium(here), /apt-get install chromium-headless-shell fonts-liberation/);
});
