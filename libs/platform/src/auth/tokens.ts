import { errors, jwtVerify, type JWTHeaderParameters } from 'jose';
import { LRUCache } from 'lru-cache';
import { Role } from '#contracts';
import { z } from 'zod';
import type { Clock } from '../time/clock.js';
import type { CallingAccount } from './account.js';
import type { KnownKeys } from './known-keys.js';
import { unauthenticated } from './unauthenticated.js';

/** Seconds that the clocks of issuer and service may differ. */
const LEEWAY = 30;
const AUDIENCE = 'sugang';
const LONGEST_TOKEN = 8192;

const Claims = z.object({
  sub: z.string().min(1).max(128),
  role: Role,
  name: z.string().max(300).default(''),
  exp: z.number(),
});

interface Verified {
  account: CallingAccount;
  kid: string;
  expiresAt: number;
}

/** Verifies bearer tokens: EdDSA and nothing else, of our issuer, for us; what was verified is remembered until it expires. */
export class Tokens {
  private readonly verified = new LRUCache<string, Verified>({ max: 10_000 });

  constructor(
    private readonly keys: KnownKeys,
    private readonly issuer: string,
    private readonly clock: Clock,
  ) {}

  /** The account of a token that was verified before and still holds. */
  remembered(token: string): CallingAccount | undefined {
    const known = this.verified.get(token);
    if (!known) return undefined;
    if (known.expiresAt > this.clock.now().getTime() && this.keys.has(known.kid)) return known.account;
    this.verified.delete(token);
    return undefined;
  }

  /**
   * The account of a token.
   * @throws HttpProblem 401 when the token is refused, 503 when no key at all is known
   */
  async verify(token: string): Promise<CallingAccount> {
    if (token.length > LONGEST_TOKEN) throw refused();
    const claims = await this.claimsOf(token);
    this.verified.set(token, claims);
    return claims.account;
  }

  private async claimsOf(token: string): Promise<Verified> {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, (header) => this.keyOf(header), {
        algorithms: ['EdDSA'],
        issuer: this.issuer,
        audience: AUDIENCE,
        clockTolerance: LEEWAY,
        currentDate: this.clock.now(),
      });
      const { sub, role, name, exp } = Claims.parse(payload);
      const account = { id: sub, role, name, tokenExpiresAt: new Date(exp * 1000) };
      return { account, kid: protectedHeader.kid!, expiresAt: (exp + LEEWAY) * 1000 };
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw refused('The token has expired.');
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw refused();
      throw error;
    }
  }

  private async keyOf({ kid }: JWTHeaderParameters) {
    const key = typeof kid === 'string' ? await this.keys.key(kid) : undefined;
    if (!key) throw new errors.JWKSNoMatchingKey();
    return key;
  }
}

const refused = (detail = 'The token is not valid here.') => unauthenticated(detail, true);
