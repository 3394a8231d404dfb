import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, seconds, tempDir } from '#testing';
import { runningIdentity, type Answer, type RunningIdentity } from './running-identity.js';

describe('login throttling over HTTP', () => {
  const dataDir = tempDir('identity-guessing');
  let identity: RunningIdentity;
  const start = async () => {
    identity = await runningIdentity({ dataDir });
  };
  beforeAll(async () => {
    await start();
    await identity.signUp('mina');
    await identity.signUp('joon');
  });
  afterAll(() => identity.close());

  const guess = (email: string, from: string) => identity.logIn(email, 'wrong password', from);

  async function fail(times: number, email: string, from: string): Promise<void> {
    for (let n = 0; n < times; n++) expect((await guess(email, from)).status).toBe(401);
  }

  it('starts after five failures, for that e-mail and network address only', async () => {
    await fail(5, 'mina@sugang.dev', '10.0.0.1');

    const sixth = await guess('mina@sugang.dev', '10.0.0.1');
    const rightButEarly = await identity.logIn('mina@sugang.dev', undefined, '10.0.0.1');

    expect(sixth).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    expect(sixth.headers['retry-after']).toBe('5');
    expect(rightButEarly.status).toBe(429);
    expect((await identity.logIn('mina@sugang.dev', undefined, '10.0.0.2')).status).toBe(200);
    expect((await identity.logIn('joon@sugang.dev', undefined, '10.0.0.1')).status).toBe(200);
  });

  it('increases the wait after the next failure, also after a restart', async () => {
    identity.clock.step(seconds(5));
    await fail(1, 'mina@sugang.dev', '10.0.0.1');
    const clock = identity.clock;
    await identity.close();
    identity = await runningIdentity({ dataDir, clock });

    expect((await guess('mina@sugang.dev', '10.0.0.1')).headers['retry-after']).toBe('10');
  });

  it('is reset by a successful login', async () => {
    identity.clock.step(seconds(10));

    expect((await identity.logIn('mina@sugang.dev', undefined, '10.0.0.1')).status).toBe(200);

    await fail(5, 'mina@sugang.dev', '10.0.0.1');
  });

  it('applies to unknown e-mail addresses, too', async () => {
    await fail(5, 'unknown@sugang.dev', '10.0.0.1');

    expect((await guess('unknown@sugang.dev', '10.0.0.1')).status).toBe(429);
  });

  it('cannot be bypassed by a hundred concurrent attempts', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => guess('joon@sugang.dev', '10.0.0.9')));

    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(95);
  });

  it('uses the client address from trusted gateways only', async () => {
    const env = { SUGANG_GATEWAYS: '10.9.0.0/16' };
    const behind = await runningIdentity({ dataDir: `${dataDir}/behind`, env });
    await behind.signUp('mina');
    const guessBy = (peer: string, client: string) =>
      behind.call('POST', '/auth/login', {
        body: { email: 'mina@sugang.dev', password: 'wrong password' },
        headers: { 'x-forwarded-for': client },
        from: peer,
      });
    for (let n = 0; n < 5; n++) expect((await guessBy('10.9.0.1', '203.0.113.7')).status).toBe(401);

    expect((await guessBy('10.9.0.2', '203.0.113.7')).status).toBe(429);
    expect((await guessBy('10.9.0.1', '203.0.113.8')).status).toBe(401);
    for (let n = 0; n < 5; n++) expect((await guessBy('10.8.0.1', `198.51.100.${n}`)).status).toBe(401);
    expect((await guessBy('10.8.0.1', '198.51.100.9')).status).toBe(429);
    await behind.close();
  });

  it('is disabled when rate limits are off', async () => {
    const unlimited = await runningIdentity({ dataDir: `${dataDir}/unlimited`, env: { SUGANG_RATE_LIMIT: 'off' } });
    await unlimited.signUp('mina');

    const answers = await Promise.all(
      Array.from({ length: 12 }, () => unlimited.logIn('mina@sugang.dev', 'wrong password')),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    await unlimited.close();
  });
});

describe('the ceiling of guesses per account', () => {
  const dataDir = tempDir('identity-ceiling');
  let identity: RunningIdentity;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir });
    await identity.signUp('mina');
    await identity.logIn('mina@sugang.dev', undefined, '198.51.100.1');
    await identity.logIn('mina@sugang.dev', undefined, '2001:db8:aaaa:1::1');
  });
  afterAll(() => identity.close());

  async function guessFrom(addresses: string[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (let n = 0; n < addresses.length; n += 100) {
      const guesses = addresses
        .slice(n, n + 100)
        .map((from) => identity.logIn('mina@sugang.dev', 'wrong password', from));
      answers.push(...(await Promise.all(guesses)));
    }
    return answers;
  }
  const count = (answers: { status: number }[], status: number) =>
    answers.filter((answer) => answer.status === status).length;

  it('slows 600 guesses from the networks of one /48', async () => {
    const answers = await guessFrom(Array.from({ length: 600 }, (_, n) => `2001:db8:1:${n.toString(16)}::1`));

    expect([count(answers, 401), count(answers, 429)]).toEqual([10, 590]);
  });

  it('slows 300 guesses from as many IPv4 addresses and states how long to wait', async () => {
    const answers = await guessFrom(Array.from({ length: 300 }, (_, n) => `203.${n % 2}.${n % 150}.7`));

    expect([count(answers, 401), count(answers, 429)]).toEqual([20, 280]);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(refused.body).toMatchObject({ code: 'RATE_LIMITED', detail: expect.stringContaining('signed in before') });
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(20);
  });

  it('does not slow sign-ins from networks that the owner has used before (an IPv4 address or an IPv6 /64)', async () => {
    for (const from of ['198.51.100.1', '::ffff:198.51.100.1', '2001:db8:aaaa:1:ffff::9']) {
      expect((await identity.logIn('mina@sugang.dev', undefined, from)).status).toBe(200);
    }
  });

  it('lets the owner sign in from a new network after a short wait', async () => {
    const early = await identity.logIn('mina@sugang.dev', undefined, '192.0.2.1');
    expect(early.status).toBe(429);
    identity.clock.step(seconds(Number(early.headers['retry-after'])));

    expect((await identity.logIn('mina@sugang.dev', undefined, '192.0.2.1')).status).toBe(200);
  });

  it('does not slow sign-ins to other accounts', async () => {
    await identity.signUp('joon');

    expect((await identity.logIn('joon@sugang.dev', undefined, '203.0.113.9')).status).toBe(200);
  });
});

describe('a flood of logins', () => {
  const dataDir = tempDir('identity-flood');
  let identity: RunningIdentity;
  beforeAll(async () => {
    identity = await runningIdentity({ dataDir });
    await identity.signUp('mina');
  });
  afterAll(() => identity.close());

  it('is refused early and does not delay a login from another address', async () => {
    let [answered, refused] = [0, 0];
    const flood = Array.from({ length: 1_900 }, async (_, n) => {
      const { status, headers } = await identity.logIn(`guess-${n}@sugang.dev`, 'wrong password', '203.0.113.66');
      answered += 1;
      if (status === 429 && Number(headers['retry-after']) <= 5) refused += 1;
    });
    await eventually(() => expect(refused).toBeGreaterThan(100));

    const honest = await identity.logIn('mina@sugang.dev', undefined, '198.51.100.7');
    const hashedMeanwhile = answered - refused;
    await Promise.all(flood);

    expect(honest.status).toBe(200);
    expect(hashedMeanwhile).toBeLessThan(100);
    expect(refused).toBeGreaterThan(1_000);
  });
});
