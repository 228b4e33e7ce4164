// Mail: each text of mail/texts in the layout mail/layout.mjml, with a theme's colours, as HTML and as plain text. What differs from mail
// to mail stands in it as {{ name }} and {% for %} (Liquid), and is filled in when the mail is written.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { marked } from "marked";
import mjml2html from "mjml";
import { filesUnder, themesFolder } from "./inputs.mjs";
import { themeProperties } from "./tokens.mjs";

const colours = ["paper", "surface", "ink", "muted", "hairline", "action", "on-action", "line", "brick-shape", "sun-shape"];

/** Writes [[theme]]/mail.json: a template a mail, each with subject, text and html. The server reads it, no browser asks for it. */
export async function buildMails(theme, output) {
  const [layout, texts, palette] = await Promise.all([readFile(path.join(themesFolder, "mail", "layout.mjml"), "utf8"), readTexts(theme), readPalette(theme)]);
  const mails = {};
  for (const [name, source] of texts) {
    if (!name.startsWith("_")) mails[name] = await buildMail(name, source, { layout, texts, palette, theme });
  }
  mails._button = await buildButton({ layout, palette, theme });
  output.addPlain(`${theme.name}/mail.json`, JSON.stringify(mails, null, 1));
}

/** A button by itself, for texts that are made when they are sent: every mail program shows a button by a table of its own kind. */
async function buildButton({ layout, palette, theme }) {
  const mark = "<!-- a button -->";
  const body = `<mj-raw>${mark}</mj-raw><mj-button href="{{ href }}" css-class="button">{{ label }}</mj-button><mj-raw>${mark}</mj-raw>`;
  const filled = fill("layout", layout, { ...palette, ...theme.mail, subject: "", preview: "", body });
  const { html } = await mjml2html(filled, { validationLevel: "soft", keepComments: true, minify: false });
  const [button] = /<table[^]*<\/table>/.exec(html.split(mark)[1]) ?? [];
  if (!button) throw new Error("layout.mjml: no button could be made in it.");
  return { subject: "", text: "{{ label }}:\n{{ href }}", html: button.replace(/\s+/g, " ") };
}

async function buildMail(name, source, { layout, texts, palette, theme }) {
  const { subject, preview = "", body } = read(name, fill(name, source, { ...snippets(texts), name: theme.mail.name }));
  const title = subject.includes(theme.mail.name) ? subject : `${subject} - ${theme.mail.name}`;
  const blocks = marked.lexer(body).filter(({ type }) => type !== "space");
  if (blocks[0]?.type !== "heading" || blocks.filter(({ type }) => type === "heading").length !== 1) throw new Error(`${name}.md: starts with its one heading ("# ...").`);
  const settings = { ...palette, ...theme.mail, subject: escape(title), preview: escape(preview), body: blocks.map((block) => htmlOf(name, block)).join("\n") };
  const { html, errors } = await mjml2html(fill(name, layout, settings), { validationLevel: "soft", keepComments: false, minify: false });
  if (errors.length > 0) throw new Error(`${name}.md: ${errors.map((error) => error.formattedMessage).join("; ")}`);
  return { subject: title, text: textOf(name, blocks, theme), html: tidied(html) };
}

// The wrapper is called by the subject, which is no part of any landmark; the title of the page says it already.
const tidied = (html) => html.replace(/\saria-label="[^"]*" aria-roledescription="email"/, "").replace(/^\s+/gm, "").trim() + "\n";

/** The texts all themes share, and those a theme has of its own. */
async function readTexts(theme) {
  const texts = new Map();
  for (const folder of [path.join(themesFolder, "mail", "texts"), path.join(theme.folder, "mail")]) {
    for (const file of await filesUnder(folder, (name) => name.endsWith(".md")).catch(() => [])) texts.set(path.basename(file, ".md"), await readFile(file, "utf8"));
  }
  return texts;
}

/** Light and dark: --wj-color-ink becomes ink and dark-ink. */
async function readPalette(theme) {
  const { properties, dark } = await themeProperties(theme, new Set(colours.map((colour) => `--wj-color-${colour}`)));
  const all = new Map([...properties, ...dark]);
  const valueIn = (set, name) => {
    const value = set.get(name);
    const reference = /^var\((--[\w-]+)\)$/.exec(value);
    return reference ? valueIn(set, reference[1]) : value;
  };
  return Object.fromEntries(
    colours.flatMap((colour) => [[colour, valueIn(properties, `--wj-color-${colour}`)], [`dark-${colour}`, valueIn(all, `--wj-color-${colour}`)]]).concat([["scheme", theme.colorScheme]]),
  );
}

/** _not-asked.md is what [[not-asked]] stands for. */
const snippets = (texts) => Object.fromEntries([...texts].filter(([name]) => name.startsWith("_")).map(([name, text]) => [name.slice(1), text.trim()]));

function fill(name, text, values) {
  return text.replace(/\[\[([\w-]+)\]\]/g, (_, key) => {
    if (values[key] === undefined) throw new Error(`${name}.md: [[${key}]] stands for nothing.`);
    return values[key];
  });
}

function read(name, source) {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? [];
  const fields = Object.fromEntries((head ?? "").split("\n").map((line) => line.match(/^(\w+): *"?(.*?)"?$/)?.slice(1) ?? [line, ""]));
  if (!fields.subject) throw new Error(`${name}.md: says no subject.`);
  return { ...fields, body: body.replace(/\]\(([^)\n]*)\)/g, (_, to) => `](${to.replace(/\s/g, "")})`) }; // no spaces in an address, also not in {{ url }}
}

// What is repeated: "- {% for line in lines %}{{ line }}{% endfor %}" is an item for each line.
const repeated = /^(\{% for [^%]+ %\})(.*)(\{% endfor %\})$/s;

function repeat(inner, write) {
  const [, before, once, after] = repeated.exec(inner) ?? [];
  return before ? before + write(once) + after : write(inner);
}

function htmlOf(name, block) {
  const link = onlyLink(block);
  switch (block.type) {
    case "heading":
      return `<mj-text css-class="ink" padding-top="0"><h1>${inline(block.tokens)}</h1></mj-text>`;
    case "paragraph":
      // What is ready made brings its own paragraphs.
      if (/^\{\{ *\w+ *\| *raw *\}\}$/.test(block.text)) return `<mj-text css-class="ink">${block.text}</mj-text>`;
      return link?.strong
        ? `<mj-button href="${escape(link.href)}" css-class="button">${inline(link.tokens)}</mj-button>`
        : `<mj-text css-class="ink"><p>${inline(block.tokens)}</p></mj-text>`;
    case "list":
      return `<mj-text css-class="ink"><ul>${block.items.map((item) => repeat(inline(item.tokens), (once) => `<li>${once}</li>`)).join("")}</ul></mj-text>`;
    case "blockquote":
      return `<mj-text css-class="ink"><blockquote>${block.tokens.map((line) => repeat(inline(line.tokens), (once) => `<p>${once}</p>`)).join("")}</blockquote></mj-text>`;
    case "hr":
      return `<mj-divider css-class="rule" />`;
    default:
      throw new Error(`${name}.md: a mail cannot have a ${block.type}.`);
  }
}

function textOf(name, blocks, theme) {
  const parts = blocks.map((block) => {
    const link = onlyLink(block);
    switch (block.type) {
      case "heading":
        return null; // its subject says it
      case "paragraph":
        return link ? `${plain(link.tokens)}:\n${link.href}` : plain(block.tokens);
      case "list":
        return block.items.map((item) => repeat(plain(item.tokens), (once) => `- ${once}\n`)).join("").trimEnd();
      case "blockquote":
        return block.tokens.map((line) => repeat(plain(line.tokens), (once) => `  ${once}\n`)).join("").replace(/\n$/, "");
      default:
        return "* * *";
    }
  });
  const text = [...parts.filter((part) => part !== null), `${theme.mail.name}, {{ site }}`].join("\n\n") + "\n";
  return text.replaceAll("{% endfor %}\n\n", "{% endfor %}\n"); // what is repeated ends its own lines
}

/** A paragraph that is nothing but a link; in bold it is a button. */
function onlyLink({ type, tokens }) {
  if (type !== "paragraph" || tokens.length !== 1) return null;
  const [token] = tokens;
  if (token.type === "link") return { ...token, strong: false };
  return token.type === "strong" && token.tokens.length === 1 && token.tokens[0].type === "link" ? { ...token.tokens[0], strong: true } : null;
}

function inline(tokens) {
  return tokens
    .map((token) => {
      if (token.type === "strong") return `<strong>${inline(token.tokens)}</strong>`;
      if (token.type === "em") return `<em>${inline(token.tokens)}</em>`;
      if (token.type === "link") return `<a href="${escape(token.href)}" class="link">${inline(token.tokens)}</a>`;
      if (token.type === "br") return "<br />";
      return token.tokens ? inline(token.tokens) : escape(token.text);
    })
    .join("");
}

function plain(tokens) {
  return tokens
    .map((token) => {
      if (token.type === "link") return `${plain(token.tokens)} (${token.href})`;
      if (token.type === "br") return "\n";
      return token.tokens ? plain(token.tokens) : token.text;
    })
    .join("");
}

const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
