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
    const changed = Buffer.from(sealed, 'base64');
    changed[changed.length - 1]! ^= 1;

    expect(() => seal.open(sealed, attemptId(2))).toThrow();
    expect(() => new CardTokenSeal(randomBytes(32)).open(sealed, attemptId(1))).toThrow();
    expect(() => seal.open(changed.toString('base64'), attemptId(1))).toThrow();
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
    expect(await readFile(`${dir}/own/payment-token.key`, 'utf8')).toBe(key.toString('base64'));
  });

  it('rejects a key file with invalid content', async () => {
    await writeFile(`${dir}/payment-token.key`, 'short');

    await expect(cardTokenKey(undefined, dir)).rejects.toThrow(
      'does not contain a card token key of 32 bytes in base64',
    );
  });
});
