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
  const database = await opened();
  try {
    const transaction = database.transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    return await new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error ?? new Error("The browser's storage failed."));
      transaction.onabort = () => reject(transaction.error ?? new Error("The browser's storage is full."));
    });
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser refuses storage."));
  });
}
