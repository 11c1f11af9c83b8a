'use client';

import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useStore } from 'zustand';
import { usePageTitle } from '@/components/page';
import { ErrorState } from '@/components/ui/states';
import type { CursorPosition } from '@/features/workbench/code-editor';
import { DegradationBanner } from '@/features/workbench/degradation-banner';
import type { Documents } from '@/features/workbench/documents';
import { EditorPane } from '@/features/workbench/editor-pane';
import { FileTree } from '@/features/workbench/file-tree';
import { HistoryDialog } from '@/features/workbench/history-dialog';
import { readLayout, writeLayout } from '@/features/workbench/layout-store';
import { LostFilesDialog } from '@/features/workbench/lost-files-dialog';
import { SANDBOX_LIMIT, useSandboxAction, type SandboxAction } from '@/features/workbench/mutations';
import { useSandbox, useSession, useTree } from '@/features/workbench/queries';
import { QuickOpen } from '@/features/workbench/quick-open';
import { SandboxLimitDialog } from '@/features/workbench/sandbox-limit-dialog';
import { SearchPanel } from '@/features/workbench/search-panel';
import { StatusBar } from '@/features/workbench/status-bar';
import { StopsSoon } from '@/features/workbench/stops-soon';
import { shownPath } from '@/features/workbench/tab-state';
import { TerminalPanel } from '@/features/workbench/terminal-panel';
import { lostItems } from '@/features/workbench/tree-model';
import { useDocuments } from '@/features/workbench/use-documents';
import { useFirstStart } from '@/features/workbench/use-first-start';
import { useRun, type RunState } from '@/features/workbench/use-run';
import { useSessionEvents } from '@/features/workbench/use-session-events';
import { useTerminals } from '@/features/workbench/use-terminals';
import { useWorkbenchCommands } from '@/features/workbench/use-workbench-commands';
import { WorkbenchHeader } from '@/features/workbench/workbench-header';
import { ApiError, hasCode } from '@/lib/problem';

export interface WorkbenchViewProps {
  sessionId: string;
  bell: ReactNode;
  /** What everybody is told about the platform, below the header. */
  notice: ReactNode;
  requestReview: (props: { sessionId: string; suggestedTitle: string; beforeSubmit: () => Promise<boolean> }) => ReactNode;
}

export function WorkbenchView({ sessionId, bell, notice, requestReview }: WorkbenchViewProps) {
  const session = useSession(sessionId);
  const documents = useDocuments(sessionId);
  if (session.error && !session.data) {
    const gone = session.error instanceof ApiError && session.error.status === 404;
    return (
      <main className="flex h-screen flex-col items-center justify-center">
        <ErrorState error={session.error} retry={gone ? undefined : () => void session.refetch()} title={gone ? 'There is no such session' : undefined} className="py-4" />
        <Link href="/sessions" className="text-sm font-medium text-acc hover:underline">
          Go to your sessions
        </Link>
      </main>
    );
  }
  if (!documents) return <main className="h-screen bg-bg" aria-busy="true" />;
  return <Workbench sessionId={sessionId} name={session.data?.name} documents={documents} bell={bell} notice={notice} requestReview={requestReview} />;
}

interface WorkbenchProps extends Omit<WorkbenchViewProps, 'sessionId'> {
  sessionId: string;
  name: string | undefined;
  documents: Documents;
}

function Workbench({ sessionId, name, documents, bell, notice, requestReview }: WorkbenchProps) {
  const state = useStore(documents.store);
  const tree = useTree(sessionId).data;
  const sandbox = useSandbox(sessionId).data;
  const connection = useSessionEvents(sessionId, documents, tree);
  const act = useSandboxAction(sessionId);
  const [asked, setAsked] = useState<SandboxAction | null>(null);
  const lost = lostItems(tree);
  /** What is only in the sandbox is listed before it could go. */
  const actOnSandbox = (action: SandboxAction): void => ((action === 'stop' || action === 'reset') && lost.length > 0 ? setAsked(action) : act.mutate(action));
  const [layout] = useState(() => readLayout(sessionId));
  const [open, setOpen] = useState({ tree: layout.treeOpen, panel: layout.panelOpen });
  const [cursor, setCursor] = useState<CursorPosition | null>(null);
  const [runState, setRunState] = useState<RunState>({ kind: 'idle' });
  const [focusTerminal, setFocusTerminal] = useState(false);
  const [sidebar, setSidebar] = useState<'files' | 'search'>('files');
  const [searches, setSearches] = useState(0);
  const [quickOpen, setQuickOpen] = useState(false);
  const [history, setHistory] = useState<string | null>(null);
  const running = sandbox?.state === 'RUNNING';
  const terminals = useTerminals(sessionId, running, runState.kind === 'running');
  const { run, stop, shown: shownRun } = useRun(sessionId, documents, terminals, running, runState, setRunState);
  useFirstStart(sandbox, () => act.mutate('start'));

  const active = shownPath(state);
  const view = active ? state.views[active] : undefined;
  const save = view?.kind === 'text' ? view.state : null;
  const failing = Object.values(state.views).filter((each) => each.kind === 'text' && !['saved', 'dirty', 'saving'].includes(each.state.kind)).length;
  const serviceAway = Object.values(state.views).some((each) => each.kind === 'text' && each.state.kind === 'offline' && !each.state.network);
  usePageTitle(`${failing > 0 ? `(${failing} not saved) ` : ''}${name ?? 'Session'}`);

  const toggle = (part: 'tree' | 'panel', value?: boolean): void => {
    const next = { ...open, [part]: value ?? !open[part] };
    setOpen(next);
    writeLayout(sessionId, { treeOpen: next.tree, panelOpen: next.panel });
  };
  const canRun = running && active !== null && view?.kind === 'text' && active.endsWith('.py');
  const runActive = (): void => {
    if (!canRun || !active) return;
    toggle('panel', true);
    void run(active);
  };

  useWorkbenchCommands({
    sessionId,
    documents,
    run: runActive,
    quickOpen: () => setQuickOpen(true),
    search: () => {
      toggle('tree', true);
      setSidebar('search');
      setSearches(searches + 1);
    },
    history: () => setHistory(active),
    toggleTree: () => toggle('tree'),
    togglePanel: () => toggle('panel'),
    terminalStep: terminals.step,
    splitTerminal: terminals.split,
    findInTerminal: () => terminals.handle()?.find(),
    newTerminal: () => {
      toggle('panel', true);
      setFocusTerminal(true);
      terminals.open();
    },
    sandbox: actOnSandbox,
  });

  return (
    <div className="flex h-screen flex-col overflow-hidden">
      <WorkbenchHeader
        name={name}
        save={save}
        run={shownRun}
        canRun={canRun}
        whyNot={!running ? 'The sandbox is not running' : 'Open a Python file to run it'}
        onRun={runActive}
        onStop={stop}
        treeOpen={open.tree}
        panelOpen={open.panel}
        onTree={() => toggle('tree')}
        onPanel={() => toggle('panel')}
        requestReview={requestReview({ sessionId, suggestedTitle: name ?? '', beforeSubmit: () => documents.saveAll() })}
        bell={bell}
      />
      {notice}
      <DegradationBanner failing={serviceAway} onRetry={() => documents.retryAll()} />
      <StopsSoon sandbox={sandbox} onKeep={() => act.mutate('keep-alive')} />
      <main className="min-h-0 grow">
        <Group orientation="horizontal" defaultLayout={layout.columns} onLayoutChanged={(columns) => open.tree && writeLayout(sessionId, { columns })}>
          {open.tree && (
            <>
              <Panel id="tree" defaultSize="230px" minSize="140px" maxSize="50%" groupResizeBehavior="preserve-pixel-size">
                {/* the tree stays as it was while something is searched */}
                <div className="h-full" hidden={sidebar !== 'files'}>
                  <FileTree sessionId={sessionId} documents={documents} active={active} onHistory={setHistory} />
                </div>
                {sidebar === 'search' && <SearchPanel key={searches} sessionId={sessionId} documents={documents} revision={tree?.revision ?? 0} onClose={() => setSidebar('files')} />}
              </Panel>
              <Separator className="w-px bg-line transition-colors duration-100 hover:bg-acc data-[separator=active]:bg-acc" />
            </>
          )}
          <Panel id="work" minSize="30%">
            <Group orientation="vertical" defaultLayout={layout.rows} onLayoutChanged={(rows) => open.panel && writeLayout(sessionId, { rows })}>
              <Panel id="editor" minSize="15%">
                <EditorPane documents={documents} state={state} onCursor={setCursor} onQuickOpen={() => setQuickOpen(true)} onHistory={setHistory} />
              </Panel>
              {open.panel && (
                <>
                  <Separator className="h-px bg-line transition-colors duration-100 hover:bg-acc data-[separator=active]:bg-acc" />
                  <Panel id="panel" defaultSize="36%" minSize="80px">
                    <TerminalPanel
                      sessionId={sessionId}
                      sandbox={sandbox}
                      terminals={terminals}
                      focus={focusTerminal}
                      onStart={() => act.mutate('start')}
                      starting={act.isPending}
                      onClose={() => toggle('panel', false)}
                    />
                  </Panel>
                </>
              )}
            </Group>
          </Panel>
        </Group>
      </main>
      <StatusBar connection={connection} sandbox={sandbox} act={actOnSandbox} alert={terminals.alerts.at(-1)} onAlert={() => toggle('panel', true)} cursor={view?.kind === 'text' ? cursor : null} path={active} />
      {quickOpen && <QuickOpen sessionId={sessionId} documents={documents} onClose={() => setQuickOpen(false)} />}
      {history && <HistoryDialog sessionId={sessionId} documents={documents} path={history} onClose={() => setHistory(null)} />}
      {asked && <LostFilesDialog action={asked} files={lost} onClose={() => setAsked(null)} onConfirm={() => act.mutate(asked)} />}
      {hasCode(act.error, SANDBOX_LIMIT) && <SandboxLimitDialog error={act.error} onClose={() => act.reset()} onFreed={() => act.mutate('start')} />}
    </div>
  );
}
