import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { tempDir } from '#testing';
import { attemptId } from '../../test/cast.js';
import { cardTokenKey, CardTokenSeal } from './card-token-seal.js';

describe('CardTokenSeal', () => {
  const seal = new CardTokenSeal(randomBytes(32));

  it('decrypts a token with the same key and payment id', () => {
    expect(seal.open(seal.seal('tok_카드_4242', attemptId(1)), attemptId(1))).toBe('tok_카드_4242');
  });

  it('encrypts the same token differently each time', () => {
    expect(seal.seal('tok_ok', attemptId(1))).not.toBe(seal.seal('tok_ok', attemptId(1)));
  });

  it('rejects another payment, another key and a modified ciphertext', () => {
    const sealed = seal.seal('tok_ok', attemptId(1));
    const [keyId, ciphertext] = sealed.split('.');
    const changed = Buffer.from(ciphertext!, 'base64');
    changed[changed.length - 1]! ^= 1;

    expect(() => seal.open(sealed, attemptId(2))).toThrow();
    expect(() => new CardTokenSeal(randomBytes(32)).open(sealed, attemptId(1))).toThrow(`key ${keyId}, which is not`);
    expect(() => seal.open(`${keyId}.${changed.toString('base64')}`, attemptId(1))).toThrow();
  });

  describe('after a rotation of its key', () => {
    const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];
    const sealed = new CardTokenSeal(first).seal('tok_ok', attemptId(1));

    it('decrypts with the previous key and encrypts with the current one', () => {
      const rotated = new CardTokenSeal(second, first);
      const resealed = rotated.seal('tok_ok', attemptId(1));

      expect(rotated.open(sealed, attemptId(1))).toBe('tok_ok');
      expect(new CardTokenSeal(second).open(resealed, attemptId(1))).toBe('tok_ok');
      expect(resealed.split('.')[0]).not.toBe(sealed.split('.')[0]);
    });

    it('names the missing key of a ciphertext that is older than the previous key', () => {
      const twiceRotated = new CardTokenSeal(third, second);

      expect(() => twiceRotated.open(sealed, attemptId(1))).toThrow(`key ${sealed.split('.')[0]}, which is not`);
    });

    it('decrypts what a release without key ids has encrypted, before and after the first rotation', () => {
      const withoutKeyId = sealed.split('.')[1]!;

      expect(new CardTokenSeal(first).open(withoutKeyId, attemptId(1))).toBe('tok_ok');
      expect(new CardTokenSeal(second, first).open(withoutKeyId, attemptId(1))).toBe('tok_ok');
    });
  });

  it('produces a ciphertext that fits its column, even for the longest token', () => {
    expect(seal.seal('한'.repeat(255), attemptId(1)).length).toBeLessThanOrEqual(2000);
  });
});

describe('cardTokenKey', () => {
  const dir = tempDir('token-key');

  it('returns the configured key', async () => {
    const key = randomBytes(32);

    expect(await cardTokenKey(key.toString('base64'), `${dir}/not-created`)).toEqual(key);
  });

  it('creates a key file once, readable by its owner only, and reuses it', async () => {
    const key = await cardTokenKey(undefined, `${dir}/own`);

    expect(key).toHaveLength(32);
    expect(await cardTokenKey(undefined, `${dir}/own`)).toEqual(key);
    expect((await stat(`${dir}/own/payment-token.key`)).mode & 0o777).toBe(0o600);
    expect(Buffer.from(await readFile(`${dir}/own/payment-token.key`, 'utf8'), 'base64')).toEqual(key);
  });

  it('rejects a key file with invalid content', async () => {
    await writeFile(`${dir}/payment-token.key`, 'short');

    await expect(cardTokenKey(undefined, dir)).rejects.toThrow('does not contain a key of 32 bytes in base64');
  });
});
