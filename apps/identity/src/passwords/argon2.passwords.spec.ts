import { beforeAll, describe, expect, it } from '@jest/globals';
import { parseOptions } from '@node-rs/argon2';
import { Metrics } from '#platform';
import { Argon2Passwords } from './argon2.passwords.js';

describe('a hashed password', () => {
  let passwords: Argon2Passwords;
  beforeAll(async () => {
    passwords = await Argon2Passwords.open(new Metrics('identity'));
  });

  it('is an Argon2id hash of 12 MiB and three passes with a salt of its own', async () => {
    const [first, second] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);

    expect(first).toMatch(/^\$argon2id\$v=19\$m=12288,t=3,p=1\$/);
    expect(parseOptions(first)).toMatchObject({ saltLen: 16, outputLen: 32 });
    expect(first).not.toBe(second);
  });

  it('is matched by the password that made it and by no other', async () => {
    const hash = await passwords.hash('correct horse');

    await expect(passwords.matches('correct horse', hash)).resolves.toBe(true);
    await expect(passwords.matches('Correct horse', hash)).resolves.toBe(false);
  });

  it('is matched however the keyboard composes the letters', async () => {
    const hash = await passwords.hash('비밀번호열글자입니다'.normalize('NFC'));

    await expect(passwords.matches('비밀번호열글자입니다'.normalize('NFD'), hash)).resolves.toBe(true);
  });

  it('is matched by nothing where there is no hash', async () => {
    await expect(passwords.matches('correct horse', undefined)).resolves.toBe(false);
  });

  it('waits in line when many log in at once, and every one is answered', async () => {
    const hash = await passwords.hash('correct horse');

    const guesses = Array.from({ length: 40 }, (_, n) => passwords.matches(n % 2 ? 'correct horse' : 'wrong', hash));

    expect(passwords.waiting).toBeGreaterThan(30);
    expect((await Promise.all(guesses)).filter(Boolean)).toHaveLength(20);
    expect(passwords.waiting).toBe(0);
  });
});
