import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database } from '#persistence';
import { Log } from '#platform';
import { onEveryStore, TestClock } from '#testing';
import { openIdentityStore } from '../persistence/identity-store.js';
import { rotationPolicyOf } from '../domain/signing-key-rotation.js';
import { TypeormSigningKeys } from '../persistence/typeorm-signing-keys.js';
import { Ed25519SigningKeyGenerator, KeyRing } from './key-ring.js';
import { SigningKeySeal } from './signing-key-seal.js';

onEveryStore('KeyRing', (newStore) => {
  const clock = new TestClock();
  const secret = randomBytes(32);
  const seal = new SigningKeySeal(secret);
  const generator = new Ed25519SigningKeyGenerator(seal);
  const policy = rotationPolicyOf(30);
  const log = Log.silent();
  let database: Database;
  let store: TypeormSigningKeys;

  beforeAll(async () => {
    database = await openIdentityStore(newStore());
    store = new TypeormSigningKeys(database);
  });
  afterAll(() => database.close());

  it('stores one key per generation when several replicas generate one', async () => {
    const keys = await Promise.all([1, 1, 1].map((generation) => generator.generate(generation, clock.now())));

    const added = await Promise.all(keys.map((key) => store.add(key)));

    expect(added.filter(Boolean)).toHaveLength(1);
    expect(await store.all()).toHaveLength(1);
  });

  it('publishes public keys only', async () => {
    const { keys } = await new KeyRing(store, seal, policy, clock, log).keys();

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

  it('returns the same object while the keys are unchanged', async () => {
    const ring = new KeyRing(store, seal, policy, clock, log);

    expect(await ring.keys()).toBe(await ring.keys());
  });

  it('stores private keys encrypted', async () => {
    const rows: unknown = await database.reader.query('SELECT * FROM signing_keys');

    expect(JSON.stringify(rows)).not.toContain('"d"');
    await expect(
      new KeyRing(store, new SigningKeySeal(randomBytes(32)), policy, clock, log).signingKey(),
    ).rejects.toThrow('SUGANG_IDENTITY_KEY cannot decrypt the signing keys');
    await expect(new KeyRing(store, seal, policy, clock, log).signingKey()).resolves.toMatchObject({
      kid: expect.any(String),
    });
  });

  it('opens what a previous identity key has encrypted, and encrypts it with the current one on startup', async () => {
    const [next, kids] = [randomBytes(32), (await store.all()).map(({ kid }) => kid)];
    const both = new KeyRing(store, new SigningKeySeal(next, secret), policy, clock, log);
    const { kid } = await both.signingKey();

    await both.resealAll();

    expect((await store.all()).map((key) => [key.kid, key.keyId])).toEqual(
      kids.map((each) => [each, new SigningKeySeal(next).keyId]),
    );
    await expect(new KeyRing(store, new SigningKeySeal(next), policy, clock, log).signingKey()).resolves.toMatchObject({
      kid,
    });
    await expect(new KeyRing(store, seal, policy, clock, log).signingKey()).rejects.toThrow('cannot decrypt');
    await new KeyRing(store, new SigningKeySeal(secret, next), policy, clock, log).resealAll();
  });

  it('keeps using known keys while the store is unavailable', async () => {
    const failing = new TypeormSigningKeys(database);
    const ring = new KeyRing(failing, seal, policy, clock, log, 0);
    const known = await ring.keys();
    failing.all = () => Promise.reject(new Error('the store is down'));

    expect(await ring.keys()).toBe(known);
    await expect(ring.signingKey()).resolves.toMatchObject({ kid: known.keys[0]?.kid });
    await expect(new KeyRing(failing, seal, policy, clock, log, 0).keys()).rejects.toThrow('the store is down');
  });
});
