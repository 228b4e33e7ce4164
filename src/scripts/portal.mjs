// npm run portal -- <verb> [arguments]: the portal's command line. Paths are seen from where the command is given.
import { prepare, program } from "./lib/prepare.mjs";
import { main, run } from "./lib/run.mjs";

// A verb works for seconds and serves nobody meanwhile: what the runtime does to be fast for days costs it a quarter of its time, and
// memory for a collector on each core. What somebody set themselves holds.
const shortLived = { DOTNET_gcServer: "0", DOTNET_gcConcurrent: "0", DOTNET_TieredPGO: "0" };

await main(async () => {
  await prepare();
  const verb = process.argv.length > 2 ? process.argv.slice(2) : ["help"];
  return run("dotnet", [program, ...verb], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: {
      ...Object.fromEntries(Object.entries(shortLived).map(([name, value]) => [name, process.env[name] ?? value])),
      ASPNETCORE_ENVIRONMENT: process.env.ASPNETCORE_ENVIRONMENT ?? "Development",
    },
  });
});
