/** Where to go after the sign-in: the address first asked for, and never another site. */
export function safeNext(next: string | null | undefined): string {
  if (!next || !next.startsWith('/') || next.startsWith('//') || next.includes('\\') || /[\u0000-\u001f]/.test(next)) return '/sessions';
  const path = next.split(/[?#]/, 1)[0] ?? '/';
  return ['/', '/login', '/register', '/setup'].includes(path) ? '/sessions' : next;
}

export const signInUrl = (from: string): string => `/login?next=${encodeURIComponent(from)}`;
