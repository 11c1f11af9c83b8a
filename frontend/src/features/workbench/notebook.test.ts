import { describe, expect, it } from 'vitest';
import { parseNotebook } from '@/features/workbench/notebook';

describe('parseNotebook', () => {
  it('reads cells with their outputs', () => {
    const notebook = parseNotebook(
      JSON.stringify({
        nbformat: 4,
        metadata: { language_info: { name: 'python' } },
        cells: [
          { cell_type: 'markdown', source: ['# Title\n', 'text'] },
          {
            cell_type: 'code', execution_count: 3, source: 'plot()',
            outputs: [
              { output_type: 'stream', text: ['a\n', 'b'] },
              { output_type: 'display_data', data: { 'text/plain': '<Figure>', 'image/png': 'iVBO\nRw0=' } },
              { output_type: 'error', traceback: ['\u001b[0;31mNameError\u001b[0m: x'] },
            ],
          },
        ],
      }),
    );
    expect(notebook?.cells[0]).toMatchObject({ kind: 'markdown', source: '# Title\ntext' });
    expect(notebook?.cells[1]).toMatchObject({
      count: 3,
      outputs: [{ kind: 'text', text: 'a\nb' }, { kind: 'image', url: 'data:image/png;base64,iVBORw0=' }, { kind: 'error', text: 'NameError: x' }],
    });
  });

  it('lets no other address into a picture, and refuses what is no notebook', () => {
    const cells = [{ cell_type: 'code', source: '', outputs: [{ output_type: 'display_data', data: { 'image/png': 'x"onerror=1', 'text/plain': 'plain' } }] }];
    expect(parseNotebook(JSON.stringify({ cells }))?.cells[0]?.outputs).toEqual([{ kind: 'text', text: 'plain' }]);
    for (const text of ['', '[]', '{}', '{"cells": 1}', 'not json']) expect(parseNotebook(text)).toBeNull();
  });
});
