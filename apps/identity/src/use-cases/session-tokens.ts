import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Account } from '#contracts';
import { publicStateOf, type AccountState } from '../domain/account.js';
import type { Session } from '../domain/session.js';
import type { AccessToken } from '../ports/tokens.js';

export interface SessionTokens extends AccessToken {
  refreshToken: string;
  expiresAt: Date;
  account: Account;
}

export const sessionTokens = (
  access: AccessToken,
  refreshToken: string,
  { expiresAt }: Session,
  account: AccountState,
): SessionTokens => ({ ...access, refreshToken, expiresAt, account: publicStateOf(account) });

export const newRefreshToken = (): string => randomBytes(32).toString('base64url');

/** A holder of `refreshToken` derives the same successor again as long as the salt is stored; the store alone reveals neither. */
export const successorOf = (refreshToken: string, salt: string): string =>
  createHmac('sha256', refreshToken).update(`successor ${salt}`).digest('base64url');

export const newSalt = newRefreshToken;

/** Only digests of refresh tokens are stored; a plain hash suffices for 256 random bits. */
export const digestOf = (refreshToken: string): string => createHash('sha256').update(refreshToken).digest('hex');
