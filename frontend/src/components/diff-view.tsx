'use client';

import { useEffect, useRef } from 'react';
import { EDITOR_FONT, loadMonaco, themeName, type Monaco } from '@/lib/monaco/load';
import { languageOf } from '@/lib/paths';
import { useTheme } from '@/lib/theme';

/** Narrower than this, in pixels, two columns become one. */
export const TWO_COLUMNS_FROM = 760;

export interface DiffViewProps {
  path: string;
  original: string;
  modified: string;
  /** One column instead of two. */
  inline?: boolean;
  /** White space at both ends of a line does not count. */
  ignoreSpace?: boolean;
  /** The editor of both sides, for view zones and decorations; null when it goes. */
  onEditor?: (editor: Monaco.editor.IStandaloneDiffEditor | null) => void;
}

/** Two texts side by side, or inline where there is no room. Read-only. */
export function DiffView({ path, original, modified, inline = false, ignoreSpace = false, onEditor }: DiffViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const report = useRef(onEditor);
  const shown = useRef<Monaco.editor.IStandaloneDiffEditor | null>(null);
  const look = useRef({ renderSideBySide: !inline, ignoreTrimWhitespace: ignoreSpace });
  useEffect(() => {
    report.current = onEditor;
    look.current = { renderSideBySide: !inline, ignoreTrimWhitespace: ignoreSpace };
  });

  useEffect(() => {
    let dead = false;
    let cleanUp = () => {};
    void loadMonaco().then((monaco) => {
      if (dead || !host.current) return;
      const left = monaco.editor.createModel(original, languageOf(path));
      const right = monaco.editor.createModel(modified, languageOf(path));
      const editor = monaco.editor.createDiffEditor(host.current, {
        ...EDITOR_FONT,
        theme: themeName(document.documentElement.dataset.theme === 'light' ? 'light' : 'dark'),
        readOnly: true,
        originalEditable: false,
        ...look.current,
        automaticLayout: true,
        renderSideBySideInlineBreakpoint: TWO_COLUMNS_FROM,
        useInlineViewWhenSpaceIsLimited: true,
        hideUnchangedRegions: { enabled: true },
        diffAlgorithm: 'advanced',
        minimap: { enabled: false },
        scrollBeyondLastLine: false,
        glyphMargin: true,
        renderOverviewRuler: false,
      });
      editor.getOriginalEditor().updateOptions({ ariaLabel: `${path} as it was, read only` });
      editor.getModifiedEditor().updateOptions({ ariaLabel: `${path} as it is, read only` });
      editor.setModel({ original: left, modified: right });
      shown.current = editor;
      report.current?.(editor);
      cleanUp = () => {
        shown.current = null;
        report.current?.(null);
        editor.dispose();
        left.dispose();
        right.dispose();
      };
    });
    return () => {
      dead = true;
      cleanUp();
    };
  }, [path, original, modified]);

  useEffect(() => {
    shown.current?.updateOptions({ renderSideBySide: !inline, ignoreTrimWhitespace: ignoreSpace });
  }, [inline, ignoreSpace]);

  useEffect(() => {
    void loadMonaco().then((monaco) => monaco.editor.setTheme(themeName(theme)));
  }, [theme]);

  return <div ref={host} data-testid="diff" className="cove-read-only h-full min-h-0 bg-editor" />;
}
