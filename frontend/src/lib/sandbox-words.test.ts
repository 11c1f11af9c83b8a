import { describe, expect, it } from 'vitest';
import { activityWords, reasonSentence } from '@/lib/sandbox-words';

describe('the words for a sandbox', () => {
  it('S2 says why it does not run, also for a code it has not met', () => {
    expect(reasonSentence('idle')).toBe('Nothing ran in it for a while.');
    expect(reasonSentence('node-drained')).toBe('Node drained.');
    expect(reasonSentence(null)).toBe('');
  });

  it('S6 says what keeps it alive', () => {
    expect(activityWords(['FOREGROUND:python3', 'CPU', 'SOMETHING_NEW'])).toBe('python3 in a terminal, processor time, something new');
    expect(activityWords([])).toBe('');
    expect(activityWords(undefined)).toBe('');
  });
});
