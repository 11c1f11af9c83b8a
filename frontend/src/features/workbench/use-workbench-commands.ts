'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { Documents } from '@/features/workbench/documents';
import type { SandboxAction } from '@/features/workbench/mutations';
import { readLayout } from '@/features/workbench/layout-store';
import { keys } from '@/features/workbench/queries';
import { rankFiles } from '@/features/workbench/quick-open-query';
import { shownPath } from '@/features/workbench/tab-state';
import type { Tree } from '@/lib/api/types';
import { useCommands, useCommandSource } from '@/lib/commands';

export interface WorkbenchActions {
  sessionId: string;
  documents: Documents;
  run: () => void;
  quickOpen: () => void;
  search: () => void;
  history: () => void;
  toggleTree: () => void;
  togglePanel: () => void;
  newTerminal: () => void;
  terminalStep: (by: 1 | -1) => void;
  splitTerminal: () => void;
  findInTerminal: () => void;
  sandbox: (action: SandboxAction) => void;
}

const REGIONS = ['files', 'editor', 'terminals', 'status'];

export function useWorkbenchCommands(actions: WorkbenchActions): void {
  const { sessionId, documents, run, quickOpen, search, history, toggleTree, togglePanel, newTerminal, terminalStep, splitTerminal, findInTerminal, sandbox } = actions;
  const client = useQueryClient();
  useCommands('workbench', [
    { id: 'run', title: 'Run the open file', group: 'Workbench', keys: '$mod+Enter', inTerminal: true, run },
    { id: 'save', title: 'Save now', group: 'Workbench', keys: '$mod+s', run: () => void documents.saveAll() },
    { id: 'open', title: 'Open a file', group: 'Workbench', keys: '$mod+p', run: quickOpen },
    { id: 'search', title: 'Search in files', group: 'Workbench', keys: '$mod+Shift+f', run: search },
    { id: 'history', title: 'History of the open file', group: 'Workbench', run: history },
    { id: 'split', title: 'Split the editor, or end it', group: 'Workbench', keys: '$mod+\\', run: () => toggleSplit(documents) },
    { id: 'close-tab', title: 'Close the open file', group: 'Workbench', keys: 'Alt+w', run: () => closeActive(documents) },
    { id: 'terminal.new', title: 'New terminal', group: 'Workbench', keys: 'Control+Shift+`', inTerminal: true, run: newTerminal },
    // browsers keep Ctrl+PageDown for their own tabs, so Alt is what is told; a terminal takes both
    { id: 'terminal.next', title: 'Next terminal', group: 'Workbench', keys: 'Alt+PageDown', inTerminal: true, run: () => terminalStep(1) },
    { id: 'terminal.previous', title: 'Previous terminal', group: 'Workbench', keys: 'Alt+PageUp', inTerminal: true, run: () => terminalStep(-1) },
    { id: 'terminal.split', title: 'Two terminals side by side, or one', group: 'Workbench', run: splitTerminal },
    { id: 'terminal.find', title: 'Search the terminal', group: 'Workbench', run: findInTerminal },
    { id: 'toggle.tree', title: 'Show or hide the files', group: 'Workbench', keys: '$mod+b', run: toggleTree },
    { id: 'toggle.panel', title: 'Show or hide the terminals', group: 'Workbench', keys: '$mod+j', run: togglePanel },
    { id: 'region', title: 'Go to the next part of the workbench', group: 'Workbench', keys: 'F6', inTerminal: true, run: focusNextRegion },
    { id: 'sandbox.restart', title: 'Restart the sandbox', group: 'Sandbox', run: () => sandbox('restart') },
    { id: 'sandbox.stop', title: 'Stop the sandbox', group: 'Sandbox', run: () => sandbox('stop') },
    { id: 'sandbox.start', title: 'Start the sandbox', group: 'Sandbox', run: () => sandbox('start') },
  ]);
  useCommandSource('files', (text) => {
    const files = (client.getQueryData<Tree>(keys.tree(sessionId))?.items ?? []).filter(({ type }) => type === 'FILE').map(({ path }) => path);
    return rankFiles(files, readLayout(sessionId).recent, text, text === '' ? 8 : 20).map((path) => ({ id: `file:${path}`, title: path, group: 'Files', run: () => documents.open(path) }));
  });
}

function closeActive(documents: Documents): void {
  const shown = shownPath(documents.store.getState());
  if (shown) void documents.close(shown);
}

function toggleSplit(documents: Documents): void {
  const state = documents.store.getState();
  if (state.side !== null) documents.unsplit();
  else if (state.active !== null) documents.split(state.active);
}

function focusNextRegion(): void {
  const here = document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region;
  const start = here ? REGIONS.indexOf(here) : -1;
  for (let step = 1; step <= REGIONS.length; step += 1) {
    const region = document.querySelector<HTMLElement>(`[data-region=${REGIONS[(start + step) % REGIONS.length]}]`);
    const target = region?.querySelector<HTMLElement>('[role=treeitem][tabindex="0"], .monaco-editor textarea, .monaco-editor .native-edit-context, .xterm-helper-textarea, button');
    if (target) {
      target.focus();
      return;
    }
  }
}
