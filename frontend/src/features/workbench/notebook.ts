/** A Jupyter notebook (nbformat 3 and 4) as cells that can be shown. Nothing of it is run. Pure. */
export type Output = { kind: 'text' | 'error'; text: string } | { kind: 'image'; url: string };

export interface Cell {
  kind: 'code' | 'markdown' | 'raw';
  source: string;
  count: number | null;
  outputs: Output[];
}

export interface Notebook {
  language: string;
  cells: Cell[];
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => value !== null && typeof value === 'object' && !Array.isArray(value);
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
/** Notebooks write texts as lists of lines. */
const textOf = (value: unknown): string => (Array.isArray(value) ? value.filter((line) => typeof line === 'string').join('') : typeof value === 'string' ? value : '');
const withoutColours = (text: string): string => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '');

/** Null for what is no notebook. */
export function parseNotebook(text: string): Notebook | null {
  try {
    const source: unknown = JSON.parse(text);
    if (!isObject(source)) return null;
    const cells = Array.isArray(source.cells) ? listOf(source.cells) : listOf(source.worksheets).flatMap((sheet) => listOf(sheet.cells));
    if (!Array.isArray(source.cells) && !Array.isArray(source.worksheets)) return null;
    const metadata = isObject(source.metadata) ? source.metadata : {};
    const info = isObject(metadata.language_info) ? metadata.language_info : {};
    return { language: typeof info.name === 'string' ? info.name : 'python', cells: cells.map(cellOf) };
  } catch {
    return null;
  }
}

function cellOf(cell: Json): Cell {
  const kind = cell.cell_type === 'code' || cell.cell_type === 'markdown' ? cell.cell_type : 'raw';
  const count = cell.execution_count ?? cell.prompt_number;
  return { kind, source: textOf(cell.source ?? cell.input), count: typeof count === 'number' ? count : null, outputs: listOf(cell.outputs).flatMap(outputOf) };
}

function outputOf(output: Json): Output[] {
  if (output.output_type === 'error' || output.output_type === 'pyerr') return [{ kind: 'error', text: withoutColours(textOf(output.traceback) || `${textOf(output.ename)}: ${textOf(output.evalue)}`) }];
  const data = isObject(output.data) ? output.data : {};
  for (const type of ['image/png', 'image/jpeg', 'image/gif']) {
    const bytes = textOf(data[type]).replace(/\s/g, '');
    if (bytes !== '' && /^[A-Za-z0-9+/=]+$/.test(bytes)) return [{ kind: 'image', url: `data:${type};base64,${bytes}` }];
  }
  const text = withoutColours(textOf(data['text/plain'] ?? output.text));
  return text === '' ? [] : [{ kind: 'text', text }];
}
