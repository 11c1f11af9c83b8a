import { create } from 'zustand';

const STORE = 'cove:unsent-comments';
const MOST = 40;

interface Texts {
  /** What was typed and not sent, by the place it is for, the oldest first. */
  texts: Record<string, string>;
  /** The composer that was written in last and is still open, with what it says untouched. */
  current: { key: string; blank: string } | null;
}

function load(): Record<string, string> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(STORE) ?? '{}');
    return value !== null && typeof value === 'object' ? (value as Record<string, string>) : {};
  } catch {
    return {};
  }
}

export const useComposerTexts = create<Texts>(() => ({ texts: typeof localStorage === 'undefined' ? {} : load(), current: null }));


/** Keeps what is typed through a reload of the page; what says no more than `blank` is forgotten. */
export function keepUnsent(key: string, text: string, blank = ''): void {
  useComposerTexts.setState(({ texts }) => {
    const others = Object.entries(texts).filter(([each]) => each !== key);
    const next = Object.fromEntries([...others, ...(text === blank ? [] : [[key, text] as const])].slice(-MOST));
    try {
      localStorage.setItem(STORE, JSON.stringify(next));
    } catch {
      // a full or forbidden storage costs the text at a reload, and nothing before
    }
    return { texts: next };
  });
}

export const enterComposer = (key: string, blank: string): void => useComposerTexts.setState({ current: { key, blank } });

export const leaveComposer = (key: string): void => useComposerTexts.setState(({ current }) => (current?.key === key ? { current: null } : {}));

/** Adds a block to the comment that is being written; false when there is none, and `otherwise` has it now. */
export function addToComment(block: string, otherwise: string): boolean {
  const { current, texts } = useComposerTexts.getState();
  const { key, blank } = current ?? { key: otherwise, blank: '' };
  keepUnsent(key, withBlock(texts[key] ?? blank, block), blank);
  return current !== null;
}

/** Adds a block of its own to a text. */
export const withBlock = (text: string, block: string): string => (text.trim() === '' ? `${block}\n` : `${text.replace(/\s*$/, '')}\n\n${block}\n`);

/** What a terminal shows, as a block of Markdown whose fence is longer than any inside it. */
export function terminalBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const body = text.split('\n').map((line) => line.trimEnd()).join('\n').replace(/^\n+|\n+$/g, '');
  return `${fence}terminal\n${body}\n${fence}`;
}
