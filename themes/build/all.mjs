// The build itself: fonts, scripts, drawings and one style sheet per theme, each under a name with the hash of its content.
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { buildDrawings } from "./drawings.mjs";
import { buildFonts } from "./fonts.mjs";
import { distFolder, themesFolder } from "./inputs.mjs";
import { buildMails } from "./mail.mjs";
import { Output } from "./output.mjs";
import { buildPaperFonts } from "./paper.mjs";
import { buildScripts } from "./scripts.mjs";
import { buildStyles, readComponents } from "./styles.mjs";

export async function buildAll() {
  const output = new Output(distFolder);
  const [themes, components, drawings] = await Promise.all([readThemes(), readComponents(), buildDrawings(output)]);
  await Promise.all([buildScripts(output), buildPaperFonts(output), ...themes.map((theme) => buildTheme(theme, { output, components, drawings }))]);
  // Old files go only now: a running portal keeps serving while the new ones are made.
  await mkdir(distFolder, { recursive: true });
  await output.write();
  await removeStale(output);
  return output.sizes();
}

async function buildTheme(theme, { output, components, drawings }) {
  const [fonts] = await Promise.all([buildFonts(theme, output), buildMails(theme, output)]);
  const { css, more } = await buildStyles(theme, { components, drawings, fontFaces: fonts.css });
  output.themes[theme.name] = {
    label: theme.label,
    class: theme.class,
    css: output.add(`theme-${theme.name}.css`, css, { compress: true }),
    preload: fonts.preload,
    colorScheme: theme.colorScheme,
    themeColor: theme.themeColor,
    ...(more && { more: output.add(`more-${theme.name}.css`, more, { compress: true }), moreTheme: theme.more.name }),
  };
  for (const file of await readdir(theme.folder)) {
    if (!/\.(svg|png|ico)$/.test(file)) continue;
    output.add(`${theme.name}/${file}`, await readFile(path.join(theme.folder, file)), { compress: file.endsWith(".svg") });
  }
}

/** The themes there are, each with that which gives it more contrast. */
export async function readThemes() {
  const folders = (await readdir(themesFolder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const themes = await Promise.all(
    folders.map(async ({ name }) => {
      const folder = path.join(themesFolder, name);
      const settings = await readFile(path.join(folder, "theme.json"), "utf8").catch(() => null);
      return settings && { name, folder, ...JSON.parse(settings) };
    }),
  );
  const known = themes.filter(Boolean);
  for (const theme of known) {
    if (!theme.more) continue;
    const more = known.find(({ name }) => name === theme.more);
    if (!more) throw new Error(`${theme.name}: there is no theme '${theme.more}' to look like where more contrast is asked for.`);
    theme.more = more;
  }
  return known;
}

async function removeStale(output) {
  for (const file of await readdir(distFolder, { recursive: true, withFileTypes: true })) {
    const full = path.join(file.parentPath ?? file.path, file.name);
    if (file.isFile() && !output.holds(full)) await rm(full);
  }
}
