// Builds everything a browser gets into themes/dist. Run: node themes/build.mjs [--watch] [--force]
// Does nothing when the inputs did not change: the heavy modules are loaded only when there is work.
import { watch } from "node:fs";
import { collectInputs, isUpToDate, remember, themesFolder } from "./build/inputs.mjs";

async function build({ force = false } = {}) {
  const started = performance.now();
  const inputs = await collectInputs();
  if (!force && (await isUpToDate(inputs))) return console.log(`Theme: unchanged (${elapsed(started)})`);
  const { buildAll } = await import("./build/all.mjs");
  const sizes = await buildAll();
  await remember(inputs);
  for (const line of sizes) console.log(line);
  console.log(`Theme: built (${elapsed(started)})`);
}

const elapsed = (started) => `${((performance.now() - started) / 1000).toFixed(2)} s`;

await build({ force: process.argv.includes("--force") });

if (process.argv.includes("--watch")) {
  let waiting;
  watch(themesFolder, { recursive: true }, (_, name) => {
    if (!name || name.startsWith("dist")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => build().catch((error) => console.error(error.message)), 100);
  });
}
