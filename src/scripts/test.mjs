// npm test: every check there is. Ends with one line, 'N passed, N failed'; the exit code is 0 only when all ran and all passed.
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { buildTheme, checkNode, installPackages } from "./lib/prepare.mjs";
import { readTap, readTrx } from "./lib/results.mjs";
import { capture, main, root, run, Stop } from "./lib/run.mjs";

const results = join(root, "TestResults");

await main(async () => {
  checkNode();
  await step("packages", installPackages);
  await step("theme", buildTheme);
  await step("build", () => must("dotnet", ["build", "Portal.sln", "--nologo", "--verbosity", "quiet", "-nodeReuse:false"]));

  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  const suites = [await step("format", checkFormat), await step("overlap", checkOverlap)];
  for (const project of await testProjects()) suites.push(await step(project, () => runProject(project)));
  if ((await nodeTests()).length > 0) suites.push(await step("node", runNodeTests));
  return report(suites);
});

async function step(name, work) {
  const started = performance.now();
  console.log(`\n== ${name}`);
  const outcome = await work();
  console.log(`== ${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return outcome;
}

async function must(command, args) {
  const code = await run(command, args);
  if (code !== 0) throw new Stop(`'${command} ${args.slice(0, 2).join(" ")}' failed.\n\n0 passed, 1 failed`);
}

/** Layout only: style is part of the build. */
async function checkFormat() {
  const { code, output } = await capture("dotnet", ["format", "whitespace", "Portal.sln", "--verify-no-changes", "--no-restore"]);
  const files = [...new Set(output.match(/\S+\.cs(?=\()/g))].map((file) => relative(root, file));
  const message = `run 'dotnet format whitespace Portal.sln':\n${files.join("\n") || output.trim()}`;
  return code === 0 ? { passed: 1, failed: 0, skipped: 0, failures: [] } : { passed: 0, failed: 1, skipped: 0, failures: [{ name: "format", message, trace: "" }] };
}

/** No sentence of the content stands in a source. The tool and the sources lie beside the project; without them there is nothing to compare with. */
async function checkOverlap() {
  const tool = join(root, "..", "shared", "tools", "overlap");
  if (!existsSync(tool)) {
    console.log("The sources are not here: wording is not compared with them.");
    return { passed: 0, failed: 0, skipped: 1, failures: [] };
  }
  const { code, output } = await capture("python3", [tool, "content"]);
  if (code === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] };
  return { passed: 0, failed: 1, skipped: 0, failures: [{ name: "overlap", message: output, trace: "" }] };
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
  const code = await run("dotnet", [
    "test", join("tests", name), "--no-build", "--nologo", "--results-directory", results, "--logger", `trx;LogFileName=${name}.trx`,
    "--blame-hang-timeout", "10m", "--blame-hang-dump-type", "none",
  ]);
  const file = join(results, `${name}.trx`);
  const suite = existsSync(file) ? readTrx(await readFile(file, "utf8")) : { passed: 0, failed: 0, skipped: 0, failures: [] };
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
  const { code, output } = await capture("node", ["--test", "--test-reporter=tap", ...(await nodeTests())]);
  if (code !== 0) console.log(output);
  return complete("node", readTap(output), code);
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
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed${sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : ""}`);
  return sum("failed") === 0 ? 0 : 1;
}

function indent(text) {
  return text.trim().split("\n").map((line) => `  ${line}`).join("\n");
}
