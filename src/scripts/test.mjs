// npm test: every check there is. Ends with one line, 'N passed, N failed'; the exit code is 0 only when all ran and all passed.
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { findChromium } from "./lib/chromium.mjs";
import { buildTheme, checkNode, installPackages } from "./lib/prepare.mjs";
import { readTap, readTrx } from "./lib/results.mjs";
import { capture, main, root, run, Stop } from "./lib/run.mjs";

const results = join(root, "TestResults");

// A run compiles more than it repeats, and its garbage is small: what the runtime does to be fast for days costs it a twentieth.
const shortLived = { DOTNET_TieredPGO: "0", DOTNET_gcConcurrent: "0" };

// A test that waits gives up after ten minutes (Patience.cs) and says for what; this ends what does not even do that.
const hangLimit = "30m";

let chromium;
let scratch;

await main(async () => {
  checkNode();
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });

  // Side by side, because a build waits for itself most of the time: it compiles one room after the other.
  const [, ...first] = await together([
    () => step("build", buildAll),
    async () => {
      await step("packages", installPackages);
      chromium = await step("browser", () => findChromium());
      await step("theme", buildTheme);
      return [await step("node", runNodeTests), await step("format", checkFormat), await step("overlap", checkOverlap)];
    },
  ]);
  await step("items", printItems);
  scratch = await makeScratch();
  try {
    const second = await together((await testProjects()).map((project) => () => step(project, () => runProject(project))));
    return report([...first.flat(), ...second]);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
});

/**
 * A folder for what tests make and throw away: in memory where there is room and programs may run there. Making and removing files on a
 * disk takes an eighth of the processor time of what starts hosts. Open to all, as /tmp is: a server of a test runs as another user.
 */
async function makeScratch() {
  const memory = "/dev/shm";
  const enough = 8 * 2 ** 30;
  let above = tmpdir();
  try {
    const { bavail, bsize } = await statfs(memory);
    const isClosed = /^\S+ \/dev\/shm \S+ \S*\bnoexec\b/m.test(await readFile("/proc/mounts", "utf8"));
    if (bavail * bsize >= enough && !isClosed) above = memory;
  } catch {
    // no such place: the disk
  }
  const folder = await mkdtemp(join(above, "portal-"));
  await chmod(folder, 0o1777);
  return folder;
}

/** Does all of it at once; waits for all of it also when a part fails. */
async function together(parts) {
  const outcomes = await Promise.allSettled(parts.map((part) => part()));
  for (const { reason } of outcomes) if (reason) throw reason;
  return outcomes.map(({ value }) => value);
}

async function step(name, work) {
  const started = performance.now();
  console.log(`== ${name} ...`);
  const outcome = await work();
  console.log(`== ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return outcome;
}

/** Restores exactly what the lock files say, and builds everything, with all analyzers. */
async function buildAll() {
  const args = ["build", "Portal.sln", "--nologo", "--verbosity", "quiet", "-nodeReuse:false", "-property:RestoreLockedMode=true"];
  if ((await run("dotnet", args)) !== 0) throw new Stop("The build failed.\n\n0 passed, 1 failed");
}

/** Layout only: style is part of the build. */
async function checkFormat() {
  const { code, output } = await capture("dotnet", ["format", "whitespace", ".", "--folder", "--exclude", "node_modules", "--verify-no-changes"]);
  const files = [...new Set(output.match(/\S+\.cs(?=\()/g))].map((file) => relative(root, file));
  const message = `run 'dotnet format whitespace . --folder --exclude node_modules':\n${files.join("\n") || output.trim()}`;
  return code === 0 ? passed(1) : { ...passed(0), failed: 1, failures: [{ name: "format", message, trace: "" }] };
}

/** No sentence of the content stands in a source. The tool and the sources lie beside the project; without them there is nothing to compare with. */
async function checkOverlap() {
  const tool = join(root, "..", "shared", "tools", "overlap");
  if (!existsSync(tool)) {
    console.log("The sources are not here: wording is not compared with them.");
    return { ...passed(0), skipped: 1 };
  }
  const { code, output } = await capture("python3", [tool, "content"]);
  return code === 0 ? passed(1) : { ...passed(0), failed: 1, failures: [{ name: "overlap", message: output, trace: "" }] };
}

/** What the tests of modules tell to who knows nothing of the field, to be read in the log; BankTests fails on what is found. */
async function printItems() {
  const portal = join(root, "src", "Portal.Web", "bin", "Debug", "net10.0", "Portal.Web.dll");
  const { output } = await capture("dotnet", [portal, "items", "content"], { env: { ASPNETCORE_ENVIRONMENT: "Development" } });
  console.log(output);
}

/** The projects of tests/ that xunit runs; a new one is found by itself. */
async function testProjects() {
  const projects = [];
  for (const name of (await readdir(join(root, "tests"))).sort()) {
    const file = join(root, "tests", name, `${name}.csproj`);
    if (existsSync(file) && (await readFile(file, "utf8")).includes("Microsoft.NET.Test.Sdk")) projects.push(name);
  }
  return projects;
}

async function runProject(name) {
  const { code, output } = await capture("dotnet", [
    "test", join("tests", name), "--no-build", "--nologo", "--results-directory", results, "--logger", `trx;LogFileName=${name}.trx`,
    "--blame-hang-timeout", hangLimit, "--blame-hang-dump-type", "none",
  ], { env: { CHROMIUM: chromium, TMPDIR: scratch, ...shortLived } });
  const file = join(results, `${name}.trx`);
  const suite = existsSync(file) ? readTrx(await readFile(file, "utf8")) : passed(0);
  if (code !== 0 || suite.tests.length === 0) console.log(output);
  return complete(name, suite, code);
}

async function nodeTests() {
  const found = [];
  for (const folder of ["src", "themes"])
    for (const file of await readdir(join(root, folder), { recursive: true }))
      if (file.endsWith(".test.mjs") && !/(^|\/)(bin|obj|dist|node_modules)\//.test(file)) found.push(join(folder, file));
  return found.sort();
}

async function runNodeTests() {
  if ((await nodeTests()).length === 0) return passed(0);
  const { code, output } = await capture("node", ["--test", "--test-reporter=tap", ...(await nodeTests())]);
  if (code !== 0) console.log(output);
  return complete("node", readTap(output), code);
}

function passed(count) {
  return { passed: count, failed: 0, skipped: 0, failures: [], tests: [] };
}

/** A suite that ran nothing, or that broke without a failed test, has failed. */
function complete(name, suite, code) {
  const fail = (message) => ({ ...suite, failed: suite.failed + 1, failures: [...suite.failures, { name, message, trace: "" }] });
  if (suite.passed + suite.failed === 0) return fail("ran no tests");
  if (code !== 0 && suite.failed === 0) return fail(`ended with exit code ${code}`);
  return suite;
}

function report(suites) {
  const sum = (part) => suites.reduce((total, suite) => total + suite[part], 0);
  for (const { name, message, trace } of suites.flatMap((suite) => suite.failures)) {
    console.log(`\nFAILED ${name}`);
    if (message) console.log(indent(message));
    if (trace) console.log(indent(trace.split("\n").find((line) => line.includes(" in ")) ?? ""));
  }
  console.log("\nThe slowest, with their waiting for a place:");
  const slowest = suites.flatMap((suite) => suite.tests).sort((one, other) => other.seconds - one.seconds).slice(0, 10);
  for (const { name, seconds } of slowest) console.log(`${seconds.toFixed(1).padStart(7)} s  ${name}`);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed${sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : ""}`);
  return sum("failed") === 0 ? 0 : 1;
}

function indent(text) {
  return text.trim().split("\n").map((line) => `  ${line}`).join("\n");
}
