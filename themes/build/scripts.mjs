// Module scripts: all behaviours of the site in a small one; the editor and what a page of the library, of attendance
// or of search needs, which only those load.
import esbuild from "esbuild";
import path from "node:path";
import { themesFolder } from "./inputs.mjs";

const entries = {
  "site.js": "site.ts", "editor.js": "editor/editor.ts", "media.js": "media.ts", "attendance.js": "attendance.ts", "search.js": "search.ts",
};

const notices = {
  "editor.js": `/*! Portaal Weerbare Jeugd. Third-party parts in this file: Tiptap, (c) Tiptap GmbH; ProseMirror (prosemirror-*, orderedmap, w3c-keyname,
rope-sequence), (c) Marijn Haverbeke and others. Both under the MIT licence: https://opensource.org/license/mit */`,
};

export async function buildScripts(output) {
  await Promise.all(Object.entries(entries).map(async ([name, entry]) => {
    const result = await esbuild.build({
      entryPoints: [path.join(themesFolder, "scripts", entry)],
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      target: ["chrome111", "firefox113", "safari16.4"],
      legalComments: "none",
      banner: { js: notices[name] ?? "" },
    });
    output.add(name, result.outputFiles[0].contents, { compress: true });
  }));
}
