import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database } from '#persistence';
import { Log } from '#platform';
import { onEveryStore, TestClock } from '#testing';
import { openIdentityRows } from '../persistence/identity-store.js';
import { TypeormSigningKeyStore } from '../persistence/typeorm.signing-key-store.js';
import { Ed25519SigningKeyForge } from './ed25519.signing-key-forge.js';
import { KeyRing } from './key-ring.js';
import { KeySeal } from './key-seal.js';
import { rotationRulesOf } from './token-rules.js';

onEveryStore('the signing keys', (newStore) => {
  const clock = new TestClock();
  const seal = new KeySeal(randomBytes(32));
  const forge = new Ed25519SigningKeyForge(seal);
  const rules = rotationRulesOf(30);
  const log = Log.silent();
  let database: Database;
  let store: TypeormSigningKeyStore;

  beforeAll(async () => {
    database = await openIdentityRows(newStore());
    store = new TypeormSigningKeyStore(database);
  });
  afterAll(() => database.close());

  it('are made once per generation, however many replicas try', async () => {
    const keys = await Promise.all([1, 1, 1].map((generation) => forge.make(generation, clock.now())));

    const added = await Promise.all(keys.map((key) => store.add(key)));

    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await store.all()).toHaveLength(1);
  });

  it('are published without their private half', async () => {
    const { keys } = await new KeyRing(store, seal, rules, clock, log).keys();

    expect(keys).toEqual([
      {
        kty: 'OKP',
        crv: 'Ed25519',
        alg: 'EdDSA',
        use: 'sig',
        kid: expect.any(String),
        x: expect.stringMatching(/^[\w-]{43}$/),
      },
    ]);
  });

  it('are the same object while they are the same keys, so that nobody reads them again', async () => {
    const ring = new KeyRing(store, seal, rules, clock, log);

    expect(await ring.keys()).toBe(await ring.keys());
  });

  it('rest encrypted', async () => {
    const rows: unknown = await database.reader.query('SELECT * FROM signing_keys');

    expect(JSON.stringify(rows)).not.toContain('"d"');
    await expect(new KeyRing(store, new KeySeal(randomBytes(32)), rules, clock, log).signingKey()).rejects.toThrow(
      'SUGANG_IDENTITY_KEY does not open the signing keys',
    );
    await expect(new KeyRing(store, seal, rules, clock, log).signingKey()).resolves.toMatchObject({
      kid: expect.any(String),
    });
  });

  it('are kept when the store does not answer, once they were read', async () => {
    const moody = new TypeormSigningKeyStore(database);
    const ring = new KeyRing(moody, seal, rules, clock, log, 0);
    const known = await ring.keys();
    moody.all = () => Promise.reject(new Error('the store is down'));

    expect(await ring.keys()).toBe(known);
    await expect(ring.signingKey()).resolves.toMatchObject({ kid: known.keys[0]?.kid });
    await expect(new KeyRing(moody, seal, rules, clock, log, 0).keys()).rejects.toThrow('the store is down');
  });
});
