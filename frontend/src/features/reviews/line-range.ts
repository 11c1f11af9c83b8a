/** Lines of a text, the last one included. */
export interface LineRange {
  line: number;
  endLine: number;
}

export const orderedLines = (a: number, b: number): LineRange => ({ line: Math.min(a, b), endLine: Math.max(a, b) });

/** The lines of a selection; one that only touches the next line's start does not mean that line. */
export function selectedLines(selection: { startLineNumber: number; endLineNumber: number; endColumn: number }): LineRange {
  const { startLineNumber: line, endLineNumber, endColumn } = selection;
  return { line, endLine: endColumn === 1 && endLineNumber > line ? endLineNumber - 1 : endLineNumber };
}

export const linesOf = (text: string, { line, endLine }: LineRange): string =>
  text
    .split(/\r?\n/)
    .slice(line - 1, endLine)
    .join('\n');

export const rangeWords = ({ line, endLine }: LineRange): string => (line === endLine ? `Line ${line}` : `Lines ${line} to ${endLine}`);
