import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTHeaderParameters } from 'jose';
import { z } from 'zod';
import { unavailable } from '../http/http-problem.js';

export abstract class SigningKeys {
  /** The keys known now, possibly none. Called for every token that is not cached, so it must be cheap. */
  abstract keys(): Promise<JSONWebKeySet>;

  /** Fetches the keys again, because a token names an unknown one; adapters limit how often they do. */
  async refresh(): Promise<JSONWebKeySet> {
    return this.keys();
  }
}

export type Algorithm = 'EdDSA' | 'ES256' | 'RS256' | 'PS256';

/** Bytes of an RSA modulus: 2048 bits are the minimum for RS256; beyond 8192 bits, verification only costs CPU. */
const RSA_BYTES = { min: 256, max: 1024 };

/** Only public members, because jose refuses a set with a private one, and only keys with a `kid`, because a token must name its key. */
const VerificationKey = z.object({
  kty: z.enum(['OKP', 'EC', 'RSA']),
  kid: z.string(),
  use: z.string().optional(),
  alg: z.string().optional(),
  crv: z.string().optional(),
  x: z.string().optional(),
  y: z.string().optional(),
  n: z
    .base64url()
    .refine((modulus) => isWithin(Buffer.from(modulus, 'base64url').length))
    .optional(),
  e: z.string().optional(),
});
const isWithin = (bytes: number): boolean => bytes >= RSA_BYTES.min && bytes <= RSA_BYTES.max;

export class VerificationKeys {
  private published?: JSONWebKeySet;
  private kids = new Set<string>();
  private keyOf = createLocalJWKSet({ keys: [] });

  constructor(private readonly signingKeys: SigningKeys) {}

  has(kid: string): boolean {
    return this.kids.has(kid);
  }

  /** @throws JOSEError if no published key fits; HttpProblem 503 UNAVAILABLE if no key at all is known */
  async find(header: JWTHeaderParameters): ReturnType<typeof this.keyOf> {
    const { kid } = header;
    if (typeof kid !== 'string') throw new errors.JWKSNoMatchingKey();
    this.use(await this.signingKeys.keys());
    if (!this.has(kid)) this.use(await this.signingKeys.refresh());
    if (this.kids.size === 0) throw unavailable('keys');
    try {
      return await this.keyOf(header);
    } catch (error) {
      // A malformed key fails only when it is imported, with an error of the crypto library.
      throw error instanceof errors.JOSEError ? error : new errors.JWKSNoMatchingKey(undefined, { cause: error });
    }
  }

  private use(published: JSONWebKeySet): void {
    if (published === this.published) return;
    const keys = published.keys.flatMap((key) => VerificationKey.safeParse(key).data ?? []);
    this.kids = new Set(keys.map(({ kid }) => kid));
    this.keyOf = createLocalJWKSet({ keys });
    this.published = published;
  }
}
