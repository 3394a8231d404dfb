import { randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tempDir } from '#testing';
import { identityKeyOf } from './identity-key.js';

describe('the identity key', () => {
  const dataDir = tempDir('identity-key');

  it('is the one that the settings give', async () => {
    const given = randomBytes(32);

    expect(await identityKeyOf(given.toString('base64'), dataDir)).toEqual(given);
  });

  it('is made once where none is given, in a file that only its owner reads', async () => {
    const inNewDir = join(dataDir, 'new');

    const keys = await Promise.all([1, 2, 3].map(() => identityKeyOf(undefined, inNewDir)));

    expect(keys[0]).toHaveLength(32);
    expect(keys[1]).toEqual(keys[0]);
    expect(await identityKeyOf(undefined, inNewDir)).toEqual(keys[0]);
    expect(statSync(join(inNewDir, 'identity.key')).mode & 0o777).toBe(0o600);
  });

  it('is refused when the file holds something else', async () => {
    writeFileSync(join(dataDir, 'identity.key'), 'nonsense');

    await expect(identityKeyOf(undefined, dataDir)).rejects.toThrow('does not hold an identity key');
  });
});
