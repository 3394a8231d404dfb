import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { tempDir } from '#testing';
import { attemptId } from '../../test/cast.js';
import { cardTokenKey } from './card-token-key.js';
import { CardTokenSeal } from './card-token-seal.js';

describe('the seal on a card token', () => {
  const seal = new CardTokenSeal(randomBytes(32));

  it('is opened with the key, for the payment it belongs to', () => {
    expect(seal.open(seal.seal('tok_카드_4242', attemptId(1)), attemptId(1))).toBe('tok_카드_4242');
  });

  it('never looks the same twice', () => {
    expect(seal.seal('tok_ok', attemptId(1))).not.toBe(seal.seal('tok_ok', attemptId(1)));
  });

  it('is not opened for another payment, with another key, or after a change', () => {
    const sealed = seal.seal('tok_ok', attemptId(1));
    const changed = Buffer.from(sealed, 'base64');
    changed[changed.length - 1]! ^= 1;

    expect(() => seal.open(sealed, attemptId(2))).toThrow();
    expect(() => new CardTokenSeal(randomBytes(32)).open(sealed, attemptId(1))).toThrow();
    expect(() => seal.open(changed.toString('base64'), attemptId(1))).toThrow();
  });

  it('fits its column, whatever token a client sends', () => {
    expect(seal.seal('한'.repeat(255), attemptId(1)).length).toBeLessThanOrEqual(2000);
  });
});

describe('the key of card tokens', () => {
  const dir = tempDir('token-key');

  it('is the configured one where there is one', async () => {
    const key = randomBytes(32);

    expect(await cardTokenKey(key.toString('base64'), `${dir}/never-made`)).toEqual(key);
  });

  it('is made once, for its owner only, and found again', async () => {
    const key = await cardTokenKey(undefined, `${dir}/own`);

    expect(key).toHaveLength(32);
    expect(await cardTokenKey(undefined, `${dir}/own`)).toEqual(key);
    expect((await stat(`${dir}/own/payment-token.key`)).mode & 0o777).toBe(0o600);
    expect(await readFile(`${dir}/own/payment-token.key`, 'utf8')).toBe(key.toString('base64'));
  });

  it('is refused when somebody has spoiled its file', async () => {
    await writeFile(`${dir}/payment-token.key`, 'short');

    await expect(cardTokenKey(undefined, dir)).rejects.toThrow('is not a card token key of 32 bytes');
  });
});
