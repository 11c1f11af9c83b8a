import type { JournalEntry, JournalStore } from '@/features/workbench/journal';

const DATABASE = 'cove';
const STORE = 'unsaved';

let opening: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('This browser keeps nothing'));
  });
  opening.catch(() => {
    opening = null;
  });
  return opening;
}

/** Resolves when the transaction is complete, not when the request is: only then has the browser kept it. */
async function within<T>(mode: IDBTransactionMode, action: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = action(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('Not kept'));
  });
}

/** Unsaved texts in IndexedDB: room for whole files, where the page's other storage has five megabytes in all. */
export const indexedStore = (): JournalStore => ({
  put: async (key, entry) => void (await within('readwrite', (store) => store.put(entry, key))),
  remove: (key) => within('readwrite', (store) => store.delete(key)),
  get: async (key) => ((await within('readonly', (store) => store.get(key))) as JournalEntry | undefined) ?? null,
  keys: async (prefix) => (await within('readonly', (store) => store.getAllKeys(IDBKeyRange.bound(prefix, `${prefix}\uffff`)))) as string[],
});
