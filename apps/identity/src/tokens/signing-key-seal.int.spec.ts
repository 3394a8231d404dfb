import { randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tempDir } from '#testing';
import { identityKeyOf, SigningKeySeal } from './signing-key-seal.js';

const seal = new SigningKeySeal(randomBytes(32));

describe('SigningKeySeal', () => {
  it('encrypts the key differently each time', () => {
    const sealed = seal.seal('kid-1', 'private');

    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('private');
    expect(seal.seal('kid-1', 'private')).not.toBe(sealed);
  });

  it('decrypts with the same secret', () => {
    expect(seal.open('kid-1', seal.seal('kid-1', 'private'))).toBe('private');
  });

  it('rejects another secret, another key id and a modified ciphertext', () => {
    const sealed = seal.seal('kid-1', 'private');
    const bytes = Buffer.from(sealed, 'base64');
    bytes[bytes.length - 1]! ^= 1;

    expect(() => new SigningKeySeal(randomBytes(32)).open('kid-1', sealed)).toThrow('SUGANG_IDENTITY_KEY');
    expect(() => seal.open('kid-2', sealed)).toThrow('SUGANG_IDENTITY_KEY');
    expect(() => seal.open('kid-1', bytes.toString('base64'))).toThrow('SUGANG_IDENTITY_KEY');
  });
});

describe('identityKeyOf', () => {
  const dataDir = tempDir('identity-key');

  it('returns the configured key', async () => {
    const configured = randomBytes(32);

    expect(await identityKeyOf(configured.toString('base64'), dataDir)).toEqual(configured);
  });

  it('creates a key file once, readable by its owner only', async () => {
    const inNewDir = join(dataDir, 'new');

    const keys = await Promise.all([1, 2, 3].map(() => identityKeyOf(undefined, inNewDir)));

    expect(keys[0]).toHaveLength(32);
    expect(keys[1]).toEqual(keys[0]);
    expect(await identityKeyOf(undefined, inNewDir)).toEqual(keys[0]);
    expect(statSync(join(inNewDir, 'identity.key')).mode & 0o777).toBe(0o600);
  });

  it('rejects a key file with invalid content', async () => {
    writeFileSync(join(dataDir, 'identity.key'), 'nonsense');

    await expect(identityKeyOf(undefined, dataDir)).rejects.toThrow('does not contain a key of 32 bytes');
  });
});
