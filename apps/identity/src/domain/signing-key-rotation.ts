export interface SigningPeriod {
  kid: string;
  generation: number;
  signsFrom: Date;
}

export const ACCESS_TOKEN_SECONDS = 15 * 60;

/** Verifiers accept clocks that differ by 30 s. */
const LEEWAY_SECONDS = 30;
const HOUR_MS = 60 * 60 * 1000;

export interface RotationPolicy {
  readonly periodMs: number;
  /** How long a key is published before it signs: longer than any verifier caches the key set. */
  readonly publishedAheadMs: number;
  /** How long the last token of a key is valid, leeway included. */
  readonly tokenLifeMs: number;
}

export const rotationPolicyOf = (days: number): RotationPolicy => ({
  periodMs: days * 24 * HOUR_MS,
  publishedAheadMs: HOUR_MS,
  tokenLifeMs: (ACCESS_TOKEN_SECONDS + 2 * LEEWAY_SECONDS) * 1000,
});

export interface RotationPlan {
  generate: { generation: number; signsFrom: Date } | undefined;
  discard: string[];
}

export function planRotation(keys: SigningPeriod[], policy: RotationPolicy, now: Date): RotationPlan {
  const newest = inOrder(keys).at(-1);
  const discard = keys.filter((key) => isExpired(key, keys, policy, now)).map((key) => key.kid);
  if (newest === undefined) return { generate: { generation: 1, signsFrom: now }, discard };
  const due = later(newest.signsFrom, policy.periodMs - policy.publishedAheadMs);
  if (now < due) return { generate: undefined, discard };
  const planned = later(newest.signsFrom, policy.periodMs);
  const soonest = later(now, policy.publishedAheadMs);
  return { generate: { generation: newest.generation + 1, signsFrom: planned > soonest ? planned : soonest }, discard };
}

export function signingKeyAt<Key extends SigningPeriod>(keys: Key[], now: Date): Key | undefined {
  return inOrder(keys)
    .filter((key) => key.signsFrom <= now)
    .at(-1);
}

export function publishedAt<Key extends SigningPeriod>(keys: Key[], policy: RotationPolicy, now: Date): Key[] {
  return inOrder(keys).filter((key) => !isExpired(key, keys, policy, now));
}

function isExpired(key: SigningPeriod, keys: SigningPeriod[], policy: RotationPolicy, now: Date): boolean {
  const successor = inOrder(keys).find((other) => other.generation > key.generation);
  return successor !== undefined && later(successor.signsFrom, policy.tokenLifeMs) < now;
}

const inOrder = <Key extends SigningPeriod>(keys: Key[]): Key[] =>
  [...keys].sort((a, b) => a.generation - b.generation);

const later = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);
