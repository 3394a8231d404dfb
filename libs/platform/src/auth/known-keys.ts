import type { CryptoKey, JWK } from 'jose';
import { unavailable } from '../http/problems.js';
import type { SigningKeys } from './signing-keys.js';
import { usableKeys, type Algorithm } from './usable-keys.js';

/** The keys that tokens may be signed with, ready for use, by their `keyNameOf`. */
export class KnownKeys {
  private ready = new Map<string, CryptoKey>();
  private from: unknown;

  constructor(
    private readonly signingKeys: SigningKeys,
    private readonly algorithms: readonly Algorithm[],
  ) {}

  /** Whether the key is still published, as far as was last seen. */
  has(name: string): boolean {
    return this.ready.has(name);
  }

  /** The key of that name, or undefined. @throws HttpProblem 503 UNAVAILABLE when no key at all is known */
  async key(name: string): Promise<CryptoKey | undefined> {
    await this.prepare(await this.signingKeys.keys());
    if (!this.ready.has(name)) await this.prepare(await this.signingKeys.refresh());
    if (this.ready.size === 0) throw unavailable('No signing key is known yet, so no token can be verified.');
    return this.ready.get(name);
  }

  private async prepare(published: { keys: JWK[] }): Promise<void> {
    if (published === this.from) return;
    const usable = await usableKeys(published.keys, this.algorithms);
    this.ready = new Map(usable.map(({ name, key }) => [name, key]));
    this.from = published;
  }
}
