/** `burst` at once, then one per `refillMs` (a token bucket, stored as the instant at which it is full again). */
export interface Allowance {
  burst: number;
  refillMs: number;
}

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;

/** Failed logins to one account from all networks that have not signed in to it before. */
export const ACCOUNT_GUESSES: Allowance = { burst: 30, refillMs: 20 * SECOND_MS };

/** The share of `ACCOUNT_GUESSES` that one network site may use, so that an attacker at one site cannot use up the attempts of all others. */
export const SITE_GUESSES: Allowance = { burst: 10, refillMs: 60 * SECOND_MS };

export const hourly = (count: number): Allowance => ({ burst: count, refillMs: HOUR_MS / count });
