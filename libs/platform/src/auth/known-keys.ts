import { importJWK, type CryptoKey, type JWK } from 'jose';
import { unavailable } from '../http/problems.js';
import type { SigningKeys } from './signing-keys.js';

/** The keys that tokens may be signed with, ready for use: Ed25519 only, by their `kid`. */
export class KnownKeys {
  private ready = new Map<string, CryptoKey>();
  private from: unknown;

  constructor(private readonly signingKeys: SigningKeys) {}

  /** Whether the key is still published, as far as was last seen. */
  has(kid: string): boolean {
    return this.ready.has(kid);
  }

  /** The key named `kid`, or undefined. @throws HttpProblem 503 UNAVAILABLE when no key at all is known */
  async key(kid: string): Promise<CryptoKey | undefined> {
    await this.prepare(await this.signingKeys.keys());
    if (!this.ready.has(kid)) await this.prepare(await this.signingKeys.refresh());
    if (this.ready.size === 0) throw unavailable('No signing key is known yet, so no token can be verified.');
    return this.ready.get(kid);
  }

  private async prepare(published: { keys: JWK[] }): Promise<void> {
    if (published === this.from) return;
    this.ready = new Map(await Promise.all(published.keys.filter(isUsable).map(imported)));
    this.from = published;
  }
}

const isUsable = ({ kty, crv, kid, use = 'sig', x = '' }: JWK): boolean =>
  kty === 'OKP' && crv === 'Ed25519' && typeof kid === 'string' && use === 'sig' && /^[\w-]{43}$/.test(x);

// Only the public coordinates are taken over, whatever else a key claims.
const imported = async ({ kid, x }: JWK): Promise<[string, CryptoKey]> => [
  kid!,
  await importJWK({ kty: 'OKP', crv: 'Ed25519', x: x! } as const, 'EdDSA'),
];
