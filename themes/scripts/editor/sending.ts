// One request to the server, and what its answer means. Only an answer in JSON is one of ours: anything else may come of a network that
// answers in the server's place, or of a session that ended.
import type { JSONContent } from "@tiptap/core";
import type { Kept, Snapshot } from "./store";

/** Where two people changed the same. `mine` and `theirs` are texts to read. */
export type Conflict = { key?: string | null; block?: number | null; label?: string; mine: string; theirs: string };

/** What the checks say of what was saved. */
export type Finding = { level: "stop" | "advice"; key?: string | null; block?: number | null; line?: number | null; message: string };

/** The server has it. `document` and `fields` come when it took in what somebody else wrote, or was asked for the other view. */
export type Saved = {
  revision: string | number;
  at?: string;
  findings?: Finding[];
  /** How easily it reads, in a sentence. */
  reading?: string;
  /** Numbers of the blocks that were sent, when they are other than their places. */
  blocks?: (number | null)[];
  document?: JSONContent;
  body?: string;
  fields?: Record<string, string>;
  /** Names of others who have this page open. */
  others?: string[];
};

export type Answer =
  | { kind: "saved"; saved: Saved }
  | { kind: "conflict"; revision: string; conflicts: Conflict[] }
  | { kind: "refused"; message: string; blocks: number[] }
  | { kind: "signed-out" }
  | { kind: "forbidden" }
  | { kind: "gone" }
  | { kind: "unreachable" };

/** Name of the field that says a form is of this site. */
export const tokenName = "formulier";

const longest = 2_000_000; // characters of what got no answer

const smallest = 60_000; // bytes; a browser sends no more than 64 kB of a page that is gone

/** Sends these fields of the form; when it is being left, in a way that outlives it. */
export async function send(form: HTMLFormElement, collect: () => FormData, isLeaving = false): Promise<Answer> {
  for (const isLast of [false, true]) {
    const fields = collect();
    let answer: Response;
    try {
      answer = await fetch(form.action, {
        method: "POST", body: fields, headers: { Accept: "application/json" }, redirect: "manual", keepalive: isLeaving && isSmall(fields),
      });
    } catch {
      return { kind: "unreachable" };
    }
    // Signed in again meanwhile, in another tab: this page has a token of before.
    if (answer.status === 400 && !isLast && (await renewToken(form))) continue;
    if (answer.status === 400 && isLast) return { kind: "refused", message: "De server nam dit niet aan. Laad de pagina opnieuw.", blocks: [] };
    return read(answer);
  }
  return { kind: "unreachable" };
}

/** The fields of the form as it is now, with more. */
export function fieldsOf(form: HTMLFormElement, more: Record<string, string> = {}): FormData {
  const fields = new FormData(form);
  for (const [key, value] of Object.entries(more)) fields.set(key, value);
  return fields;
}

/** The field with what was sent before and got no answer: if the server has it, that is nobody else's. */
export function unsureOf(unsure: Snapshot[]): Record<string, string> {
  const json = JSON.stringify(unsure);
  return unsure.length && json.length < longest ? { unsure: json } : {};
}

/** The fields of a snapshot, as if the form were still so. */
export function fieldsOfKept(form: HTMLFormElement, { fields, document: text, body, revision, unsure = [] }: Kept, more: Record<string, string> = {}): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  data.set(tokenName, form.querySelector<HTMLInputElement>(`input[name="${tokenName}"]`)?.value ?? "");
  data.set("revision", revision);
  if (text) data.set("document", JSON.stringify(text));
  else data.set("body", body ?? "");
  for (const [key, value] of Object.entries({ ...unsureOf(unsure), ...more })) data.set(key, value);
  return data;
}

/** The page as the server makes it now; null when it does not. */
export async function pageOf(address: string, posted?: FormData): Promise<Document | null> {
  try {
    const answer = await fetch(address, { method: posted ? "POST" : "GET", body: posted, redirect: "manual", headers: { Accept: "text/html" } });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

const isSmall = (fields: FormData) =>
  [...fields].reduce((sum, [name, value]) => sum + name.length + 3 * value.toString().length + 120, 0) < smallest;

async function read(answer: Response): Promise<Answer> {
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 400) return { kind: "signed-out" };
  if (answer.status === 403) return { kind: "forbidden" };
  if (answer.status === 404 || answer.status === 410) return { kind: "gone" };
  if (answer.status === 413) return { kind: "refused", message: "Deze tekst is te groot om te bewaren. Verdeel hem over meer pagina's.", blocks: [] };
  const isOurs = /\bjson\b/.test(answer.headers.get("Content-Type") ?? "");
  const body = isOurs ? await answer.json().catch(() => null) : null;
  if (!body) return { kind: "unreachable" };
  if (answer.ok && body.revision !== undefined) return { kind: "saved", saved: body };
  if (answer.status === 409) return { kind: "conflict", revision: `${body.revision}`, conflicts: body.conflicts ?? [] };
  if (answer.status === 422) return { kind: "refused", message: body.message ?? "Dit kan zo niet bewaard worden.", blocks: body.blocks ?? [] };
  return { kind: "unreachable" };
}

/** Gets a token for who signed in again; only of the same person: on a shared computer somebody else may have signed in. */
export async function renewToken(form: HTMLFormElement): Promise<boolean> {
  const other = (await pageOf(location.href))?.querySelector<HTMLFormElement>("form[data-editor]");
  const token = other?.querySelector<HTMLInputElement>(`input[name="${tokenName}"]`)?.value;
  if (!token || other?.dataset.account !== form.dataset.account) return false;
  document.querySelectorAll<HTMLInputElement>(`input[name="${tokenName}"]`).forEach((field) => (field.value = token));
  return true;
}
