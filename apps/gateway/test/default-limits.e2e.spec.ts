import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RunningGateway } from './running-gateway.js';
import { json } from './stand-in.js';

const CAMPUS = '198.51.100.7';

let gateway: RunningGateway;
beforeEach(async () => {
  gateway = await RunningGateway.start({ SUGANG_TRUSTED_PROXIES: '1' });
});
afterEach(() => gateway.stop());

const ask = async (request: string, address = CAMPUS, headers: Record<string, string> = {}) => {
  const [method = '', path = ''] = request.split(' ');
  const answer = await fetch(`${gateway.url}${path}`, { method, headers: { 'x-forwarded-for': address, ...headers } });
  await answer.arrayBuffer();
  return answer.status;
};
const logIn = (address = CAMPUS) => ask('POST /api/v1/auth/login', address);

describe('the default limits', () => {
  it('let 300 students behind one address sign up, log in, read and register within a minute', async () => {
    const student = async () => {
      const own = await gateway.identity.headersFor({ sub: randomUUID(), role: 'student', name: 'Mina' });
      const statuses = [await ask('POST /api/v1/auth/sign-up'), await logIn()];
      for (let read = 0; read < 4; read += 1) statuses.push(await ask('GET /api/v1/lectures'));
      for (let seat = 0; seat < 2; seat += 1) {
        statuses.push(await ask('POST /api/v1/registrations', CAMPUS, own));
        statuses.push(await ask('GET /api/v1/registrations', CAMPUS, own));
      }
      return statuses;
    };
    const began = performance.now();
    const students = await Promise.all(Array.from({ length: 300 }, student));
    expect(new Set(students.flat())).toEqual(new Set([200]));
    expect(performance.now() - began).toBeLessThan(60_000);
  }, 70_000);

  it.each([
    ['one IPv6 /48', (n: number) => `2001:db8:1:${n.toString(16)}::1`],
    ['one IPv4 address', () => CAMPUS],
  ])('slow down 600 guesses from %s, and no other network', async (_, addressOf) => {
    gateway.behind.identity.answer = (_request, response) => json(response, 401, { code: 'BAD_CREDENTIALS' });
    const statuses: number[] = [];
    for (let n = 0; n < 600; n += 1) statuses.push(await logIn(addressOf(n)));
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(205);
    expect(statuses.at(-1)).toBe(429);
    expect(await logIn('203.0.113.9')).toBe(401);
  });

  it('do not slow down 600 successful logins from one address (negative control)', async () => {
    for (let n = 0; n < 600; n += 1) expect(await logIn()).toBe(200);
  });
});
