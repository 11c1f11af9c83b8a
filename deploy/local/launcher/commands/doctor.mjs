// ./cove doctor: what this machine lacks, and the command that mends it.
import { findings } from '../machine/findings.mjs';
import { probe } from '../machine/probe.mjs';

const NEEDED_FOR = { up: '', image: ' (only where no image registry answers)', test: ' (only for ./cove test)' };

export async function doctor(settings) {
  const list = findings(await probe(settings));
  console.log(formatFindings(list));
  return list.some(({ ok, purpose }) => !ok && purpose === 'up') ? 1 : 0;
}

export function formatFindings(list) {
  const lines = list.flatMap(({ name, ok, detail, purpose, command }) => [
    `  ${ok ? '✓' : purpose === 'up' ? '✗' : '–'} ${name}: ${detail}${ok ? '' : NEEDED_FOR[purpose]}`,
    ...(ok ? [] : [`      ${command}`]),
  ]);
  const lacking = list.filter(({ ok, purpose }) => !ok && purpose === 'up').length;
  return [...lines, lacking === 0 ? 'This machine has all that Cove needs.' : `${lacking} missing. "./cove up" as root installs what apt offers.`].join('\n');
}
