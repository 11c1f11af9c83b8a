/** Unsaved text survives a reload, a crash or ten minutes without a network: it is kept in this browser until its save is confirmed. */
export interface JournalEntry {
  text: string;
  base: string | null;
}

const keyOf = (sessionId: string, path: string): string => `cove.unsaved.${sessionId}/${path}`;

export function writeJournal(sessionId: string, path: string, entry: JournalEntry): void {
  try {
    localStorage.setItem(keyOf(sessionId, path), JSON.stringify(entry));
  } catch {
    // too large for this browser's storage: the text is still in the editor
  }
}

export function readJournal(sessionId: string, path: string): JournalEntry | null {
  try {
    const entry = JSON.parse(localStorage.getItem(keyOf(sessionId, path)) ?? 'null') as JournalEntry | null;
    return entry && typeof entry.text === 'string' ? entry : null;
  } catch {
    return null;
  }
}

export function clearJournal(sessionId: string, path: string): void {
  try {
    localStorage.removeItem(keyOf(sessionId, path));
  } catch {
    // nothing was kept
  }
}

export function journalledPaths(sessionId: string): string[] {
  try {
    const prefix = keyOf(sessionId, '');
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  } catch {
    return [];
  }
}
