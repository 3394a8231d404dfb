import { randomInt, randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { describeWith, eventually, Line } from '#testing';
import { RunningGateway } from './running-gateway.js';

const LIMITS = {
  SUGANG_LIMIT_ADDRESS: '6',
  SUGANG_LIMIT_ACCOUNT: '5',
  SUGANG_LIMIT_READS: '5',
  SUGANG_LIMIT_LOGIN: '3',
  SUGANG_LIMIT_SIGN_UP: '3',
  SUGANG_LIMIT_REGISTRATION: '2',
  SUGANG_TRUSTED_PROXIES: '1',
};

let gateways: RunningGateway[] = [];
afterEach(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  gateways = [];
});

async function start(env: Record<string, string> = {}): Promise<RunningGateway> {
  const gateway = await RunningGateway.start({ ...LIMITS, ...env });
  gateways.push(gateway);
  return gateway;
}

/** A client at its own address, optionally with its own account. */
class Client {
  readonly address = [198, 18 + randomInt(2), randomInt(256), randomInt(256)].join('.');
  readonly account = randomUUID();

  async ask(gateway: RunningGateway, request = 'GET /api/v1/lectures', headers: Record<string, string> = {}) {
    const [method = '', path = ''] = request.split(' ');
    const answer = await fetch(`${gateway.url}${path}`, {
      method,
      headers: { 'x-forwarded-for': this.address, ...headers },
    });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
  }

  async askAsAccount(gateway: RunningGateway, request = 'GET /api/v1/lectures') {
    const claims = { sub: this.account, role: 'student', name: 'Mina' };
    return this.ask(gateway, request, await gateway.identity.headersFor(claims));
  }

  /** How many requests are accepted when they alternate between the gateways. */
  async passing(among: RunningGateway[], times: number, ask = (gateway: RunningGateway) => this.ask(gateway)) {
    let passed = 0;
    for (let i = 0; i < times; i += 1) passed += (await ask(among[i % among.length]!)).status === 200 ? 1 : 0;
    return passed;
  }
}

const metric = async (gateway: RunningGateway, series: string): Promise<number> => {
  const text = await gateway.service.metrics.text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(series))
      ?.split(' ')
      .at(-1) ?? 0,
  );
};

describe('a client that exceeds its rate limit', () => {
  it('gets 429 with Retry-After and the limits, and its request reaches no service', async () => {
    const [gateway, client] = [await start(), new Client()];
    expect(await client.passing([gateway], 6)).toBe(6);
    const { status, headers, body } = await client.ask(gateway);
    expect([status, body]).toEqual([
      429,
      expect.objectContaining({ code: 'RATE_LIMITED', instance: '/api/v1/lectures' }),
    ]);
    const seconds = Number(headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(headers.get('ratelimit-policy')).toBe('"address";q=6;w=60, "network-reads";q=60000;w=60');
    expect(headers.get('ratelimit')).toMatch(/^"address";r=0;t=\d+, "network-reads";r=\d+;t=\d+$/);
    expect(gateway.behind.lecture.asked).toHaveLength(6);
    expect(await metric(gateway, 'sugang_edge_refusals_total{reason="address"')).toBe(1);
  });

  it('does not affect clients at other addresses, or other accounts at the same address', async () => {
    const [gateway, client] = [await start(), new Client()];
    await client.passing([gateway], 7);
    expect((await new Client().ask(gateway)).status).toBe(200);
    expect((await client.askAsAccount(gateway)).status).toBe(200);
  });

  it('is limited by account across addresses', async () => {
    const [gateway, client] = [await start(), new Client()];
    const anywhere = async () =>
      client.ask(gateway, 'GET /api/v1/payments', {
        'x-forwarded-for': new Client().address,
        ...(await gateway.identity.headersFor({ sub: client.account, role: 'student', name: 'Mina' })),
      });
    expect(await client.passing([gateway], 8, anywhere)).toBe(5);
  });

  it('cannot spoof an address with X-Forwarded-For entries before those of the trusted proxy', async () => {
    const [gateway, client] = [await start(), new Client()];
    const lying = () =>
      client.ask(gateway, undefined, { 'x-forwarded-for': `${new Client().address}, ${client.address}` });
    expect(await client.passing([gateway], 8, lying)).toBe(6);
  });

  it.each(['POST /api/v1/auth/login', 'POST /api/v1/auth/sign-up', 'POST /oauth/token', 'POST /api/v1/auth/log%69n'])(
    'is limited more tightly at %s',
    async (request) => {
      const [gateway, client] = [await start(), new Client()];
      expect(await client.passing([gateway], 5, (each) => client.ask(each, request))).toBe(3);
      expect((await client.ask(gateway)).status).toBe(200);
    },
  );

  it('is limited more tightly when registering, without effect on reads', async () => {
    const [gateway, client] = [await start(), new Client()];
    const register = (each: RunningGateway) => client.askAsAccount(each, 'POST /api/v1/registrations');
    expect(await client.passing([gateway], 3, register)).toBe(2);
    expect((await client.askAsAccount(gateway, 'GET /api/v1/registrations')).status).toBe(200);
  });

  it('is limited by address while it sends invalid tokens', async () => {
    const [gateway, client] = [await start(), new Client()];
    const guess = { authorization: 'Bearer eyJhbGciOiJFZERTQSJ9.e30.x' };
    const statuses: number[] = [];
    for (let i = 0; i < 8; i += 1)
      statuses.push((await client.ask(gateway, 'GET /api/v1/registrations', guess)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429, 429]);
  });

  it('is never limited when limits are off', async () => {
    const [unlimited, client] = [await start({ SUGANG_RATE_LIMIT: 'off' }), new Client()];
    expect(await client.passing([unlimited], 10)).toBe(10);
    expect((await client.ask(unlimited)).headers.get('ratelimit')).toBeNull();
  });

  it.each(['/openapi.json', '/docs', '/', '/health/ready'])("is limited at the gateway's own page %s", async (path) => {
    const [gateway, client] = [await start(), new Client()];
    const status = async () =>
      (await fetch(`${gateway.url}${path}`, { headers: { 'x-forwarded-for': client.address } })).status;
    const statuses: number[] = [];
    for (let i = 0; i < 8; i += 1) statuses.push(await status());
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
  });

  it('can still sign in, refresh and register after it has used up its reads', async () => {
    const [gateway, client] = [await start(), new Client()];
    expect(await client.passing([gateway], 7)).toBe(6);
    expect(await client.passing([gateway], 6, (each) => client.askAsAccount(each))).toBe(5);
    for (const path of ['login', 'refresh']) {
      expect((await client.ask(gateway, `POST /api/v1/auth/${path}`)).status).toBe(200);
    }
    expect((await client.askAsAccount(gateway, 'POST /api/v1/registrations')).status).toBe(200);
  });

  it('is limited by its network, regardless of the accounts that it uses', async () => {
    const [gateway, client] = [await start({ SUGANG_LIMIT_NETWORK: '4' }), new Client()];
    let passed = 0;
    for (let i = 0; i < 6; i += 1) {
      const headers = await gateway.identity.headersFor({ sub: randomUUID(), role: 'student', name: 'Mina' });
      passed += (await client.ask(gateway, 'POST /api/v1/registrations', headers)).status === 200 ? 1 : 0;
    }
    expect(passed).toBe(4);
    expect((await new Client().askAsAccount(gateway, 'POST /api/v1/registrations')).status).toBe(200);
  });

  it('is counted as one client within an IPv6 /64, and as another one outside it', async () => {
    const [gateway, client] = [await start(), new Client()];
    const from = (address: string) => client.ask(gateway, undefined, { 'x-forwarded-for': address });
    let next = 0;
    expect(await client.passing([gateway], 8, () => from(`2001:db8:1:2::${(next += 1).toString(16)}`))).toBe(6);
    expect((await from('2001:db8:1:3::1')).status).toBe(200);
  });
});

describe('two gateways with separate counters', () => {
  it('accept twice as many requests (negative control for the shared store)', async () => {
    const two = [await start(), await start()];
    expect(await new Client().passing(two, 16)).toBe(12);
  });
});

describeWith('redis', 'two gateways with one store of the limits', (url) => {
  const lines: Line[] = [];
  afterEach(async () => {
    for (const line of lines.splice(0)) await line.close();
  });
  const lineTo = async () => {
    const line = await Line.to(url);
    lines.push(line);
    return line;
  };

  it('accept as many requests as one', async () => {
    const [two, client] = [
      [await start({ SUGANG_LIMITS_URL: url }), await start({ SUGANG_LIMITS_URL: url })],
      new Client(),
    ];
    await eventually(async () => expect((await client.ask(two[1]!)).headers.get('ratelimit')).not.toBeNull());
    const others = new Client();
    expect(await others.passing(two, 16)).toBe(6);
    expect(await others.passing(two, 6, (each) => others.ask(each, 'POST /api/v1/auth/login'))).toBe(3);
    const mina = new Client();
    expect(await mina.passing(two, 12, (each) => mina.askAsAccount(each))).toBe(5);
  });

  it.each([
    ['gone', (line: Line) => line.refuse()],
    ['mute', (line: Line) => line.blackhole()],
  ] as const)(
    'accept all requests without delay while it is %s, log it, and count again when it is back',
    async (_, harm) => {
      const line = await lineTo();
      const [gateway, client] = [await start({ SUGANG_LIMITS_URL: line.url }), new Client()];
      await eventually(async () => expect((await client.ask(gateway)).headers.get('ratelimit')).not.toBeNull());
      harm(line);
      const began = performance.now();
      expect(await client.passing([gateway], 20)).toBe(20);
      expect((performance.now() - began) / 20).toBeLessThan(500);
      expect(await metric(gateway, 'sugang_limits_uncounted_total')).toBeGreaterThan(10);
      line.pass();
      await eventually(async () => expect((await new Client().ask(gateway)).headers.get('ratelimit')).not.toBeNull());
      const another = new Client();
      expect(await another.passing([gateway], 10)).toBe(6);
    },
  );

  it('start without it', async () => {
    const line = await lineTo();
    line.refuse();
    const gateway = await start({ SUGANG_LIMITS_URL: line.url });
    expect(await new Client().passing([gateway], 8)).toBe(8);
  });
});
