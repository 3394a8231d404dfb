const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Mails to an account besides the verification of its first address. Only the first two contain a token. */
export type AccountMailKind = 'password-reset' | 'email-change' | 'email-changed' | 'password-changed';

const TOKEN_MS: Partial<Record<AccountMailKind, number>> = {
  'password-reset': 30 * MINUTE_MS,
  'email-change': 24 * HOUR_MS,
};

/** When the mail, or its token if it has one, expires. */
export const expiryOf = (kind: AccountMailKind, now: Date): Date =>
  new Date(now.getTime() + (TOKEN_MS[kind] ?? 24 * HOUR_MS));

/** Password reset requests for one e-mail address, whether or not an account has it. */
export const RESETS_OF_ADDRESS = { burst: 6, refillMs: 10 * MINUTE_MS };

/** The share of `RESETS_OF_ADDRESS` that one network site may use, so that an attacker cannot use up the requests of the owner. */
export const RESETS_OF_SITE = { burst: 3, refillMs: HOUR_MS };

export const RESETS_PER_HOUR_OF_NETWORK = 600;
