// npm run portal -- <verb> [arguments]: the portal's command line. Paths are seen from where the command is given.
import { prepare, program } from "./lib/prepare.mjs";
import { main, run } from "./lib/run.mjs";

await main(async () => {
  await prepare();
  const verb = process.argv.length > 2 ? process.argv.slice(2) : ["help"];
  return run("dotnet", [program, ...verb], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: { ASPNETCORE_ENVIRONMENT: process.env.ASPNETCORE_ENVIRONMENT ?? "Development" },
  });
});
