import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { KeySeal } from './key-seal.js';

const seal = new KeySeal(randomBytes(32));

describe('a sealed private key', () => {
  it('shows nothing of the key, and never looks the same twice', () => {
    const sealed = seal.close('kid-1', 'private');

    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('private');
    expect(seal.close('kid-1', 'private')).not.toBe(sealed);
  });

  it('opens with the same secret', () => {
    expect(seal.open('kid-1', seal.close('kid-1', 'private'))).toBe('private');
  });

  it('stays closed for another secret, another key id, and after tampering', () => {
    const sealed = seal.close('kid-1', 'private');
    const bytes = Buffer.from(sealed, 'base64');
    bytes[bytes.length - 1]! ^= 1;

    expect(() => new KeySeal(randomBytes(32)).open('kid-1', sealed)).toThrow('SUGANG_IDENTITY_KEY');
    expect(() => seal.open('kid-2', sealed)).toThrow('SUGANG_IDENTITY_KEY');
    expect(() => seal.open('kid-1', bytes.toString('base64'))).toThrow('SUGANG_IDENTITY_KEY');
  });
});
