import { beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import type { CallingAccount } from '../auth/account.js';
import { Log } from '../log/log.js';
import { Introductions } from './introductions.js';

const log = Log.open({ service: 'test', level: 'silent' });
const tokenExpiresAt = new Date('2027-02-01T09:00:00.000Z');
const profile = { email: null, toldAt: tokenExpiresAt };
const mina: CallingAccount = { id: 'mina', role: 'student', name: 'Mina', tokenExpiresAt, profile };

describe('introducing whom another identity provider lets in', () => {
  const asked: string[] = [];
  let answer: () => Promise<number>;
  let introductions: Introductions;
  const introduce = (token: string): Promise<number> => {
    asked.push(token);
    return answer();
  };
  beforeEach(() => {
    asked.length = 0;
    answer = async () => 200;
    introductions = new Introductions(introduce, log, 0);
  });

  it('happens once, however often they come and with whatever token', async () => {
    for (const token of ['one', 'two', 'three']) introductions.seen({ ...mina }, token);
    await eventually(() => expect(asked).toEqual(['one']));
    introductions.seen({ ...mina }, 'four');
    expect(asked).toEqual(['one']);
  });

  it('happens again when their token tells something else', async () => {
    introductions.seen(mina, 'one');
    introductions.seen({ ...mina, name: 'Mina Kim' }, 'two');
    introductions.seen({ ...mina, profile: { ...profile, locale: 'en' } }, 'three');
    await eventually(() => expect(asked).toEqual(['one', 'two', 'three']));
  });

  it('is not for services, nor for whom identity lets in itself', () => {
    introductions.seen({ ...mina, role: 'service' }, 'one');
    introductions.seen({ ...mina, profile: undefined }, 'two');
    expect(asked).toEqual([]);
  });

  it.each<[string, () => Promise<number>]>([
    ['is out', () => Promise.reject(new Error('nobody there'))],
    ['has a fault', async () => 503],
    ['does not know the key yet', async () => 401],
  ])('is tried again at a later request where identity %s', async (_, failing) => {
    answer = failing;
    introductions.seen(mina, 'one');
    answer = async () => 200;
    await eventually(() => {
      introductions.seen(mina, 'again');
      expect(asked).toEqual(['one', 'again']);
    });
  });

  it('rests for a while when identity is out', async () => {
    introductions = new Introductions(introduce, log, 60_000);
    answer = () => Promise.reject(new Error('nobody there'));
    introductions.seen(mina, 'one');
    await eventually(() => {
      introductions.seen({ ...mina, id: `somebody ${asked.length}` }, 'two');
      introductions.seen({ ...mina, id: `somebody ${asked.length}` }, 'two');
      expect(asked.length).toBeLessThan(9);
    });
    const before = asked.length;
    for (let n = 0; n < 100; n += 1) introductions.seen({ ...mina, id: `student ${n}` }, 'three');
    expect(asked).toHaveLength(before);
  });

  it('asks identity for few at once, and leaves the others to their next request', async () => {
    const finish: (() => void)[] = [];
    answer = () => new Promise((resolve) => finish.push(() => resolve(200)));
    const crowd = Array.from({ length: 50 }, (_, n) => ({ ...mina, id: `student ${n}` }));
    crowd.forEach((each) => introductions.seen(each, each.id));
    expect(asked).toHaveLength(8);
    await eventually(() => {
      finish.splice(0).forEach((done) => done());
      crowd.forEach((each) => introductions.seen(each, each.id));
      expect(new Set(asked).size).toBe(50);
    });
    expect(asked).toHaveLength(50);
  });
});
