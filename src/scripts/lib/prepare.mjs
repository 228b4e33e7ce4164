// What must be there before the portal can run: packages, style sheets, the program. Each is made only when its sources changed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { capture, root, Stop } from "./run.mjs";

export const program = join(root, "src/Portal.Web/bin/Release/net10.0/Portal.Web.dll");

/** Everything `npm start` and `npm run portal` need. */
export async function prepare() {
  checkNode();
  await inTurn(async () => {
    await installPackages();
    await buildTheme();
    await buildProgram();
  });
}

/** One at a time in this checkout: two that are started together would write the same files. The lock goes with whoever holds it. */
export async function inTurn(work, file = join(tmpdir(), `portal-prepare-${process.getuid?.() ?? 0}-${nameOf(root)}.lock`)) {
  const lock = spawn("flock", [file, "sh", "-c", "echo held; exec cat"], { stdio: ["pipe", "pipe", "inherit"], detached: true });
  await new Promise((held) => {
    lock.stdout.once("data", held);
    lock.once("error", held); // there is no flock: then nobody takes turns
  });
  try {
    return await work();
  } finally {
    lock.stdin?.destroy();
    lock.unref();
  }
}

export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 9)) throw new Stop(`Node 20.9 of nieuwer is nodig; dit is ${process.versions.node}.`);
}

/** Installs npm packages when package-lock.json changed. */
export async function installPackages() {
  const stamp = join(root, "node_modules/.portal-installed");
  const wanted = await hashOf(["package.json", "package-lock.json"]);
  if ((await textOf(stamp)) === wanted) return;

  console.log("npm-pakketten installeren ...");
  // 'ci' takes what the lock file says or fails; but it starts by removing node_modules, where a running portal has its database programs.
  const how = process.env.CI === "true" || !existsSync(join(root, "node_modules")) ? "ci" : "install";
  const { code, output } = await capture("npm", [how, "--no-audit", "--no-fund", "--loglevel=error"]);
  if (code !== 0) throw new Stop(`De npm-pakketten zijn niet te installeren:\n${output.trim()}`);
  await writeFile(stamp, await hashOf(["package.json", "package-lock.json"]));
}

/** Builds themes/dist; the theme's own build knows whether there is something to do. */
export async function buildTheme() {
  const { code, output } = await capture("node", ["themes/build.mjs"]);
  if (code !== 0) throw new Stop(`Het thema is niet te bouwen:\n${output.trim()}`);
}

/** Builds the host in Release when a source is newer or gone. Analyzers run in the tests, not here. */
async function buildProgram() {
  const stamp = join(dirname(program), ".portal-built");
  const sources = await fingerprint("src");
  if (existsSync(program) && (await textOf(stamp)) === sources) return;

  console.log("Het portaal bouwen ...");
  const { code, output } = await capture("dotnet", [
    "build", "src/Portal.Web", "--configuration", "Release", "--nologo", "--verbosity", "quiet", "-nodeReuse:false", "-property:RunAnalyzers=false",
  ]);
  if (code !== 0) throw new Stop(`Het portaal is niet te bouwen:\n${output.trim()}`);
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, sources);
}

const nameOf = (path) => createHash("sha256").update(path).digest("hex").slice(0, 12);

async function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update((await textOf(join(root, file))) ?? "");
  return hash.digest("hex");
}

/** Names, sizes and times of all sources in a folder: another checkout of the same commit is built again, which is cheap and safe. */
async function fingerprint(folder) {
  const hash = createHash("sha256");
  const skip = new Set(["bin", "obj", "scripts"]);
  async function walk(at) {
    const entries = (await readdir(at, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) {
        if (!skip.has(entry.name)) await walk(path);
      } else if (!entry.name.endsWith(".md")) {
        const { size, mtimeMs } = await stat(path);
        hash.update(`${path}\0${size}\0${mtimeMs}\n`);
      }
    }
  }
  await walk(join(root, folder));
  return hash.digest("hex");
}

const textOf = (path) => readFile(path, "utf8").catch(() => undefined);
