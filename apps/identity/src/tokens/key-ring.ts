import { Injectable } from '@nestjs/common';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JSONWebKeySet,
  type JWK,
} from 'jose';
import { SigningKeys, type Clock, type Log } from '#platform';
import { publishedAt, signingKeyAt, type RotationPolicy } from '../domain/signing-key-rotation.js';
import { SigningKeyGenerator, type StoredSigningKey, type StoredSigningKeys } from '../ports/tokens.js';
import { SigningKeySeal } from './signing-key-seal.js';

const MIN_RELOAD_INTERVAL_MS = 1_000;

/** This replica's copy of the signing keys: the current one to sign with, and the published ones. */
export class KeyRing extends SigningKeys {
  private stored: StoredSigningKey[] = [];
  private published: JSONWebKeySet = { keys: [] };
  private loadedAt = Number.NEGATIVE_INFINITY;
  private readonly opened = new Map<string, CryptoKey>();

  constructor(
    private readonly store: StoredSigningKeys,
    private readonly seal: SigningKeySeal,
    private readonly policy: RotationPolicy,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly maxAgeMs = 30_000,
  ) {
    super();
  }

  /** Returns the same object while the keys are unchanged, so that callers can cache derived values. */
  async keys(): Promise<JSONWebKeySet> {
    await this.reloadIfStale();
    const keys = publishedAt(this.stored, this.policy, this.clock.now()).map((key) => key.publicKey as JWK);
    const same = keys.length === this.published.keys.length && keys.every((key, n) => key === this.published.keys[n]);
    if (!same) this.published = { keys };
    return this.published;
  }

  /** Reloads, because another replica may have generated a new key. */
  override async refresh(): Promise<JSONWebKeySet> {
    if (performance.now() - this.loadedAt > MIN_RELOAD_INTERVAL_MS) await this.reload();
    return this.keys();
  }

  async reload(): Promise<void> {
    this.stored = await this.store.all();
    this.loadedAt = performance.now();
  }

  async signingKey(): Promise<{ kid: string; key: CryptoKey }> {
    await this.reloadIfStale();
    const signing = signingKeyAt(this.stored, this.clock.now());
    if (signing === undefined) throw new Error('there is no signing key yet');
    return { kid: signing.kid, key: await this.unsealed(signing) };
  }

  private async reloadIfStale(): Promise<void> {
    if (performance.now() - this.loadedAt < this.maxAgeMs) return;
    try {
      await this.reload();
    } catch (error) {
      if (this.stored.length === 0) throw error;
      this.loadedAt = performance.now();
      this.log.warn('the signing keys could not be reloaded; the known keys remain in use', { error });
    }
  }

  /** Encrypts with the current secret what a previous one has encrypted. What cannot be decrypted is logged and stays as it is. */
  async resealAll(): Promise<void> {
    await this.reload();
    for (const key of this.stored.filter(({ keyId }) => keyId !== this.seal.keyId)) {
      try {
        const text = this.seal.open(key.kid, key.sealedKey, key.keyId);
        await this.store.reseal({ ...key, sealedKey: this.seal.seal(key.kid, text), keyId: this.seal.keyId }, key);
        this.log.info('a signing key was encrypted with the current identity key', { kid: key.kid });
      } catch (error) {
        this.log.error('a signing key could not be encrypted with the current identity key', { kid: key.kid, error });
      }
    }
    await this.reload();
  }

  private async unsealed({ kid, sealedKey, keyId }: StoredSigningKey): Promise<CryptoKey> {
    const known = this.opened.get(kid);
    if (known) return known;
    const key = (await importJWK(JSON.parse(this.seal.open(kid, sealedKey, keyId)) as JWK, 'EdDSA')) as CryptoKey;
    this.opened.set(kid, key);
    return key;
  }
}

/** Identity verifies tokens with its own keys, which exist once its store is open. */
export class LocalSigningKeys extends SigningKeys {
  private ring?: SigningKeys;

  use<Ring extends SigningKeys>(ring: Ring): Ring {
    this.ring = ring;
    return ring;
  }

  keys(): Promise<JSONWebKeySet> {
    return this.opened().keys();
  }

  override refresh(): Promise<JSONWebKeySet> {
    return this.opened().refresh();
  }

  private opened(): SigningKeys {
    if (this.ring === undefined) throw new Error('the signing keys were requested before the store was opened');
    return this.ring;
  }
}

@Injectable()
export class Ed25519SigningKeyGenerator extends SigningKeyGenerator {
  constructor(private readonly seal: SigningKeySeal) {
    super();
  }

  async generate(generation: number, signsFrom: Date): Promise<StoredSigningKey> {
    const pair = await generateKeyPair('EdDSA', { extractable: true });
    const publicKey = await exportJWK(pair.publicKey);
    const kid = await calculateJwkThumbprint(publicKey);
    const privateKey = JSON.stringify(await exportJWK(pair.privateKey));
    return {
      kid,
      generation,
      signsFrom,
      publicKey: { ...publicKey, kid, alg: 'EdDSA', use: 'sig' },
      sealedKey: this.seal.seal(kid, privateKey),
      keyId: this.seal.keyId,
    };
  }
}
