/** Why a sandbox is not running, in a sentence. The service gives a code; a sentence of its own is shown as it is. */
const SENTENCES: Record<string, string> = {
  user: 'You stopped it.',
  admin: 'An administrator stopped it.',
  idle: 'Nothing ran in it for a while.',
  restart: 'It was restarted.',
  reset: 'It was reset.',
  'container-ended': 'Its container ended unexpectedly.',
  'start-interrupted': 'Its start was interrupted.',
  'disk-unavailable': 'Its disk could not be attached.',
  'no-image': 'The image it starts from is missing.',
  'start-timeout': 'It did not start in time.',
  'resumed-stop': 'It was being stopped when the service restarted.',
  'session-trashed': 'The session was in the trash.',
  'user-disabled': 'The account was disabled.',
  'internal-error': 'Something went wrong on the server.',
};

/** What keeps a sandbox alive, in words: `FOREGROUND:python3` becomes "a terminal runs python3". */
export function keptAliveWords(reason: string): string {
  const [kind = '', detail] = reason.split(/:(.*)/s);
  switch (kind.toUpperCase()) {
    case 'KEYSTROKE':
      return 'somebody types in a terminal';
    case 'OUTPUT':
      return 'a terminal is being written to';
    case 'FOREGROUND':
      return `a terminal runs ${detail || 'a program'}`;
    case 'CPU':
      return 'its programs use the processor';
    case 'EXECUTION':
      return 'an execution is in progress';
    case 'KEEP_ALIVE':
      return 'you asked to keep it running';
    default:
      return reason.replaceAll(/[_-]/g, ' ').toLowerCase();
  }
}

export function reasonSentence(reason: string | null | undefined): string {
  if (!reason) return '';
  const known = SENTENCES[reason];
  if (known) return known;
  const words = reason.includes(' ') ? reason : reason.replaceAll('-', ' ');
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

const NETWORKS: Record<string, string> = {
  NONE: 'No network.',
  PACKAGES: 'Network: package indexes only, so pip install works.',
  OPEN: 'Network: public addresses, by HTTPS.',
};

/** How far programs in a sandbox reach. */
export const networkWords = (network: string): string => NETWORKS[network] ?? '';
