// What is being written, kept in this browser (IndexedDB) until the server has it. Each open page keeps its own record; one that nobody
// has open any more is what was left behind.
import type { JSONContent } from "@tiptap/core";

/** All that a form holds: its fields, and the text as a document or as source. */
export type Snapshot = { fields: [name: string, value: string][]; document?: JSONContent; body?: string };

/** A snapshot that the server may not have. */
export type Kept = Snapshot & {
  key: string;
  /** Which document, and whose browser: somebody else at this computer never sees it. */
  whose: string;
  revision: string;
  /** What was sent before it and got no answer. */
  unsure?: Snapshot[];
  /** Milliseconds since 1970, by this computer's clock. */
  at: number;
};

/** What a snapshot says, as text. Numbers of blocks are no part of it: the server gives them anew with each save. */
export const sayingOf = ({ fields, document, body }: Snapshot) =>
  JSON.stringify({ fields, document, body }, (key, value) => (key === "block" ? undefined : value));

const name = "wj-bewerken";
const table = "kept";
let opened: Promise<IDBDatabase> | undefined;

const open = () => (opened ??= new Promise<IDBDatabase>((done, failed) => {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: "key" }).createIndex("whose", "whose");
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
}));

async function inTable<T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(table, mode);
  const request = run(transaction.objectStore(table));
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onerror = transaction.onabort = () => failed(transaction.error ?? request.error);
  });
}

/** Keeps a record in place of the one before; done when it is on disk. */
export const put = (kept: Kept) => inTable("readwrite", (store) => store.put(kept));

/** Takes a record away. */
export const remove = (key: string) => inTable("readwrite", (store) => store.delete(key));

/** What was left behind on this document: records of pages nobody has open any more, the newest first. */
export async function leftBehind(whose: string, own: string): Promise<Kept[]> {
  const kept = await inTable("readonly", (store) => store.index("whose").getAll(whose)) as Kept[];
  const held = new Set((await navigator.locks?.query())?.held?.map(({ name: lock }) => lock));
  return kept.filter(({ key }) => key !== own && !held.has(key)).sort((a, b) => b.at - a.at);
}

/** Says, as long as this page is open, that its record is not left behind. */
export function holdOpen(key: string) {
  void navigator.locks?.request(key, () => new Promise(() => {})).catch(() => {});
}
