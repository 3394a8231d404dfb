import { createHash, randomBytes } from 'node:crypto';
import { RefreshTokens } from '../ports/tokens.js';

/** 256 random bits; a plain digest suffices, for nobody can guess them. */
export class RandomRefreshTokens extends RefreshTokens {
  make(): string {
    return randomBytes(32).toString('base64url');
  }

  digestOf(token: string): string {
    return createHash('sha256').update(token).digest('hex');
  }
}
