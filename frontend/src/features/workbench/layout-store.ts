/** What a session's workbench looked like, kept in this browser. */
export interface WorkbenchLayout {
  tabs: string[];
  active: string | null;
  /** What the right half of a split editor shows. */
  side?: string | null;
  preview?: string | null;
  /** The files looked at last, the newest first. */
  recent: string[];
  expanded: string[];
  columns?: Record<string, number>;
  rows?: Record<string, number>;
  panelOpen: boolean;
  treeOpen: boolean;
  terminal?: string | null;
  /** The share of the left one of two terminals, in percent. */
  split?: number;
  views: Record<string, unknown>;
}

const EMPTY: WorkbenchLayout = { tabs: [], active: null, recent: [], expanded: [], panelOpen: true, treeOpen: true, views: {} };
const keyOf = (sessionId: string): string => `cove.workbench.${sessionId}`;

export function readLayout(sessionId: string): WorkbenchLayout {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(sessionId)) ?? '{}');
    return { ...EMPTY, ...(stored as Partial<WorkbenchLayout>) };
  } catch {
    return { ...EMPTY };
  }
}

export function writeLayout(sessionId: string, change: Partial<WorkbenchLayout>): void {
  try {
    localStorage.setItem(keyOf(sessionId), JSON.stringify({ ...readLayout(sessionId), ...change }));
  } catch {
    // a full or forbidden storage costs the layout, nothing else
  }
}

const MOST_RECENT = 30;

export const withRecent = (recent: readonly string[], path: string): string[] => [path, ...recent.filter((each) => each !== path)].slice(0, MOST_RECENT);
