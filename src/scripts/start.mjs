// npm start: everything from a fresh clone to a running portal. PORT=5081 npm start for another port.
import { createServer } from "node:net";
import { prepare, program } from "./lib/prepare.mjs";
import { main, run, Stop } from "./lib/run.mjs";

await main(async () => {
  const port = portOf(process.env.PORT || "5080");
  await mustBeFree(port);
  await prepare();
  return run("dotnet", [program], { env: { ASPNETCORE_ENVIRONMENT: process.env.ASPNETCORE_ENVIRONMENT ?? "Development" } });
});

function portOf(text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) throw new Stop(`PORT=${text} kan niet: een poort is een getal van 1 tot en met 65535.`);
  return port;
}

/** Said before minutes of building, not after. */
function mustBeFree(port) {
  if (process.env.ASPNETCORE_URLS) return;
  return new Promise((done, fail) => {
    const trial = createServer();
    trial.once("error", (error) =>
      fail(new Stop(error.code === "EADDRINUSE"
        ? `Poort ${port} is al in gebruik. Kies een andere, bijvoorbeeld: PORT=${port + 1} npm start`
        : error.code === "EACCES"
          ? `Poort ${port} mag deze gebruiker niet gebruiken. Kies er een boven de 1023, bijvoorbeeld: PORT=5080 npm start`
          : `Poort ${port} is niet te gebruiken (${error.code}).`)));
    trial.listen({ port, host: "127.0.0.1" }, () => trial.close(done));
  });
}
