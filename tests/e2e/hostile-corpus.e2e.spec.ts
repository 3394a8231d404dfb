import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceNames } from '#contracts';
import { describedRoutes, type DescribedRoute } from '../support/described-routes.js';
import { Edges } from '../support/edges.js';
import { hostileRequests } from '../support/hostile-requests.js';
import { hangUp, sendRaw, type RawAnswer } from '../support/send-raw.js';

/** Requests sent concurrently. */
const AT_ONCE = 20;
/** Batches by target; 10,000 requests in all. */
const BATCHES = { gateway: 170, embedded: 90, service: 40 } as const;
const SEED = Number(process.env.SUGANG_SEED ?? Date.now() % 2 ** 31);

/** Why the response is not acceptable, or undefined if it is. */
function faultOf({ status, type, text }: RawAnswer): string | undefined {
  if (status >= 500) return `answered ${status}: ${text}`;
  if (/\bat .*\.(ts|js):\d+|node_modules/.test(text)) return `shows a stack: ${text}`;
  if (status >= 400 && text !== '' && !type.startsWith('application/problem+json')) return `${status} as ${type}`;
  return undefined;
}

describe('a generated hostile corpus', () => {
  let edges: Edges;
  let authorizations: string[];
  beforeAll(async () => {
    process.stderr.write(`hostile corpus: seed ${SEED} (SUGANG_SEED=${SEED} sends the same)\n`);
    edges = await Edges.start();
    const people = ['mina', 'park', 'admin'];
    authorizations = await Promise.all(people.map(async (name) => `Bearer ${await edges.tokenOf(name)}`));
  });
  afterAll(async () => {
    hangUp();
    await edges.stop();
  });

  const attack = async (url: string, batches: number) => {
    const routes: DescribedRoute[] = await describedRoutes(url);
    const batch = fc.array(hostileRequests(routes, authorizations), { minLength: AT_ONCE, maxLength: AT_ONCE });
    const seen = new Map<number, number>();
    const property = fc.asyncProperty(batch, async (requests) => {
      const answers = await Promise.all(requests.map((request) => sendRaw(url, request)));
      for (const { status } of answers) seen.set(status, (seen.get(status) ?? 0) + 1);
      expect(answers.map(faultOf).filter((fault) => fault !== undefined)).toEqual([]);
    });
    await fc.assert(property, { seed: SEED, numRuns: batches, endOnFailure: true });
    return seen;
  };

  /** A corpus that the first check rejects does not test the code behind that check. */
  const reachesBehind = (seen: ReadonlyMap<number, number>) => {
    const sum = [...seen.values()].reduce((all, each) => all + each, 0);
    for (const status of [400, 401]) expect(seen.get(status) ?? 0).toBeGreaterThan(sum / 100);
    expect(seen.get(0) ?? 0).toBeLessThan(sum / 10);
    return sum;
  };

  it('is answered by the gateway without a single 5xx', async () => {
    expect(reachesBehind(await attack(edges.gateway, BATCHES.gateway))).toBe(BATCHES.gateway * AT_ONCE);
  }, 400_000);

  it('is answered by the embedded mode without a single 5xx', async () => {
    expect(reachesBehind(await attack(edges.embedded, BATCHES.embedded))).toBe(BATCHES.embedded * AT_ONCE);
  }, 400_000);

  it.each(serviceNames)(
    'is answered by %s itself without a single 5xx',
    async (service) => {
      const seen = await attack(edges.services.get(service)!, BATCHES.service);
      expect(reachesBehind(seen)).toBe(BATCHES.service * AT_ONCE);
    },
    400_000,
  );

  it('contains ten thousand requests and leaves every service healthy', async () => {
    const batches = BATCHES.gateway + BATCHES.embedded + BATCHES.service * serviceNames.length;
    expect(batches * AT_ONCE).toBeGreaterThanOrEqual(10_000);
    for (const url of [edges.gateway, edges.embedded, ...edges.services.values()]) {
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    }
  });

  it('detects a 5xx, a stack trace and a response that is not a problem (negative control)', () => {
    const answer = { status: 400, type: 'application/problem+json', text: '{}' };
    expect(faultOf(answer)).toBeUndefined();
    expect(faultOf({ ...answer, status: 503 })).toMatch(/^answered 503/);
    expect(faultOf({ ...answer, text: 'Error: at run (libs/x.ts:3:1)' })).toMatch(/^shows a stack/);
    expect(faultOf({ ...answer, type: 'text/html' })).toBe('400 as text/html');
  });
});
