// Running other programs.
import { spawn } from "node:child_process";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

const environment = {
  ...process.env,
  DOTNET_CLI_TELEMETRY_OPTOUT: "1",
  DOTNET_NOLOGO: "1",
  DOTNET_CLI_UI_LANGUAGE: "en",
};

/** Ends this program with a message for the one who started it. */
export class Stop extends Error {}

/** Runs a program in the foreground and gives its exit code; signals meant for us are passed on. */
export function run(command, args, options = {}) {
  return start(command, args, { stdio: "inherit", ...options }).then(({ code }) => code);
}

/** Runs a program silently and gives its exit code with all it said. */
export function capture(command, args, options = {}) {
  return start(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
}

function start(command, args, { env = {}, ...options }) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd: root, ...options, env: { ...environment, ...env } });
    let output = "";
    child.stdout?.on("data", (part) => (output += part));
    child.stderr?.on("data", (part) => (output += part));

    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    const forward = (signal) => child.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
    for (const signal of signals) process.on(signal, forward);

    child.on("error", (error) => fail(error.code === "ENOENT" ? new Stop(missing(command)) : error));
    child.on("close", (code, signal) => {
      for (const name of signals) process.off(name, forward);
      done({ code: code ?? (signal === "SIGINT" ? 130 : 1), output });
    });
  });
}

const missing = (command) =>
  command === "dotnet" ? "De .NET SDK 10 is niet geïnstalleerd: er is geen 'dotnet' te vinden." : `Er is geen '${command}' te vinden.`;

/** Runs a script's main function; a Stop, and what the machine refuses, become a sentence and exit code 1. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof Stop) && !error?.syscall) throw error;
    console.error(error instanceof Stop ? error.message : refusal(error));
    process.exitCode = 1;
  }
}

/** What a system call refused, in words for whoever gave the command. */
export function refusal({ code, path, message }) {
  const where = path ? ` (${path})` : "";
  if (code === "ENOSPC") return `De schijf is vol${where}. Maak ruimte en probeer het opnieuw.`;
  if (["EACCES", "EPERM", "EROFS"].includes(code)) return `Hier mag deze gebruiker niet schrijven of lezen${where}.`;
  return `Dat lukt niet: ${message}.`;
}
