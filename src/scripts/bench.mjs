// npm run bench -- <name>: measures, and prints one table.
import { buildTheme, checkNode, installPackages } from "./lib/prepare.mjs";
import { main, run } from "./lib/run.mjs";

await main(async () => {
  checkNode();
  await installPackages();
  await buildTheme();
  return run("dotnet", ["run", "--project", "tests/Portal.Bench", "--configuration", "Release", "--", ...process.argv.slice(2)]);
});
