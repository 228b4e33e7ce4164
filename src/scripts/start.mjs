// npm start: everything from a fresh clone to a running portal. PORT=5081 npm start for another port.
import { createServer } from "node:net";
import { prepare, program } from "./lib/prepare.mjs";
import { main, run, Stop } from "./lib/run.mjs";

await main(async () => {
  const port = Number(process.env.PORT || 5080);
  await mustBeFree(port);
  await prepare();
  return run("dotnet", [program], { env: { ASPNETCORE_ENVIRONMENT: process.env.ASPNETCORE_ENVIRONMENT ?? "Development" } });
});

/** Said before minutes of building, not after. */
function mustBeFree(port) {
  if (process.env.ASPNETCORE_URLS) return;
  return new Promise((done, fail) => {
    const trial = createServer();
    trial.once("error", (error) =>
      fail(new Stop(error.code === "EADDRINUSE"
        ? `Poort ${port} is al in gebruik. Kies een andere, bijvoorbeeld: PORT=${port + 1} npm start`
        : `Poort ${process.env.PORT} is niet te gebruiken (${error.code}).`)));
    trial.listen({ port, host: "127.0.0.1" }, () => trial.close(done));
  });
}
