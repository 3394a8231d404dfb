const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Mails to an account besides the verification of its first address. Only the first two contain a token. */
export type AccountMailKind = 'password-reset' | 'email-change' | 'email-changed' | 'password-changed';

const TOKEN_MS: Partial<Record<AccountMailKind, number>> = {
  'password-reset': 30 * MINUTE_MS,
  'email-change': 24 * HOUR_MS,
};

/** When the mail, or its token if it has one, is of no use any more. */
export const expiryOf = (kind: AccountMailKind, now: Date): Date =>
  new Date(now.getTime() + (TOKEN_MS[kind] ?? 24 * HOUR_MS));

/** Requests to reset the password of one address, whether it has an account or not. */
export const RESETS_OF_ADDRESS = { burst: 6, refillMs: 10 * MINUTE_MS };

/** The part of them that one site may use, so that a stranger cannot use up those of the owner. */
export const RESETS_OF_SITE = { burst: 3, refillMs: HOUR_MS };

export const RESETS_PER_HOUR_OF_NETWORK = 600;
