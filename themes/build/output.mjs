// The files to be written, their hashed names, and the manifest that maps a logical name to a hashed one.
import { createHash } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

export class Output {
  files = new Map();
  names = {};
  themes = {};
  #sizes = [];

  constructor(folder) {
    this.folder = folder;
  }

  /** Adds a file; returns its hashed name. With `compress`, a .br and a .gz stand beside it. */
  add(name, content, { compress = false } = {}) {
    const bytes = Buffer.from(content);
    const { dir, name: stem, ext } = path.posix.parse(name);
    const hashed = path.posix.join(dir, `${stem}.${createHash("sha256").update(bytes).digest("hex").slice(0, 10)}${ext}`);
    this.names[name] = hashed;
    this.#put(hashed, bytes);
    if (!compress) return hashed;
    const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    this.#put(`${hashed}.br`, br);
    this.#put(`${hashed}.gz`, gzipSync(bytes, { level: 9 }));
    if (/\.(css|js)$/.test(name)) this.#sizes.push(`  ${name}: ${bytes.length} bytes, ${br.length} brotli`);
    return hashed;
  }

  /** Adds a file under its own name: read by the server, not asked for by a browser. */
  addPlain(name, content) {
    this.#put(name, Buffer.from(content));
  }

  #put(name, bytes) {
    this.files.set(path.join(this.folder, name), bytes);
  }

  holds(file) {
    return this.files.has(file) || file === path.join(this.folder, "manifest.json");
  }

  async write() {
    for (const [file, bytes] of this.files) {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, bytes);
    }
    const sorted = Object.fromEntries(Object.entries(this.names).sort(([a], [b]) => a.localeCompare(b)));
    const manifest = path.join(this.folder, "manifest.json");
    await writeFile(`${manifest}.new`, JSON.stringify({ files: sorted, themes: this.themes }, null, 2) + "\n");
    await rename(`${manifest}.new`, manifest); // whole or not at all
  }

  sizes() {
    return this.#sizes.sort();
  }
}
