export interface Change {
  modifiedStartLineNumber: number;
}

/** The change below the line, or the one above it. */
export function nextChange<C extends Change>(changes: readonly C[], line: number, by: 1 | -1): C | undefined {
  return by === 1 ? changes.find(({ modifiedStartLineNumber }) => modifiedStartLineNumber > line) : changes.findLast(({ modifiedStartLineNumber }) => Math.max(1, modifiedStartLineNumber) < line);
}
