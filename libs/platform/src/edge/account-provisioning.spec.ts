import { beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import type { CallingAccount } from '../auth/calling-account.js';
import { Log } from '../log/log.js';
import { AccountProvisioning } from './account-provisioning.js';

const log = Log.open({ service: 'test', level: 'silent' });
const tokenExpiresAt = new Date('2027-02-01T09:00:00.000Z');
const profile = { email: null, issuedAt: tokenExpiresAt };
const mina: CallingAccount = { id: 'mina', role: 'student', name: 'Mina', tokenExpiresAt, profile };

describe('AccountProvisioning', () => {
  const sent: string[] = [];
  let answer: () => Promise<number>;
  let provisioning: AccountProvisioning;
  const provision = (token: string): Promise<number> => {
    sent.push(token);
    return answer();
  };
  beforeEach(() => {
    sent.length = 0;
    answer = async () => 200;
    provisioning = new AccountProvisioning(provision, log, 0);
  });

  it('provisions an account once, for any number of requests and tokens', async () => {
    for (const token of ['one', 'two', 'three']) provisioning.onRequest({ ...mina }, token);
    await eventually(() => expect(sent).toEqual(['one']));
    provisioning.onRequest({ ...mina }, 'four');
    expect(sent).toEqual(['one']);
  });

  it('provisions an account again when the content of its token has changed', async () => {
    provisioning.onRequest(mina, 'one');
    provisioning.onRequest({ ...mina, name: 'Mina Kim' }, 'two');
    provisioning.onRequest({ ...mina, profile: { ...profile, locale: 'en' } }, 'three');
    await eventually(() => expect(sent).toEqual(['one', 'two', 'three']));
  });

  it('does not provision services or accounts that identity manages itself', () => {
    provisioning.onRequest({ ...mina, role: 'service' }, 'one');
    provisioning.onRequest({ ...mina, profile: undefined }, 'two');
    expect(sent).toEqual([]);
  });

  it.each<[string, () => Promise<number>]>([
    ['is unreachable', () => Promise.reject(new Error('connection refused'))],
    ['returns 503', async () => 503],
    ['returns 401', async () => 401],
  ])('retries with a later request if identity %s', async (_, failing) => {
    answer = failing;
    provisioning.onRequest(mina, 'one');
    answer = async () => 200;
    await eventually(() => {
      provisioning.onRequest(mina, 'again');
      expect(sent).toEqual(['one', 'again']);
    });
  });

  it('pauses while identity is unreachable', async () => {
    provisioning = new AccountProvisioning(provision, log, 60_000);
    answer = () => Promise.reject(new Error('connection refused'));
    provisioning.onRequest(mina, 'one');
    await eventually(() => {
      provisioning.onRequest({ ...mina, id: `new student ${sent.length}` }, 'two');
      provisioning.onRequest({ ...mina, id: `new student ${sent.length}` }, 'two');
      expect(sent.length).toBeLessThan(9);
    });
    const before = sent.length;
    for (let n = 0; n < 100; n += 1) provisioning.onRequest({ ...mina, id: `student ${n}` }, 'three');
    expect(sent).toHaveLength(before);
  });

  it('limits concurrent requests to identity, and provisions the remaining accounts with their next request', async () => {
    const finish: (() => void)[] = [];
    answer = () => new Promise((resolve) => finish.push(() => resolve(200)));
    const students = Array.from({ length: 50 }, (_, n) => ({ ...mina, id: `student ${n}` }));
    students.forEach((each) => provisioning.onRequest(each, each.id));
    expect(sent).toHaveLength(8);
    await eventually(() => {
      finish.splice(0).forEach((done) => done());
      students.forEach((each) => provisioning.onRequest(each, each.id));
      expect(new Set(sent).size).toBe(50);
    });
    expect(sent).toHaveLength(50);
  });
});
