/** Why a sandbox is not running, in a sentence. The service gives a code; a sentence of its own is shown as it is. */
const SENTENCES: Record<string, string> = {
  user: 'You stopped it.',
  idle: 'Nothing ran in it for a while.',
  restart: 'It was restarted.',
  reset: 'It was reset.',
  'container-ended': 'Its container ended unexpectedly.',
  'start-interrupted': 'Its start was interrupted.',
  'start-timeout': 'It did not start in time.',
  'resumed-stop': 'It was being stopped when the service restarted.',
  'session-trashed': 'The session was in the trash.',
  'user-disabled': 'The account was disabled.',
  'internal-error': 'Something went wrong on the server.',
};

export function reasonSentence(reason: string | null | undefined): string {
  if (!reason) return '';
  const known = SENTENCES[reason];
  if (known) return known;
  const words = reason.includes(' ') ? reason : reason.replaceAll('-', ' ');
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

const ACTIVITIES: Record<string, string> = {
  KEYSTROKE: 'typing',
  OUTPUT: 'terminal output',
  FOREGROUND: 'a program in a terminal',
  EXECUTION: 'a running program',
  CPU: 'processor time',
  KEEP_ALIVE: 'your wish to keep it running',
};

/** What keeps a sandbox alive, as it is read after "kept alive by". */
export function activityWords(keptAliveBy: readonly string[] | null | undefined): string {
  return (keptAliveBy ?? [])
    .map((activity) => {
      const [kind = '', program] = activity.split(':', 2);
      return program && kind === 'FOREGROUND' ? `${program} in a terminal` : (ACTIVITIES[kind] ?? kind.toLowerCase().replaceAll('_', ' '));
    })
    .join(', ');
}
