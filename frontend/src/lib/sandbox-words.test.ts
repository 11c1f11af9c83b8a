import { expect, it } from 'vitest';
import { keptAliveWords, reasonSentence } from '@/lib/sandbox-words';

it('S2 gives a failure its reason in words, also one it does not know', () => {
  expect([reasonSentence('start-timeout'), reasonSentence('disk-on-fire'), reasonSentence('Said by an admin'), reasonSentence(null)]).toEqual([
    'It did not start in time.',
    'Disk on fire.',
    'Said by an admin.',
    '',
  ]);
});

it('S6 says what keeps a sandbox alive', () => {
  expect(['KEYSTROKE', 'FOREGROUND:python3', 'KEEP_ALIVE', 'SOMETHING_NEW'].map(keptAliveWords)).toEqual([
    'somebody types in a terminal',
    'a terminal runs python3',
    'you asked to keep it running',
    'something new',
  ]);
});
