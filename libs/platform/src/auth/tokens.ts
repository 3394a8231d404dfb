import { hash } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { unauthenticated } from '../http/http-problem.js';
import { SystemClock, type Clock } from '../time/clock.js';
import type { CallingAccount } from './calling-account.js';
import { VerificationKeys, type SigningKeys } from './signing-keys.js';
import { tokenRulesOf, type TokenRules, type TokenSettings } from './token-rules.js';

const LEEWAY_SECONDS = 30;
const MAX_TOKEN_LENGTH = 8192;

interface VerifiedToken {
  account: CallingAccount;
  kid: string;
  expiresAt: number;
}

export class Tokens {
  /** By hash, so that neither long tokens nor many take much memory. */
  private readonly verified = new LRUCache<string, VerifiedToken>({ max: 50_000 });
  private readonly keys: VerificationKeys;

  constructor(
    signingKeys: SigningKeys,
    private readonly rules: TokenRules,
    private readonly clock: Clock,
  ) {
    this.keys = new VerificationKeys(signingKeys);
  }

  /** The account of a token that has been verified before, unless it has expired or its key has been withdrawn. */
  cached(token: string): CallingAccount | undefined {
    const key = keyOf(token);
    const found = this.verified.get(key);
    if (!found) return undefined;
    if (found.expiresAt > this.clock.now().getTime() && this.keys.has(found.kid)) return found.account;
    this.verified.delete(key);
    return undefined;
  }

  /** @throws HttpProblem 401 if the token is invalid, 403 if it has no role here, 503 if no signing key is known */
  async verify(token: string): Promise<CallingAccount> {
    if (token.length > MAX_TOKEN_LENGTH) throw unauthenticated('invalid-token');
    const verified = await this.verifiedToken(token);
    this.verified.set(keyOf(token), verified);
    return verified.account;
  }

  private async verifiedToken(token: string): Promise<VerifiedToken> {
    const { issuer, audience, algorithms } = this.rules;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, (header) => this.keys.find(header), {
        algorithms: [...algorithms],
        issuer,
        audience,
        clockTolerance: LEEWAY_SECONDS,
        currentDate: this.clock.now(),
      });
      const account = this.rules.accountOf(payload, protectedHeader);
      const expiresAt = account.tokenExpiresAt.getTime() + LEEWAY_SECONDS * 1000;
      return { account, kid: protectedHeader.kid!, expiresAt };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw unauthenticated('invalid-token');
      throw error;
    }
  }
}

const keyOf = (token: string): string => hash('sha256', token, 'base64');

/** @throws HttpProblem 401 if the `Authorization` header is absent or has no bearer token */
export function bearerToken(authorization: string | undefined): string {
  if (authorization === undefined) throw unauthenticated('no-token');
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]*)$/i.exec(authorization)?.[1];
  if (!token) throw unauthenticated('not-bearer');
  return token;
}

const shared = new WeakMap<SigningKeys, Map<string, Tokens>>();

/** One `Tokens` per keys and settings, so that the services of one process verify a token only once. */
export function sharedTokens(keys: SigningKeys, settings: TokenSettings): Tokens {
  const { SUGANG_ISSUER, OIDC_ISSUER, OIDC_AUDIENCE, OIDC_ROLE_CLAIM, OIDC_ROLES, OIDC_NAME_CLAIM } = settings;
  const relevant = { SUGANG_ISSUER, OIDC_ISSUER, OIDC_AUDIENCE, OIDC_ROLE_CLAIM, OIDC_ROLES, OIDC_NAME_CLAIM };
  const cacheKey = JSON.stringify(relevant);
  const ofKeys = shared.get(keys) ?? new Map<string, Tokens>();
  shared.set(keys, ofKeys);
  const tokens = ofKeys.get(cacheKey) ?? new Tokens(keys, tokenRulesOf(settings), new SystemClock());
  ofKeys.set(cacheKey, tokens);
  return tokens;
}
