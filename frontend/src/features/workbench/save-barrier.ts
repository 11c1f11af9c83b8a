import type { Sandbox } from '@/lib/api/types';

export const BARRIER_LIMIT = 10_000;
const PERIOD = 100;

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** True once the sandbox has applied `revision`: heard on the events socket (`heard`) or asked for (`ask`). False after ten seconds. */
export async function waitForRevision(revision: number, ask: () => Promise<Sandbox>, heard: () => Sandbox | undefined, limit = BARRIER_LIMIT): Promise<boolean> {
  if (revision === 0) return true;
  const end = Date.now() + limit;
  for (let pause = PERIOD; ; pause = Math.min(500, pause * 1.5)) {
    if ((heard()?.appliedRevision ?? 0) >= revision) return true;
    const sandbox = await ask().catch(() => null);
    if ((sandbox?.appliedRevision ?? 0) >= revision) return true;
    if (Date.now() + pause > end) return false;
    await sleep(pause);
  }
}
