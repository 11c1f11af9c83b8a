import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authGate } from '@/lib/api/auth-gate';
import { get, post, query, request } from '@/lib/api/http';
import type { User } from '@/lib/api/types';
import { ApiError } from '@/lib/problem';

const user = { id: 'u1', username: 'mk' } as User;
let loggedIn = true;
let refreshable = true;
let refreshes = 0;
/** What happens while a refresh that will fail is on its way. */
let duringRefresh: (() => void) | null = null;
let calls = 0;

const problem = (status: number, code: string) => HttpResponse.json({ code, detail: code }, { status, headers: { 'content-type': 'application/problem+json' } });
const server = setupServer(
  http.post('*/api/auth/refresh', () => {
    refreshes += 1;
    if (duringRefresh) {
      duringRefresh();
      return problem(401, 'session-ended');
    }
    loggedIn = refreshable;
    return refreshable ? HttpResponse.json({}) : problem(401, 'session-ended');
  }),
  http.get('*/api/thing', () => {
    calls += 1;
    return loggedIn ? HttpResponse.json({ ok: true }) : problem(401, 'unauthenticated');
  }),
  http.post('*/api/echo', async ({ request: sent }) =>
    HttpResponse.json({ marker: sent.headers.get('X-Requested-With'), type: sent.headers.get('Content-Type'), body: await sent.json() }),
  ),
  http.post('*/api/nothing', () => new HttpResponse(null, { status: 204 })),
  http.get('*/api/broken', () => HttpResponse.error()),
);
const realFetch = globalThis.fetch;

beforeAll(() => {
  server.listen();
  const wrapped = globalThis.fetch;
  globalThis.fetch = (input, init) => wrapped(new URL(String(input), 'http://localhost'), init);
});
afterAll(() => {
  globalThis.fetch = realFetch;
  server.close();
});
beforeEach(() => {
  loggedIn = true;
  refreshable = true;
  duringRefresh = null;
  refreshes = 0;
  calls = 0;
});
afterEach(() => authGate.signedOut());

describe('requests', () => {
  it('carry the marker the gateway wants and JSON', async () => {
    await expect(post('/api/echo', { a: 1 })).resolves.toEqual({ marker: 'cove', type: 'application/json', body: { a: 1 } });
    await expect(post('/api/nothing')).resolves.toBeUndefined();
  });

  it('refresh the login once for all that met a 401, and repeat', async () => {
    loggedIn = false;
    await expect(Promise.all([get('/api/thing'), get('/api/thing'), get('/api/thing')])).resolves.toHaveLength(3);
    expect(refreshes).toBe(1);
  });

  it('A3 wait for a sign-in when the refresh fails in the middle of work, then go on', async () => {
    authGate.signedIn(user);
    loggedIn = false;
    refreshable = false;
    const waiting = get('/api/thing');
    await expect.poll(() => authGate.asking()).toBe(true);
    loggedIn = true;
    authGate.signedIn(user);
    await expect(waiting).resolves.toEqual({ ok: true });
    expect(authGate.asking()).toBe(false);
    expect(calls).toBe(2);
  });

  it('A3 ask nobody twice: a sign-in while a refresh fails is enough', async () => {
    authGate.signedIn(user);
    loggedIn = false;
    duringRefresh = () => {
      loggedIn = true;
      authGate.signedIn(user);
    };
    await expect(get('/api/thing')).resolves.toEqual({ ok: true });
    expect(authGate.asking()).toBe(false);
  });

  it('fail at once when nobody was signed in on this page', async () => {
    loggedIn = false;
    refreshable = false;
    await expect(get('/api/thing')).rejects.toMatchObject({ problem: { status: 401, code: 'unauthenticated' } });
    expect(authGate.asking()).toBe(false);
  });

  it('give a 401 to a caller that wants it', async () => {
    loggedIn = false;
    await expect(request('/api/thing', { onUnauthenticated: 'throw' })).rejects.toBeInstanceOf(ApiError);
    expect(refreshes).toBe(0);
  });

  it('turn a dead network into a problem of its own', async () => {
    await expect(get('/api/broken')).rejects.toMatchObject({ problem: { code: 'network', status: 0 } });
  });

  it('leave empty parameters out', () => {
    expect(query({ a: 'x y', b: '', c: null, d: 0, e: false })).toBe('?a=x+y&d=0&e=false');
    expect(query({})).toBe('');
  });
});
