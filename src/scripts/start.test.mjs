import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { test } from "node:test";
import { refusal } from "./lib/run.mjs";

const start = (port) => spawnSync("node", ["src/scripts/start.mjs"], { env: { ...process.env, PORT: port, ASPNETCORE_URLS: "" }, encoding: "utf8" });

for (const port of ["abc", "0", "65536", "-1", "50.5", "1e3"])
  test(`PORT=${port} is refused in a sentence, before anything is built`, () => {
    const { status, stdout, stderr } = start(port);
    assert.deepEqual([status, stdout, stderr], [1, "", `PORT=${port} kan niet: een poort is een getal van 1 tot en met 65535.\n`]);
  });

test("a port that is taken is said in a sentence", async () => {
  const taken = createServer();
  await new Promise((done) => taken.listen(0, "127.0.0.1", done));
  const { port } = taken.address();
  assert.match(start(String(port)).stderr, new RegExp(`^Poort ${port} is al in gebruik\\. Kies een andere, bijvoorbeeld: PORT=${port + 1} npm start\n$`));
  taken.close();
});

test("what the machine refuses is a sentence too", () => {
  assert.equal(refusal({ code: "ENOSPC", path: "/data/x" }), "De schijf is vol (/data/x). Maak ruimte en probeer het opnieuw.");
  assert.equal(refusal({ code: "EROFS", path: "/data/x" }), "Hier mag deze gebruiker niet schrijven of lezen (/data/x).");
});
