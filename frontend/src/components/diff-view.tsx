'use client';

import { useEffect, useRef } from 'react';
import { EDITOR_FONT, loadMonaco, themeName, type Monaco } from '@/lib/monaco/load';
import { languageOf } from '@/lib/paths';
import { useTheme } from '@/lib/theme';

export interface DiffViewProps {
  path: string;
  original: string;
  modified: string;
  /** The modified side, for view zones and decorations; null when it goes. */
  onEditor?: (editor: Monaco.editor.ICodeEditor | null) => void;
}

/** Two texts side by side, or inline where there is no room. Read-only. */
export function DiffView({ path, original, modified, onEditor }: DiffViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const theme = useTheme();
  const report = useRef(onEditor);
  useEffect(() => {
    report.current = onEditor;
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
        automaticLayout: true,
        renderSideBySideInlineBreakpoint: 760,
        useInlineViewWhenSpaceIsLimited: true,
        hideUnchangedRegions: { enabled: true },
        diffAlgorithm: 'advanced',
        minimap: { enabled: false },
        scrollBeyondLastLine: false,
        glyphMargin: true,
        renderOverviewRuler: false,
        extraEditorClassName: 'cove-read-only',
      });
      editor.setModel({ original: left, modified: right });
      report.current?.(editor.getModifiedEditor());
      cleanUp = () => {
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
    void loadMonaco().then((monaco) => monaco.editor.setTheme(themeName(theme)));
  }, [theme]);

  return <div ref={host} data-testid="diff" className="h-full min-h-0 bg-editor" />;
}
