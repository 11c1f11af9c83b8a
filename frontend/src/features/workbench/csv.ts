/** Comma-separated values as in RFC 4180, with the separators people really use. Pure. */
export interface Table {
  rows: string[][];
  /** Of all rows, not only the ones that are kept. */
  columns: number;
  /** Rows beyond the limit were left out. */
  cut: boolean;
}

export const MOST_ROWS = 50_000;

export function parseCsv(text: string, most = MOST_ROWS): Table {
  const separator = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let columns = 0;
  const end = text.length;
  const endRow = (): void => {
    row.push(field);
    field = '';
    if (row.length > 1 || row[0] !== '') rows.push(row);
    columns = Math.max(columns, row.length);
    row = [];
  };
  let position = text.startsWith('\uFEFF') ? 1 : 0;
  for (; position < end && rows.length < most; position += 1) {
    const character = text[position]!;
    if (character === '"' && field === '') {
      for (position += 1; position < end; position += 1) {
        if (text[position] !== '"') field += text[position];
        else if (text[position + 1] === '"') {
          field += '"';
          position += 1;
        } else break;
      }
    } else if (character === separator) {
      row.push(field);
      field = '';
    } else if (character === '\n') endRow();
    else if (character !== '\r') field += character;
  }
  if (field !== '' || row.length > 0) endRow();
  return { rows, columns, cut: position < end };
}

/** The separator that stands most often in the first line, outside quotes. */
function separatorOf(text: string): string {
  const line = text.slice(0, 10_000).replace(/"[^"]*"/g, '').split('\n', 1)[0] ?? '';
  const counts = [',', '\t', ';', '|'].map((separator) => ({ separator, count: line.split(separator).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).separator;
}

/** Whether a cell holds a number, which stands at the right. */
export const isNumber = (cell: string): boolean => /^\s*[-+]?(\d[\d ,.']*|\.\d+)(e[-+]?\d+)?\s*%?\s*$/i.test(cell);
