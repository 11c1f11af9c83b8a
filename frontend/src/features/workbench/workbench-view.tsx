'use client';

import Link from 'next/link';
import { useEffect, useState, type ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useStore } from 'zustand';
import { usePageTitle } from '@/components/page';
import { ErrorState } from '@/components/ui/states';
import type { CursorPosition } from '@/features/workbench/code-editor';
import { Documents } from '@/features/workbench/documents';
import { EditorPane } from '@/features/workbench/editor-pane';
import { FileTree } from '@/features/workbench/file-tree';
import { readLayout, writeLayout } from '@/features/workbench/layout-store';
import { SANDBOX_LIMIT, useSandboxAction } from '@/features/workbench/mutations';
import { useSandbox, useSession, useTree } from '@/features/workbench/queries';
import { SandboxLimitDialog } from '@/features/workbench/sandbox-limit-dialog';
import { StatusBar } from '@/features/workbench/status-bar';
import { StopsSoon } from '@/features/workbench/stops-soon';
import { TerminalPanel } from '@/features/workbench/terminal-panel';
import { useRun, type RunState } from '@/features/workbench/use-run';
import { useSessionEvents } from '@/features/workbench/use-session-events';
import { useTerminals } from '@/features/workbench/use-terminals';
import { useWorkbenchCommands } from '@/features/workbench/use-workbench-commands';
import { WorkbenchHeader } from '@/features/workbench/workbench-header';
import { ApiError, hasCode } from '@/lib/problem';

export interface WorkbenchViewProps {
  sessionId: string;
  bell: ReactNode;
  requestReview: (props: { sessionId: string; suggestedTitle: string; beforeSubmit: () => Promise<boolean> }) => ReactNode;
}

export function WorkbenchView({ sessionId, bell, requestReview }: WorkbenchViewProps) {
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
  return <Workbench sessionId={sessionId} name={session.data?.name} documents={documents} bell={bell} requestReview={requestReview} />;
}

function useDocuments(sessionId: string): Documents | null {
  const [documents, setDocuments] = useState<Documents | null>(null);
  const tree = useTree(sessionId);
  useEffect(() => {
    const made = new Documents(sessionId);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the documents are an outside system with a life of their own
    setDocuments(made);
    const leave = (event: BeforeUnloadEvent): void => {
      if (made.isDirty()) event.preventDefault();
    };
    const online = (): void => made.retryAll();
    window.addEventListener('beforeunload', leave);
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('beforeunload', leave);
      window.removeEventListener('online', online);
      void made.saveAll().finally(() => made.dispose());
    };
  }, [sessionId]);
  const loaded = tree.data !== undefined || tree.isError;
  useEffect(() => {
    if (!documents || !loaded) return;
    const main = tree.data?.items.find(({ path, type }) => type === 'FILE' && path === 'main.py') ?? tree.data?.items.find(({ path, type }) => type === 'FILE' && path.endsWith('.py'));
    documents.restore(main?.path ?? null);
  }, [documents, loaded]); // eslint-disable-line react-hooks/exhaustive-deps
  return documents;
}

interface WorkbenchProps extends Omit<WorkbenchViewProps, 'sessionId'> {
  sessionId: string;
  name: string | undefined;
  documents: Documents;
}

function Workbench({ sessionId, name, documents, bell, requestReview }: WorkbenchProps) {
  const state = useStore(documents.store);
  const sandbox = useSandbox(sessionId).data;
  const connection = useSessionEvents(sessionId, documents, useTree(sessionId).data);
  const act = useSandboxAction(sessionId);
  const [layout] = useState(() => readLayout(sessionId));
  const [open, setOpen] = useState({ tree: layout.treeOpen, panel: layout.panelOpen });
  const [cursor, setCursor] = useState<CursorPosition | null>(null);
  const [runState, setRunState] = useState<RunState>({ kind: 'idle' });
  const [focusTerminal, setFocusTerminal] = useState(false);
  const running = sandbox?.state === 'RUNNING';
  const terminals = useTerminals(sessionId, running, runState.kind === 'running');
  const { run, stop, shown: shownRun } = useRun(sessionId, documents, terminals, running, runState, setRunState);
  useFirstStart(sandbox, () => act.mutate('start'));

  const view = state.active ? state.views[state.active] : undefined;
  const save = view?.kind === 'text' ? view.state : null;
  const failing = Object.values(state.views).filter((each) => each.kind === 'text' && !['saved', 'dirty', 'saving'].includes(each.state.kind)).length;
  usePageTitle(`${failing > 0 ? `(${failing} not saved) ` : ''}${name ?? 'Session'}`);

  const toggle = (part: 'tree' | 'panel', value?: boolean): void => {
    const next = { ...open, [part]: value ?? !open[part] };
    setOpen(next);
    writeLayout(sessionId, { treeOpen: next.tree, panelOpen: next.panel });
  };
  const canRun = running && state.active !== null && view?.kind === 'text' && state.active.endsWith('.py');
  const runActive = (): void => {
    if (!canRun || !state.active) return;
    toggle('panel', true);
    void run(state.active);
  };

  useWorkbenchCommands({
    sessionId,
    documents,
    run: runActive,
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
    sandbox: (action) => act.mutate(action),
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
      <StopsSoon sandbox={sandbox} onKeep={() => act.mutate('keep-alive')} />
      <main className="min-h-0 grow">
        <Group orientation="horizontal" defaultLayout={layout.columns} onLayoutChanged={(columns) => open.tree && writeLayout(sessionId, { columns })}>
          {open.tree && (
            <>
              <Panel id="tree" defaultSize="230px" minSize="140px" maxSize="50%" groupResizeBehavior="preserve-pixel-size">
                <FileTree sessionId={sessionId} documents={documents} active={state.active} />
              </Panel>
              <Separator className="w-px bg-line transition-colors duration-100 hover:bg-acc data-[separator=active]:bg-acc" />
            </>
          )}
          <Panel id="work" minSize="30%">
            <Group orientation="vertical" defaultLayout={layout.rows} onLayoutChanged={(rows) => open.panel && writeLayout(sessionId, { rows })}>
              <Panel id="editor" minSize="15%">
                <EditorPane documents={documents} state={state} onCursor={setCursor} />
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
      <StatusBar connection={connection} sandbox={sandbox} act={(action) => act.mutate(action)} alert={terminals.alerts.at(-1)} onAlert={() => toggle('panel', true)} cursor={view?.kind === 'text' ? cursor : null} path={state.active} />
      {hasCode(act.error, SANDBOX_LIMIT) && <SandboxLimitDialog error={act.error} onClose={() => act.reset()} onFreed={() => act.mutate('start')} />}
    </div>
  );
}

/** A session that never ran starts by itself; one that was stopped waits for the person. */
function useFirstStart(sandbox: ReturnType<typeof useSandbox>['data'], start: () => void): void {
  const [asked, setAsked] = useState(false);
  const fresh = sandbox?.state === 'STOPPED' && !sandbox.startedAt && !sandbox.reason;
  useEffect(() => {
    if (!fresh || asked) return;
    // eslint-disable-next-line react-hooks/set-state-in-effect -- remembers that the one request was made
    setAsked(true);
    start();
  }, [fresh, asked, start]);
}
