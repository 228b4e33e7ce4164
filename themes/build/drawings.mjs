// Our drawings: each as a hashed file for <img>, and under inline/ for the server to write into the page (they then follow the theme).
import { readFile } from "node:fs/promises";
import path from "node:path";
import { filesUnder, themesFolder } from "./inputs.mjs";

export async function buildDrawings(output) {
  const files = await filesUnder(path.join(themesFolder, "illustrations"), (file) => file.endsWith(".svg"));
  const drawings = await Promise.all(files.map(async (file) => [path.basename(file), squeeze(await readFile(file, "utf8"))]));
  for (const [name, svg] of drawings) output.addPlain(`inline/${name}`, svg);
  return drawings.map(([, svg]) => svg).join("\n");
}

const squeeze = (svg) => svg.replace(/<!--.*?-->/gs, "").replace(/\s*\n\s*/g, " ").replace(/>\s+</g, "><").trim();
