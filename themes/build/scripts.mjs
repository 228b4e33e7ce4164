// All behaviours in one small module script.
import esbuild from "esbuild";
import path from "node:path";
import { themesFolder } from "./inputs.mjs";

export async function buildScripts(output) {
  const result = await esbuild.build({
    entryPoints: [path.join(themesFolder, "scripts", "site.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: ["chrome111", "firefox113", "safari16.4"],
    legalComments: "none",
  });
  output.add("site.js", result.outputFiles[0].contents, { compress: true });
}
