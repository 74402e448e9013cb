/** What was analysed in a tab and is to be kept in a project, once there is one. Lives in this browser only. */
export interface Stash {
  name: string;
  savedAt: number;
  items: StashItem[];
}
export type StashItem =
  | { kind: "file"; name: string; blob: Blob }
  | { kind: "demo"; scenario: string; seed: number; events: number };

const DATABASE = "aiops";
const STORE = "stash";
const KEY = "kept";

export async function saveStash(stash: Stash): Promise<void> {
  await inStore("readwrite", (store) => store.put(stash, KEY));
}

export async function loadStash(): Promise<Stash | null> {
  // Safe because only saveStash writes under this key.
  return ((await inStore("readonly", (store) => store.get(KEY))) as Stash | undefined) ?? null;
}

export async function clearStash(): Promise<void> {
  await inStore("readwrite", (store) => store.delete(KEY));
}

async function inStore(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(STORE));
  await settled(opening, "success");
  const database = opening.result;
  try {
    const transaction = database.transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    await settled(transaction, "complete");
    return request.result;
  } finally {
    database.close();
  }
}

/** Rejects with the browser's own reason: storage that is full, or refused in a private window. */
function settled(work: IDBRequest | IDBTransaction, success: "success" | "complete"): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(work.error ?? new Error("The browser's storage failed."));
    work.addEventListener(success, () => resolve());
    work.addEventListener("error", fail);
    work.addEventListener("abort", fail);
  });
}
