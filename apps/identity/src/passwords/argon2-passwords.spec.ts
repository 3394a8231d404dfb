import { beforeAll, describe, expect, it } from '@jest/globals';
import { parseOptions } from '@node-rs/argon2';
import { Metrics } from '#platform';
import { Argon2Passwords, DictionaryCommonPasswords } from './argon2-passwords.js';

describe('Argon2Passwords', () => {
  let passwords: Argon2Passwords;
  beforeAll(async () => {
    passwords = await Argon2Passwords.open(new Metrics('identity'));
  });

  it('hashes with Argon2id, 12 MiB, three passes and a new salt each time', async () => {
    const [first, second] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);

    expect(first).toMatch(/^\$argon2id\$v=19\$m=12288,t=3,p=1\$/);
    expect(parseOptions(first)).toMatchObject({ saltLen: 16, outputLen: 32 });
    expect(first).not.toBe(second);
  });

  it('matches the hashed password and no other', async () => {
    const hash = await passwords.hash('correct horse');

    await expect(passwords.matches('correct horse', hash)).resolves.toBe(true);
    await expect(passwords.matches('Correct horse', hash)).resolves.toBe(false);
  });

  it('matches independently of Unicode composition', async () => {
    const hash = await passwords.hash('비밀번호열글자입니다'.normalize('NFC'));

    await expect(passwords.matches('비밀번호열글자입니다'.normalize('NFD'), hash)).resolves.toBe(true);
  });

  it('matches nothing without a hash', async () => {
    await expect(passwords.matches('correct horse', undefined)).resolves.toBe(false);
  });

  it('queues a burst of logins and answers each of them', async () => {
    const hash = await passwords.hash('correct horse');

    const guesses = Array.from({ length: 40 }, (_, n) => passwords.matches(n % 2 ? 'correct horse' : 'wrong', hash));

    expect(passwords.waiting).toBeGreaterThan(30);
    expect((await Promise.all(guesses)).filter(Boolean)).toHaveLength(20);
    expect(passwords.waiting).toBe(0);
  });

  it('runs as many at once as the limit allows, and the next when one has ended', async () => {
    const limited = await Argon2Passwords.open(new Metrics('identity'), { concurrency: 2, queue: 10 });
    const ended: number[] = [];
    const runs = [1, 2, 3].map((n) => limited.hash('correct horse').then(() => ended.push(n)));

    expect(limited.waiting).toBe(1);
    await Promise.race(runs.slice(0, 2));
    expect(ended).not.toContain(3);
    await Promise.all(runs);
    expect(limited.waiting).toBe(0);
    expect(ended).toHaveLength(3);
  });

  it('rejects a login when the queue is full', async () => {
    const limited = await Argon2Passwords.open(new Metrics('identity'), { concurrency: 1, queue: 1 });
    const runs = [limited.hash('first'), limited.hash('second')];

    await expect(limited.hash('third')).rejects.toMatchObject({ code: 'RATE_LIMITED' });

    await Promise.all(runs);
  });

  it('releases its slot after a failure', async () => {
    const limited = await Argon2Passwords.open(new Metrics('identity'), { concurrency: 1, queue: 0 });

    await expect(limited.matches('correct horse', 'not a hash')).rejects.toThrow();

    await expect(limited.matches('correct horse', undefined)).resolves.toBe(false);
  });
});

describe('DictionaryCommonPasswords', () => {
  it('contains common passwords only', async () => {
    const common = await new DictionaryCommonPasswords().load();

    expect(common.has('1q2w3e4r5t')).toBe(true);
    expect(common.has('qwertyuiop')).toBe(true);
    expect(common.has('sugang-demo')).toBe(false);
    expect(common.has('correct horse battery')).toBe(false);
  });
});
