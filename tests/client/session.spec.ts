import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { FakeServer, once, problem, tokens, type Answer } from './fake-server.js';
import { logIn, logOut, myPage, restoreSession, type Session, type TokenStorage } from '#client';

const mina = { email: 'mina@sugang.dev', password: 'sugang-demo' };
const unauthenticated = problem(401, 'UNAUTHENTICATED');

/** Issues numbered tokens; only the newest access token is valid, as if the earlier ones had expired. */
function identity({ inCookie = false, refresh = (): Answer | Error | undefined => undefined } = {}) {
  let issued = 0;
  const issue = () => ({ status: 200, body: tokens((issued += 1), inCookie ? null : `refresh-${issued}`) });
  const server: FakeServer = new FakeServer(({ url, headers }) => {
    if (url.endsWith('/auth/login')) return issue();
    if (url.endsWith('/auth/refresh')) return refresh() ?? issue();
    if (url.endsWith('/auth/logout')) return { status: 204 };
    return headers.get('authorization') === `Bearer access-${issued}` ? { status: 200, body: {} } : unauthenticated;
  });
  return {
    server,
    expire: () => (issued += 1),
    refreshes: () => server.paths.filter((path) => path === '/auth/refresh').length,
  };
}

const memory = (): TokenStorage => {
  const items = new Map<string, string>();
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => void items.set(name, value),
    removeItem: (name) => void items.delete(name),
  };
};

describe('a session', () => {
  it('begins with a login; later requests carry its token, and none to identity does', async () => {
    const { server } = identity();
    const sugang = server.connect();
    expect((await logIn(sugang, mina)).account.name).toBe('Mina');
    await myPage(sugang);
    await logOut(sugang);
    await expect(myPage(sugang)).rejects.toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
    expect(server.headers('authorization')).toEqual([null, 'Bearer access-1', null, null]);
    expect(server.bodies[2]).toEqual({ refreshToken: 'refresh-1' });
  });

  it('renews a refused token once for all requests, which are then repeated', async () => {
    const { server, expire, refreshes } = identity();
    const sugang = server.connect();
    await logIn(sugang, mina);
    expire();
    await Promise.all([myPage(sugang), myPage(sugang), myPage(sugang)]);
    expect(refreshes()).toBe(1);
    expect(server.bodies[server.paths.indexOf('/auth/refresh')]).toEqual({ refreshToken: 'refresh-1' });
  });

  it('does not repeat a request a second time when the new token is refused too', async () => {
    const server = new FakeServer(({ url }) =>
      url.includes('/auth/') ? { status: 200, body: tokens(1) } : unauthenticated,
    );
    const sugang = server.connect();
    await logIn(sugang, mina);
    await expect(myPage(sugang)).rejects.toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
    expect(server.paths).toEqual(['/auth/login', '/mypage', '/auth/refresh', '/mypage']);
  });

  it('renews its token before it expires', async () => {
    const { server, refreshes } = identity();
    const storage = memory();
    await logIn(server.connect({ storage }), mina);
    const stored = JSON.parse(storage.getItem('sugang http://sugang.example')!) as Session;
    storage.setItem('sugang http://sugang.example', JSON.stringify({ ...stored, expiresAt: Date.now() + 5_000 }));
    await myPage(server.connect({ storage }));
    expect(refreshes()).toBe(1);
    expect(server.headers('authorization').at(-1)).toBe('Bearer access-2');
  });

  it('ends when its refresh token is rejected, but not while the identity service is unavailable', async () => {
    let answer: Answer | Error | undefined = once;
    const { server, expire } = identity({ refresh: () => answer });
    const sessions: (Session | undefined)[] = [];
    const sugang = server.connect({ retries: 0, onSession: (session) => sessions.push(session) });
    await logIn(sugang, mina);
    expire();
    await expect(myPage(sugang)).rejects.toThrow(expect.objectContaining({ code: 'NETWORK_ERROR' }));
    expect(sessions).toHaveLength(1);
    answer = problem(401, 'REFRESH_TOKEN_INVALID');
    await expect(myPage(sugang)).rejects.toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
    expect(sessions.at(-1)).toBeUndefined();
    expect(sugang.session.current()).toBeUndefined();
  });

  it('in a cookie sends it to identity only, with the header against forgery, and keeps no refresh token', async () => {
    const { server, expire } = identity({ inCookie: true });
    const sugang = server.connect({ session: 'cookie' });
    await logIn(sugang, mina);
    expire();
    await myPage(sugang);
    expect(server.bodies[0]).toEqual({ ...mina, session: 'cookie' });
    expect(server.paths).toEqual(['/auth/login', '/mypage', '/auth/refresh', '/mypage']);
    expect(server.requests.map(({ credentials }) => credentials)).toEqual([
      'include',
      'same-origin',
      'include',
      'same-origin',
    ]);
    expect(server.headers('x-csrf')).toEqual(['1', null, '1', null]);
    expect(server.bodies[2]).toBe('');
    expect(sugang.session.current()).not.toHaveProperty('refreshToken');
  });

  it('in a cookie is restored when the page is loaded, or reported missing after one request', async () => {
    const { server } = identity({ inCookie: true });
    expect((await restoreSession(server.connect({ session: 'cookie' })))?.account.name).toBe('Mina');
    const stranger = identity({ refresh: () => problem(401, 'REFRESH_TOKEN_INVALID') });
    const sugang = stranger.server.connect({ session: 'cookie' });
    expect(await restoreSession(sugang)).toBeUndefined();
    expect(await restoreSession(sugang)).toBeUndefined();
    expect(stranger.refreshes()).toBe(1);
  });
});

/** Web Locks of one browser: one holder per name, the others wait in order. */
class BrowserLocks {
  private readonly queues = new Map<string, { last: Promise<unknown>; length: number }>();

  async request(name: string, ...rest: unknown[]): Promise<unknown> {
    const work = rest.at(-1) as (lock: unknown) => Promise<unknown>;
    const queue = this.queues.get(name) ?? { last: Promise.resolve(), length: 0 };
    this.queues.set(name, queue);
    if (queue.length > 0 && rest.length === 2) return work(null);
    queue.length += 1;
    const run = queue.last.then(() => work({ name })).finally(() => (queue.length -= 1));
    queue.last = Promise.allSettled([run]);
    return run;
  }
}

describe('several tabs', () => {
  const original = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  const openBrowser = () =>
    Object.defineProperty(globalThis, 'navigator', { value: { locks: new BrowserLocks() }, configurable: true });
  afterEach(() => {
    if (original) Object.defineProperty(globalThis, 'navigator', original);
    else delete (globalThis as { navigator?: unknown }).navigator;
  });

  it.each(['token', 'cookie'] as const)('share one refresh of a session with a %s', async (kind) => {
    openBrowser();
    const { server, expire, refreshes } = identity({ inCookie: kind === 'cookie' });
    const storage = memory();
    const url = `http://${kind}.example`;
    const tabs = Array.from({ length: 5 }, () => server.connect({ session: kind, storage, url }));
    await logIn(tabs[0]!, mina);
    await eventually(() =>
      expect(tabs.every(({ session }) => session.current()?.accessToken === 'access-1')).toBe(true),
    );
    expire();
    await Promise.all(tabs.map((tab) => myPage(tab)));
    expect(refreshes()).toBe(1);
  });

  it('all end with the logout in one of them', async () => {
    openBrowser();
    const { server } = identity({ inCookie: true });
    const url = 'http://logout.example';
    const ended: string[] = [];
    const [first, second] = ['first', 'second'].map((tab) =>
      server.connect({ session: 'cookie', url, onSession: (session) => session ?? ended.push(tab) }),
    );
    await logIn(first!, mina);
    await eventually(() => expect(second!.session.current()).toBeDefined());
    await logOut(first!);
    await eventually(() => expect(ended).toEqual(['first', 'second']));
  });
});
