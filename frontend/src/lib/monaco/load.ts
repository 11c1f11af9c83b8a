import type * as Monaco from 'monaco-editor/editor';

export type { Monaco };
export type Editor = Monaco.editor.IStandaloneCodeEditor;

let loading: Promise<typeof Monaco> | null = null;

/** The editor, loaded once, together with its font: measured before the font is there, the cursor would drift. */
export function loadMonaco(): Promise<typeof Monaco> {
  loading ??= Promise.all([import('@/lib/monaco/monaco'), document.fonts.load('13px "JetBrains Mono Variable"').catch(() => [])]).then(([{ monaco }]) => {
    monaco.editor.remeasureFonts();
    return monaco;
  });
  loading.catch(() => {
    loading = null;
  });
  return loading;
}

export const EDITOR_FONT = { fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace', fontSize: 13, lineHeight: 20, fontLigatures: false } as const;

export const themeName = (theme: 'dark' | 'light'): string => (theme === 'dark' ? 'cove-dark' : 'cove-light');
