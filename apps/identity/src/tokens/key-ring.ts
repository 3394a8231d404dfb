import { importJWK, type CryptoKey, type JSONWebKeySet, type JWK } from 'jose';
import { SigningKeys, type Clock, type Log } from '#platform';
import { publishedAt, signingKeyAt, type RotationRules } from '../domain/signing-key-rotation.js';
import type { SigningKeyStore, StoredSigningKey } from '../ports/signing-keys.js';
import type { KeySeal } from './key-seal.js';

const PAUSE_MS = 1_000;

/** The signing keys as this replica holds them: the one to sign with, and the public ones. */
export class KeyRing extends SigningKeys {
  private stored: StoredSigningKey[] = [];
  private published: JSONWebKeySet = { keys: [] };
  private loadedAt = Number.NEGATIVE_INFINITY;
  private readonly opened = new Map<string, CryptoKey>();

  constructor(
    private readonly store: SigningKeyStore,
    private readonly seal: KeySeal,
    private readonly rules: RotationRules,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly reloadedAfterMs = 30_000,
  ) {
    super();
  }

  /** The same object as before while the keys are the same. */
  async keys(): Promise<JSONWebKeySet> {
    await this.reloadWhenOld();
    const keys = publishedAt(this.stored, this.rules, this.clock.now()).map((key) => key.publicKey as JWK);
    const same = keys.length === this.published.keys.length && keys.every((key, n) => key === this.published.keys[n]);
    if (!same) this.published = { keys };
    return this.published;
  }

  /** Another replica may have made the key that nobody here knows yet. */
  override async refresh(): Promise<JSONWebKeySet> {
    if (performance.now() - this.loadedAt > PAUSE_MS) await this.reload();
    return this.keys();
  }

  async reload(): Promise<void> {
    this.stored = await this.store.all();
    this.loadedAt = performance.now();
  }

  async signingKey(): Promise<{ kid: string; key: CryptoKey }> {
    await this.reloadWhenOld();
    const signing = signingKeyAt(this.stored, this.clock.now());
    if (signing === undefined) throw new Error('there is no signing key yet');
    return { kid: signing.kid, key: await this.openedOnce(signing) };
  }

  private async reloadWhenOld(): Promise<void> {
    if (performance.now() - this.loadedAt < this.reloadedAfterMs) return;
    try {
      await this.reload();
    } catch (error) {
      if (this.stored.length === 0) throw error;
      this.loadedAt = performance.now();
      this.log.warn('the signing keys cannot be read again: the known ones are kept', { error });
    }
  }

  private async openedOnce({ kid, sealedKey }: StoredSigningKey): Promise<CryptoKey> {
    const known = this.opened.get(kid);
    if (known) return known;
    const key = (await importJWK(JSON.parse(this.seal.open(kid, sealedKey)) as JWK, 'EdDSA')) as CryptoKey;
    this.opened.set(kid, key);
    return key;
  }
}
