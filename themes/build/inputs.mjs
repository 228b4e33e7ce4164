// What the build depends on, as one hash: every file under themes/ (not dist) and the locked packages.
import { createHash } from "node:crypto";
import { access, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const themesFolder = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const distFolder = path.join(themesFolder, "dist");
const stamp = path.join(distFolder, ".stamp");

export async function collectInputs() {
  const hash = createHash("sha256");
  for (const file of [...(await filesUnder(themesFolder)), path.join(themesFolder, "..", "package-lock.json")]) {
    hash.update(path.relative(themesFolder, file)).update(await readFile(file));
  }
  return hash.digest("hex");
}

export async function filesUnder(folder, wanted = () => true) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.startsWith(distFolder) && wanted(file))
    .sort();
}

export async function isUpToDate(inputs) {
  try {
    await access(path.join(distFolder, "manifest.json"));
    return (await readFile(stamp, "utf8")) === inputs;
  } catch {
    return false;
  }
}

export const remember = (inputs) => writeFile(stamp, inputs);
