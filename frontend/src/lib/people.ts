import type { PersonRef } from '@/lib/api/types';

export const personId = (person: PersonRef | null | undefined): string | null =>
  person === null || person === undefined ? null : typeof person === 'string' ? person : person.id;

export function personName(person: PersonRef | null | undefined): string {
  if (person === null || person === undefined) return 'deleted user';
  if (typeof person === 'string') return person.slice(0, 8);
  return person.displayName || person.username || person.id.slice(0, 8);
}
