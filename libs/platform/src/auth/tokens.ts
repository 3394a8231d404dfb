import { errors, jwtVerify, type CryptoKey, type JWTHeaderParameters } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Clock } from '../time/clock.js';
import type { CallingAccount } from './account.js';
import { KnownKeys } from './known-keys.js';
import type { SigningKeys } from './signing-keys.js';
import type { TokenRules } from './token-rules.js';
import { unauthenticated } from './unauthenticated.js';
import { keyNameOf } from './usable-keys.js';

/** Seconds that the clocks of issuer and service may differ. */
const LEEWAY = 30;
const LONGEST_TOKEN = 8192;

interface Verified {
  account: CallingAccount;
  keyName: string;
  expiresAt: number;
}

/** Verifies bearer tokens by the rules of one issuer; what was verified is remembered until it expires. */
export class Tokens {
  private readonly verified = new LRUCache<string, Verified>({ max: 10_000 });
  private readonly keys: KnownKeys;

  constructor(
    signingKeys: SigningKeys,
    private readonly rules: TokenRules,
    private readonly clock: Clock,
  ) {
    this.keys = new KnownKeys(signingKeys, rules.algorithms);
  }

  /** The account of a token that was verified before and still holds. */
  remembered(token: string): CallingAccount | undefined {
    const known = this.verified.get(token);
    if (!known) return undefined;
    if (known.expiresAt > this.clock.now().getTime() && this.keys.has(known.keyName)) return known.account;
    this.verified.delete(token);
    return undefined;
  }

  /**
   * The account of a token.
   * @throws HttpProblem 401 when the token is refused, 403 when it names no role that is known, 503 when no key at all is known
   */
  async verify(token: string): Promise<CallingAccount> {
    if (token.length > LONGEST_TOKEN) throw refused();
    const claims = await this.claimsOf(token);
    this.verified.set(token, claims);
    return claims.account;
  }

  private async claimsOf(token: string): Promise<Verified> {
    const { issuer, audience, algorithms } = this.rules;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, (header) => this.keyOf(header), {
        algorithms: [...algorithms],
        issuer,
        audience,
        clockTolerance: LEEWAY,
        currentDate: this.clock.now(),
      });
      const account = this.rules.accountOf(payload, protectedHeader);
      const expiresAt = account.tokenExpiresAt.getTime() + LEEWAY * 1000;
      return { account, keyName: keyNameOf(protectedHeader.kid!, protectedHeader.alg), expiresAt };
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw refused('The token has expired.');
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw refused();
      throw error;
    }
  }

  private async keyOf({ kid, alg }: JWTHeaderParameters): Promise<CryptoKey> {
    const key = typeof kid === 'string' ? await this.keys.key(keyNameOf(kid, alg)) : undefined;
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  }
}

const refused = (detail = 'The token is not valid here.') => unauthenticated(detail, true);
