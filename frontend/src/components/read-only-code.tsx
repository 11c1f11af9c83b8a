'use client';

import { useEffect, useRef } from 'react';
import { EDITOR_FONT, loadMonaco, themeName, type Monaco } from '@/lib/monaco/load';
import { languageOf } from '@/lib/paths';
import { useTheme } from '@/lib/theme';

/** A text that can be read and commented, not edited. */
export function ReadOnlyCode({ path, text, onEditor }: { path: string; text: string; onEditor?: (editor: Monaco.editor.ICodeEditor | null) => void }) {
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
      const model = monaco.editor.createModel(text, languageOf(path));
      const editor = monaco.editor.create(host.current, {
        ...EDITOR_FONT,
        theme: themeName(document.documentElement.dataset.theme === 'light' ? 'light' : 'dark'),
        model,
        readOnly: true,
        domReadOnly: true,
        automaticLayout: true,
        minimap: { enabled: false },
        glyphMargin: true,
        scrollBeyondLastLine: false,
        padding: { top: 8, bottom: 8 },
        stickyScroll: { enabled: false },
        extraEditorClassName: 'cove-read-only',
        ariaLabel: `${path}, read only. Press c to comment on a line.`,
      });
      report.current?.(editor);
      cleanUp = () => {
        report.current?.(null);
        editor.dispose();
        model.dispose();
      };
    });
    return () => {
      dead = true;
      cleanUp();
    };
  }, [path, text]);

  useEffect(() => {
    void loadMonaco().then((monaco) => monaco.editor.setTheme(themeName(theme)));
  }, [theme]);

  return <div ref={host} data-testid="snapshot" className="h-full min-h-0 bg-editor" />;
}
