import type * as Monaco from 'monaco-editor/editor';

const rules = (keyword: string, string: string, number: string, comment: string, type: string): Monaco.editor.ITokenThemeRule[] => [
  { token: 'keyword', foreground: keyword },
  { token: 'string', foreground: string },
  { token: 'number', foreground: number },
  { token: 'comment', foreground: comment },
  { token: 'type', foreground: type },
  { token: 'tag', foreground: keyword },
  { token: 'attribute.name', foreground: type },
];

/** The two themes in the app's own colours; Monaco takes hex only. */
export function defineThemes(monaco: typeof Monaco): void {
  monaco.editor.defineTheme('cove-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: rules('b39df3', '9fd08f', 'e8b77a', '7d8597', '7fb6e6'),
    colors: {
      'editor.background': '#12141a',
      'editor.foreground': '#dfe2ea',
      'editorLineNumber.foreground': '#7d8497',
      'editorLineNumber.activeForeground': '#dfe2ea',
      'editor.lineHighlightBackground': '#191d27',
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': '#2f4679',
      'editorCursor.foreground': '#709bf8',
      'editorIndentGuide.background1': '#ffffff14',
      'editorIndentGuide.activeBackground1': '#ffffff38',
      'editorWidget.background': '#191c22',
      'editorWidget.border': '#ffffff24',
      'editorGutter.background': '#12141a',
      'focusBorder': '#709bf8',
      'diffEditor.insertedTextBackground': '#56d08926',
      'diffEditor.removedTextBackground': '#f96f7026',
      'diffEditor.insertedLineBackground': '#56d08914',
      'diffEditor.removedLineBackground': '#f96f7014',
      'scrollbarSlider.background': '#ffffff1f',
      'minimap.background': '#12141a',
    },
  });
  monaco.editor.defineTheme('cove-light', {
    base: 'vs',
    inherit: true,
    rules: rules('6b3fd4', '1f7a3d', 'a8560b', '6b7280', '1c6ea4'),
    colors: {
      'editor.background': '#ffffff',
      'editor.foreground': '#1d2130',
      'editorLineNumber.foreground': '#6b7280',
      'editorLineNumber.activeForeground': '#1d2130',
      'editor.lineHighlightBackground': '#f4f6fa',
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': '#c9d9fb',
      'editorCursor.foreground': '#2c5fdd',
      'editorIndentGuide.background1': '#1a1e2714',
      'editorIndentGuide.activeBackground1': '#1a1e2740',
      'editorWidget.background': '#ffffff',
      'editorWidget.border': '#1a1e272e',
      'focusBorder': '#2c5fdd',
      'diffEditor.insertedTextBackground': '#00784026',
      'diffEditor.removedTextBackground': '#c9222b26',
      'diffEditor.insertedLineBackground': '#00784012',
      'diffEditor.removedLineBackground': '#c9222b12',
      'scrollbarSlider.background': '#1a1e2722',
    },
  });
}
